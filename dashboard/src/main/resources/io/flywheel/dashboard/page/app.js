// Joins the stream, the panels and the viewer's wishes.
import { ago, clock, currentLanguage, say, span, speak } from "./format.js";
import { h, rows } from "./view.js";
import { BOARD, summary } from "./panels.js";
import { askAccess } from "./alerts.js";
import { customerPage } from "./customer.js";
import { keyboard } from "./keyboard.js";
import { Stream } from "./stream.js";

const STALE_SECONDS = 120;
const byId = (id) => document.getElementById(id);
const state = { answers: {}, tick: null, lost: null, paused: false, filter: "", tables: new Set(), waitingSince: Date.now(), shown: null, customerTimer: null, drawnAt: {}, dirty: new Set() };

function remembered(key, otherwise) {
  return localStorage.getItem(`flywheel-${key}`) ?? otherwise;
}

// What surrounds the panels

function freshness() {
  const stages = rows(state.answers.freshness).filter((stage) => stage.watermark_at !== "infinity");
  if (stages.length === 0) return null;
  const slowest = stages[0];
  return { stage: slowest, seconds: Math.max(0, (Date.parse(state.tick?.at || slowest.watermark_at) - Date.parse(slowest.watermark_at)) / 1000) };
}

/** The one thing that matters most about how live the page is. */
function condition() {
  if (state.paused) return { name: "paused", tone: "warn", chip: say("chip.paused") };
  if (state.lost) return { name: "disconnected", tone: "bad", chip: say("chip.disconnected"), notice: say("notice.disconnected", { seconds: Math.max(0, Math.ceil((state.lost - Date.now()) / 1000)) }), retry: true };
  if (!state.tick) return { name: "loading", tone: "", chip: say("chip.loading"), notice: Date.now() - state.waitingSince > 5000 ? say("notice.loading") : null };
  if (state.tick.awaySince) return { name: "away", tone: "bad", chip: say("chip.away"), notice: say("notice.away", { since: clock(state.tick.awaySince), ago: ago(state.tick.awaySince) }) };
  const wheel = state.answers.wheel;
  if (wheel?.status === "missing") return { name: "missing", tone: "bad", chip: say("chip.missing"), notice: say("notice.missing") };
  if (wheel?.status === "empty") return { name: "empty", tone: "warn", chip: say("chip.empty"), notice: say("notice.empty") };
  const fresh = freshness();
  if (fresh && fresh.seconds > STALE_SECONDS) return { name: "stale", tone: "warn", chip: say("chip.stale", { age: span(fresh.seconds) }), notice: say("notice.stale", { age: span(fresh.seconds), stage: fresh.stage.stage, at: clock(fresh.stage.watermark_at) }) };
  const failed = BOARD.filter((panel) => state.answers[panel.id]?.status === "failed").length;
  if (failed > 0) return { name: "partial", tone: "warn", chip: say("chip.partial", { n: failed }) };
  return { name: "live", tone: "good", chip: fresh ? say("chip.live") : say("chip.ended") };
}

let said = { name: "", at: 0 };

function surroundings() {
  const now = condition();
  document.body.dataset.condition = now.name;
  // the chip is a live region: it speaks when the condition changes, and otherwise at most once in ten seconds
  if (now.name !== said.name || (byId("chip").textContent !== now.chip && Date.now() - said.at > 10000)) {
    byId("chip").textContent = now.chip;
    byId("chip").className = `chip ${now.tone}`;
    said = { name: now.name, at: Date.now() };
  }
  const notice = byId("notice");
  notice.hidden = !now.notice;
  notice.className = now.tone === "bad" ? "bad" : "";
  const key = `${now.name}${currentLanguage()}`;
  if (now.notice && notice.dataset.key !== key) {
    notice.dataset.key = key;
    notice.replaceChildren(h("span", {}, now.notice), now.retry ? h("button", { type: "button", onclick: () => { state.lost = null; stream.open(); surroundings(); } }, say("retry")) : "");
  } else if (now.notice) notice.firstChild.textContent = now.notice;
  document.body.classList.toggle("halted", state.paused || now.name === "disconnected" || now.name === "away");
  byId("board").classList.toggle("old", ["stale", "disconnected", "away"].includes(now.name));
}

// Panels

function frame(panel) {
  const section = h("section", { class: `panel ${panel.width}`, "data-panel": panel.id, id: `panel-${panel.id}`, tabindex: "-1", "aria-labelledby": `head-${panel.id}` },
    h("header", {}, h("h2", { id: `head-${panel.id}` }), h("div", { class: "actions" })), h("div", { class: "content" }, h("div", { class: "skeleton" })));
  return section;
}

function heading(panel, sentence) {
  byId(`head-${panel.id}`).replaceChildren(h("span", { class: "kind" }, say(`panel.${panel.id}`)), sentence);
}

function actions(panel, hasTable) {
  const isOpen = state.tables.has(panel.id);
  const place = document.querySelector(`[data-panel="${panel.id}"] .actions`);
  const key = `${hasTable}${isOpen}${currentLanguage()}`;
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  place.replaceChildren(
    ...(hasTable ? [h("button", { type: "button", "aria-expanded": String(isOpen), onclick: () => { if (isOpen) state.tables.delete(panel.id); else state.tables.add(panel.id); draw(panel); place.querySelector("button")?.focus(); } }, say(isOpen ? "table.hide" : "table.show"))] : []),
    h("a", { href: `api/v1/panels/${panel.id}/csv`, download: true, "aria-label": `CSV: ${say(`panel.${panel.id}`)}` }, "CSV"));
}

function draw(panel, redraw = false) {
  const answer = state.answers[panel.id];
  const place = document.querySelector(`[data-panel="${panel.id}"] .content`);
  if (!place) return;
  if (!answer) {
    heading(panel, say("loading"));
    return;
  }
  if (answer.status !== "ok") {
    heading(panel, say(`status.${answer.status}`));
    place.replaceChildren(h("p", { class: answer.status === "failed" ? "note bad-text" : "note" }, say(`status.${answer.status}.note`, { problem: answer.problem || "" })));
    return;
  }
  const later = [];
  let drawn;
  try {
    drawn = panel.draw(answer, { answers: state.answers, filter: state.filter, redraw, after: (work) => later.push(work), again: () => draw(panel), setFilter: (text) => { state.filter = text; draw(panel); } });
  } catch (problem) {
    // one panel that fails must not take the others with it
    console.error(problem);
    heading(panel, say("status.failed"));
    place.replaceChildren(h("p", { class: "note bad-text" }, say("status.failed.note", { problem: "" })));
    return;
  }
  heading(panel, drawn.title);
  actions(panel, Boolean(drawn.table));
  keepPlace(place, () => place.replaceChildren(...drawn.body.filter(Boolean), ...(drawn.table && state.tables.has(panel.id) ? [drawn.table()] : [])));
  later.forEach((work) => work());
}

/** Focus, caret and scroll stay where the viewer left them while the numbers change. */
function keepPlace(place, change) {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const named = focused?.dataset?.focus, href = focused?.getAttribute?.("href"), caret = focused?.selectionStart;
  const label = focused?.getAttribute?.("aria-label");
  const scrolled = [...place.querySelectorAll(".scroll")].map((each) => [each.scrollTop, each.scrollLeft]);
  change();
  place.querySelectorAll(".scroll").forEach((each, index) => {
    if (scrolled[index]) [each.scrollTop, each.scrollLeft] = scrolled[index];
  });
  if (!focused) return;
  const same = named ? place.querySelector(`[data-focus="${named}"]`) : [...place.querySelectorAll("a, [tabindex]")].find((each) => (href ? each.getAttribute("href") === href : each.getAttribute("aria-label") === label));
  same?.focus({ preventScroll: true });
  if (same && named === "filter" && caret !== null) same.setSelectionRange(caret, caret);
}

/** A list that somebody is reading must not be put into another order under their pointer: it waits, at most half a minute. */
function isBeingRead(panel) {
  const place = document.querySelector(`[data-panel="${panel.id}"] table`);
  if (panel.id !== "customers" || !place) return false;
  const busy = place.matches(":hover") || place.contains(document.activeElement);
  return busy && Date.now() - (state.drawnAt[panel.id] || 0) < 30000;
}

function sumUp() {
  const place = byId("summary");
  keepPlace(place, () => place.replaceChildren(...summary(state.answers)));
}

function refresh() {
  if (state.paused) return;
  if (["wheel", "customers", "alerts"].some((id) => state.dirty.has(id))) sumUp();
  for (const panel of BOARD) {
    if (!state.dirty.has(panel.id) || isBeingRead(panel)) continue;
    state.dirty.delete(panel.id);
    state.drawnAt[panel.id] = Date.now();
    draw(panel);
  }
}

function redrawAll() {
  document.querySelectorAll("[data-say]").forEach((each) => { each.textContent = say(each.dataset.say); });
  byId("chip").textContent = "";
  said = { name: "", at: 0 };
  surroundings();
  sumUp();
  for (const panel of BOARD) draw(panel, true);
}

// The stream

const stream = new Stream((name, news) => {
  if (name === "lost") state.lost = news.retryAt;
  else {
    state.lost = null;
    if (name === "tick") state.tick = news;
    else {
      state.answers[news.panel] = news;
      for (const panel of BOARD) if (panel.id === news.panel || panel.with?.includes(news.panel)) state.dirty.add(panel.id);
    }
  }
  if (name !== "panel") {
    surroundings();
    refresh();
  }
});

// One customer

async function showCustomer(id) {
  const place = byId("customer");
  try {
    const answer = await fetch(`api/v1/customers/${encodeURIComponent(id)}`);
    if (state.shown !== id) return;
    if (answer.ok) {
      const page = customerPage(await answer.json());
      keepPlace(place, () => place.replaceChildren(...page));
    } else if (answer.status === 404) place.replaceChildren(h("p", {}, say("customer.unknown", { id })), h("a", { href: "#/" }, say("back")));
    else if (!place.hasChildNodes()) place.replaceChildren(h("p", {}, say("customer.later")));
  } catch {
    if (!place.hasChildNodes()) place.replaceChildren(h("p", {}, say("customer.later")));
  }
}

function route() {
  const match = location.hash.match(/^#\/c\/(.+)$/);
  const before = state.shown;
  try {
    state.shown = match ? decodeURIComponent(match[1]) : null;
  } catch {
    state.shown = null;
  }
  clearInterval(state.customerTimer);
  byId("board").hidden = Boolean(state.shown);
  byId("summary").hidden = Boolean(state.shown);
  byId("customer").hidden = !state.shown;
  if (state.shown) {
    byId("customer").replaceChildren();
    showCustomer(state.shown).then(() => byId("back")?.focus());
    state.customerTimer = setInterval(() => { if (!state.paused && !document.hidden) showCustomer(state.shown); }, 2000);
    scrollTo(0, 0);
  } else if (before) document.querySelector(`[data-panel="customers"] a[href="#/c/${CSS.escape(encodeURIComponent(before))}"]`)?.focus();
  document.title = state.shown ? `${state.shown} – Flywheel` : "Flywheel";
}

// The viewer's wishes

function theme(wish) {
  // where the system forces its colours, its ground decides, whatever was wished
  const forced = matchMedia("(forced-colors: active)").matches;
  const dark = (wish === "dark" && !forced) || ((wish === "auto" || forced) && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").value = wish;
}

function pause() {
  state.paused = !state.paused;
  byId("pause").setAttribute("aria-pressed", String(state.paused));
  surroundings();
  refresh();
}

async function start() {
  theme(remembered("theme", "auto"));
  const browser = navigator.language.slice(0, 2);
  const wanted = remembered("language", ["en", "de"].includes(browser) ? browser : "en");
  await speak(wanted);
  byId("language").value = wanted;
  await askAccess();
  byId("board").replaceChildren(...BOARD.map(frame));
  redrawAll();
  byId("theme").addEventListener("change", (event) => { localStorage.setItem("flywheel-theme", event.target.value); theme(event.target.value); redrawAll(); });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", () => { theme(byId("theme").value); redrawAll(); });
  byId("language").addEventListener("change", async (event) => { localStorage.setItem("flywheel-language", event.target.value); await speak(event.target.value); redrawAll(); if (state.shown) showCustomer(state.shown); });
  byId("pause").addEventListener("click", pause);
  keyboard({ pause, back: () => { if (state.shown) location.hash = "#/"; }, go: (id) => { location.hash = "#/"; requestAnimationFrame(() => { byId(`panel-${id}`)?.focus(); byId(`panel-${id}`)?.scrollIntoView({ block: "start" }); }); } });
  addEventListener("hashchange", route);
  route();
  setInterval(surroundings, 1000);
  stream.open();
}

start();
