// A list of poses and a slider for each joint, as one widget: one message a step, and no second one that echoes it.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const degrees = (value) => `${value}`.replace("-", "\u2212") + "°";

function slider([name, words, low, high], moved) {
  const input = element("input", { type: "range", min: low, max: high, step: 1, "data-joint": name, "aria-label": words });
  const value = element("b", { "aria-hidden": "true" }); // the slider says it itself
  input.addEventListener("input", () => moved());
  return { name, input, value, label: element("label", {}, element("span", {}, words), value, input) };
}

async function render({ model, el, unpack }) {
  const { joints, poses } = await unpack(model.get("offered"));
  const select = element("select", {}, ...poses.map(([words, id]) => element("option", { value: id }, words)));
  const heading = element("label", { class: "hk-joints-pose" }, element("span", {}, "Pose"), select);
  let waiting = false; // one step at a time: what the kernel has not answered would pile up
  let next = null;
  const angles = () => Object.fromEntries(sliders.map(({ name, input }) => [name, Number(input.value)]));
  const send = (message) => {
    if (waiting) next = message;
    else {
      waiting = true;
      model.send(message);
    }
  };
  const read = () => sliders.forEach(({ input, value }) => {
    value.textContent = degrees(input.value);
    input.setAttribute("aria-valuetext", value.textContent.replace("°", " degrees"));
  });
  const moved = () => {
    select.value = "";
    read();
    send({ angles: angles() });
  };
  const sliders = joints.map((joint) => slider(joint, moved));
  select.addEventListener("change", () => send({ pose: select.value }));
  el.append(heading, ...sliders.map(({ label }) => label));

  const show = () => {
    waiting = false;
    if (next) {
      const message = next;
      next = null;
      send(message);
      return;
    }
    const told = model.get("angles");
    select.value = model.get("pose");
    for (const { name, input } of sliders) input.value = told[name];
    read();
  };
  model.on("change:answered", show);
  show();
  return () => model.off("change:answered", show);
}

export default { render };
