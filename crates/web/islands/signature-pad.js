// @ts-check
/**
 * Where a finger signs. The strokes become an SVG path of whole numbers in a box of 1000 by 400, which is what the form sends; with
 * it the page draws, and later prints, the signature. Hidden where there is no script: then it is signed on paper.
 */

/** The box, as the server reads it. */
const WIDTH = 1000;
const HEIGHT = 400;
/** Most points of all strokes, as the server reads them. */
const POINTS_MAX = 4000;
/** A point nearer than this to the last one adds nothing. */
const NEAR = 4;

class SignaturePad extends HTMLElement {
  connectedCallback() {
    const pad = this.querySelector("svg");
    const ink = this.querySelector(".pad-ink");
    const field = this.querySelector("input");
    if (!pad || !ink || !field) return;
    this.hidden = false;
    /** @type {{ x: number, y: number } | null} */
    let last = null;
    let points = (field.value.match(/[-\d]+ [-\d]+/g) ?? []).length;
    let fresh = true;

    const draw = () => ink.setAttribute("d", field.value);
    /** @param {PointerEvent} event */
    const place = (event) => {
      const box = pad.getBoundingClientRect();
      const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(0, Math.min(most, Math.round(value)));
      return {
        x: within(((event.clientX - box.left) / box.width) * WIDTH, WIDTH),
        y: within(((event.clientY - box.top) / box.height) * HEIGHT, HEIGHT),
      };
    };

    pad.addEventListener("pointerdown", (event) => {
      if (points >= POINTS_MAX) return;
      pad.setPointerCapture(event.pointerId);
      last = place(event);
      field.value += `M${last.x} ${last.y}`;
      fresh = true;
      points += 1;
      draw();
      event.preventDefault();
    });
    pad.addEventListener("pointermove", (event) => {
      if (!last || points >= POINTS_MAX) return;
      const now = place(event);
      const [dx, dy] = [now.x - last.x, now.y - last.y];
      if (Math.abs(dx) < NEAR && Math.abs(dy) < NEAR) return;
      field.value += `${fresh ? "l" : " "}${dx} ${dy}`;
      fresh = false;
      last = now;
      points += 1;
      draw();
    });
    for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => (last = null));
    this.querySelector("button")?.addEventListener("click", () => {
      field.value = "";
      points = 0;
      draw();
    });
  }
}

customElements.define("signature-pad", SignaturePad);
