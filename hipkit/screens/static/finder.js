// The search: filters with how many exercises each choice leaves, one sentence, the list of what is found.
// Words are sent once; after that a change costs the page its choice and the kernel one message, mostly numbers.
const TYPING_MS = 250;

const make = (tag, traits = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), traits);
  made.append(...children);
  return made;
};

/** One choice of many. The numbers stand in the options, where a screen reader says them. */
function list(facet, choose) {
  const options = [[facet.any, ""], ...facet.options];
  const boxes = options.map(([, value]) => make("option", { value }));
  const select = make("select", {}, ...boxes);
  select.dataset.facet = facet.id;
  select.addEventListener("change", () => choose(facet.id, select.value));
  const show = (value, counts) => {
    options.forEach(([words], at) => { boxes[at].textContent = counts ? `${words} (${counts[at]})` : words; });
    select.value = value ?? "";
    select.classList.toggle("chosen", select.value !== "");
  };
  return { node: make("label", {}, make("span", { textContent: facet.label }), select), show };
}

/** Several choices, folded away under a line that says what is chosen. */
function group(facet, choose) {
  const said = make("span");
  const rows = facet.options.map(([words, value]) => {
    const input = make("input", { type: "checkbox", value });
    const number = make("span", { className: "num" });
    return { words, input, number, label: make("label", {}, input, make("span", {}, words, " ", number)) };
  });
  const ticked = () => rows.filter(({ input }) => input.checked);
  for (const { input } of rows) {
    input.addEventListener("change", () => choose(facet.id, ticked().map((row) => row.input.value)));
  }
  const boxes = make("div", { className: "hk-boxes", role: "group", ariaLabel: facet.label }, ...rows.map((row) => row.label));
  const node = make("details", {}, make("summary", {}, `${facet.label}: `, said), boxes);
  node.dataset.facet = facet.id;
  const show = (value, counts) => {
    rows.forEach((row, at) => {
      row.input.checked = (value ?? []).includes(row.input.value);
      row.number.textContent = counts ? `(${counts[at + 1]})` : "";
    });
    said.textContent = ticked().map((row) => row.words).join(", ") || facet.any;
  };
  return { node, show };
}

/** All filters; `choose` is told a name and what is chosen of it, `clear` that all are lifted. */
function filters(model, choose, clear) {
  const facets = model.get("facets").map((facet) => ({ ...facet, ...(facet.many ? group : list)(facet, choose) }));
  const nodes = (many) => facets.filter((facet) => facet.many === many).map((facet) => facet.node);
  const search = make("input", { type: "search", autocomplete: "off" });
  const all = make("button", { type: "button", className: "jupyter-button hk-quiet", textContent: "Clear all" });
  let typed;
  search.addEventListener("input", () => {
    clearTimeout(typed);
    typed = setTimeout(choose, TYPING_MS, "words", search.value);
  });
  all.addEventListener("click", () => {
    clearTimeout(typed);
    search.value = "";
    clear();
  });
  const name = make("label", {}, make("span", { textContent: "Search by name" }), search);
  const lists = make("div", { className: "facet-lists" }, ...nodes(false), name);
  const show = () => {
    const value = model.get("value");
    const counts = model.get("counts").split(";").map((numbers) => numbers.split(" "));
    facets.forEach((facet, at) => facet.show(value[facet.id], counts[at].length > 1 && counts[at]));
    if (document.activeElement !== search) search.value = value.words ?? "";
  };
  return { node: make("div", { className: "hk-facets" }, lists, ...nodes(true), all), show };
}

/** A line of the list. */
function line([name, brief, where, token]) {
  const dot = make("i", { className: "dot" });
  dot.style.setProperty("--c", `var(--${token})`);
  const mark = make("span", { className: "found-mark" });
  const place = make("span", { className: "hk-note", textContent: where });
  const words = [make("b", {}, dot, " ", name), mark, make("span", { textContent: brief }), place];
  return { row: make("div", { className: "found-row", role: "option" }, ...words), mark };
}

/** What is found: arrow keys move between the lines, Enter or a press opens one. Or else the ways out. */
function results(model) {
  const lines = model.get("items").map(line);
  const box = make("div", { className: "found-list", role: "listbox", ariaLabel: "Exercises that fit" });
  const ways = make("div", { className: "found-ways" });
  let shown = [];
  const open = (row) => model.send({ open: lines.findIndex((one) => one.row === row) });
  const reach = (row) => {
    for (const at of shown) lines[at].row.tabIndex = lines[at].row === row ? 0 : -1;
  };
  box.addEventListener("click", ({ target }) => {
    const row = target.closest(".found-row");
    if (!row) return;
    reach(row);
    open(row);
  });
  box.addEventListener("keydown", (event) => {
    const place = shown.findIndex((at) => lines[at].row === document.activeElement);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (place >= 0 && to !== undefined) {
      const { row } = lines[shown[Math.max(0, Math.min(shown.length - 1, to))]];
      reach(row);
      row.focus();
    } else if (place >= 0 && (event.key === "Enter" || event.key === " ")) open(document.activeElement);
    else return;
    event.preventDefault();
  });
  const way = ([lift, words]) => {
    const button = make("button", { type: "button", className: "jupyter-button", textContent: words });
    button.addEventListener("click", () => model.send({ lift }));
    return button;
  };
  const mark = () => lines.forEach(({ row }, at) => row.setAttribute("aria-selected", at === model.get("opened")));
  const show = () => {
    shown = model.get("shown");
    const marks = model.get("marks");
    shown.forEach((at, place) => { lines[at].mark.textContent = marks[place] ?? ""; });
    box.replaceChildren(...shown.map((at) => lines[at].row));
    box.hidden = !shown.length;
    box.scrollTop = 0;
    ways.replaceChildren(...model.get("ways").map(way));
    if (shown.length) reach(lines[shown.includes(model.get("opened")) ? model.get("opened") : shown[0]].row);
  };
  const focus = () => box.querySelector("[tabindex='0']")?.focus();
  return { node: make("div", { className: "hk-found" }, box, ways), show, mark, focus };
}

function render({ model, el }) {
  const take = (value) => {
    model.set("value", value);
    model.save_changes();
  };
  const picks = filters(model, (name, value) => take({ ...model.get("value"), [name]: value }), () => take({}));
  const found = results(model);
  const said = make("p", { className: "hk-result" });
  const status = make("div", { className: "hk-found-said", role: "status", ariaLive: "polite" }, said);
  el.append(picks.node, make("p", { className: "hk-note", textContent: model.get("note") }), status, found.node);

  const show = { counts: picks.show, value: picks.show, shown: found.show, marks: found.show, ways: found.show, opened: found.mark };
  const say = () => { said.innerHTML = model.get("said"); };
  // one message may change several: each part is drawn once, after all are known
  const due = new Set();
  const later = (part) => {
    if (!due.size) queueMicrotask(() => { due.forEach((draw) => draw()); due.clear(); });
    due.add(part);
  };
  const heard = Object.entries({ ...show, said: say }).map(([name, part]) => [`change:${name}`, () => later(part)]);
  heard.push(["msg:custom", () => requestAnimationFrame(found.focus)]); // the only message: back to the list
  for (const [event, listen] of heard) model.on(event, listen);
  for (const part of new Set([...Object.values(show), say])) part();
  model.send({ ready: true });
  return () => heard.forEach(([event, listen]) => model.off(event, listen));
}

export default { render };
