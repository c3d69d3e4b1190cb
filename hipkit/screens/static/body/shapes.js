// Surfaces made anew for each pose: muscles as tapered tubes, a person's outline, boxes to sit and step on.
// A corner is nine numbers: place, normal, colour.
import { partOf } from "./figure.js";
import { add, clamp, cross, dot, mix, rotate, scale, sub, turn, unit } from "./maths.js";

export const CORNER = 9;

// ---------------------------------------------------------------- muscles

const RINGS = 14;
const AROUND = 7;
const TENDON = 0.0026; // radius, metres
const BELLY = 0.0092; // radius of a muscle of 700 N at rest; the area grows with its strength
const FULL = 0.7; // change over fibre length at which a colour is full

/** The muscles of the scene as lines of equal steps, each with how it is to be painted. */
export function muscleLines({ figure, legs, picked, colours, theme }) {
  const lines = [];
  for (const side of legs) {
    figure.rig.muscles.forEach((muscle, index) => {
      const share = colours ? (colours[muscle.of] ?? 0) * FULL : figure.shares[side][index];
      const chosen = picked === muscle.of;
      lines.push({
        muscle,
        side,
        share: figure.shares[side][index],
        chosen,
        centres: evenly(rounded(figure.path(side, index)), RINGS),
        radius: BELLY * Math.sqrt(muscle.force / 700) * bulge(figure.shares[side][index]) * (chosen ? 1.3 : 1),
        colour: faded(colourOf(share, theme.ramp), picked && !chosen, theme),
        tendon: faded(theme.tendon, picked && !chosen, theme),
      });
    });
  }
  return lines;
}

/** A belly keeps its volume: what gets longer gets thinner. */
const bulge = (share) => clamp(1 / Math.sqrt(Math.max(0.35, 1 + share)), 0.72, 1.4);

const faded = (colour, apply, theme) => (apply ? mix(colour, theme.bone, 0.65) : colour);

/** `ramp` holds five colours from much shorter to much longer. */
export function colourOf(share, ramp) {
  const place = clamp(share / FULL, -1, 1);
  const steps = [-1, -0.35, 0, 0.35, 1];
  const above = Math.max(1, steps.findIndex((step) => place <= step));
  return mix(ramp[above - 1], ramp[above], (place - steps[above - 1]) / (steps[above] - steps[above - 1]));
}

/** The same line with its corners cut. */
function rounded(points) {
  const line = [points[0]];
  for (let i = 0; i + 1 < points.length; i++) {
    if (i) line.push(mix(points[i], points[i + 1], 0.22));
    if (i + 2 < points.length) line.push(mix(points[i], points[i + 1], 0.78));
  }
  return [...line, points.at(-1)];
}

function evenly(points, count) {
  const along = [0];
  for (let i = 1; i < points.length; i++) along.push(along[i - 1] + Math.hypot(...sub(points[i], points[i - 1])));
  let piece = 0;
  return Array.from({ length: count }, (_, step) => {
    const wanted = (along.at(-1) * step) / (count - 1);
    while (piece + 2 < points.length && along[piece + 1] < wanted) piece++;
    const length = along[piece + 1] - along[piece] || 1;
    return mix(points[piece], points[piece + 1], clamp((wanted - along[piece]) / length, 0, 1));
  });
}

/** How full the muscle is at each step: 0 tendon, 1 the thickest place. */
const FULLNESS = Array.from({ length: RINGS }, (_, step) => {
  const belly = (step / (RINGS - 1) - 0.05) / 0.9;
  return belly > 0 && belly < 1 ? Math.sin(Math.PI * belly) ** 0.65 : 0;
});

export const fullness = (step) => FULLNESS[step];

const CIRCLE = Array.from({ length: AROUND }, (_, step) => {
  const angle = (step / AROUND) * 2 * Math.PI;
  return [Math.cos(angle), Math.sin(angle)];
});

/** One tube for each line. */
export function tubes(lines) {
  const grid = new Grid(lines.map(() => RINGS), AROUND);
  for (const { centres, radius, colour, tendon } of lines) {
    const first = unit(sub(centres[1], centres[0]));
    let normal = unit(cross(first, Math.abs(first[1]) < 0.8 ? [0, 1, 0] : [1, 0, 0]));
    centres.forEach((centre, step) => {
      const before = centres[Math.max(step - 1, 0)];
      const along = unit(sub(centres[Math.min(step + 1, RINGS - 1)], before));
      normal = unit(sub(normal, scale(along, dot(normal, along)))); // carried along, so that the tube does not twist
      const across = cross(along, normal);
      const size = TENDON + (radius - TENDON) * FULLNESS[step];
      const paint = mix(tendon, colour, Math.min(1, FULLNESS[step] * 2));
      for (const [c, s] of CIRCLE) {
        const out = [normal[0] * c + across[0] * s, normal[1] * c + across[1] * s, normal[2] * c + across[2] * s];
        grid.put(centre[0] + out[0] * size, centre[1] + out[1] * size, centre[2] + out[2] * size, out, paint);
      }
    });
  }
  return grid;
}

/** Closed tubes, each of so many rows of corners. The list of triangles serves for as long as the rows stay the same. */
class Grid {
  constructor(rows, columns) {
    Object.assign(this, { rows, columns, at: 0 });
    this.corners = new Float32Array(rows.reduce((sum, count) => sum + count, 0) * columns * CORNER);
  }

  put(x, y, z, normal, colour) {
    const { corners, at } = this;
    corners[at] = x;
    corners[at + 1] = y;
    corners[at + 2] = z;
    for (let i = 0; i < 3; i++) {
      corners[at + 3 + i] = normal[i];
      corners[at + 6 + i] = colour[i];
    }
    this.at += CORNER;
  }

  triangles() {
    const corners = [];
    let row = 0;
    for (const count of this.rows) {
      for (const last = row + count - 1; row < last; row++) {
        for (let column = 0; column < this.columns; column++) {
          const a = row * this.columns + column;
          const b = row * this.columns + ((column + 1) % this.columns);
          corners.push(a, b, a + this.columns, b, b + this.columns, a + this.columns);
        }
      }
      row++;
    }
    return new Uint16Array(corners);
  }
}

// ---------------------------------------------------------------- a person's outline

// Rings round the bones: part, the part it shares a joint with or "", centre, half depth, half width (metres).
const LEG = [
  ["femur", "", [-0.005, 0.075, 0.0], 0.02, 0.02],
  ["femur", "", [-0.012, 0.045, 0.004], 0.085, 0.066],
  ["femur", "", [-0.01, -0.03, 0.002], 0.097, 0.085],
  ["femur", "", [0.0, -0.12, -0.002], 0.09, 0.082],
  ["femur", "", [0.006, -0.25, 0.0], 0.074, 0.068],
  ["femur", "", [0.002, -0.35, 0.0], 0.06, 0.057],
  ["femur", "tibia", [0.0, -0.41, 0.0], 0.06, 0.056],
  ["tibia", "", [-0.006, -0.06, 0.0], 0.053, 0.052],
  ["tibia", "", [-0.024, -0.14, 0.0], 0.059, 0.055],
  ["tibia", "", [-0.018, -0.25, 0.0], 0.045, 0.042],
  ["tibia", "", [-0.01, -0.36, 0.0], 0.033, 0.032],
  ["tibia", "", [-0.012, -0.41, 0.004], 0.036, 0.034],
  ["tibia", "", [-0.014, -0.45, 0.004], 0.024, 0.022],
  ["tibia", "", [-0.014, -0.46, 0.004], 0.004, 0.004],
];
const FOOT = [
  ["foot", "", [-0.03, 0.026, 0.0], 0.004, 0.004],
  ["foot", "", [-0.02, 0.026, 0.0], 0.026, 0.025],
  ["foot", "", [0.03, 0.033, 0.0], 0.045, 0.034],
  ["foot", "", [0.08, 0.033, 0.002], 0.042, 0.038],
  ["foot", "", [0.14, 0.017, 0.004], 0.027, 0.046],
  ["toes", "", [0.02, 0.005, 0.004], 0.017, 0.047],
  ["toes", "", [0.065, 0.003, 0.002], 0.012, 0.036],
  ["toes", "", [0.078, 0.003, 0.0], 0.003, 0.006],
];
const ARM = [
  ["humerus", "", [0.0, 0.045, 0.0], 0.01, 0.01],
  ["humerus", "", [0.0, 0.03, 0.0], 0.042, 0.04],
  ["humerus", "", [0.0, -0.03, 0.0], 0.052, 0.048],
  ["humerus", "", [0.0, -0.14, 0.0], 0.046, 0.043],
  ["humerus", "", [0.0, -0.25, 0.0], 0.038, 0.036],
  ["humerus", "forearm", [0.01, -0.288, 0.0], 0.038, 0.037],
  ["forearm", "", [-0.008, -0.05, 0.012], 0.041, 0.039],
  ["forearm", "", [-0.012, -0.15, 0.02], 0.032, 0.034],
  ["forearm", "", [-0.015, -0.24, 0.03], 0.022, 0.028],
  ["forearm", "", [-0.015, -0.262, 0.032], 0.004, 0.004],
];
const HAND = [
  ["hand", "", [0.0, 0.02, 0.0], 0.012, 0.016],
  ["hand", "", [0.0, -0.02, 0.002], 0.018, 0.031],
  ["hand", "", [0.008, -0.08, 0.002], 0.02, 0.044],
  ["hand", "", [0.02, -0.13, 0.002], 0.017, 0.037],
  ["hand", "", [0.03, -0.17, 0.0], 0.011, 0.023],
  ["hand", "", [0.03, -0.18, 0.0], 0.003, 0.005],
];
const TRUNK = [
  ["pelvis", "", [-0.08, -0.155, 0], 0.02, 0.03],
  ["pelvis", "", [-0.08, -0.135, 0], 0.085, 0.11],
  ["pelvis", "", [-0.082, -0.085, 0], 0.12, 0.166],
  ["pelvis", "", [-0.078, -0.02, 0], 0.12, 0.166],
  ["pelvis", "", [-0.062, 0.05, 0], 0.107, 0.15],
  ["L4", "", [0.03, 0.03, 0], 0.1, 0.138],
  ["L2", "", [0.022, 0.085, 0], 0.098, 0.134],
  ["torso", "", [0.012, 0.15, 0], 0.108, 0.142],
  ["torso", "", [0.005, 0.24, 0], 0.118, 0.158],
  ["torso", "", [0.0, 0.32, 0], 0.112, 0.17],
  ["torso", "", [-0.012, 0.38, 0], 0.08, 0.168],
  ["torso", "", [-0.02, 0.415, 0], 0.058, 0.1],
  ["neck", "", [-0.018, 0.44, 0], 0.05, 0.052],
  ["neck", "head", [-0.005, 0.49, 0], 0.05, 0.05],
  ["head", "", [0.0, 0.53, 0], 0.02, 0.02],
];
const HEAD = [
  ["head", "", [0.045, 0.445, 0], 0.01, 0.01],
  ["head", "", [0.04, 0.458, 0], 0.04, 0.036],
  ["head", "", [0.022, 0.5, 0], 0.079, 0.062],
  ["head", "", [0.008, 0.55, 0], 0.098, 0.076],
  ["head", "", [0.003, 0.6, 0], 0.1, 0.083],
  ["head", "", [0.0, 0.642, 0], 0.08, 0.066],
  ["head", "", [0.0, 0.668, 0], 0.012, 0.012],
];
const PAIRED = [LEG, FOOT, ARM, HAND];
const SLEEVES = [[TRUNK, ""], [HEAD, ""], ...PAIRED.flatMap((rings) => [[rings, "r"], [rings, "l"]])];
const COLUMNS = 14;

export function outline({ figure, theme }) {
  const grid = new Grid(SLEEVES.map(([rings]) => rings.length), COLUMNS);
  for (const [rings, side] of SLEEVES) {
    const sleeve = rings.map((ring) => ringOf(figure, ring, side, rings === FOOT));
    sleeve.forEach((points, row) => {
      const [above, below] = [sleeve[row + 1] ?? points, sleeve[row - 1] ?? points];
      points.forEach((point, i) => {
        const round = sub(points[(i + 1) % COLUMNS], points[(i + COLUMNS - 1) % COLUMNS]);
        grid.put(...point, unit(cross(round, sub(above[i], below[i]))), theme.outline);
      });
    });
  }
  return grid;
}

/** The points of one ring. Feet run forward, everything else runs up and down. */
function ringOf(figure, [part, joint, centre, depth, width], side, forward) {
  const name = (bone) => (side ? partOf(bone, side) : bone);
  const own = figure.parts[name(part)].turn;
  const rotation = joint ? turn(own, figure.parts[name(joint)].turn, 0.5) : own;
  const middle = figure.at(name(part), centre, side === "l");
  const sense = side && !forward ? 1 : -1; // limbs go down from ring to ring, the trunk goes up, feet go forward
  return Array.from({ length: COLUMNS }, (_, i) => {
    const angle = (sense * i * 2 * Math.PI) / COLUMNS;
    const [c, s] = [depth * Math.cos(angle), width * Math.sin(angle)];
    return add(middle, rotate(rotation, forward ? [0, c, s] : [c, 0, s]));
  });
}

// ---------------------------------------------------------------- what lies below the skin, roughly

// Capsules for soft shadows: part and point at both ends, radius. Limbs carry no side here.
const TRUNK_CAPSULES = [
  ["pelvis", [-0.07, 0.03, 0], "pelvis", [-0.07, -0.08, 0], 0.13],
  ["pelvis", [-0.05, 0.05, 0], "torso", [0, 0.2, 0], 0.12],
  ["torso", [0, 0.2, 0.05], "torso", [0, 0.34, 0.05], 0.12],
  ["torso", [0, 0.2, -0.05], "torso", [0, 0.34, -0.05], 0.12],
  ["head", [0, 0.55, 0], "head", [0, 0.6, 0], 0.09],
];
const LIMB_CAPSULES = [
  ["femur", [0, 0, 0], "femur", [0, -0.4, 0], 0.068],
  ["tibia", [0, 0, 0], "tibia", [0, -0.4, 0], 0.043],
  ["foot", [0, 0.02, 0], "toes", [0.04, 0.01, 0], 0.035],
  ["humerus", [0, 0, 0], "humerus", [0, -0.28, 0], 0.04],
  ["forearm", [0, 0, 0], "hand", [0, -0.12, 0], 0.03],
];
const CAPSULES = [
  ...TRUNK_CAPSULES,
  ...[..."rl"].flatMap((side) =>
    LIMB_CAPSULES.map(([a, p, b, q, radius]) => [partOf(a, side), p, partOf(b, side), q, radius])),
];
export const CAPSULE_COUNT = CAPSULES.length;

export const capsules = (figure) =>
  CAPSULES.map(([a, p, b, q, radius]) => ({ from: figure.at(a, p), to: figure.at(b, q), radius }));

// ---------------------------------------------------------------- boxes

const MAT = 0.02; // metres: what is thinner lies on the floor,
const WALL = 1.5; // and what is higher is a wall
const FACE = [[-1, -1], [1, -1], [1, 1], [-1, 1]];

/** The six faces of each box `[x, y, z, width, height, depth]`: their four corners, their normal, and which colour of the theme. */
export function boxFaces(props) {
  return props.flatMap(([x, y, z, ...size]) => {
    const paint = size[1] < MAT ? "mat" : size[1] > WALL ? "wall" : "prop";
    return [0, 1, 2].flatMap((axis) =>
      [-1, 1].map((sign) => {
        const normal = [0, 0, 0];
        normal[axis] = sign;
        const corners = FACE.map(([a, b]) => {
          const offset = [0, 0, 0];
          offset[axis] = sign;
          offset[(axis + 1) % 3] = a * sign; // counter-clockwise from outside
          offset[(axis + 2) % 3] = b;
          return add([x, y, z], offset.map((value, i) => (value * size[i]) / 2));
        });
        return { corners, normal, paint };
      }));
  });
}
