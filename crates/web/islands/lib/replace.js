// @ts-check
// Puts a new version of a part of the page in place of the old one and keeps what the person has in hand: what is open, what
// is typed, where the focus is.

/** What two renderings of the same thing differ in: ids that are minted for each. @param {string} html */
export const essence = (html) =>
  html.replace(/name="command_id" value="[^"]*"/g, "").replace(/ ?(data-keep|class)=""/g, "").replace(/\s+/g, " ");

/** What a part says apart from what was typed into it and what was wrong with that. @param {Element | null} part */
export function bare(part) {
  const copy = /** @type {Element | undefined} */ (part?.cloneNode(true));
  if (!copy) return "";
  for (const said of copy.querySelectorAll("section.refused, .error")) said.remove();
  for (const typed of copy.querySelectorAll("textarea, summary .soft")) typed.textContent = "";
  for (const element of copy.querySelectorAll("*")) {
    for (const name of ["open", "checked", "selected", "value", "aria-invalid", "aria-describedby", "autofocus"]) element.removeAttribute(name);
    element.classList.remove("has-error");
  }
  return essence(copy.outerHTML);
}

/** Tells an element of the old version in the new one. @param {Element} element */
function key(element) {
  if (element.id) return element.id;
  const form = element.closest("form");
  const near = element.closest("[data-needle], [id]");
  const where = near?.getAttribute("data-needle") ?? near?.id ?? "";
  const self = `${element.tagName}.${element.getAttribute("name") ?? element.className}.${element.getAttribute("value") ?? ""}.${element.getAttribute("data-region") ?? ""}`;
  // A toggle's value changes when it is pressed; its name does not.
  const name = element.matches("button.toggle") ? `toggle.${element.getAttribute("name")}` : self;
  return `${where}|${form?.getAttribute("action") ?? ""}|${name}`;
}

/** @param {Element} within @param {string} wanted */
const find = (within, wanted) =>
  [...within.querySelectorAll("details, input, textarea, select, button, a, [id]")].find((element) => key(element) === wanted);

/** What a list stands on by itself. @param {HTMLSelectElement} select */
const usual = (select) => [...select.options].find((option) => option.defaultSelected) ?? select.options[0];

/** @param {Element} old in the page @param {Element} next not in the page yet */
export function replace(old, next) {
  for (const details of old.querySelectorAll("details")) {
    const same = find(next, key(details));
    // What is open stays open, unless what was asked for in it has been said.
    if (details.open && same instanceof HTMLDetailsElement && !same.hasAttribute("data-fold")) same.open = true;
  }
  for (const field of old.querySelectorAll("input, textarea")) {
    const same = find(next, key(field));
    if (field instanceof HTMLInputElement && same instanceof HTMLInputElement) {
      if (field.checked !== field.defaultChecked) same.checked = field.checked;
      else if (field.type !== "hidden" && field.value !== field.defaultValue) same.value = field.value;
    } else if (field instanceof HTMLTextAreaElement && same instanceof HTMLTextAreaElement && field.value !== field.defaultValue) {
      same.value = field.value;
    }
  }
  for (const select of old.querySelectorAll("select")) {
    const same = find(next, key(select));
    const chosen = select.selectedOptions[0];
    if (same instanceof HTMLSelectElement && chosen && chosen !== usual(select)) same.value = chosen.value;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const focusKey = focused ? key(focused) : "";
  const near = focused?.closest("[data-needle]")?.id ?? "";
  old.replaceWith(next);
  if (!focused) return;
  // What had it may be hidden now: then what the part offers instead takes it, before the keyboard begins at the top again.
  const takes = [find(next, focusKey), near ? document.getElementById(near) : null, ...next.querySelectorAll("a[href], button, input")];
  const again = takes.find((element) => element instanceof HTMLElement && element.checkVisibility());
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}
