// Groups of people as pictures: 100 figures, or 1,000 marks. Each kind is told by its shape first.
const NS = "http://www.w3.org/2000/svg";

const PERSON = (x, y) => `M${x + 8.8} ${y + 6}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0zM${x + 6} ${y + 24}v-6.5a6 6 0 0 1 12 0v6.5z`;
const SQUARE = (x, y) => `M${x + 2} ${y + 2}h8v8h-8z`;
const TRIANGLE = (x, y) => `M${x + 6} ${y + 1.5}l5 9h-10z`;
const RING = (x, y) => `M${x + 2.5} ${y + 6}a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z`;
const DOT = (x, y) => `M${x + 4.6} ${y + 6}a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0z`;

const SHAPES = { in: PERSON, out: PERSON, found: SQUARE, missed: TRIANGLE, alarm: RING, quiet: DOT };
const GRIDS = { 100: { across: 10, width: 24, height: 27 }, 1000: { across: 40, width: 12, height: 12 } };

function drawn(tag, attributes) {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function picture({ label, counts, band }) {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const { across, width, height } = GRIDS[all];
  const at = (index) => [(index % across) * width, Math.floor(index / across) * height];
  const size = [across * width, (all / across) * height];
  const svg = drawn("svg", { viewBox: `0 0 ${size.join(" ")}`, role: "img", "aria-label": label, style: `max-width:${size[0]}px` });
  for (let index = band?.[0] ?? 0; index < (band?.[1] ?? 0); index++) {
    const [x, y] = at(index);
    svg.append(drawn("rect", { class: "band", x, y, width, height }));
  }
  let start = 0;
  for (const [kind, count] of counts) {
    const paths = Array.from({ length: count }, (_, index) => SHAPES[kind](...at(start + index)));
    if (count) svg.append(drawn("path", { class: `p-${kind}`, d: paths.join("") }));
    start += count;
  }
  return svg;
}

function sample(kind) {
  const [width, height] = kind === "in" || kind === "out" ? [24, 27] : [12, 12];
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, width: height > 20 ? 18 : 14, height: height > 20 ? 20 : 14, "aria-hidden": "true" });
  svg.append(kind === "band" ? drawn("rect", { class: "band", width, height }) : drawn("path", { class: `p-${kind}`, d: SHAPES[kind](0, 0) }));
  return svg;
}

function element(tag, className, ...content) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...content);
  return made;
}

function render({ model, el }) {
  const draw = () => {
    const figures = model.get("groups").map((group) => {
      const title = element("figcaption", "hk-minor", group.title, " ", element("span", "hk-note", group.aside));
      return element("figure", "", title, picture(group));
    });
    const key = model.get("key").map(([kind, words]) => element("span", "", sample(kind), words));
    const note = Object.assign(element("p", "hk-note"), { innerHTML: model.get("note") });
    el.replaceChildren(element("div", "people", ...figures), element("p", "people-key", ...key), note);
  };
  el.classList.add("hk-people");
  draw();
  model.on("change", draw);
  return () => model.off("change", draw);
}

export default { render };
