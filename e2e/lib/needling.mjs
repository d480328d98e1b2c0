// Steps at the couch: screening, consent, needles, count, signature.

import assert from "node:assert/strict";
import { fill, heading, press } from "./people.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** How often something is tried on a page that draws the same part anew between finding it and touching it. */
const TRIES = 20;

/** Chooses in a group of options, as a thumb does. @param {Page | import("playwright-core").Locator} within @param {string} group @param {string} option */
export const choose = (within, group, option) =>
  within.getByRole("group", { name: group, exact: true }).getByRole("radio", { name: option, exact: true }).tap();

/** No to every question, by the one button that stands after the last. @param {Page} page */
export async function answerNo(page) {
  await heading(page, "Before a needle").waitFor();
  const asBefore = page.getByRole("checkbox", { name: "Confirmed: all of this is still so" });
  if (await asBefore.count()) await asBefore.tap();
  await page.getByRole("button", { name: /^No to the unanswered/ }).tap();
  await press(page, "Record answers");
}

/** @param {Page} page @param {string} name of who agrees */
export async function agree(page, name) {
  await heading(page, "Consent").waitFor();
  await fill(page, { "Who agrees": name });
  // What the points call for is ticked as it is named; a box that the page draws, not the browser, takes a click.
  await page.locator(".risks > label.check input").evaluateAll((risks) => risks.forEach((risk) => /** @type {HTMLInputElement} */ (risk).checked || /** @type {HTMLElement} */ (risk).click()));
  await page.getByRole("checkbox", { name: "Signed on paper" }).tap();
  await page.getByRole("checkbox", { name: "A copy was handed over" }).tap();
  await press(page, "Record consent");
}

/** Needles that went in, came out and are still in, as the page counts them. @param {Page} page */
export const count = (page) => page.evaluate(counts);

/** Waits until the page counts so. @param {Page} page @param {number[]} wanted in, out, still in */
export async function counted(page, wanted) {
  await page.waitForFunction(
    (wanted) => ["placed", "out", "still-in"].map((n) => document.querySelector(`.count [data-count="${n}"]`)?.textContent).join() === wanted,
    wanted.join(),
  );
}

/** Runs in the page. */
const counts = () => ["placed", "out", "still-in"].map((name) => Number(document.querySelector(`.count [data-count="${name}"]`)?.textContent));

/** Waits until the page's script has the outbox in hand: from then on nothing that is tapped can be lost. @param {Page} page */
export const atDesk = (page) => page.locator("session-desk[data-ready]").waitFor();

/** Waits until everything that was tapped on this tablet is with the server. @param {Page} page */
export const allSent = (page) => page.locator('outbox-state[data-ready][data-count="0"]').waitFor({ state: "attached" });

/** The card of a needle by its number in the session. @param {Page} page @param {number} number */
export const card = (page, number) =>
  page.locator("article.needle").filter({ has: page.locator(".needle-no", { hasText: new RegExp(`^${number}$`) }) });

/** The big button of a point. @param {Page} page @param {number} nth from 0 */
export const point = (page, nth) => page.locator("button.point").nth(nth);

/** A pain score by the buttons from 0 to 10. @param {Page} page @param {"Pain before" | "Pain after"} moment @param {number} score */
export async function pain(page, moment, score) {
  const part = page.locator("details.scale").filter({ hasText: moment });
  await unfold(part);
  await part.getByRole("group", { name: moment }).getByRole("button", { name: String(score), exact: true }).tap();
  await part.locator(".scale-score", { hasText: new RegExp(`^${score}$`) }).waitFor();
}

/** Opens something that is folded, if it is. @param {import("playwright-core").Locator} details */
export async function unfold(details) {
  // The page may open it by itself at the same moment, also before its script is ready: looked at and pressed in one go. And it may
  // draw the part anew just then: what was pressed is no longer on the page, and the new one is looked at.
  for (let tries = 0; tries < TRIES; tries += 1) {
    const open = await details.evaluate((d) => {
      const part = /** @type {HTMLDetailsElement} */ (d);
      if (!part.open) part.querySelector("summary")?.click();
      return part.open && part.isConnected;
    });
    if (open) return;
  }
  assert.fail("it does not stay open");
}

/** Types the count instead of touching the parts. @param {Page} page @param {number} boxed @param {string} [explained] */
export async function closeWith(page, boxed, explained = "") {
  const closing = page.locator("#closing");
  await unfold(closing);
  await unfold(closing.locator(".count-differs"));
  // In one go: between selecting what stands there and typing over it the page may draw itself anew, and a 1 becomes 11.
  for (const [label, value] of /** @type {[RegExp, string][]} */ ([[/^Needles in the sharps box$/, String(boxed)], [/^Where the counts differ/, explained]])) {
    let typed = false;
    for (let tries = 0; tries < TRIES && !typed; tries += 1) {
      typed = await closing.getByLabel(label).evaluate((field, value) => {
        /** @type {HTMLInputElement} */ (field).value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        return field.isConnected;
      }, value);
    }
    assert.ok(typed);
  }
  await press(closing, "Close session");
}
