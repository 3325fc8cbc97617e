// What each panel says. A headline is a sentence with the number in it; below it the drawing, and the same numbers as a table.
import { ago, clock, day, known, money, number, percent, reason, say, short, span, trend, word } from "./format.js";
import { band, customerLink, h, rows, table } from "./view.js";
import { bar, legend, Lines, range, stacked } from "./charts.js";
import { initial, PHASES, wheel } from "./wheel.js";
import { alertsPanel } from "./alerts.js";
import { about, markLegend, Marks, moments, sign } from "./marks.js";

const number1 = (head, key, digits = 1) => ({ head, number: true, cell: (item) => number(item[key], digits) });
const text = (head, cell) => ({ head, cell });

/** Whether the wheel speeds up: its name, its sign and its words. */
function pace(whole) {
  const change = Math.round(100 * whole.trend);
  const name = whole.momentum <= 0 ? "halted" : change > 2 ? "faster" : change < -2 ? "slower" : "steady";
  const share = Math.abs(change) >= 200 ? say("wheel.times", { x: number(1 + whole.trend, 1) }) : percent(Math.abs(whole.trend));
  return { name, tone: { halted: "bad-text", faster: "green-text", slower: "bad-text", steady: "" }[name], mark: { halted: "■", faster: "▲", slower: "▼", steady: "▶" }[name], sentence: say(`wheel.title.${name}${Math.abs(change) >= 200 && name !== "halted" ? ".times" : ""}`, { share }) };
}

/** What failed must not be taken for nothing. */
const isKnown = (answer) => answer?.status === "ok" || answer?.status === "empty";

/** The two things that everybody comes for, in one line: does the wheel speed up, and who needs a call? */
export function summary(answers) {
  const whole = rows(answers.wheel).find((each) => each.phase === null);
  if (!whole) return [];
  const now = pace(whole);
  const people = rows(answers.customers), calls = people[0]?.need_call ?? 0, firing = rows(answers.alerts).filter((item) => !item.resolved_at).length;
  const names = people.filter((item) => item.needs_call).slice(0, 3).map((item) => customerLink(item.customer_id));
  return [
    h("p", { class: now.tone }, h("span", { "aria-hidden": "true" }, `${now.mark} `), now.sentence),
    isKnown(answers.customers) && h("p", { class: calls > 0 ? "bad-text" : "green-text" }, h("span", { "aria-hidden": "true" }, calls > 0 ? "☎ " : "✓ "), say("customers.title", { n: calls }), names.length > 0 && h("span", { class: "who" }, ": ", names.flatMap((name, index) => (index === 0 ? [name] : [", ", name])), calls > names.length ? " …" : "")),
    isKnown(answers.alerts) && h("p", { class: firing > 0 ? "amber-text" : "green-text" }, h("span", { "aria-hidden": "true" }, firing > 0 ? "● " : "✓ "), say("alerts.title", { n: firing })),
  ].filter(Boolean);
}

function wheelPanel(answer, { answers }) {
  const all = rows(answer);
  const whole = all.find((each) => each.phase === null);
  const phases = PHASES.map((name) => all.find((each) => each.phase === name)).filter(Boolean);
  const turn = rows(answers.turn)[0];
  const { name, tone, mark, sentence } = pace(whole);
  const columns = [
    text(say("column.phase"), (item) => [h("span", { class: `swatch ${item.phase}`, "aria-hidden": "true" }, h("span", {}, initial(item.phase))), say(`phase.${item.phase}`)]),
    number1(say("column.customers"), "customers", 0), number1(say("column.push"), "push"), number1(say("column.friction"), "friction"),
    { head: say("column.trend"), number: true, minor: true, cell: (item) => trend(item.trend) },
  ];
  const foot = h("tr", {}, h("th", { scope: "row" }, say("column.all")), [number(whole.customers, 0), number(whole.push), number(whole.friction), trend(whole.trend)].map((cell, index) => h("td", { class: index === 3 ? "number minor" : "number" }, cell)));
  return {
    title: sentence,
    body: [h("div", { class: "wheel-row" }, wheel(phases, whole, turn), h("div", {},
      h("p", { class: `pace ${tone}` }, h("span", { "aria-hidden": "true" }, `${mark} `), say(`wheel.pace.${name}`)),
      h("p", { class: "note" }, turn?.cycle_days ? say("wheel.turn", { span: span(turn.cycle_days * 86400), n: turn.turns }) : say("wheel.turn.none")),
      h("dl", { class: "facts" }, [["column.customers", number(whole.customers, 0)], ["wheel.momentum", `${short(whole.momentum)} ${say("unit.points_day")}`], ["band.green", number(whole.green, 0)], ["band.yellow", number(whole.yellow, 0)], ["band.red", number(whole.red, 0)]].map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, value)))))),
      table(say("wheel.table"), columns, phases, { cards: false, foot }), h("p", { class: "note" }, say("wheel.note"))],
  };
}

const RANGES = [["6h", "trailing_1h", 6], ["24h", "trailing_1h", 24], ["7d", "trailing_24h", 168], ["90d", "1d", 2160]];
const momentumLines = () => [
  { name: say("line.push"), ink: "attract", class: "attract" },
  { name: say("line.friction"), ink: "red", class: "friction", dash: [7, 4] },
  { name: say("line.momentum"), ink: "delight", class: "delight", dash: [2, 3] },
];
const kept = { range: "24h", lines: null, place: null, whole: null, marks: null };

function momentumPanel(answer, context) {
  const [, grain, hours] = RANGES.find(([name]) => name === kept.range);
  const since = Date.parse(answer.at) - hours * 3600000;
  const items = rows(answer).filter((item) => item.grain === grain && Date.parse(item.window_end) > since);
  const closed = items.filter((item) => !item.open);
  const last = closed.at(-1), first = closed[0];
  const openFrom = closed.length === items.length ? null : Date.parse((last ?? items[0]).window_end) / 1000;
  const data = ["window_end", "push", "friction", "momentum"].map((key) => items.map((item) => (key === "window_end" ? Date.parse(item[key]) / 1000 : Number(item[key]))));
  const found = moments(rows(context.answers.marks), since);
  if (!kept.place || context.redraw) {
    kept.place = h("div", { class: "plot" });
    kept.marks = new Marks();
    kept.whole = h("div", { class: "charted" }, kept.marks.lane, kept.place, kept.marks.told);
    kept.lines = null;
  }
  context.after(() => {
    if (!kept.lines) {
      const marks = kept.marks;
      kept.lines = new Lines(kept.place, momentumLines(), grain === "1d", (plot) => marks.place(plot));
    }
    kept.marks.hold(found);
    kept.whole.dataset.open = String(openFrom !== null);
    kept.lines.show(data, grain === "1d" || kept.range === "7d", openFrom);
  });
  const choose = h("fieldset", { class: "ranges" }, h("legend", { class: "visually-hidden" }, say("momentum.range")), RANGES.map(([name]) => h("button", { type: "button", "data-focus": `range-${name}`, "aria-pressed": String(name === kept.range), onclick: () => { kept.range = name; kept.lines?.plot?.destroy(); kept.lines = null; kept.place = null; context.again(); } }, say(`range.${name}`))));
  return {
    title: !last ? say("momentum.title.none") : first === last ? say("momentum.title.now", { x: short(last.momentum) }) : say(last.momentum >= first.momentum ? "momentum.title.up" : "momentum.title.down", { x: short(last.momentum), before: short(first.momentum) }),
    body: [choose, kept.whole, legend(momentumLines(), markLegend()), h("p", { class: "note" }, say("momentum.note"))],
    table: () => h("div", {}, momentumTable(items), found.length > 0 && marksTable(found)),
  };
}

const momentumTable = (items) => table(say("momentum.table"), [text(say("column.until"), (item) => `${clock(item.window_end, true)}${item.open ? ` (${say("open")})` : ""}`), number1(say("line.push"), "push"), number1(say("line.friction"), "friction"), number1(say("line.momentum"), "momentum"), number1(say("column.active"), "customers_active", 0)], items.slice().reverse(), { tall: true });

const marksTable = (found) => table(say("marks.table"), [text(say("column.when"), ({ at }) => clock(at, true)), text(say("column.what"), ({ kind }) => sign(kind)), text(say("column.rule"), ({ item }) => word("rule", item.rule_name)), text(say("column.about"), ({ item }) => (item.customer_id ? customerLink(item.customer_id) : about(item)))], found.slice().reverse(), { tall: true });

function why(item) {
  const parts = [];
  if (item.friction_signal) parts.push(say("why.friction", { signal: word("signal", item.friction_signal), share: percent(item.friction_share), owner: word("department", item.friction_department) }));
  if (item.open_conditions > 0) parts.push(say("why.open", { n: item.open_conditions, since: ago(item.open_since) }));
  if (item.friction_excess > 1.5) parts.push(say("why.excess", { x: number(item.friction_excess) }));
  if (item.risk_factor && (parts.length === 0 || item.level === "high") && item.risk_factor !== "friction_excess") parts.push(reason(item.risk_factor, item.risk_value));
  return parts.join(" · ") || say("why.none");
}

const next = (item) => say(item.open_conditions > 0 ? "next.close" : item.friction_signal && item.friction > 0.05 ? `next.${item.friction_department}` : "next.call");

const FEW = 8;
let allShown = false;

function customersPanel(answer, context) {
  const all = rows(answer);
  const needle = (context.filter || "").toLowerCase();
  const items = all.filter((item) => !needle || [item.customer_id, item.segment, item.plan, why(item)].join(" ").toLowerCase().includes(needle));
  const most = Math.max(...all.map((item) => item.friction), 0.1);
  const narrow = matchMedia("(max-width: 599px)").matches && !needle && !allShown;
  const shown = narrow ? items.slice(0, FEW) : items;
  const columns = [
    text(say("column.customer"), (item) => [customerLink(item.customer_id), h("div", {}, band(item.band))]),
    text(say("column.why"), (item) => [why(item), h("div", { class: "next" }, h("span", { class: "onward", "aria-hidden": "true" }, "→ "), next(item))]),
    { head: say("column.friction"), number: true, cell: (item) => [h("div", {}, number(item.friction)), bar(item.friction, most, "friction")] },
    { head: say("column.index"), number: true, cell: (item) => [h("div", {}, number(item.momentum_index, 0)), h("div", { class: "muted" }, item.trend === null ? "" : trend(item.trend))] },
    { head: say("column.risk"), number: true, cell: (item) => percent(item.churn_risk) },
    text(say("column.seen"), (item) => h("span", { class: "brief" }, ago(item.last_seen_at))),
  ];
  return {
    title: say("customers.title", { n: all[0]?.need_call ?? 0 }),
    body: [
      h("label", { class: "filter" }, say("filter"), h("input", { type: "search", id: "filter", "data-focus": "filter", value: context.filter || "", oninput: (event) => context.setFilter(event.target.value) })),
      h("p", { class: "note" }, say("customers.note", { shown: number(items.length, 0) })),
      items.length === 0 ? h("p", {}, say("customers.none")) : table(say("customers.table"), columns, shown, { tall: true, key: (item) => item.customer_id }),
      shown.length < items.length && h("button", { type: "button", "data-focus": "all", onclick: () => { allShown = true; context.again(); } }, say("customers.all", { n: items.length })),
    ],
  };
}

function rubsPanel(answer) {
  const all = rows(answer);
  const rubs = all.filter((item) => item.side === "friction"), pushes = all.filter((item) => item.side === "push");
  const list = (items, caption, tone) => items.length > 0 && table(caption, [
    text(say("column.signal"), (item) => word("signal", item.signal_type)), { head: say("column.owner"), minor: true, cell: (item) => word("department", item.department) },
    { head: say("column.points"), number: true, cell: (item) => h("span", { class: "barred" }, bar(item.points_per_day, items[0].points_per_day, tone), h("span", {}, short(item.points_per_day))) },
    { head: say("column.share"), number: true, cell: (item) => percent(item.share) }, number1(say("column.customers"), "customers", 0)], items, { cards: false });
  return {
    title: rubs.length > 0 ? say("rubs.title", { signal: word("signal", rubs[0].signal_type), share: percent(rubs[0].share) }) : say("rubs.title.none"),
    body: [list(rubs, say("rubs.table"), "friction"), list(pushes, say("pushes.table"), "attract")],
  };
}

function hotspotsPanel(answer) {
  const items = rows(answer);
  const most = Math.max(...items.map((item) => item.excess), 1);
  return { title: say("hotspots.title", { n: items.length }), body: [table(say("hotspots.table"), [
    text(say("column.where"), (item) => [h("span", { class: "ids" }, item.dim_value), h("div", { class: "muted plain" }, word("dimension", item.dim_type))]), text(say("column.signal"), (item) => word("signal", item.signal_type)),
    { head: say("column.usual"), number: true, cell: (item) => [h("div", {}, say("times", { x: number(item.excess) })), bar(item.excess, most, "friction")] },
    { head: say("column.times"), number: true, minor: true, cell: (item) => number(item.count, 0) }], items, { cards: false, tall: true })] };
}

function growthPanel(answer) {
  const items = rows(answer);
  const last = items.at(-1);
  const above = [{ key: "retained", class: "attract", opacity: 1 }, { key: "resurrected", class: "attract", opacity: 0.7 }, { key: "new", class: "attract", opacity: 0.42 }];
  return {
    title: last.quick_ratio === null ? say("growth.title.new", { n: last.new }) : say(last.quick_ratio >= 1 ? "growth.title.up" : "growth.title.down", { x: number(last.quick_ratio) }),
    body: [stacked(items, above, { key: "churned", class: "engage" }), h("p", { class: "note" }, say("growth.note", { active: number(last.active, 0), fresh: number(last.new, 0), back: number(last.resurrected, 0), gone: number(last.churned, 0) }))],
    table: () => table(say("growth.table"), [text(say("column.day"), (item) => day(item.day)), ...["new", "retained", "resurrected", "churned", "active"].map((key) => number1(say(`growth.${key}`), key, 0)), number1(say("growth.quick"), "quick_ratio")], items.slice().reverse(), { tall: true }),
  };
}

function segmentsPanel(answer) {
  const items = rows(answer);
  const lowest = items.slice().sort((a, b) => a.index_p50 - b.index_p50)[0];
  return { title: say("segments.title", { segment: lowest.segment, x: number(lowest.index_p50, 0) }), body: [table(say("segments.table"), [
    text(say("column.segment"), (item) => item.segment), number1(say("column.active"), "customers_active", 0),
    { head: say("column.spread"), number: true, cell: (item) => [h("div", {}, `${number(item.index_p10, 0)} – ${number(item.index_p50, 0)} – ${number(item.index_p90, 0)}`), range(item.index_p10, item.index_p50, item.index_p90)] },
    { head: say("column.red"), number: true, cell: (item) => number(item.customers_red, 0) }], items, { cards: false })] };
}

function channelsPanel(answer) {
  const items = rows(answer);
  const best = items.filter((item) => item.kind === "channel")[0] || items[0];
  const most = Math.max(...items.map((item) => item.velocity), 0.1);
  return { title: say("channels.title", { name: best.name, x: short(best.velocity) }), body: [table(say("channels.table"), [
    text(say("column.name"), (item) => [item.name, h("div", { class: "muted plain" }, word("dimension", item.kind))]),
    { head: say("column.velocity"), number: true, cell: (item) => [h("div", {}, short(item.velocity)), bar(item.velocity, most, "attract")] },
    { head: say("column.friction"), number: true, cell: (item) => [h("div", {}, short(item.friction)), bar(item.friction, most, "friction")] }, number1(say("column.active"), "customers_active", 0)], items, { cards: false, tall: true })] };
}

function salesPanel(answer, { answers }) {
  const open = rows(answers.deals)[0]?.open_deals ?? 0;
  const pipelines = rows(answer);
  const levers = { d_n_open: "lever.open", d_win_rate: "lever.win", d_amount: "lever.amount", d_cycle: "lever.cycle" };
  const change = (item) => Object.entries(levers).filter(([key]) => item[key] !== null).sort((a, b) => Math.abs(item[b[0]]) - Math.abs(item[a[0]])).slice(0, 1).map(([key, name]) => `${say(name)} ${percent(Math.exp(item[key]) - 1, 0, "exceptZero")}`)[0] || "–";
  return { title: say("sales.title", { n: open }), body: [
    table(say("sales.table"), [text(say("column.pipeline"), (item) => item.pipeline || say("pipeline.none")), number1(say("lever.open"), "n_open", 0), { head: say("lever.win"), number: true, cell: (item) => percent(item.win_rate) }, { head: say("column.earns"), number: true, cell: (item) => money(item.velocity_minor_per_day, item.currency) }, text(say("column.lever"), change)], pipelines),
    answers.deals?.status === "ok" && table(say("deals.table"), [text(say("column.deal"), (item) => item.deal_id), text(say("column.customer"), (item) => customerLink(item.customer_id)), text(say("column.stage"), (item) => item.stage || "–"), { head: say("column.amount"), number: true, cell: (item) => money(item.amount_minor, item.currency) }, text(say("column.silent"), (item) => ago(item.last_activity_at))], rows(answers.deals).slice(0, 6))] };
}

function servicePanel(answer, { answers }) {
  const items = rows(answer);
  const replies = rows(answers.replies)[0];
  return { title: say("service.title", { n: items[0].open_tickets, broken: number(items[0].breached_tickets, 0) }), body: [replies && h("p", { class: "note" }, say("service.replies", { n: replies.answered, half: span(replies.half_seconds), nine: span(replies.nine_seconds) })), table(say("service.table"), [
    text(say("column.ticket"), (item) => item.ticket_id), text(say("column.customer"), (item) => customerLink(item.customer_id)), text(say("column.priority"), (item) => word("priority", String(item.priority).toLowerCase())),
    text(say("column.promise"), (item) => (item.breached ? h("span", { class: "bad-text" }, `▼ ${say("broken")}`) : say("kept"))), text(say("column.opened"), (item) => ago(item.created_at))], items)] };
}

function handoffsPanel(answer) {
  const items = rows(answer);
  const slowest = items.filter((item) => item.hours_p50 !== null).sort((a, b) => b.hours_p50 - a.hours_p50)[0];
  return { title: slowest ? say("handoffs.title", { handoff: word("handoff", slowest.handoff), span: span(slowest.hours_p50 * 3600) }) : say("handoffs.title.none"), body: [table(say("handoffs.table"), [
    text(say("column.handoff"), (item) => word("handoff", item.handoff)), number1(say("column.started"), "started", 0), number1(say("column.taken"), "taken", 0),
    { head: say("column.half"), number: true, cell: (item) => span(item.hours_p50 === null ? null : item.hours_p50 * 3600) }, { head: say("column.nine"), number: true, cell: (item) => span(item.hours_p90 === null ? null : item.hours_p90 * 3600) }], items)] };
}

function qualityPanel(answer) {
  const items = rows(answer);
  const wrong = items.reduce((sum, item) => sum + item.rejected + item.late, 0), all = items.reduce((sum, item) => sum + item.received, 0);
  return { title: wrong === 0 ? say("quality.title.good", { n: all }) : say("quality.title.bad", { n: wrong, share: percent(wrong / Math.max(1, all), 2) }), body: [table(say("quality.table"), [
    text(say("column.source"), (item) => word("source", item.source)), ...["received", "accepted", "duplicates", "late", "rejected"].map((key) => number1(say(`quality.${key}`), key, 0)),
    text(say("column.reasons"), (item) => Object.entries(item.reasons || {}).map(([code, n]) => `${known(`reject.${code}`) ? say(`reject.${code}`) : code.toLowerCase().replaceAll("_", " ")} ${number(n, 0)}`).join(", ") || "–")], items)] };
}

/** The board in its order: the name of the answer, the width, who draws it, and which other answers it needs. */
export const BOARD = [
  { id: "wheel", width: "five", draw: wheelPanel, with: ["turn"] },
  { id: "customers", width: "seven", draw: customersPanel },
  { id: "momentum", width: "seven", draw: momentumPanel, with: ["marks"] },
  { id: "alerts", width: "five", draw: alertsPanel },
  { id: "rubs", width: "seven", draw: rubsPanel },
  { id: "hotspots", width: "five", draw: hotspotsPanel },
  { id: "growth", width: "four", draw: growthPanel },
  { id: "segments", width: "four", draw: segmentsPanel },
  { id: "channels", width: "four", draw: channelsPanel },
  { id: "sales", width: "seven", draw: salesPanel, with: ["deals"] },
  { id: "tickets", width: "five", draw: servicePanel, with: ["replies"] },
  { id: "handoffs", width: "five", draw: handoffsPanel },
  { id: "quality", width: "seven", draw: qualityPanel },
];
