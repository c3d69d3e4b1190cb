// HTML that answers: a press on anything with data-do sends {do, with} to the kernel, and a <details> with
// data-fill asks for its content when it is opened, so that what nobody reads is never sent.
function render({ model, el }) {
  const fold = (key) => `details[data-fill="${CSS.escape(key)}"]`;
  const sameAs = (held) =>
    held.matches("summary")
      ? `${fold(held.parentElement.dataset.fill)} summary`
      : `[data-do="${CSS.escape(held.dataset.do)}"][data-with="${CSS.escape(held.dataset.with ?? "")}"]`;

  const draw = () => {
    // the elements will be new: what was open and focused stays so by name
    const open = [...el.querySelectorAll("details[open]")].map((one) => one.dataset.fill);
    const held = el.contains(document.activeElement) ? document.activeElement.closest("[data-do], summary") : null;
    el.innerHTML = model.get("html");
    for (const key of open) el.querySelector(fold(key))?.setAttribute("open", "");
    if (held) (el.querySelector(sameAs(held)) ?? el.querySelector("[data-do], summary"))?.focus({ preventScroll: true });
  };
  const fill = ({ fill: key, html }) => {
    const filled = key && el.querySelector(`${fold(key)} > div`);
    if (filled) filled.innerHTML = html;
  };

  el.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-do]");
    if (pressed) model.send({ do: pressed.dataset.do, with: pressed.dataset.with ?? "" });
  });
  // "toggle" does not bubble, but it can be captured on the way down
  el.addEventListener("toggle", ({ target }) => {
    if (target.open && target.dataset.fill) model.send({ fill: target.dataset.fill });
  }, true);
  model.on("change:html", draw);
  model.on("msg:custom", fill);
  draw();
  return () => {
    model.off("change:html", draw);
    model.off("msg:custom", fill);
  };
}

export default { render };
