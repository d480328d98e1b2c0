// @ts-check
// The regions of a view as polygons: which lies under a finger, where each is drawn. Pure: the page is not asked, because
// asking it what lies under a finger costs more than drawing what the finger paints.

/** @typedef {{ x: number, y: number }} Place */
/** @typedef {{ cell: string, d: string, mirrored: boolean, rings: Place[][] }} Tile cell as "neck-side.R"; a mirrored one is drawn
 *    and found with the view's `mirror` */

export class Tiles {
  #tiles;
  width;
  height;

  /** @param {Tile[]} tiles the later lies on top @param {number} width @param {number} height of the view, in its units */
  constructor(tiles, width, height) {
    this.#tiles = tiles.map((tile) => ({ ...tile, box: boxOf(tile.rings) }));
    this.width = width;
    this.height = height;
  }

  /** Every cell in sight. */
  get cells() {
    return new Set(this.#tiles.map((tile) => tile.cell));
  }

  /** The transform of what is mirrored. */
  get mirror() {
    return `matrix(-1 0 0 1 ${this.width} 0)`;
  }

  /** The cell under a place; empty beside the body. @param {Place} place */
  at(place) {
    const across = { x: this.width - place.x, y: place.y };
    return this.#tiles.findLast(({ mirrored, box, rings }) => holds(box, rings, mirrored ? across : place))?.cell ?? "";
  }

  /** The shapes of a cell. @param {string} cell @returns {Tile[]} */
  of(cell) {
    return this.#tiles.filter((tile) => tile.cell === cell);
  }

  /** The rectangle around a tile, where it is seen. @param {Tile} tile */
  box(tile) {
    const { left, top, right, bottom } = boxOf(tile.rings);
    return tile.mirrored ? { left: this.width - right, top, right: this.width - left, bottom } : { left, top, right, bottom };
  }

  /** The middle of the rectangle around a tile. @param {Tile} tile @returns {Place} */
  middle(tile) {
    const { left, top, right, bottom } = this.box(tile);
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }
}

/** @param {Place[][]} rings */
function boxOf(rings) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of rings.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** @param {ReturnType<typeof boxOf>} box @param {Place[][]} rings @param {Place} at */
function holds(box, rings, at) {
  if (at.x < box.left || at.x > box.right || at.y < box.top || at.y > box.bottom) return false;
  let odd = false;
  for (const ring of rings) {
    for (let n = 0, m = ring.length - 1; n < ring.length; m = n, n += 1) {
      const [a, b] = [ring[n], ring[m]];
      if (a.y > at.y !== b.y > at.y && at.x < ((b.x - a.x) * (at.y - a.y)) / (b.y - a.y) + a.x) odd = !odd;
    }
  }
  return odd;
}
