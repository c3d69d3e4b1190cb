// Where the picture is seen from: seven numbers [turn, tilt, distance, x, y, z, shape], in degrees and metres.
// A picture narrower than `shape` (its width over its height) is seen from further away, so that nothing is cut off.
import { add, clamp, cross, lookAt, multiply, perspective, radians, sub, unit } from "./maths.js";

const ANGLE = 0.5; // of view, radians
export const SIDES = { front: [90, 6], side: [0, 6], back: [-90, 6], above: [0, 80] };

/** The same camera, turned, tilted and zoomed (a factor) as far as it may be. */
export function moved([turn, tilt, distance, ...rest], right, up, zoom = 1) {
  return [turn + right, clamp(tilt + up, -10, 88), clamp(distance * zoom, 0.5, 6), ...rest];
}

export class Camera {
  constructor([turn, tilt, distance, x, y, z, shape], aspect) {
    const [a, b] = [radians(turn), radians(tilt)];
    const away = distance * Math.max(1, shape / aspect);
    const target = [x, y, z];
    this.target = target;
    this.eye = add(target, [
      Math.sin(a) * Math.cos(b) * away,
      Math.sin(b) * away,
      Math.cos(a) * Math.cos(b) * away,
    ]);
    this.matrix = multiply(perspective(ANGLE, aspect, 0.1, 20), lookAt(this.eye, target));
    this.zoom = 0.5 / Math.tan(ANGLE / 2); // heights of the picture that a metre takes at one metre
    const back = unit(sub(this.eye, target));
    const right = unit(cross([0, 1, 0], back));
    this.lamp = [back[0] * 0.5 - right[0] * 0.55, 0.8 + back[1] * 0.3, back[2] * 0.5 - right[2] * 0.55];
  }

  /** Where a point of the room is seen: shares of the picture's width and height, and its distance. */
  see([x, y, z]) {
    const m = this.matrix;
    const depth = m[3] * x + m[7] * y + m[11] * z + m[15];
    return [
      0.5 + (m[0] * x + m[4] * y + m[8] * z + m[12]) / depth / 2,
      0.5 - (m[1] * x + m[5] * y + m[9] * z + m[13]) / depth / 2,
      depth,
    ];
  }
}
