// @ts-check
// The views of the map: which is in sight, its picture and its tiles, fetched when they are first needed and kept by the
// browser; and what of the body lies under a point of the screen.

import { Look } from "./map-look.js";
import { Plate } from "./map-plate.js";
import { Tiles } from "./map-tiles.js";

/** @typedef {import('./map-plate.js').Engraved} Engraved */
/** @typedef {import('./window.js').Point} Point */
/** @typedef {{ panel: HTMLElement | undefined, cell: string }} Under cell empty: beside the body */

/** Places along a drawn outline that stand for it as a polygon. */
const OUTLINE_PLACES = 96;

export class Views {
  #root;
  #ready;
  #look;
  /** Views by name, as far as they are here; a diagram has no plate. @type {Map<string, { tiles: Tiles, plate?: Plate }>} */
  #here = new Map();
  /** What is being fetched. @type {Map<string, Promise<void>>} */
  #coming = new Map();

  /** @param {HTMLElement} root the body map @param {(panel: HTMLElement) => void} ready a view got its tiles */
  constructor(root, ready) {
    this.#root = root;
    this.#ready = ready;
    this.#look = new Look(root, () => {
      for (const panel of this.panels()) if (!panel.hidden) this.load(panel);
    });
  }

  /** @returns {HTMLElement[]} */
  panels() {
    return [...this.#root.querySelectorAll(".bm-view")].map((panel) => /** @type {HTMLElement} */ (panel));
  }

  /** @param {string} view @returns {HTMLElement | null} */
  panel(view) {
    return this.#root.querySelector(`.bm-view[data-view="${view}"]`);
  }

  /** Tiles of a view, if they are here. @param {HTMLElement} panel */
  tiles(panel) {
    return this.#here.get(panel.dataset.view ?? "")?.tiles;
  }

  /** The plate of a view, if it is here and has one. @param {HTMLElement} panel */
  plate(panel) {
    return this.#here.get(panel.dataset.view ?? "")?.plate;
  }

  /** Measures the views in sight; says what lies under points of the screen as long as nothing moves. @returns {(at: Point) => Under} */
  measured() {
    const shown = /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-view:not([hidden])"));
    const seen = [...shown].map((panel) => {
      const drawing = panel.querySelector(".bm-figure")?.getBoundingClientRect() ?? new DOMRect();
      return { panel, frame: panel.getBoundingClientRect(), drawing, tiles: this.tiles(panel) };
    });
    return (at) => {
      const view = seen.findLast(({ frame }) => at.x >= frame.left && at.x <= frame.right && at.y >= frame.top && at.y <= frame.bottom);
      if (!view?.tiles) return { panel: view?.panel, cell: "" };
      const { tiles, drawing } = view;
      // The drawing is fitted into its box and stands in the middle of it.
      const scale = Math.min(drawing.width / tiles.width, drawing.height / tiles.height);
      const x = (at.x - drawing.left - (drawing.width - tiles.width * scale) / 2) / scale;
      const y = (at.y - drawing.top - (drawing.height - tiles.height * scale) / 2) / scale;
      return { panel: view.panel, cell: tiles.at({ x, y }) };
    };
  }

  /** The close-up of a cell that one comes to from a view of the whole body; from any, if that is empty. @param {string} cell @param {string} from */
  closeUp(cell, from) {
    const panels = this.panels().filter((panel) => panel.dataset.cells?.split(" ").includes(cell));
    const close = panels.filter((panel) => !panel.matches(".whole"));
    return (close.find((panel) => from === "" || panel.dataset.from === from) ?? null)?.dataset.view ?? null;
  }

  /** Brings a view to the front, or several side by side ("front back"). @param {string} view */
  show(view) {
    const wanted = view.split(" ");
    for (const panel of this.panels()) {
      const seen = wanted.includes(panel.dataset.view ?? "");
      panel.toggleAttribute("hidden", !seen);
      if (seen) this.load(panel);
    }
  }

  /** Fetches what a view needs and it does not have. @param {HTMLElement} panel @returns {Promise<void>} */
  load(panel) {
    const file = this.#file(panel);
    if (!file) return Promise.resolve(this.#diagram(panel));
    const { layer } = this.#look;
    const picture = /** @type {HTMLImageElement | null} */ (panel.querySelector(".bm-plate"));
    const address = layer === "skin" ? `${file}.skin.svg` : `${file}.svg#${layer}`;
    if (picture && picture.getAttribute("src") !== address) picture.src = address;
    const known = this.#coming.get(file + panel.dataset.view);
    if (known) return known;
    const coming = fetch(`${file}.json`)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`))))
      .then((engraved) => this.#arrived(panel, engraved, file))
      // Without its tiles a view is only looked at; the list paints all the same. The next time it is asked for again.
      .catch(() => void this.#coming.delete(file + panel.dataset.view));
    this.#coming.set(file + panel.dataset.view, coming);
    return coming;
  }

  /** Address of a view's files without their ending. @param {HTMLElement} panel */
  #file(panel) {
    const { plate, sexed } = panel.dataset;
    if (!plate) return null;
    const whose = sexed === undefined || this.#look.body === "male" ? "" : `-${this.#look.body}`;
    return `${this.#root.dataset.plates}${plate}${whose}`;
  }

  /** @param {HTMLElement} panel @param {Engraved} engraved @param {string} file */
  #arrived(panel, engraved, file) {
    // Another body may have been chosen in the meantime.
    if (file !== this.#file(panel)) return void this.#coming.delete(file + panel.dataset.view);
    const plate = new Plate(engraved, panel.dataset.flip !== undefined);
    this.#know(panel, { tiles: plate.tiles(), plate });
  }

  /** A view without a plate has its regions on the page. @param {HTMLElement} panel */
  #diagram(panel) {
    if (this.tiles(panel)) return;
    const box = /** @type {SVGSVGElement} */ (panel.querySelector(".bm-figure")).viewBox.baseVal;
    const paths = /** @type {SVGPathElement[]} */ ([...panel.querySelectorAll(".bm-cells path")]);
    const tiles = paths.map((path) => {
      const step = path.getTotalLength() / OUTLINE_PLACES;
      const ring = Array.from({ length: OUTLINE_PLACES }, (_, n) => path.getPointAtLength(n * step));
      const cell = `${path.dataset.region}.${path.dataset.side}`;
      return { cell, d: path.getAttribute("d") ?? "", mirrored: path.hasAttribute("transform"), rings: [ring] };
    });
    this.#know(panel, { tiles: new Tiles(tiles, box.width, box.height) });
  }

  /** @param {HTMLElement} panel @param {{ tiles: Tiles, plate?: Plate }} view */
  #know(panel, view) {
    this.#here.set(panel.dataset.view ?? "", view);
    panel.toggleAttribute("data-ready", true);
    this.#ready(panel);
  }
}
