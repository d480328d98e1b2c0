// @ts-check
// What is kept on the tablet, drawn over the page as the server last sent it: each entry changes the page as the server would.
// Drawing the same entry over a page that already shows it changes nothing, as far as that can be told by its id.

/** @typedef {import("./outbox.js").Entry & { refused?: boolean }} Entry */

const NIL = "00000000-0000-0000-0000-000000000000";
/** The clinic's clock, whatever the tablet's is. */
let time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** @param {Element} root a copy of the session's page @param {string} zone the clinic's @param {Entry[]} entries oldest first */
export function overlay(root, zone, entries) {
  time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: zone });
  for (const entry of withoutTakenBack(entries)) {
    const [, what = "", needle = "", done = ""] = /^\/sessions\/[^/]+\/([\w-]+)(?:\/([^/]+)\/([\w-]+))?$/.exec(entry.path) ?? [];
    const field = (/** @type {string} */ name) => entry.fields.find(([key]) => key === name)?.[1] ?? "";
    if (what === "needles" && needle === "") place(root, entry, field);
    else if (done === "responses") respond(root, needle, field);
    else if (done === "removal-retraction") putBack(card(root, needle));
    else if (done === "twitch-retraction") write(card(root, needle), ".twitch-count", String(Math.max(0, Number(card(root, needle)?.querySelector(".twitch-count")?.textContent) - 1)));
    else if (done === "removal") takeOut(card(root, needle), entry);
    else if (what === "adverse-events") adverse(root, needle, entry, field("reason"));
    else if (what === "conduct") fill(root.querySelector("#conduct form"), entry);
    else if (done === "retraction") retract(card(root, needle), field("reason"));
    else if (what === "plan" && done === "drop") root.querySelector(`[data-part="${CSS.escape(needle)}"]`)?.remove();
    else if (what === "plan") for (const button of root.querySelectorAll(".plan-offer button")) button.setAttribute("disabled", "");
    else if (what === "removals") for (const one of root.querySelectorAll(".needle.is-in")) takeOut(one, entry);
    else if (what === "pain") score(root, field("moment"), field("score"));
    else if (what === "closing") close(root, field);
    if (entry.refused) mark(root, what === "needles" ? needle || entry.id : "");
  }
  count(root);
}

/** A needle that came out and did not is as it was: neither entry is drawn. @param {Entry[]} entries */
function withoutTakenBack(entries) {
  /** @type {Entry[]} */
  const drawn = [];
  for (const entry of entries) {
    const removal = entry.path.endsWith("/removal-retraction") ? entry.path.replace(/-retraction$/, "") : "";
    const at = removal ? drawn.findLastIndex((one) => one.path === removal) : -1;
    if (at >= 0) drawn.splice(at, 1);
    else drawn.push(entry);
  }
  return drawn;
}

/** @param {Element} root @param {string} needle */
const card = (root, needle) => root.querySelector(`.needle[data-needle="${CSS.escape(needle)}"]`);

/** @param {Element | null} within @param {string} selector @param {string} text */
function write(within, selector, text) {
  const place = within?.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

/** @param {Element} root @param {Entry} entry @param {(name: string) => string} field */
function place(root, entry, field) {
  // A part of the plan is placed under the id that the plan gave it.
  root.querySelector(`[data-part="${CSS.escape(entry.id)}"]`)?.remove();
  const template = root.querySelector("#needle-template");
  const list = root.querySelector(".needle-cards");
  if (!(template instanceof HTMLTemplateElement) || !list || card(root, entry.id)) return;
  const item = /** @type {Element} */ (template.content.cloneNode(true)).firstElementChild;
  const needle = item?.querySelector(".needle");
  if (!item || !needle) return;
  for (const form of needle.querySelectorAll("form, a")) {
    const name = form.matches("a") ? "href" : "action";
    form.setAttribute(name, (form.getAttribute(name) ?? "").replace(NIL, entry.id));
  }
  // What is not with the server yet cannot be corrected there.
  needle.querySelector(".correction a")?.setAttribute("hidden", "");
  needle.id = `needle-${entry.id}`;
  needle.setAttribute("data-needle", entry.id);
  needle.setAttribute("data-place", field("place"));
  needle.classList.add("is-kept");
  write(needle, ".needle-no", String(root.querySelectorAll(".needle-cards .needle").length + 1));
  write(needle, '[data-slot="place"]', entry.words);
  write(needle, '[data-slot="size"]', `${field("needle_size").replace(/\s*[x×]\s*/i, " × ")} mm`);
  if (field("spot") === "") needle.querySelector('[data-slot="spot"]')?.remove();
  needle.setAttribute("data-mm", field("spot"));
  const technique = root.querySelector(`select[name="technique"] option[value="${CSS.escape(field("technique"))}"]`);
  write(needle, '[data-slot="technique"]', technique?.textContent ?? "");
  const depth = needle.querySelector('[data-slot="depth"]');
  if (field("depth_mm") === "") depth?.remove();
  else if (depth) depth.textContent = (depth.textContent ?? "").replace("0", field("depth_mm"));
  const timer = needle.querySelector("needle-timer");
  const at = entry.tapped_at_us / 1_000;
  timer?.setAttribute("since", new Date(at).toISOString());
  if (timer) timer.textContent = time.format(at);
  list.prepend(item);
  for (const button of root.querySelectorAll(`.point[value="${CSS.escape(field("place"))}"] .placed-count`)) {
    button.textContent = String(Number(button.textContent) + 1);
    button.removeAttribute("hidden");
  }
}

/** @param {Element} root @param {string} needle @param {(name: string) => string} field */
function respond(root, needle, field) {
  const at = card(root, needle);
  const twitches = at?.querySelector(".twitch-count");
  if (!at || !twitches) return;
  twitches.textContent = String(Number(twitches.textContent) + Number(field("twitches_added") || 0));
  for (const name of ["referred_pain", "recognised_pain", "bled"]) {
    const button = at.querySelector(`button[name="${name}"]`);
    if (!button || field(name) === "") continue;
    const yes = ["present", "yes"].includes(field(name));
    button.setAttribute("aria-pressed", String(yes));
    button.setAttribute("value", name === "bled" ? (yes ? "no" : "yes") : yes ? "absent" : "present");
    button.classList.toggle("was-absent", !yes);
  }
  for (const button of at.querySelectorAll('button[name="pain"]')) {
    if (field("pain") === "") break;
    if (button.getAttribute("value") === field("pain")) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
  }
}

/** @param {Element | null} needle @param {Entry} entry */
function takeOut(needle, entry) {
  if (!needle?.classList.contains("is-in")) return;
  needle.classList.remove("is-in");
  needle.querySelector(".needle-out")?.remove();
  const timer = needle.querySelector("needle-timer");
  const since = Date.parse(timer?.getAttribute("since") ?? "");
  if (timer) timer.replaceWith(`${Number.isNaN(since) ? "" : time.format(since)}–${time.format(entry.tapped_at_us / 1_000)}`);
}

/** It is still in; its buttons come back with the server's page. @param {Element | null} needle */
function putBack(needle) {
  if (!needle || needle.classList.contains("is-retracted")) return;
  needle.classList.add("is-in");
}

/** @param {Element | null} needle @param {string} reason */
function retract(needle, reason) {
  if (!needle || needle.classList.contains("is-retracted")) return;
  needle.closest("session-desk")?.querySelector(`[data-needle-mark="${CSS.escape(needle.getAttribute("data-needle") ?? "")}"]`)?.remove();
  needle.classList.remove("is-in");
  needle.classList.add("is-retracted");
  for (const part of needle.querySelectorAll(".needle-out, .responses, .correction")) part.remove();
  write(needle, '[data-slot="time"]', reason);
}

/** @param {Element} root @param {string} moment @param {string} value */
function score(root, moment, value) {
  const scale = root.querySelector(`.scale[data-moment="${CSS.escape(moment)}"]`);
  write(scale, ".scale-score", value);
  scale?.querySelector(".scale-score")?.classList.remove("soft");
  scale?.removeAttribute("open");
  // Said: it folds, even where a person had opened it.
  scale?.setAttribute("data-fold", "");
}

/** What went wrong, or did not. @param {Element} root @param {string} known an entry that is taken back @param {Entry} entry @param {string} reason */
function adverse(root, known, entry, reason) {
  if (known) {
    const old = root.querySelector(`[data-adverse="${CSS.escape(known)}"]`);
    old?.classList.add("is-retracted");
    write(old, ".correction", reason);
  } else {
    const template = root.querySelector("#adverse-template");
    if (!(template instanceof HTMLTemplateElement) || root.querySelector(`[data-adverse="${CSS.escape(entry.id)}"]`)) return;
    const item = /** @type {Element} */ (template.content.cloneNode(true)).firstElementChild;
    item?.querySelector(".adverse-entry")?.setAttribute("data-adverse", entry.id);
    write(item, '[data-slot="what"]', entry.words);
    write(item, '[data-slot="time"]', time.format(entry.tapped_at_us / 1_000));
    if (item) root.querySelector(".adverse-list")?.append(item);
  }
  const standing = root.querySelectorAll(".adverse-entry[data-adverse]:not(.is-retracted)").length;
  const said = root.querySelector(".adverse-count");
  if (said) said.textContent = standing > 0 ? String(standing) : (said.getAttribute("data-none") ?? "");
}

/** A form as it was recorded. @param {Element | null} form @param {Entry} entry */
function fill(form, entry) {
  for (const input of form?.querySelectorAll("input") ?? []) {
    const values = entry.fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "radio" || input.type === "checkbox") input.toggleAttribute("checked", values.includes(input.value));
    else if (input.type === "text") input.setAttribute("value", values[0] ?? "");
  }
}

/** Counted: what is left to do waits until the server has it. @param {Element} root @param {(name: string) => string} field */
function close(root, field) {
  root.querySelector("#closing")?.setAttribute("hidden", "");
  root.querySelector('[data-when="out"]')?.setAttribute("data-done", "");
  write(root, '[data-count="boxed"]', field("needles_in_sharps"));
}

/** @param {Element} root @param {string} needle */
function mark(root, needle) {
  if (needle) card(root, needle)?.classList.add("not-recorded");
}

/** The count, from what the page shows; and the spots of the map. @param {Element} root */
function count(root) {
  for (const spot of root.querySelectorAll("[data-spot]")) {
    const here = [...root.querySelectorAll(`.needle:not(.is-retracted)[data-place="${CSS.escape(spot.getAttribute("data-spot") ?? "")}"]`)];
    spot.classList.toggle("is-in", here.some((needle) => needle.classList.contains("is-in")));
    spot.classList.toggle("was-in", here.length > 0);
  }
  const needles = [...root.querySelectorAll(".needle-cards .needle:not(.is-retracted)")];
  const inside = needles.filter((needle) => needle.classList.contains("is-in")).length;
  write(root, '[data-count="placed"]', String(needles.length));
  write(root, '[data-count="out"]', String(needles.length - inside));
  write(root, '[data-count="still-in"]', String(inside));
  root.querySelector(".count")?.classList.toggle("needles-in", inside > 0);
  root.querySelector('[data-when="in"]')?.toggleAttribute("hidden", inside === 0);
  const counted = root.querySelector('[data-when="out"]');
  counted?.toggleAttribute("hidden", inside > 0 || needles.length === 0 || counted.hasAttribute("data-done"));
  root.querySelector(".no-needles")?.toggleAttribute("hidden", root.querySelector(".needle-cards .needle") !== null);
}
