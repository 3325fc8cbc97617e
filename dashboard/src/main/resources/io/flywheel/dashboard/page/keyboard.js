// Keys for those who prefer them. Single letters can be switched off, for they disturb who speaks to the machine.
import { say } from "./format.js";
import { h } from "./view.js";

const KEYS = [["/", "keys.filter"], ["g w", "keys.wheel"], ["g f", "keys.friction"], ["g a", "keys.alerts"], ["g c", "keys.customers"], ["j / k", "keys.rows"], ["Enter", "keys.open"], ["Esc", "keys.back"], ["p", "keys.pause"], ["?", "keys.help"]];
const GOALS = { w: "wheel", f: "rubs", a: "alerts", c: "customers" };

export function keyboard(actions) {
  let after = "";
  const dialog = document.getElementById("keys");
  const isOn = () => localStorage.getItem("flywheel-keys") !== "off";

  function help() {
    const box = h("input", { type: "checkbox", id: "keys-on", onchange: (event) => localStorage.setItem("flywheel-keys", event.target.checked ? "on" : "off") });
    box.checked = isOn();
    dialog.replaceChildren(
      h("h2", { id: "keys-title" }, say("keys")),
      h("table", {}, h("tbody", {}, KEYS.map(([keys, meaning]) => h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, keys)), h("td", {}, say(meaning)))))),
      h("p", {}, h("label", {}, box, ` ${say("keys.on")}`)),
      h("button", { type: "button", onclick: () => dialog.close() }, say("close")));
    dialog.showModal();
  }

  function step(by) {
    const links = [...document.querySelectorAll('[data-panel="customers"] tbody th a')];
    const here = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + by))]?.focus();
  }

  document.getElementById("help").addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const writing = event.target.matches?.("input, select, textarea");
    if (event.key === "Escape") {
      if (writing) event.target.blur();
      else actions.back();
      return;
    }
    if (writing || !isOn()) return;
    if (after === "g") {
      after = "";
      if (GOALS[event.key]) actions.go(GOALS[event.key]);
      return;
    }
    if (event.key === "g") after = "g";
    else if (event.key === "/") {
      event.preventDefault();
      document.getElementById("filter")?.focus();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "p") actions.pause();
    else if (event.key === "?") help();
  });
}
