// A complaint and its finding without a finger: the list of regions, the ranking and the forms by keyboard alone.

import assert from "node:assert/strict";
import { field, paintByKeyboard } from "../lib/body.mjs";
import { look } from "../lib/look.mjs";
import { heading, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Presses Tab until something has the focus, as somebody does who sees where it is. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
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
    const painted = page.locator('.bm-cells [data-region="temple"][data-side="L"]').first();
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
});
