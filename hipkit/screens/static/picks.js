// All picks of a routine as one widget: a control of ipywidgets' own costs three kilobytes each.
// The elements are named as ipywidgets names its own, so that the style sheet and page.js serve both.

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

/** A list of choices; ``told`` hears of the one chosen. */
function list({ name, label, options }, told) {
  const select = document.createElement("select");
  select.append(...options.map(([words, key]) => new Option(words, key)));
  select.addEventListener("change", () => told(name, options[select.selectedIndex][1]));
  const box = element("label", `widget-inline-hbox widget-dropdown hk-c-${name}`, element("span", "widget-label", label), select);
  const show = (value) => {
    if (!options.some(([, key]) => key === value)) { // a routine that was loaded may ask for 17 minutes
      options.push([`${value}`, value]);
      select.add(new Option(value, value));
    }
    select.selectedIndex = options.findIndex(([, key]) => key === value);
  };
  return { name, box, show };
}

function render({ model, el }) {
  const fields = model.get("fields");
  const told = (name, value) => {
    model.set("value", { ...model.get("value"), [name]: value });
    model.save_changes();
  };

  const boxes = ({ name, label, options, part, across }) => {
    const inputs = options.map(([words, key]) => {
      const input = Object.assign(document.createElement("input"), { type: "checkbox", value: key });
      input.addEventListener("change", () => {
        const others = model.get("value")[name].filter((other) => other !== key);
        told(name, input.checked ? [...others, key] : others);
      });
      return [input, element("label", "", input, words)];
    });
    const group = element("div", `hk-group hk-c-${part ?? name}${across ? " hk-across" : ""}`,
      element("div", "hk-minor", label), element("div", "hk-boxes", ...inputs.map(([, line]) => line)));
    const show = (value) => inputs.forEach(([input]) => { input.checked = value.includes(input.value); });
    return { name, box: group, show };
  };

  const made = fields.map((field) => ({ ...field, ...(field.kind === "list" ? list : boxes)(field, told) }));
  const of = (row) => made.filter((field) => field.row === row).map(({ box }) => box);
  const picks = element("div", "hk-picks",
    element("div", "hk-form", ...of("symptoms")), element("div", "hk-form", ...of("lists")), ...of("kit"));
  const fold = element("button", "jupyter-button hk-quiet hk-c-fold", "Fold my picks");
  fold.setAttribute("aria-expanded", true);
  fold.addEventListener("click", () => {
    picks.hidden = !picks.hidden;
    fold.textContent = picks.hidden ? "Change my picks" : "Fold my picks";
    fold.setAttribute("aria-expanded", !picks.hidden);
  });
  el.append(picks, fold);

  const show = () => made.forEach((field) => field.show(model.get("value")[field.name]));
  const open = () => { el.hidden = !model.get("shown"); };
  show();
  open();
  model.on("change:value", show);
  model.on("change:shown", open);
  return () => {
    model.off("change:value", show);
    model.off("change:shown", open);
  };
}

export default { render };
