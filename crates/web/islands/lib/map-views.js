// @ts-check
// The views of the map: which is in sight, its picture and its cells, fetched when they are first needed and kept by the
// browser; how deep one looks; whose body it is. Depth and body are remembered on this device.

import { Plate } from "./map-plate.js";

/** @typedef {import('./map-plate.js').Engraved} Engraved */

const SVG = "http://www.w3.org/2000/svg";
const REMEMBERED = "drypoint.map.";

export class Views {
  #root;
  #ready;
  /** @type {Map<string, SVGPathElement[]>} */
  #shapes = new Map();
  /** Plates by view, as far as they are here. @type {Map<string, Plate>} */
  #plates = new Map();
  /** What is being fetched. @type {Map<string, Promise<void>>} */
  #coming = new Map();
  #layer = "superficial";
  #body = "neutral";
  /** The views in sight, as its tab calls them. */
  now = "";

  /** @param {HTMLElement} root the body map @param {(view: string) => void} ready a view got its cells */
  constructor(root, ready) {
    this.#root = root;
    this.#ready = ready;
    for (const panel of this.panels()) {
      if (!panel.dataset.plate) this.#know(panel);
    }
    this.#look();
  }

  /** @returns {HTMLElement[]} */
  panels() {
    return [...this.#root.querySelectorAll(".bm-view")].map((panel) => /** @type {HTMLElement} */ (panel));
  }

  /** @param {string} view @returns {HTMLElement | null} */
  panel(view) {
    return this.#root.querySelector(`.bm-view[data-view="${view}"]`);
  }

  /** Every cell of the views that are here. */
  get cells() {
    return this.#shapes.keys();
  }

  /** Every shape of a cell, in the views that are here. @param {string} cell */
  shapes(cell) {
    return this.#shapes.get(cell) ?? [];
  }

  /** The plate of a view, if it is here. @param {string} view */
  plate(view) {
    return this.#plates.get(view);
  }

  /** The close-up of a cell that one comes to from a view of the whole body; from any, if that is empty. @param {string} cell @param {string} from */
  closeUp(cell, from) {
    const panels = this.panels().filter((panel) => panel.dataset.cells?.split(" ").includes(cell));
    const close = panels.filter((panel) => !panel.matches(".whole"));
    return (close.find((panel) => from === "" || panel.dataset.from === from) ?? null)?.dataset.view ?? null;
  }

  /** Brings a view to the front, or several side by side ("front back"). @param {string} view */
  show(view) {
    this.now = view;
    const wanted = view.split(" ");
    for (const panel of this.panels()) {
      const seen = wanted.includes(panel.dataset.view ?? "");
      panel.toggleAttribute("hidden", !seen);
      if (seen) this.load(panel);
    }
    const close = this.panel(view)?.matches(":not(.whole)") ? this.panel(view) : null;
    // Close-ups stay beside the view of the whole body that one came from.
    const shown = /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(".bm-zones:not([hidden])")]);
    const beside = (/** @type {HTMLElement} */ zones) => zones.querySelector(`[data-view="${view}"]`) !== null;
    const stay = close && shown.find(beside);
    for (const zones of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-zones"))) {
      zones.hidden = stay ? zones !== stay : zones.dataset.view !== (close ? close.dataset.from : view);
      for (const zone of /** @type {NodeListOf<HTMLElement>} */ (zones.querySelectorAll(".bm-zone")))
        zone.setAttribute("aria-pressed", String(zone.dataset.view === view));
    }
    const from = stay?.dataset.view ?? close?.dataset.from ?? view;
    for (const tab of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-tab"))) {
      const chosen = tab.dataset.view === from;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  /** Fetches what a view needs and it does not have. @param {HTMLElement} panel @returns {Promise<void>} */
  load(panel) {
    const file = this.#file(panel);
    if (!file) return Promise.resolve();
    const picture = /** @type {HTMLImageElement | null} */ (panel.querySelector(".bm-plate"));
    const address = this.#layer === "skin" ? `${file}.skin.svg` : `${file}.svg#${this.#layer}`;
    if (picture && picture.getAttribute("src") !== address) picture.src = address;
    const known = this.#coming.get(file + panel.dataset.view);
    if (known) return known;
    const coming = fetch(`${file}.json`)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`))))
      .then((engraved) => this.#draw(panel, engraved, file))
      // Without its cells a view is only looked at; the list paints all the same. The next time it is asked for again.
      .catch(() => void this.#coming.delete(file + panel.dataset.view));
    this.#coming.set(file + panel.dataset.view, coming);
    return coming;
  }

  /** Address of a view's files without their ending. @param {HTMLElement} panel */
  #file(panel) {
    const { plate, sexed } = panel.dataset;
    if (!plate) return null;
    const whose = sexed === undefined || this.#body === "male" ? "" : `-${this.#body}`;
    return `${this.#root.dataset.plates}${plate}${whose}`;
  }

  /** @param {HTMLElement} panel @param {Engraved} engraved @param {string} file */
  #draw(panel, engraved, file) {
    // Another body may have been chosen in the meantime.
    if (file !== this.#file(panel)) return void this.#coming.delete(file + panel.dataset.view);
    const plate = new Plate(engraved, panel.dataset.flip !== undefined);
    const group = panel.querySelector(".bm-cells");
    if (!group) return;
    this.#forget(panel);
    group.replaceChildren(
      ...plate.shapes().map(({ cell, d, mirrored }) => {
        const path = document.createElementNS(SVG, "path");
        const dot = cell.lastIndexOf(".");
        path.dataset.region = cell.slice(0, dot);
        path.dataset.side = cell.slice(dot + 1);
        path.setAttribute("d", d);
        if (mirrored) path.setAttribute("transform", plate.mirror);
        return path;
      }),
    );
    // From here on the cells themselves carry the paint.
    panel.querySelector(".bm-marks")?.replaceChildren();
    this.#plates.set(panel.dataset.view ?? "", plate);
    this.#know(panel);
    panel.toggleAttribute("data-ready", true);
    this.#ready(panel.dataset.view ?? "");
  }

  /** @param {HTMLElement} panel */
  #know(panel) {
    for (const path of /** @type {NodeListOf<SVGPathElement>} */ (panel.querySelectorAll(".bm-cells path"))) {
      const cell = `${path.dataset.region}.${path.dataset.side}`;
      const known = this.#shapes.get(cell);
      if (known) known.push(path);
      else this.#shapes.set(cell, [path]);
    }
  }

  /** @param {HTMLElement} panel */
  #forget(panel) {
    for (const [cell, shapes] of this.#shapes)
      this.#shapes.set(cell, shapes.filter((shape) => !panel.contains(shape)));
  }

  /** The slider from skin to bone, and the choice of a body. */
  #look() {
    const depth = /** @type {HTMLInputElement | null} */ (this.#root.querySelector(".bm-depth input"));
    const body = /** @type {HTMLSelectElement | null} */ (this.#root.querySelector(".bm-body-of select"));
    if (!depth || !body) return;
    const layers = (depth.dataset.layers ?? "").split(" ");
    const names = (depth.dataset.names ?? "").split("|");
    const word = this.#root.querySelector(".bm-layer");
    const set = () => {
      this.#layer = layers[Number(depth.value)];
      this.#body = body.value;
      depth.setAttribute("aria-valuetext", names[Number(depth.value)]);
      if (word) word.textContent = names[Number(depth.value)];
      for (const panel of this.panels()) if (!panel.hidden) this.load(panel);
    };
    const [layer, whose] = [remembered("layer"), remembered("body")];
    if (layer !== null && layers.includes(layer)) depth.value = String(layers.indexOf(layer));
    if (whose !== null && [...body.options].some((option) => option.value === whose)) body.value = whose;
    this.#layer = layers[Number(depth.value)];
    this.#body = body.value;
    depth.addEventListener("input", () => {
      set();
      remember("layer", this.#layer);
    });
    body.addEventListener("change", () => {
      set();
      remember("body", this.#body);
    });
    set();
  }
}

/** @param {string} what */
function remembered(what) {
  try {
    return localStorage.getItem(REMEMBERED + what);
  } catch {
    return null;
  }
}

/** @param {string} what @param {string} value */
function remember(what, value) {
  try {
    localStorage.setItem(REMEMBERED + what, value);
  } catch {
    // A device that keeps nothing starts with the usual look.
  }
}
