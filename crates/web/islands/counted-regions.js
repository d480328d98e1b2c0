// @ts-check
/**
 * The count into the sharps box, one touch for each part of the body; the last touch closes the session. Without this script
 * the parts are ticked and the form is sent.
 */

class CountedRegions extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form");
    const desk = this.closest("session-desk");
    if (!form || !desk || this.desk) return;
    this.desk = desk;
    this.addEventListener("change", () => {
      this.show();
      const open = this.ticks().some((tick) => !tick.checked);
      const stillIn = Number(desk.querySelector('[data-count="still-in"]')?.textContent);
      if (!open && stillIn === 0) form.requestSubmit();
    });
    desk.addEventListener("drawn", () => this.isConnected && this.show());
  }

  ticks() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("input")]);
  }

  /** What is in the box so far stands in the count. */
  show() {
    const boxed = this.ticks().reduce((sum, tick) => sum + (tick.checked ? Number(tick.value) : 0), 0);
    const place = this.desk?.querySelector('[data-count="boxed"]');
    if (place && boxed > 0) place.textContent = String(boxed);
  }
}

customElements.define("counted-regions", CountedRegions);
