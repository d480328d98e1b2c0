// A complaint and its finding without a finger: the list of regions, the ranking and the forms by keyboard alone.

import assert from "node:assert/strict";
import { field, paintByKeyboard } from "../lib/body.mjs";
import { look } from "../lib/look.mjs";
import { allSent, atDesk, card, counted } from "../lib/needling.mjs";
import { LEAD, heading, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Presses Tab until something has the focus, as somebody does who sees where it is. @param {Page} page @param {string} selector @param {number} [most] presses; a round through a long page has many */
async function tabTo(page, selector, most = 60) {
  for (let presses = 0; presses < most; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached with the Tab key`);
}

walk("by keyboard", {}, async ({ page, step }) => {
  await step("a patient is found with the slash key, arrows and Enter", async () => {
    await setUp(page);
    await register(page, { given: "Tove", family: "Lind", born: "1990-01-31" });
    await page.goto("/");
    await page.keyboard.press("/");
    await page.keyboard.type("lind");
    await page.getByRole("option", { name: "Tove Lind" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, "Tove Lind").waitFor();
  });

  await step("a patient is found in three key strokes and Enter", async () => {
    await page.goto("/");
    await page.locator("patient-search input[type=search]").focus();
    await page.keyboard.type("lin");
    await page.keyboard.press("Enter");
    await heading(page, "Tove Lind").waitFor();
  });

  await step("the skip link leads past the masthead", async () => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the page");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  });

  await step("pain is drawn from the list alone", async () => {
    await tabTo(page, 'a[href$="/complaints/new"]');
    await page.keyboard.press("Enter");
    await heading(page, "Where does it hurt?").waitFor();
    await paintByKeyboard(page, "side of neck", "Side of neck, left", 6);
    await paintByKeyboard(page, "temple", "Temple, left", 7);
    assert.equal(await field(page, "neck-side:L").inputValue(), "6");
    assert.equal(await field(page, "temple:L").inputValue(), "7");
    const painted = page.locator('.bm-marks [data-region="temple"][data-side="L"]').first();
    assert.equal(await painted.getAttribute("data-intensity"), "7", "the figure follows");
    await page.getByLabel("In a few words").focus();
    await page.keyboard.type("Headache on the left");
    await tabTo(page, 'button[type="submit"].primary');
    await page.keyboard.press("Enter");
    await heading(page, "Headache on the left").waitFor();
  });

  await step("a cause lights the map while it has the focus, and takes a finding", async () => {
    await tabTo(page, "li.cause");
    await page.locator(".bm-light-essential").first().waitFor({ state: "attached" });
    await page.keyboard.press("Tab");
    assert.match((await page.evaluate(() => document.activeElement?.getAttribute("href"))) ?? "", /^\/atlas\/muscles\//, "its name leads to the atlas");
    await tabTo(page, "li.cause summary");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.ok(await page.evaluate(() => /** @type {HTMLInputElement} */ (document.activeElement).value === "present"));
    await tabTo(page, 'details[open] button[type="submit"]');
    await page.keyboard.press("Enter");
    await page.locator(".findings").getByText("suspected").waitFor();
    await look(page, "keyboard-complaint");
  });

  await step("a whole session: screening, consent, needle, twitch, count, signature", async () => {
    /** @param {string} selector @param {string} [key] */
    const go = async (selector, key = "Enter") => {
      await tabTo(page, selector, 250);
      await page.keyboard.press(key);
    };
    await go('form[action$="/sessions"] button');
    await page.locator(".gate").waitFor();
    const session = page.url();
    await go("a.gate-item.due");
    await heading(page, "Before a needle").waitFor();
    await go("all-no button");
    await go('main button[type="submit"].primary');
    await page.waitForURL(session);
    await go("a.gate-item.due");
    await heading(page, "Consent").waitFor();
    await tabTo(page, 'input[name="given_by"]');
    await page.keyboard.type("Tove Lind");
    // Each risk that the points call for is ticked as it is named.
    const untold = page.locator(".risks > label.check input:not(:checked)");
    for (let left = await untold.count(); left > 0; left -= 1) await go(".risks > label.check input:not(:checked)", "Space");
    for (const box of ["on_paper", "copy_given"]) await go(`input[name="${box}"]`, "Space");
    await go('main button[type="submit"].primary');
    await page.waitForURL(session);
    await atDesk(page);
    await go("button.point:not([disabled])");
    await counted(page, [1, 0, 1]);
    await go("button.twitch");
    await card(page, 1).locator(".twitch-count", { hasText: /^1$/ }).waitFor();
    await go("button.all-out");
    await counted(page, [1, 1, 0]);
    await page.locator('a[href="#closing"]:focus').waitFor();
    await allSent(page);
    await go('input[name="counted"]', "Space");
    await page.locator("#signature input[type=password]:focus").waitFor();
    await page.keyboard.type(LEAD.password);
    await page.keyboard.press("Enter");
    await heading(page, "Dry needling note").waitFor();
  });
});
