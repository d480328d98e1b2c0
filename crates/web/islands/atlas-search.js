// @ts-check
/**
 * The search box of the atlas: results under it while typing, arrow keys to choose, Enter to open.
 * Without this script it is a plain form that leads to the page of results. Nothing that is looked for here is a patient's,
 * so it is asked for by its address.
 */

/** Wait this long after a key before asking, ms. */
const PAUSE_MS = 60;
/** Ask from this many characters on. */
const QUERY_MIN = 2;

class AtlasSearch extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=search]");
    const form = this.querySelector("form");
    if (!(input instanceof HTMLInputElement) || !form || this.list) return;

    this.input = input;
    this.list = document.createElement("div");
    this.list.className = "suggestions";
    this.list.id = "atlas-suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
    this.list.hidden = true;
    form.after(this.list);

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");

    input.addEventListener("input", () => this.later());
    input.addEventListener("focus", () => this.options().length > 0 && this.show(true));
    input.addEventListener("keydown", (event) => this.key(event));
    this.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node) || !this.contains(event.relatedTarget)) this.show(false);
    });
    // The stroke leads to the patients where somebody is signed in.
    if (document.querySelector("patient-search")) return;
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
  }

  /** Asks after a pause, so that a fast typist asks once. */
  later() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), PAUSE_MS);
  }

  async ask() {
    const query = this.input?.value.trim() ?? "";
    this.request?.abort();
    if (query.length < QUERY_MIN) {
      this.fill("");
      return;
    }
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await fetch(`/atlas/suggestions?${new URLSearchParams({ q: query })}`, {
        signal: request.signal,
        headers: { Accept: "text/html" },
      });
      if (answer.ok) this.fill(await answer.text());
    } catch (error) {
      // Typed on, or no answer: Enter still leads to the page of results.
      if (!(error instanceof DOMException)) this.fill("");
    }
  }

  /** @param {string} html The list as the server wrote it; texts in it are escaped there. */
  fill(html) {
    if (!this.list) return;
    this.list.innerHTML = html;
    for (const [index, option] of this.options().entries()) {
      option.id = `atlas-suggestion-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("tabindex", "-1");
      option.setAttribute("aria-selected", "false");
    }
    for (const item of this.list.querySelectorAll("ul, li")) item.setAttribute("role", "presentation");
    this.choose(-1);
    this.show(html !== "" && this.contains(document.activeElement));
  }

  /** @returns {HTMLElement[]} */
  options() {
    return this.list ? [...this.list.querySelectorAll("a")] : [];
  }

  /** @param {boolean} open */
  show(open) {
    if (!this.list) return;
    this.list.hidden = !open;
    this.input?.setAttribute("aria-expanded", String(open));
    if (!open) this.choose(-1);
  }

  /** @param {number} index Which one; -1 is none. */
  choose(index) {
    const options = this.options();
    this.chosen = options[index];
    for (const option of options) option.setAttribute("aria-selected", String(option === this.chosen));
    if (this.chosen) {
      this.input?.setAttribute("aria-activedescendant", this.chosen.id);
      this.chosen.scrollIntoView({ block: "nearest" });
    } else {
      this.input?.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const options = this.options();
    const at = this.chosen ? options.indexOf(this.chosen) : -1;
    if (event.key === "ArrowDown" && options.length > 0) {
      this.show(true);
      this.choose((at + 1) % options.length);
    } else if (event.key === "ArrowUp" && options.length > 0) {
      this.show(true);
      this.choose(at <= 0 ? options.length - 1 : at - 1);
    } else if (event.key === "Enter" && this.chosen && !this.list?.hidden) {
      this.chosen.click();
    } else if (event.key === "Escape" && !this.list?.hidden) {
      this.show(false);
    } else {
      return;
    }
    event.preventDefault();
  }
}

customElements.define("atlas-search", AtlasSearch);
