// Drawing pain, by finger and by keyboard.

import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/**
 * A place on a region that nothing else covers, in the view in sight, once it is there.
 * @param {Page} page @param {string} cell "neck-side:R" @returns {Promise<{ x: number, y: number }>}
 */
export async function spot(page, cell) {
  const [region, side] = cell.split(":");
  const found = await page.waitForFunction(
    ({ region, side }) => {
      const map = /** @type {any} */ (document.querySelector("body-map"));
      const shapes = [...document.querySelectorAll(`.bm-view:not([hidden]) .bm-marks [data-region="${region}"][data-side="${side}"]`)];
      shapes[0]?.closest(".bm-stage")?.scrollIntoView({ block: "start" });
      const free = (/** @type {number} */ x, /** @type {number} */ y) => document.elementFromPoint(x, y)?.closest(".bm-stage") && map.cellAt(x, y) === `${region}.${side}`;
      for (const shape of shapes) {
        const box = shape.getBoundingClientRect();
        for (let n = 1; n < 12; n += 1) {
          for (let m = 1; m < 12; m += 1) {
            const [x, y] = [box.left + (box.width * n) / 12, box.top + (box.height * m) / 12];
            const near = [[0, 0], [-2, 0], [2, 0], [0, -2], [0, 2]];
            if (near.every(([dx, dy]) => free(x + dx, y + dy))) return { x, y };
          }
        }
      }
      return null;
    },
    { region, side },
  );
  return /** @type {{ x: number, y: number }} */ (await found.jsonValue());
}

/**
 * Taps a region of the map with a strength.
 * @param {Page} page
 * @param {string} view the tab that shows it: "Front"
 * @param {string} cell "neck-side:R"
 * @param {number} strength
 * @param {string} [closeUp] "Head, front"
 */
export async function paint(page, view, cell, strength, closeUp) {
  await page.getByRole("tab", { name: view, exact: true }).tap();
  if (closeUp) await page.getByRole("button", { name: closeUp, exact: true }).tap();
  await page.locator(`.bm-strength[data-intensity="${strength}"]`).tap();
  const { x, y } = await spot(page, cell);
  await page.touchscreen.tap(x, y);
  assert.equal(await field(page, cell).inputValue(), String(strength), `${cell} is painted`);
}

/** The field of a region in the list. @param {Page} page @param {string} cell */
export const field = (page, cell) => page.locator(`input[name="cell.${cell.replace(":", ".")}"]`);

/** Paints from the list without a finger: find the region by its name, arrow to it, type. @param {Page} page @param {string} name @param {string} label @param {number} strength */
export async function paintByKeyboard(page, name, label, strength) {
  await page.getByRole("searchbox", { name: "Find a region" }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("ArrowDown");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  if ((await focused()) !== label) await page.keyboard.press("ArrowRight");
  assert.equal(await focused(), label);
  await page.keyboard.type(String(strength));
}
