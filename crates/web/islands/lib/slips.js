// @ts-check
// Slips that can be told without the server: a form that holds one is not kept, it says what is wrong, as the server would.

/** @typedef {{ name: string, code: string, detail: string, sentence?: string }} Slip */
/** @typedef {{ name: string, code: string, rule: string, when: "any" | "deep" | "electrical" | "indwelling", sentence: string, todo: string }} Ask what the server would ask at a point */

/** Deeper than this is a deep needle, mm; as the screening table has it. */
const SUPERFICIAL_MM_MAX = 10;

/** So far beyond the midline a marked spot may lie, mm; chart/src/spot.rs has the same. */
const MIDLINE_MM = 25;

/** Rules that got their reason on this page: once is enough in a session. @type {Set<string>} */
const answered = new Set();

/** What is wrong with a form of the session, if anything. @param {HTMLFormElement} form @param {HTMLElement | null} button @param {{ placed: number, stillIn: number }} count @returns {Slip | null} */
export function slip(form, button, count) {
  const value = (/** @type {string} */ name) => field(form, name)?.value.trim() ?? "";
  const path = new URL(form.action).pathname;
  if (path.endsWith("/needles")) return ofPlace(form, value, button) ?? ofSpot(form, value, button) ?? ofNeedle(value, button) ?? ofAsks(form, value, button);
  if (path.endsWith("/retraction") && value("reason") === "") return { name: "reason", code: "field.missing", detail: "" };
  if (path.endsWith("/reopening") && value("reason") === "") return { name: "reason", code: "field.missing", detail: "" };
  if (path.endsWith("/adverse-events")) return ofAdverse(form, value);
  if (path.endsWith("/closing")) {
    if (count.stillIn > 0) return { name: "needles_in_sharps", code: "needle.still_in", detail: String(count.stillIn) };
    const boxed = counted(form);
    if (boxed === null) return { name: "needles_in_sharps", code: "field.missing", detail: "" };
    if (boxed !== count.placed && value("difference_explained") === "") {
      return { name: "needles_in_sharps", code: "needle.count_mismatch", detail: String(count.placed) };
    }
  }
  return null;
}

/** Needles that a closing form says are in the sharps box: typed, or ticked region by region; null: not a number. @param {HTMLFormElement} form */
export function counted(form) {
  const typed = field(form, "needles_in_sharps")?.value.trim() ?? "";
  if (typed !== "") return /^\d{1,3}$/.test(typed) ? Number(typed) : null;
  const ticked = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="counted"]:checked')]);
  return ticked.length > 0 ? ticked.reduce((sum, tick) => sum + Number(tick.value), 0) : null;
}

/** A muscle that is typed must be one of the list, and have a side. @param {HTMLFormElement} form @param {(name: string) => string} value @param {HTMLElement | null} button @returns {Slip | null} */
function ofPlace(form, value, button) {
  const muscle = field(form, "muscle");
  if (!muscle || button?.getAttribute("value") !== "") return null;
  const typed = muscle.value.trim().toLowerCase();
  if (typed === "") return { name: "muscle", code: "field.missing", detail: "" };
  const known = [...(muscle.list?.options ?? [])].find((option) => option.value.toLowerCase() === typed);
  const points = known?.dataset.points?.split(" ") ?? [];
  if (!known || (value("point") !== "" && !points.includes(value("point")))) {
    return { name: known ? "point" : "muscle", code: "needle.point_unknown", detail: "" };
  }
  if (!form.querySelector('input[name="side"]:checked')) return { name: "side", code: "field.missing", detail: "" };
  return null;
}

/** A marked spot lies on the needle's side, or close to the midline. @param {HTMLFormElement} form @param {(name: string) => string} value @param {HTMLElement | null} button @returns {Slip | null} */
function ofSpot(form, value, button) {
  if (value("spot") === "") return null;
  const x = Number.parseInt(value("spot"), 10);
  const at = button?.getAttribute("value") || button?.dataset.place || "";
  const side = at.slice(-1) || /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="side"]:checked'))?.value;
  const other = side === "L" ? x < -MIDLINE_MM : x > MIDLINE_MM;
  return other ? { name: "spot", code: "needle.spot_other_side", detail: "" } : null;
}

/** What happened and how bad are always said; what was done beyond mild. @param {HTMLFormElement} form @param {(name: string) => string} value @returns {Slip | null} */
function ofAdverse(form, value) {
  const chosen = (/** @type {string} */ name) => /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name="${name}"]:checked`))?.value ?? "";
  for (const name of ["adverse_kind", "grade"]) if (chosen(name) === "") return { name, code: "field.missing", detail: "" };
  if (chosen("adverse_kind") === "other" && value("adverse_text") === "") return { name: "adverse_text", code: "field.missing", detail: "" };
  const grave = chosen("grade") !== "mild" || ["suspected_pneumothorax", "broken_needle", "needle_left_in"].includes(chosen("adverse_kind"));
  if (grave && value("adverse_action") === "") return { name: "adverse_action", code: "adverse_event.action_missing", detail: "" };
  return null;
}

/** @param {(name: string) => string} value @param {HTMLElement | null} button @returns {Slip | null} */
function ofNeedle(value, button) {
  const size = /^0?[.,](\d{2})\s*[x×*]\s*(\d{1,3})(?:\s*mm)?$/i.exec(value("needle_size"));
  if (!size) return { name: "needle_size", code: "field.out_of_range", detail: "0.25×40" };
  const depth = value("depth_mm");
  if (depth === "") return null;
  if (!/^\d{1,3}$/.test(depth)) return { name: "depth_mm", code: "field.out_of_range", detail: "1–150" };
  if (Number(depth) < 1 || Number(depth) > Number(size[2])) {
    return { name: "depth_mm", code: "needle.depth_beyond_needle", detail: size[2] ?? "" };
  }
  const cap = Number(button?.dataset.cap);
  if (cap > 0 && Number(depth) > cap && value("depth_reason") === "") {
    return { name: "depth_reason", code: "needle.depth_reason_missing", detail: String(cap) };
  }
  return null;
}

/** What the screening and the other side of the chest ask here. What is answered is asked no more. @param {HTMLFormElement} form @param {(name: string) => string} value @param {HTMLElement | null} button @returns {Slip | null} */
function ofAsks(form, value, button) {
  const technique = new FormData(form).get("technique");
  const depth = value("depth_mm");
  const speaks = {
    any: true,
    deep: depth === "" ? technique !== "superficial" : Number(depth) > SUPERFICIAL_MM_MAX,
    electrical: technique === "electrical",
    indwelling: technique === "static" || technique === "electrical",
  };
  const asks = /** @type {Ask[]} */ (JSON.parse(button?.dataset.asks ?? "[]")).filter((ask) => speaks[ask.when] && !answered.has(ask.rule));
  const first = asks.find((ask) => !isAnswered(form, ask, value));
  if (first) {
    const asking = field(form, `${first.name}_for`);
    if (asking) asking.value = first.rule;
    return { name: first.name, code: first.code, detail: first.todo, sentence: first.sentence };
  }
  const both = value("both_sides_reason") === "" && !answered.has("both_sides") ? otherSide(form, button) : "";
  if (both) return { name: "both_sides_reason", code: "needle.both_sides_reason_missing", detail: both };
  for (const ask of asks) answered.add(ask.rule);
  if (value("both_sides_reason") !== "") answered.add("both_sides");
  return null;
}

/** Whether a rule has its reason. One field answers one rule after the other: what stands in it goes to the rule that it was asked for, or to the first. @param {HTMLFormElement} form @param {Ask} ask @param {(name: string) => string} value */
function isAnswered(form, ask, value) {
  if (ask.name === "technique") return false;
  const asking = field(form, `${ask.name}_for`);
  if (!asking) return value(ask.name) !== "";
  const own = `${ask.name}:${ask.rule}`;
  if (value(ask.name) !== "" && ["", ask.rule].includes(asking.value)) {
    const kept = field(form, own) ?? Object.assign(document.createElement("input"), { type: "hidden", name: own });
    kept.value = value(ask.name);
    asking.after(kept);
    for (const said of [asking, field(form, ask.name)]) if (said) said.value = "";
  }
  return value(own) !== "";
}

/** What lies beneath this point and beneath a needle of the other side that the server may not know yet. @param {HTMLFormElement} form @param {HTMLElement | null} button */
function otherSide(form, button) {
  const here = button?.dataset.oneSide?.split("|") ?? [];
  const side = place(button).slice(-1);
  const desk = form.closest("session-desk");
  if (!desk || here.length === 0) return "";
  const beneath = new Map([...desk.querySelectorAll("[data-one-side]")].map((point) => [place(point), point.getAttribute("data-one-side")?.split("|") ?? []]));
  for (const needle of desk.querySelectorAll(".needle-cards .needle:not(.is-retracted)")) {
    const there = needle.getAttribute("data-place") ?? "";
    const shared = there.endsWith(side) ? undefined : beneath.get(there)?.find((name) => here.includes(name));
    if (shared) return shared;
  }
  return "";
}

/** @param {Element | null | undefined} point */
const place = (point) => point?.getAttribute("data-place") ?? point?.getAttribute("value") ?? "";

/** @param {HTMLFormElement} form @param {string} name */
function field(form, name) {
  const found = form.elements.namedItem(name);
  return found instanceof HTMLInputElement ? found : null;
}

/** Takes back what was said about a form. @param {HTMLFormElement} form */
export function unsay(form) {
  for (const said of form.querySelectorAll(".slip")) said.remove();
  for (const field of form.querySelectorAll('[aria-invalid="true"]')) field.removeAttribute("aria-invalid");
  for (const field of form.querySelectorAll(".has-error")) field.classList.remove("has-error");
}

/** Says what is wrong, beside the field, and leads there. @param {HTMLFormElement} form @param {Slip} slip @param {string} sentence @param {{ label: string, act: () => void }} [instead] what would be right, on one tap */
export function say(form, slip, sentence, instead) {
  const { at, place, message } = show(form, slip, sentence, instead);
  // What is right on one tap needs no keyboard.
  if (instead) place.querySelector("button")?.focus();
  else at?.focus();
  message.scrollIntoView({ block: "nearest" });
}

/** Says it without leading there: for a part that was drawn anew under somebody's hands. @param {HTMLFormElement} form @param {Slip} slip @param {string} sentence @param {{ label: string, act: () => void }} [instead] */
export function show(form, slip, sentence, instead) {
  const named = form.elements.namedItem(slip.name);
  const at = named instanceof RadioNodeList ? /** @type {HTMLInputElement} */ (named[0]) : field(form, slip.name);
  const place = at?.closest(".field, fieldset") ?? form;
  const message = document.createElement("p");
  message.className = "error slip";
  message.setAttribute("role", "alert");
  message.textContent = sentence;
  place.append(message);
  if (instead) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button slip";
    button.textContent = instead.label;
    button.addEventListener("click", instead.act);
    place.append(button);
  }
  place.classList.add("has-error");
  at?.closest("details")?.setAttribute("open", "");
  at?.setAttribute("aria-invalid", "true");
  return { at, place, message };
}
