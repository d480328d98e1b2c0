// Looking at a page as axe, as a thumb and as a printer do.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{ impact: string, id: string, nodes: { html: string, failureSummary: string }[] }} Violation */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const GRAVE = ["serious", "critical"];
/** Pages that are longer (the list of all regions) are pictured as far as they are in sight. */
const PICTURE_HEIGHT_MAX = 4_000;
const SCREENS = fileURLToPath(new URL("../screens/", import.meta.url));

/**
 * No serious or critical finding in light and dark, nothing to scroll sideways; and a picture of each.
 * @param {Page} page
 * @param {string} name of the picture
 */
export async function look(page, name) {
  mkdirSync(SCREENS, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  // A heading is there before the style sheets of a page that follows a form are: its width is not yet its own.
  await page.waitForLoadState("load");
  await page.evaluate(async () => void (await document.fonts.ready));
  const [sideways, height] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  assert.ok(sideways <= width, `${name} is ${sideways} pixels wide on a screen of ${width}`);
  for (const scheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme: scheme });
    // Colours follow a frame later.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: `${SCREENS}${name}-${scheme}.png`, fullPage: height <= PICTURE_HEIGHT_MAX });
    // What is not about colour is the same in the dark.
    const found = await grave(page, scheme === "light" ? { type: "tag", values: TAGS } : { type: "rule", values: ["color-contrast"] });
    assert.deepEqual(found, [], `${name}, ${scheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** Serious and critical findings, one line each. @param {Page} page @param {{ type: "tag" | "rule", values: string[] }} runOnly */
async function grave(page, runOnly) {
  // Through the protocol: the page's own policy lets no script in.
  await page.evaluate(AXE);
  /** @type {Violation[]} */
  const violations = await page.evaluate(async (runOnly) => {
    const axe = /** @type {any} */ (window).axe;
    return (await axe.run(document, { runOnly, resultTypes: ["violations"] })).violations;
  }, runOnly);
  return violations
    .filter((violation) => GRAVE.includes(violation.impact))
    .map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 4).map((n) => `${n.html.slice(0, 160)} (${n.failureSummary.split("\n")[1]?.trim()})`).join(" | ")}`);
}

/** The page as it is printed: a picture, and the bytes of a PDF. @param {Page} page @param {string} name */
export async function print(page, name) {
  await page.emulateMedia({ media: "print" });
  await page.screenshot({ path: `${SCREENS}${name}-print.png`, fullPage: true });
  const hidden = await page.locator(".masthead, .note-tools, .addendum-form").evaluateAll((parts) => parts.every((part) => part.getClientRects().length === 0));
  assert.ok(hidden, "what is for the screen only is not printed");
  const pdf = await page.pdf({ path: `${SCREENS}${name}.pdf`, format: "A4", printBackground: false });
  await page.emulateMedia({ media: "screen" });
  return pdf;
}
