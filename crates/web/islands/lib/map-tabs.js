// @ts-check
// Tabs of the views of the whole body, in the order in which it turns, and the close-ups of each.

export class Tabs {
  #root;

  /** @param {HTMLElement} root the body map @param {(view: string) => void} show a view was chosen */
  constructor(root, show) {
    this.#root = root;
    root.addEventListener("click", (e) => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (e.target).closest(".bm-tab, .bm-zone"));
      if (!button) return;
      // They scroll sideways where they do not fit.
      button.scrollIntoView({ block: "nearest", inline: "center" });
      show(button.dataset.view ?? "front");
    });
    root.querySelector(".bm-views")?.addEventListener("keydown", (e) => this.#key(/** @type {KeyboardEvent} */ (e), show));
  }

  /** Marks the view that is in sight. @param {string} view @param {string | undefined} from the view from which one comes to it, if it is a close-up */
  choose(view, from) {
    // Close-ups stay beside the view of the whole body that one came from.
    const stay = from !== undefined && this.#zones().find((zones) => !zones.hidden && zones.querySelector(`[data-view="${view}"]`));
    for (const zones of this.#zones()) {
      zones.hidden = stay ? zones !== stay : zones.dataset.view !== (from ?? view);
      for (const zone of /** @type {NodeListOf<HTMLElement>} */ (zones.querySelectorAll(".bm-zone")))
        zone.setAttribute("aria-pressed", String(zone.dataset.view === view));
    }
    const whole = (stay && stay.dataset.view) || (from ?? view);
    for (const tab of this.#tabs()) {
      const chosen = tab.dataset.view === whole;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
  }

  /** The view of the whole body that is chosen, or from which one came to a close-up. */
  get whole() {
    return this.#tabs().find((tab) => tab.tabIndex === 0)?.dataset.view ?? "front";
  }

  /** @returns {HTMLElement[]} */
  #tabs() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-tab"))];
  }

  /** @returns {HTMLElement[]} */
  #zones() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".bm-zones"))];
  }

  /** @param {KeyboardEvent} event @param {(view: string) => void} show */
  #key(event, show) {
    const tabs = this.#tabs().filter((tab) => tab.offsetParent !== null);
    const here = tabs.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
    if (here < 0 || to === undefined) return;
    const tab = tabs.at(to % tabs.length);
    show(tab?.dataset.view ?? "front");
    tab?.focus();
    event.preventDefault();
  }
}
