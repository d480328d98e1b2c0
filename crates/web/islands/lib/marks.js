// @ts-check
// What is painted: cells ("neck-side.R") and their paint, with undo and redo. Pure, no page.
//
// Paint is a short text, the same as in the fields of the list: a strength, and after it a letter for the kind of pain where one
// is said. "7": seven of ten; "7b": seven of ten, burning; empty: not painted.

export const STRENGTH_MAX = 10;

/** Kinds of pain by their letter. chart/src/values.rs has the same. @type {Record<string, string>} */
export const KINDS = { a: "ache", b: "burning", s: "stabbing", t: "tingling", o: "other" };

/** @typedef {{ region: string, side: 'L' | 'R', intensity: number, kind?: string }} Mark kind: one of KINDS' words, where one is said */

/** The same region on the other side. @param {string} cell */
export function mirrored(cell) {
  return cell.endsWith(".R") ? `${cell.slice(0, -1)}L` : `${cell.slice(0, -1)}R`;
}

/** The paint of what was typed, or null if it is none. "0" is not painted. @param {string} text @returns {string | null} */
export function paintOf(text) {
  const [, digits, letter] = /^(\d{1,2})?\s?([a-z])?$/i.exec(text.trim()) ?? [];
  const kind = letter?.toLowerCase() ?? "";
  if (text.trim() === "") return "";
  if (digits === undefined || Number(digits) > STRENGTH_MAX || (kind !== "" && !(kind in KINDS))) return null;
  return Number(digits) === 0 ? "" : `${Number(digits)}${kind}`;
}

/** Strength of a paint; 0: not painted. @param {string} paint */
export function strengthOf(paint) {
  return paint === "" ? 0 : Number.parseInt(paint, 10);
}

/** Letter of a paint's kind; empty: not said. @param {string} paint */
export function kindOf(paint) {
  return paint.replace(/^\d+/, "");
}

export class Marks {
  /** @type {Map<string, string>} */
  #now = new Map();
  /** @type {Map<string, string>[]} */
  #past = [];
  /** @type {Map<string, string>[]} */
  #future = [];
  /** @type {Map<string, string> | null} */
  #before = null;

  /** Its paint; empty: not painted. @param {string} cell */
  of(cell) {
    return this.#now.get(cell) ?? "";
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

  /** Painted cells, oldest first. @returns {[string, string][]} */
  entries() {
    return [...this.#now];
  }

  /** @returns {Mark[]} */
  list() {
    return this.entries().map(([cell, paint]) => {
      const dot = cell.lastIndexOf(".");
      const kind = KINDS[kindOf(paint)];
      const mark = { region: cell.slice(0, dot), side: /** @type {'L' | 'R'} */ (cell.slice(dot + 1)), intensity: strengthOf(paint) };
      return kind ? { ...mark, kind } : mark;
    });
  }

  /** Replaces everything and forgets what was before. @param {Iterable<[string, string]>} entries */
  load(entries) {
    this.#now = new Map([...entries].map(([cell, paint]) => /** @type {[string, string]} */ ([cell, paintOf(paint) ?? ""])).filter(([, paint]) => paint !== ""));
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

  /** Takes the last step back as if it had not been. */
  forget() {
    this.#now = this.#past.pop() ?? this.#now;
  }

  /** Paints cells within a stroke, or as one step of its own. @param {string[]} cells @param {string} paint empty clears */
  set(cells, paint) {
    const alone = this.#before === null;
    if (alone) this.begin();
    for (const cell of cells) {
      if (paint !== "") this.#now.set(cell, paint);
      else this.#now.delete(cell);
    }
    return alone ? this.end() : true;
  }

  clear() {
    return this.set([...this.#now.keys()], "");
  }

  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  /** @param {Map<string, string>[]} from @param {Map<string, string>[]} to */
  #step(from, to) {
    const state = from.pop();
    if (!state) return false;
    to.push(this.#now);
    this.#now = state;
    return true;
  }
}

/** @param {Map<string, string>} a @param {Map<string, string>} b */
function same(a, b) {
  return a.size === b.size && [...a].every(([cell, n]) => b.get(cell) === n);
}
