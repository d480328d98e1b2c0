// @ts-check
/**
 * Rings on a page that is open already when a patient's answer must be looked at. Without this script it rings on the next page.
 * What it asks keeps no sign-in from locking.
 */

/** Ask again this often, ms, while the page is in sight. */
const ASK_MS = 20_000;

class RingingBell extends HTMLElement {
  connectedCallback() {
    if (this.timer) return;
    this.setAttribute("role", "status");
    this.timer = window.setInterval(() => void this.ask(), ASK_MS);
    document.addEventListener("visibilitychange", () => void this.ask());
  }

  async ask() {
    if (document.hidden) return;
    const answer = await fetch("/ringing", { headers: { Accept: "text/html" }, redirect: "error" }).catch(() => null);
    // Locked, signed out or no line: what was known stays.
    if (!answer?.ok) return;
    const bell = await answer.text();
    if (bell !== this.innerHTML) this.innerHTML = bell;
  }
}

customElements.define("ringing-bell", RingingBell);
