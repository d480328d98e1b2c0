// The atlas as a visitor meets it, before anybody has signed in or the clinic is even set up.

import assert from "node:assert/strict";
import { sizes } from "../lib/browser.mjs";
import { look } from "../lib/look.mjs";
import { heading } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** The muscle with most text, one with most points, one that is not needled, one of the hand. */
const PICTURED = ["rectus-abdominis", "triceps-brachii", "intercostals", "opponens-pollicis"];

/** What is drawn on the plates now. @param {import("playwright-core").Page} page */
const layers = (page) =>
  page.locator(".rc-layer").evaluateAll((all) => [...new Set(all.filter((layer) => getComputedStyle(layer).display !== "none").map((layer) => layer.getAttribute("data-layer")))]);

/** The plates keep their place and lose their ten thousand lines: how many sheets a page takes is known sooner. */
const withoutLines = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("svg * { display: none !important }");
  document.adoptedStyleSheets.push(sheet);
};

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the atlas, ${size}`, { size }, async ({ page, step }) => {
    await step("the map and the lists are open to everybody", async () => {
      await page.goto("/atlas");
      await heading(page, "The atlas").waitFor();
      await look(page, `${size}-atlas`);
    });

    await step("results appear while typing, and Enter opens the chosen one", async () => {
      const box = page.getByRole("combobox", { name: "Search the atlas" });
      await box.fill("toth");
      const first = page.getByRole("option").first();
      await first.waitFor();
      assert.match((await first.textContent()) ?? "", /teeth/);
      await look(page, `${size}-atlas-typing`);
      await box.press("ArrowDown");
      assert.equal(await first.getAttribute("aria-selected"), "true");
      await box.press("Enter");
      await heading(page, /teeth/).waitFor();
      await look(page, `${size}-atlas-region`);
    });

    await step("a point of a muscle is shown by itself", async () => {
      await page.goto("/atlas/muscles/trapezius-upper");
      assert.deepEqual(await layers(page), ["all"]);
      await page.getByRole("radio", { name: "Point 2" }).check({ force: true });
      assert.deepEqual(await layers(page), ["2"]);
      await page.goto("/atlas/muscles/trapezius-upper?point=1&side=L");
      assert.deepEqual(await layers(page), ["1"]);
      await look(page, `${size}-atlas-muscle`);
    });

    await step("other muscles are as sound", async () => {
      for (const muscle of PICTURED) {
        await page.goto(`/atlas/muscles/${muscle}`);
        await look(page, `${size}-atlas-${muscle}`);
      }
    });
  });
}

walk("the atlas without a script", { script: false }, async ({ page, step }) => {
  await step("the search is a form, the choice of points needs no script", async () => {
    await page.goto("/atlas");
    await page.getByRole("searchbox", { name: "Search the atlas" }).fill("tennis elbow");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Outer elbow/ }).first().click();
    await heading(page, "Outer elbow").waitFor();
    await page.goto("/atlas/muscles/infraspinatus");
    await page.getByRole("radio", { name: "Point 3" }).check({ force: true });
    assert.deepEqual(await layers(page), ["3"]);
  });
});

walk("the atlas on paper", {}, async ({ page, step }) => {
  await step("every muscle is one A4 page", async () => {
    await page.goto("/atlas");
    const muscles = await page.locator(".muscle-list a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
    assert.ok(muscles.length > 120, `${muscles.length} muscles`);
    const longer = [];
    for (const muscle of muscles) {
      await page.goto(muscle);
      await page.evaluate(withoutLines);
      const pdf = await page.pdf({ format: "A4" });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      if (pages !== 1) longer.push(`${muscle}: ${pages}`);
    }
    assert.deepEqual(longer, []);
  });
});
