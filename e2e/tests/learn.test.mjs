// The pages that explain, as somebody meets them on their phone, without an account.

import assert from "node:assert/strict";
import { sizes } from "../lib/browser.mjs";
import { look } from "../lib/look.mjs";
import { heading } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @param {import("playwright-core").Page} page @param {string} title */
const says = (page, title) => page.locator(".story-now").getByRole("heading", { name: title }).waitFor({ timeout: 60_000 });

/** How much of the slice is drawn in the page's red, once the moment of the time line is drawn. @param {import("playwright-core").Page} page */
const redness = async (page) => {
  await page.waitForFunction(() => {
    const slice = document.querySelector(".story-slice");
    const time = document.querySelector(".story-time input");
    if (!(slice instanceof HTMLCanvasElement) || !(time instanceof HTMLInputElement)) return false;
    return Math.abs(Number(slice.dataset.shown) - Number(time.value)) <= 0.13;
  });
  return page.locator(".story-picture").evaluate((pictures) => {
    const faces = [...pictures.querySelectorAll("canvas")].slice(0, 2);
    const canvas = faces.find((face) => face.style.zIndex === "1") ?? faces[0];
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d");
    context?.drawImage(canvas, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let red = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] > data[i + 1] + 50 && data[i] > data[i + 2] + 50) red += 1;
    return red / (data.length / 4);
  });
};

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the tissue, ${size}`, { size }, async ({ page, step }) => {
    let healthy = 0;
    await step("overload tips it over, and rest does not help", async () => {
      await page.goto("/learn?muscle=trapezius-upper");
      await heading(page, "How a sore knot may form").waitFor();
      await page.getByRole("heading", { name: "Trapezius, upper" }).waitFor();
      await page.locator("tissue-story:not([hidden])").waitFor();
      healthy = await redness(page);
      await look(page, `${size}-learn`);
      await page.getByRole("button", { name: "Work for eight hours" }).tap();
      await page.getByRole("button", { name: "Into the point" }).waitFor({ timeout: 60_000 });
      await says(page, "Resting does not help");
      assert.ok((await redness(page)) > healthy + 0.02, "the place is sour");
      await look(page, `${size}-learn-crisis`);
    });

    await step("a needle where the finger is brings blood back; the slider goes back in time", async () => {
      await page.locator(".story-slice").tap();
      await says(page, "The days after");
      await page.getByText("+ 3 d").waitFor({ timeout: 60_000 });
      assert.ok((await redness(page)) < healthy + 0.01, "the acid is gone");
      await page.getByRole("slider", { name: "Time" }).fill("0");
      await says(page, "The needle");
    });

    await step("another needle, beside the point, leaves it as it was", async () => {
      await page.getByRole("button", { name: "Try another needle" }).tap();
      await page.getByRole("button", { name: "Beside it" }).tap();
      await says(page, "The point was missed");
      assert.ok((await redness(page)) > healthy + 0.02, "still sour");
      await page.getByRole("button", { name: "Watch again" }).waitFor();
    });

    await step("light work leaves nothing behind", async () => {
      await page.getByRole("button", { name: "Start again" }).tap();
      await page.getByRole("slider", { name: "How hard does it work?" }).fill("10");
      await page.getByRole("button", { name: "Work for eight hours" }).tap();
      await says(page, "It recovers");
      await page.getByRole("button", { name: "Start again" }).waitFor({ timeout: 60_000 });
      assert.equal(await page.getByRole("button", { name: "Into the point" }).count(), 0);
    });

    await step("what it is not, and what to expect", async () => {
      await page.getByRole("link", { name: "Not acupuncture" }).tap();
      await heading(page, "Dry needling is not acupuncture").waitFor();
      await look(page, `${size}-learn-acupuncture`);
      await page.getByRole("link", { name: "What to expect" }).tap();
      await heading(page, "What to expect").waitFor();
      await page.getByText("8 of 100 treatments").waitFor();
      await look(page, `${size}-learn-expect`);
    });
  });
}

walk("the tissue without a script", { script: false }, async ({ page, step }) => {
  await step("six still pictures tell the story, with what is disputed", async () => {
    await page.goto("/learn");
    assert.equal(await page.locator(".learn-strip svg").count(), 6);
    assert.equal(await page.locator("tissue-story").isVisible(), false);
    await page.getByRole("heading", { name: "What is known, what is disputed" }).waitFor();
  });
});
