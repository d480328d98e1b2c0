// @ts-check
// What is painted: cells ("neck-side.R") and their strength, with undo and redo. Pure, no page.

export const STRENGTH_MAX = 10;

/** @typedef {{ region: string, side: 'L' | 'R', intensity: number }} Mark */

/** The same region on the other side. @param {string} cell */
export function mirrored(cell) {
  return cell.endsWith(".R") ? `${cell.slice(0, -1)}L` : `${cell.slice(0, -1)}R`;
}

/** A whole number from 0 to 10, or null for anything else. Empty is 0. @param {string} text */
export function strengthOf(text) {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  return /^\d{1,2}$/.test(trimmed) && Number(trimmed) <= STRENGTH_MAX ? Number(trimmed) : null;
}

export class Marks {
  /** @type {Map<string, number>} */
  #now = new Map();
  /** @type {Map<string, number>[]} */
  #past = [];
  /** @type {Map<string, number>[]} */
  #future = [];
  /** @type {Map<string, number> | null} */
  #before = null;

  /** 0: not painted. @param {string} cell */
  of(cell) {
    return this.#now.get(cell) ?? 0;
  }

  get size() {
    return this.#now.size;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Painted cells, oldest first. @returns {[string, number][]} */
  entries() {
    return [...this.#now];
  }

  /** @returns {Mark[]} */
  list() {
    return this.entries().map(([cell, intensity]) => {
      const dot = cell.lastIndexOf(".");
      return { region: cell.slice(0, dot), side: cell.slice(dot + 1) === "L" ? "L" : "R", intensity };
    });
  }

  /** Replaces everything and forgets what was before. @param {Iterable<[string, number]>} entries */
  load(entries) {
    this.#now = new Map([...entries].filter(([, n]) => n > 0 && n <= STRENGTH_MAX));
    this.#past = [];
    this.#future = [];
    this.#before = null;
  }

  /** Begins a stroke: everything until `end` is undone in one step. */
  begin() {
    this.#before ??= new Map(this.#now);
  }

  /** Ends a stroke; says whether it changed anything. */
  end() {
    const before = this.#before;
    this.#before = null;
    if (!before || same(before, this.#now)) return false;
    this.#past.push(before);
    this.#future = [];
    return true;
  }

  /** Ends a stroke as if it had not been. */
  cancel() {
    if (this.#before) this.#now = this.#before;
    this.#before = null;
  }

  /** Paints cells within a stroke, or as one step of its own. @param {string[]} cells @param {number} strength 0 clears */
  set(cells, strength) {
    const alone = this.#before === null;
    if (alone) this.begin();
    for (const cell of cells) {
      if (strength > 0) this.#now.set(cell, strength);
      else this.#now.delete(cell);
    }
    return alone ? this.end() : true;
  }

  clear() {
    return this.set([...this.#now.keys()], 0);
  }

  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  /** @param {Map<string, number>[]} from @param {Map<string, number>[]} to */
  #step(from, to) {
    const state = from.pop();
    if (!state) return false;
    to.push(this.#now);
    this.#now = state;
    return true;
  }
}

/** @param {Map<string, number>} a @param {Map<string, number>} b */
function same(a, b) {
  return a.size === b.size && [...a].every(([cell, n]) => b.get(cell) === n);
}
