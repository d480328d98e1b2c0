// @ts-check
/**
 * Exactly where a needle goes in: a tap on the map of the session marks the spot, and the next needle takes it along, as a place on
 * the body. Beside the points one tap does it; over them the button says first that the next tap is a mark. Without this script
 * the spot is left out.
 */

import { Plate } from "./lib/map-plate.js";

const SVG = "http://www.w3.org/2000/svg";
/** A place is on the skin that a plate shows if that is no farther from it, mm; src/figure/sheet/skin.rs has more patience at edges. */
const SKIN_MM = 25;
/** Arms of the cross by the width of a window. */
const ARM = 0.0235;

class NeedleSpot extends HTMLElement {
  /** By the address of their files. @type {Map<string, Promise<Plate>>} */
  #plates = new Map();
  #leaving = new AbortController();

  connectedCallback() {
    const desk = this.closest("session-desk");
    if (!desk) return;
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    this.hidden = false;
    desk.addEventListener("click", (event) => void this.#tap(/** @type {MouseEvent} */ (event)), { signal, capture: true });
    desk.addEventListener("drawn", () => void this.#draw(), { signal });
    desk.addEventListener("recorded", (event) => {
      const { path } = /** @type {CustomEvent} */ (event).detail;
      if (path.endsWith("/needles")) this.#mark("");
    }, { signal });
    this.querySelector(".spot-aim")?.addEventListener("click", () => this.#aim(!this.#aiming), { signal });
    this.querySelector(".spot-clear")?.addEventListener("click", () => this.#mark(""), { signal });
    // Fetched while the line is there: a mark must not wait for it.
    for (const figure of this.#windows()) void this.#plate(figure).catch(() => {});
    this.#mark(this.#spot);
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }

  get #spot() {
    return this.querySelector("input")?.value ?? "";
  }

  get #aiming() {
    return this.querySelector(".spot-aim")?.getAttribute("aria-pressed") === "true";
  }

  /** @returns {HTMLElement[]} */
  #windows() {
    return [...(this.closest("session-desk")?.querySelectorAll(".needle-window[data-file]") ?? [])].map((figure) => /** @type {HTMLElement} */ (figure));
  }

  /** @param {boolean} aiming */
  #aim(aiming) {
    this.querySelector(".spot-aim")?.setAttribute("aria-pressed", String(aiming));
    this.closest("session-desk")?.toggleAttribute("data-aiming", aiming);
    this.#say(aiming ? this.dataset.aim : this.#spot ? this.dataset.set : "");
  }

  /** @param {string | undefined} words */
  #say(words) {
    const line = this.querySelector("[role=status]");
    if (line) line.textContent = words ?? "";
  }

  /** @param {MouseEvent} event */
  async #tap(event) {
    const target = /** @type {Element} */ (event.target);
    const figure = /** @type {HTMLElement | null} */ (target.closest(".needle-window[data-file]"));
    const drawing = figure?.querySelector("svg");
    if (!figure || !drawing || !target.closest("svg") || (target.closest("[data-spot]") && !this.#aiming)) return;
    event.preventDefault();
    event.stopPropagation();
    const matrix = drawing.getScreenCTM()?.inverse();
    if (!matrix) return;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    try {
      const mm = (await this.#plate(figure)).onBody(at);
      if (mm) this.#mark(mm.map(Math.round).join(","));
      else this.#say(this.dataset.off);
    } catch {
      this.#say(this.dataset.away);
    }
  }

  /** What the next needle takes along. @param {string} spot empty: nothing */
  #mark(spot) {
    const field = this.querySelector("input");
    if (field) field.value = spot;
    this.querySelector(".spot-clear")?.toggleAttribute("hidden", spot === "");
    for (const wrong of this.querySelectorAll(".error")) wrong.remove();
    this.classList.remove("has-error");
    this.#aim(false);
    void this.#draw();
  }

  /** @param {HTMLElement} figure @returns {Promise<Plate>} */
  #plate(figure) {
    const file = figure.dataset.file ?? "";
    const flipped = figure.dataset.flip !== undefined;
    const key = `${file} ${flipped}`;
    const known = this.#plates.get(key);
    if (known) return known;
    const plate = fetch(file)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`))))
      // The place of the skin needs none of the regions.
      .then((skin) => new Plate({ mirrored: false, arcs: [], tiles: {}, points: {}, ...skin }, flipped));
    this.#plates.set(key, plate);
    plate.catch(() => this.#plates.delete(key));
    return plate;
  }

  /** The mark that waits for its needle, and those of needles that the server has not drawn yet. */
  async #draw() {
    const desk = this.closest("session-desk");
    // A part of the plan is a needle too; its form may have been drawn anew.
    for (const field of desk?.querySelectorAll('.plan-part input[name="spot"]') ?? []) /** @type {HTMLInputElement} */ (field).value = this.#spot;
    const wanted = [...(desk?.querySelectorAll(".needle[data-mm]:not(.is-retracted)") ?? [])]
      .map((card) => ({ id: card.getAttribute("data-needle") ?? "", spot: card.getAttribute("data-mm") ?? "", words: card.querySelector(".needle-no")?.textContent ?? "" }))
      .filter(({ id, spot }) => spot !== "" && !desk?.querySelector(`[data-needle-mark="${CSS.escape(id)}"]:not(.is-new)`));
    const waiting = this.#spot ? [{ id: "", spot: this.#spot, words: "" }] : [];
    for (const figure of this.#windows()) {
      const plate = await this.#plate(figure).catch(() => null);
      const marks = figure.querySelector(".spot-marks");
      if (!plate || !marks) continue;
      for (const old of marks.querySelectorAll(".is-new")) old.remove();
      for (const one of [...wanted, ...waiting]) marks.append(...drawn(figure, plate, one));
    }
  }
}

/** @param {HTMLElement} figure @param {Plate} plate @param {{ id: string, spot: string, words: string }} mark @returns {Element[]} */
function drawn(figure, plate, { id, spot, words }) {
  const mm = spot.split(",").map(Number);
  const at = plate.onPlate(mm);
  const skin = plate.onBody(at);
  if (!skin || Math.hypot(...skin.map((one, n) => one - (mm[n] ?? 0))) > SKIN_MM) return [];
  const arm = (figure.querySelector("svg")?.viewBox.baseVal.width ?? 0) * ARM;
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", `spot-mark is-new${id ? "" : " is-waiting"}`);
  if (id) group.setAttribute("data-needle-mark", id);
  for (const name of ["halo", ""]) {
    const cross = document.createElementNS(SVG, "path");
    if (name) cross.setAttribute("class", name);
    cross.setAttribute("d", `M${at.x - arm} ${at.y - arm}l${2 * arm} ${2 * arm}m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`);
    group.append(cross);
  }
  const text = document.createElementNS(SVG, "text");
  text.setAttribute("x", String(at.x + arm * 1.5));
  text.setAttribute("y", String(at.y - arm * 0.6));
  text.textContent = words;
  group.append(text);
  return [group];
}

customElements.define("needle-spot", NeedleSpot);
