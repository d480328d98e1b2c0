// Whatever happens to the server, the line or the tab: each needle that the tablet showed is in the note exactly once.

import assert from "node:assert/strict";
import { prepare } from "../lib/couch.mjs";
import { dice } from "../lib/dice.mjs";
import { allSent, atDesk, card, counted } from "../lib/needling.mjs";
import { heading } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../lib/dice.mjs").Dice} Dice */
/** @typedef {{ twitches: number, out: boolean }} Needle what was tapped of it */

/** A tap at the couch, and what the tablet must show at once. @param {Page} page @param {Needle[]} needles @param {Dice} chance */
async function tap(page, needles, chance) {
  const inside = needles.flatMap((needle, index) => (needle.out ? [] : [index]));
  const what = needles.length < 2 || inside.length === 0 ? "place" : chance.one(["place", "place", "twitch", "out"]);
  if (what === "place") {
    const points = page.locator("button.point:enabled");
    await points.nth(chance.below(await points.count())).tap();
    needles.push({ twitches: 0, out: false });
    await card(page, needles.length).waitFor();
    return;
  }
  const index = chance.one(inside);
  const needle = /** @type {Needle} */ (needles[index]);
  const at = card(page, index + 1);
  if (what === "twitch") {
    await at.locator("button.twitch").tap();
    needle.twitches += 1;
    await at.locator(".twitch-count", { hasText: new RegExp(`^${needle.twitches}$`) }).waitFor();
  } else {
    await at.getByRole("button", { name: "Out", exact: true }).tap();
    needle.out = true;
    await at.and(page.locator(":not(.is-in)")).waitFor();
  }
}

/** Taps through a session, with something going wrong a number of times: now before a tap, now while one is on its way. @param {Page} page @param {Dice} chance @param {Needle[]} needles @param {number} times @param {{ begin: () => Promise<void>, end: () => Promise<void> }} mishap */
async function through(page, chance, needles, times, mishap) {
  const taps = async (/** @type {number} */ from, /** @type {number} */ below) => {
    for (let left = from + chance.below(below); left > 0; left -= 1) await tap(page, needles, chance);
  };
  for (let time = 0; time < times; time += 1) {
    await taps(0, 3);
    await mishap.begin();
    await taps(1, 3);
    await mishap.end();
  }
  await taps(1, 2);
}

/** The note against what was tapped. @param {Page} page @param {string} session @param {Needle[]} needles */
async function inTheNoteOnce(page, session, needles) {
  await allSent(page);
  assert.equal(await page.locator("outbox-state").getAttribute("data-refused"), "0");
  await page.goto(`${session}/note`);
  const rows = await page.locator(".needle-table tbody tr").allInnerTexts();
  assert.equal(rows.length, needles.length, rows.join(" / "));
  await page.goto(session);
  await atDesk(page);
  const out = needles.filter((needle) => needle.out).length;
  await counted(page, [needles.length, out, needles.length - out]);
  for (const [index, needle] of needles.entries()) {
    assert.equal(await card(page, index + 1).locator(".twitch-count").textContent(), String(needle.twitches), `twitches of needle ${index + 1}`);
  }
}

walk("never lost: the server is killed", { broken: true }, async ({ page, server, step }) => {
  await step("ten times in the middle of a session", async () => {
    const session = await prepare(page);
    /** @type {Needle[]} */
    const needles = [];
    await through(page, dice(20_260_112), needles, 10, { begin: server.kill, end: server.again });
    await inTheNoteOnce(page, session, needles);
  });
});

walk("never lost: the line is cut", { broken: true }, async ({ page, context, step }) => {
  await step("ten times; now nothing gets through, now only the answer is lost", async () => {
    const session = await prepare(page);
    const chance = dice(7_401);
    let answersLost = 0;
    /** @type {Needle[]} */
    const needles = [];
    await through(page, chance, needles, 10, {
      begin: async () => {
        if (chance.below(2) === 0) return context.setOffline(true);
        // The server records it, and the tablet does not hear so.
        await page.route(/\/(needles|responses|removal)$/, async (route) => {
          await route.fetch();
          answersLost += 1;
          await route.abort();
        });
      },
      end: async () => {
        await context.setOffline(false);
        await page.unrouteAll({ behavior: "wait" });
      },
    });
    assert.ok(answersLost > 0);
    await inTheNoteOnce(page, session, needles);
  });
});

walk("never lost: the tab is closed", { broken: true }, async ({ page, context, server, step }) => {
  await step("five times with entries that were not sent, and the session goes on in the next tab", async () => {
    const session = await prepare(page);
    const chance = dice(99);
    /** @type {Needle[]} */
    const needles = [];
    let tab = page;
    for (let time = 0; time < 5; time += 1) {
      await through(tab, chance, needles, 1, { begin: async () => {}, end: async () => {} });
      await server.kill();
      await tap(tab, needles, chance);
      await tap(tab, needles, chance);
      await tab.close();
      await server.again();
      tab = await context.newPage();
      // Any page of somebody who is signed in sends what was kept.
      await tab.goto(chance.below(2) === 0 ? "/" : session);
      await allSent(tab);
      await tab.goto(session);
      await atDesk(tab);
    }
    await inTheNoteOnce(tab, session, needles);
    await heading(tab, "Runa Vik").waitFor();
  });
});
