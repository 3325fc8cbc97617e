// One customer: where they stand, what adds up to it, what has happened.
import { addingUp, ago, clock, money, number, percent, reason, say, signed, span, word } from "./format.js";
import { band, h, rows, table } from "./view.js";
import { strip } from "./charts.js";

const csv = (id, section) => h("a", { href: `api/v1/customers/${encodeURIComponent(id)}/${section}/csv`, download: true, "aria-label": `CSV: ${say(`section.${section}`)}` }, "CSV");
const card = (id, section, width, title, ...body) => h("section", { class: `panel ${width}`, "aria-label": say(`section.${section}`) }, h("header", {}, h("h2", {}, h("span", { class: "kind" }, say(`section.${section}`)), title), h("div", { class: "actions" }, csv(id, section))), body);
const sumRow = (label, value, blanks) => h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "number" }, value), Array.from({ length: blanks }, () => h("td", {})));

function explain(id, found, momentum) {
  const items = rows(found.contributions);
  const signs = items.map((item) => (item.side === "push" ? 1 : -1) * item.points_per_day);
  const { parts, total } = addingUp(signs, 2);
  const columns = [
    { head: say("column.signal"), cell: (item) => word("signal", item.signal_type) },
    { head: say("column.points"), number: true, cell: (item) => h("span", { class: item.side === "push" ? "green-text" : "bad-text" }, signed(parts[items.indexOf(item)], 2)) },
    { head: say("column.owner"), cell: (item) => word("department", item.department) },
    { head: say("column.count28"), number: true, cell: (item) => number(item.count_28d, 0) },
    { head: say("column.last"), cell: (item) => ago(item.last_at) },
    { head: say("column.events"), cell: (item) => h("span", { class: "ids" }, item.event_ids.join(", ")) },
  ];
  const sentence = say("explain.sum", { mass: number(momentum.mass, 2), velocity: number(momentum.velocity, 2), friction: number(momentum.friction, 2), momentum: number(momentum.momentum, 2) });
  return card(id, "contributions", "full", say("explain.title", { x: number(total, 2) }),
    h("p", {}, sentence), h("p", { class: "note" }, say("explain.asof", { at: clock(momentum.as_of, true) })),
    table(say("explain.table"), columns, items, { foot: sumRow(say("explain.total"), h("span", { id: "explained" }, signed(total, 2)), 4) }));
}

function risk(id, found) {
  const stand = rows(found.risk)[0];
  if (!stand) return card(id, "reasons", "half", say("risk.none"));
  const items = rows(found.reasons);
  const { parts, total } = addingUp([stand.base_log_odds, ...items.map((item) => item.log_odds)], 2);
  return card(id, "reasons", "half", [say("risk.title", { x: percent(stand.churn_risk) }), " ", band(stand.level)],
    h("p", { class: "note" }, say("risk.note", { silent: span(stand.silent_days * 86400), usual: span(stand.cadence_days * 86400) })),
    table(say("risk.table"), [
      { head: say("column.reason"), cell: (item) => reason(item.factor, item.value) },
      { head: say("column.logodds"), number: true, cell: (item) => signed(parts[items.indexOf(item) + 1], 2) },
      { head: say("column.share"), number: true, cell: (item) => percent(item.share) }], items,
      { cards: false, foot: [sumRow(say("risk.base"), signed(parts[0], 2), 1), sumRow(say("risk.total"), signed(total, 2), 1)] }));
}

function what(item) {
  if (item.kind.startsWith("signal.")) return say(item.side === "push" ? "event.push" : "event.friction", { signal: word("signal", item.kind.slice(7)) });
  if (item.kind.startsWith("stage.")) return say("event.stage", { move: word("move", item.kind.slice(6)), stage: word("stage", item.detail) });
  const amount = item.amount_minor === null ? "" : ` (${money(item.amount_minor, item.currency)})`;
  return `${word("event", item.kind)} ${item.detail || ""}${amount}`;
}

export function customerPage(found) {
  const id = found.customer;
  const momentum = rows(found.momentum)[0];
  const open = rows(found.open), events = rows(found.timeline), deals = rows(found.deals), tickets = rows(found.tickets), frictions = rows(found.frictions);
  const facts = [["column.segment", momentum.segment], ["column.plan", momentum.plan], ["column.region", momentum.region], ["column.account", momentum.account_id], ["column.phase", word("phase", momentum.phase)], ["column.turns", number(momentum.revolutions_total, 0)], ["column.seen", ago(momentum.last_seen_at)], ["column.known", ago(momentum.first_seen_at)]];
  const mass = [["mass.value", momentum.mass_value], ["mass.loyalty", momentum.mass_loyalty], ["mass.advocacy", momentum.mass_advocacy], ["mass.breadth", momentum.mass_breadth]];
  return [
    h("a", { class: "crumb", href: "#/", id: "back" }, h("span", { class: "onward", "aria-hidden": "true" }, "← "), say("back")),
    h("div", { class: "board" },
      card(id, "momentum", "half", [`${id}: `, say("customer.title", { x: number(momentum.index_now, 0) }), " ", band(momentum.band_now)],
        h("p", { class: "note" }, momentum.next_crossing_at ? say("customer.crossing", { at: clock(momentum.next_crossing_at, true) }) : say("customer.stays")),
        h("dl", { class: "facts" }, facts.map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, value || "–")))),
        h("p", { class: "note" }, say("mass.title", { x: number(momentum.mass, 2) })),
        h("dl", { class: "facts" }, mass.map(([key, value]) => h("div", {}, h("dt", {}, say(key)), h("dd", {}, percent(value)))))),
      risk(id, found),
      explain(id, found, momentum),
      card(id, "open", "half", open.length === 0 ? say("open.none") : say("open.title", { n: open.length }),
        open.length > 0 && table(say("open.table"), [{ head: say("column.signal"), cell: (item) => word("signal", item.signal_type) }, { head: say("column.object"), cell: (item) => item.object_ref || "–" }, { head: say("column.opened"), cell: (item) => ago(item.opened_at) }, { head: say("column.points"), number: true, cell: (item) => number(item.points_per_day, 2) }], open)),
      card(id, "deals", "half", deals.length === 0 ? say("customer.deals.none") : say("customer.deals", { n: deals.length }),
        deals.length > 0 && table(say("section.deals"), [{ head: say("column.deal"), cell: (item) => item.deal_id }, { head: say("column.state"), cell: (item) => (item.outcome ? word("outcome", item.outcome) : item.stage || say("open")) }, { head: say("column.amount"), number: true, cell: (item) => money(item.amount_minor, item.currency) }, { head: say("column.silent"), cell: (item) => ago(item.last_activity_at) }], deals, { tall: true })),
      tickets.length > 0 && card(id, "tickets", "half", say("customer.tickets", { n: tickets.length }), table(say("section.tickets"), [{ head: say("column.ticket"), cell: (item) => item.ticket_id }, { head: say("column.state"), cell: (item) => word("ticket", String(item.status).toLowerCase()) }, { head: say("column.opened"), cell: (item) => ago(item.created_at) }], tickets, { cards: false })),
      frictions.length > 0 && card(id, "frictions", "half", say("customer.frictions", { n: frictions.length }), table(say("section.frictions"), [{ head: say("column.when"), cell: (item) => clock(item.occurred_at, true) }, { head: say("column.signal"), cell: (item) => word("signal", item.signal_type) }, { head: say("column.weight"), number: true, cell: (item) => number(item.weight, 1) }], frictions, { cards: false, tall: true })),
      card(id, "timeline", "full", say("timeline.title", { n: events.length }), events.length > 1 && strip(events),
        table(say("timeline.table"), [{ head: say("column.when"), cell: (item) => `${clock(item.at, true)} (${ago(item.at)})` }, { head: say("column.side"), cell: (item) => h("span", { class: item.side === "push" ? "green-text" : "bad-text" }, `${item.side === "push" ? "▲" : "▼"} ${say(`side.${item.side}`)}`) }, { head: say("column.what"), cell: what }, { head: say("column.events"), cell: (item) => h("span", { class: "ids" }, item.event_id || "–") }], events, { tall: true }))),
  ];
}
