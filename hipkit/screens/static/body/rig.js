// What all poses share, as it comes from Python: bones, muscles, and the cylinders that muscles bend round.
import { add, cross, sub, unit } from "./maths.js";

const METRE = 1e-4; // corners of the bones come in tenths of a millimetre
export const BONE_CORNER = 7; // numbers for each corner of a bone: place, normal, index of the part it moves with

export function rigFrom(data) {
  const meshes = Object.fromEntries(Object.entries(data.meshes).map(([name, { vertices, triangles }]) =>
    [name, { vertices: summed(vertices), triangles: numbered(triangles) }]));
  return { ...data, skeleton: skeleton({ ...data, meshes }) };
}

/** Places that came as steps from the corner before. */
function summed(steps) {
  const values = Array.from(steps);
  for (let i = 3; i < values.length; i++) values[i] += values[i - 3];
  return values;
}

/** Corners that came as how long ago each was new. */
function numbered(ages) {
  let seen = 0;
  return ages.map((age) => (age ? seen - age : seen++));
}

/** All bones as one surface, the left ones mirrored, so that they are painted in one go. */
function skeleton({ parts, bones, meshes }) {
  const surfaces = Object.fromEntries(Object.entries(meshes).map(([name, mesh]) => [name, surface(mesh)]));
  const corners = [];
  const triangles = [];
  for (const { mesh, part, offset, mirrored } of bones) {
    const { places, normals } = surfaces[mesh];
    const first = corners.length / BONE_CORNER;
    const hand = mirrored ? -1 : 1;
    places.forEach((place, i) => {
      const [x, y, z] = add(place, offset);
      const [nx, ny, nz] = normals[i];
      corners.push(x, y, z * hand, nx, ny, nz * hand, parts.indexOf(part));
    });
    const { triangles: all } = meshes[mesh];
    for (let at = 0; at < all.length; at += 3) {
      const [a, b, c] = [all[at], all[at + 1], all[at + 2]];
      triangles.push(first + a, first + (mirrored ? c : b), first + (mirrored ? b : c)); // in a mirror they turn round
    }
  }
  return { corners: new Float32Array(corners), triangles: new Uint16Array(triangles) };
}

/** The normal of a corner is the mean of those of its triangles; larger ones count more. */
function surface({ vertices, triangles }) {
  const places = Array.from({ length: vertices.length / 3 }, (_, i) =>
    [vertices[i * 3] * METRE, vertices[i * 3 + 1] * METRE, vertices[i * 3 + 2] * METRE]);
  const sums = places.map(() => [0, 0, 0]);
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at], triangles[at + 1], triangles[at + 2]];
    const normal = cross(sub(places[b], places[a]), sub(places[c], places[a]));
    for (const corner of [a, b, c]) sums[corner] = add(sums[corner], normal);
  }
  return { places, normals: sums.map(unit) };
}
