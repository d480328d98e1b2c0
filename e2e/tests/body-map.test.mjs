// The body map under a real browser: finger, keyboard, list, reading and finding, at tablet and phone size.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../lib/figure-server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ region: string, side: string, intensity: number }[]} Marks */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const screens = fileURLToPath(new URL("../screens/", import.meta.url));
const sizes = { tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;

before(async () => {
  mkdirSync(screens, { recursive: true });
  server = await serve();
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags.split(" ") });
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** Runs a test on a page and fails on any script error or refused resource.
 *  @param {string} path @param {(page: Page) => Promise<void>} run
 *  @param {{ size?: keyof typeof sizes, scheme?: "light" | "dark", script?: boolean }} [how] */
async function on(path, run, how = {}) {
  const context = await browser.newContext({
    viewport: sizes[how.size ?? "tablet"],
    hasTouch: true,
    colorScheme: how.scheme ?? "light",
    javaScriptEnabled: how.script ?? true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on("pageerror", (e) => wrong.push(e.message));
  page.on("console", (m) => {
    if (m.type() === "error" && !m.location().url.endsWith("favicon.ico")) wrong.push(m.text());
  });
  try {
    await page.goto(`${server.url}/${path}.html`);
    await run(page);
    assert.deepEqual(wrong, []);
  } finally {
    await context.close();
  }
}

/** @param {Page} page @returns {Promise<Marks>} */
const marks = (page) => page.evaluate(() => /** @type {any} */ (document.querySelector("body-map")).marks);

/** A point on a cell that nothing else covers, in the view in sight, once there is one. @param {Page} page @param {string} cell */
async function spot(page, cell) {
  const [region, side] = cell.split(":");
  const found = page.waitForFunction(
    ({ region, side }) => {
      const shapes = document.querySelectorAll(`.bm-view:not([hidden]) .bm-cells [data-region="${region}"][data-side="${side}"]`);
      for (const shape of shapes) {
        const box = shape.getBoundingClientRect();
        for (let n = 1; n < 12; n += 1) {
          for (let m = 1; m < 12; m += 1) {
            const [x, y] = [box.left + (box.width * n) / 12, box.top + (box.height * m) / 12];
            const all = [[0, 0], [-2, 0], [2, 0], [0, -2], [0, 2]].every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === shape);
            if (all) return { x, y };
          }
        }
      }
      return null;
    },
    { region, side },
    { timeout: 5000 },
  );
  const point = await found.then((handle) => handle.jsonValue()).catch(() => null);
  assert.ok(point, `${cell} can be hit`);
  return point;
}

/** @param {Page} page @param {string} cell */
async function tap(page, cell) {
  const { x, y } = await spot(page, cell);
  await page.touchscreen.tap(x, y);
}

/** @param {Page} page @param {number} n */
const strength = (page, n) => page.locator(`.bm-strength[data-intensity="${n}"]`).tap();
/** @param {Page} page @param {string} view */
const show = (page, view) => page.locator(`.bm-tab[data-view="${view}"]`).tap();
/** @param {Page} page @param {string} act */
const act = (page, act) => page.locator(`[data-act="${act}"]`).tap();
/** @param {Page} page @param {string} cell */
const field = (page, cell) => page.locator(`input[name="cell.${cell.replace(":", ".")}"]`);

/** @param {Page} page */
async function accessible(page) {
  // Through the protocol: the page's own policy lets no script in.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const result = await /** @type {any} */ (window).axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((/** @type {any} */ v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((/** @type {any} */ n) => n.html.slice(0, 120)).join(" | ")}`);
  });
  assert.deepEqual(found, []);
}

for (const size of /** @type {(keyof typeof sizes)[]} */ (Object.keys(sizes))) {
  describe(`by finger, ${size}`, () => {
    test("a tap paints with the strength in hand, a second tap clears", () =>
      on("paint", async (page) => {
        await tap(page, "deltoid-side:R");
        assert.deepEqual(await marks(page), [{ region: "deltoid-side", side: "R", intensity: 5 }]);
        assert.equal(await page.locator(".bm-status").textContent(), "Side of shoulder, right: 5 of 10");
        await strength(page, 8);
        await tap(page, "deltoid-side:R");
        assert.deepEqual(await marks(page), [{ region: "deltoid-side", side: "R", intensity: 8 }]);
        await tap(page, "deltoid-side:R");
        assert.deepEqual(await marks(page), []);
        assert.equal(await page.locator(".bm-status").textContent(), "Side of shoulder, right: cleared");
      }, { size }));

    test("in front the person's right is on the left of the page, behind it is on the right", () =>
      on("paint", async (page) => {
        await show(page, "front");
        assert.ok((await spot(page, "deltoid-side:R")).x < (await spot(page, "deltoid-side:L")).x);
        await show(page, "back");
        assert.ok((await spot(page, "deltoid-side:R")).x > (await spot(page, "deltoid-side:L")).x);
      }, { size }));

    test("every cell can be tapped in some view or close-up", () =>
      on("paint", async (page) => {
        const hit = await page.evaluate(async () => {
          const map = /** @type {any} */ (document.querySelector("body-map"));
          const stage = /** @type {HTMLElement} */ (map.querySelector(".bm-stage")).getBoundingClientRect();
          const found = new Set();
          const frame = () => new Promise((done) => requestAnimationFrame(() => done(null)));
          for (const view of ["front", "back", "left", "right", "head", "mouth", "hand", "foot", "saddle"]) {
            map.show(view);
            const windows = [null, ...map.querySelectorAll(".bm-zones:not([hidden]) .bm-zone")];
            for (const zone of windows) {
              zone?.click();
              await frame();
              for (let x = stage.left + 2; x < stage.right - 2; x += 5) {
                for (let y = stage.top + 2; y < stage.bottom - 2; y += 5) {
                  const at = document.elementFromPoint(x, y);
                  if (at?.parentElement?.classList.contains("bm-cells")) found.add(`${at.getAttribute("data-region")}:${at.getAttribute("data-side")}`);
                }
              }
            }
          }
          return [...found];
        });
        assert.equal(hit.length, 268);
      }, { size }));

    test("everything to tap is at least 44 pixels high and wide", () =>
      on("paint", async (page) => {
        const small = await page.evaluate(() =>
          [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".bm-tab, .bm-zone, .bm-act, .bm-strength, .bm-cell input, .bm-list summary, .bm-filter input"))]
            .filter((e) => e.offsetParent !== null)
            .map((e) => ({ text: e.textContent, box: e.getBoundingClientRect() }))
            .filter(({ box }) => box.width < 44 || box.height < 43.9)
            .map(({ text, box }) => `${text} ${box.width}x${box.height}`),
        );
        assert.deepEqual(small, []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), sizes[size].width);
      }, { size }));

    for (const scheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
      test(`axe finds nothing, ${scheme}`, () =>
        on("refused", async (page) => {
          await page.locator(".bm-list").evaluate((list) => list.setAttribute("open", ""));
          await accessible(page);
          await page.screenshot({ path: `${screens}body-map-${size}-${scheme}.png` });
        }, { size, scheme }));
    }
  });
}

describe("strokes", () => {
  test("a drag paints all it crosses as one step, which undo takes back and redo brings again", () =>
    on("paint", async (page) => {
      await page.evaluate(() => {
        /** @type {any} */ (window).heard = [];
        document.querySelector("body-map")?.addEventListener("change", (e) => /** @type {any} */ (window).heard.push(/** @type {CustomEvent} */ (e).detail.marks.length));
      });
      const [from, to] = [await spot(page, "thigh-front-upper:L"), await spot(page, "shin-upper:L")];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 2 });
      await page.mouse.up();
      const painted = (await marks(page)).map((m) => m.region);
      for (const region of ["thigh-front-upper", "thigh-front-lower", "knee-front", "shin-upper"]) assert.ok(painted.includes(region), `${region} in ${painted}`);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).heard), [painted.length]);
      await act(page, "undo");
      assert.deepEqual(await marks(page), []);
      await act(page, "redo");
      assert.equal((await marks(page)).length, painted.length);
      await act(page, "clear");
      assert.deepEqual(await marks(page), []);
      assert.equal(await page.locator(".bm-status").textContent(), "All cleared");
    }));

  test("both sides at once", () =>
    on("paint", async (page) => {
      await act(page, "both");
      await tap(page, "knee-front:L");
      assert.deepEqual((await marks(page)).map((m) => m.side).sort(), ["L", "R"]);
      await tap(page, "knee-front:L");
      assert.deepEqual(await marks(page), []);
    }));

  test("two fingers look closer and paint nothing", () =>
    on("paint", async (page) => {
      await show(page, "front");
      const { x, y } = await spot(page, "sternum:L");
      const cdp = await page.context().newCDPSession(page);
      /** @param {"touchStart" | "touchMove" | "touchEnd"} type @param {number[][]} points */
      const touch = (type, points) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
      await touch("touchStart", [[x, y]]);
      await touch("touchStart", [[x, y], [x + 40, y]]);
      await touch("touchMove", [[x - 60, y], [x + 100, y]]);
      await touch("touchEnd", []);
      assert.deepEqual(await marks(page), []);
      const width = Number((await page.locator('[data-view="front"] .bm-figure').getAttribute("viewBox"))?.split(" ")[2]);
      assert.ok(width < 900, `zoomed in to ${width} units`);
      await tap(page, "sternum:L");
      assert.deepEqual((await marks(page)).map((m) => m.region), ["sternum"]);
    }));

  test("a painted cell is hatched, not only coloured, in every view that shows it", () =>
    on("paint", async (page) => {
      await strength(page, 9);
      await tap(page, "neck-side:L");
      const fills = await page.locator('.bm-cells [data-region="neck-side"][data-side="L"]').evaluateAll((shapes) => shapes.map((s) => s.getAttribute("fill")));
      assert.ok(fills.length >= 3);
      assert.deepEqual([...new Set(fills)], ["url(#map-9)"]);
      assert.ok(await page.locator("#map-9 .bm-hatch").count());
    }));
});

describe("by keyboard", () => {
  test("the list paints the figure and the figure fills the list", () =>
    on("paint", async (page) => {
      await field(page, "temple:R").fill("7");
      assert.deepEqual(await marks(page), [{ region: "temple", side: "R", intensity: 7 }]);
      assert.equal(await page.locator('.bm-cells [data-region="temple"][data-side="R"]').first().getAttribute("data-intensity"), "7");
      await tap(page, "deltoid-front:L");
      assert.equal(await field(page, "deltoid-front:L").inputValue(), "5");
      assert.equal(await page.locator(".bm-count").textContent(), "2");
      await field(page, "temple:R").fill("");
      assert.deepEqual((await marks(page)).map((m) => m.region), ["deltoid-front"]);
    }));

  test("a whole drawing without a finger", () =>
    on("paint", async (page) => {
      await page.locator(".bm-strength input:checked").focus();
      await page.keyboard.press("ArrowRight");
      await page.locator(".bm-filter input").focus();
      await page.keyboard.type("neck sid");
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Side of neck, right");
      await page.keyboard.press(" ");
      await page.keyboard.press("ArrowRight");
      await page.keyboard.type("10");
      assert.deepEqual(await marks(page), [
        { region: "neck-side", side: "R", intensity: 6 },
        { region: "neck-side", side: "L", intensity: 10 },
      ]);
      assert.equal(await page.locator(".bm-status").textContent(), "Side of neck, left: 10 of 10");
      await page.keyboard.type("h");
      await page.keyboard.type("eel pad");
      await page.keyboard.press("Enter");
      await page.keyboard.type("3");
      assert.equal((await marks(page)).length, 3);
      assert.ok(page.url().endsWith("/paint.html"), "the enter key did not send the form");
      await page.keyboard.press("Shift+Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("type")), "search");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".bm-row:visible").count(), 134);
    }));

  test("one tab stop per group, arrows across groups", () =>
    on("paint", async (page) => {
      assert.equal(await page.locator('.bm-cell input[tabindex="0"]').count(), 24);
      await field(page, "mastoid:L").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowLeft");
      const label = await page.evaluate(() => document.activeElement?.getAttribute("name"));
      assert.match(label ?? "", /^cell\..+\.R$/);
      assert.notEqual(label, "cell.mastoid.R");
      await page.keyboard.press("Home");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "cell.vertex.R");
    }));

  test("what is no strength is refused beside its field and changes nothing", () =>
    on("paint", async (page) => {
      await field(page, "chin:L").fill("12");
      assert.equal(await field(page, "chin:L").getAttribute("aria-invalid"), "true");
      assert.deepEqual(await marks(page), []);
      await field(page, "chin:L").fill("2");
      assert.equal(await field(page, "chin:L").getAttribute("aria-invalid"), null);
    }));

  test("views turn by arrow keys", () =>
    on("paint", async (page) => {
      await show(page, "front");
      await page.locator('.bm-tab[data-view="front"]').focus();
      await page.keyboard.press("ArrowRight");
      assert.equal(await page.locator(".bm-tab[aria-selected=true]").getAttribute("data-view"), "back");
      assert.ok(await page.locator("#map-view-back").isVisible());
      assert.ok(!(await page.locator("#map-view-front").isVisible()));
    }));

  test("a chip removes its mark and keeps the focus near", () =>
    on("paint", async (page) => {
      await field(page, "temple:R").fill("7");
      await field(page, "chin:L").fill("2");
      await page.locator('.bm-chip[data-cell="temple.R"]').focus();
      await page.keyboard.press("Enter");
      assert.deepEqual((await marks(page)).map((m) => m.region), ["chin"]);
      assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.cell), "chin.L");
    }));
});

describe("as a form", () => {
  test("only the fields of cells are sent", () =>
    on("paint", async (page) => {
      await tap(page, "deltoid-front:L");
      await page.locator("button[type=submit]").tap();
      await page.waitForURL(/submitted/);
      const sent = new URL(page.url()).searchParams;
      assert.equal(sent.get("cell.deltoid-front.L"), "5");
      assert.ok([...sent.keys()].every((name) => name.startsWith("cell.")));
    }));

  test("without a script the list alone is enough", () =>
    on("paint-plain", async (page) => {
      assert.ok(!(await page.locator(".bm-palette").isVisible()));
      await field(page, "neck-side:R").fill("6");
      await page.screenshot({ path: `${screens}body-map-no-script.png` });
      await page.locator("button[type=submit]").click();
      await page.waitForURL(/submitted/);
      assert.equal(new URL(page.url()).searchParams.get("cell.neck-side.R"), "6");
    }, { script: false }));

  test("a refused form comes back with what was typed", () =>
    on("refused", async (page) => {
      assert.equal(await field(page, "temple:L").inputValue(), "12");
      assert.equal(await field(page, "temple:L").getAttribute("aria-invalid"), "true");
      assert.equal((await marks(page)).length, 9);
    }));
});

describe("reading and finding", () => {
  for (const scheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    test(`a drawing is read without a script, ${scheme}`, () =>
      on("read-plain", async (page) => {
        assert.equal(await page.locator(".bm-marks path").first().getAttribute("fill"), "url(#read-4)");
        assert.match((await page.locator('[data-view="front"] svg').getAttribute("aria-label")) ?? "", /Side of neck, right: 6/);
        assert.equal(await page.locator("input").count(), 0);
        await page.screenshot({ path: `${screens}body-map-read-${scheme}.png`, fullPage: true });
      }, { scheme, script: false }));
  }

  test("axe finds nothing in a drawing that is read", () => on("read", accessible));

  test("hovering or focusing a cause lights where it refers to and where it lies", () =>
    on("find", async (page) => {
      await page.locator("[data-lights]").first().focus();
      assert.ok((await page.locator(".bm-light-essential").count()) >= 2);
      assert.ok(await page.locator(".bm-light-spillover").count());
      assert.ok(await page.locator(".bm-cross").count());
      assert.ok(!(await page.locator('[data-view="mouth"]').isVisible()));
      await page.screenshot({ path: `${screens}body-map-find.png`, fullPage: true });
      await page.locator("[data-lights]").nth(1).hover();
      assert.ok(await page.locator('[data-view="mouth"]').isVisible(), "the close-up comes out for what the figures cannot show");
      await page.mouse.move(1, 1);
      await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      assert.equal(await page.locator(".bm-lights").count(), 0);
      await accessible(page);
    }));

  test("the same through the element's method", () =>
    on("find", async (page) => {
      await page.evaluate(() => /** @type {any} */ (document.querySelector("body-map")).highlight({ site: ["sacrum:L"] }));
      assert.ok(await page.locator(".bm-light-site").count());
    }));
});
