// @ts-check
// Whether a finger is on the page: what is under it must not be exchanged between touching and letting go, or the tap is lost.

/** After the finger is lifted its click follows; where none comes (a scroll), this long is waited, ms. */
const CLICK_MS_MAX = 400;

export class Hand {
  #down = false;
  /** @type {(() => void)[]} */
  #waiting = [];

  constructor() {
    /** @type {(down: boolean) => () => void} */
    const is = (down) => () => {
      this.#down = down;
      if (!down) for (const go of this.#waiting.splice(0)) go();
    };
    const options = { passive: true, capture: true };
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, is(true), options);
    document.addEventListener("pointerup", () => setTimeout(is(false), CLICK_MS_MAX), options);
    // After the click's own listeners.
    for (const kind of ["click", "keyup", "pointercancel"]) document.addEventListener(kind, () => setTimeout(is(false)), options);
    window.addEventListener("blur", is(false));
  }

  /** Resolved when no finger is on the page. @returns {Promise<void>} */
  async free() {
    if (this.#down) await new Promise((done) => this.#waiting.push(() => done(null)));
  }
}
