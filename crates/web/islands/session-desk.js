// @ts-check
/**
 * The session page as a desk that stays: a tap is kept on this tablet, shown at once and sent when the line is there. What
 * other tablets record comes in by itself. Without this script every tap is a form that is sent and comes back as a page.
 */

import { Hand } from "./lib/hand.js";
import { outbox } from "./lib/outbox.js";
import { overlay } from "./lib/overlay.js";
import { bare, essence, replace } from "./lib/replace.js";
import { say, show, slip, unsay } from "./lib/slips.js";
import { chosen, propose, said, settle, words } from "./lib/typed.js";
import { keepPage } from "./lib/vault.js";

/** @typedef {import("./lib/outbox.js").Outbox} Outbox */
/** @typedef {import("./lib/outbox.js").Kept} Kept */

/** Look for what other tablets recorded this often, ms. */
const LOOK_MS = 4_000;
/** Stop looking this long after the last touch, ms: looking must not keep a forgotten tablet signed in. */
const TOUCHED_MS = 60_000;

class SessionDesk extends HTMLElement {
  /** @type {Outbox | null} */
  #box = null;
  /** The page as the server last sent it. @type {Element} */
  #base = this;
  /** Sent since that page was asked for. @type {Kept[]} */
  #settled = [];
  /** What each part was last drawn from. @type {Map<string, string>} */
  #drawn = new Map();
  /** The page as it came. @type {Element} */
  #came = this;
  /** What a part with a refused form would be drawn as: until the server says something else of it, the refusal stays. @type {Map<string, string>} */
  #refused = new Map();
  /** What is wrong with a form, as long as it is. @type {{ action: string, code: string, sentence: string } | null} */
  #slip = null;
  #looking = false;
  #drawing = Promise.resolve();
  #touchedAt = Date.now();
  #hand = new Hand();
  /** The needle whose card is open: the last that was placed or touched. */
  #inHand = "";

  async connectedCallback() {
    // The copy is not in the page: nothing in it comes alive. What islands have moved by hand stays out of it: a style that stands
    // in markup is refused, the server never writes one.
    const markup = this.outerHTML.replace(/(<[a-z][^<>]*?) style="[^"]*"/g, "$1");
    this.#base = /** @type {Element} */ (new DOMParser().parseFromString(markup, "text/html").querySelector("session-desk"));
    this.#came = this.#base;
    this.addEventListener("submit", (event) => this.#submit(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("input", chosen);
    const box = await outbox();
    if (!box) return;
    this.#box = box;
    box.addEventListener("sent", (event) => this.#settled.push(/** @type {CustomEvent} */ (event).detail.entry));
    box.addEventListener("change", () => {
      void this.draw();
      if (this.#settled.length > 0) void this.look();
    });
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => (this.#touchedAt = Date.now()), { passive: true });
    document.addEventListener("visibilitychange", () => void this.look());
    window.addEventListener("focus", () => void this.look());
    const due = () => this.#settled.length > 0 || Date.now() - this.#touchedAt < TOUCHED_MS;
    window.setInterval(() => due() && void this.look(), LOOK_MS);
    // A page that was kept on this tablet may be older than what was sent since.
    if (document.documentElement.hasAttribute("data-kept")) this.#settled.push(...(await box.settled(this.session)));
    await this.draw();
    await this.look();
    this.dataset.ready = "yes";
  }

  get session() {
    return this.getAttribute("session") ?? "";
  }

  /** What would be right, on one tap: the published limit, or what the rule advises. @param {HTMLFormElement} form @param {HTMLElement | null} button @param {import("./lib/slips.js").Slip} wrong */
  #instead(form, button, wrong) {
    const offers = { "needle.depth_reason_missing": ["depth_mm", this.dataset.shallower, "{mm}"], "screening.site_reason_missing": ["caution_reason", this.dataset.advised, "{todo}"] };
    const [name = "", label = "", gap = ""] = offers[/** @type {keyof offers} */ (wrong.code)] ?? [];
    if (!name) return undefined;
    const act = () => {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = wrong.detail;
      form.requestSubmit(button);
    };
    return { label: label.replace(gap, wrong.detail), act };
  }

  /** A spot on the map is its point's button, and once the needle is in, its card; a card that is touched opens. @param {Event} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const touched = target.closest(".needle")?.getAttribute("data-needle");
    if (touched && touched !== this.#inHand) {
      this.#inHand = touched;
      void this.draw();
    }
    const spot = target.closest("[data-spot]");
    if (!spot || !this.#box) return;
    event.preventDefault();
    const place = CSS.escape(spot.getAttribute("data-spot") ?? "");
    const needle = this.querySelector(`.needle.is-in[data-place="${place}"]`);
    if (needle) {
      this.#inHand = needle.getAttribute("data-needle") ?? "";
      void this.draw().then(() => card(this, this.#inHand)?.scrollIntoView({ block: "nearest" }));
      return;
    }
    const planned = this.querySelector(`.plan-part:has(input[name="place"][value="${place}"]) button.part`);
    const button = planned ?? this.querySelector(`.points button[value="${place}"]`);
    if (!(button instanceof HTMLButtonElement)) return;
    // What keeps a needle from there stands on its button.
    if (button.disabled) button.scrollIntoView({ block: "center" });
    else button.click();
  }

  /** What the page counts. */
  get count() {
    const number = (/** @type {string} */ name) => Number(this.querySelector(`[data-count="${name}"]`)?.textContent);
    return { placed: number("placed"), stillIn: number("still-in") };
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !this.#box || event.defaultPrevented) return;
    if (form.closest("#signature")) return this.#sign(event, form, this.#box);
    // Before the gate is open the server says what is missing; nothing is kept that could not have been.
    const gateClosed = form.matches(".placing") && this.querySelector(".gate.closed") !== null;
    if (!form.hasAttribute("data-queue") || gateClosed) return;
    event.preventDefault();
    const button = event.submitter;
    unsay(form);
    if (form.matches(".placing")) propose(form, button);
    this.#slip = null;
    const wrong = slip(form, button, this.count);
    if (wrong) {
      const sentences = JSON.parse(this.dataset.refusals ?? "{}");
      const sentence = wrong.sentence ?? String(sentences[wrong.code] ?? wrong.code).replace("{detail}", wrong.detail);
      say(form, wrong, sentence, this.#instead(form, button, wrong));
      this.#slip = { action: form.action, code: wrong.code, sentence };
      return;
    }
    void this.record(this.#box, new URL(form.action).pathname, said(form, button), words(form, button), form.dataset.id);
    settle(form);
  }

  /** A part that was drawn anew has lost what was said in it; what is still wrong is said again. */
  #sayAgain() {
    const { action, code, sentence } = this.#slip ?? {};
    const form = [...this.querySelectorAll("form")].find((form) => form.action === action && !form.matches(".placing"));
    if (!form || !sentence || form.querySelector(".slip")) return;
    const wrong = slip(form, null, this.count);
    if (wrong && wrong.code === code) show(form, wrong, sentence);
    else this.#slip = null;
  }

  /** Keeps an entry and draws it. @param {Outbox} box @param {string} path @param {[string, string][]} fields @param {string} words @param {string} [known] the id, where the server has chosen it */
  async record(box, path, fields, words, known) {
    const id = await box.add(this.session, path, fields, words, known);
    if (path.endsWith("/needles")) this.#inHand = id;
    await this.draw();
    this.dispatchEvent(new CustomEvent("recorded", { bubbles: true, detail: { id, path, fields, words } }));
  }

  /** Takes the last tap back: an entry of its own. @param {string} path @param {[string, string][]} fields @param {string} words */
  async undo(path, fields, words) {
    if (this.#box) await this.record(this.#box, path, fields, words);
  }

  /** What is signed must be with the server: what waits is sent first. @param {SubmitEvent} event @param {HTMLFormElement} form @param {Outbox} box */
  #sign(event, form, box) {
    if (Number(document.querySelector("outbox-state")?.getAttribute("data-count")) === 0) return;
    event.preventDefault();
    void (async () => {
      await box.deliver();
      const { waiting } = await box.standing();
      if (waiting > 0) return;
      await this.look();
      form.submit();
    })();
  }

  /** Asks the server how the session stands; while something waits to be sent it need not. */
  async look() {
    const box = this.#box;
    if (!box || this.#looking || document.hidden || document.documentElement.classList.contains("is-locked")) return;
    // One look at a time: an older answer must not come after a newer one.
    this.#looking = true;
    let seen = false;
    try {
      if ((await box.standing()).waiting > 0) return;
      const known = this.#settled.length;
      const sent = await box.settled(this.session);
      // Not the address of the window: after a refused form that one cannot be asked for.
      const answer = await fetch(`/sessions/${this.session}`, { headers: { Accept: "text/html" } });
      if (answer.redirected && new URL(answer.url).pathname.endsWith("/note")) {
        location.assign(answer.url);
        return;
      }
      const html = answer.ok ? await answer.text() : "";
      const desk = new DOMParser().parseFromString(html, "text/html").querySelector("session-desk");
      if (!desk) return;
      this.#base = desk;
      this.#settled.splice(0, known);
      await keepPage(box.holder, this.session, html);
      await box.shown(sent);
      await this.draw();
      seen = true;
    } catch {
      // The line is gone: what is here is what is known.
    } finally {
      this.#looking = false;
      if (seen && this.#settled.length > 0) void this.look();
    }
  }

  /** Draws what is known and what is kept; one drawing after the other. */
  draw() {
    this.#drawing = this.#drawing.then(() => this.#draw()).catch((error) => console.warn("the session could not be drawn", error));
    return this.#drawing;
  }

  async #draw() {
    await this.#hand.free();
    const kept = (await this.#box?.kept())?.filter((entry) => entry.session === this.session) ?? [];
    const here = new Set(kept.map((entry) => entry.id));
    const next = /** @type {Element} */ (this.#base.cloneNode(true));
    overlay(next, this.getAttribute("zone") ?? "UTC", [...this.#settled.filter((entry) => !here.has(entry.id)), ...kept]);
    await this.#hand.free();
    const signing = this.querySelector("#signature") !== null;
    card(next, this.#inHand)?.classList.add("in-hand");
    for (const part of next.querySelectorAll("[data-live]")) {
      const name = part.getAttribute("data-live") ?? "";
      const old = this.querySelector(`[data-live="${name}"]`);
      const drawn = essence(part.outerHTML);
      if (!old || this.#drawn.get(name) === drawn) continue;
      if (this.#base !== this.#came && old.querySelector("section.refused")) {
        const said = (/** @type {Element} */ page) => bare(page.querySelector(`[data-live="${name}"]`));
        if (!this.#refused.has(name) && said(this.#base) === said(this.#came)) this.#refused.set(name, drawn);
        if (this.#refused.get(name) === drawn) continue;
      }
      this.#drawn.set(name, drawn);
      replace(old, /** @type {Element} */ (document.importNode(part, true)));
    }
    this.#sayAgain();
    // Counted, and with the server: the signature is next, and the keyboard is already there.
    const password = this.querySelector("#signature input[type=password]");
    if (!signing && password instanceof HTMLInputElement) password.focus();
    // Everything sent is in the page that the server last gave, which is the one that is kept.
    this.toggleAttribute("data-current", this.#settled.length === 0);
    this.dispatchEvent(new CustomEvent("drawn"));
  }
}

/** @param {Element} root @param {string} needle */
const card = (root, needle) => (needle ? root.querySelector(`.needle[data-needle="${CSS.escape(needle)}"]`) : null);

customElements.define("session-desk", SessionDesk);
