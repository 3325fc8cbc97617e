// Alerts: what is wrong, since when, about whom, and what a viewer may do about it.
import { ago, clock, known, lasting, percent, say, says, short, word } from "./format.js";
import { customerLink, h, rows } from "./view.js";

const STATUS_MARKS = { firing: "▼", recovering: "●", resolved: "▲" };
const STATUS_INKS = { firing: "bad-text", recovering: "amber-text", resolved: "green-text" };
let access = { wired: false, token: "" };

/** Whether the page's server can act, and the proof that an act comes from this page. */
export async function askAccess() {
  try {
    const answer = await fetch("api/v1/alerts/access");
    if (answer.ok) access = await answer.json();
  } catch {
    // without it the page shows the command instead
  }
}

function command(words) {
  const dialog = document.getElementById("command");
  const line = h("code", {}, words);
  dialog.replaceChildren(h("h2", { id: "command-title" }, say("act.command")), h("p", {}, say("act.command.note")), h("p", { class: "command" }, line),
    h("button", { type: "button", onclick: (event) => { navigator.clipboard?.writeText(words); event.target.textContent = say("act.copied"); } }, say("act.copy")), " ", h("button", { type: "button", onclick: () => dialog.close() }, say("close")));
  dialog.showModal();
}

async function act(name, body, words, place) {
  if (!access.wired) {
    command(words);
    return;
  }
  let told;
  try {
    const answer = await fetch(`api/v1/alerts/${name}`, { method: "POST", headers: { "Content-Type": "application/json", "X-Flywheel-Page": access.token }, body: JSON.stringify(body) });
    told = answer.ok ? say(`act.${name}.done`) : say("act.refused", { why: (await answer.json()).why });
  } catch {
    told = say("act.lost");
  }
  place.textContent = told;
}

const quoted = (value) => (/^[\w./:@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

function buttons(item) {
  const told = h("span", { class: "note", role: "status" });
  const labels = item.labels || { rule: item.rule_name };
  const matchers = Object.entries(labels).map(([key, value]) => `--matcher ${quoted(`${key}=${value}`)}`).join(" ");
  const silence = (hours) => h("button", { type: "button", "data-focus": `silence-${hours}-${item.fingerprint}`, onclick: () => act("silence", { matchers: labels, hours }, `./flywheel alerts silence ${matchers} --for ${hours}h`, told) }, say("act.silence", { n: hours }));
  return h("div", { class: "acts", role: "group", "aria-label": say("act.group", { alert: says(item.summary) }) },
    !item.acked_at && h("button", { type: "button", "data-focus": `ack-${item.fingerprint}`, onclick: () => act("acknowledge", { fingerprint: item.fingerprint, episode: item.episode }, `./flywheel alerts ack ${item.fingerprint}`, told) }, say("act.acknowledge")),
    silence(1), silence(24), told);
}

/** A value in the unit of its rule. */
function measured(value, unit) {
  if (value !== null && unit === "share") return percent(value, 1);
  if (value !== null && /^(minute|hour|day)s$/.test(unit)) return lasting(value, unit.slice(0, -1));
  return known(`unit.${unit}`) ? say(`unit.${unit}`, { x: short(value) }) : short(value);
}

/** Nothing of a rule that asks whether something is so, for its summary says what. */
const against = (item) => (item.unit === "condition" ? "" : ` · ${say(item.direction === "below" ? "alert.below" : "alert.above", { value: measured(item.value, item.unit), limit: measured(item.threshold_on, item.unit) })}`);

function entry(item) {
  const open = !item.resolved_at;
  return h("li", { class: `alert ${open ? item.severity : "over"}`, "data-key": `${item.fingerprint} ${item.episode}` },
    h("p", { class: "what" }, h("span", { class: `band ${STATUS_INKS[item.status] || ""}` }, h("span", { "aria-hidden": "true" }, `${STATUS_MARKS[item.status] || ""} `), word("alert", item.status)), " ", h("span", { class: "tag" }, word("severity", item.severity)), item.acked_at && h("span", { class: "tag" }, say("alert.acknowledged", { who: item.acked_by || "–" })), item.silenced_until && h("span", { class: "tag" }, say("alert.silenced", { at: clock(item.silenced_until, true) }))),
    h("p", { class: "says" }, says(item.summary)),
    h("p", { class: "note" }, item.customer_id ? customerLink(item.customer_id) : h("span", {}, item.dim_value === "all" ? say("alert.everybody") : `${word("dimension", item.dim_type)} ${item.dim_value}`),
      ` · ${open ? say("alert.since", { at: clock(item.since, true), ago: ago(item.since) }) : say("alert.until", { at: clock(item.resolved_at, true) })}${against(item)}`),
    h("p", { class: "note" }, say("alert.runbook"), " ", h("span", { class: "ids" }, item.runbook)),
    open && buttons(item));
}

const heard = new Set();

/** Only what is new is spoken, and nothing of what was there when the page was opened. */
function announce(open) {
  const log = document.getElementById("spoken");
  const first = heard.size === 0 && log.dataset.begun !== "yes";
  for (const item of open) {
    const key = `${item.fingerprint} ${item.episode}`;
    if (!heard.has(key) && !first) log.append(h("p", {}, say("alert.new", { alert: says(item.summary), subject: item.subject })));
    heard.add(key);
  }
  log.dataset.begun = "yes";
  while (log.children.length > 10) log.firstChild.remove();
}

export function alertsPanel(answer) {
  const items = rows(answer);
  const open = items.filter((item) => !item.resolved_at);
  announce(open);
  return { title: say("alerts.title", { n: open.length }), body: [h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": say("panel.alerts") }, h("ol", { class: "alerts" }, items.map(entry)))] };
}
