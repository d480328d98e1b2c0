// From the first start to the couch: a patient with a complaint, screened, agreed, and an open session.

import { field } from "./body.mjs";
import { agree, answerNo, atDesk } from "./needling.mjs";
import { heading, press, register, setUp } from "./people.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Pain that many muscles explain, so that there is a choice of points. */
const PAINTED = { "neck-side:R": 7, "temple:R": 6, "shoulder-top:R": 6, "scapula-medial:R": 5 };

/** A complaint with its drawing, typed into the list. Ends on the complaint. @param {Page} page @param {string} title @param {Record<string, number>} [painted] */
export async function complain(page, title, painted = PAINTED) {
  await page.locator('a[href$="/complaints/new"]').first().tap();
  await heading(page, "Where does it hurt?").waitFor();
  const list = page.locator(".bm-list");
  if ((await list.count()) > 0) await list.evaluate((list) => list.setAttribute("open", ""));
  for (const [cell, strength] of Object.entries(painted)) {
    if ((await field(page, cell).count()) > 0) await field(page, cell).evaluate((input, value) => {
      /** @type {HTMLInputElement} */ (input).value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }, String(strength));
  }
  await page.getByLabel(/^In a few words/).fill(title);
  await press(page, "Find trigger points");
  await heading(page, title).waitFor();
}

/** Starts a session and opens its gate, as far as it is closed; ends on its page. @param {Page} page @param {string} name of the patient @returns {Promise<string>} its address */
export async function atCouch(page, name) {
  await press(page, "Start session");
  await page.locator(".gate").waitFor();
  const session = page.url();
  const due = (/** @type {string} */ what) => page.locator("a.gate-item.due", { hasText: what });
  if (await due("Screening").count()) {
    await due("Screening").tap();
    await answerNo(page);
    await page.waitForURL(session);
  }
  if (await due("Consent").count()) {
    await due("Consent").tap();
    await heading(page, "Consent").waitFor();
    await page.locator('input[name="risk"]').evaluateAll((risks) => risks.forEach((risk) => !(/** @type {HTMLInputElement} */ (risk).checked) && /** @type {HTMLElement} */ (risk).click()));
    await agree(page, name);
    await page.waitForURL(session);
  }
  await page.getByRole("heading", { name: "Ready for needles" }).waitFor();
  return session;
}

/** All of it. @param {Page} page */
export async function prepare(page) {
  await setUp(page);
  await register(page, { given: "Runa", family: "Vik", born: "1979-05-04" });
  await complain(page, "Neck and shoulder");
  const session = await atCouch(page, "Runa Vik");
  await atDesk(page);
  return session;
}
