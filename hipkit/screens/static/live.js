// HTML that answers: a press on anything with data-do sends {do, with} to the kernel, and a <details> with
// data-fill asks for its content when it is opened, so that what nobody reads is never sent.
function render({ model, el, unpack }) {
  const fold = (key) => `details[data-fill="${CSS.escape(key)}"]`;
  const sameAs = (held) =>
    held.matches("summary")
      ? `${fold(held.parentElement.dataset.fill)} summary`
      : `[data-do="${CSS.escape(held.dataset.do)}"][data-with="${CSS.escape(held.dataset.with ?? "")}"]`;

  // a button that its own press shuts lets the keyboard fall; what it led to takes it up
  const homeless = () => document.activeElement === document.body || document.activeElement?.disabled;

  const put = (html) => {
    // the elements will be new: what was open and focused stays so by name, filled as before until it is filled anew
    const open = [...el.querySelectorAll("details[open]")].map((one) => [one.dataset.fill, one.lastElementChild.innerHTML]);
    const held = el.contains(document.activeElement) ? document.activeElement.closest("[data-do], summary") : null;
    el.innerHTML = html;
    for (const [key, filled] of open) {
      const again = el.querySelector(fold(key));
      if (again) again.lastElementChild.innerHTML = filled;
      again?.setAttribute("open", "");
    }
    const same = held && (el.querySelector(sameAs(held)) ?? el.querySelector("[data-do], summary"));
    const next = same ?? (homeless() ? el.querySelector("[data-land]") : null);
    next?.focus({ preventScroll: true });
  };
  const ask = (details) => model.send({ fill: details.dataset.fill });
  const fill = (key, html) => {
    const filled = el.querySelector(`${fold(key)} > div`);
    if (filled) filled.innerHTML = html;
  };

  // what is long comes packed, and unpacking takes a moment: each thing told waits for the one before it
  let told = Promise.resolve();
  const inTurn = (packed, act) => {
    told = told.then(async () => act(await unpack(packed)));
  };
  const draw = () => inTurn(model.get("html"), put);
  const hear = ({ fill: key, renew }, buffers) => {
    if (renew) el.querySelectorAll("details[open][data-fill]").forEach(ask);
    if (key) inTurn(buffers[0], (html) => fill(key, html));
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
