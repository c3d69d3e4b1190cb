// What the views of a page share.
import { FlatPainter } from "./flat.js";
import { Painter } from "./gl.js";

/**
 * The rig, and who paints. Making WebGL ready takes a moment, so the first picture is painted flat, and so is
 * every picture while the context is lost or where there is none.
 */
export class Shared {
  #flat;
  #painter = null;
  #views = new Set();

  constructor(rig) {
    this.rig = rig;
    this.#flat = new FlatPainter(rig);
  }

  get painter() {
    return this.#painter?.ready ? this.#painter : this.#flat;
  }

  /** "webgl", "flat", or "first" before it is known. */
  get kind() {
    return this.#painter ? this.painter.kind : "first";
  }

  join(view) {
    this.#views.add(view);
  }

  leave(view) {
    this.#views.delete(view);
    if (this.#views.size) return;
    this.#painter?.release();
    this.#painter = null;
  }

  /** Called after a picture; the next one may be better. */
  improve() {
    if (this.#painter) return;
    const repaint = () => this.#views.forEach((view) => view.change());
    try {
      this.#painter = new Painter(this.rig);
      for (const event of ["webglcontextlost", "webglcontextrestored"]) {
        this.#painter.canvas.addEventListener(event, repaint);
      }
    } catch (reason) {
      console.info(`hipkit: the figure is painted flat (${reason.message})`);
      this.#painter = this.#flat;
    }
    repaint();
  }
}
