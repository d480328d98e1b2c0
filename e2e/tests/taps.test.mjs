// A treatment at the couch costs as many taps as it is promised to, and no more; a label that ticks its box is one tap.

import assert from "node:assert/strict";
import { atCouch, complain, prepare } from "../lib/couch.mjs";
import { look } from "../lib/look.mjs";
import { allSent, atDesk, card, counted, pain } from "../lib/needling.mjs";
import { LEAD, heading } from "../lib/people.mjs";
import { taps } from "../lib/taps.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Taps of a new treatment: three muscles, eight needles. */
const NEW_TAPS_MAX = 25;
/** Taps of the same treatment again: three muscles, six needles. */
const AGAIN_TAPS_MAX = 12;

/** Points of three muscles that can be needled, as often as needles are wanted. @param {Page} page @param {number} needles */
async function threeMuscles(page, needles) {
  const places = await page.locator(".points button.point:enabled").evaluateAll((points) => points.map((point) => point.getAttribute("value") ?? ""));
  const muscles = [...new Set(places.map((place) => place.split("/")[0]))].slice(0, 3);
  assert.equal(muscles.length, 3, places.join());
  const chosen = places.filter((place) => muscles.includes(place.split("/")[0]));
  return Array.from({ length: needles }, (_, at) => /** @type {string} */ (chosen[at % chosen.length]));
}

/** All needles out, one touch for each part of the body, and the password; the page leads from one to the next. @param {Page} page @param {number} needles */
async function finish(page, needles) {
  await page.getByRole("button", { name: "All out" }).tap();
  await counted(page, [needles, needles, 0]);
  await allSent(page);
  const parts = page.locator(".counted-region");
  for (let part = 0; part < (await parts.count()); part += 1) await parts.nth(part).tap();
  await page.locator("#signature input[type=password]:focus").waitFor();
  await page.keyboard.type(LEAD.password);
  await page.locator("#signature").getByRole("button", { name: "Sign" }).tap();
  await heading(page, "Dry needling note").waitFor();
}

/** @param {Page} page */
const noteRows = (page) => page.locator(".needle-table tbody tr").count();

walk("taps", { broken: true }, async ({ page, step }) => {
  const tapped = await taps(page);
  let before = 0;

  await step("a new treatment of three muscles with eight needles", async () => {
    await prepare(page);
    before = tapped.count();
    await pain(page, "Pain before", 6);
    for (const [at, place] of (await threeMuscles(page, 8)).entries()) {
      await page.locator(`.points button[value="${place}"]`).tap();
      await card(page, at + 1).waitFor();
      if (at % 2 === 0) await card(page, at + 1).locator("button.twitch").tap();
    }
    await counted(page, [8, 0, 8]);
    await look(page, "session-eight-needles");
    await finish(page, 8);
    assert.equal(await noteRows(page), 8);
    const cost = tapped.count() - before;
    assert.ok(cost <= NEW_TAPS_MAX, `${cost} taps`);
  });

  await step("six needles, to be repeated", async () => {
    await page.getByRole("link", { name: "Chart" }).tap();
    await heading(page, "Runa Vik").waitFor();
    await complain(page, "The same shoulder");
    await atCouch(page, "Runa Vik");
    await atDesk(page);
    for (const [at, place] of (await threeMuscles(page, 6)).entries()) {
      await page.locator(`.points button[value="${place}"]`).tap();
      await card(page, at + 1).waitFor();
    }
    await finish(page, 6);
  });

  await step("the same again: the plan, each needle by a touch, the count, the signature", async () => {
    await page.goto("/");
    await page.getByRole("searchbox", { name: "Find a patient" }).or(page.getByRole("combobox", { name: "Find a patient" })).focus();
    // Three keys and Enter find a patient.
    await page.keyboard.type("vik");
    await page.getByRole("option", { name: "Runa Vik" }).waitFor();
    await page.keyboard.press("Enter");
    await heading(page, /Runa Vik|Results/).waitFor();
    if (await heading(page, /Results/).count()) await page.locator("main .row").first().tap();
    await page.getByRole("link", { name: "The same shoulder" }).first().tap();
    await atCouch(page, "Runa Vik");
    await atDesk(page);
    before = tapped.count();
    await page.getByRole("button", { name: "Same as last time: 6 needles" }).tap();
    await page.locator(".plan-parts li").nth(5).waitFor();
    for (let left = 6; left > 0; left -= 1) {
      await page.locator("button.part").first().tap();
      await counted(page, [7 - left, 0, 7 - left]);
    }
    await finish(page, 6);
    assert.equal(await noteRows(page), 6);
    const cost = tapped.count() - before;
    assert.ok(cost <= AGAIN_TAPS_MAX, `${cost} taps`);
  });
});
