// @ts-check
/**
 * A drawing that plays on slow machines: pictures are drawn by a thread of their own (`tissue-painter.js`), a little ahead. Of two
 * canvases, one on the other, the upper one fades in with the next picture; the page itself has next to nothing to do.
 */

import { inksOf } from "./tissue-picture.js";

/** @typedef {import("./tissue-picture.js").Story} Story */
/** @typedef {import("./tissue-picture.js").Needled} Needled */
/** What the painter needs before it draws. @typedef {{ which: "slice" | "side", story: Story, needled: Needled, inks: import("./tissue-picture.js").Inks, width: number, height: number, ratio: number }} Job */
/** What is asked of the painter: another job, or pictures of it, the first needed first. @typedef {{ job: number, load?: Job, keys?: number[] }} Asked */
/** A picture that was drawn. @typedef {{ job: number, key: number, picture: ImageBitmap }} Drawn */

/** How long one moment of a story is shown while playing, ms. */
export const MOMENT_MS = 420;
/** Pictures to a moment of the story: enough for a twitch to be seen. */
export const KEYS = 4;
/** Pictures that are asked for ahead. */
const AHEAD = 6;
/** Most pixels of a picture to one of the page. */
const RATIO_MAX = 2;

export class Reel {
  /** @param {HTMLCanvasElement} canvas @param {"slice" | "side"} which @param {string} painter Address of the script that draws. */
  constructor(canvas, which, painter) {
    /** @type {"slice" | "side"} */
    this.which = which;
    this.job = 0;
    this.last = 0;
    /** @type {Map<number, ImageBitmap>} */
    this.pictures = new Map();
    /** The picture that stands alone as soon as it is drawn; none while playing. @type {number | null} */
    this.alone = null;
    /** The picture that is shown, or fading in. @type {number | null} */
    this.shown = null;
    const twin = /** @type {HTMLCanvasElement} */ (canvas.cloneNode());
    twin.className = `${canvas.className}-twin`;
    twin.removeAttribute("role");
    twin.removeAttribute("aria-label");
    twin.setAttribute("aria-hidden", "true");
    twin.style.pointerEvents = "none";
    canvas.after(twin);
    this.faces = [canvas, twin];
    this.upper = 0;
    this.painter = new Worker(painter, { type: "module" });
    this.painter.addEventListener("message", (event) => this.take(event.data));
  }

  /** Another story, another size or other colours. @param {Story} story @param {Needled} needled */
  load(story, needled) {
    this.drop(() => true);
    this.shown = null;
    this.job += 1;
    this.last = (story.frames.length - 1) * KEYS;
    const { which, job } = this;
    const [canvas] = this.faces;
    const ratio = Math.min(RATIO_MAX, window.devicePixelRatio || 1);
    const { clientWidth: width, clientHeight: height } = canvas;
    this.ask({ job, load: { which, story, needled, inks: inksOf(canvas), width, height, ratio } });
  }

  /** Shows a moment as soon as it is drawn. @param {number} at */
  still(at) {
    const key = Math.min(this.last, Math.round(at * KEYS));
    this.alone = key;
    if (!this.face(key, 0)) this.ask({ job: this.job, keys: [key] });
  }

  /** Lets the next picture fade in while playing; one that is late leaves the last one standing. @param {number} at */
  play(at) {
    this.alone = null;
    const next = Math.min(this.last, Math.floor(at * KEYS) + 1);
    if (next === this.shown) return;
    const ahead = Array.from({ length: AHEAD }, (_, n) => Math.min(this.last, next + n));
    this.ask({ job: this.job, keys: ahead.filter((one, n) => ahead.indexOf(one) === n && !this.pictures.has(one)) });
    this.face(next, MOMENT_MS / KEYS);
    this.drop((one) => one < next);
  }

  /** Whether the first picture of a story is shown and the next one is there. */
  ready() {
    return this.shown === 0 && this.pictures.has(Math.min(1, this.last));
  }

  /** Draws the first pictures of a story. */
  first() {
    this.alone = 0;
    this.ask({ job: this.job, keys: [0, 1, 2, 3].filter((key) => key <= this.last) });
  }

  /** @param {Asked} asked */
  ask(asked) {
    if (asked.load || asked.keys?.length) this.painter.postMessage(asked);
  }

  /** @param {Drawn} drawn */
  take({ job, key, picture }) {
    if (job !== this.job) return picture.close();
    this.pictures.get(key)?.close();
    this.pictures.set(key, picture);
    if (this.alone === key) this.face(key, 0);
  }

  /** Puts a picture on top; whether it is there. @param {number} key @param {number} fade_ms */
  face(key, fade_ms) {
    if (key === this.shown) return true;
    const picture = this.pictures.get(key);
    if (!picture) return false;
    this.pictures.delete(key);
    const lower = this.upper;
    this.upper = 1 - lower;
    const [above, below] = [this.faces[this.upper], this.faces[lower]];
    for (const animation of below.getAnimations()) animation.finish();
    above.getContext("bitmaprenderer")?.transferFromImageBitmap(picture);
    above.style.zIndex = "1";
    below.style.zIndex = "0";
    if (fade_ms > 0) above.animate({ opacity: [0, 1] }, { duration: fade_ms });
    this.shown = key;
    this.faces[0].dataset.shown = String(key / KEYS);
    return true;
  }

  /** @param {(key: number) => boolean} which */
  drop(which) {
    for (const key of [...this.pictures.keys()].filter(which)) {
      this.pictures.get(key)?.close();
      this.pictures.delete(key);
    }
  }
}
