// Small builders for elements: attributes as attributes, text as text.
import { say } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
}

export const h = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const s = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

/** An answer of the server as objects. */
export const rows = (answer) => (answer?.rows || []).map((row) => Object.fromEntries(row.map((cell, index) => [answer.columns[index], cell])));

/** A column of less weight is left out where there is little room. */
const kind = (column) => [column.number && "number", column.minor && "minor"].filter(Boolean).join(" ") || null;

/**
 * A table. A column has a head, the text or element of a row, and says whether it is a number; the first column names the row.
 * On a narrow screen the rows become cards, in which each cell repeats its heading.
 */
export function table(caption, columns, items, { cards = true, foot = null, tall = false, key = null } = {}) {
  const cell = (column, item, first) => {
    const content = column.cell(item);
    return h(first ? "th" : "td", { scope: first ? "row" : null, class: kind(column), "data-head": column.head }, content);
  };
  return h(
    "div",
    { class: tall ? "scroll tall" : "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { class: cards ? "cards" : null },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map((column) => h("th", { scope: "col", class: kind(column) }, column.head)))),
      h("tbody", {}, items.map((item) => h("tr", { "data-key": key ? key(item) : null }, columns.map((column, index) => cell(column, item, index === 0))))),
      foot && h("tfoot", {}, foot),
    ),
  );
}

const MARKS = { red: "▼", yellow: "●", green: "▲", high: "▼", elevated: "●", low: "▲" };
const INKS = { red: "bad-text", yellow: "amber-text", green: "green-text", high: "bad-text", elevated: "amber-text", low: "green-text" };

/** Colour, shape and word, so that none of them carries the meaning alone. */
export const band = (code) => (code ? h("span", { class: `band ${INKS[code] || ""}` }, h("span", { "aria-hidden": "true" }, `${MARKS[code] || ""} `), say(`band.${code}`)) : "–");

export const customerLink = (id) => h("a", { href: `#/c/${encodeURIComponent(id)}` }, id);
