// @ts-check
// Fingers on the map: one paints (or moves what is looked at closely), two look closer, a double tap does too. Knows pointers, not paint.
//
// What fingers do between two frames is worked off once, in the frame.

import { frameOf } from "./map-lens.js";
import { between } from "./window.js";

/** @typedef {import('./window.js').Point} Point */
/** @typedef {import('./map-lens.js').Frame} Frame */
/** @typedef {import('./map-lens.js').Lens} Lens */
/** What becomes of fingers. Without `start` nothing is painted: one finger moves what is looked at closely, else the page scrolls.
 *  @typedef {{ start?(at: Point): void, over?(at: Point): void, end?(): void, cancel?(): void, hover(at: Point | null): void,
 *    tap?(at: Point): void, twice(at: Point, sheet: HTMLElement): void,
 *    closer(at: Point, sheet: HTMLElement): void, farther(): void }} Hand */

/** Zoomed in more than this, one wants to see a close-up. */
const CLOSER = 2.2;
/** Pinched together more than this, one wants to leave it. */
const FARTHER = 0.8;
/** The wheel says nothing when it rests, ms. */
const REST_MS = 160;
/** Two taps within this time, ms, and this far apart, pixels, are a double tap. */
const [TWICE_MS, TWICE_PX] = [300, 24];
/** A finger that moved less has not moved, pixels. */
const STILL_PX = 8;

export class Stage {
  #root;
  #lens;
  #hand;
  /** @type {Map<number, Point>} */
  #fingers = new Map();
  /** Where the painting finger has been since the last frame, after where it was then. @type {Point[] | null} */
  #path = null;
  /** The sheet between two fingers, or under the one that moves it, where it lies at rest, where the fingers were in the last frame, and
   *  how far apart they were at first. @type {{ sheet: HTMLElement, frame: Frame, at: Point[], first: number, apart: number } | null} */
  #held = null;
  /** The tap that may be the first of two; the tap under way. @type {{ at: Point, time: number } | null} */
  #tapped = null;
  /** @type {{ at: Point, time: number, second: boolean } | null} */
  #tap = null;
  /** @type {Point | null} */
  #hover = null;
  #frame = 0;
  #resting = 0;

  /** @param {HTMLElement} root the body map @param {Lens} lens @param {Hand} hand @param {AbortSignal} signal */
  constructor(root, lens, hand, signal) {
    this.#root = root;
    this.#lens = lens;
    this.#hand = hand;
    const stage = root.querySelector(".bm-stage");
    if (!(stage instanceof HTMLElement)) return;
    const on = /** @type {<K extends keyof HTMLElementEventMap>(kind: K, then: (event: HTMLElementEventMap[K]) => void) => void} */ (
      (kind, then) => stage.addEventListener(kind, then, { signal, passive: false })
    );
    on("pointerdown", (e) => this.#down(stage, e));
    on("pointermove", (e) => this.#move(e));
    on("pointerup", (e) => this.#up(e));
    on("pointercancel", (e) => this.#up(e));
    on("pointerleave", () => this.#pass(null));
    on("wheel", (e) => this.#wheel(e));
    // Two fingers look closer; a browser that scrolls with them would take them away.
    on("touchstart", (e) => void (e.touches.length > 1 && e.cancelable && e.preventDefault()));
    // A tap on anything else lies between two taps on the map.
    document.addEventListener("pointerdown", (e) => void (stage.contains(/** @type {Node} */ (e.target)) || (this.#tapped = null)), { signal, capture: true });
  }

  /** @param {HTMLElement} stage @param {PointerEvent} event */
  #down(stage, event) {
    if (event.button !== 0) return;
    const here = pointOf(event);
    this.#flush();
    this.#fingers.set(event.pointerId, here);
    stage.setPointerCapture(event.pointerId);
    const sheet = this.#sheet(here);
    if (this.#fingers.size > 1) {
      // A second finger means looking closer, not painting: what the first one painted is taken back.
      if (this.#path) this.#hand.cancel?.();
      [this.#path, this.#tap] = [null, null];
      const at = [...this.#fingers.values()];
      const first = apart(at);
      if (sheet) this.#held = { sheet, frame: frameOf(sheet), at, first, apart: first };
      return;
    }
    const before = this.#tapped;
    const second = before !== null && event.timeStamp - before.time < TWICE_MS && apart([before.at, here]) < TWICE_PX;
    this.#tap = { at: here, time: event.timeStamp, second };
    if (!second && this.#hand.start) {
      this.#path = [here];
      this.#hand.start(here);
    } else if (sheet && this.#lens.free(sheet)) this.#held = { sheet, frame: frameOf(sheet), at: [here], first: 0, apart: 0 };
    if (this.#hand.start || this.#held) event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const here = pointOf(event);
    if (this.#fingers.has(event.pointerId)) {
      this.#fingers.set(event.pointerId, here);
      this.#path?.push(here);
      if (this.#tap && apart([this.#tap.at, here]) > STILL_PX) this.#tap = null;
    } else this.#hover = here;
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  /** Works off what happened since the last frame. */
  #flush() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const at = [...this.#fingers.values()];
    const held = this.#held;
    if (held && at.length === held.at.length) {
      const [from, to] = /** @type {[Point, Point][]} */ ([held.at, at]);
      if (at.length === 2) this.#lens.pinch(held.sheet, held.frame, from, to);
      else this.#lens.move(held.sheet, held.frame, from[0].x - to[0].x, from[0].y - to[0].y);
      held.apart = apart(at);
      held.at = at;
    }
    if (this.#path && this.#path.length > 1) {
      // Fast fingers skip pixels: walk from the last point so that no region is jumped over.
      for (let n = 1; n < this.#path.length; n += 1)
        for (const p of between(this.#path[n - 1], this.#path[n], 5)) this.#hand.over?.(p);
      this.#path = this.#path.slice(-1);
    }
    if (this.#hover) this.#pass(this.#hover);
  }

  /** @param {Point | null} at */
  #pass(at) {
    this.#hover = null;
    this.#hand.hover(at);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#flush();
    const at = [...this.#fingers.values()];
    const [tap, painted] = [this.#tap, this.#path !== null];
    const sheet = this.#sheet(at[0]);
    this.#fingers.delete(event.pointerId);
    [this.#tap, this.#path, this.#tapped] = [null, null, null];
    if (this.#held) this.#let(at);
    if (event.type === "pointercancel") {
      if (painted) this.#hand.cancel?.();
      return;
    }
    if (painted) this.#hand.end?.();
    if (!tap || !sheet) return;
    if (tap.second) this.#hand.twice(tap.at, sheet);
    else {
      this.#hand.tap?.(tap.at);
      this.#tapped = { at: tap.at, time: event.timeStamp };
    }
  }

  /** Fingers left a sheet. @param {Point[]} at where they were */
  #let(at) {
    const held = this.#held;
    this.#held = null;
    if (!held) return;
    this.#lens.rest(held.sheet);
    if (at.length < 2) return;
    const zoom = this.#lens.zoom(held.sheet);
    if (zoom > CLOSER) this.#hand.closer({ x: (at[0].x + at[1].x) / 2, y: (at[0].y + at[1].y) / 2 }, held.sheet);
    else if (zoom === 1 && held.apart < FARTHER * held.first) this.#hand.farther();
  }

  /** The sheet under a point, or the only one in sight. @param {Point} point @returns {HTMLElement | null} */
  #sheet(point) {
    const panels = /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(".bm-view:not([hidden])")]);
    // A close-up may lie over a figure; the later is on top.
    const under = panels.findLast((panel) => {
      const { left, right, top, bottom } = panel.getBoundingClientRect();
      return point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
    });
    return (under ?? panels[0])?.querySelector(".bm-sheet") ?? null;
  }

  /** Zooms with the control key held (what a touch pad's pinch sends), moves what is zoomed; otherwise the page scrolls.
   *  @param {WheelEvent} event */
  #wheel(event) {
    const at = pointOf(event);
    const sheet = this.#sheet(at);
    if (!sheet || (!event.ctrlKey && !this.#lens.free(sheet))) return;
    event.preventDefault();
    clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => this.#lens.rest(sheet), REST_MS);
    if (event.ctrlKey) this.#lens.scale(sheet, frameOf(sheet), at, Math.exp(event.deltaY / 300));
    else this.#lens.move(sheet, frameOf(sheet), event.deltaX, event.deltaY);
  }
}

/** @param {MouseEvent} event @returns {Point} */
function pointOf(event) {
  return { x: event.clientX, y: event.clientY };
}

/** How far apart two points are; none: 0. @param {Point[]} at */
function apart([a, b]) {
  return a && b ? Math.hypot(b.x - a.x, b.y - a.y) : 0;
}
