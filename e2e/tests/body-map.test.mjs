// The body map by itself: finger, keyboard, list, close-ups, depth and body, at tablet and phone size; and all plates.

import assert from "node:assert/strict";
import { field, spot } from "../lib/body.mjs";
import { sizes } from "../lib/browser.mjs";
import { look } from "../lib/look.mjs";
import { heading, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ region: string, side: string, intensity: number }[]} Marks */

/** @param {Page} page @returns {Promise<Marks>} */
const marks = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("body-map")).marks);
/** @param {Page} page @returns {Promise<string[]>} */
const painted = async (page) => (await marks(page)).map((m) => `${m.region}:${m.side}`).sort();
/** @param {Page} page @param {string} cell */
async function tap(page, cell) {
  const { x, y } = await spot(page, cell);
  await page.touchscreen.tap(x, y);
}
/** Two taps at once, in the page: a runner that is slow between them cannot make two of one. @param {Page} page @param {string} cell */
async function twice(page, cell) {
  const { x, y } = await spot(page, cell);
  await page.evaluate(([x, y]) => {
    const stage = document.querySelector(".bm-stage");
    const how = { pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, clientX: x, clientY: y, bubbles: true, cancelable: true };
    for (const kind of ["pointerdown", "pointerup", "pointerdown", "pointerup"]) stage?.dispatchEvent(new PointerEvent(kind, how));
  }, [x, y]);
}
/** @param {Page} page @param {string} letter empty: not said */
const kind = (page, letter) => page.locator(`.bm-kind[data-kind="${letter}"]`).tap();
/** @param {Page} page @param {number} n */
const strength = (page, n) => page.locator(`.bm-strength[data-intensity="${n}"]`).tap();
/** @param {Page} page @param {string} view */
const show = (page, view) => page.evaluate((view) => /** @type {any} */ (document.querySelector("body-map")).show(view), view);
/** @param {Page} page @param {string} act */
const act = (page, act) => page.locator(`[data-act="${act}"]`).tap();
/** @param {Page} page */
const status = (page) => page.locator(".bm-status").textContent();
/** The address of a picture once it has come. @param {Page} page @param {string} view @param {RegExp} wanted */
async function picture(page, view, wanted) {
  await page.waitForFunction(
    ([view, wanted]) => {
      const image = /** @type {HTMLImageElement} */ (document.querySelector(`.bm-view[data-view="${view}"] .bm-plate`));
      return new RegExp(wanted).test(image.src) && image.complete && image.naturalWidth > 0;
    },
    [view, wanted.source],
  );
}

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the body map, ${size}`, { size }, async ({ page, context, step }) => {
    await step("a new complaint has a map", async () => {
      await setUp(page);
      await register(page, { given: "Tove", family: "Lind", born: "1990-01-31" });
      await page.getByRole("link", { name: "Where does it hurt?" }).tap();
      await heading(page, "Where does it hurt?").waitFor();
    });

    await step("a tap paints with the strength in hand, a second tap clears", async () => {
      await tap(page, "deltoid-front:R");
      assert.deepEqual(await marks(page), [{ region: "deltoid-front", side: "R", intensity: 5 }]);
      assert.equal(await status(page), "Front of shoulder, right: 5 of 10");
      await strength(page, 8);
      await tap(page, "deltoid-front:R");
      assert.deepEqual(await marks(page), [{ region: "deltoid-front", side: "R", intensity: 8 }]);
      assert.equal(await field(page, "deltoid-front:R").inputValue(), "8");
      const [shape] = await page.locator('.bm-view:not([hidden]) [data-region="deltoid-front"][data-side="R"]').all();
      assert.equal(await shape.getAttribute("fill"), "url(#map-8)", "hatched, not only coloured");
      // Two taps in a row would be a double tap.
      await strength(page, 8);
      await tap(page, "deltoid-front:R");
      assert.deepEqual(await marks(page), []);
      assert.equal(await status(page), "Front of shoulder, right: cleared");
    });

    await step("a kind of pain is painted, hatched, said and undone with its strength", async () => {
      await kind(page, "b");
      await tap(page, "deltoid-front:R");
      assert.deepEqual(await marks(page), [{ region: "deltoid-front", side: "R", intensity: 8, kind: "burning" }]);
      assert.equal(await status(page), "Front of shoulder, right: 8 of 10, burning");
      assert.equal(await field(page, "deltoid-front:R").inputValue(), "8b");
      const [shape] = await page.locator('.bm-view:not([hidden]) [data-region="deltoid-front"][data-side="R"]').all();
      assert.equal(await shape.getAttribute("fill"), "url(#map-8b)");
      await act(page, "undo");
      assert.deepEqual(await marks(page), []);
      await kind(page, "");
    });

    await step("a double tap comes to the close-up under the finger and back again, and paints nothing", async () => {
      await show(page, "front");
      await twice(page, "breast:R");
      await page.locator("#map-view-chest[data-ready]").waitFor();
      await twice(page, "sternum:L");
      await page.locator("#map-view-front").waitFor();
      assert.deepEqual(await marks(page), []);
    });

    await step("a drag paints all it crosses as one step, which undo takes back and redo brings again", async () => {
      await show(page, "front");
      const [from, to] = [await spot(page, "thigh-front-upper:L"), await spot(page, "shin-upper:L")];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 2 });
      await page.mouse.up();
      const crossed = await painted(page);
      for (const cell of ["thigh-front-upper:L", "thigh-front-lower:L", "knee-front:L", "shin-upper:L"]) assert.ok(crossed.includes(cell), `${cell} in ${crossed}`);
      await act(page, "undo");
      assert.deepEqual(await marks(page), []);
      await act(page, "redo");
      assert.deepEqual(await painted(page), crossed);
      await act(page, "clear");
      assert.equal(await status(page), "All cleared");
    });

    await step("both sides at once", async () => {
      await act(page, "both");
      await tap(page, "knee-front:L");
      assert.deepEqual(await painted(page), ["knee-front:L", "knee-front:R"]);
      await strength(page, 8);
      await tap(page, "knee-front:L");
      assert.deepEqual(await marks(page), []);
      await act(page, "both");
    });

    await step("the body turns by arrow keys", async () => {
      await page.getByRole("tab", { name: "Front", exact: true }).focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.locator(".bm-tab[aria-selected=true]").getAttribute("data-view"), "right");
      assert.deepEqual(await page.locator(".bm-view:visible").evaluateAll((views) => views.map((view) => view.id)), ["map-view-right"]);
      await tap(page, "hip-side:R");
      assert.deepEqual(await painted(page), ["hip-side:R"]);
      await act(page, "clear");
    });

    await step("two fingers look closer, come to the close-up under them, and paint nothing", async () => {
      await show(page, "front");
      const { x, y } = await spot(page, "breast:R");
      const cdp = await context.newCDPSession(page);
      /** @param {"touchStart" | "touchMove" | "touchEnd"} type @param {number[][]} points */
      const touch = (type, points) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
      await touch("touchStart", [[x, y]]);
      await touch("touchStart", [[x, y], [x + 40, y]]);
      await touch("touchMove", [[x - 60, y], [x + 100, y]]);
      await touch("touchEnd", []);
      await page.locator("#map-view-chest").waitFor();
      assert.deepEqual(await marks(page), []);
      await tap(page, "sternum:L");
      assert.deepEqual(await painted(page), ["sternum:L"]);
      assert.equal(await page.locator(".bm-zone[aria-pressed=true]:visible").textContent(), "Chest");
      await act(page, "clear");
    });

    if (size === "phone") await step("every cell can be tapped in some view", async () => {
      const views = await page.locator(".bm-view").evaluateAll((all) => all.map((view) => /** @type {HTMLElement} */ (view).dataset.view ?? ""));
      const hit = new Set();
      for (const view of views) {
        await show(page, view);
        const here = await page.waitForFunction((view) => {
          const panel = document.querySelector(`.bm-view[data-view="${view}"]`);
          if (!panel?.matches("[data-ready]")) return null;
          const map = /** @type {any} */ (panel.closest("body-map"));
          panel.closest(".bm-stage")?.scrollIntoView({ block: "start" });
          const box = panel.getBoundingClientRect();
          const found = new Set();
          for (let x = box.left + 2; x < box.right; x += 9) {
            for (let y = box.top + 2; y < box.bottom; y += 9) {
              const at = map.cellAt(x, y).replace(".", ":");
              if (at !== "" && !found.has(at) && document.elementFromPoint(x, y)?.closest(".bm-stage")) found.add(at);
            }
          }
          return [...found];
        }, view);
        for (const cell of /** @type {string[]} */ (await here.jsonValue())) hit.add(cell);
      }
      assert.equal(hit.size, 268);
      assert.deepEqual(await marks(page), []);
    });

    await step("depth and body are chosen for this device; what is painted stays", async () => {
      await show(page, "front");
      await tap(page, "chest-upper:R");
      const depth = page.getByRole("slider", { name: "Depth" });
      await depth.focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await depth.getAttribute("aria-valuetext"), "Intermediate");
      await picture(page, "front", /front-neutral\.svg#intermediate$/);
      await page.getByLabel("Body", { exact: true }).selectOption("Female");
      await picture(page, "front", /front-female\.svg#intermediate$/);
      const cell = page.locator('.bm-view:visible [data-region="chest-upper"][data-side="R"]');
      assert.equal(await cell.getAttribute("data-intensity"), "8");
      await page.reload();
      await show(page, "front");
      await picture(page, "front", /front-female\.svg#intermediate$/);
      assert.equal(await depth.getAttribute("aria-valuetext"), "Intermediate");
      await page.getByLabel("Body", { exact: true }).selectOption("Neutral");
      await depth.fill("1");
      await picture(page, "front", /front-neutral\.svg#superficial$/);
    });

    await step("everything to tap is at least 44 pixels high and wide", async () => {
      const small = await page.evaluate(() =>
        [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".bm-tab, .bm-zone, .bm-act, .bm-strength, .bm-kind, .bm-look input, .bm-look select, .bm-cell input, .bm-list summary, .bm-filter input"))]
          .filter((e) => e.offsetParent !== null)
          .map((e) => ({ text: e.textContent, box: e.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 43.9)
          .map(({ text, box }) => `${text} ${box.width}x${box.height}`),
      );
      assert.deepEqual(small, []);
    });

    await step("the list paints the map, a letter searches it, and what is no strength is refused beside its field", async () => {
      await page.evaluate(() => document.querySelector(".bm-list")?.setAttribute("open", ""));
      assert.equal(await page.locator('.bm-cell input[tabindex="0"]').count(), 24, "one tab stop per group");
      await field(page, "mastoid:L").focus();
      await page.keyboard.press("h");
      await page.keyboard.type("eel pad");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.type("3");
      assert.deepEqual(await painted(page), ["heel-plantar:R"]);
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".bm-row:visible").count(), 134);
      await field(page, "chin:L").fill("12");
      assert.equal(await field(page, "chin:L").getAttribute("aria-invalid"), "true");
      await field(page, "chin:L").fill("2");
      assert.equal(await field(page, "chin:L").getAttribute("aria-invalid"), null);
      await page.locator('.bm-chip[data-cell="heel-plantar.R"]').focus();
      await page.keyboard.press("Enter");
      assert.deepEqual(await painted(page), ["chin:L"]);
      assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.cell), "chin.L");
      await look(page, `${size}-body-map`);
    });

    await step("all plates stand on one page", async () => {
      await page.goto("/plates?layer=deep");
      await page.waitForFunction(() => [...document.images].slice(0, 4).every((image) => image.complete && image.naturalWidth > 0));
      assert.ok((await page.locator(".plate-sheet img").count()) > 40);
      if (size === "tablet") await look(page, "plates");
    });
  });
}
