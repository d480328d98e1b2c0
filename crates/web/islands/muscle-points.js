// @ts-check
/**
 * When a muscle is chosen by name, its numbered points are offered in the field beside it, and filled in where there is
 * only one. Without this script the number is typed.
 */

import { propose } from "./lib/typed.js";

class MusclePoints extends HTMLElement {
  connectedCallback() {
    const muscle = this.querySelector("input[name=muscle]");
    const point = this.querySelector("input[name=point]");
    if (!(muscle instanceof HTMLInputElement) || !(point instanceof HTMLInputElement) || this.offer) return;

    this.offer = document.createElement("datalist");
    this.offer.id = "points-of-muscle";
    this.append(this.offer);
    point.setAttribute("list", this.offer.id);
    muscle.addEventListener("input", () => this.choose(muscle, point));
    // Enter in one of these fields means this needle, not the first point button of the form.
    for (const field of [muscle, point]) {
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        this.querySelector("button")?.click();
      });
    }
  }

  /**
   * @param {HTMLInputElement} muscle
   * @param {HTMLInputElement} point
   */
  choose(muscle, point) {
    const options = [...(muscle.list?.options ?? [])];
    const chosen = options.find((option) => option.value.toLowerCase() === muscle.value.trim().toLowerCase());
    const points = chosen?.dataset.points?.split(" ").filter(Boolean) ?? [];
    this.offer?.replaceChildren(...points.map((name) => new Option(name, name)));
    if (chosen && muscle.form) propose(muscle.form, chosen);
    if (chosen) point.value = points.length === 1 ? (points[0] ?? "") : "";
  }
}

customElements.define("muscle-points", MusclePoints);
