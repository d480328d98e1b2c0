// @ts-check
// Looking closer: which part of a sheet is in sight, and moving it.
//
// While it moves, a sheet stays as it was last drawn and its layers are only put elsewhere: by an animation that stands still, because
// setting the style would have the whole page's layers worked out again for each step of a finger. When the fingers rest it is
// drawn anew, as fine as it is large.

import { about, moved, pinch, toDrawing } from "./window.js";

/** @typedef {import('./window.js').Point} Point */
/** @typedef {import('./window.js').Box} Box */
/** @typedef {{ left: number, top: number, width: number, height: number }} Frame */

/** How much larger a double tap shows what is under it. */
const TWICE = 2.5;

export class Lens {
  /** What is in sight of a sheet, where it is not all of it: pixels of the sheet at rest. @type {Map<HTMLElement, Box>} */
  #boxes = new Map();
  /** What a sheet shows at rest where that is not all of it: one of `#boxes` until fingers move it. @type {Map<HTMLElement, Box>} */
  #homes = new Map();
  /** @type {Map<HTMLElement, Animation>} */
  #moving = new Map();

  /** How much larger than at rest a sheet is. @param {HTMLElement} sheet */
  zoom(sheet) {
    const box = this.#boxes.get(sheet);
    return box ? sheet.clientWidth / box.width : 1;
  }

  /** Whether fingers have looked closer; then one of them moves what is in sight. @param {HTMLElement} sheet */
  free(sheet) {
    return this.#boxes.has(sheet) && this.#boxes.get(sheet) !== this.#homes.get(sheet);
  }

  /** Shows a part of a sheet, in shares of it, and comes back to it; without one, all of it. @param {HTMLElement} sheet @param {Box | null} part */
  home(sheet, part) {
    const { clientWidth: across, clientHeight: down } = sheet;
    if (part) {
      const box = { x: part.x * across, y: part.y * down, width: part.width * across, height: part.height * down };
      this.#homes.set(sheet, box);
      this.#boxes.set(sheet, box);
    } else {
      this.#homes.delete(sheet);
      this.#boxes.delete(sheet);
    }
    this.rest(sheet);
  }

  /** Two fingers moved. @param {HTMLElement} sheet @param {Frame} frame @param {[Point, Point]} from @param {[Point, Point]} to */
  pinch(sheet, frame, from, to) {
    const local = (/** @type {Point} */ p) => inFrame(frame, p);
    const whole = wholeOf(frame);
    const seen = this.#boxes.get(sheet) ?? whole;
    this.#put(sheet, frame, pinch(seen, whole, frame.width, frame.height, [local(from[0]), local(from[1])], [local(to[0]), local(to[1])]));
  }

  /** Enlarges about a point of the screen; a factor below 1 makes it larger. @param {HTMLElement} sheet @param {Frame} frame @param {Point} at @param {number} factor */
  scale(sheet, frame, at, factor) {
    const whole = wholeOf(frame);
    const seen = this.#boxes.get(sheet) ?? whole;
    const here = inFrame(frame, at);
    const fixed = toDrawing(seen, frame.width, frame.height, here);
    this.#put(sheet, frame, about(seen, whole, frame.width, frame.height, fixed, here, factor));
  }

  /** What is looked at closely moves by pixels of the screen. @param {HTMLElement} sheet @param {Frame} frame @param {number} dx @param {number} dy */
  move(sheet, frame, dx, dy) {
    const box = this.#boxes.get(sheet);
    if (box) this.#put(sheet, frame, moved(box, wholeOf(frame), dx, dy));
  }

  /** A double tap: closer, or the whole again; between the whole and its part where a sheet shows one at rest. @param {HTMLElement} sheet @param {Point} at */
  twice(sheet, at) {
    const home = this.#homes.get(sheet);
    if (home && this.#boxes.get(sheet) !== home) {
      this.#boxes.set(sheet, home);
      return this.rest(sheet);
    }
    if (this.zoom(sheet) > 1) return this.whole(sheet);
    this.scale(sheet, frameOf(sheet), at, 1 / TWICE);
    this.rest(sheet);
  }

  /** @param {HTMLElement} sheet */
  whole(sheet) {
    this.#boxes.delete(sheet);
    this.rest(sheet);
  }

  /** All sheets as a whole again. */
  wholes() {
    for (const sheet of [...this.#boxes.keys()]) this.whole(sheet);
  }

  /** Draws a sheet that was moved anew: a layer that may move stays as it is until it is no layer for a moment. @param {HTMLElement} sheet */
  rest(sheet) {
    const box = this.#boxes.get(sheet);
    sheet.style.transform = box ? transformOf(box, sheet.clientWidth) : "";
    sheet.style.setProperty("--zoom", String(this.zoom(sheet)));
    this.#moving.get(sheet)?.cancel();
    this.#moving.delete(sheet);
    sheet.parentElement?.toggleAttribute("data-close", this.free(sheet));
    sheet.toggleAttribute("data-anew", true);
    requestAnimationFrame(() => requestAnimationFrame(() => sheet.removeAttribute("data-anew")));
  }

  /** @param {HTMLElement} sheet @param {Frame} frame @param {Box} box */
  #put(sheet, frame, box) {
    const whole = box.width > 0.99 * frame.width;
    if (whole) this.#boxes.delete(sheet);
    else this.#boxes.set(sheet, box);
    const transform = whole ? "none" : transformOf(box, frame.width);
    const frames = [{ transform }, { transform }];
    const moving = this.#moving.get(sheet);
    if (moving) /** @type {KeyframeEffect} */ (moving.effect).setKeyframes(frames);
    else this.#moving.set(sheet, sheet.animate(frames, { duration: 1, iterations: Infinity }));
  }
}

/** Where a sheet lies on the screen at rest; measured once for each touch, because asking the page while it moves has it laid out
 *  anew. @param {HTMLElement} sheet @returns {Frame} */
export function frameOf(sheet) {
  const outer = /** @type {HTMLElement} */ (sheet.offsetParent ?? sheet).getBoundingClientRect();
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = sheet;
  return { left: outer.left + offsetLeft, top: outer.top + offsetTop, width: clientWidth, height: clientHeight };
}

/** @param {Box} box @param {number} width of the sheet at rest */
function transformOf(box, width) {
  const zoom = width / box.width;
  return `translate(${-box.x * zoom}px, ${-box.y * zoom}px) scale(${zoom})`;
}

/** @param {Frame} frame @returns {Box} */
function wholeOf(frame) {
  return { x: 0, y: 0, width: frame.width, height: frame.height };
}

/** @param {Frame} frame @param {Point} p */
function inFrame(frame, p) {
  return { x: p.x - frame.left, y: p.y - frame.top };
}
