// Alerts in the course of momentum: each is a button that a pointer or a key can reach, and what it says stands below the drawing.
import { h, s } from "./view.js";
import { clock, say, word } from "./format.js";

const SIGNS = { fired: "▼", resolved: "▲" };
const SIGN_INKS = { fired: "bad-text", resolved: "green-text" };
/** Marks nearer than this many pixels become one, so that each can be hit. */
const APART = 26;

export const about = (item) => item.customer_id ?? (item.dim_value === "all" ? say("alert.everybody") : `${word("dimension", item.dim_type)} ${item.dim_value}`);

/** What happened with alerts after a moment, the earliest first. */
export function moments(alerts, since) {
  const all = alerts.flatMap((item) => [{ kind: "fired", at: item.fired_at, item }, { kind: "resolved", at: item.resolved_at, item }]);
  return all.filter((moment) => moment.at && Date.parse(moment.at) > since).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export const sign = (kind) => h("span", { class: `band ${SIGN_INKS[kind]}` }, h("span", { "aria-hidden": "true" }, `${SIGNS[kind]} `), say(`mark.${kind}`));

const words = ({ kind, at, item }) => say("mark.words", { at: clock(at, true), what: say(`mark.${kind}`), rule: word("rule", item.rule_name), subject: about(item) });
const name = ({ kind, item }) => `mark-${kind}-${item.fingerprint}-${item.episode}`;

export const markLegend = () => [
  ...["fired", "resolved"].map((kind) => h("li", {}, h("span", { class: SIGN_INKS[kind], "aria-hidden": "true" }, `${SIGNS[kind]} `), say(`mark.legend.${kind}`))),
  h("li", {}, s("svg", { width: 26, height: 12, class: "hatch", "aria-hidden": "true" }, s("rect", { width: 26, height: 12, class: "track" }), s("path", { d: "M-2 12L10 0M4 12L16 0M10 12L22 0M16 12L28 0", stroke: "currentColor" })), say("mark.legend.open")),
];

export class Marks {
  constructor() {
    this.lane = h("ol", { class: "marks", "aria-label": say("marks.label") });
    this.told = h("p", { class: "note told" });
    this.moments = [];
    this.drawn = null;
    this.chosen = null;
  }

  /** The moments to mark; they are placed when the drawing next is. */
  hold(found) {
    this.moments = found;
  }

  /** Lines in the drawing, and above it the buttons. */
  place(plot) {
    const inside = this.moments.map((moment) => ({ moment, x: plot.valToPos(Date.parse(moment.at) / 1000, "x") })).filter(({ x }) => x >= 0 && x <= plot.over.clientWidth);
    this.strike(plot, inside);
    const groups = [];
    for (const each of inside) {
      const last = groups.at(-1);
      if (last && each.x - last.x < APART) last.moments.push(each.moment);
      else groups.push({ x: each.x, moments: [each.moment] });
    }
    const drawn = JSON.stringify(groups.map((group) => [Math.round(group.x), group.moments.map(name)]));
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focused = this.lane.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    this.lane.replaceChildren(...groups.map((group) => this.mark(group, plot.over.offsetLeft)));
    if (!groups.some((group) => name(group.moments[0]) === this.chosen)) {
      const fired = inside.filter(({ moment }) => moment.kind === "fired").length;
      this.told.textContent = fired === 0 ? say("marks.none") : say("marks.told", { n: fired });
    }
    if (focused) this.lane.querySelector(`[data-focus="${focused}"]`)?.focus({ preventScroll: true });
  }

  mark(group, offset) {
    const text = group.moments.map(words).join("; ");
    const first = group.moments[0];
    const kind = group.moments.some((moment) => moment.kind === "fired") ? "fired" : "resolved";
    const tell = () => { this.chosen = name(first); this.told.textContent = text; };
    const button = h("button", { type: "button", class: SIGN_INKS[kind], "data-focus": name(first), "aria-label": text, onclick: tell, onfocus: tell, onmouseenter: tell }, h("span", { "aria-hidden": "true" }, group.moments.length > 1 ? group.moments.length : SIGNS[kind]));
    const place = h("li", {}, button);
    place.style.left = `${Math.round(offset + group.x)}px`;
    return place;
  }

  strike(plot, inside) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const { moment, x } of inside) {
      ctx.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue(moment.kind === "fired" ? "--red" : "--green").trim();
      ctx.beginPath();
      ctx.moveTo(bbox.left + x * devicePixelRatio, bbox.top);
      ctx.lineTo(bbox.left + x * devicePixelRatio, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }
}
