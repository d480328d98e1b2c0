// @ts-check
// Finding: a drawing beside a list of points that may explain it. What is pointed at, in the list or on the map, is lit on the map.

import { follow, light, lightsOf } from "./map-lights.js";
import { Points } from "./map-points.js";
import { partOf } from "./window.js";

/** @typedef {import('./map-lights.js').Lights} Lights */
/** @typedef {import('./map-views.js').Views} Views */
/** @typedef {import('./map-lens.js').Lens} Lens */
/** @typedef {import('./window.js').Point} Point */

export class Finding {
  #root;
  #views;
  #lens;
  #points;
  /** @type {Lights} */
  #lit = {};
  /** @type {HTMLElement | null} */
  #over = null;

  /** @param {HTMLElement} root the body map @param {Views} views @param {Lens} lens @param {AbortSignal} signal */
  constructor(root, views, lens, signal) {
    this.#root = root;
    this.#views = views;
    this.#lens = lens;
    this.#points = new Points(root.id);
    follow(root.id, (lights) => {
      // What the list points at may lie beside what is in sight.
      if (lights.site?.length) this.#look(lights);
      this.highlight(lights);
    }, signal);
    // A phone's address bar comes and goes; only another width makes other figures.
    let width = innerWidth;
    window.addEventListener("resize", () => {
      if (innerWidth === width) return;
      width = innerWidth;
      this.#look(this.#lit);
    }, { signal });
  }

  /** A view got its tiles. @param {HTMLElement} panel */
  arrived(panel) {
    const plate = this.#views.plate(panel);
    if (plate) this.#points.draw(panel, plate);
    this.#look({}, panel);
    this.#light();
  }

  /** Shows of the whole figures the part that is drawn on, with the points that explain it and what is lit. @param {Lights} lights @param {HTMLElement} [only] */
  #look(lights, only) {
    const drawn = (this.#root.dataset.marks ?? "").split(" ").filter(Boolean).map((mark) => mark.split(":")[0]);
    const lit = [lights.essential, lights.spillover, lights.site].flatMap((cells) => cells ?? []).map((cell) => cell.replace(":", "."));
    for (const panel of this.#views.panels().filter((panel) => panel.matches(".whole") && !panel.hidden && panel === (only ?? panel))) {
      const [sheet, tiles, plate] = [panel.querySelector(".bm-sheet"), this.#views.tiles(panel), this.#views.plate(panel)];
      if (!(sheet instanceof HTMLElement) || !tiles || !plate) continue;
      const boxes = [...drawn, ...lit].flatMap((cell) => tiles.of(cell)).map((tile) => tiles.box(tile));
      const points = this.#points.places(plate).map(({ x, y }) => ({ left: x, top: y, right: x, bottom: y }));
      this.#lens.home(sheet, partOf([...boxes, ...points], tiles.width, tiles.height));
    }
  }

  /** What fingers do here. @returns {import('./map-stage.js').Hand} */
  hand() {
    return {
      hover: (at) => {
        const found = at && this.#points.near(this.#root, at.x, at.y);
        if (found === this.#over) return;
        this.#over = found;
        this.highlight(found ? lightsOf(found) : {});
      },
      tap: (at) => {
        const found = this.#points.near(this.#root, at.x, at.y);
        for (let parent = found?.closest("details"); parent; parent = parent.parentElement?.closest("details")) parent.open = true;
        found?.focus();
        found?.scrollIntoView({ block: "nearest" });
      },
      twice: (at, sheet) => this.#lens.twice(sheet, at),
      closer: () => {},
      farther: () => {},
    };
  }

  /** @param {Lights} lights */
  highlight(lights) {
    const views = this.#views;
    this.#lit = lights;
    this.#points.choose(this.#root, lights.point);
    // Close-ups come out only for what the whole figures cannot show well.
    const needed = new Set();
    const shown = (/** @type {string} */ cell) =>
      ["front", "back"].some((view) => views.panel(view)?.dataset.cells?.split(" ").includes(cell));
    for (const cell of [lights.essential, lights.spillover, lights.site].flatMap((cells) => cells ?? [])) {
      const place = cell.replace(":", ".");
      if (!shown(place) && ![...needed].some((panel) => panel.dataset.cells?.split(" ").includes(place)))
        needed.add(views.panel(views.closeUp(place, "") ?? ""));
    }
    for (const panel of views.panels().filter((panel) => !panel.matches('[data-view="front"], [data-view="back"]'))) {
      panel.toggleAttribute("data-lit", needed.has(panel));
      panel.hidden = !needed.has(panel);
      if (needed.has(panel)) views.load(panel);
    }
    this.#light();
  }

  #light() {
    light(this.#root, this.#views, this.#lit);
  }
}
