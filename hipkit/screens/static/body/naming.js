// Muscles by name: which one is meant, where its name stands, how much longer it is.
import { muscleLines } from "./shapes.js";

export const percent = (share) => {
  const whole = Math.round(share * 100);
  return `${whole < 0 ? "\u2212" : whole > 0 ? "+" : ""}${Math.abs(whole)} %`;
};

/** The muscle a step after (before: -1) `picked`, in the order of the list and round to its end. */
export function following(muscles, picked, step) {
  const choices = [...new Set(muscles.map(({ of }) => of))];
  const now = choices.indexOf(picked);
  return choices[now < 0 ? (step > 0 ? 0 : choices.length - 1) : (now + step + choices.length) % choices.length];
}

/** The muscle nearest to the pointer, or ""; of several that are about as near, the one in front. */
export function nearest(event, box, scene, camera) {
  const reach = event.pointerType === "touch" ? 24 : 14;
  let best = { away: Infinity, muscle: { of: "" } };
  for (const { muscle, centres } of muscleLines(scene)) {
    for (const centre of centres.slice(2, -2)) {
      const [x, y, depth] = camera.see(centre);
      const off = Math.hypot(x * box.width - (event.clientX - box.left), y * box.height - (event.clientY - box.top));
      const away = off + depth * 20;
      if (off < reach && away < best.away) best = { away, muscle };
    }
  }
  return best.muscle.of;
}

/** The names of these muscles, and where on the picture: shares of its width and height. */
export function namesAt(wanted, scene, camera) {
  const lines = wanted.size ? muscleLines(scene) : [];
  return [...wanted].flatMap((id) => {
    const line = lines.find(({ muscle }) => muscle.of === id);
    return line ? [[line.muscle.name, camera.see(line.centres[line.centres.length >> 1])]] : [];
  });
}

/** The same names from top to bottom, each at least `gap` below the one before, so that none covers another. */
export function spread(names, gap) {
  let last = -Infinity;
  return names.toSorted(([, [, one]], [, [, other]]) => one - other).map(([name, [x, y]]) => {
    last = Math.max(y, last + gap);
    return [name, [x, last]];
  });
}

/** How much longer a muscle is: its parts, each weighted by its greatest force. */
export function shareOf(picked, muscles, shares) {
  const parts = muscles.flatMap(({ of, force }, i) => (of === picked ? [[force, i]] : []));
  return parts.reduce((sum, [force, i]) => sum + force * (shares[i] ?? 0), 0)
    / parts.reduce((sum, [force]) => sum + force, 0);
}
