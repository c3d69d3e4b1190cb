// The parts of a view on the page, and the hands on it: buttons, keys, wheel and pointers.
import { SIDES } from "./camera.js";

const KEYS = {
  ArrowLeft: [-8, 0, 1], ArrowRight: [8, 0, 1], ArrowUp: [0, 6, 1], ArrowDown: [0, -6, 1],
  "+": [0, 0, 0.9], "=": [0, 0, 0.9], "-": [0, 0, 1.1],
};
export const HELP = "Arrow keys turn the picture, plus and minus zoom, N names the next muscle, Space plays and stops.";

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Everything a view puts on the page; `view` is who answers. */
export function partsOf(view) {
  const canvas = element("canvas", { tabindex: 0, role: "application", "data-lm-suppress-shortcuts": "true" });
  const names = element("div", { class: "names", "aria-hidden": "true" });
  const said = element("span", view.model.get("spoken") ? { role: "status" } : {});
  const now = element("span", { "aria-hidden": "true" }); // changes too often to be read out
  const bar = element("div", { class: "bar", role: "toolbar", "aria-label": "Picture" });
  const button = (words, label, act) => {
    const made = element("button", { type: "button", ...(label && { "aria-label": label, title: label }) }, words);
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  };
  const play = button("", "Play", () => view.playOrStop());
  const slower = button("Slower", "", () => view.slowOrFull());
  for (const side of Object.keys(SIDES)) button(side[0].toUpperCase() + side.slice(1), "", () => view.look(side));
  const hip = button("Hip", "Zoom to the hip", () => view.look(view.atHip ? "whole" : "hip"));
  button("\u2212", "Zoom out", () => view.move(0, 0, 1.15));
  button("+", "Zoom in", () => view.move(0, 0, 0.87));
  const skin = button("Outline", "", () => view.toggleSkin());
  skin.setAttribute("aria-pressed", "true");
  const legend = element("p", { class: "legend" },
    "\u221270 % shorter", element("i"), "+70 % longer, of fibre length");
  const root = element("div", { class: "hk-view" },
    element("div", { class: "scene" }, canvas, names),
    element("p", { class: "said" }, said, now), bar, legend);
  return { root, canvas, names, said, now, play, slower, hip, skin };
}

/** Keys, wheel and pointers on the picture. Gives the pointers that are down. */
export function follow(canvas, view) {
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keyed(event, view)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A page scrolls past the picture; only with Ctrl, and so with a pinch on a touch pad, it zooms.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    view.move(0, 0, Math.exp(event.deltaY * 0.004));
  }, { passive: false });
  return pointersOn(canvas, view);
}

function keyed(event, view) {
  if (KEYS[event.key]) view.move(...KEYS[event.key]);
  else if (event.key.toLowerCase() === "n") view.pickNext(event.shiftKey ? -1 : 1);
  else if (event.key === " ") view.moves && view.playOrStop();
  else if (event.key === "Escape" && view.scene.picked) view.pick("");
  else return false;
  return true;
}

/** One pointer turns, two zoom, a press without a way picks. */
function pointersOn(canvas, view) {
  const pointers = new Map();
  let way = 0;
  const spread = () => {
    const [a, b] = pointers.values();
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  const on = (type, act) => canvas.addEventListener(type, act);
  on("pointerdown", (event) => {
    if (!pointers.size) way = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
  });
  on("pointermove", (event) => {
    const pointer = pointers.get(event.pointerId);
    if (!pointer) return;
    const [right, down] = [event.clientX - pointer.x, event.clientY - pointer.y];
    const before = pointers.size === 2 && spread();
    Object.assign(pointer, { x: event.clientX, y: event.clientY });
    way += Math.abs(right) + Math.abs(down);
    if (before) view.move(0, 0, before / spread());
    else view.move(-right * 0.4, down * 0.3);
  });
  const up = (event) => {
    if (pointers.delete(event.pointerId) && event.type === "pointerup" && way < 5) view.pickAt(event);
    view.ask();
  };
  on("pointerup", up);
  on("pointercancel", up);
  return pointers;
}
