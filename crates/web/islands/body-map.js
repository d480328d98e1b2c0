// @ts-check
// <body-map mode="paint | find">: the engraved plates on which pain is drawn and explained. The server renders the views
// with what they show (crates/web/src/figure.rs); this element adds the finger. Without it the list of fields does the same.
//
//   marks                                  what is painted: [{ region, side, intensity, kind? }]; can be set
//   show(view)                             brings a view to the front: front, back, left, right, or a close-up such as
//                                          hand-palm-right; with data-views those are always in sight, and no other
//   cellAt(x, y)                           the cell under a point of the screen ("neck-side.R"); empty beside the body
//   highlight({essential, spillover, site, point}) lights cells ("neck-side:R"); also through data-lights, see lib/map-lights.js
//   event "change"                         after every stroke, detail { marks }

import { Finding } from "./lib/map-find.js";
import { Ink } from "./lib/map-ink.js";
import { Lens } from "./lib/map-lens.js";
import { List } from "./lib/map-list.js";
import { Palette } from "./lib/map-palette.js";
import { Stage } from "./lib/map-stage.js";
import { Tabs } from "./lib/map-tabs.js";
import { Views } from "./lib/map-views.js";
import { KINDS, Marks, mirrored } from "./lib/marks.js";

/** @typedef {import('./lib/marks.js').Mark} Mark */
/** @typedef {import('./lib/map-lights.js').Lights} Lights */
/** @typedef {import('./lib/window.js').Point} Point */

/** A cell on which a moving finger rests this long is named, ms: naming each on the way would cost frames, and nobody could read it. */
const NAMED_MS = 120;
/** From this width on (pixels) front and back stand side by side; css/body-map.css changes its layout there too. */
const WIDE = 736;

class BodyMap extends HTMLElement {
  #marks = new Marks();
  #lens = new Lens();
  #ink = new Ink(this.id);
  /** @type {Views | null} */
  #views = null;
  /** @type {List | null} */
  #list = null;
  /** @type {Palette | null} */
  #palette = null;
  /** @type {Tabs | null} */
  #tabs = null;
  /** @type {Finding | null} */
  #finding = null;
  #leaving = new AbortController();
  /** What lies under points of the screen during a stroke. @type {((at: Point) => { panel?: HTMLElement, cell: string }) | null} */
  #under = null;
  /** Paint of the stroke under way; empty clears. */
  #stroke = "";
  /** The last cell of the stroke, for saying what was done. */
  #last = "";
  #naming = 0;
  /** Whether the last tap left a step. */
  #stepped = false;

  connectedCallback() {
    if (this.#views) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const views = new Views(this, (panel) => this.#arrived(panel));
    this.#views = views;
    if (this.getAttribute("mode") === "find") {
      this.#marks.load((this.dataset.marks ?? "").split(" ").filter(Boolean).map((mark) => /** @type {[string, string]} */ (mark.split(":"))));
      this.#finding = new Finding(this, views, this.#lens, signal);
      new Stage(this, this.#lens, this.#finding.hand(), signal);
      views.show("front back");
      return;
    }
    this.#palette = new Palette(this, (act) => this.#act(act));
    this.#list = new List(this, {
      set: (cell, paint) => this.#change([cell], paint),
      toggle: (cell) => this.#change(this.#sides(cell), this.#stroking(cell)),
      words: (paint) => this.#palette?.words(paint) ?? paint,
    });
    this.#marks.load(this.#list.initial());
    this.#tabs = new Tabs(this, (view) => this.show(view));
    // Fields inside fire their own "change"; the map's event is the one that leaves it.
    this.addEventListener("change", (e) => void (e.target !== this && e.stopPropagation()));
    this.show(this.clientWidth > WIDE ? "front back" : "front");
    new Stage(this, this.#lens, this.#hand(views), signal);
    this.#draw();
    this.#palette.say("start");
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
    const letter = (/** @type {string | undefined} */ kind) => Object.keys(KINDS).find((letter) => KINDS[letter] === kind) ?? "";
    this.#marks.load(marks.map((m) => [`${m.region}.${m.side}`, `${m.intensity}${letter(m.kind)}`]));
    this.#draw();
  }

  /** @param {string} view */
  show(view) {
    view = this.dataset.views ?? view;
    this.#lens.wholes();
    this.#views?.show(view);
    const panel = this.#views?.panel(view);
    this.#tabs?.choose(view, panel?.matches(":not(.whole)") ? panel.dataset.from : undefined);
  }

  /** @param {number} x @param {number} y */
  cellAt(x, y) {
    return this.#views?.measured()({ x, y }).cell ?? "";
  }

  /** @param {Lights} lights */
  highlight(lights) {
    this.#finding?.highlight(lights);
  }

  /** @param {HTMLElement} panel a view got its tiles */
  #arrived(panel) {
    const tiles = this.#views?.tiles(panel);
    if (tiles) this.#ink.arrive(panel, tiles, this.#marks.entries());
    this.#finding?.arrived(panel);
  }

  /** @param {Views} views @returns {import('./lib/map-stage.js').Hand} */
  #hand(views) {
    const cellAt = (/** @type {Point} */ at) => (this.#under ??= views.measured())(at);
    const panelOf = (/** @type {HTMLElement} */ sheet) => /** @type {HTMLElement} */ (sheet.closest(".bm-view"));
    return {
      start: (at) => {
        this.#under = null;
        this.#marks.begin();
        this.#last = "";
        const { cell } = cellAt(at);
        this.#stroke = this.#stroking(cell);
        this.#touch(cell);
      },
      over: (at) => this.#touch(cellAt(at).cell),
      end: () => {
        this.#stepped = this.#marks.end();
        this.#sayLast();
        if (this.#stepped) this.#changed();
      },
      cancel: () => {
        clearTimeout(this.#naming);
        this.#marks.cancel();
        this.#draw();
      },
      hover: (at) => {
        this.#under = null;
        const { panel, cell } = at ? cellAt(at) : { panel: undefined, cell: "" };
        this.#under = null;
        this.#ink.hover(panel, cell);
        this.#palette?.name(cell === "" ? "" : (this.#list?.label(cell) ?? ""));
      },
      twice: (at, sheet) => {
        this.#under = null;
        // The first of the two taps painted; it was not meant.
        if (this.#stepped) {
          this.#marks.forget();
          this.#changed();
          this.#palette?.say("start");
        }
        this.#stepped = false;
        const panel = panelOf(sheet);
        const close = views.closeUp(cellAt(at).cell, panel.dataset.view ?? "");
        if (this.#lens.zoom(sheet) > 1 || this.dataset.views || (panel.matches(".whole") && !close)) this.#lens.twice(sheet, at);
        else this.show(panel.matches(".whole") && close ? close : (this.#tabs?.whole ?? "front"));
      },
      closer: (at, sheet) => {
        this.#under = null;
        const panel = panelOf(sheet);
        const close = panel.matches(".whole") && views.closeUp(cellAt(at).cell, panel.dataset.view ?? "");
        if (close) this.show(close);
      },
      farther: () => this.show(this.#tabs?.whole ?? "front"),
    };
  }

  /** What a stroke that begins on a cell paints: what is painted like that already is cleared. @param {string} cell */
  #stroking(cell) {
    const paint = this.#palette?.paint ?? "";
    return cell !== "" && this.#marks.of(cell) === paint ? "" : paint;
  }

  /** @param {string} cell empty: beside the body */
  #touch(cell) {
    if (cell === "" || cell === this.#last) return;
    this.#last = cell;
    const cells = this.#sides(cell);
    this.#marks.set(cells, this.#stroke);
    for (const one of cells) this.#ink.paint(one, this.#stroke);
    clearTimeout(this.#naming);
    this.#naming = window.setTimeout(() => this.#sayLast(), NAMED_MS);
  }

  /** Says what the stroke did last. */
  #sayLast() {
    clearTimeout(this.#naming);
    if (this.#last !== "") this.#sayCell(this.#last, this.#stroke);
  }

  /** @param {string} cell @returns {string[]} */
  #sides(cell) {
    return this.#palette?.both ? [cell, mirrored(cell)] : [cell];
  }

  /** One step by keyboard. @param {string[]} cells @param {string} paint */
  #change(cells, paint) {
    if (!this.#marks.set(cells, paint)) return;
    this.#sayCell(cells[0], paint);
    this.#changed();
  }

  #changed() {
    this.#draw();
    this.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: { marks: this.marks } }));
  }

  #draw() {
    this.#ink.all(this.#marks.entries());
    this.#list?.write((cell) => this.#marks.of(cell));
    this.#list?.summarise(this.#marks.entries());
    this.#palette?.allow({ undo: this.#marks.canUndo, redo: this.#marks.canRedo, clear: this.#marks.size > 0 });
  }

  /** @param {string} act */
  #act(act) {
    const done = act === "undo" ? this.#marks.undo() : act === "redo" ? this.#marks.redo() : this.#marks.clear();
    if (!done) return;
    this.#palette?.say(act === "undo" ? "undone" : act === "redo" ? "redone" : "allCleared");
    this.#changed();
  }

  /** @param {string} cell @param {string} paint */
  #sayCell(cell, paint) {
    const label = this.#sides(cell).map((one) => this.#list?.label(one) ?? one).join("; ");
    this.#palette?.say(paint === "" ? "cleared" : "painted", { cell: label, paint: this.#palette.words(paint, true) });
  }
}

customElements.define("body-map", BodyMap);
