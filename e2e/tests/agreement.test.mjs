// Screening as last time, and a consent that is signed by finger, copied and withdrawn at the desk.

import assert from "node:assert/strict";
import { look } from "../lib/look.mjs";
import { choose } from "../lib/needling.mjs";
import { fill, heading, press, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

walk("screening as last time, consent by finger", {}, async ({ page, step }) => {
  await setUp(page);
  await register(page, { given: "Élodie", family: "Müller", born: "1985-03-03" });
  const chart = page.url();

  await step("where something is, is asked for", async () => {
    await page.goto(`${chart}/screenings/new`);
    const lymph = "Lymphoedema, or lymph nodes removed from a limb";
    await choose(page, lymph, "Yes");
    await page.getByRole("button", { name: /^No to the unanswered/ }).tap();
    await press(page, "Record answers");
    await page.getByText("Say where.").first().waitFor();
    const asked = page.getByRole("group", { name: lymph, exact: true });
    await asked.getByLabel("Where is it?").selectOption("forearm");
    await choose(asked.locator(".pair").first(), "Side", "left");
    await press(page, "Record answers");
    await heading(page, "Élodie Müller").waitFor();
    await page.getByText(lymph).first().waitFor();
  });

  await step("the next time it is proposed, and nothing counts until it is confirmed", async () => {
    await page.goto(`${chart}/screenings/new`);
    const known = page.locator("section.as-before");
    await known.locator("li", { hasText: "elbow and forearm, left" }).waitFor();
    await look(page, "screening-as-before");
    await page.getByRole("button", { name: /^No to the unanswered/ }).tap();
    await press(page, "Record answers");
    await page.getByText("This question is still open.").first().waitFor();
    await page.getByRole("checkbox", { name: "Confirmed: all of this is still so" }).tap();
    await press(page, "Record answers");
    await heading(page, "Élodie Müller").waitFor();
  });

  await step("a finger signs; a dot does not", async () => {
    await page.goto(`${chart}/consents/new`);
    await fill(page, { "Who agrees": "Élodie Müller" });
    await press(page, "Record consent");
    await page.getByText("Let the patient sign in the box").first().waitFor();
    const pad = page.locator("svg.pad");
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    assert.ok(box);
    const at = (/** @type {number} */ x, /** @type {number} */ y) => [box.x + box.width * x, box.y + box.height * y];
    await page.mouse.move(at(0.1, 0.6)[0] ?? 0, at(0.1, 0.6)[1] ?? 0);
    await page.mouse.down();
    for (const [x, y] of [[0.2, 0.3], [0.3, 0.6], [0.4, 0.35], [0.5, 0.6], [0.7, 0.5]]) {
      const [px, py] = at(x ?? 0, y ?? 0);
      await page.mouse.move(px ?? 0, py ?? 0, { steps: 4 });
    }
    await page.mouse.up();
    await look(page, "consent-signing");
    await press(page, "Record consent");
    await heading(page, "Élodie Müller").waitFor();
  });

  await step("the copy has text and signature", async () => {
    await page.goto(`${chart}/consents/new`);
    await page.getByRole("link", { name: "A copy to print" }).tap();
    await heading(page, "Consent to dry needling").waitFor();
    await page.getByText("This is not acupuncture.").waitFor();
    await page.getByRole("img", { name: "Signature of Élodie Müller" }).waitFor();
    const path = await page.locator("svg.signature path").getAttribute("d");
    assert.match(path ?? "", /^M\d+ \d+l/);
    await look(page, "consent-copy");
  });
});
