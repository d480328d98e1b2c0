// @ts-check
/** The search box on every page: patients by name, birth date or number. */

import { SuggestingSearch } from "./lib/suggestions.js";

class PatientSearch extends SuggestingSearch {
  listId = "search-suggestions";

  /** In the body, not in the address: a name that is searched for stays out of logs and histories. @param {string} query @param {AbortSignal} signal */
  asked(query, signal) {
    return fetch("/patients/suggestions", {
      method: "POST",
      body: new URLSearchParams({ q: query }),
      signal,
      headers: { Accept: "text/html" },
    });
  }
}

customElements.define("patient-search", PatientSearch);
