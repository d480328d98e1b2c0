// @ts-check
/**
 * Covers the page when nobody touches it for a while, and uncovers it for the password or the PIN. The page underneath stays as it
 * is, with everything that was half typed. Without this script the server still locks: it asks for the password when
 * the entry is sent, and keeps the entry.
 */

/** Look at the clock this often, ms: a closed lid stops timers, so elapsed time is compared, not counted. */
const LOOK_MS = 5_000;
/** Write down at most this often that somebody is there, ms. */
const NOTE_MS = 2_000;
/** What is said of a secret that does not fit, by the server's code: the message's data attribute. */
const WRONG = new Map([["pin.wrong", "wrongPin"], ["pin.spent", "pinSpent"]]);
/** The time of the last input in any window of this browser, ms since 1970. */
const LAST_INPUT = "drypoint.last-input";

class IdleLock extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    const form = this.querySelector("form");
    const minutes = Number(this.getAttribute("minutes"));
    if (!dialog || !form || !(minutes > 0) || this.dialog) return;

    this.dialog = dialog;
    this.form = form;
    this.idleMs = minutes * 60_000;
    this.locked = false;
    this.touch(true);

    for (const kind of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "input"]) {
      document.addEventListener(kind, () => this.touch(false), { passive: true, capture: true });
    }
    window.setInterval(() => this.look(), LOOK_MS);
    document.addEventListener("visibilitychange", () => this.look());
    window.addEventListener("pageshow", () => this.look());
    // Another window was unlocked: this one need not ask again.
    window.addEventListener("storage", (event) => {
      if (event.key === LAST_INPUT && this.locked) this.look();
    });
    // Whoever leaves the tablet covers it at once, here, with the server, and in the other windows.
    document.querySelector('form[action="/sign-in/lock"]')?.addEventListener("submit", (event) => {
      event.preventDefault();
      localStorage.setItem(LAST_INPUT, "0");
      this.lock();
      void fetch("/sign-in/lock", { method: "POST", headers: { Accept: "application/json" } }).catch(() => {});
    });
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => this.locked && dialog.showModal());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.unlock();
    });
  }

  /** @returns {number} The last input anywhere in this browser, ms since 1970. */
  lastInput() {
    return Number(localStorage.getItem(LAST_INPUT)) || 0;
  }

  /** @param {boolean} now Write it down even if it was just written. */
  touch(now) {
    if (this.locked) return;
    const time = Date.now();
    // The time may have run out while the machine slept: then the first touch must not extend it.
    if (!now && this.isIdle()) {
      this.lock();
    } else if (now || time - this.lastInput() > NOTE_MS) {
      localStorage.setItem(LAST_INPUT, String(time));
    }
  }

  isIdle() {
    return Date.now() - this.lastInput() >= (this.idleMs ?? Infinity);
  }

  look() {
    if (!this.locked && this.isIdle()) this.lock();
    else if (this.locked && !this.isIdle()) this.open();
  }

  lock() {
    if (!this.dialog) return;
    this.locked = true;
    this.focusedBefore = document.activeElement;
    document.documentElement.classList.add("is-locked");
    this.say("");
    this.dialog.showModal();
    this.secrets()[0]?.focus();
  }

  /** Uncovers the page and gives the focus back. */
  open() {
    this.locked = false;
    document.documentElement.classList.remove("is-locked");
    this.form?.reset();
    this.dialog?.close();
    if (this.focusedBefore instanceof HTMLElement) this.focusedBefore.focus({ preventScroll: true });
  }

  /** The PIN where there is one, and the password. @returns {HTMLInputElement[]} */
  secrets() {
    return /** @type {HTMLInputElement[]} */ ([...(this.form?.querySelectorAll("input[type=password]") ?? [])]);
  }

  /** @param {string} which The message's data attribute; empty clears it. */
  say(which) {
    const place = this.querySelector(".error");
    if (place instanceof HTMLElement) place.textContent = which ? (place.dataset[which] ?? "") : "";
  }

  async unlock() {
    if (!this.form) return;
    this.say("");
    let status = 0;
    let code = "";
    try {
      const body = new URLSearchParams();
      for (const field of this.secrets()) body.set(field.name, field.value);
      const headers = { Accept: "application/json" };
      const answer = await fetch(this.form.action, { method: "POST", headers, body });
      status = answer.status;
      if (status === 401) code = String((await answer.json()).code);
    } catch {
      // No answer: said below.
    }
    if (status === 204) {
      localStorage.setItem(LAST_INPUT, String(Date.now()));
      this.open();
    } else if (status === 403) {
      location.assign("/sign-in");
    } else {
      this.say(status === 401 ? (WRONG.get(code) ?? "wrong") : status === 429 ? "tooMany" : "unreachable");
      const again = code === "pin.spent" ? this.secrets().at(-1) : this.secrets()[0];
      again?.closest("details")?.setAttribute("open", "");
      again?.select();
    }
  }
}

customElements.define("idle-lock", IdleLock);
