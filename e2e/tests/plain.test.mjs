// Without JavaScript: from the first start to the signed note with plain forms.

import assert from "node:assert/strict";
import { field } from "../lib/body.mjs";
import { agree, card, choose, count, pain, point, unfold } from "../lib/needling.mjs";
import { LEAD, fill, heading, press, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

walk("without JavaScript", { script: false }, async ({ page, step }) => {
  let session = "";

  await step("set-up, a patient, and the search as a plain form", async () => {
    await setUp(page);
    await register(page, { given: "Iwan", family: "Reber", born: "1972-08-19" });
    await page.getByRole("searchbox", { name: "Find a patient" }).fill("reb");
    await page.keyboard.press("Enter");
    // Whoever is the only one is opened at once.
    await heading(page, "Iwan Reber").waitFor();
  });

  await step("the complaint with its drawing from the list", async () => {
    await page.getByRole("link", { name: "Where does it hurt?" }).tap();
    await field(page, "neck-side:R").fill("6");
    await field(page, "temple:R").fill("77");
    await fill(page, { "In a few words": "Headache" });
    await press(page, "Find trigger points");
    await page.getByText("Nothing was recorded yet").waitFor();
    assert.equal(await field(page, "temple:R").inputValue(), "77");
    await field(page, "temple:R").fill("7");
    await press(page, "Find trigger points");
    await heading(page, "Headache").waitFor();
    assert.ok((await page.locator("li.cause").count()) >= 3);
  });

  await step("a finding", async () => {
    const first = page.locator("li.cause").first();
    await unfold(first.locator("details.cause-more"));
    for (const sign of ["Taut band", "Tender spot"]) await choose(first, sign, "Present");
    await choose(first, "Patient knows this pain", "Present");
    await press(first, "Record finding");
    await page.locator(".findings").getByText("active", { exact: true }).waitFor();
  });

  await step("screening and consent", async () => {
    await press(page, "Start session");
    await page.getByRole("heading", { name: "Before the first needle" }).waitFor();
    session = page.url();
    await page.locator("a.gate-item", { hasText: "Screening" }).tap();
    await heading(page, "Before a needle").waitFor();
    for (const no of await page.getByRole("radio", { name: "No", exact: true }).all()) await no.tap();
    await press(page, "Record answers");
    await page.waitForURL(session);
    await page.locator("a.gate-item", { hasText: "Consent" }).tap();
    await agree(page, "Iwan Reber");
    await page.waitForURL(session);
    await page.getByRole("heading", { name: "Ready for needles" }).waitFor();
  });

  await step("a needle in and out, and the signature", async () => {
    await pain(page, "Pain before", 5);
    await fill(page, { "Needle, mm": "0.25x40" });
    await point(page, 0).tap();
    await card(page, 1).waitFor();
    assert.deepEqual(await count(page), [1, 0, 1]);
    await card(page, 1).getByRole("button", { name: /twitch/ }).tap();
    await card(page, 1).locator(".twitch-count", { hasText: "1" }).waitFor();
    await press(page, "All out");
    const closing = page.locator("#closing");
    await closing.getByRole("button", { name: "Close session" }).waitFor();
    await closing.locator(".counted-region").first().tap();
    await press(closing, "Close session");
    await fill(page, { "Your password, as signature": LEAD.password });
    await page.locator("#signature").getByRole("button", { name: "Sign" }).tap();
    await heading(page, "Dry needling note").waitFor();
    await page.getByText("Needles in 1, out 1.").waitFor();
    await page.getByText("No substance was injected.").waitFor();
  });
});
