// @ts-check
// What one paints with: strength and kind of pain, both sides at once, undo, redo, clear; and what was just done, in words.

import { kindOf, strengthOf } from "./marks.js";

export class Palette {
  #root;
  #status;
  #under;
  /** Kinds in the reader's words, by letter. @type {Map<string, string>} */
  #kinds = new Map();

  /** @param {HTMLElement} root the body map @param {(act: string) => void} act undo, redo or clear was asked for */
  constructor(root, act) {
    this.#root = root;
    this.#status = /** @type {HTMLElement | null} */ (root.querySelector(".bm-status"));
    this.#under = root.querySelector(".bm-under");
    for (const kind of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".bm-kind")))
      this.#kinds.set(kind.dataset.kind ?? "", kind.textContent?.trim() ?? "");
    root.addEventListener("click", (e) => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest("[data-act]"));
      if (button?.dataset.act === "both") button.setAttribute("aria-pressed", String(!this.both));
      else if (button?.dataset.act) act(button.dataset.act);
    });
    // What is chosen in a row that scrolls sideways comes into sight.
    root.querySelector(".bm-palette")?.addEventListener("change", (e) =>
      /** @type {HTMLElement} */ (e.target).closest("label")?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }

  /** The paint in hand: "5", "7b". */
  get paint() {
    const chosen = (/** @type {string} */ of) =>
      /** @type {HTMLInputElement | null} */ (this.#root.querySelector(`${of} input:checked`))?.value ?? "";
    return `${chosen(".bm-strength") || "5"}${chosen(".bm-kind")}`;
  }

  /** Whether both sides are painted at once. */
  get both() {
    return this.#root.querySelector('[data-act="both"]')?.getAttribute("aria-pressed") === "true";
  }

  /** "7, burning"; in full: "7 of 10, burning". @param {string} paint @param {boolean} [full] */
  words(paint, full = false) {
    const strength = String(strengthOf(paint));
    const kind = kindOf(paint) === "" ? undefined : this.#kinds.get(kindOf(paint));
    const said = full ? (this.#status?.dataset.strength ?? "").replace("{strength}", strength) : strength;
    return kind ? `${said}, ${kind}` : said;
  }

  /** Buttons stay focusable when they have nothing to do, so that focus is not lost. @param {Record<string, boolean>} can by act */
  allow(can) {
    for (const [act, yes] of Object.entries(can))
      this.#root.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-disabled", String(!yes));
  }

  /** @param {string} what @param {Record<string, string>} words */
  say(what, words = {}) {
    const status = this.#status;
    if (status) status.textContent = (status.dataset[what] ?? "").replace(/\{(\w+)\}/g, (_, name) => words[name] ?? "");
  }

  /** The name of what is under the pointer. @param {string} text */
  name(text) {
    if (this.#under && this.#under.textContent !== text) this.#under.textContent = text;
  }
}
