// @ts-check
/** The search box of the atlas. Nothing that is looked for here is a patient's, so it is asked for by its address. */

import { SuggestingSearch } from "./lib/suggestions.js";

class AtlasSearch extends SuggestingSearch {
  pauseMs = 60;
  listId = "atlas-suggestions";

  /** The stroke leads to the patients where somebody is signed in. */
  get takesSlash() {
    return document.querySelector("patient-search") === null;
  }

  /** @param {string} query @param {AbortSignal} signal */
  asked(query, signal) {
    return fetch(`/atlas/suggestions?${new URLSearchParams({ q: query })}`, { signal, headers: { Accept: "text/html" } });
  }
}

customElements.define("atlas-search", AtlasSearch);
