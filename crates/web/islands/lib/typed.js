// @ts-check
// What is typed in the session's forms: what it says, for people; and when it is recorded and no draft any more.

/** What an entry says, for people. @param {HTMLFormElement} form @param {HTMLElement | null} button */
export function words(form, button) {
  if (button?.dataset.words) return tidy(button.dataset.words);
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name))?.value ?? "";
  if (form.matches(".placing")) return tidy([value("muscle"), value("point"), value("side")].join(" "));
  if (form.dataset.words) {
    const chosen = [...form.querySelectorAll("input:checked + span")].map((label) => label.querySelector(".tile-name")?.textContent ?? label.textContent ?? "");
    return tidy(chosen.join(", ") || form.dataset.words);
  }
  const needle = form.closest(".needle")?.querySelector("h3")?.textContent ?? "";
  const label = form.querySelector("[role=group]")?.getAttribute("aria-label") ?? "";
  return tidy(`${[needle, label].filter(Boolean).join("")} ${button?.textContent ?? ""}`);
}

/** @param {string} text */
const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** What a form says, as it is sent. Settings of a current that is not there say nothing. @param {HTMLFormElement} form @param {HTMLElement | null} button @returns {[string, string][]} */
export function said(form, button) {
  const data = new FormData(form, button);
  const current = data.get("technique") === "electrical";
  /** @type {[string, string][]} */
  const fields = [];
  for (const [name, value] of data) {
    if (name === "command_id" || typeof value !== "string" || (name.startsWith("current_") && !current)) continue;
    fields.push([name, value]);
  }
  return fields;
}

/** The fields of how a needle is placed, by the data attributes that propose them. */
const HOW = new Map([["size", "needle_size"], ["technique", "technique"], ["approach", "approach"]]);

/** Puts what is usual at a place into the form, where nobody chose otherwise by hand. @param {HTMLFormElement} form @param {HTMLElement | null | undefined} place a point's button, or a muscle of the list */
export function propose(form, place) {
  if (!place?.dataset.size) return;
  for (const [what, name] of HOW) {
    const field = form.elements.namedItem(name);
    const usual = place.dataset[what] ?? "";
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.hasAttribute("data-chosen")) continue;
    field.value = usual;
  }
}

/** What somebody chooses by hand holds for the needles that follow; an approach for the next one. @param {Event} event */
export function chosen(event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !field.closest(".placing")) return;
  if (![...HOW.values()].includes(field.name)) return;
  field.setAttribute("data-chosen", "");
  if (field.name !== "approach") field.form?.classList.add("is-chosen");
}

/** What was typed is recorded: it is no draft any more. @param {HTMLFormElement} form */
export function settle(form) {
  if (form.matches(".placing")) {
    for (const name of ["depth_reason", "both_sides_reason", "caution_reason", "caution_reason_for", "muscle", "point", "approach"]) clear(form, name);
    for (const kept of form.querySelectorAll('input[name^="caution_reason:"]')) kept.remove();
  }
  else if (form.hasAttribute("data-fresh")) form.reset();
  else {
    for (const field of form.querySelectorAll("textarea, input[type=text]")) {
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.defaultValue = field.value;
    }
    for (const field of form.querySelectorAll("input[type=radio]")) {
      if (field instanceof HTMLInputElement) field.defaultChecked = field.checked;
    }
  }
  if (form.hasAttribute("data-fresh") || form.hasAttribute("data-fold")) form.closest("details")?.removeAttribute("open");
}

/** @param {HTMLFormElement} form @param {string} name */
function clear(form, name) {
  const field = form.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = "";
  field.removeAttribute("data-chosen");
}
