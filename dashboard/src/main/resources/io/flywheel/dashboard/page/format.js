// Numbers, moments and words in the language of the viewer. Every text reaches the page as text, never as markup.
let languages = null;
let messages = {};
let language = "en";

export async function speak(wanted) {
  languages ??= await (await fetch("messages.json")).json();
  messages = languages[wanted];
  language = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = messages["direction"] || "ltr";
}

export const currentLanguage = () => language;

/** The message of a key, its {places} filled; with a count, the plural form of the language. */
export function say(key, values = {}) {
  let text = messages[key];
  if (values.n !== undefined) {
    text = messages[`${key}.${new Intl.PluralRules(language).select(values.n)}`] ?? messages[`${key}.other`] ?? text;
  }
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (_, name) => (name === "n" ? number(values.n, 0) : String(values[name] ?? "")));
}

export const known = (key) => messages[key] !== undefined;

/** A code of the product in words; one that this page does not know yet is shown as it is, with spaces. */
export const word = (kind, code) => (code === null || code === undefined ? "–" : messages[`${kind}.${code}`] ?? plain(kind, String(code).replaceAll("_", " ")));

/** What a rule says, in the language of the viewer where it is one of the product's own sentences. */
export const says = (sentence) => messages[`says.${sentence}`] ?? sentence;

const plain = (kind, text) => (kind === "signal" ? text.charAt(0).toUpperCase() + text.slice(1) : text);

export function number(value, digits = 1) {
  if (value === null || value === undefined || Number.isNaN(Number(value))) return "–";
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "negative" }).format(value).replace("-", "−");
}

/** Few digits for the eye: three that count. */
export function short(value) {
  if (value === null || value === undefined) return "–";
  return new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: Math.abs(value) >= 10000 ? "compact" : "standard" }).format(value).replace("-", "−");
}

export const signed = (value, digits = 1) =>
  value === null || value === undefined ? "–" : new Intl.NumberFormat(language, { signDisplay: "exceptZero", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value).replace("-", "−");

/** How much faster than in the weeks before, as far as the tables say: they end at four times the pace. Set apart, so that the sign stays before the number where one reads from right to left. */
export const trend = (change) => (change === null || change === undefined ? "–" : `\u2066${change >= 3 ? "≥ " : ""}${percent(change, 0, "exceptZero")}\u2069`);

export const percent = (share, digits = 0, signDisplay = "negative") =>
  share === null || share === undefined ? "–" : new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: digits, signDisplay }).format(share).replace("-", "−");

export function money(minor, currency) {
  if (minor === null || minor === undefined) return "–";
  try {
    const form = new Intl.NumberFormat(language, { style: "currency", currency: currency || "XXX", maximumFractionDigits: 0 });
    const digits = new Intl.NumberFormat("en", { style: "currency", currency: currency || "XXX" }).resolvedOptions().maximumFractionDigits;
    return form.format(minor / 10 ** digits);
  } catch {
    return `${number(minor / 100, 0)} ${currency}`;
  }
}

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export const lasting = (value, unit) =>
  new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: Math.abs(value) < 10 && unit !== "second" ? 1 : 0 }).format(value);

/** A length of time in its fitting unit. */
export function span(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size * 1.5) || UNITS[3];
  return lasting(seconds / length, unit);
}

export function ago(moment, now = Date.now()) {
  if (!moment || moment === "infinity") return "–";
  const seconds = (Date.parse(moment) - now) / 1000;
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size * 1.5) || UNITS[3];
  return new Intl.RelativeTimeFormat(language, { numeric: "always", style: "short" }).format(Math.round(seconds / length), unit);
}

export const clock = (moment, withDay = false) =>
  !moment ? "–" : new Intl.DateTimeFormat(language, { ...(withDay ? { month: "short", day: "numeric" } : {}), hour: "2-digit", minute: "2-digit", timeZone: "UTC", hourCycle: "h23" }).format(new Date(moment));

export const day = (date) => (!date ? "–" : new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" }).format(new Date(date)));

/** What a factor of the churn risk says, whichever way it turns the risk; the fact as in the function churn_reason of the tables. */
export function reason(factor, value) {
  if (factor === null || factor === undefined) return "–";
  const grown = Math.exp(value) - 1;
  const facts = {
    silence: () => ({ x: number(grown) }),
    overdue: () => ({ x: number(grown) }),
    dropped_out: () => ({ x: percent(1 / (1 + Math.exp(-value))) }),
    trend: () => ({ x: percent(Math.abs(value)) }),
    friction_excess: () => ({ x: number(Math.exp(value)) }),
    standing: () => ({ x: number(value) }),
    unanswered: () => ({ x: value >= 4 ? "21+" : number(7 * (value - 1)) }),
    outreach: () => ({ x: number(grown) }),
    value_events: () => ({ x: number(grown, 0) }),
    lifetime_pushes: () => ({ x: number(grown) }),
    recent_pushes: () => ({ x: number((2 * value) / (1 - Math.min(value, 0.999999))) }),
    active_days_90: () => ({ x: number(grown, 0) }),
    active_days: () => ({ x: number(grown, 0) }),
    returned: () => ({ x: percent(value) }),
    largest_revenue: () => ({ x: number(grown) }),
    not_alive: () => ({ x: percent(value) }),
    tenure: () => ({ x: number(grown, 0) }),
  };
  let key = `reason.${factor}`;
  if (factor === "trend") key += value < 0 ? ".down" : ".up";
  if ((factor === "standing" || factor === "unanswered") && value === 0) key += ".none";
  return facts[factor] && known(key) ? say(key, facts[factor]()) : word("factor", factor);
}

/** Rounded so that what is shown adds up to the shown sum: what rounding took is given back where it took most. */
export function addingUp(values, digits) {
  const unit = 10 ** digits;
  const total = Math.round(values.reduce((sum, value) => sum + value, 0) * unit);
  const floors = values.map((value) => Math.floor(value * unit + 1e-9));
  const order = values.map((value, index) => [value * unit - floors[index], index]).sort((a, b) => b[0] - a[0]);
  let missing = total - floors.reduce((sum, value) => sum + value, 0);
  for (const [, index] of order) {
    if (missing <= 0) break;
    floors[index] += 1;
    missing -= 1;
  }
  return { parts: floors.map((value) => value / unit), total: total / unit };
}
