// @ts-check
// A search box with suggestions under it while typing: arrow keys choose, Enter opens, Escape closes. Without a script its form
// leads to the page of results.

/** Ask from this many characters on. */
const QUERY_MIN = 2;

/** A form with a search box that becomes a combobox. What is asked, and how, the search itself says. */
export class SuggestingSearch extends HTMLElement {
  /** Wait this long after a key before asking, ms. */
  pauseMs = 90;
  /** The id of its list, and the start of the ids of what is in it. */
  listId = "suggestions";

  /** Asks the server for the list. @param {string} _query @param {AbortSignal} _signal @returns {Promise<Response>} */
  asked(_query, _signal) {
    throw new Error("each search says whom it asks");
  }

  /** Whether the slash key leads here. */
  get takesSlash() {
    return true;
  }

  connectedCallback() {
    const input = this.querySelector("input[type=search]");
    const form = this.querySelector("form");
    if (!(input instanceof HTMLInputElement) || !form || this.list) return;

    this.input = input;
    this.list = document.createElement("div");
    this.list.className = "suggestions";
    this.list.id = this.listId;
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
    if (!this.takesSlash) return;
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
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
    this.timer = window.setTimeout(() => this.ask(), this.pauseMs);
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
      const answer = await this.asked(query, request.signal);
      // A redirect is the way to the door, not a list.
      if (answer.ok && !answer.redirected) this.fill(await answer.text());
    } catch (error) {
      // Typed on, or no answer: Enter still leads to the results page.
      if (!(error instanceof DOMException)) this.fill("");
    }
  }

  /** @param {string} html The list as the server wrote it; texts in it are escaped there. */
  fill(html) {
    if (!this.list) return;
    this.list.innerHTML = html;
    for (const [index, option] of this.options().entries()) {
      option.id = `${this.listId}-${index}`;
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
    return this.list ? [...this.list.querySelectorAll(/** @type {"a"} */ ("a, button"))] : [];
  }

  /** @param {boolean} open */
  show(open) {
    if (!this.list) return;
    this.list.hidden = !open;
    this.input?.setAttribute("aria-expanded", String(open));
    if (!open) this.choose(-1);
  }

  /** @param {number} index Which suggestion; -1 is none. */
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
