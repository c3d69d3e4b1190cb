// A group of boxes under one heading, as one widget: three models for each box would be 6 kB each.

function box(model, [words, key]) {
  const input = Object.assign(document.createElement("input"), { type: "checkbox", value: key });
  input.addEventListener("change", () => {
    const others = model.get("value").filter((other) => other !== key);
    model.set("value", input.checked ? [...others, key] : others);
    model.save_changes();
  });
  const label = document.createElement("label");
  label.append(input, words);
  return label;
}

function render({ model, el }) {
  const title = Object.assign(document.createElement("div"), { className: "hk-minor" });
  const boxes = document.createElement("div");
  boxes.className = "hk-boxes";
  title.textContent = model.get("label");
  boxes.append(...model.get("options").map((option) => box(model, option)));
  el.append(title, boxes);
  const tick = () => {
    const ticked = new Set(model.get("value"));
    for (const input of boxes.querySelectorAll("input")) input.checked = ticked.has(input.value);
  };
  tick();
  model.on("change:value", tick);
  return () => model.off("change:value", tick);
}

export default { render };
