// Where in the routine we are, second by second. Nothing here knows of a page; player.js shows it.

const AGAIN_S = 3; // "Back" goes to the start of an exercise, or to the one before if it has only just begun

/**
 * Where in the routine we are. It never counts ticks: it asks the clock how much time has passed and spends it,
 * stretch by stretch, so a page that slept in a hidden tab wakes up at the right place.
 */
class Course {
  /** `breath`: seconds that the learner takes for one. */
  constructor(segments, breath) {
    Object.assign(this, { segments, breath, slow: 1, running: false, index: 0, done: 0, spent: 0 });
    this.firstSide = {}; // what the first side really took: the second side gets the same
    this.since = performance.now();
  }

  get segment() {
    return this.segments[this.index];
  }

  get over() {
    return this.index >= this.segments.length;
  }

  /** Seconds of the plan that pass in a second, for a stretch of time. */
  rateOf({ side, step, kind, set, unit, count, seconds }) {
    const taken = side === "left" && this.firstSide[`${step} ${kind} ${set}`];
    if (taken) return seconds / taken;
    return 1 / (this.slow * (unit === "breath" ? (this.breath * count) / seconds : 1));
  }

  /** Spend the time that has passed; gives whether another stretch has begun. */
  reckon() {
    const now = performance.now();
    let left = this.running ? (now - this.since) / 1000 : 0;
    this.since = now;
    const before = this.index;
    while (left > 0 && !this.over) {
      const rate = this.rateOf(this.segment);
      const rest = (this.segment.seconds - this.done) / rate;
      const used = Math.min(left, rest);
      this.spent += used;
      this.done += used * rate;
      left -= used;
      if (used === rest) this.#next();
    }
    return this.index !== before;
  }

  #next() {
    const { side, step, kind, set } = this.segment;
    if (side === "right") this.firstSide[`${step} ${kind} ${set}`] = this.spent;
    this.#goTo(this.index + 1);
  }

  #goTo(index) {
    Object.assign(this, { index, done: 0, spent: 0 });
  }

  /** Seconds of the clock until the end of this stretch, and of the routine. */
  get left() {
    return this.over ? 0 : (this.segment.seconds - this.done) / this.rateOf(this.segment);
  }

  get leftInAll() {
    return this.segments.slice(this.index + 1).reduce((sum, one) => sum + one.seconds / this.rateOf(one), this.left);
  }

  run(running) {
    this.reckon();
    this.running = running;
  }

  /** What a change of tempo means: the time until now is spent at the old one. */
  pace(change) {
    this.reckon();
    Object.assign(this, change);
  }

  /** A whole exercise on, so that no side is done without the other. */
  skip() {
    this.reckon();
    if (this.over) return;
    const { step } = this.segment;
    const next = this.segments.findIndex((one) => one.step > step);
    this.#goTo(next < 0 ? this.segments.length : next);
  }

  back() {
    this.reckon();
    const step = this.over ? this.segments.at(-1).step : this.segment.step;
    const start = this.segments.findIndex((one) => one.step === step);
    const begun = this.over || this.index > start || this.spent > AGAIN_S;
    this.#goTo(begun ? start : this.segments.findIndex((one) => one.step === Math.max(0, step - 1)));
  }
}
