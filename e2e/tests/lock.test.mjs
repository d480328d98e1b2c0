// Ten minutes without a touch: the page is covered, and what was half typed is still there for the password or the PIN.

import assert from "node:assert/strict";
import { look } from "../lib/look.mjs";
import { LEAD, fill, heading, press, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

// A wrong password in the cover is answered to the script with 401.
walk("the idle lock", { size: "phone", refused: /\/sign-in\/unlock$/ }, async ({ page, step }) => {
  const cover = page.getByRole("dialog", { name: "Still there?" });

  await step("whoever types is not covered", async () => {
    await page.clock.install();
    await setUp(page);
    await page.goto("/patients/new");
    await page.clock.fastForward("09:00");
    await fill(page, { "Given name": "Ada" });
    await page.clock.fastForward("09:00");
    assert.ok(!(await cover.isVisible()));
  });

  await step("after ten minutes the page is covered", async () => {
    await page.clock.fastForward("02:00");
    await cover.waitFor();
    await look(page, "lock");
    await page.keyboard.press("Escape");
    assert.ok(await cover.isVisible(), "the Escape key does not uncover it");
  });

  await step("a wrong password does not uncover it", async () => {
    await fill(cover, { Password: "not my password" });
    await press(cover, "Go on");
    await cover.getByText("That is not the password. Try again.").waitFor();
    assert.ok(await cover.isVisible());
  });

  await step("the right one does, and what was typed is there and can be sent", async () => {
    await fill(cover, { Password: LEAD.password });
    await press(cover, "Go on");
    await cover.waitFor({ state: "hidden" });
    assert.equal(await page.getByLabel(/^Given name/).inputValue(), "Ada");
    await fill(page, { "Family name": "Brun", "Birth date": "1966-06-06" });
    await press(page, "Register");
    await heading(page, "Ada Brun").waitFor();
  });

  await step("whoever leaves the tablet covers it at once, also for the server", async () => {
    await page.locator("details.person summary").tap();
    const told = page.waitForResponse((answer) => answer.url().endsWith("/sign-in/lock"));
    await press(page, "Lock");
    await cover.waitFor();
    assert.equal((await told).status(), 204);
    await fill(cover, { Password: LEAD.password });
    await press(cover, "Go on");
    await cover.waitFor({ state: "hidden" });
    await page.goto("/account");
    await heading(page, "Your sign-in").waitFor();
  });

  await step("a PIN of one's own uncovers it too", async () => {
    await page.goto("/account");
    const form = page.locator('form[action="/account/pin"]');
    await fill(form, { "New PIN": "2580", "PIN, again": "2580", "Your password now": LEAD.password });
    await look(page, "account");
    await press(form, "Set the PIN");
    await page.getByText("The PIN holds from now on.").waitFor();
    await page.clock.fastForward("11:00");
    await cover.waitFor();
    await fill(cover, { PIN: "2581" });
    await press(cover, "Go on");
    await cover.getByText("That is not the PIN. Try again.").waitFor();
    await fill(cover, { PIN: "2580" });
    await press(cover, "Go on");
    await cover.waitFor({ state: "hidden" });
  });
});
