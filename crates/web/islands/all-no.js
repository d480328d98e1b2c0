// @ts-check
/**
 * One tap answers "no" to the questions that are still open, after the others were answered. It stands at the end of
 * the list and leaves every given answer alone; without this script each question is answered by itself.
 */

class AllNo extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    const button = this.querySelector("button");
    if (!this.form || !button) return;
    button.addEventListener("click", () => this.answer());
    this.form.addEventListener("change", () => this.count());
    this.count();
  }

  /** @returns {HTMLFieldSetElement[]} Questions without an answer. */
  unanswered() {
    const questions = this.form?.querySelectorAll("fieldset.question") ?? [];
    return [...questions].filter(
      (question) =>
        // What is proposed as last time is confirmed there, and never answered "no" from here.
        !question.closest("[data-proposed]") && !question.querySelector("input[name^='answer.']:checked"),
    ).map((question) => /** @type {HTMLFieldSetElement} */ (question));
  }

  count() {
    const count = this.unanswered().length;
    this.hidden = count === 0;
    const place = this.querySelector(".all-no-count");
    if (place) place.textContent = `(${count})`;
  }

  answer() {
    for (const question of this.unanswered()) {
      const no = question.querySelector('input[value="no"]');
      if (no instanceof HTMLInputElement) no.checked = true;
    }
    this.count();
    const send = this.form?.querySelector("button[type=submit]");
    if (send instanceof HTMLElement) send.focus();
  }
}

customElements.define("all-no", AllNo);
