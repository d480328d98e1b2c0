// Drawing pain, by finger and by keyboard.

import assert from "node:assert/strict";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Taps a region of the figure with a strength.
 * @param {Page} page
 * @param {string} view the tab that shows it: "Head"
 * @param {string} cell "neck-side:R"
 * @param {number} strength
 */
export async function paint(page, view, cell, strength) {
  await page.getByRole("tab", { name: view, exact: true }).tap();
  await page.locator(`.bm-strength[data-intensity="${strength}"]`).tap();
  const [region, side] = cell.split(":");
  const point = await page.evaluate(
    ({ region, side }) => {
      const shapes = [...document.querySelectorAll(`.bm-view:not([hidden]) .bm-cells [data-region="${region}"][data-side="${side}"]`)];
      shapes[0]?.scrollIntoView({ block: "center" });
      for (const shape of shapes) {
        const box = shape.getBoundingClientRect();
        for (let n = 1; n < 12; n += 1) {
          for (let m = 1; m < 12; m += 1) {
            const [x, y] = [box.left + (box.width * n) / 12, box.top + (box.height * m) / 12];
            const near = [[0, 0], [-2, 0], [2, 0], [0, -2], [0, 2]];
            if (near.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === shape)) return { x, y };
          }
        }
      }
      return null;
    },
    { region, side },
  );
  assert.ok(point, `${cell} can be tapped`);
  await page.touchscreen.tap(point.x, point.y);
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
