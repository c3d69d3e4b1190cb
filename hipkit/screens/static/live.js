// HTML that answers: a press on anything with data-do sends {do, with} to the kernel, and a <details> with
// data-fill asks for its content when it is opened, so that what nobody reads is never sent.
function render({ model, el }) {
  const fold = (key) => `details[data-fill="${CSS.escape(key)}"]`;
  const sameAs = (held) =>
    held.matches("summary")
      ? `${fold(held.parentElement.dataset.fill)} summary`
      : `[data-do="${CSS.escape(held.dataset.do)}"][data-with="${CSS.escape(held.dataset.with ?? "")}"]`;

  const draw = () => {
    // the elements will be new: what was open and focused stays so by name, filled as before until it is filled anew
    const open = [...el.querySelectorAll("details[open]")].map((one) => [one.dataset.fill, one.lastElementChild.innerHTML]);
    const held = el.contains(document.activeElement) ? document.activeElement.closest("[data-do], summary") : null;
    el.innerHTML = model.get("html");
    for (const [key, filled] of open) {
      const again = el.querySelector(fold(key));
      if (again) again.lastElementChild.innerHTML = filled;
      again?.setAttribute("open", "");
    }
    if (held) (el.querySelector(sameAs(held)) ?? el.querySelector("[data-do], summary"))?.focus({ preventScroll: true });
  };
  const ask = (details) => model.send({ fill: details.dataset.fill });
  const hear = ({ fill: key, html, renew }) => {
    if (renew) el.querySelectorAll("details[open][data-fill]").forEach(ask);
    const filled = key && el.querySelector(`${fold(key)} > div`);
    if (filled) filled.innerHTML = html;
  };

  el.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-do]");
    if (pressed) model.send({ do: pressed.dataset.do, with: pressed.dataset.with ?? "" });
  });
  // "toggle" does not bubble, but it can be captured on the way down
  el.addEventListener("toggle", ({ target }) => {
    if (target.open && target.dataset.fill) ask(target);
  }, true);
  model.on("change:html", draw);
  model.on("msg:custom", hear);
  draw();
  return () => {
    model.off("change:html", draw);
    model.off("msg:custom", hear);
  };
}

export default { render };
