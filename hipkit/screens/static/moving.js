// Films of exercises: how they come from the kernel, how the other side is made of them, and a view that shows
// one without a word to the kernel. `body` is own.js, put before this file; the player and the cards follow.

const calm = matchMedia("(prefers-reduced-motion: reduce)");

async function gunzipped(bytes) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** A film, as Python made it small: number by number how it changes from frame to frame, low bytes before high. */
function unpacked(bytes, frames) {
  const count = bytes.length / 2;
  const size = count / frames;
  const film = new Int16Array(count); // it wraps round by itself, as the differences do
  for (let at = 0; at < count; at++) {
    const frame = at % frames;
    const place = frame * size + Math.floor(at / frames);
    film[place] = (bytes[at] | (bytes[count + at] << 8)) + (frame ? film[place - size] : 0);
  }
  return film;
}

const MIRROR = [1, 1, -1, -1, -1, 1, 1]; // place x, y, z and quaternion x, y, z, w of a part, in a mirror to its side

/** The same done with the other leg. `others`: for each part the index of its partner on the other side. */
function mirrored({ film, frames, clock, camera, props }, others) {
  const size = film.length / frames;
  const parts = others.length * MIRROR.length;
  const leg = (size - parts) / 2;
  const turned = new Int16Array(film.length);
  for (let start = 0; start < film.length; start += size) {
    others.forEach((other, part) => MIRROR.forEach((sign, i) => {
      turned[start + part * MIRROR.length + i] = sign * film[start + other * MIRROR.length + i];
    }));
    turned.set(film.subarray(start + parts + leg, start + size), start + parts);
    turned.set(film.subarray(start + parts, start + parts + leg), start + parts + leg);
  }
  const [turn, tilt, distance, x, y, z, ...shape] = camera;
  return {
    film: turned, frames, clock, legs: "l",
    camera: [180 - turn, tilt, distance, x, y, -z, ...shape],
    props: props.map(([px, py, pz, ...extent]) => [px, py, -pz, ...extent]),
  };
}

/** A model as the 3-D view wants one. It lives in this page alone: nothing that it is told reaches the kernel. */
function modelHere(values, manager) {
  const heard = [];
  const fire = (name) => heard.forEach(([events, act]) => events.split(" ").includes(`change:${name}`) && act({}));
  return {
    widget_manager: manager,
    get: (name) => values[name],
    set(name, value) {
      values[name] = value;
      fire(name);
    },
    update(changes) {
      Object.assign(values, changes);
      Object.keys(changes).forEach(fire);
    },
    save_changes() {},
    on: (events, act) => heard.push([events, act]),
    off: (events, act) => heard.splice(heard.findIndex((one) => one[1] === act), 1),
  };
}

/** What the view is told to show a motion: moving, or still at its last key pose. */
function showing({ film, frames, clock, camera, props, legs }, still) {
  const last = clock.due[clock.keys.at(-1)];
  return {
    props, legs,
    _camera: camera,
    _clock: still ? { times: [0], due: [last], keys: [0], round: false } : clock,
    _film: still ? film.subarray(0, (last + 1) * (film.length / frames)) : film,
  };
}
