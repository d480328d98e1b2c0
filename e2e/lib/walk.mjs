// A way through the clinic in steps that follow from each other: the first that fails ends it.

import { mkdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, open } from "./browser.mjs";
import { serve } from "./server.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(name: string, run: () => Promise<void>) => Promise<void>} Step */
/** @typedef {{ page: Page, context: import("./browser.mjs").Context, url: string, server: import("./server.mjs").Server, browser: import("./browser.mjs").Browser, step: Step }} Way */

const SCREENS = fileURLToPath(new URL("../screens/", import.meta.url));

/**
 * A server on an empty folder and one window on it.
 * @param {string} name
 * @param {Parameters<typeof open>[2]} how
 * @param {(way: Way) => Promise<void>} run
 */
export function walk(name, how, run) {
  test(name, async (t) => {
    const browser = await launch();
    const server = await serve();
    try {
      const { page, context, close } = await open(browser, server.url, how);
      /** @type {Step} */
      const step = async (title, what) => {
        let failed = false;
        await t.test(title, async () => {
          try {
            await what();
          } catch (error) {
            failed = true;
            mkdirSync(SCREENS, { recursive: true });
            await page.screenshot({ path: `${SCREENS}failed ${name}.png`, fullPage: true }).catch(() => {});
            throw error;
          }
        });
        if (failed) throw new Error(`${name} ended at “${title}”, on ${page.url()}`);
      };
      await run({ page, context, url: server.url, server, browser, step });
      await close();
    } finally {
      await browser.close();
      await server.stop();
    }
  });
}
