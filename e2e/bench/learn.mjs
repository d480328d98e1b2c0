// How smoothly the tissue plays on a slow tablet: frame times in Chromium with its processor slowed down four times, while a story
// plays and while a finger drags its slider, beside an empty page of the same server. Asserts nothing.

import { launch, open } from "../lib/browser.mjs";
import { serve } from "../lib/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const SLOWER = 4;
const PLAYS_MS = 6_000;
const STEPS = 90;
/** Between two moves of the finger, ms: as a screen reports them. */
const EVERY_MS = 16;

/** Frame times while something goes on, ms. @param {Page} page @param {() => Promise<unknown>} goes @returns {Promise<number[]>} */
async function frames(page, goes) {
  await page.evaluate(() => {
    const times = /** @type {number[]} */ ((/** @type {any} */ (window)).times = []);
    const next = (/** @type {number} */ now) => {
      times.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await goes();
  const times = await page.evaluate(() => /** @type {number[]} */ (/** @type {any} */ (window).times));
  return times.slice(1).map((time, n) => time - times[n]);
}

/** @param {string} what @param {number[]} times */
function print(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const part = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const over = times.filter((time) => time > 32).length;
  console.log(`${what.padEnd(20)} p50 ${part(0.5).toFixed(1)}  p95 ${part(0.95).toFixed(1)}  max ${part(1).toFixed(1)} ms  over 32 ms: ${over} of ${times.length}`);
}

const [browser, server] = [await launch(), await serve()];
try {
  const { page, context } = await open(browser, server.url, {});
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto("/health");
  print("an empty page", await frames(page, () => page.waitForTimeout(PLAYS_MS)));
  await page.goto("/learn");
  await page.locator("[data-shown]").first().waitFor();
  await page.getByRole("button", { name: "Work for eight hours" }).click();
  print("a story plays", await frames(page, () => page.waitForTimeout(PLAYS_MS)));
  await page.getByRole("button", { name: "Into the point" }).waitFor({ timeout: 120_000 });
  const slider = await page.getByRole("slider", { name: "Time" }).boundingBox();
  if (!slider) throw new Error("the slider is not in sight");
  const drag = async () => {
    for (let step = 0; step <= STEPS; step += 1) {
      await page.mouse.move(slider.x + 5 + ((slider.width - 10) * step) / STEPS, slider.y + slider.height / 2);
      await page.waitForTimeout(EVERY_MS);
    }
  };
  await page.mouse.move(slider.x + 5, slider.y + slider.height / 2);
  await page.mouse.down();
  print("the slider is dragged", await frames(page, drag));
  await page.mouse.up();
} finally {
  await browser.close();
  await server.stop();
}
