// The figure in one pose: where each bone lies and which way each muscle runs.
// Python has done the mechanics (hipkit/anatomy/frames.py writes what is read here); this file only places points.
import { add, mix, rotate, scale, turn } from "./maths.js";

const METRE = 1e-4; // positions come in tenths of a millimetre, angles in 1/10,000 radian,
const SHARE = 1e-3; // changes of length in thousandths of the optimal fibre length
const PER_PART = 7; // x, y, z and a quaternion
const PER_ARC = 5; // segment, start angle, sweep, height at the start and at the end
const ARC_STEPS = 6;

export class Figure {
  constructor(rig) {
    this.rig = rig;
    this.parts = {};
    this.shares = { r: [], l: [] };
    this.arcs = { r: [], l: [] };
    this.wrapping = rig.muscles.flatMap(({ cylinder }, i) => (cylinder === null ? [] : [i]));
    this.frameSize = rig.parts.length * PER_PART + 2 * (rig.muscles.length + this.wrapping.length * PER_ARC);
  }

  /** Take the pose at `index` of a row of frames; between two of them when it is not whole. */
  set(frames, index) {
    const size = this.frameSize;
    const first = Math.floor(index);
    const u = index - first;
    const a = frames.subarray(first * size, (first + 1) * size);
    const b = u ? frames.subarray((first + 1) * size, (first + 2) * size) : a;
    let at = 0;
    const next = (count) => {
      at += count;
      return [a.subarray(at - count, at), b.subarray(at - count, at)];
    };
    for (const name of this.rig.parts) {
      const [p, q] = next(PER_PART).map((values) => Array.from(values));
      this.parts[name] = {
        place: scale(mix(p.slice(0, 3), q.slice(0, 3), u), METRE),
        turn: turn(p.slice(3), q.slice(3), u),
      };
    }
    for (const side of "rl") {
      const [now, then] = next(this.rig.muscles.length);
      this.shares[side] = Array.from(now, (value, i) => (value + (then[i] - value) * u) * SHARE);
      this.arcs[side] = [];
      for (const muscle of this.wrapping) this.arcs[side][muscle] = arcBetween(...next(PER_ARC), u);
    }
  }

  /** How much longer a side's muscles are than in standing at a frame, without taking its pose. */
  sharesAt(frames, index, side) {
    const { parts, muscles } = this.rig;
    const leg = muscles.length + this.wrapping.length * PER_ARC;
    const from = index * this.frameSize + parts.length * PER_PART + (side === "l" ? leg : 0);
    return Array.from(frames.subarray(from, from + muscles.length), (value) => value * SHARE);
  }

  /** A point of a part, in the room. Left parts are right ones in a mirror. */
  at(part, point, mirrored = false) {
    const { place, turn: rotation } = this.parts[part];
    return add(place, rotate(rotation, mirrored ? [point[0], point[1], -point[2]] : point));
  }

  /** The points a muscle runs through, in the room: those fixed to bones, and the arc on its cylinder. */
  path(side, muscle) {
    const { points, cylinder } = this.rig.muscles[muscle];
    const path = points.map(([body, ...point]) => this.at(partOf(body, side), point, side === "l"));
    const arc = this.arcs[side][muscle];
    if (arc) path.splice(arc.segment + 1, 0, ...this.#arcPoints(side, this.rig.cylinders[cylinder], arc));
    return path;
  }

  #arcPoints(side, { body, centre, axes, radius }, { start, sweep, low, high }) {
    return Array.from({ length: ARC_STEPS + 1 }, (_, step) => {
      const u = step / ARC_STEPS;
      const local = [
        radius * Math.cos(start + sweep * u),
        radius * Math.sin(start + sweep * u),
        low + (high - low) * u,
      ];
      const point = axes.map((row, i) => centre[i] + row[0] * local[0] + row[1] * local[1] + row[2] * local[2]);
      return this.at(partOf(body, side), point, side === "l");
    });
  }
}

export const partOf = (body, side) => (body === "pelvis" ? body : `${side}_${body}`);

function arcBetween(a, b, u) {
  if (a[0] !== b[0]) [a, b] = u < 0.5 ? [a, a] : [b, b]; // it touches in one of the two only
  if (a[0] < 0) return null;
  const full = 2 * Math.PI;
  const ahead = (b[1] - a[1]) * METRE;
  const values = Array.from(a, (value, i) => (value + (b[i] - value) * u) * METRE);
  return {
    segment: a[0],
    start: a[1] * METRE + (ahead - full * Math.round(ahead / full)) * u,
    sweep: values[2],
    low: values[3],
    high: values[4],
  };
}
