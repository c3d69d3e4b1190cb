// One WebGL painter for all views of a page: it paints off-screen, and each view copies the picture.
// So a page has one context and one copy of the bones, however many views it shows.
import { BONE_CORNER } from "./rig.js";
import { boxFaces, CAPSULE_COUNT, capsules, CORNER, muscleLines, outline, tubes } from "./shapes.js";

const ATTRIBUTES = [["place"], ["normal"], ["colour", "part"]];
const SHADOW = 64; // pixels across the shadow on the floor
const REACH = 1.5; // metres of floor on each side of what is looked at

// Light: a sky above, warm ground below, one lamp, and a faint rim.
const LIT = `
vec3 lit(vec3 colour, vec3 n, vec3 v, float gloss) {
  vec3 k = normalize(lamp);
  float edge = 1. - max(dot(n, v), 0.), rim = edge * edge * edge, shine = pow(max(dot(n, normalize(k + v)), 0.), 38.) * gloss;
  vec3 sky = mix(vec3(.50, .46, .46), vec3(.66, .67, .70), n.y * .5 + .5);
  return colour * (sky + vec3(.50, .47, .42) * max(dot(n, k), 0.) + rim * .1) + shine;
}`;

const VERTEX = {
  // each corner of a bone moves with its part: a quaternion, and a place
  bone: `in vec3 place, normal; in float part; uniform mat4 camera; uniform vec4 turns[PARTS]; uniform vec3 places[PARTS];
out vec3 N, P;
vec3 turned(vec4 q, vec3 v) { return v + 2. * cross(q.xyz, cross(q.xyz, v) + q.w * v); }
void main() {
  int i = int(part + .5);
  P = turned(turns[i], place) + places[i];
  N = turned(turns[i], normal);
  gl_Position = camera * vec4(P, 1.);
}`,
  free: `in vec3 place, normal, colour; uniform mat4 camera; out vec3 N, P, C;
void main() { P = place; N = normal; C = colour; gl_Position = camera * vec4(place, 1.); }`,
  ground: `in vec3 place; uniform mat4 camera; uniform vec3 target; uniform float flat_; out vec3 P;
void main() {
  P = vec3(place.x * ${REACH} + target.x, 0., place.z * ${REACH} + target.z);
  gl_Position = flat_ > 0. ? vec4(place.xz, 0., 1.) : camera * vec4(P, 1.);
}`,
};

const FRAGMENT = {
  bone: `in vec3 N, P; uniform vec3 eye, lamp, paint; ${LIT}
void main() { vec3 v = normalize(eye - P), n = normalize(N); shown = vec4(lit(paint, dot(n, v) < 0. ? -n : n, v, .1), 1.); }`,
  solid: `in vec3 N, P, C; uniform vec3 eye, lamp, target; uniform float gloss, low; uniform sampler2D shadows; ${LIT}
void main() {
  float shadow = P.y < low && N.y > .9 ? texture(shadows, (P.xz - target.xz) / ${2 * REACH}. + .5).r : 0.;
  shown = vec4(lit(C, normalize(N), normalize(eye - P), gloss) * (1. - .55 * shadow), 1.);
}`,
  // seen edge-on the skin is dense, seen from the front it lets the bones through
  skin: `in vec3 N, P, C; uniform vec3 eye, lamp;
void main() {
  vec3 n = normalize(N);
  float edge = 1. - abs(dot(n, normalize(eye - P)));
  shown = vec4(C * (.8 + .25 * max(dot(n, normalize(lamp)), 0.)), 1.) * min(.07 + .62 * edge * edge * edge, .7);
}`,
  // how much light each capsule keeps from this point of the floor; softer the higher it is
  shadow: `in vec3 P; uniform vec4 from[${CAPSULE_COUNT}]; uniform vec3 to[${CAPSULE_COUNT}];
void main() {
  float light = 1.;
  for (int i = 0; i < ${CAPSULE_COUNT}; i++) {
    vec3 a = from[i].xyz, b = to[i];
    float radius = from[i].w;
    vec2 along = b.xz - a.xz, here = P.xz - a.xz;
    float t = clamp(dot(here, along) / max(dot(along, along), 1e-6), 0., 1.);
    float height = max(mix(a.y, b.y, t) - radius, 0.), soft = radius + .45 * height + .012, dense = radius / soft;
    vec2 off = here - along * t;
    light *= 1. - .62 * dense * dense * exp(-dot(off, off) / (soft * soft) * 1.6);
  }
  shown = vec4(1. - light);
}`,
  ground: `in vec3 P; uniform vec3 target, paint; uniform float dark; uniform sampler2D shadows;
void main() {
  vec2 off = P.xz - target.xz;
  float fade = smoothstep(${REACH}, .5, length(off));
  if (fade <= 0.) discard;
  vec2 square = P.xz * 4., near = abs(fract(square - .5) - .5) / fwidth(square);
  float line = (1. - min(min(near.x, near.y), 1.)) * .15;
  float shadow = texture(shadows, off / ${2 * REACH}. + .5).r * mix(.6, .85, dark);
  float cover = shadow + line * (1. - shadow);
  shown = vec4(mix(paint, vec3(0.), shadow / max(cover, 1e-4)), 1.) * cover * fade;
}`,
};
const HEAD = "#version 300 es\nprecision highp float;\n";

export class Painter {
  constructor(rig) {
    this.rig = rig;
    this.kind = "webgl";
    this.canvas = document.createElement("canvas");
    this.gl = this.canvas.getContext("webgl2", { antialias: false, powerPreference: "low-power" });
    if (!this.gl) throw new Error("no WebGL2");
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault()); // asks for it back
    this.canvas.addEventListener("webglcontextrestored", () => this.#start());
    this.#start();
  }

  get ready() {
    return !this.gl.isContextLost();
  }

  release() {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  /** Paint the scene through the camera into `context`, a 2-D one. `smooth`: with soft edges. */
  paint(scene, camera, context, smooth) {
    const { width, height } = context.canvas;
    this.#grow(width, height);
    if (scene.changed || this.painted !== scene) this.#take(scene);
    this.painted = scene;
    scene.changed = false;
    this.#shadows(scene, camera);
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, smooth ? this.soft : null);
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.#ground(scene, camera);
    this.#bones(scene, camera);
    this.#solid("boxes", camera, 0, 0.05);
    this.#solid("muscles", camera, 0.22, 0);
    if (scene.skin) this.#skin(camera);
    if (smooth) this.#resolve(width, height);
    context.clearRect(0, 0, width, height);
    context.drawImage(this.canvas, 0, this.canvas.height - height, width, height, 0, 0, width, height);
  }

  // -------------------------------------------------------------- set-up, again after a lost context

  #start() {
    const { gl } = this;
    this.painted = null;
    this.counts = {};
    this.programs = {
      bone: this.#program(VERTEX.bone.replaceAll("PARTS", this.rig.parts.length), FRAGMENT.bone),
      solid: this.#program(VERTEX.free, FRAGMENT.solid),
      skin: this.#program(VERTEX.free, FRAGMENT.skin),
      ground: this.#program(VERTEX.ground, FRAGMENT.ground),
      shadow: this.#program(VERTEX.ground, FRAGMENT.shadow),
    };
    this.bones = this.#surface(BONE_CORNER, this.rig.skeleton.corners, this.rig.skeleton.triangles);
    this.surfaces = Object.fromEntries(["muscles", "skin", "boxes"].map((name) => [name, this.#surface(CORNER)]));
    const square = new Float32Array([-1, 0, -1, 1, 0, -1, 1, 0, 1, -1, 0, 1]);
    this.floor = this.#surface(3, square, new Uint16Array([0, 2, 1, 0, 3, 2]));
    this.#makeShadow();
    this.soft = gl.createFramebuffer();
    this.softParts = [
      [gl.createRenderbuffer(), gl.RGBA8, gl.COLOR_ATTACHMENT0],
      [gl.createRenderbuffer(), gl.DEPTH_COMPONENT24, gl.DEPTH_ATTACHMENT],
    ];
    this.#sizeSoft();
    gl.enable(gl.CULL_FACE);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  #program(vertex, fragment) {
    const { gl } = this;
    const program = gl.createProgram();
    const parts = [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, `out vec4 shown;\n${fragment}`]];
    for (const [kind, source] of parts) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, HEAD + source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    ATTRIBUTES.forEach((names, index) => names.forEach((name) => gl.bindAttribLocation(program, index, name)));
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && this.ready) {
      const logs = gl.getAttachedShaders(program).map((shader) => gl.getShaderInfoLog(shader));
      throw new Error([...logs, gl.getProgramInfoLog(program)].join(" "));
    }
    const found = {};
    return { program, uniform: (name) => (found[name] ??= gl.getUniformLocation(program, name)) };
  }

  /** Buffers for corners of `size` numbers: place, normal, and a colour or the index of a part, as far as they go. */
  #surface(size, corners = null, triangles = null) {
    const { gl } = this;
    const surface = { array: gl.createVertexArray(), corners: gl.createBuffer(), triangles: gl.createBuffer(), count: 0 };
    gl.bindVertexArray(surface.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, surface.corners);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, surface.triangles);
    for (let index = 0; index * 3 < size; index++) {
      gl.enableVertexAttribArray(index);
      gl.vertexAttribPointer(index, Math.min(3, size - index * 3), gl.FLOAT, false, size * 4, index * 12);
    }
    if (corners) this.#fill(surface, corners, triangles);
    return surface;
  }

  #fill(surface, corners, triangles) {
    const { gl } = this;
    gl.bindVertexArray(surface.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, surface.corners);
    gl.bufferData(gl.ARRAY_BUFFER, corners, gl.DYNAMIC_DRAW);
    if (!triangles) return;
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.DYNAMIC_DRAW);
    surface.count = triangles.length;
  }

  #makeShadow() {
    const { gl } = this;
    this.shadow = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.shadow);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, SHADOW, SHADOW, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    for (const kind of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, kind, gl.LINEAR);
    for (const kind of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
      gl.texParameteri(gl.TEXTURE_2D, kind, gl.CLAMP_TO_EDGE);
    }
    this.shadowFrame = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.shadowFrame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.shadow, 0);
  }

  #grow(width, height) {
    const { canvas } = this;
    if (canvas.width >= width && canvas.height >= height) return;
    canvas.width = Math.max(canvas.width, width);
    canvas.height = Math.max(canvas.height, height);
    this.#sizeSoft();
  }

  #sizeSoft() {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.soft);
    for (const [buffer, format, place] of this.softParts) {
      gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, format, this.canvas.width, this.canvas.height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, place, gl.RENDERBUFFER, buffer);
    }
  }

  // -------------------------------------------------------------- one picture

  #take(scene) {
    this.#fillGrid("muscles", tubes(muscleLines(scene)));
    if (scene.skin) this.#fillGrid("skin", outline(scene));
    const corners = [];
    const triangles = [];
    for (const face of boxFaces(scene.props)) {
      const first = corners.length / CORNER;
      for (const corner of face.corners) corners.push(...corner, ...face.normal, ...scene.theme[face.paint]);
      triangles.push(first, first + 1, first + 2, first, first + 2, first + 3);
    }
    this.#fill(this.surfaces.boxes, new Float32Array(corners), new Uint16Array(triangles));
  }

  #fillGrid(name, grid) {
    this.#fill(this.surfaces[name], grid.corners, this.counts[name] === grid.rows.length ? null : grid.triangles());
    this.counts[name] = grid.rows.length;
  }

  #use(name, camera) {
    const { gl } = this;
    const { program, uniform } = this.programs[name];
    gl.useProgram(program);
    gl.uniformMatrix4fv(uniform("camera"), false, camera.matrix);
    gl.uniform3fv(uniform("eye"), camera.eye);
    gl.uniform3fv(uniform("lamp"), camera.lamp);
    gl.uniform3fv(uniform("target"), camera.target);
    return uniform;
  }

  #draw({ array, count }) {
    this.gl.bindVertexArray(array);
    this.gl.drawElements(this.gl.TRIANGLES, count, this.gl.UNSIGNED_SHORT, 0);
  }

  #shadows(scene, camera) {
    const { gl } = this;
    const uniform = this.#use("shadow", camera);
    const all = capsules(scene.figure);
    gl.uniform1f(uniform("flat_"), 1);
    gl.uniform4fv(uniform("from"), all.flatMap(({ from, radius }) => [...from, radius]));
    gl.uniform3fv(uniform("to"), all.flatMap(({ to }) => to));
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.shadowFrame);
    gl.viewport(0, 0, SHADOW, SHADOW);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.CULL_FACE);
    this.#draw(this.floor);
    gl.enable(gl.DEPTH_TEST);
  }

  #ground(scene, camera) {
    const { gl } = this;
    const uniform = this.#use("ground", camera);
    gl.uniform1f(uniform("flat_"), 0);
    gl.uniform3fv(uniform("paint"), scene.theme.ink);
    gl.uniform1f(uniform("dark"), scene.theme.dark ? 1 : 0);
    this.#blended(() => this.#draw(this.floor));
    gl.enable(gl.CULL_FACE);
  }

  #bones(scene, camera) {
    const { gl } = this;
    const uniform = this.#use("bone", camera);
    gl.uniform3fv(uniform("paint"), scene.theme.bone);
    const parts = this.rig.parts.map((name) => scene.figure.parts[name]);
    gl.uniform4fv(uniform("turns"), parts.flatMap(({ turn }) => turn));
    gl.uniform3fv(uniform("places"), parts.flatMap(({ place }) => place));
    this.#draw(this.bones);
  }

  /** `low`: tops of what is lower than this carry the floor's shadow, metres. */
  #solid(name, camera, gloss, low) {
    const uniform = this.#use("solid", camera);
    this.gl.uniform1f(uniform("gloss"), gloss);
    this.gl.uniform1f(uniform("low"), low);
    this.#draw(this.surfaces[name]);
  }

  /** Depth first, so that only the nearest layer of skin is seen. */
  #skin(camera) {
    const { gl } = this;
    this.#use("skin", camera);
    gl.colorMask(false, false, false, false);
    this.#draw(this.surfaces.skin);
    gl.colorMask(true, true, true, true);
    this.#blended(() => this.#draw(this.surfaces.skin));
  }

  #blended(draw) {
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.depthMask(false);
    draw();
    gl.depthMask(true);
    gl.disable(gl.BLEND);
  }

  #resolve(width, height) {
    const { gl } = this;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.soft);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, width, height, 0, 0, width, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  }
}
