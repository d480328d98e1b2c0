// @ts-check
// The part of a drawing that is in sight. Pure geometry.

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ x: number, y: number }} Point */

const ZOOM_MAX = 8;
/** What one looks for fills this share of what is in sight, at most. */
const FILLED = 0.8;
/** So much of a figure is in sight at least: one must see where it is. */
const LEAST = 0.36;

/** Drawing units per screen pixel when `box` is fitted into a frame. @param {Box} box @param {number} width @param {number} height */
export function unitsPerPixel(box, width, height) {
  return Math.max(box.width / Math.max(1, width), box.height / Math.max(1, height));
}

/** A point of the frame (pixels from its corner) in drawing units. @param {Box} box @param {number} width @param {number} height @param {Point} p */
export function toDrawing(box, width, height, p) {
  const k = unitsPerPixel(box, width, height);
  return { x: box.x + box.width / 2 + (p.x - width / 2) * k, y: box.y + box.height / 2 + (p.y - height / 2) * k };
}

/** Two fingers moved from `a` to `b`: what was under them stays under them.
 *  @param {Box} box @param {Box} whole @param {number} width @param {number} height
 *  @param {[Point, Point]} a @param {[Point, Point]} b @returns {Box} */
export function pinch(box, whole, width, height, a, b) {
  const from = Math.hypot(a[1].x - a[0].x, a[1].y - a[0].y) || 1;
  const to = Math.hypot(b[1].x - b[0].x, b[1].y - b[0].y) || 1;
  const fixed = toDrawing(box, width, height, { x: (a[0].x + a[1].x) / 2, y: (a[0].y + a[1].y) / 2 });
  return about(box, whole, width, height, fixed, { x: (b[0].x + b[1].x) / 2, y: (b[0].y + b[1].y) / 2 }, from / to);
}

/** Scales the box so that the drawing's point `fixed` comes to lie at the frame's point `at`.
 *  @param {Box} box @param {Box} whole @param {number} width @param {number} height @param {Point} fixed @param {Point} at
 *  @param {number} factor below 1 zooms in @returns {Box} */
export function about(box, whole, width, height, fixed, at, factor) {
  const limited = Math.min(Math.max(factor, whole.width / ZOOM_MAX / box.width), Math.max(1, whole.width / box.width));
  const next = { x: 0, y: 0, width: box.width * limited, height: box.height * limited };
  const k = unitsPerPixel(next, width, height);
  next.x = fixed.x - (at.x - width / 2) * k - next.width / 2;
  next.y = fixed.y - (at.y - height / 2) * k - next.height / 2;
  return inside(next, whole);
}

/** Moves the box so that its middle stays on the drawing. @param {Box} box @param {Box} whole @returns {Box} */
export function inside(box, whole) {
  const clamp = (/** @type {number} */ v, /** @type {number} */ lo, /** @type {number} */ hi) =>
    Math.min(Math.max(v, lo), hi);
  return {
    ...box,
    x: clamp(box.x, whole.x - box.width / 2, whole.x + whole.width - box.width / 2),
    y: clamp(box.y, whole.y - box.height / 2, whole.y + whole.height - box.height / 2),
  };
}

/** Moves the box by pixels of the drawing as it is seen. @param {Box} box @param {Box} whole @param {number} dx @param {number} dy */
export function moved(box, whole, dx, dy) {
  const k = box.width / whole.width;
  return inside({ ...box, x: box.x + dx * k, y: box.y + dy * k }, whole);
}

/** Points on the way from one to the other, at most `step` apart, without the first. @param {Point} a @param {Point} b @param {number} step */
export function between(a, b, step) {
  const n = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / step));
  return Array.from({ length: n }, (_, i) => ({
    x: a.x + ((b.x - a.x) * (i + 1)) / n,
    y: a.y + ((b.y - a.y) * (i + 1)) / n,
  }));
}

/** The part of a figure, in shares of it, that shows some boxes; nothing if that is nearly all of it, or if there is none.
 *  @param {{ left: number, top: number, right: number, bottom: number }[]} boxes @param {number} width @param {number} height of the figure */
export function partOf(boxes, width, height) {
  if (boxes.length === 0) return null;
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  const share = Math.max((right - left) / width / FILLED, (bottom - top) / height / FILLED, LEAST);
  if (share > FILLED) return null;
  const start = (/** @type {number} */ middle) => Math.min(Math.max(middle - share / 2, 0), 1 - share);
  return { x: start((left + right) / 2 / width), y: start((top + bottom) / 2 / height), width: share, height: share };
}
