// One view of the figure. The kernel sends poses; everything else happens here.
import { Camera, moved, SIDES } from "./camera.js";
import { element, follow, HELP, partsOf } from "./controls.js";
import { Figure } from "./figure.js";
import { mix } from "./maths.js";
import { following, namesAt, nearest, percent, shareOf, spread } from "./naming.js";
import { rigFrom } from "./rig.js";
import { Shared } from "./shared.js";

const GLIDE_MS = 350;
const BEST = { smooth: true, scale: 1 };
const REST_MS = 400; // after the last step of a slider
const PACE_MS = 30; // steps that follow each other faster wait for the browser's next picture
const JUDGED = 4; // pictures, before it is decided
const SLOW_MS = 26; // a picture that takes longer is painted more simply while things move,
const FAST_MS = 6; // and one that takes less, at its best
const HIP_DISTANCE = 1.05;
const NAME = 26; // pixels that the name of a muscle takes

const calm = matchMedia("(prefers-reduced-motion: reduce)");

let shared; // by all views of a kernel: each kernel has a program of its own

export function open(data) {
  shared = new Shared(rigFrom(data));
}

export function render({ model, el }) {
  const view = new View(model, el, shared);
  return () => view.dispose();
}

class View {
  constructor(model, el, shared) {
    this.model = model;
    this.shared = shared;
    this.figure = new Figure(shared.rig);
    this.scene = { figure: this.figure, skin: true, changed: true };
    this.time = 0;
    this.visible = false;
    this.quality = { smooth: false, scale: 1, spent: 0, count: 0 }; // while things move
    this.drawn = 0;
    this.#build(el);
    this.#listen();
    shared.join(this);
    this.#takeCamera();
    this.#takeFilm();
    this.#takeScene();
  }

  dispose() {
    cancelAnimationFrame(this.asked);
    this.observers.forEach((observer) => observer.disconnect());
    calm.removeEventListener("change", this.ask);
    for (const [events, answer] of this.answers) this.model.off(events, answer);
    this.shared.leave(this);
  }

  // -------------------------------------------------------------- the parts on the page

  #build(el) {
    Object.assign(this, partsOf(this));
    this.context = this.canvas.getContext("2d");
    this.root.view = this; // for tests: what the page makes of a frame
    el.append(this.root);
  }

  #listen() {
    this.ask = () => { this.asked ||= requestAnimationFrame((now) => this.#tick(now)); };
    this.answers = [
      ["change:_film change:_clock", () => this.#takeFilm()],
      ["change:_camera", () => this.#takeCamera()],
      ["change:props change:legs change:picked change:colours change:labels change:alt change:height", () => this.#takeScene()],
      ["change:playing change:speed", () => this.#takePlaying()],
      ["msg:custom", ({ view }) => view && this.look(view)],
    ];
    for (const [events, answer] of this.answers) this.model.on(events, answer);
    calm.addEventListener("change", this.ask);
    this.observers = [
      new ResizeObserver(this.ask),
      new IntersectionObserver((entries) => {
        this.visible = entries.at(-1).isIntersecting;
        if (this.visible) this.#takeTheme();
      }),
      new MutationObserver(() => this.#takeTheme()),
    ];
    this.observers[0].observe(this.canvas);
    this.observers[1].observe(this.canvas);
    this.observers[2].observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
    this.pointers = follow(this.canvas, this);
  }

  // -------------------------------------------------------------- what the kernel sends

  /** Frames, and when each is shown: a pose is one frame, an exercise several. */
  #takeFilm() {
    const bytes = this.model.get("_film");
    this.film = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    this.clock = this.model.get("_clock");
    if (this.film.length !== (Math.max(...this.clock.due) + 1) * this.figure.frameSize) return; // half of it is on its way
    this.time = 0;
    this.index = null;
    this.#say();
    this.stepped = performance.now();
    if (calm.matches && this.moves && this.model.get("playing")) this.#set("playing", false);
    this.#takePlaying();
    queueMicrotask(() => this.#paintNow());
  }

  /** Paint a step of a slider as soon as all of its message is taken, and not at the browser's next picture. */
  #paintNow() {
    if (!this.asked || performance.now() - Number(this.canvas.dataset.at ?? 0) < PACE_MS) return;
    cancelAnimationFrame(this.asked);
    this.#tick(performance.now());
  }

  get moves() {
    return this.clock.times.length > 1;
  }

  #takeScene() {
    for (const name of ["props", "legs", "picked", "colours"]) this.scene[name] = this.model.get(name);
    this.root.style.setProperty("--height", `${this.model.get("height")}px`);
    this.root.classList.toggle("plain", this.scene.colours !== null);
    this.canvas.setAttribute("aria-label", `${this.model.get("alt")} ${HELP}`);
    this.#say();
    this.change();
  }

  #takeCamera() {
    this.home = this.model.get("_camera");
    this.#glide(this.home);
  }

  #takePlaying() {
    const playing = this.model.get("playing");
    this.play.textContent = playing ? "Pause" : "Play";
    this.play.hidden = this.slower.hidden = !this.moves;
    this.play.setAttribute("aria-label", playing ? "Pause" : "Play");
    this.slower.setAttribute("aria-pressed", this.model.get("speed") < 1);
    this.last = null;
    this.ask();
  }

  /** Colours of the style sheet at this place and theme. Before the view is on the page there are none. */
  #takeTheme() {
    if (!this.root.isConnected) return;
    const probe = this.root.appendChild(element("i"));
    const token = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map((value) => value / 255);
    };
    const [ink, paper] = [token("ink"), token("sunk")];
    this.scene.theme = {
      ink, paper,
      dark: ink[1] > paper[1],
      ramp: ["short3", "short1", "mid", "long1", "long3"].map(token),
      bone: token("bone"), tendon: token("tendon"), outline: token("outline"), prop: token("prop"), mat: token("mat"), wall: token("wall"),
    };
    probe.remove();
    this.change();
  }

  #set(name, value) {
    this.model.set(name, value);
    this.model.save_changes();
  }

  playOrStop() {
    this.#set("playing", !this.model.get("playing"));
  }

  slowOrFull() {
    this.#set("speed", this.model.get("speed") < 1 ? 1 : 0.5);
  }

  // -------------------------------------------------------------- time

  change() {
    this.scene.changed = true;
    this.ask();
  }

  #tick(now) {
    this.asked = 0;
    const playing = this.moves && this.model.get("playing");
    if (!this.visible || !this.scene.theme) return;
    if (playing) {
      this.time += this.last === null ? 0 : (Math.min(now - this.last, 100) / 1000) * this.model.get("speed");
      this.last = now;
    }
    const index = this.#indexAt(this.time);
    if (index !== this.index) {
      this.figure.set(this.film, index);
      this.index = index;
      if (this.wished) this.look(this.wished);
      this.scene.changed = true;
      this.#sayNow();
    }
    if (this.glide) this.#glideOn(now);
    const moving = playing || this.glide || this.pointers.size || now - this.stepped < REST_MS;
    this.#paint(Boolean(moving));
    if (playing || this.glide) this.ask();
    else if (this.rough) this.#settle();
  }

  /** Which frame is due, between two of them as a fraction. It plays there and back unless it goes round. */
  #indexAt(time) {
    const { times, due, keys, round } = this.clock;
    const end = times.at(-1);
    if (!end) return 0;
    const passed = time % (round ? end : 2 * end);
    const now = passed > end ? 2 * end - passed : passed;
    if (calm.matches) {
      return due[keys.reduce((best, key) => (Math.abs(times[key] - now) < Math.abs(times[best] - now) ? key : best))];
    }
    const after = Math.max(1, times.findIndex((frame) => frame >= now));
    const share = (now - times[after - 1]) / (times[after] - times[after - 1]);
    return due[after - 1] + (due[after] - due[after - 1]) * share;
  }

  /** Paint; simply while things move on a slow machine, and at its best once they rest. */
  #paint(moving) {
    const { canvas, quality } = this;
    const { smooth, scale } = moving ? quality : BEST;
    const pixels = Math.min(devicePixelRatio, 2) * scale;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((length) => Math.round(length * pixels));
    if (!width || !height) return;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    this.seen = new Camera(this.camera, width / height);
    const start = performance.now();
    this.shared.painter.paint(this.scene, this.seen, this.context, smooth);
    this.rough = !(smooth && scale === 1);
    const spent = performance.now() - start;
    if (moving && canvas.dataset.painter === this.shared.kind) this.#judge(spent); // a painter's first one is always slow
    this.#placeNames();
    canvas.dataset.painter = this.shared.kind;
    canvas.dataset.drawn = ++this.drawn;
    canvas.dataset.at = performance.now();
    canvas.dataset.first ??= canvas.dataset.at;
    setTimeout(() => this.shared.improve()); // not before the browser has shown this one
  }

  #judge(spent) {
    const { quality } = this;
    quality.spent += spent;
    if (++quality.count < JUDGED) return;
    const mean = quality.spent / quality.count;
    if (mean > SLOW_MS && quality.smooth) quality.smooth = false;
    else if (mean > SLOW_MS) quality.scale = Math.max(0.6, quality.scale * 0.85);
    else if (mean < FAST_MS) quality.smooth = true;
    quality.spent = quality.count = 0;
  }

  #settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(this.ask, REST_MS);
  }

  // -------------------------------------------------------------- looking round

  /** A side, the hip, or the whole figure. The hip has its place with the first picture: it is looked at then. */
  look(name) {
    this.atHip = name === "hip";
    this.hip.setAttribute("aria-pressed", this.atHip);
    const thigh = this.figure.parts[`${this.scene.legs[0]}_femur`];
    this.wished = this.atHip && !thigh ? name : null;
    if (this.wished) return;
    if (this.atHip) {
      this.#glide([...this.camera.slice(0, 2), HIP_DISTANCE, ...thigh.place, 1]);
    } else {
      this.#glide(name === "whole" ? this.home : [...SIDES[name], ...this.camera.slice(2)]);
    }
  }

  move(...change) {
    this.glide = null;
    this.camera = moved(this.camera, ...change);
    this.ask();
  }

  #glide(to) {
    if (this.camera && !calm.matches && this.drawn) this.glide = { from: this.camera, to, start: performance.now() };
    else this.camera = to;
    this.ask();
  }

  #glideOn(now) {
    const { from, to, start } = this.glide;
    const u = Math.min(1, Math.max(0, (now - start) / GLIDE_MS));
    this.camera = mix(from, to, u * u * (3 - 2 * u));
    if (u === 1) this.glide = null;
  }

  toggleSkin() {
    this.scene.skin = !this.scene.skin;
    this.skin.setAttribute("aria-pressed", this.scene.skin);
    this.change();
  }

  // -------------------------------------------------------------- naming a muscle

  pick(muscle) {
    this.#set("picked", muscle);
  }

  pickNext(step) {
    this.pick(following(this.shared.rig.muscles, this.scene.picked, step));
  }

  pickAt(event) {
    if (this.seen) this.pick(nearest(event, this.canvas.getBoundingClientRect(), this.scene, this.seen));
  }

  #placeNames() {
    const wanted = new Set([...this.model.get("labels"), this.scene.picked].filter(Boolean));
    const places = namesAt(wanted, this.scene, this.seen);
    const apart = places.length > 1 ? spread(places, NAME / this.canvas.clientHeight) : places;
    this.names.replaceChildren(...apart.map(([name, [x, y]]) =>
      element("span", {
        style: `left:${(x * 100).toFixed(1)}%;top:${(y * 100).toFixed(1)}%`,
        ...(x > 0.6 && { class: "before" }), // to the left of the muscle, so that nothing is cut off
      }, name)));
  }

  /** The picked muscle in words: how much longer it is than in standing, of an exercise from its least to its most. */
  #say() {
    const range = (side) => {
      const shares = [...new Set(this.clock.due)].map((frame) => this.#share(this.figure.sharesAt(this.film, frame, side)));
      const ends = [Math.min(...shares), Math.max(...shares)].map(percent);
      return ends[0] === ends[1] ? ends[0] : ends.join(" to ");
    };
    const name = this.shared.rig.muscles.find(({ of }) => of === this.scene.picked)?.name;
    const text = this.scene.colours ? "" : `: ${name && this.#ofLegs(range)} of its fibre length`;
    const told = name ? [element("b", {}, name), text] : [];
    // what is put here is read out, even if it is the same
    if (this.said.textContent !== (name ? name + text : "")) this.said.replaceChildren(...told);
    this.#sayNow();
  }

  /** What it is at this moment of an exercise. */
  #sayNow() {
    const told = this.moves && !this.scene.colours && this.said.textContent;
    const text = told ? `, now ${this.#ofLegs((side) => percent(this.#share(this.figure.shares[side])))}` : "";
    if (this.now.textContent !== text) this.now.textContent = text;
  }

  #ofLegs(words) {
    return this.scene.legs === "rl" ? `right ${words("r")}, left ${words("l")}` : words(this.scene.legs);
  }

  #share(shares) {
    return shareOf(this.scene.picked, this.shared.rig.muscles, shares);
  }
}
