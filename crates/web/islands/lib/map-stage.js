// @ts-check
// The figure under the finger: views, zooming, and strokes that paint. Knows shapes and pointers, not strengths.

import { about, between, boxText, parseBox, pinch, toDrawing } from "./window.js";

/** @typedef {import('./window.js').Point} Point */
/** @typedef {import('./window.js').Box} Box */
/** @typedef {{ start(cell: string): void, over(cell: string): void, end(): void, cancel(): void, hover(cell: string): void }} Strokes */

export class Stage {
  #root;
  #strokes;
  /** @type {Map<string, SVGPathElement[]>} */
  #shapes = new Map();
  /** @type {Map<number, Point>} */
  #fingers = new Map();
  /** @type {Point | null} */
  #pen = null;

  /** @param {HTMLElement} root the body map @param {Strokes | null} strokes none: only looked at */
  constructor(root, strokes) {
    this.#root = root;
    this.#strokes = strokes;
    for (const path of /** @type {NodeListOf<SVGPathElement>} */ (root.querySelectorAll(".bm-cells path"))) {
      const cell = cellOf(path);
      const known = this.#shapes.get(cell);
      if (known) known.push(path);
      else this.#shapes.set(cell, [path]);
    }
    const stage = root.querySelector(".bm-stage");
    if (!strokes || !(stage instanceof HTMLElement)) return;
    stage.addEventListener("pointerdown", (e) => this.#down(stage, e));
    stage.addEventListener("pointermove", (e) => this.#move(e));
    for (const done of ["pointerup", "pointercancel"])
      stage.addEventListener(done, (e) => this.#up(/** @type {PointerEvent} */ (e)));
    stage.addEventListener("pointerleave", () => strokes.hover(""));
    stage.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
  }

  get cells() {
    return this.#shapes.keys();
  }

  /** Every shape of a cell, in all views. @param {string} cell */
  shapes(cell) {
    return this.#shapes.get(cell) ?? [];
  }

  /** Shows a painted cell. @param {string} cell @param {number} strength 0: not painted */
  paint(cell, strength) {
    for (const shape of this.shapes(cell)) {
      if (strength > 0) {
        shape.setAttribute("data-intensity", String(strength));
        shape.setAttribute("fill", `url(#${this.#root.id}-${strength})`);
      } else {
        shape.removeAttribute("data-intensity");
        shape.removeAttribute("fill");
      }
    }
  }

  /** Brings a view to the front, or several side by side ("front back"). @param {string} view */
  show(view) {
    const wanted = view.split(" ");
    for (const panel of this.#root.querySelectorAll(".bm-view")) {
      panel.toggleAttribute("hidden", !wanted.includes(panel.getAttribute("data-view") ?? ""));
    }
    // Zooming is for one view at a time.
    for (const zones of this.#root.querySelectorAll(".bm-zones")) {
      zones.toggleAttribute("hidden", zones.getAttribute("data-view") !== view);
    }
    for (const tab of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-tab"))) {
      const chosen = tab.dataset.view === view;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  /** Zooms the front view to a window; empty: the whole. @param {string} window */
  zoom(window) {
    const svg = this.#svg();
    if (!svg) return;
    this.#set(svg, parseBox(window) ?? whole(svg), window);
  }

  /** The figure in sight; with several, the one under the pointer. @param {Element | null} [under] */
  #svg(under = null) {
    const figure = under?.closest(".bm-figure") ?? this.#root.querySelector(".bm-view:not([hidden]) .bm-figure");
    return /** @type {SVGSVGElement | null} */ (figure);
  }

  /** @param {SVGSVGElement} svg @param {Box} box @param {string | null} window the zone it is, if it is one */
  #set(svg, box, window) {
    svg.dataset.whole ??= svg.getAttribute("viewBox") ?? "";
    svg.setAttribute("viewBox", boxText(box));
    svg.toggleAttribute("data-near", box.width < 0.9 * whole(svg).width);
    for (const zone of this.#root.querySelectorAll(".bm-zones:not([hidden]) .bm-zone")) {
      zone.setAttribute("aria-pressed", String(zone.getAttribute("data-window") === window));
    }
  }

  /** @param {HTMLElement} stage @param {PointerEvent} event */
  #down(stage, event) {
    if (event.button !== 0) return;
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(event.pointerId);
    if (this.#fingers.size > 1) {
      // A second finger means looking closer, not painting: what the first one painted is taken back.
      this.#pen = null;
      this.#strokes?.cancel();
      return;
    }
    const cell = cellAt(event.clientX, event.clientY, this.#root);
    this.#pen = { x: event.clientX, y: event.clientY };
    this.#strokes?.start(cell);
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const here = { x: event.clientX, y: event.clientY };
    const before = this.#fingers.get(event.pointerId);
    this.#strokes?.hover(cellAt(here.x, here.y, this.#root));
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
    for (const p of between(this.#pen, here, 5)) this.#strokes?.over(cellAt(p.x, p.y, this.#root));
    this.#pen = here;
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#fingers.delete(event.pointerId);
    if (!this.#pen) return;
    this.#pen = null;
    if (event.type === "pointercancel") this.#strokes?.cancel();
    else this.#strokes?.end();
  }

  /** @param {[Point, Point]} from @param {[Point, Point]} to */
  #pinch(from, to) {
    const svg = this.#svg(document.elementFromPoint(from[0].x, from[0].y));
    if (!svg) return;
    const frame = svg.getBoundingClientRect();
    /** @param {Point} p */
    const local = (p) => ({ x: p.x - frame.left, y: p.y - frame.top });
    const box = parseBox(svg.getAttribute("viewBox") ?? "") ?? whole(svg);
    const next = pinch(
      box,
      whole(svg),
      frame.width,
      frame.height,
      [local(from[0]), local(from[1])],
      [local(to[0]), local(to[1])],
    );
    this.#set(svg, next, null);
  }

  /** Zooms with the control key held (what a touch pad's pinch sends); otherwise the page scrolls. @param {WheelEvent} event */
  #wheel(event) {
    const svg = this.#svg(/** @type {Element} */ (event.target));
    if (!event.ctrlKey || !svg) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const box = parseBox(svg.getAttribute("viewBox") ?? "") ?? whole(svg);
    const fixed = toDrawing(box, frame.width, frame.height, at);
    this.#set(svg, about(box, whole(svg), frame.width, frame.height, fixed, at, Math.exp(event.deltaY / 300)), null);
  }
}

/** @param {Element | null} path */
function cellOf(path) {
  return `${path?.getAttribute("data-region")}.${path?.getAttribute("data-side")}`;
}

/** The cell under a point of the screen; empty where there is none. @param {number} x @param {number} y @param {Element} root */
function cellAt(x, y, root) {
  const hit = document.elementFromPoint(x, y);
  return hit?.parentElement?.classList.contains("bm-cells") && root.contains(hit) ? cellOf(hit) : "";
}

/** The whole drawing of a view. @param {SVGSVGElement} svg @returns {Box} */
function whole(svg) {
  return parseBox(svg.dataset.whole ?? svg.getAttribute("viewBox") ?? "") ?? { x: 0, y: 0, width: 1, height: 1 };
}
