// @ts-check
/**
 * Says on every page what is kept on this tablet and not sent yet, sends it, and shows what the server would not take until
 * somebody has decided. Nothing is let go when the sign-in ends before it was sent.
 */

import { forget, outbox } from "./lib/outbox.js";

/** @typedef {import("./lib/outbox.js").Outbox} Outbox */

/** Longest wait for the last entries when somebody signs out, ms. */
const LEAVING_MS_MAX = 5_000;

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

class OutboxState extends HTMLElement {
  async connectedCallback() {
    for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
      form.addEventListener("submit", (event) => this.box && this.leave(event, this.box));
    }
    const box = await outbox();
    if (!box) return;
    this.box = box;
    box.addEventListener("change", () => void this.draw(box));
    this.inside(".again")?.addEventListener("click", () => void box.tryAgain());
    await this.draw(box);
    await box.deliver();
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  inside(selector) {
    return this.querySelector(selector);
  }

  /** @param {Outbox} box */
  async draw(box) {
    const standing = await box.standing();
    const { waiting, refused } = standing;
    const words = waiting > 0 ? [(this.dataset.waiting ?? "").replace("{count}", String(waiting))] : [];
    if (waiting > 0 && standing.lastSent > 0) words.push((this.dataset.sent ?? "").replace("{time}", time.format(standing.lastSent)));
    const todo = standing.line === "locked" ? this.dataset.locked : standing.line === "signed-out" ? this.dataset.signedOut : "";
    const line = this.inside(".outbox-waiting");
    const text = words.join(", ") + (waiting > 0 ? `. ${todo ?? ""}` : "");
    if (line && line.textContent !== text) line.textContent = text.trim();
    this.dataset.count = String(waiting);
    this.dataset.refused = String(refused);
    this.inside(".outbox-refused")?.toggleAttribute("hidden", refused === 0);
    await this.list(box, refused);
    this.hidden = waiting + refused === 0;
    this.dataset.ready = "yes";
  }

  /** What only lacks a reason takes it here. @param {DocumentFragment} item @param {import("./lib/outbox.js").Kept} entry @param {Outbox} box */
  reason(item, entry, box) {
    const form = item.querySelector("form");
    const field = entry.refusal?.field ?? "";
    const input = form?.querySelector("input");
    if (!form || !input || !field.endsWith("_reason")) return form?.remove();
    input.setAttribute("aria-label", `${input.getAttribute("aria-label")}: ${entry.words}`);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value.trim() !== "") void box.complete(entry.at, entry.refusal?.rule ? `${field}:${entry.refusal.rule}` : field, input.value);
    });
  }

  /** @param {Outbox} box @param {number} refused */
  async list(box, refused) {
    const list = this.inside(".outbox-refused ul");
    const template = this.querySelector("template");
    if (!list || !(template instanceof HTMLTemplateElement)) return;
    const entries = refused > 0 ? (await box.kept()).filter((entry) => entry.refused) : [];
    const shown = entries.map((entry) => entry.id).join();
    if (list.dataset.shown === shown) return;
    list.dataset.shown = shown;
    list.replaceChildren(
      ...entries.map((entry) => {
        const item = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
        const set = (/** @type {string} */ selector, /** @type {string} */ text) => {
          const place = item.querySelector(selector);
          if (place) place.textContent = text;
        };
        set(".outbox-what strong", entry.words);
        item.querySelector("li")?.setAttribute("data-code", entry.refusal?.code ?? "");
        set("time", time.format(entry.tapped_at_us / 1_000));
        const why = item.querySelector(".outbox-why");
        if (why instanceof HTMLElement) why.textContent = entry.refusal?.message || (why.dataset.unknown ?? "");
        this.reason(item, entry, box);
        item.querySelector(".leave-out")?.addEventListener("click", () => void box.leaveOut(entry.at));
        return item;
      }),
    );
  }

  /** Sends what is left before the sign-in ends; what cannot be sent stays, sealed, and somebody is told. @param {Event} event @param {Outbox} box */
  leave(event, box) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const patience = new Promise((done) => setTimeout(done, LEAVING_MS_MAX));
    void Promise.race([box.deliver(), patience]).then(async () => {
      const { waiting, refused } = await box.standing();
      const go = async () => {
        await forget(box.holder.staff);
        form.submit();
      };
      if (waiting + refused === 0) await go();
      else this.ask(waiting + refused, go);
    });
  }

  /** @param {number} count @param {() => Promise<void>} go */
  ask(count, go) {
    const dialog = this.querySelector("dialog");
    const text = dialog?.querySelector("p");
    if (!dialog || !text) return;
    text.textContent = (text.dataset.text ?? "").replace("{count}", String(count));
    // A hidden parent would hide the dialog with it.
    this.hidden = false;
    dialog.querySelector(".stay")?.addEventListener("click", () => dialog.close(), { once: true });
    dialog.querySelector(".leave")?.addEventListener("click", () => void go(), { once: true });
    dialog.showModal();
  }
}

customElements.define("outbox-state", OutboxState);
