// @ts-check
/**
 * Says what the last tap recorded and takes it back on one tap: as a correction with a reason, which the record keeps. Without this
 * script it is done on the needle's card.
 */

/** @typedef {{ id: string, path: string, fields: [string, string][], words: string }} Recorded */
/** @typedef {HTMLElement & { undo: (path: string, fields: [string, string][], words: string) => Promise<void> }} Desk */

class UndoBar extends HTMLElement {
  connectedCallback() {
    const desk = /** @type {Desk | null} */ (this.closest("session-desk"));
    desk?.addEventListener("recorded", (event) => this.follow(/** @type {CustomEvent<Recorded>} */ (event).detail));
    this.querySelector("button")?.addEventListener("click", () => {
      const { back, words } = this;
      if (!desk || !back) return;
      this.hidden = true;
      void desk.undo(back, [["reason", this.dataset.reason ?? ""]], `${this.querySelector("button")?.textContent}: ${words}`);
    });
  }

  /** @param {Recorded} last */
  follow(last) {
    this.back = backFrom(last);
    this.words = last.words;
    this.hidden = this.back === "";
    const said = this.querySelector("p");
    if (said) said.textContent = last.words;
  }
}

/** Where what was recorded is taken back; empty: there is no way back on one tap. @param {Recorded} last */
function backFrom({ id, path, fields }) {
  if (path.endsWith("/needles")) return `${path}/${id}/retraction`;
  if (path.endsWith("/removal")) return path.replace(/removal$/, "removal-retraction");
  const twitch = fields.some(([name, value]) => name === "twitches_added" && value === "1");
  return path.endsWith("/responses") && twitch ? path.replace(/responses$/, "twitch-retraction") : "";
}

customElements.define("undo-bar", UndoBar);
