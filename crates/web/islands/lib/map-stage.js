// @ts-check
// The map under the finger: strokes that paint, looking closer with two fingers. Knows shapes and pointers, not strengths.
//
// Looking closer moves the sheet as it was last drawn (picture and cells are layers of their own, moved by a CSS transform), so a
// slow tablet follows the fingers; when they rest it is drawn anew, as fine as it is large.

import { about, between, moved, pinch, toDrawing } from "./window.js";

/** @typedef {import('./window.js').Point} Point */
/** @typedef {import('./window.js').Box} Box */
/** @typedef {{ left: number, top: number, width: number, height: number }} Frame */
/** @typedef {{ start(cell: string): void, over(cell: string): void, end(): void, cancel(): void, hover(cell: string): void,
 *    closer(cell: string, view: string): void, farther(view: string): void }} Strokes */

/** Zoomed in more than this, one wants to see a close-up. */
const CLOSER = 2.2;
/** Pinched together more than this, one wants to leave it. */
const FARTHER = 0.8;
/** The wheel says nothing when it rests, ms. */
const REST_MS = 160;

export class Stage {
  #root;
  #strokes;
  /** What is in sight of a sheet, where it is not all of it. @type {Map<HTMLElement, Box>} */
  #boxes = new Map();
  /** @type {Map<number, Point>} */
  #fingers = new Map();
  /** @type {Point | null} */
  #pen = null;
  /** The sheet between two fingers, where it lies at rest, how far they were apart and how far they are.
   *  @type {{ sheet: HTMLElement, frame: Frame, first: number, last: number } | null} */
  #held = null;
  #resting = 0;

  /** @param {HTMLElement} root the body map @param {Strokes} strokes */
  constructor(root, strokes) {
    this.#root = root;
    this.#strokes = strokes;
    const stage = root.querySelector(".bm-stage");
    if (!(stage instanceof HTMLElement)) return;
    stage.addEventListener("pointerdown", (e) => this.#down(stage, e));
    stage.addEventListener("pointermove", (e) => this.#move(e));
    for (const done of ["pointerup", "pointercancel"])
      stage.addEventListener(done, (e) => this.#up(/** @type {PointerEvent} */ (e)));
    stage.addEventListener("pointerleave", () => strokes.hover(""));
    stage.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
  }

  /** Shows views as a whole again. */
  whole() {
    for (const sheet of [...this.#boxes.keys()]) {
      this.#put(sheet, null, frameOf(sheet));
      this.#rest(sheet);
    }
  }

  /** @param {HTMLElement} stage @param {PointerEvent} event */
  #down(stage, event) {
    if (event.button !== 0) return;
    const here = { x: event.clientX, y: event.clientY };
    this.#fingers.set(event.pointerId, here);
    stage.setPointerCapture(event.pointerId);
    if (this.#fingers.size > 1) {
      // A second finger means looking closer, not painting: what the first one painted is taken back.
      this.#pen = null;
      this.#strokes.cancel();
      const [a, b] = [...this.#fingers.values()];
      const sheet = this.#sheet(a);
      const apart = Math.hypot(b.x - a.x, b.y - a.y);
      // Measured once: asking the page while it moves would have it laid out for each event.
      if (sheet) this.#held = { sheet, frame: frameOf(sheet), first: apart, last: apart };
      return;
    }
    this.#pen = here;
    this.#strokes.start(cellAt(here, this.#root));
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const here = { x: event.clientX, y: event.clientY };
    const before = this.#fingers.get(event.pointerId);
    if (this.#fingers.size < 2) this.#strokes.hover(cellAt(here, this.#root));
    if (!before) return;
    if (this.#fingers.size === 2) {
      const [a, b] = [...this.#fingers.keys()];
      const from = /** @type {[Point, Point]} */ ([this.#fingers.get(a), this.#fingers.get(b)]);
      this.#fingers.set(event.pointerId, here);
      this.#pinch(from, /** @type {[Point, Point]} */ ([this.#fingers.get(a), this.#fingers.get(b)]));
      return;
    }
    this.#fingers.set(event.pointerId, here);
    if (!this.#pen) return;
    // Fast fingers skip pixels: walk from the last point so that no region is jumped over.
    for (const p of between(this.#pen, here, 5)) this.#strokes.over(cellAt(p, this.#root));
    this.#pen = here;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const fingers = [...this.#fingers.values()];
    this.#fingers.delete(event.pointerId);
    if (this.#held && this.#fingers.size < 2) this.#let(fingers);
    if (!this.#pen) return;
    this.#pen = null;
    if (event.type === "pointercancel") this.#strokes.cancel();
    else this.#strokes.end();
  }

  /** Two fingers left a sheet. @param {Point[]} fingers where they were */
  #let(fingers) {
    if (!this.#held) return;
    const { sheet, first, last } = this.#held;
    this.#held = null;
    this.#rest(sheet);
    const panel = /** @type {HTMLElement} */ (sheet.closest(".bm-view"));
    const box = this.#boxes.get(sheet);
    const middle = { x: (fingers[0].x + fingers[1].x) / 2, y: (fingers[0].y + fingers[1].y) / 2 };
    if (box && sheet.clientWidth / box.width > CLOSER && panel.matches(".whole"))
      this.#strokes.closer(cellAt(middle, this.#root), panel.dataset.view ?? "");
    else if (!box && last < FARTHER * first) this.#strokes.farther(panel.dataset.view ?? "");
  }

  /** Draws a sheet that was moved anew: a layer that may move stays as it is until it is no layer for a moment. @param {HTMLElement} sheet */
  #rest(sheet) {
    const box = this.#boxes.get(sheet);
    sheet.style.setProperty("--zoom", String(box ? sheet.clientWidth / box.width : 1));
    sheet.toggleAttribute("data-anew", true);
    requestAnimationFrame(() => requestAnimationFrame(() => sheet.removeAttribute("data-anew")));
  }

  /** The sheet under a point, or the only one in sight. @param {Point} point @returns {HTMLElement | null} */
  #sheet(point) {
    const under = document.elementFromPoint(point.x, point.y)?.closest(".bm-view");
    return (under ?? this.#root.querySelector(".bm-view:not([hidden])"))?.querySelector(".bm-sheet") ?? null;
  }

  /** @param {[Point, Point]} from @param {[Point, Point]} to */
  #pinch(from, to) {
    if (!this.#held) return;
    const { sheet, frame } = this.#held;
    this.#held.last = Math.hypot(to[1].x - to[0].x, to[1].y - to[0].y);
    /** @param {Point} p */
    const local = (p) => ({ x: p.x - frame.left, y: p.y - frame.top });
    const whole = wholeOf(frame);
    const seen = this.#boxes.get(sheet) ?? whole;
    const next = pinch(seen, whole, frame.width, frame.height, [local(from[0]), local(from[1])], [local(to[0]), local(to[1])]);
    this.#put(sheet, next, frame);
  }

  /** Zooms with the control key held (what a touch pad's pinch sends), moves what is zoomed; otherwise the page scrolls.
   *  @param {WheelEvent} event */
  #wheel(event) {
    const at = { x: event.clientX, y: event.clientY };
    const sheet = this.#sheet(at);
    const box = sheet && this.#boxes.get(sheet);
    if (!sheet || (!event.ctrlKey && !box)) return;
    event.preventDefault();
    const frame = frameOf(sheet);
    const here = { x: at.x - frame.left, y: at.y - frame.top };
    const whole = wholeOf(frame);
    const seen = box ?? whole;
    clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => this.#rest(sheet), REST_MS);
    if (event.ctrlKey) {
      const fixed = toDrawing(seen, frame.width, frame.height, here);
      this.#put(sheet, about(seen, whole, frame.width, frame.height, fixed, here, Math.exp(event.deltaY / 300)), frame);
    } else this.#put(sheet, moved(seen, whole, event.deltaX, event.deltaY), frame);
  }

  /** @param {HTMLElement} sheet @param {Box | null} box null: all of it @param {Frame} frame */
  #put(sheet, box, frame) {
    if (!box || box.width > 0.99 * frame.width) {
      if (this.#boxes.delete(sheet)) sheet.style.transform = "";
      return;
    }
    this.#boxes.set(sheet, box);
    const zoom = frame.width / box.width;
    sheet.style.transform = `translate(${-box.x * zoom}px, ${-box.y * zoom}px) scale(${zoom})`;
  }
}

/** A sheet's own box: drawing units of window.js are here the pixels of the sheet at rest. @param {Frame} frame @returns {Box} */
function wholeOf(frame) {
  return { x: 0, y: 0, width: frame.width, height: frame.height };
}

/** Where the sheet lies on the screen at rest. @param {HTMLElement} sheet @returns {Frame} */
function frameOf(sheet) {
  const outer = /** @type {HTMLElement} */ (sheet.offsetParent ?? sheet).getBoundingClientRect();
  const { offsetLeft, offsetTop, clientWidth, clientHeight } = sheet;
  return { left: outer.left + offsetLeft, top: outer.top + offsetTop, width: clientWidth, height: clientHeight };
}

/** The cell under a point of the screen; empty where there is none. @param {Point} point @param {Element} root */
function cellAt(point, root) {
  const hit = document.elementFromPoint(point.x, point.y);
  if (!(hit instanceof SVGPathElement) || !root.contains(hit)) return "";
  return hit.parentElement?.classList.contains("bm-cells") ? `${hit.dataset.region}.${hit.dataset.side}` : "";
}
