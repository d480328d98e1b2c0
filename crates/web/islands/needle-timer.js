// @ts-check
/** Beside the time at which a needle went in: how long it has been in. Without this script the time itself is shown. */

/** Draw again this often, ms. */
const TICK_MS = 1_000;

class NeedleTimer extends HTMLElement {
  connectedCallback() {
    const since = Date.parse(this.getAttribute("since") ?? "");
    if (Number.isNaN(since)) return;
    // A page that was kept comes back with the clock that it had.
    this.querySelector(".needle-clock")?.remove();
    this.face = document.createElement("span");
    this.face.className = "needle-clock";
    this.face.setAttribute("aria-hidden", "true");
    this.append(" ", this.face);
    const draw = () => this.draw(Math.max(0, Date.now() - since));
    draw();
    this.timer = window.setInterval(draw, TICK_MS);
  }

  disconnectedCallback() {
    window.clearInterval(this.timer);
  }

  /** @param {number} elapsedMs */
  draw(elapsedMs) {
    const seconds = Math.floor(elapsedMs / 1_000);
    const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
    const hours = Math.floor(seconds / 3_600);
    const text = hours > 0 ? `${hours}:${two(Math.floor(seconds / 60) % 60)} h` : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    if (this.face) this.face.textContent = text;
  }
}

customElements.define("needle-timer", NeedleTimer);
