// @ts-check
// The list of regions beside the figure: fields, arrow keys, the search box, and what is painted in short.

import { KINDS, paintOf } from "./marks.js";

/** @typedef {{ set(cell: string, paint: string): void, toggle(cell: string): void, words(paint: string): string }} Painter
 *    words: a paint as it is said, "7, burning" */

export class List {
  #root;
  #painter;
  /** @type {Map<string, HTMLInputElement>} */
  #fields = new Map();

  /** @param {HTMLElement} root the body map @param {Painter} painter */
  constructor(root, painter) {
    this.#root = root;
    this.#painter = painter;
    for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(".bm-cell input"))) {
      this.#fields.set(field.name.slice("cell.".length), field);
      // A kind is chosen beside the strengths here, so digits will do.
      field.inputMode = "numeric";
    }
    // One stop per group for the tab key; arrows move within and across groups.
    for (const group of root.querySelectorAll(".bm-group")) {
      group.querySelectorAll("input").forEach((field, i) => (field.tabIndex = i === 0 ? 0 : -1));
    }
    const groups = root.querySelector(".bm-groups");
    groups?.addEventListener("input", (e) => this.#typed(/** @type {HTMLInputElement} */ (e.target)));
    groups?.addEventListener("keydown", (e) => this.#key(/** @type {KeyboardEvent} */ (e)));
    groups?.addEventListener("focusin", (e) => this.#arrived(/** @type {HTMLInputElement} */ (e.target)));
    const filter = this.#filterBox();
    filter?.addEventListener("input", () => this.#filter(filter.value));
    filter?.addEventListener("keydown", (e) => this.#filterKey(filter, e));
    root.querySelector(".bm-painted")?.addEventListener("click", (e) => this.#remove(e));
  }

  /** "Side of neck, right". @param {string} cell */
  label(cell) {
    return this.#fields.get(cell)?.getAttribute("aria-label") ?? cell;
  }

  /** What the server put into the fields. @returns {[string, string][]} */
  initial() {
    return [...this.#fields].map(([cell, field]) => [cell, paintOf(field.value) ?? ""]);
  }

  /** Writes paint into the fields; touches only those that say something else. @param {(cell: string) => string} paints */
  write(paints) {
    for (const [cell, field] of this.#fields) {
      const paint = paints(cell);
      const typed = paintOf(field.value);
      // What was refused stays as it was typed until it is mended.
      if (typed === null && paint === "") continue;
      if (typed !== paint) field.value = paint;
      if (field.hasAttribute("aria-invalid")) field.removeAttribute("aria-invalid");
      if (field.hasAttribute("data-painted") !== (paint !== "")) field.toggleAttribute("data-painted", paint !== "");
    }
  }

  /** The painted cells as buttons that remove them, in the list's order. @param {[string, string][]} entries */
  summarise(entries) {
    const painted = new Map(entries);
    const list = /** @type {HTMLElement | null} */ (this.#root.querySelector(".bm-painted"));
    const chips = [...this.#fields.keys()]
      .filter((cell) => painted.has(cell))
      .map((cell) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "bm-chip";
        button.dataset.cell = cell;
        const words = this.#painter.words(painted.get(cell) ?? "");
        button.setAttribute("aria-label", `${list?.dataset.remove}: ${this.label(cell)}, ${words}`);
        const strength = document.createElement("b");
        strength.textContent = words;
        button.append(`${this.label(cell)} `, strength);
        item.append(button);
        return item;
      });
    list?.replaceChildren(...chips);
    const count = this.#root.querySelector(".bm-count");
    if (count) count.textContent = chips.length > 0 ? String(chips.length) : "";
  }

  /** @returns {HTMLInputElement | null} */
  #filterBox() {
    return this.#root.querySelector(".bm-filter input");
  }

  /** @param {HTMLInputElement} field */
  #typed(field) {
    const paint = paintOf(field.value);
    if (paint === null) field.setAttribute("aria-invalid", "true");
    else this.#painter.set(field.name.slice("cell.".length), paint);
  }

  /** @param {HTMLInputElement} field */
  #arrived(field) {
    field.select();
    const group = field.closest(".bm-group");
    for (const other of group?.querySelectorAll("input") ?? []) other.tabIndex = other === field ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = { ArrowDown: 1, ArrowUp: -1, Enter: 1, Home: -Infinity, End: Infinity }[event.key];
    if (move !== undefined) this.#focusRow(field, move);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight")
      this.#otherSide(field, event.key === "ArrowLeft" ? 0 : 1);
    else if (event.key === " ") this.#painter.toggle(field.name.slice("cell.".length));
    // A letter after a strength says the kind; any other begins a search.
    else if (event.key.toLowerCase() in KINDS && /^\d+\s?$/.test(field.value) && field.selectionStart === field.value.length) return;
    else if (/^\p{L}$/u.test(event.key)) this.#searchFor(event.key);
    else return;
    event.preventDefault();
  }

  /** @returns {HTMLElement[]} */
  #rows() {
    return /** @type {HTMLElement[]} */ ([...this.#root.querySelectorAll(".bm-row:not([hidden])")]);
  }

  /** @param {HTMLInputElement} field @param {number} by rows */
  #focusRow(field, by) {
    const rows = this.#rows();
    const here = rows.findIndex((row) => row.contains(field));
    const column = [...(rows[here]?.querySelectorAll("input") ?? [])].indexOf(field);
    const row = rows[Math.min(rows.length - 1, Math.max(0, here + by))];
    row?.querySelectorAll("input")[Math.max(0, column)]?.focus();
  }

  /** @param {HTMLInputElement} field @param {number} column */
  #otherSide(field, column) {
    field.closest(".bm-row")?.querySelectorAll("input")[column]?.focus();
  }

  /** A letter typed in a field begins a search. @param {string} letter */
  #searchFor(letter) {
    const filter = this.#filterBox();
    if (!filter) return;
    filter.value = letter;
    filter.focus();
    this.#filter(letter);
  }

  /** @param {HTMLInputElement} filter @param {KeyboardEvent} event */
  #filterKey(filter, event) {
    if (event.key === "Escape" && filter.value !== "") {
      filter.value = "";
      this.#filter("");
    } else if (event.key === "ArrowDown" || event.key === "Enter") {
      this.#rows()[0]?.querySelector("input")?.focus();
    } else return;
    event.preventDefault();
  }

  /** Keeps rows in which every typed word begins some word. @param {string} text */
  #filter(text) {
    const wanted = words(text);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-row"))) {
      const legend = row.closest(".bm-group")?.querySelector("legend")?.textContent ?? "";
      const have = words(`${row.querySelector(".bm-name")?.textContent} ${legend} ${row.dataset.also ?? ""}`);
      row.hidden = !wanted.every((w) => have.some((h) => h.startsWith(w)));
    }
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-group"))) {
      group.hidden = !group.querySelector(".bm-row:not([hidden])");
    }
    const none = /** @type {HTMLElement | null} */ (this.#root.querySelector(".bm-none"));
    if (none) none.hidden = this.#rows().length > 0;
  }

  /** @param {Event} event */
  #remove(event) {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(".bm-chip"));
    if (!button?.dataset.cell) return;
    const next = button.parentElement?.nextElementSibling ?? button.parentElement?.previousElementSibling;
    const cell = next?.querySelector("button")?.dataset.cell;
    this.#painter.set(button.dataset.cell, "");
    // The list was built anew: focus stays where the removed one was.
    const again = /** @type {HTMLElement | null} */ (
      this.#root.querySelector(cell ? `.bm-chip[data-cell="${cell}"]` : ".bm-list summary")
    );
    again?.focus();
  }
}

/** Lower-case words without accents. @param {string} text */
function words(text) {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
