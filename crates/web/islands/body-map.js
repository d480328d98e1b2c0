// @ts-check
// <body-map mode="paint | find">: the engraved plates on which pain is drawn and explained. The server renders the views
// with what they show (crates/web/src/figure.rs); this element adds the regions under the finger. Without it the list of
// fields does the same.
//
//   marks                                  what is painted: [{ region, side, intensity }]; can be set
//   show(view)                             brings a view to the front: front, back, left, right, or a close-up such as
//                                          hand-palm-right
//   highlight({essential, spillover, site, point}) lights cells ("neck-side:R"); also through data-lights, see lib/map-lights.js
//   event "change"                         after every stroke, detail { marks }

import { List } from "./lib/map-list.js";
import { follow, light, lightsOf } from "./lib/map-lights.js";
import { Points } from "./lib/map-points.js";
import { Stage } from "./lib/map-stage.js";
import { Views } from "./lib/map-views.js";
import { Marks, mirrored } from "./lib/marks.js";

/** @typedef {import('./lib/marks.js').Mark} Mark */
/** @typedef {import('./lib/map-lights.js').Lights} Lights */

/** From this width on (pixels) front and back stand side by side; css/body-map.css changes its layout there too. */
const WIDE = 736;

class BodyMap extends HTMLElement {
  #marks = new Marks();
  /** @type {Views | null} */
  #views = null;
  /** @type {Stage | null} */
  #stage = null;
  /** @type {List | null} */
  #list = null;
  /** @type {Points | null} */
  #points = null;
  /** @type {Lights} */
  #lit = {};
  #leaving = new AbortController();
  /** Strength of the stroke under way; 0 clears. */
  #stroke = 5;
  /** The last cell of the stroke, for saying what was done. */
  #last = "";

  connectedCallback() {
    if (this.#views) return;
    this.#leaving = new AbortController();
    const finding = this.getAttribute("mode") === "find";
    this.#views = new Views(this, (view) => this.#arrived(view));
    if (finding) {
      this.#marks.load((this.dataset.marks ?? "").split(" ").filter(Boolean).map((mark) => /** @type {[string, number]} */ ([mark.split(":")[0], Number(mark.split(":")[1])])));
      this.#points = new Points(this.id);
      this.#find();
      this.#views.show("front back");
      return;
    }
    this.#stage = new Stage(this, this.#strokes());
    this.#list = new List(this, {
      set: (cell, strength) => this.#change([cell], strength),
      toggle: (cell) => this.#change(this.#sides(cell), this.#marks.of(cell) === this.strength ? 0 : this.strength),
    });
    this.#marks.load(this.#list.initial());
    this.#wire();
    this.show(this.clientWidth > WIDE ? "front back" : "front");
    this.#draw();
    this.#say("start");
    if (this.querySelector('[aria-invalid="true"]') === null && matchMedia("(max-width: 47rem)").matches) {
      this.querySelector(".bm-list")?.removeAttribute("open");
    }
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  /** @returns {Mark[]} */
  get marks() {
    return this.#marks.list();
  }

  set marks(marks) {
    this.#marks.load(marks.map((m) => [`${m.region}.${m.side}`, m.intensity]));
    this.#draw();
  }

  /** The strength in hand, 1 to 10. */
  get strength() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector(".bm-strength input:checked"));
    return Number(chosen?.value ?? 5);
  }

  /** @param {string} view */
  show(view) {
    this.#stage?.whole();
    this.#views?.show(view);
  }

  /** @param {Lights} lights */
  highlight(lights) {
    const views = this.#views;
    if (!views) return;
    this.#lit = lights;
    this.#points?.choose(this, lights.point);
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
    const views = this.#views;
    const point = this.#lit.point?.replace(":", ".");
    if (!views) return;
    const panelOf = (/** @type {Element} */ shape) => /** @type {HTMLElement | null} */ (shape.closest(".bm-view"));
    const inSight = (/** @type {string} */ cell) => views.shapes(cell).filter((shape) => !panelOf(shape)?.hidden);
    const place = (/** @type {SVGElement} */ shape) =>
      point ? (views.plate(panelOf(shape)?.dataset.view ?? "")?.point(point) ?? null) : null;
    light(this, inSight, this.#lit, place);
  }

  /** A view got its cells: what is painted, ranked and lit is drawn on it. @param {string} view */
  #arrived(view) {
    const panel = this.#views?.panel(view);
    const plate = this.#views?.plate(view);
    for (const path of /** @type {NodeListOf<SVGPathElement>} */ (panel?.querySelectorAll(".bm-cells path") ?? []))
      this.#hatch(path, this.#marks.of(`${path.dataset.region}.${path.dataset.side}`));
    if (panel && plate) this.#points?.draw(panel, plate);
    if (this.#points) this.#light();
  }

  /** Shows a painted cell. @param {SVGPathElement} shape @param {number} strength 0: not painted */
  #hatch(shape, strength) {
    if (strength > 0) {
      shape.setAttribute("data-intensity", String(strength));
      shape.setAttribute("fill", `url(#${this.id}-${strength})`);
    } else {
      shape.removeAttribute("data-intensity");
      shape.removeAttribute("fill");
    }
  }

  /** @param {string} cell @param {number} strength */
  #paint(cell, strength) {
    for (const shape of this.#views?.shapes(cell) ?? []) this.#hatch(shape, strength);
  }

  #find() {
    const { signal } = this.#leaving;
    follow(this.id, (lights) => this.highlight(lights), signal);
    const stage = /** @type {HTMLElement | null} */ (this.querySelector(".bm-stage"));
    const source = (/** @type {MouseEvent} */ e) => this.#points?.near(this, e.clientX, e.clientY) ?? null;
    /** @type {HTMLElement | null} */
    let over = null;
    stage?.addEventListener("pointermove", (e) => {
      const found = source(e);
      if (found === over) return;
      over = found;
      this.highlight(found ? lightsOf(found) : {});
    }, { signal });
    stage?.addEventListener("click", (e) => {
      const found = source(e);
      for (let parent = found?.closest("details"); parent; parent = parent.parentElement?.closest("details")) parent.open = true;
      found?.focus();
      found?.scrollIntoView({ block: "nearest" });
    }, { signal });
  }

  /** @returns {import('./lib/map-stage.js').Strokes} */
  #strokes() {
    return {
      start: (cell) => {
        this.#marks.begin();
        this.#stroke = cell !== "" && this.#marks.of(cell) === this.strength ? 0 : this.strength;
        this.#last = "";
        this.#touch(cell);
      },
      over: (cell) => this.#touch(cell),
      end: () => {
        if (this.#marks.end()) this.#changed();
      },
      cancel: () => {
        this.#marks.cancel();
        this.#draw();
      },
      hover: (cell) => this.#under(cell),
      closer: (cell, view) => {
        const close = this.#views?.closeUp(cell, view);
        if (close) this.show(close);
      },
      farther: (view) => this.show(this.#views?.panel(view)?.dataset.from ?? view),
    };
  }

  /** @param {string} cell empty: beside the body */
  #touch(cell) {
    if (cell === "" || cell === this.#last) return;
    this.#last = cell;
    const cells = this.#sides(cell);
    this.#marks.set(cells, this.#stroke);
    for (const one of cells) this.#paint(one, this.#stroke);
    this.#sayCell(cell, this.#stroke);
  }

  /** @param {string} cell @returns {string[]} */
  #sides(cell) {
    const both = this.querySelector('[data-act="both"]')?.getAttribute("aria-pressed") === "true";
    return both ? [cell, mirrored(cell)] : [cell];
  }

  /** One step by keyboard. @param {string[]} cells @param {number} strength */
  #change(cells, strength) {
    if (!this.#marks.set(cells, strength)) return;
    this.#sayCell(cells[0], strength);
    this.#changed();
  }

  #changed() {
    this.#draw();
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { marks: this.marks } }));
  }

  #draw() {
    for (const cell of this.#views?.cells ?? []) this.#paint(cell, this.#marks.of(cell));
    this.#list?.write((cell) => this.#marks.of(cell));
    this.#list?.summarise(this.#marks.entries());
    this.#allow("undo", this.#marks.canUndo);
    this.#allow("redo", this.#marks.canRedo);
    this.#allow("clear", this.#marks.size > 0);
  }

  /** Buttons stay focusable when they have nothing to do, so that focus is not lost. @param {string} act @param {boolean} can */
  #allow(act, can) {
    this.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-disabled", String(!can));
  }

  #wire() {
    // Fields inside fire their own "change"; the map's event is the one that leaves it.
    this.addEventListener("change", (e) => {
      if (e.target !== this) e.stopPropagation();
    });
    this.addEventListener("click", (e) => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("button"));
      if (!button) return;
      // Tabs and zones scroll sideways where they do not fit.
      if (button.matches(".bm-tab, .bm-zone")) button.scrollIntoView({ block: "nearest", inline: "center" });
      if (button.matches(".bm-tab, .bm-zone")) this.show(button.dataset.view ?? "front");
      else if (button.dataset.act) this.#act(button, button.dataset.act);
    });
    this.querySelector(".bm-views")?.addEventListener("keydown", (e) => this.#tabKey(/** @type {KeyboardEvent} */ (e)));
  }

  /** @param {HTMLElement} button @param {string} act */
  #act(button, act) {
    if (act === "both") {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      return;
    }
    const done = act === "undo" ? this.#marks.undo() : act === "redo" ? this.#marks.redo() : this.#marks.clear();
    if (!done) return;
    this.#say(act === "undo" ? "undone" : act === "redo" ? "redone" : "allCleared");
    this.#changed();
  }

  /** @param {KeyboardEvent} event */
  #tabKey(event) {
    const tabs = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".bm-tab")]).filter(
      (tab) => tab.offsetParent !== null,
    );
    const here = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: -1 }[
      event.key
    ];
    if (here < 0 || to === undefined) return;
    const tab = tabs.at(to % tabs.length);
    this.show(tab?.dataset.view ?? "front");
    tab?.focus();
    event.preventDefault();
  }

  /** @param {string} cell @param {number} strength */
  #sayCell(cell, strength) {
    const label = this.#sides(cell)
      .map((one) => this.#list?.label(one) ?? one)
      .join("; ");
    this.#say(strength > 0 ? "painted" : "cleared", { cell: label, strength: String(strength) });
  }

  /** @param {string} what @param {Record<string, string>} words */
  #say(what, words = {}) {
    const status = /** @type {HTMLElement | null} */ (this.querySelector(".bm-status"));
    if (status) status.textContent = (status.dataset[what] ?? "").replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
  }

  /** The name of what is under the pointer. @param {string} cell */
  #under(cell) {
    const line = this.querySelector(".bm-under");
    const text = cell === "" ? "" : (this.#list?.label(cell) ?? "");
    if (line && line.textContent !== text) line.textContent = text;
  }
}

customElements.define("body-map", BodyMap);
