// How smoothly the map follows fingers on a slow tablet: frame times in Chromium with its processor slowed down four times, while
// two fingers pinch and move and one paints, beside the same fingers on an empty page of the same server. Asserts nothing.

import { launch, open } from "../lib/browser.mjs";
import { heading, register, setUp } from "../lib/people.mjs";
import { serve } from "../lib/server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ x: number, y: number }} Point */

const SLOWER = 4;
const STEPS = 90;
/** Between two events of a finger, ms: as a screen reports them. */
const EVERY_MS = 16;

/** Two fingers apart around a middle. @param {Point} middle @param {number} apart @returns {Point[]} */
const two = (middle, apart) => [{ x: middle.x - apart / 2, y: middle.y }, { x: middle.x + apart / 2, y: middle.y }];

/** Where the fingers are at a part of the way from 0 to 1. @type {Record<string, (middle: Point, part: number) => Point[]>} */
const WAYS = {
  "two fingers pinch": (middle, part) => two(middle, 60 + 70 * part),
  "two fingers move": (middle, part) =>
    two({ x: middle.x + 90 * Math.sin(part * 9), y: middle.y + 120 * Math.sin(part * 7) }, part === 0 ? 70 : 130),
  "one finger paints": (middle, part) => [{ x: middle.x + 40 * Math.sin(part * 12), y: middle.y - 120 + 300 * part }],
};

/** Frame times of one way, ms. @param {Page} page @param {import("playwright-core").CDPSession} cdp @param {Point} middle @param {string} way @returns {Promise<number[]>} */
async function frames(page, cdp, middle, way) {
  const at = (/** @type {number} */ step) => WAYS[way](middle, step / STEPS).map(({ x, y }, id) => ({ x, y, id }));
  const start = at(0);
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: start.slice(0, 1) });
  if (start.length > 1) await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: start });
  // The first move lifts the sheet onto its layer; from here on it follows.
  await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(1) });
  await page.evaluate(() => {
    const times = /** @type {number[]} */ ((/** @type {any} */ (window)).times = []);
    const next = (/** @type {number} */ now) => {
      times.push(now);
      /** @type {any} */ (window).frame = requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const sent = [];
  for (let step = 2; step <= STEPS; step += 1) {
    sent.push(cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(step) }));
    await new Promise((done) => setTimeout(done, EVERY_MS));
  }
  await Promise.all(sent);
  const times = await page.evaluate(() => {
    cancelAnimationFrame(/** @type {any} */ (window).frame);
    return /** @type {number[]} */ (/** @type {any} */ (window).times);
  });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  return times.slice(1).map((time, n) => time - times[n]);
}

/** @param {string} what @param {number[]} times */
function print(what, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const part = (/** @type {number} */ share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const over = times.filter((time) => time > 32).length;
  console.log(`${what.padEnd(34)} p50 ${part(0.5).toFixed(1)}  p95 ${part(0.95).toFixed(1)}  max ${part(1).toFixed(1)} ms  over 32 ms: ${over} of ${times.length}`);
}

const [browser, server] = [await launch(), await serve()];
try {
  const { page, context } = await open(browser, server.url, {});
  await setUp(page);
  await register(page, { given: "Tove", family: "Lind", born: "1990-01-31" });
  await page.getByRole("link", { name: "Where does it hurt?" }).tap();
  await heading(page, "Where does it hurt?").waitFor();
  const address = page.url();
  const cdp = await context.newCDPSession(page);
  for (const way of Object.keys(WAYS)) {
    await page.goto("/health");
    await page.setContent("<style>html { touch-action: none }</style>").catch(() => {});
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    print(`an empty page, ${way}`, await frames(page, cdp, { x: 380, y: 400 }, way));
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await page.goto(address);
    await page.getByRole("tab", { name: "Front", exact: true }).tap();
    await page.locator("#map-view-front[data-ready]").waitFor();
    await page.waitForFunction(() => [...document.images].filter((image) => image.offsetParent).every((image) => image.complete));
    await page.locator(".bm-stage").scrollIntoViewIfNeeded();
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    const seen = await page.locator(".bm-stage").boundingBox();
    if (!seen) throw new Error("the map is not in sight");
    print(`the map, ${way}`, await frames(page, cdp, { x: seen.x + seen.width / 2, y: seen.y + seen.height / 2 }, way));
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
} finally {
  await browser.close();
  await server.stop();
}
