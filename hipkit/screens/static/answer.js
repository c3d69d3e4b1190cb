// A routine as the learner meets it: the sentence, the timeline, a card for each step, the targets. One packed
// message brings what is in the routine; whatever is read on demand (why, how, what if, a file) is asked for when
// it is opened. A card is the same element as long as its exercise stays, so that what is open or focused stays so.
// What is in moving.js stands before this file.

const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// ---------------------------------------------------------------- timeline and targets

/** A cell of the timeline: from `start` for `length` seconds, in units of the grid. */
function cell(row, start, length, unit, attributes, ...children) {
  const made = element("span", attributes, ...children);
  made.style.cssText += `;grid-area:${row} / ${start / unit + 1} / auto / span ${length / unit}`;
  return made;
}

/** Runs of steps that share something, each with its extent in seconds. */
function runs(steps, shared) {
  const found = [];
  for (const step of steps) {
    const last = found.at(-1);
    const [start, end] = [step.start - step.enter, step.start + step.seconds];
    if (last && shared(last.step) === shared(step)) Object.assign(last, { end, seconds: last.seconds + step.seconds });
    else found.push({ step, start, end, seconds: step.seconds });
  }
  return found;
}

const WIDE = 690; // pixels of the timeline on a full sheet; on a narrow one the words are not shown
const LETTER = 7.5;

/** The words, if the longest of them has room. */
const fitting = (words, share) => (Math.max(...words.split(" ").map(({ length }) => length)) * LETTER < WIDE * share ? words : "");

function timeline({ steps, total, unit }) {
  const parts = runs(steps, ({ phase }) => phase).map(({ step, start, end, seconds }) =>
    cell(1, start, end - start, unit, { class: "ph", style: `--c:var(--${step.phase})` }, element("b", {}, fitting(step.part, (end - start) / total)), ` ${clockOf(seconds)}`));
  const bars = steps.map((step, i) => {
    const sides = step.sides ? ["R", "L"] : [""];
    const bar = cell(2, step.start, step.seconds, unit, { class: "bar", style: `--c:var(--${step.phase});--on:var(--on-${step.phase})` },
      element("button", { "data-go": step.id, "aria-label": `${i + 1}. ${step.name}, ${step.dose}, ${clockOf(step.seconds)} from ${clockOf(step.start)}` },
        ...sides.map((side) => element("i", {}, `${i + 1}`, element("br"), side))));
    bar.firstChild.title = bar.firstChild.getAttribute("aria-label");
    return bar;
  });
  const changes = steps.filter(({ enter }) => enter).map(({ start, enter, where }) =>
    cell(2, start - enter, enter, unit, { class: "change", title: `Into position (${where}): ${enter} s` }));
  const places = runs(steps, ({ phase, where }) => phase + where).map(({ step, start, end }) =>
    cell(3, start, end - start, unit, { class: "at" }, fitting(step.where, (end - start) / total)));
  const line = element("div", { class: "tl", role: "group", "aria-label": "Timeline" }, ...parts, ...changes, ...bars, ...places);
  line.style.gridTemplateColumns = `repeat(${total / unit}, minmax(0, 1fr))`;
  const key = runs(steps, ({ phase }) => phase).map(({ step, seconds }) =>
    element("span", {}, element("i", { class: "dot", style: `--c:var(--${step.phase})` }), " ", element("b", {}, step.part), ` ${clockOf(seconds)}`));
  return [line, element("div", { class: "tl-key" }, ...key)];
}

function targets(coverage) {
  return coverage.flatMap(({ name, work, phase, met, target }) => [
    element("div", {}, `${name} `, element("span", { class: "hk-note" }, work)),
    element("div", { class: "units", style: `--c:var(--${phase})`, "aria-hidden": "true" },
      ...Array.from({ length: target }, (_, i) => element("i", i < met ? {} : { class: "o" }))),
    element("div", { class: "num" }, `${met} of ${target}`),
  ]);
}

// ---------------------------------------------------------------- a card

const CARD = `<div class="plate"></div>
  <div><div class="hk-note"></div><h3></h3><p class="dose"></p></div>
  <div class="doing noprint">
    <details data-fill="why"><summary>Why and how</summary><div></div></details>
    <details data-fill="swap"><summary>Swap</summary><div></div></details>
    <details data-fill="watch"><summary>Watch</summary><div></div></details>
    <button data-do="keep">Pin</button><button data-do="remove">Remove</button><button data-do="more">More like this</button>
  </div>`;

function card(id) {
  const made = element("article", { class: "ex", "data-id": id });
  made.innerHTML = CARD;
  for (const fold of made.querySelectorAll("details")) fold.dataset.fill += `:${id}`;
  for (const button of made.querySelectorAll("button")) button.dataset.with = id;
  return made;
}

function fillCard(made, step, number) {
  const [note, title, dose] = made.children[1].children;
  note.replaceChildren(element("span", { class: "num" }, `${number}`), " · ",
    element("i", { class: "dot", style: `--c:var(--${step.phase})` }), ` ${step.part} · ${step.where} · `,
    element("span", { class: "num" }, clockOf(step.seconds)));
  title.textContent = step.name;
  dose.replaceChildren(element("b", {}, step.dose), ` · ${step.works}`);
  if (!made.dataset.pictured) made.firstElementChild.replaceChildren(element("i", { class: `pose ${step.pose}` }));
  const [keep, remove, more] = made.querySelectorAll(":scope > .doing > button"); // and none of an open fold
  keep.dataset.do = step.kept ? "undo" : "keep";
  keep.textContent = step.kept ? "Pinned" : "Pin";
  keep.setAttribute("aria-pressed", step.kept);
  keep.setAttribute("aria-label", `Pin ${step.name}`);
  remove.setAttribute("aria-label", `Remove ${step.name}`);
  more.setAttribute("aria-label", `More like ${step.name}`);
}

// ---------------------------------------------------------------- the page

/** Opens the print dialogue with a page of its own. */
function print(html) {
  const frame = element("iframe", { class: "hk-print", style: "position:fixed;width:760px;height:0;border:0;visibility:hidden" });
  frame.addEventListener("load", () => {
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.print();
  }, { once: true });
  document.querySelectorAll("iframe.hk-print").forEach((old) => old.remove());
  frame.srcdoc = html;
  document.body.append(frame);
}

/** Hands a file to the browser: no server has it. */
function download({ name, type }, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

class Answer {
  constructor({ model, el, scrollerOf }) {
    Object.assign(this, { model, el, scrollerOf, cards: new Map(), pictures: new Map(), wanted: new Set(), views: new Map() });
    el.innerHTML = model.get("frame");
    this.at = (name) => el.querySelector(`[data-part="${name}"]`);
    this.heard = [["change:_shown", () => this.draw()], ["msg:custom", (content, buffers) => this.hear(content, buffers)]];
    this.heard.forEach(([events, act]) => model.on(events, act));
    el.addEventListener("click", (event) => this.press(event));
    el.addEventListener("submit", (event) => this.submit(event));
    el.addEventListener("keydown", (event) => this.enter(event));
    el.addEventListener("change", ({ target }) => target.dataset.ask && model.send({ do: target.dataset.ask, with: target.value }));
    el.addEventListener("toggle", ({ target }) => this.toggle(target), true); // it does not bubble, but can be captured
    this.seen = new IntersectionObserver((entries) => this.look(entries), { threshold: 0.6 });
    this.draw();
  }

  dispose() {
    this.seen.disconnect();
    this.views.forEach((drop) => drop());
    this.heard.forEach(([events, act]) => this.model.off(events, act));
  }

  // -------------------------------------------------------------- what the learner does

  press({ target }) {
    const go = target.closest("[data-go]")?.dataset.go;
    if (go) this.cards.get(go)?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    const panel = target.closest("[data-panel]");
    if (panel) this.openPanel(panel);
    const pressed = target.closest("[data-do]:not(form)");
    if (!pressed) return;
    const card = pressed.closest("article");
    this.pressed = card && { button: pressed, top: pressed.getBoundingClientRect().top, index: [...this.cards.values()].indexOf(card) };
    this.model.send({ do: pressed.dataset.do, with: pressed.dataset.with ?? "" });
  }

  /** JupyterLab keeps Enter from sending a form. */
  enter(event) {
    if (event.key !== "Enter" || !event.target.matches("form input")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  /** The fields of a form, each a list; of a file its text. */
  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const fields = {};
    for (const [name, value] of new FormData(form)) (fields[name] ??= []).push(value.text ? await value.text() : value);
    this.model.send({ do: form.dataset.do, with: JSON.stringify(fields) });
  }

  toggle(fold) {
    const key = fold.dataset.fill;
    if (!key) return;
    if (fold.open) this.model.send({ fill: key });
    else this.dropView(key);
  }

  openPanel(button) {
    const closed = button.getAttribute("aria-expanded") === "true";
    for (const other of this.el.querySelectorAll("[data-panel]")) other.setAttribute("aria-expanded", !closed && other === button);
    this.at("panel").replaceChildren();
    if (!closed) this.model.send({ fill: `panel:${button.dataset.panel}` });
  }

  // -------------------------------------------------------------- what the kernel says

  fold(key) {
    return this.el.querySelector(`details[data-fill="${CSS.escape(key ?? "")}"]`);
  }

  async hear(content, [bytes] = []) {
    if (content.download) return download(content.download, bytes);
    const text = bytes && !content.film ? await (await gunzipped(bytes)).text() : content.html ?? "";
    if (content.print) return print(text);
    if (content.pictures) return this.takePictures(JSON.parse(text));
    if (content.film) return this.watch(content, bytes);
    if (content.at) return void (this.at(content.at) && (this.at(content.at).innerHTML = text));
    const panel = content.fill?.startsWith("panel:");
    const place = panel ? this.at("panel") : this.fold(content.fill)?.lastElementChild;
    if (panel) this.fillPanel(place, text);
    else if (place) place.innerHTML = text;
  }

  /** What was open in a panel stays open, and the form that was sent keeps the focus. */
  fillPanel(place, text) {
    const open = [...place.querySelectorAll("details[open][data-fill]")].map((fold) => fold.dataset.fill);
    const sent = place.contains(document.activeElement) && document.activeElement.closest("form")?.dataset.do;
    place.innerHTML = text;
    for (const key of open) this.fold(key)?.setAttribute("open", "");
    if (sent) place.querySelector(`form[data-do="${sent}"] [type="submit"]`)?.focus({ preventScroll: true });
  }

  async draw() {
    const packed = this.model.get("_shown");
    const told = packed.byteLength ? await (await gunzipped(packed)).json() : {};
    if (packed !== this.model.get("_shown")) return; // a later one came while this was unpacked
    const held = this.el.contains(document.activeElement) && document.activeElement;
    this.at("said").innerHTML = told.said ? `<p class="hk-result">${told.said}</p><p class="change">${told.changed ?? ""}</p>` : "";
    this.at("ways").innerHTML = told.ways ?? "";
    const { steps = [], coverage = [] } = told;
    this.el.classList.toggle("none", !steps.length);
    this.el.classList.toggle("shut", told.shut ?? false);
    this.at("timeline").replaceChildren(...(steps.length ? timeline(told) : []));
    this.at("targets").replaceChildren(...targets(coverage));
    this.at("kits").textContent = told.kits ?? "";
    this.drawCards(steps, told.changed);
    const open = [...this.el.querySelectorAll("details[open][data-fill]")].map((fold) => fold.dataset.fill);
    const panel = this.el.querySelector("[data-panel][aria-expanded=true]");
    for (const key of panel ? [...open, `panel:${panel.dataset.panel}`] : open) this.refresh(key);
    if (held && !this.el.contains(document.activeElement)) this.refocus(held);
  }

  /** What is open says what it said of the routine before: ask again. A figure goes on moving. */
  refresh(key) {
    if (!key.startsWith("watch:")) this.model.send({ fill: key });
  }

  drawCards(steps, changed) {
    const place = this.at("cards");
    const now = new Map(steps.map((step, i) => {
      const made = this.cards.get(step.id) ?? card(step.id);
      fillCard(made, step, i + 1);
      this.picture(made);
      return [step.id, made];
    }));
    for (const [id, made] of this.cards) {
      if (now.has(id)) continue;
      made.remove();
      this.seen.unobserve(made);
      for (const fold of made.querySelectorAll("details[open]")) this.dropView(fold.dataset.fill);
    }
    this.cards = now;
    let next = place.firstElementChild;
    for (const made of now.values()) {
      if (made === next) next = next.nextElementSibling;
      else place.insertBefore(made, next); // moving a card takes its focus: only those that have to move do
    }
    this.note?.remove();
    if (this.pressed) this.answerHere(changed);
    this.pressed = null;
  }

  /** What a press on a card changed is said at its place. The button stays under the hand, or "Undo" comes there. */
  answerHere(changed) {
    const { button, index, top } = this.pressed;
    const at = [...this.cards.values()][Math.min(index, this.cards.size - 1)];
    if (!at || !changed) return;
    this.note = element("div", { class: "here" });
    this.note.innerHTML = `<span>${changed}</span><button class="jupyter-button" data-do="back">Undo</button>`;
    at.before(this.note);
    const [undo] = this.note.querySelectorAll("button");
    const here = button.isConnected ? button : undo;
    this.scrollerOf(this.el).scrollTop += here.getBoundingClientRect().top - top;
    undo.focus({ preventScroll: true });
  }

  refocus(held) {
    const same = held.dataset?.do && `[data-do="${CSS.escape(held.dataset.do)}"][data-with="${CSS.escape(held.dataset.with ?? "")}"]`;
    const target = (same && this.el.querySelector(same)) ?? this.el.querySelector("[data-do]:not([hidden])");
    target?.focus({ preventScroll: true });
  }

  // -------------------------------------------------------------- pictures, once for each exercise, when they come into sight

  picture(made) {
    const drawn = this.pictures.get(made.dataset.id);
    if (!drawn) return this.seen.observe(made);
    if (!made.dataset.pictured) made.firstElementChild.innerHTML = drawn;
    made.dataset.pictured = true;
  }

  look(entries) {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && !this.pictures.has(target.dataset.id)) this.wanted.add(target.dataset.id);
    }
    if (!this.wanted.size || this.asking) return;
    this.asking = setTimeout(() => {
      this.model.send({ pictures: [...this.wanted] });
      this.wanted.clear();
      this.asking = 0;
    }, 250);
  }

  takePictures(drawn) {
    for (const [id, picture] of Object.entries(drawn)) {
      this.pictures.set(id, picture);
      const made = this.cards.get(id);
      if (made) this.picture(made);
      if (made) this.seen.unobserve(made);
    }
  }

  // -------------------------------------------------------------- the playing body in a card

  async watch({ fill, film, body: values }, bytes) {
    const place = this.fold(fill)?.lastElementChild;
    if (!place) return;
    this.dropView(fill);
    const packed = new Uint8Array(await (await gunzipped(bytes)).arrayBuffer());
    const view = modelHere({ ...values, _program: this.model.get("_body"), ...showing({ ...film, film: unpacked(packed, film.frames), legs: "r" }, false) },
      this.model.widget_manager);
    view.set("playing", !calm.matches);
    place.replaceChildren();
    this.views.set(fill, await body.render({ model: view, el: place }));
  }

  dropView(key) {
    this.views.get(key)?.();
    this.views.delete(key);
  }
}

export default {
  render(view) {
    const answer = new Answer(view);
    return () => answer.dispose();
  },
};
