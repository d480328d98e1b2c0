// @ts-check
/**
 * What a person may feel along the time line of a story, as the model has it: pain of the point as a line, soreness after the
 * needle as an area under it.
 */

/** @typedef {{ pain: number, soreness: number }} Felt */

/** Width and height of the drawing; the height stands for ten of ten. */
const [WIDTH, HEIGHT] = [100, 30];
const FELT_MAX = 10;

/** Draws the whole story; `point` moves the mark. @param {Element} svg @param {Felt[]} frames */
export function draw(svg, frames) {
  const last = Math.max(1, frames.length - 1);
  /** @param {(felt: Felt) => number} of */
  const line = (of) =>
    frames.map((felt, n) => `${((n / last) * WIDTH).toFixed(2)} ${(HEIGHT * (1 - of(felt) / FELT_MAX)).toFixed(2)}`).join("L");
  svg.querySelector(".felt-sore")?.setAttribute("d", `M0 ${HEIGHT}L${line((felt) => felt.soreness)}L${WIDTH} ${HEIGHT}Z`);
  svg.querySelector(".felt-pain")?.setAttribute("d", `M${line((felt) => felt.pain)}`);
}

/** Marks the moment that is shown. @param {Element} svg @param {number} at @param {number} last */
export function point(svg, at, last) {
  const x = (WIDTH * at) / Math.max(1, last);
  svg.querySelector(".felt-now")?.setAttribute("d", `M${x.toFixed(2)} 0V${HEIGHT}`);
}
