// Questions of every kind on one paper. What is right is never sent here before an answer was committed:
// the kernel marks, and `told` then brings the feedback of each question as HTML.

function element(tag, properties = {}, ...content) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...content);
  return made;
}

/** Elements as those of ipywidgets' RadioButtons, so that the style sheet and page.js serve both. */
function radios({ id, asks, choices }, given, answer) {
  const options = choices.map(([words, key]) => {
    const input = element("input", { type: "radio", name: `hk-${id}`, value: key, checked: given === key });
    input.addEventListener("change", () => answer(key));
    return element("label", {}, words, input);
  });
  const box = element("div", { className: "widget-radio-box" }, ...options);
  return element("div", { className: "widget-radio" }, element("div", { className: "widget-label" }, asks), box);
}

function boxes({ choices }, given, answer) {
  const options = choices.map(([words, key]) => {
    const input = element("input", { type: "checkbox", value: key, checked: given?.includes(key) });
    input.addEventListener("change", () =>
      answer([...list.querySelectorAll("input:checked")].map((one) => one.value)));
    return element("label", {}, input, words);
  });
  const list = element("div", { className: "hk-boxes" }, ...options);
  return list;
}

function field({ unit, asks }, given, answer) {
  const input = element("input", { type: "text", inputMode: "decimal", autocomplete: "off", value: given ?? "" });
  input.setAttribute("aria-label", unit ? `${asks} In ${unit}` : asks);
  input.addEventListener("change", () => answer(input.value));
  return element("div", { className: "hk-field" }, input, unit);
}

/** No dragging: two buttons move a line, and the line that moved keeps the focus. */
function lines({ choices }, given, answer) {
  const words = Object.fromEntries(choices.map(([text, key]) => [key, text]));
  const list = element("ol", { className: "hk-order" });
  const said = element("p", { className: "hk-said", role: "status" });
  function move(keys, at, by) {
    const moved = keys.slice();
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    answer(moved);
    draw(moved);
    const buttons = list.children[at + by].querySelectorAll("button");
    const again = by < 0 ? buttons[0] : buttons[1];
    (again.disabled ? buttons[by < 0 ? 1 : 0] : again).focus();
    said.textContent = `${words[moved[at + by]]}: place ${at + by + 1} of ${moved.length}`;
  }
  function draw(keys) {
    list.replaceChildren(...keys.map((key, at) => {
      const step = (label, by) => {
        const button = element("button", { type: "button", className: "jupyter-button", disabled: !(at + by in keys) }, label);
        button.setAttribute("aria-label", `${words[key]}: ${label.toLowerCase()}`);
        button.addEventListener("click", () => move(keys, at, by));
        return button;
      };
      return element("li", {}, element("span", {}, words[key]), step("Up", -1), step("Down", 1));
    }));
  }
  draw(given ?? choices.map(([, key]) => key));
  return element("div", {}, list, said);
}

function partners({ choices, partners }, given, answer) {
  const pairs = { ...given };
  return element("div", { className: "hk-match" }, ...choices.map(([words, key]) => {
    const select = element("select", {}, element("option", { value: "" }, "Choose"),
      ...partners.map(([text, value]) => element("option", { value, selected: pairs[key] === value }, text)));
    select.addEventListener("change", () => {
      if (select.value) pairs[key] = select.value;
      else delete pairs[key];
      answer({ ...pairs });
    });
    return element("label", {}, element("span", {}, words), element("span", { className: "widget-dropdown" }, select));
  }));
}

function writing({ asks }, given, answer) {
  const area = element("textarea", { rows: 5, maxLength: 4000, value: given ?? "" });
  area.setAttribute("aria-label", asks);
  area.addEventListener("change", () => answer(area.value));
  return area;
}

const KINDS = { choice: radios, predict: radios, several: boxes, number: field, order: lines, match: partners, text: writing };

function render({ model, el, unpack, bringUp }) {
  let told = {};
  function question(one) {
    // a message of its own: changes of state may be held back, and then a button pressed next would come first
    const answer = (value) => model.send({ to: one.id, answer: value });
    const control = KINDS[one.kind](one, model.get("answers")[one.id], answer);
    const inside = KINDS[one.kind] === radios ? [control] : [element("legend", { className: "widget-label" }, one.asks), control];
    const made = element("fieldset", { className: "hk-question" }, element("p", { className: "hk-note" }, one.label), ...inside);
    made.dataset.question = one.id;
    told[one.id] = element("div", { className: "hk-told" });
    return [made, told[one.id]];
  }
  async function draw() {
    const packed = model.get("questions");
    const [words, questions] = await Promise.all([model.get("intro"), packed].map(unpack));
    if (packed !== model.get("questions")) return; // other ones came while these were unpacked
    told = {};
    const intro = element("div", { className: "hk-intro", innerHTML: words });
    el.replaceChildren(...(words ? [intro] : []), ...questions.flatMap(question));
    lock();
    tell();
    turn();
  }
  function lock() {
    const locked = new Set(model.get("locked"));
    for (const made of el.querySelectorAll("fieldset")) made.disabled = locked.has(made.dataset.question);
  }
  async function tell() {
    const packed = model.get("told");
    const answers = await unpack(packed);
    if (packed !== model.get("told")) return;
    for (const [id, html] of Object.entries(answers)) if (told[id]) told[id].innerHTML = html;
  }
  let turned = model.get("turned");
  /** Brings the keyboard to what was drawn. */
  function turn() {
    if (turned === model.get("turned")) return;
    turned = model.get("turned");
    const first = el.querySelector("[tabindex='-1'], :is(input, select, button, textarea):enabled");
    if (first) bringUp(first);
  }
  const changes = { "change:questions": draw, "change:locked": lock, "change:told": tell };
  for (const [name, act] of Object.entries(changes)) model.on(name, act);
  el.classList.add("hk-html", "hk-paper");
  draw();
  return () => {
    for (const [name, act] of Object.entries(changes)) model.off(name, act);
  };
}

export default { render };
