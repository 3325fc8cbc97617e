// The wheel, drawn from its numbers: arcs as long as a phase has customers, as thick as it pushes; brake pads outside as long as it rubs.
import { s } from "./view.js";
import { number, percent, say } from "./format.js";

const PHASES = ["attract", "engage", "delight"];
const CENTRE = 150, RADIUS = 92;

const point = (radius, angle) => `${(CENTRE + radius * Math.sin(angle)).toFixed(2)} ${(CENTRE - radius * Math.cos(angle)).toFixed(2)}`;

function arc(radius, from, to) {
  const end = Math.min(to, from + 2 * Math.PI - 0.001);
  return `M${point(radius, from)}A${radius} ${radius} 0 ${end - from > Math.PI ? 1 : 0} 1 ${point(radius, end)}`;
}

export const initial = (phase) => say(`phase.${phase}`).charAt(0);

/** What turns and how fast: a visual turn takes 4 to 60 seconds, 12 at the pace of the weeks before. */
export function period(turn, trend) {
  if (turn?.cycle_days && turn?.cycle_days_before) return Math.min(60, Math.max(4, (12 * turn.cycle_days) / turn.cycle_days_before));
  return Math.min(60, Math.max(4, 12 / (1 + Math.max(-0.8, trend ?? 0))));
}

export function wheel(phases, whole, turn) {
  const customers = Math.max(1, whole.customers);
  const strongest = Math.max(1e-9, ...phases.map((phase) => phase.push));
  const gap = 0.05;
  let angle = 0;
  const arcs = [], pads = [], letters = [];
  for (const name of PHASES) {
    const phase = phases.find((each) => each.phase === name);
    if (!phase) continue;
    const sweep = (2 * Math.PI * phase.customers) / customers;
    const thickness = 12 + 20 * Math.sqrt(Math.max(0, phase.push) / strongest);
    const from = angle + gap / 2, to = angle + Math.max(gap, sweep) - gap / 2;
    arcs.push(s("path", { d: arc(RADIUS, from, Math.max(to, from + 0.01)), fill: "none", stroke: "currentColor", "stroke-width": thickness.toFixed(1), class: name }));
    // colour is never the only carrier: the letter is that of the table below
    const [x, y] = point(RADIUS, (from + to) / 2).split(" ");
    if (to - from > 0.2) letters.push(s("text", { x, y, dy: "0.36em", "font-size": Math.min(15, thickness).toFixed(1), class: "letter", "aria-hidden": "true" }, initial(name)));
    const share = phase.friction / Math.max(1e-9, phase.friction + phase.push);
    if (share > 0.001) {
      const middle = (from + to) / 2, half = Math.max(0.02, ((to - from) / 2) * Math.min(1, share));
      pads.push(s("path", { d: arc(RADIUS + 30, middle - half, middle + half), fill: "none", stroke: "currentColor", "stroke-width": 13, class: "friction" }));
      pads.push(s("path", { d: arc(RADIUS + 30, middle - half, middle + half), fill: "none", stroke: "var(--card)", "stroke-width": 13, "stroke-dasharray": "2 6" }));
    }
    angle += sweep;
  }
  const halted = whole.momentum <= 0;
  const turning = s("g", { class: halted ? "turns still" : "turns" },
    s("circle", { cx: CENTRE, cy: CENTRE, r: RADIUS - 26, fill: "none", stroke: "var(--line)", "stroke-width": 2, "stroke-dasharray": "14 12" }),
    s("path", { d: `M${CENTRE} ${CENTRE - RADIUS + 19}l11 7l-11 7z`, fill: "var(--edge)" }));
  turning.style.setProperty("--period", `${period(turn, whole.trend).toFixed(1)}s`);
  const title = say("wheel.drawing", { index: number(whole.index_avg, 0), customers: number(whole.customers, 0) });
  const description = phases.map((phase) => say("wheel.drawing.phase", { phase: say(`phase.${phase.phase}`), share: percent(phase.customers / customers), push: number(phase.push), friction: number(phase.friction) })).join(" ");
  return s("svg", { viewBox: "14 14 272 272", class: "wheel", role: "img", "aria-labelledby": "wheel-title wheel-desc" },
    s("title", { id: "wheel-title" }, title), s("desc", { id: "wheel-desc" }, description),
    arcs, letters, pads, turning,
    s("text", { x: CENTRE, y: CENTRE + 6, "font-size": 50 }, number(whole.index_avg, 0)),
    s("text", { x: CENTRE, y: CENTRE + 28, "font-size": 14, class: "small" }, say("wheel.of100")),
    s("text", { x: CENTRE, y: CENTRE - 36, "font-size": 13, class: "small" }, say("wheel.index")));
}

export { PHASES };
