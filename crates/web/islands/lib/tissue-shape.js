// @ts-check
/**
 * Shapes of the fibres of a slice: many-cornered and packed as under a microscope, with the engraver's hatching.
 */

/** Between two points or two colours. @param {number[]} a @param {number[]} b @param {number} part */
export const between = (a, b, part) => a.map((value, n) => value + (b[n] - value) * part);

/** The shape of a fibre around its middle, in mm, with rounded corners, and its hatching. @typedef {{ x: number, y: number, body: Path2D, hatch: Path2D, corner: number[] }} Shape */
/** @type {WeakMap<number[][], Shape[]>} */
const shapes = new WeakMap();

/** The shapes of outlines in hundredths of a millimetre; made once. @param {number[][]} outlines @returns {Shape[]} */
export function shapesOf(outlines) {
  const known = shapes.get(outlines);
  if (known) return known;
  const made = outlines.map((numbers) => {
    const corners = Array.from({ length: numbers.length / 2 }, (_, n) => [numbers[2 * n] / 100, numbers[2 * n + 1] / 100]);
    const [x, y] = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length);
    const around = corners.map(([cx, cy]) => [cx - x, cy - y]);
    const body = new Path2D();
    around.forEach((corner, n) => {
      const before = around[(n + around.length - 1) % around.length];
      const after = around[(n + 1) % around.length];
      const [from, to] = [between(corner, before, 0.33), between(corner, after, 0.33)];
      if (n === 0) body.moveTo(from[0], from[1]);
      else body.lineTo(from[0], from[1]);
      body.quadraticCurveTo(corner[0], corner[1], to[0], to[1]);
    });
    body.closePath();
    return { x, y, body, hatch: hatching(around), corner: corners[0] };
  });
  shapes.set(outlines, made);
  return made;
}

/** Slanting lines within a convex outline. @param {number[][]} corners */
function hatching(corners) {
  const path = new Path2D();
  const [along, across] = [[0.8, -0.6], [0.6, 0.8]];
  for (let offset = -0.4; offset <= 0.4; offset += 0.085) {
    const cuts = corners.flatMap((a, n) => {
      const b = corners[(n + 1) % corners.length];
      const [at, bt] = [a, b].map((p) => p[0] * across[0] + p[1] * across[1] - offset);
      if (at > 0 === bt > 0) return [];
      const cut = between(a, b, at / (at - bt));
      return [cut[0] * along[0] + cut[1] * along[1]];
    });
    if (cuts.length !== 2) continue;
    for (const [n, end] of [0.86 * Math.min(...cuts), 0.86 * Math.max(...cuts)].entries()) {
      const [x, y] = [end * along[0] + offset * across[0], end * along[1] + offset * across[1]];
      if (n === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
  }
  return path;
}
