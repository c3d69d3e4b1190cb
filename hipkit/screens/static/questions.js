// One page of questions at a time, three answers each, nothing chosen beforehand.
// The elements are those of ipywidgets' RadioButtons, so that the style sheet and page.js serve both.
const ANSWERS = ["Yes", "No", "Not sure"];

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

function steps(names, page) {
  const list = element("ol", "steps", ...names.map((name, i) => element("li", "", `${i + 1}. ${name}`)));
  list.children[page].setAttribute("aria-current", "step");
  return list;
}

function question({ id, text, why }, answer) {
  const choices = ANSWERS.map((word) => {
    const input = element("input", "");
    Object.assign(input, { type: "radio", value: word.toLowerCase(), onchange: () => answer(id, input.value) });
    return element("label", "", word, input);
  });
  const asked = element("div", "widget-label", text);
  const control = element("div", `widget-radio hk-q hk-c-${id}`, asked, element("div", "widget-radio-box", ...choices));
  control.dataset.question = id;
  return [control, element("p", "hk-note hk-reason", why)];
}

async function render({ model, el, unpack }) {
  const pages = await unpack(model.get("pages"));
  const progress = element("p", "hk-note");
  progress.setAttribute("role", "status");
  function answer(id, value) {
    model.set("answers", { ...model.get("answers"), [id]: value });
    model.save_changes();
  }
  function tick() {
    const answers = model.get("answers");
    for (const input of el.querySelectorAll("input"))
      input.checked = answers[input.closest("[data-question]").dataset.question] === input.value;
  }
  function count() {
    progress.textContent = model.get("progress");
  }
  function explain() {
    el.classList.toggle("hk-explained", model.get("reasons"));
  }
  function draw() {
    const page = model.get("page") - 1;
    const parts = [steps(pages.map(({ name }) => name), page)];
    for (const { group, questions } of pages[page].groups)
      parts.push(element("div", "hk-questions", ...(group ? [element("h3", "hk-minor", group)] : []),
        ...questions.flatMap((one) => question(one, answer))));
    parts.push(element("p", "hk-note", pages[page].note), progress);
    el.replaceChildren(...parts);
    el.classList.toggle("hk-first", page === 0);
    tick();
  }
  const changes = { "change:answers": tick, "change:reasons": explain, "change:progress": count, "change:page": draw };
  for (const [name, act] of Object.entries(changes)) model.on(name, act);
  el.classList.add("hk-html");
  draw();
  count();
  explain();
  return () => {
    for (const [name, act] of Object.entries(changes)) model.off(name, act);
  };
}

export default { render };
