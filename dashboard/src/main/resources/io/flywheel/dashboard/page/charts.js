// Lines over time by uPlot; bars by hand. Each has its numbers as a table beside it, so the drawings are hidden from readers of the page.
import { s, h } from "./view.js";
import { clock, currentLanguage, day, short } from "./format.js";

/** A stretch that is still open is hatched this many pixels wide at least, or nobody would see it. */
const NARROWEST = 12;
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Lines over time that keep their drawing while the numbers move on. What still grows is hatched, from a moment on. */
export class Lines {
  constructor(place, series, byDay, over) {
    this.place = place;
    this.series = series;
    this.byDay = byDay;
    this.over = over;
    this.openFrom = null;
    this.plot = null;
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(place);
  }

  size() {
    return { width: Math.max(240, this.place.clientWidth), height: 320 };
  }

  /** From the first to the last moment, and an hour where there is next to nothing yet. */
  span() {
    const [from, to] = [this.data[0][0] ?? 0, this.data[0].at(-1) ?? 3600];
    return [to - from < 600 ? to - 3600 : from, to];
  }

  /** Drawn anew when the colours or the language change. */
  redraw() {
    this.plot?.destroy();
    this.plot = null;
    if (this.data) this.show(this.data);
  }

  hatch(plot) {
    if (this.openFrom === null) return;
    const { ctx, bbox } = plot, end = bbox.left + bbox.width, step = 7 * devicePixelRatio;
    const begin = Math.max(bbox.left, Math.min(plot.valToPos(this.openFrom, "x", true), end - NARROWEST * devicePixelRatio));
    ctx.save();
    ctx.beginPath();
    ctx.rect(begin, bbox.top, end - begin, bbox.height);
    ctx.clip();
    ctx.strokeStyle = ink("edge");
    ctx.lineWidth = devicePixelRatio;
    ctx.globalAlpha = 0.55;
    ctx.beginPath();
    for (let x = begin - bbox.height; x < end; x += step) {
      ctx.moveTo(x, bbox.top + bbox.height);
      ctx.lineTo(x + bbox.height, bbox.top);
    }
    ctx.stroke();
    ctx.restore();
  }

  show(data, byDay = this.byDay, openFrom = this.openFrom) {
    this.data = data;
    this.openFrom = openFrom;
    if (this.plot && byDay === this.byDay) {
      this.plot.setData(data);
      return;
    }
    this.plot?.destroy();
    this.byDay = byDay;
    const axis = { stroke: ink("muted"), grid: { stroke: ink("line"), width: 1 }, ticks: { stroke: ink("line"), width: 1 }, font: "12px system-ui, sans-serif" };
    this.plot = new uPlot(
      {
        ...this.size(),
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
        cursor: { drag: { x: false, y: false } },
        legend: { show: false },
        hooks: { drawClear: [(plot) => this.hatch(plot)], draw: [(plot) => this.over?.(plot)] },
        scales: { x: { time: true, range: () => this.span() } },
        axes: [
          { ...axis, space: 70, values: (_, marks) => marks.map((mark) => (byDay ? day(mark * 1000) : clock(mark * 1000))) },
          { ...axis, size: 62, values: (_, marks) => marks.map((mark) => short(mark)) },
        ],
        series: [{}, ...this.series.map((line) => ({ label: line.name, stroke: ink(line.ink), width: 2, dash: line.dash, points: { show: data[0].length < 3, size: 7 } }))],
      },
      data,
      this.place,
    );
    this.plot.root.setAttribute("aria-hidden", "true");
    this.plot.root.lang = currentLanguage();
  }
}

export const legend = (series, further = []) =>
  h("ul", { class: "legend" }, series.map((line) => h("li", {}, s("svg", { width: 26, height: 8, "aria-hidden": "true", style: null }, s("line", { x1: 0, y1: 4, x2: 26, y2: 4, class: line.class, stroke: "currentColor", "stroke-width": 2.5, "stroke-dasharray": line.dash?.join(" ") })), line.name)), further);

/** Labels stand beside a drawing as text of the page, so that they keep their size whatever the drawing's. */
const framed = (drawing, left, below) =>
  h("div", { class: "framed", "aria-hidden": "true" }, h("div", { class: "beside" }, left.map(([text, at]) => placed(h("span", {}, text), "insetBlockStart", at))), drawing, h("div", { class: "below" }, below.map((text) => h("span", {}, text))));

function placed(node, side, percent) {
  node.style[side] = `${percent.toFixed(1)}%`;
  return node;
}

/** What stands above the line and what below, by day. */
export function stacked(items, above, below) {
  const width = 600, height = 200;
  const top = Math.max(1, ...items.map((item) => above.reduce((sum, part) => sum + Number(item[part.key]), 0)));
  const deep = Math.max(0, ...items.map((item) => Number(item[below.key])));
  const scale = height / (top + deep);
  const zero = top * scale;
  const step = width / Math.max(items.length, 8);
  const bars = items.flatMap((item, index) => {
    const x = index * step + 1.5;
    let y = zero;
    const up = above.map((part) => {
      const size = Number(item[part.key]) * scale;
      y -= size;
      return s("rect", { x, y, width: Math.max(1, step - 3), height: size, class: `bar ${part.class}`, "fill-opacity": part.opacity });
    });
    return [...up, s("rect", { x, y: zero, width: Math.max(1, step - 3), height: Number(item[below.key]) * scale, class: `bar ${below.class}` })];
  });
  const drawing = s("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", class: "figure", focusable: "false" }, bars, s("line", { x1: 0, x2: width, y1: zero, y2: zero, class: "axis", "vector-effect": "non-scaling-stroke" }));
  const part = (value) => (100 * value) / height;
  const marks = [[short(top), 0], ["0", part(zero)]];
  if (deep > 0.14 * (top + deep)) marks.push([`\u2212${short(deep)}`, 100]);
  return framed(drawing, marks, items.length > 1 ? [day(items[0].day), day(items.at(-1).day)] : items.map((item) => day(item.day)));
}

/** Pushes above the line, friction below it, the present at the end. */
export function strip(items) {
  const times = items.map((item) => Date.parse(item.at));
  const from = Math.min(...times), to = Math.max(...times, from + 1);
  const marks = items.map((item, index) => placed(h("span", { class: item.side === "push" ? "up attract" : "down friction" }, item.side === "push" ? "▲" : "▼"), "insetInlineStart", 1 + (97 * (times[index] - from)) / (to - from)));
  return h("div", { class: "strip", "aria-hidden": "true" }, h("div", { class: "line" }, marks), h("div", { class: "below" }, h("span", {}, clock(from, true)), h("span", {}, clock(to, true))));
}

/** One bar against the longest. */
export const bar = (value, most, tone) =>
  s("svg", { viewBox: "0 0 100 10", width: 100, height: 10, preserveAspectRatio: "none", class: tone, "aria-hidden": "true" }, s("rect", { width: 100, height: 10, class: "track" }), s("rect", { width: most > 0 ? Math.max(0, Math.min(100, (100 * value) / most)) : 0, height: 10, class: "bar" }));

/** Where ten, fifty and ninety of a hundred stand, on a line from 0 to 100. */
export const range = (low, middle, high) =>
  s("svg", { viewBox: "0 0 100 10", width: 100, height: 10, preserveAspectRatio: "none", class: "attract", "aria-hidden": "true" }, s("rect", { y: 3, width: 100, height: 4, class: "track" }), s("rect", { x: low, y: 3, width: Math.max(1, high - low), height: 4, class: "bar" }), s("rect", { x: Math.min(97, Math.max(0, middle - 1.5)), width: 3, height: 10, class: "bar" }));
