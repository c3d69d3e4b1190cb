// Vectors are [x, y, z]; rotations are quaternions [x, y, z, w]; matrices are 16 numbers, column after column.

export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const unit = (a) => scale(a, 1 / (Math.hypot(...a) || 1));
export const mix = (a, b, u) => a.map((value, i) => value + (b[i] - value) * u);
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
export const radians = (degrees) => (degrees * Math.PI) / 180;

export function rotate(q, v) {
  const [x, y, z, w] = q;
  const [a, b, c] = v;
  const s = 2 * (y * c - z * b);
  const t = 2 * (z * a - x * c);
  const u = 2 * (x * b - y * a);
  return [a + w * s + y * u - z * t, b + w * t + z * s - x * u, c + w * u + x * t - y * s];
}

/** Between two rotations, the short way round. */
export function turn(q, r, u) {
  const sign = q[0] * r[0] + q[1] * r[1] + q[2] * r[2] + q[3] * r[3] < 0 ? -u : u;
  const between = q.map((value, i) => value * (1 - u) + r[i] * sign);
  const size = Math.hypot(...between) || 1;
  return between.map((value) => value / size);
}

export function multiply(a, b) {
  const product = new Float32Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) product[column * 4 + row] += a[k * 4 + row] * b[column * 4 + k];
    }
  }
  return product;
}

export function perspective(angle, aspect, near, far) {
  const t = 1 / Math.tan(angle / 2);
  const depth = near - far;
  return [t / aspect, 0, 0, 0, 0, t, 0, 0, 0, 0, (far + near) / depth, -1, 0, 0, (2 * far * near) / depth, 0];
}

export function lookAt(eye, target) {
  const z = unit(sub(eye, target));
  const x = unit(cross([0, 1, 0], z));
  const y = cross(z, x);
  return [x[0], y[0], z[0], 0, x[1], y[1], z[1], 0, x[2], y[2], z[2], 0, -dot(x, eye), -dot(y, eye), -dot(z, eye), 1];
}
