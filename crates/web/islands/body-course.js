// @ts-check
/**
 * The body session by session: a slider shows one session at a time over the plates of the first. Without this script, and on paper,
 * all of them stand below each other.
 */

class BodyCourse extends HTMLElement {
  connectedCallback() {
    const frames = [...this.querySelectorAll(".bc-frame")];
    const bar = this.querySelector(".bc-bar");
    const slider = this.querySelector("input");
    const said = this.querySelector("output");
    if (frames.length < 2 || !slider || !(bar instanceof HTMLElement)) return;
    const show = () => {
      const at = Number(slider.value) - 1;
      frames.forEach((frame, n) => frame.classList.toggle("now", n === at));
      const label = frames[at]?.getAttribute("data-label") ?? "";
      slider.setAttribute("aria-valuetext", label);
      if (said) said.textContent = label;
    };
    slider.addEventListener("input", show);
    bar.hidden = false;
    this.dataset.stacked = "";
    show();
  }
}

customElements.define("body-course", BodyCourse);
