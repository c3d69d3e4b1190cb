// The painter for browsers without WebGL: the same scene, its surfaces sorted from back to front.
import { rotate, mix, dot, sub, cross, unit, add } from "./maths.js";
import { BONE_CORNER } from "./rig.js";
import { boxFaces, capsules, fullness, muscleLines } from "./shapes.js";

const css = (colour, alpha = 1) => `rgb(${colour.map((value) => Math.round(value * 255)).join(" ")} / ${alpha})`;

export class FlatPainter {
  constructor(rig) {
    this.rig = rig;
    this.ready = true;
    this.kind = "flat";
  }

  release() {}

  paint(scene, camera, context) {
    const { width, height } = context.canvas;
    context.clearRect(0, 0, width, height);
    context.lineCap = "round";
    const see = (point) => {
      const [x, y, depth] = camera.see(point);
      return [x * width, y * height, depth];
    };
    const pixels = (size, depth) => (size * camera.zoom * height) / depth;
    const boxes = [...this.#boxes(scene, camera, see)];
    boxes.filter(({ low }) => low).forEach(({ draw }) => draw(context));
    this.#ground(scene, camera, context, see, pixels);
    if (scene.skin) this.#skin(scene, context, see, pixels);
    const solid = boxes.filter(({ low }) => !low);
    const items = [...this.#bones(scene, camera, see), ...solid, ...this.#muscles(scene, see, pixels)];
    items.sort((a, b) => b.depth - a.depth).forEach(({ draw }) => draw(context));
    scene.changed = false;
  }

  #ground({ figure, theme }, { target }, context, see, pixels) {
    context.lineWidth = 1;
    context.strokeStyle = css(theme.ink, 0.12);
    for (let step = -5; step <= 5; step++) {
      const [x, z] = [Math.round(target[0] * 4) / 4, Math.round(target[2] * 4) / 4];
      line(context, see([x + step / 4, 0, z - 1.25]), see([x + step / 4, 0, z + 1.25]));
      line(context, see([x - 1.25, 0, z + step / 4]), see([x + 1.25, 0, z + step / 4]));
    }
    context.strokeStyle = css([0, 0, 0], theme.dark ? 0.3 : 0.06);
    for (const { from, to, radius } of capsules(figure)) {
      const [a, b] = [from, to].map(([x, , z]) => see([x, 0, z]));
      context.lineWidth = pixels(1.4 * radius, a[2]);
      line(context, a, b);
    }
  }

  #skin({ figure, theme }, context, see, pixels) {
    context.strokeStyle = css(mix(theme.paper, theme.outline, 0.28));
    for (const { from, to, radius } of capsules(figure)) {
      const [a, b] = [see(from), see(to)];
      context.lineWidth = pixels(2 * radius, (a[2] + b[2]) / 2);
      line(context, a, b);
    }
  }

  *#bones({ figure, theme }, { lamp, eye }, see) {
    const light = unit(lamp);
    const { corners, triangles } = this.rig.skeleton;
    const parts = this.rig.parts.map((name) => figure.parts[name]);
    const points = [];
    for (let at = 0; at < corners.length; at += BONE_CORNER) {
      const { place, turn } = parts[corners[at + BONE_CORNER - 1]];
      points.push(add(place, rotate(turn, corners.subarray(at, at + 3))));
    }
    const seen = points.map(see);
    for (let at = 0; at < triangles.length; at += 3) {
      const [i, j, k] = triangles.subarray(at, at + 3);
      const normal = unit(cross(sub(points[j], points[i]), sub(points[k], points[i])));
      if (dot(normal, sub(eye, points[i])) <= 0) continue;
      yield polygon([seen[i], seen[j], seen[k]], theme.bone, 0.62 + 0.38 * Math.max(0, dot(normal, light)));
    }
  }

  *#boxes({ props, theme }, { lamp, eye }, see) {
    for (const { corners, normal, paint } of boxFaces(props)) {
      if (dot(normal, sub(eye, corners[0])) <= 0) continue;
      const light = 0.7 + 0.3 * Math.max(0, dot(normal, unit(lamp)));
      yield { low: paint === "mat", ...polygon(corners.map(see), theme[paint], light) };
    }
  }

  *#muscles(scene, see, pixels) {
    for (const { centres, radius, colour, tendon } of muscleLines(scene)) {
      const seen = centres.map(see);
      for (let step = 1; step < seen.length; step++) {
        const full = (fullness(step) + fullness(step - 1)) / 2;
        const [a, b] = [seen[step - 1], seen[step]];
        const depth = (a[2] + b[2]) / 2;
        yield {
          depth: depth - radius,
          draw(context) {
            context.strokeStyle = css(mix(tendon, colour, Math.min(1, 2 * full)));
            context.lineWidth = pixels(2 * (0.0026 + radius * full), depth);
            line(context, a, b);
          },
        };
      }
    }
  }
}

function line(context, a, b) {
  context.beginPath();
  context.moveTo(a[0], a[1]);
  context.lineTo(b[0], b[1]);
  context.stroke();
}

function polygon(points, colour, light) {
  return {
    depth: points.reduce((sum, point) => sum + point[2], 0) / points.length,
    draw(context) {
      context.fillStyle = context.strokeStyle = css(colour.map((value) => value * light));
      context.lineWidth = 0.6; // covers the seams
      context.beginPath();
      points.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.fill();
      context.stroke();
    },
  };
}
