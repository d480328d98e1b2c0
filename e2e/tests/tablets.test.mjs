// Two tablets on one session, what a tablet holds while somebody is signed in, and what it holds afterwards.

import assert from "node:assert/strict";
import { prepare } from "../lib/couch.mjs";
import { allSent, atDesk, card, closeWith, counted, point } from "../lib/needling.mjs";
import { LEAD, heading, press, signIn, signOut } from "../lib/people.mjs";
import { open } from "../lib/browser.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Everything that the vault holds, as text: strings as they are, bytes one by one. @param {Page} page @returns {Promise<string>} */
const held = (page) =>
  page.evaluate(async () => {
    const database = await new Promise((done) => {
      const asked = indexedDB.open("drypoint", 1);
      asked.onsuccess = () => done(asked.result);
    });
    const text = [];
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((done) => {
        const asked = database.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      });
      for (const row of rows) text.push(store, JSON.stringify(row), new TextDecoder("latin1").decode(row.sealed ?? new Uint8Array()));
    }
    return text.join(" ");
  });

walk("tablets", { broken: true }, async ({ page, context, browser, server, url, step }) => {
  let session = "";

  await step("what two tablets record of one session is on both", async () => {
    session = await prepare(page);
    await page.locator(".points button.point:enabled").first().tap();
    await counted(page, [1, 0, 1]);
    await allSent(page);
    const other = await open(browser, url, { broken: true });
    await signIn(other.page, LEAD);
    await heading(other.page, "Today").waitFor();
    await other.page.goto(session);
    await atDesk(other.page);
    await counted(other.page, [1, 0, 1]);
    await other.page.locator(".points button.point:enabled").nth(1).tap();
    await counted(other.page, [2, 0, 2]);
    await allSent(other.page);
    // The first tablet looks by itself while somebody is at it.
    await page.locator("h1").first().tap({ position: { x: 1, y: 1 }, trial: true });
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await counted(page, [2, 0, 2]);

    // The first tablet loses the line; the second ends the session meanwhile.
    await context.setOffline(true);
    await page.locator(".points button.point:enabled").first().tap();
    await counted(page, [3, 0, 3]);
    await page.getByText("Kept on this tablet, 1 not yet sent").waitFor();
    await press(other.page, "All out");
    await counted(other.page, [2, 2, 0]);
    await allSent(other.page);
    await closeWith(other.page, 2);
    await other.page.locator("#signature").waitFor();
    await other.close();
  });

  await step("a contradiction is shown and stays until somebody decides", async () => {
    await context.setOffline(false);
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    const refused = page.locator(".outbox-refused");
    await refused.getByText("The session is closed.").waitFor();
    await page.goto("/");
    await refused.getByText("The session is closed.").waitFor();
    await page.goto(session);
    await atDesk(page);
    await page.locator("summary", { hasText: "Go back to needling" }).tap();
    await page.getByLabel("Reason").fill("One needle more on the other tablet");
    await press(page, "Go back to needling");
    await allSent(page);
    await refused.getByRole("button", { name: "Send again" }).tap();
    await page.locator('outbox-state[data-refused="0"]').waitFor({ state: "attached" });
    await allSent(page);
    await counted(page, [3, 2, 1]);
  });

  await step("a page of the session comes back without the server, sealed until then", async () => {
    await page.locator("session-desk[data-current]").waitFor();
    const twitches = (/** @type {number} */ count) => card(page, 3).locator(".twitch-count", { hasText: new RegExp(`^${count}$`) }).waitFor();
    // One is sent after the page was kept: the server cannot be asked how the session stands since.
    await page.route(/\/sessions\/[^/]+$/, (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.fallback()));
    await card(page, 3).locator("button.twitch").tap();
    await twitches(1);
    await allSent(page);
    await server.kill();
    await card(page, 3).locator("button.twitch").tap();
    await twitches(2);
    const text = await held(page);
    assert.ok(text.includes("entries") && text.includes("pages"), "something is kept");
    for (const secret of ["Vik", "Runa", "Trapezius", "trapezius", "twitches_added", "Neck and"]) {
      assert.ok(!text.includes(secret), `“${secret}” stands in the clear`);
    }
    await page.reload();
    await atDesk(page);
    await counted(page, [3, 2, 1]);
    await twitches(2);
    await point(page, 0).waitFor();
    await page.unroute(/\/sessions\/[^/]+$/);
    await server.again();
    await allSent(page);
    await page.locator("session-desk[data-current]").waitFor();
    await twitches(2);
  });

  await step("nothing is left when the sign-in ends", async () => {
    await signOut(page, LEAD);
    assert.equal((await held(page)).trim(), "");
  });
});
