// @ts-check
// What lies over an engraving: painted cells and the one under the pointer. Every cell has its shape from the beginning, so that
// painting it is only another ink: nothing is laid out anew while a finger moves.

import { kindOf, strengthOf } from "./marks.js";

/** @typedef {import('./map-tiles.js').Tiles} Tiles */
/** @typedef {import('./map-tiles.js').Tile} Tile */

const SVG = "http://www.w3.org/2000/svg";

export class Ink {
  #id;
  /** The shapes of each view that is here, by cell. @type {Map<Element, Map<string, SVGPathElement[]>>} */
  #views = new Map();
  /** What is drawn. @type {Map<string, string>} */
  #drawn = new Map();
  /** @type {SVGPathElement[]} */
  #hovered = [];

  /** @param {string} id of the map: its hatchings begin with it */
  constructor(id) {
    this.#id = id;
  }

  /** A view got its tiles: what is painted is drawn on it. @param {Element} panel @param {Tiles} tiles @param {[string, string][]} painted */
  arrive(panel, tiles, painted) {
    /** @type {Map<string, SVGPathElement[]>} */
    const shapes = new Map();
    for (const cell of tiles.cells) {
      shapes.set(cell, tiles.of(cell).map((tile) => {
        const shape = outline(tile, tiles);
        const dot = cell.lastIndexOf(".");
        [shape.dataset.region, shape.dataset.side] = [cell.slice(0, dot), cell.slice(dot + 1)];
        return shape;
      }));
    }
    panel.querySelector(".bm-marks")?.replaceChildren(...[...shapes.values()].flat());
    this.#views.set(panel, shapes);
    for (const [cell, paint] of painted) for (const shape of shapes.get(cell) ?? []) this.#hatch(shape, paint);
  }

  /** @param {string} cell @param {string} paint empty: not painted */
  paint(cell, paint) {
    if ((this.#drawn.get(cell) ?? "") === paint) return;
    this.#drawn.set(cell, paint);
    for (const shapes of this.#views.values()) for (const shape of shapes.get(cell) ?? []) this.#hatch(shape, paint);
  }

  /** Leaves only what is painted. @param {[string, string][]} painted */
  all(painted) {
    const now = new Map(painted);
    for (const cell of new Set([...this.#drawn.keys(), ...now.keys()])) this.paint(cell, now.get(cell) ?? "");
  }

  /** Outlines the cell under the pointer. @param {Element | undefined} panel @param {string} cell empty: none */
  hover(panel, cell) {
    const shapes = (panel && this.#views.get(panel)?.get(cell)) ?? [];
    if (shapes[0] === this.#hovered[0]) return;
    for (const shape of this.#hovered) shape.removeAttribute("data-hover");
    for (const shape of shapes) shape.setAttribute("data-hover", "");
    this.#hovered = shapes;
  }

  /** @param {SVGPathElement} shape @param {string} paint */
  #hatch(shape, paint) {
    const said = { "data-intensity": paint && String(strengthOf(paint)), "data-kind": kindOf(paint), fill: paint && `url(#${this.#id}-${paint})` };
    for (const [name, value] of Object.entries(said)) {
      if (value === "") shape.removeAttribute(name);
      else shape.setAttribute(name, value);
    }
  }
}

/** A tile as a shape of the page. @param {Tile} tile @param {Tiles} tiles */
export function outline(tile, tiles) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", tile.d);
  if (tile.mirrored) path.setAttribute("transform", tiles.mirror);
  return path;
}
