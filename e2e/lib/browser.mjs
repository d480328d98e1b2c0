// A browser that tolerates nothing: no script error, no request to another host, no missing file.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContext} Context */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {keyof typeof sizes} Size */

/** What Drypoint is used on; both by finger. */
export const sizes = { tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } };

const FLAGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** @returns {Promise<Browser>} */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS.split(" ") });
}

/**
 * A fresh window. `close` fails on anything that went wrong in it.
 * @param {Browser} browser
 * @param {string} url the server
 * @param {{ size?: Size, script?: boolean, refused?: RegExp, broken?: boolean }} [how] `refused`: addresses that scripts may be refused by; `broken`: answers may fail
 */
export async function open(browser, url, how = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: sizes[how.size ?? "tablet"],
    hasTouch: true,
    isMobile: how.size === "phone",
    javaScriptEnabled: how.script ?? true,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(30_000);
  const wrong = watch(context, new URL(url).host, how.broken ? /./ : how.refused);
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  };
  return { page, context, close };
}

/** Collects what must not happen. @param {Context} context @param {string} host @param {RegExp} [refused] */
function watch(context, host, refused) {
  /** @type {string[]} */
  const wrong = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.host !== host) wrong.push(`a request to ${request.url()}`);
  });
  context.on("response", (response) => {
    // A refused form is a page with 4xx; everything else that a page asks for must be there.
    const page = response.request().isNavigationRequest();
    const fine = response.status() < 400 || (page && response.status() < 500) || refused?.test(response.url());
    if (!fine) wrong.push(`${response.status()} for ${response.url()}`);
  });
  context.on("weberror", (error) => wrong.push(`script: ${error.error().stack ?? error.error().message}`));
  context.on("console", (message) => {
    // Refused answers are judged above, with their addresses.
    const answer = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !answer) wrong.push(`console at ${message.location().url}: ${message.text()}`);
  });
  return wrong;
}
