// @ts-check
/** A button that prints; without this script it is not shown, and the browser's own menu prints. */

class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", () => window.print());
  }
}

customElements.define("print-page", PrintPage);
