// @ts-check
// What the engraver says of a plate (assets/plates/*.json): tiles of the regions, places of points, the way between the
// plate and the body. Pure; src/figure/sheet/engraved.rs does the same sums.
//
// A place on a plate is in the units of its view: 0, 0 is its upper left corner, its longer side is LONGER_SIDE units.
// A place on the body is in mm: x to the body's left, y up, z forward, from between the hips. A mark is kept as a region
// and a side, as a point, or as a place on the body, so it can be shown on every plate of every body.

/** @typedef {{ right: number[], up: number[], toward: number[], units_per_mm: number }} View */
/** @typedef {{ corner: number[], step: number, across: number, rows: number[][][] }} Depths */
/** @typedef {{ view: View, frame: number[], mirrored: boolean, arcs: number[][], tiles: Record<string, number[][]>,
 *    points: Record<string, number[]>, depths?: Depths }} Engraved without `depths` no place on the body is found */
/** @typedef {import('./map-tiles.js').Place} Place */
/** @typedef {import('./map-tiles.js').Tile} Tile */

import { Tiles } from "./map-tiles.js";

export const LONGER_SIDE = 3500;

export class Plate {
  #file;
  #flipped;
  #scale;
  width;
  height;

  /** @param {Engraved} file @param {boolean} flipped drawn as its mirror image, which is the other side of the body */
  constructor(file, flipped) {
    this.#file = file;
    this.#flipped = flipped;
    const [, , width, height] = file.frame;
    this.#scale = LONGER_SIDE / Math.max(width, height);
    this.width = Math.round(width * this.#scale);
    this.height = Math.round(height * this.#scale);
  }

  /** Every region in sight. @returns {Tiles} */
  tiles() {
    const tiles = Object.entries(this.#file.tiles).flatMap(([name, arcs]) => {
      const cell = name.replace(":", ".");
      const rings = arcs.map((ring) => ring.flatMap((arc) => this.#walk(arc)));
      const tile = { cell, d: rings.map(path).join(""), rings, mirrored: false };
      const twin = { ...tile, cell: other(cell), mirrored: true };
      if (this.#flipped) return [twin];
      return this.#file.mirrored ? [tile, twin] : [tile];
    });
    return new Tiles(tiles, this.width, this.height);
  }

  /** Where a point lies ("trapezius-upper/1.R"), if its skin is in sight. @param {string} point @returns {Place | null} */
  point(point) {
    const drawn = this.#file.points[point.replace(/\.(?=[LR]$)/, ":")];
    if (drawn && !this.#flipped) return this.#place(drawn);
    const twin = this.#file.points[other(point).replace(/\.(?=[LR]$)/, ":")];
    if (!twin || !(this.#flipped || this.#file.mirrored)) return null;
    return this.#across(this.#place(twin));
  }

  /** Where a place on the body is seen, whatever lies before it. @param {number[]} mm @returns {Place} */
  onPlate(mm) {
    const { right, up, units_per_mm } = this.#file.view;
    const turned = this.#flipped ? [-mm[0], mm[1], mm[2]] : mm;
    const place = this.#place([dot(turned, right) * units_per_mm, -dot(turned, up) * units_per_mm]);
    return this.#flipped ? this.#across(place) : place;
  }

  /** The skin's place on the body under a place of the plate; none beside the body. @param {Place} place @returns {number[] | null} */
  onBody(place) {
    const { view, frame, depths } = this.#file;
    const { x, y } = this.#flipped ? this.#across(place) : place;
    const units = [x / this.#scale + frame[0], y / this.#scale + frame[1]];
    const toward = depths ? depthAt(depths, units) : null;
    if (toward === null) return null;
    const [u, v] = [units[0] / view.units_per_mm, -units[1] / view.units_per_mm];
    const mm = [0, 1, 2].map((k) => u * view.right[k] + v * view.up[k] + toward * view.toward[k]);
    return this.#flipped ? [-mm[0], mm[1], mm[2]] : mm;
  }

  /** @param {number[]} units @returns {Place} */
  #place(units) {
    const [left, top] = this.#file.frame;
    return { x: (units[0] - left) * this.#scale, y: (units[1] - top) * this.#scale };
  }

  /** @param {Place} place @returns {Place} */
  #across(place) {
    return { x: this.width - place.x, y: place.y };
  }

  /** An arc's places without the last, which is the next arc's first. @param {number} arc @returns {Place[]} */
  #walk(arc) {
    const steps = this.#file.arcs[Math.abs(arc) - 1];
    const places = [];
    for (let n = 0, x = 0, y = 0; n < steps.length; n += 2) {
      x += steps[n];
      y += steps[n + 1];
      const at = this.#place([x, y]);
      places.push({ x: Math.round(at.x), y: Math.round(at.y) });
    }
    if (arc < 0) places.reverse();
    places.pop();
    return places;
  }
}

/** The same on the other side. @param {string} cell */
function other(cell) {
  return cell.endsWith("R") ? `${cell.slice(0, -1)}L` : `${cell.slice(0, -1)}R`;
}

/** @param {number[]} a @param {number[]} b */
function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** @param {Place[]} ring @returns {string} */
function path(ring) {
  let d = "";
  ring.forEach((at, n) => {
    const from = ring[n - 1];
    d += n === 0 ? `M${at.x} ${at.y}` : `${n === 1 ? "l" : " "}${at.x - from.x} ${at.y - from.y}`;
  });
  return `${d}z`;
}

/** How far the skin lies towards the reader, mm: the nearest square of the row within two. @param {Depths} depths @param {number[]} units */
function depthAt(depths, units) {
  const column = Math.floor((units[0] - depths.corner[0]) / depths.step);
  const row = Math.floor((units[1] - depths.corner[1]) / depths.step);
  let [best, nearest] = [/** @type {number | null} */ (null), 3];
  for (const [first, ...changes] of depths.rows[row] ?? []) {
    let depth = 0;
    changes.forEach((change, n) => {
      depth += change;
      const away = Math.abs(first + n - column);
      if (away < nearest) [best, nearest] = [depth, away];
    });
  }
  return best;
}
