// Plays a routine: gets ready, counts both sides, says what comes next. All it needs came when it was opened;
// from then on the page counts by itself and asks the kernel nothing. What is in moving.js and course.js stands before this file.

// ---------------------------------------------------------------- what comes from the kernel

/** The exercises of a routine, to be shown: packed films one after the other, and what belongs to each. */
async function open(packed) {
  const bytes = new Uint8Array(await (await gunzipped(packed)).arrayBuffer());
  const head = new DataView(bytes.buffer).getUint32(0, true);
  const plan = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + head)));
  let at = 4 + head;
  const shown = Object.fromEntries(Object.entries(plan.motions).map(([id, { bytes: length, ...motion }]) => {
    const film = unpacked(bytes.subarray(at, at + length), motion.frames);
    at += length;
    return [id, { ...motion, film, legs: "r" }];
  }));
  return { ...plan, shown };
}

// ---------------------------------------------------------------- the page

const KEYS = { " ": "pause", ArrowLeft: "back", ArrowRight: "skip", Escape: "stop", s: "slower", v: "voice" };
const TICK_MS = 100;
const SLOWER = [1, 1.25, 1.5, 2];
const RING = 2 * Math.PI * 46; // its length, in its own units
const PREVIEW_S = 5; // how long the figure takes to show a movement there and back, where nothing is counted
const speech = globalThis.speechSynthesis;

const plain = ({ ctrlKey, metaKey, altKey }) => !(ctrlKey || metaKey || altKey);

/** Whether a key belongs to the control that has the focus. Esc stops from everywhere. */
function owns({ key, target }) {
  if (key === "Escape") return false;
  if (key === " ") return target.matches("button, summary, select");
  return target.matches("select") || (target.matches("canvas") && key.startsWith("Arrow"));
}

const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
const many = (count, word) => `${word}${count === 1 ? "" : "s"}`;

const SHEET = `
  <div class="hk-head"><p class="hk-eyebrow"></p><h2 tabindex="-1"></h2></div>
  <div class="hk-body">
    <div class="way" aria-hidden="true"></div>
    <div class="stage">
      <div class="figure"></div>
      <div class="dial">
        <div class="ring" role="timer">
          <svg viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="46"/><circle class="gone" cx="50" cy="50" r="46"/></svg>
          <b></b><span></span><small></small>
        </div>
        <div class="sides"><span>Left<small></small></span><span>Right<small></small></span></div>
      </div>
    </div>
    <button class="jupyter-button hk-danger" data-act="stop">That hurts: stop</button>
    <p class="hk-result"></p>
    <p class="vh" role="status"></p>
    <div class="hk-row noprint">
      <button class="jupyter-button hk-primary" data-act="pause">Pause</button>
      <button class="jupyter-button" data-act="back">Back</button>
      <button class="jupyter-button" data-act="skip">Skip</button>
      <button class="jupyter-button" data-act="slower">Slower</button>
      <button class="jupyter-button" data-act="voice">Voice: on</button>
      <button class="jupyter-button hk-quiet" data-act="close">Close the player</button>
      <span class="hk-note"></span>
    </div>
    <div class="coming"><small>Next</small><b></b><small></small></div>
    <details class="counting"><summary>Count and pace</summary>
      <div class="hk-row">
        <label>Count <select data-set="unit"><option value="seconds">seconds</option><option value="breaths">breaths</option></select></label>
        <label>One breath takes <select data-set="breath"></select></label>
      </div>
      <p class="hk-note">Keys: Space pauses, the right arrow skips an exercise, the left one goes back, S is slower, V turns the voice on and off, Esc stops.</p>
    </details>
  </div>`;

class Player {
  constructor(model, el, plan) {
    this.model = model;
    this.plan = plan;
    this.course = new Course(plan.segments, plan.breath);
    this.spoken = Boolean(speech);
    this.unit = "seconds";
    this.#build(el);
    this.#showBody();
    this.ticking = setInterval(() => this.tick(), TICK_MS);
    navigator.wakeLock?.request("screen").then((lock) => { this.lock = lock; }, () => {}); // a phone would go dark
    this.#begin();
    this.course.run(true);
    this.tick();
  }

  dispose() {
    clearInterval(this.ticking);
    speech?.cancel();
    this.lock?.release();
    this.dropBody?.();
  }

  #build(el) {
    this.root = Object.assign(document.createElement("div"), { innerHTML: SHEET, className: "player" });
    const one = (selector) => this.root.querySelector(selector);
    this.at = {
      about: one(".hk-eyebrow"), name: one("h2"), way: one(".way"), figure: one(".figure"), ring: one(".ring"),
      gone: one(".gone"), number: one(".ring b"), unit: one(".ring span"), rep: one(".ring small"), sides: one(".sides"),
      words: one(".hk-result"), said: one(".vh"), next: one(".coming b"), nextAbout: one(".coming small:last-child"),
      pause: one("[data-act=pause]"), slower: one("[data-act=slower]"), voice: one("[data-act=voice]"),
      note: one(".hk-row .hk-note"),
    };
    for (const seconds of [3, 4, 5, 6, 7, 8, 10, 12]) {
      one("[data-set=breath]").add(new Option(`${seconds} s`, seconds, false, seconds === this.plan.breath));
    }
    if (!speech) this.#mute();
    this.at.way.append(...this.plan.steps.map(({ phase }, step) => {
      const part = document.createElement("i");
      part.style.cssText = `--c:var(--${phase});flex:${this.#secondsOf(step)}`;
      return part;
    }));
    this.root.addEventListener("click", ({ target }) => {
      const act = target.closest("[data-act]")?.dataset.act;
      if (act) this[act]();
    });
    this.root.addEventListener("change", ({ target }) => {
      if (target.dataset.set === "unit") this.unit = target.value;
      else this.course.pace({ breath: Number(target.value) });
      this.tick();
    });
    this.root.addEventListener("keydown", (event) => this.#key(event), true); // before the picture takes it
    this.root.addEventListener("keydown", (event) => plain(event) && event.stopPropagation());
    el.append(this.root);
    requestAnimationFrame(() => {
      this.at.name.focus({ preventScroll: true });
      this.root.scrollIntoView({ block: "start" });
    });
  }

  #secondsOf(step) {
    return this.plan.segments.reduce((sum, one) => sum + (one.step === step ? one.seconds : 0), 0);
  }

  async #showBody() {
    this.view = modelHere({ ...this.plan.body, _program: this.model.get("_body") }, this.model.widget_manager);
    this.#move(this.course.segment);
    this.dropBody = await body.render({ model: this.view, el: this.at.figure });
  }

  /** What a key does, wherever the focus is; the notebook gets no key at all. Once stopped, only buttons go on. */
  #key(event) {
    const act = plain(event) && KEYS[event.key.length > 1 ? event.key : event.key.toLowerCase()];
    if (!act || owns(event) || this.halted || (this.course.over && act !== "back")) return;
    event.preventDefault();
    event.stopPropagation();
    this[act]();
  }

  // -------------------------------------------------------------- what a learner can do

  pause() {
    this.course.run(!this.course.running);
    if (!this.course.running) speech?.cancel();
    this.at.said.textContent = this.course.running ? this.course.segment.say : "Paused.";
    this.#showRunning();
    this.tick();
  }

  back() {
    this.#goes(() => this.course.back());
  }

  skip() {
    this.#goes(() => this.course.skip());
  }

  #goes(act) {
    this.resume();
    act();
    this.#begin();
    this.tick();
  }

  slower() {
    const slow = SLOWER[(SLOWER.indexOf(this.course.slow) + 1) % SLOWER.length];
    const second = this.course.segment?.side === "left";
    this.course.pace({ slow });
    this.at.slower.textContent = slow === 1 ? "Slower" : `Slower: × ${slow}`;
    this.at.slower.setAttribute("aria-pressed", slow > 1);
    this.at.note.textContent = second ? "From the next exercise on, so that both sides get the same time." : "";
    this.at.said.textContent = `${slow === 1 ? "Full speed" : this.at.slower.textContent}. ${this.at.note.textContent}`.trim();
    this.tick();
  }

  voice() {
    if (this.at.voice.disabled) return;
    this.spoken = !this.spoken;
    if (!this.spoken) speech.cancel();
    this.at.said.textContent = this.at.voice.textContent = `Voice: ${this.spoken ? "on" : "off"}`;
  }

  /** No voice in this browser, or none that works: the words are on the screen all the same. */
  #mute() {
    this.spoken = false;
    if (this.at.voice.matches(":focus")) this.at.pause.focus();
    Object.assign(this.at.voice, { disabled: true, textContent: "No voice in this browser" });
  }

  /** Something hurts: nothing runs any more until the learner says so. */
  stop() {
    if (this.halted || this.course.over) return;
    this.course.run(false);
    speech?.cancel();
    const { name, stop } = this.plan.steps[this.course.segment.step];
    const panel = document.createElement("div");
    panel.className = "stop halt";
    panel.innerHTML = `<div><h3 tabindex="-1">Stopped</h3>${this.plan.stopped}<p class="its"></p>
      <div class="hk-row"><button class="jupyter-button hk-primary" data-act="close">End here</button>
      <button class="jupyter-button" data-act="leave">Leave it out and go on</button>
      <button class="jupyter-button hk-quiet" data-act="mistake">That was a mistake: go on</button></div>
      <p class="hk-note"></p></div>`;
    panel.querySelector(".its").textContent = `${name}: ${stop}`;
    panel.querySelector(".hk-note").textContent = this.plan.ours;
    this.halted = panel;
    this.root.querySelector(".hk-body").prepend(panel);
    this.root.classList.add("halted");
    panel.querySelector("h3").focus();
    this.#showRunning();
  }

  leave() {
    this.skip();
    this.at.name.focus();
  }

  mistake() {
    this.resume();
    this.at.name.focus();
  }

  resume() {
    this.halted?.remove();
    this.halted = null;
    this.root.classList.remove("halted");
    if (!this.course.over) this.course.run(true);
    this.#showRunning();
  }

  close() {
    const { over, segment } = this.course;
    this.model.send({ do: "close", with: over ? "" : this.plan.steps[segment.step].id });
  }

  // -------------------------------------------------------------- what is shown

  #showRunning() {
    const { running } = this.course;
    this.at.pause.textContent = running ? "Pause" : "Go on";
    this.view?.set("playing", running && !calm.matches);
  }

  tick() {
    if (this.course.reckon()) this.#begin();
    const { course, at } = this;
    const { segment } = course;
    if (course.over) return;
    const share = course.done / segment.seconds;
    at.gone.style.strokeDasharray = `${Math.max(0, 1 - share) * RING} ${RING}`;
    this.#count(segment, share);
    this.#steps(segment);
  }

  /** The large number, what it counts, and which repetition it is. */
  #count(segment, share) {
    const { at, course } = this;
    const left = course.left;
    const breaths = segment.kind === "work" && (this.unit === "breaths" || segment.unit === "breath");
    const pace = segment.unit === "breath" ? left / ((1 - share) * segment.count || 1) : course.breath;
    const whole = Math.max(0, Math.ceil((breaths ? left / pace : left) - 1e-6));
    at.number.textContent = breaths || whole < 100 ? whole : clockOf(whole);
    at.unit.textContent = many(whole, breaths ? "breath" : "second");
    const counted = segment.count > 1 && segment.unit !== "breath";
    at.rep.innerHTML = counted
      ? `<i>${segment.unit} </i>${Math.min(segment.count, 1 + Math.floor(share * segment.count))} of ${segment.count}`
      : { change: "into position", ready: "get ready", rest: "rest", switch: "switch sides" }[segment.kind] ?? "";
  }

  #steps({ step }) {
    const { course } = this;
    const spent = this.plan.segments.reduce((sum, one, i) => sum + (one.step === step && i < course.index ? one.seconds : 0), course.done);
    this.at.way.childNodes.forEach((part, i) => {
      part.style.setProperty("--done", i < step ? 1 : i > step ? 0 : spent / this.#secondsOf(step));
    });
    const total = clockOf(Math.ceil(course.leftInAll));
    this.at.about.textContent = `${this.plan.steps[step].about} · ${total} left`;
  }

  /** Another stretch of time begins: say so once. */
  #begin() {
    const { at, course, plan } = this;
    this.root.classList.toggle("over", course.over);
    if (course.over) return this.#end();
    const { segment } = course;
    const step = plan.steps[segment.step];
    this.root.style.cssText = `--c:var(--${step.phase});--on-c:var(--on-${step.phase})`;
    at.name.textContent = step.name;
    at.words.textContent = segment.words;
    [at.next.textContent, at.nextAbout.textContent] = step.next;
    at.sides.classList.toggle("both", !step.sides);
    const now = segment.kind === "work" || segment.kind === "rest";
    const [left, right] = segment.side === "left" ? [now ? "now" : "next", "done"] : ["then", now ? "now" : "first"];
    for (const [half, words] of [[at.sides.firstChild, left], [at.sides.lastChild, right]]) {
      half.classList.toggle("now", words === "now");
      half.lastChild.textContent = words;
    }
    this.#say(segment.say);
    if (this.view) this.#move(segment);
  }

  #say(words) {
    this.at.said.textContent = words;
    if (!this.spoken || this.halted) return;
    speech.cancel(); // what is late is not worth saying
    const said = new SpeechSynthesisUtterance(words);
    said.onerror = ({ error }) => ["canceled", "interrupted"].includes(error) || this.#mute();
    speech.speak(said);
  }

  /** The figure: in time with what is counted, still while a position is held, and before that as a preview. */
  #move(segment) {
    if (segment.kind === "rest") return;
    const step = this.plan.steps[segment.step];
    const right = this.plan.shown[step.id];
    if (!right) return;
    const motion = segment.side === "left" ? mirrored(right, this.plan.others) : right;
    const still = segment.still || calm.matches;
    const round = motion.clock.times.at(-1) * (motion.clock.round ? 1 : 2);
    const counted = segment.kind === "work" && segment.unit !== "bout";
    const unit = counted ? segment.seconds / segment.count / this.course.rateOf(segment) : Math.max(PREVIEW_S, round);
    this.view.update({
      ...showing(motion, still),
      alt: `${step.name}${segment.side ? `, ${segment.side} side` : ""}.`,
      speed: round / unit || 1,
      playing: !still && this.course.running,
    });
  }

  #end() {
    const { at } = this;
    at.about.textContent = "The end";
    at.name.textContent = "The routine is done";
    at.words.textContent = this.plan.end;
    at.way.childNodes.forEach((part) => part.style.setProperty("--done", 1));
    this.#say("The routine is done.");
    at.name.focus();
  }
}

export default {
  async render({ model, el }) {
    const player = new Player(model, el, await open(model.get("_played")));
    return () => player.dispose();
  },
};
