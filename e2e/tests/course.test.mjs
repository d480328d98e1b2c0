// The course of a complaint: measures with their limits, activities in the patient's words, a plan, and what changed.

import assert from "node:assert/strict";
import { sizes } from "../lib/browser.mjs";
import { look } from "../lib/look.mjs";
import { day, fill, heading, press, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Chooses one of touching buttons. @param {Page} page @param {string} group @param {string} option */
const choose = (page, group, option) =>
  page.getByRole("group", { name: group, exact: true }).getByRole("radio", { name: option, exact: true }).tap();

/** @param {Page} page @param {string} degrees */
async function rotate(page, degrees) {
  await page.getByRole("link", { name: "Range of motion", exact: true }).tap();
  await heading(page, "Range of motion").waitFor();
  await page.getByLabel("Motion", { exact: true }).selectOption("neck-rotation");
  await choose(page, "Side", "Right");
  await page.getByLabel("Value", { exact: true }).fill(degrees);
  await press(page, "Keep the value");
}

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the course, ${size}`, { size }, async ({ page, step }) => {
    await step("a complaint begins without anything measured", async () => {
      await setUp(page);
      await register(page, { given: "Jun", family: "Abe", born: "1995-02-28" });
      await page.getByRole("link", { name: "Where does it hurt?" }).tap();
      await heading(page, "Where does it hurt?").waitFor();
      await fill(page, { "In a few words": "Neck, right" });
      await press(page, "Find trigger points");
      await page.getByRole("heading", { name: "No drawing yet" }).waitFor();
      await page.getByRole("link", { name: /Jun Abe/ }).first().tap();
      await page.getByRole("link", { name: "Measures and plan" }).tap();
      await heading(page, "The course").waitFor();
      await page.getByRole("heading", { name: "Nothing measured yet" }).waitFor();
      await look(page, `${size}-course-empty`);
    });

    await step("a plan is agreed; one that looks again too late comes back filled in", async () => {
      await fill(page, { "Sessions planned": "4", "Goal": "Reverse the car without pain" });
      await page.getByLabel(/^Look again/).fill("9");
      await press(page, "Keep the plan");
      await page.getByText("This is not possible here. Expected: 1–4").first().waitFor();
      assert.equal(await page.getByLabel(/^Goal/).inputValue(), "Reverse the car without pain");
      await page.getByLabel(/^Look again/).fill("2");
      await page.getByLabel("A day to go round").selectOption({ label: "Competition or performance" });
      await page.getByLabel(/^What it is/).fill("City run");
      await page.getByLabel(/^Its day/).fill(day(1));
      await press(page, "Keep the plan");
      await page.getByText("No session yet of 4 planned.").waitFor();
      await page.getByText(/^City run, /).waitFor();
    });

    await step("an impossible angle is refused with what is possible, a second angle says what changed", async () => {
      await rotate(page, "520");
      await page.getByText("Expected: −10–130°").first().waitFor();
      assert.equal(await page.getByLabel("Value", { exact: true }).inputValue(), "520");
      await look(page, `${size}-measure-refused`);
      await page.getByLabel("Value", { exact: true }).fill("52");
      await press(page, "Keep the value");
      await page.getByText("Turning the head, right, active: 52° at the start.").first().waitFor();
      await rotate(page, "68");
      await page.locator("figcaption", { hasText: "52° to 68°, better by more than the measurement error of 10°." }).waitFor();
    });

    await step("pressure is read three times in the device’s unit and kept in kilopascal", async () => {
      await page.getByRole("link", { name: "Pressure pain threshold", exact: true }).tap();
      await page.getByLabel("Muscle", { exact: true }).selectOption("trapezius-upper");
      await page.getByLabel(/^Point/).fill("1");
      await choose(page, "Side", "Right");
      for (const [reading, value] of [["Reading 1", "2.1"], ["Reading 2", "2,3"], ["Reading 3", "2.2"]]) {
        await page.getByLabel(reading, { exact: true }).fill(value);
      }
      await choose(page, "Unit on the device", "kg/cm²");
      await look(page, `${size}-measure-pressure`);
      await press(page, "Keep the value");
      await page.locator("figcaption", { hasText: "215.8 kPa at the start" }).waitFor();
    });

    await step("an activity is named in the patient’s words and scored again", async () => {
      await page.getByRole("link", { name: "What I want to do again", exact: true }).tap();
      await page.getByLabel(/^What do you want to do again/).fill("Reverse the car");
      await choose(page, "Value", "3");
      await press(page, "Keep the value");
      await page.locator("figcaption", { hasText: "Reverse the car: 3 at the start." }).waitFor();
      const card = page.locator(".measure-card", { hasText: "Reverse the car" });
      await card.getByRole("link", { name: "Measure again" }).tap();
      await choose(page, "Value", "7");
      await press(page, "Keep the value");
      await page.locator("figcaption", { hasText: "3 to 7, better by at least the 2 that counts as an important change." }).waitFor();
      await page.locator(".measure-card", { hasText: "important change" }).first().waitFor();
      await look(page, `${size}-course`);
    });

    await step("a value is taken back with a reason, and the sentence follows", async () => {
      const card = page.locator(".measure-card", { hasText: "Turning the head" });
      await card.locator("summary").tap();
      const row = card.locator(".values > li", { hasText: "68°" });
      await row.getByLabel("Why it is wrong").fill("Of the left side");
      await row.getByRole("button", { name: "Take back" }).tap();
      await page.locator("figcaption", { hasText: "Turning the head, right, active: 52° at the start." }).waitFor();
    });

    await step("a licensed questionnaire is a total with the version of its form", async () => {
      await page.locator("summary", { hasText: "Questionnaires, total only" }).tap();
      await page.getByRole("link", { name: "Neck Disability Index" }).tap();
      await page.getByLabel("Value", { exact: true }).fill("34");
      await press(page, "Keep the value");
      await page.getByText("Please fill this in.").first().waitFor();
      await page.getByLabel(/^Version of the form/).fill("1991, English");
      await press(page, "Keep the value");
      await page.locator("figcaption", { hasText: "Neck Disability Index: 34% at the start." }).waitFor();
    });
  });
}
