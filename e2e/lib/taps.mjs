// Counts what a finger does.

/** @typedef {import("playwright-core").Page} Page */

/** Begins to count clicks (a tap is one; a key that presses a button is one too) on every page of this window. @param {Page} page @returns {Promise<{ count: () => number }>} */
export async function taps(page) {
  let count = 0;
  await page.exposeFunction("tapped", () => (count += 1));
  const listen = () => document.addEventListener("click", (event) => event.isTrusted && /** @type {any} */ (window).tapped(), true);
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return { count: () => count };
}
