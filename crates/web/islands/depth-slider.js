// @ts-check
/**
 * The depth as a slider beside its number, as long as the needle; points whose published limit it passes say so in red before
 * anybody taps them. Without this script the number is typed.
 */

/** The longest needle that is sold for this, mm. */
const LENGTH_MM_MAX = 150;

class DepthSlider extends HTMLElement {
  connectedCallback() {
    const number = this.querySelector("input");
    const form = this.closest("form");
    const size = form?.elements.namedItem("needle_size");
    if (!number || !form || this.slider || !(size instanceof HTMLInputElement)) return;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.step = "1";
    slider.setAttribute("aria-label", number.labels?.[0]?.textContent?.trim() ?? "");
    this.slider = slider;
    this.append(slider);
    const length = () => Number(/[x×*]\s*(\d{1,3})/i.exec(size.value)?.[1] ?? LENGTH_MM_MAX);
    const follow = () => {
      slider.max = String(length());
      slider.value = number.value || "0";
      this.caps(form, Number(number.value));
    };
    slider.addEventListener("input", () => {
      // At the left end no depth is recorded.
      number.value = slider.value === "0" ? "" : slider.value;
      this.caps(form, Number(number.value));
    });
    number.addEventListener("input", follow);
    size.addEventListener("input", follow);
    // The points are drawn again when something is recorded.
    this.closest("session-desk")?.addEventListener("drawn", follow);
    follow();
  }

  /** @param {HTMLFormElement} form @param {number} depth */
  caps(form, depth) {
    for (const point of form.querySelectorAll("[data-cap]")) {
      point.classList.toggle("beyond", depth > Number(point.getAttribute("data-cap")));
    }
  }
}

customElements.define("depth-slider", DepthSlider);
