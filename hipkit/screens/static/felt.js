// A list of what is felt, with a filter, and a body map that shows the same: what is picked lights its places,
// and a place that is pressed narrows the list to what is felt there. Filtering never leaves the page.

// Half of the outline; the other half is its mirror image. The picture is 100 wide and 200 high.
const HALF = "M50 4 H38 C35 18 35 30 35 42 C34 52 27 58 25 72 C23 92 28 116 30 134 C28 150 30 168 33 190 L31 197 H41 L42 190 C45 168 45 152 43 136 C46 118 48 102 49 88 H50";
const VIEWS = [["front", "Front"], ["back", "Back"]];

function element(tag, properties = {}, ...content) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...content);
  return made;
}

function drawn(tag, attributes, ...content) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** An ellipse, and its mirror image unless it lies in the middle. */
function shape([cx, cy, rx, ry]) {
  const sides = cx === 50 ? [cx] : [cx, 100 - cx];
  return sides.map((x) => drawn("ellipse", { cx: x, cy, rx, ry }));
}

function place(region, view, press) {
  const group = drawn("g", { class: "place", role: "button", tabindex: "0", "data-place": region.id }, ...region[view].flatMap(shape));
  group.addEventListener("click", () => press(region.id));
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press(region.id);
  });
  return group;
}

function picture(regions, [view, name], press) {
  const outline = ["", "matrix(-1 0 0 1 100 0)"].map((transform) => drawn("path", { class: "outline", d: HALF, transform }));
  const drawnHere = regions.filter((region) => region[view].length);
  drawnHere.sort((one, other) => one[view][0][1] - other[view][0][1]); // Tab goes down the body
  const places = drawnHere.map((region) => place(region, view, press));
  const svg = drawn("svg", { viewBox: "14 0 72 200", role: "group", "aria-label": `Body map, ${name.toLowerCase()}` }, ...outline, ...places);
  return element("figure", {}, element("figcaption", { textContent: name }), svg);
}

/** The boxes of what can be felt, in groups; ``pick`` hears of each. */
function boxes(groups, pick) {
  return groups.map(({ heading, items }) => {
    const labels = items.map(({ id, words, places }) => {
      const input = element("input", { type: "checkbox", value: id, onchange: () => pick(id, input.checked) });
      const label = element("label", {}, input, words);
      label.dataset.places = places.join(" ");
      return label;
    });
    return element("div", { role: "group", ariaLabel: heading }, element("div", { className: "hk-minor", textContent: heading }), ...labels);
  });
}

/** Hides what does not fit the letters or the chosen place; gives how many are left. */
function fit(list, letters, chosen) {
  const words = letters.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const label of list.querySelectorAll("label")) {
    const text = label.textContent.toLowerCase();
    const fits = words.every((word) => text.includes(word)) && (!chosen || label.dataset.places.split(" ").includes(chosen));
    label.hidden = !fits;
    shown += fits;
  }
  for (const group of list.children) group.hidden = !group.querySelector("label:not([hidden])");
  return shown;
}

/** Marks on the map the place that narrows the list, and those where something is picked: ``lit`` says how much. */
function light(map, regions, list, lit, chosen) {
  for (const group of map.querySelectorAll(".place")) {
    const { id, name } = regions.find((region) => region.id === group.dataset.place);
    const here = list.querySelectorAll(`label[data-places~="${id}"]`).length;
    group.classList.toggle("lit", lit.has(id));
    group.setAttribute("aria-pressed", chosen === id);
    group.setAttribute("aria-label", `${name}: show the ${here} descriptions; ${lit.get(id) ?? 0} picked`);
  }
}

async function render({ model, el, unpack }) {
  const [groups, regions] = await Promise.all(["groups", "regions"].map((name) => unpack(model.get(name))));
  let chosen = ""; // the place that narrows the list

  const search = element("input", { type: "search", autocomplete: "off" });
  const count = element("p", { className: "hk-note", role: "status" });
  const everything = element("button", { type: "button", className: "jupyter-button hk-quiet", textContent: "Show the whole list" });
  const here = element("p", { className: "hk-note" });
  const list = element("div", { className: "hk-boxes", tabIndex: -1 }, ...boxes(groups, pick));
  const map = element("div", { className: "map-pair" }, ...VIEWS.map((view) => picture(regions, view, choose)));

  function pick(id, on) {
    const others = model.get("value").filter((other) => other !== id);
    model.set("value", on ? [...others, id] : others);
    model.save_changes();
  }
  function choose(id) {
    chosen = chosen === id ? "" : id;
    narrow();
  }
  function narrow() {
    const shown = fit(list, search.value, chosen);
    const all = list.querySelectorAll("label").length;
    const where = chosen && ` at: ${regions.find(({ id }) => id === chosen).name}`;
    count.textContent = shown ? `${shown} of ${all} descriptions${where}.` : "Nothing fits these letters.";
    everything.style.visibility = shown === all ? "hidden" : "";
    name();
  }
  /** What is picked, in the list and on the map. */
  function name() {
    const picked = new Set(model.get("value"));
    const lit = new Map();
    for (const input of list.querySelectorAll("input")) {
      input.checked = picked.has(input.value);
      if (input.checked)
        for (const id of input.parentElement.dataset.places.split(" ")) lit.set(id, (lit.get(id) ?? 0) + 1);
    }
    light(map, regions, list, lit, chosen);
    here.textContent = lit.size
      ? `Picked places: ${regions.filter(({ id }) => lit.has(id)).map(({ name }) => name.toLowerCase()).join("; ")}.`
      : "Nothing picked yet. Press a place to see what is felt there.";
  }

  search.addEventListener("input", narrow);
  everything.addEventListener("click", () => {
    search.value = chosen = "";
    search.focus();
    narrow();
  });
  const filter = element("label", { className: "widget-label" }, "Filter the list", search);
  el.classList.add("felt");
  el.append(element("div", { className: "felt-list" }, filter, list, element("div", { className: "felt-foot" }, count, everything)),
    element("div", { className: "felt-map" }, map, here));
  narrow();
  model.on("change:value", name);
  return () => model.off("change:value", name);
}

export default { render };
