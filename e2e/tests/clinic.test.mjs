// The main job, from "where does it hurt?" to the signed note: by finger, on a tablet and on a phone.

import assert from "node:assert/strict";
import { field, paint, spot } from "../lib/body.mjs";
import { open, sizes } from "../lib/browser.mjs";
import { look, print } from "../lib/look.mjs";
import { agree, card, choose, closeWith, counted, pain, point, unfold } from "../lib/needling.mjs";
import { LEAD, fill, find, heading, press, register, setUp } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

const HANA = { given: "Hana", family: "Müller-Ost", born: "1984-03-12", phone: "020 555 0142" };
const NAME = `${HANA.given} ${HANA.family}`;

/** Presses the first point though the page has disabled it; found and pressed in one go, the page draws itself anew at any moment. @param {import("playwright-core").Page} page */
const force = (page) =>
  page.evaluate(() => {
    const button = document.querySelector("button.point");
    button?.removeAttribute("disabled");
    if (button instanceof HTMLElement) button.click();
  });

/** Where the patient is sore afterwards. */
const SORE = "shoulder-top:R";

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the clinic, ${size}`, { size }, async ({ page, step, browser, url }) => {
    /** @param {string} name */
    const see = (name) => look(page, `${size}-${name}`);
    let session = "";

    await step("a patient is registered in one step; a slip comes back filled in", async () => {
      await setUp(page);
      await page.getByRole("link", { name: "Register patient" }).first().tap();
      await heading(page, "New patient").waitFor();
      await fill(page, { "Given name": HANA.given, "Family name": HANA.family, "Birth date": "2984-03-12", Telephone: HANA.phone });
      await press(page, "Register");
      await page.getByRole("alert").getByText("This day is in the future.").waitFor();
      assert.equal(await page.getByLabel(/^Given name/).inputValue(), HANA.given);
      assert.equal(await page.getByLabel(/^Birth date/).inputValue(), "2984-03-12");
      await see("register-refused");
      await fill(page, { "Birth date": HANA.born });
      await press(page, "Register");
      await heading(page, NAME).waitFor();
      await see("chart-empty");
      await register(page, { given: "Harald", family: "Ohm", born: "1961-12-24" });
    });

    await step("somebody of the same name and birth date is shown before they are registered twice", async () => {
      await page.goto("/patients/new");
      await fill(page, { "Given name": "hana", "Family name": "Muller-Ost", "Birth date": HANA.born });
      await press(page, "Register");
      await page.getByRole("heading", { name: "Is it one of these?" }).waitFor();
      await see("register-duplicate");
      await page.getByRole("link", { name: NAME }).tap();
      await heading(page, NAME).waitFor();
    });

    await step("any part of name, number or birth date finds a patient from every page", async () => {
      await find(page, "ler-o", NAME);
      await find(page, "muller", NAME);
      await find(page, "84-03", NAME);
      const number = /No\. (\d+)/.exec((await page.locator(".chart-facts").textContent()) ?? "")?.[1] ?? "none";
      await page.goto("/");
      const box = page.getByRole("combobox", { name: "Find a patient" });
      await box.fill("ha");
      await page.getByRole("option", { name: NAME }).waitFor();
      await see("search-suggestions");
      await box.fill(number);
      await page.keyboard.press("Enter");
      await heading(page, /Results for/).waitFor();
      assert.match(await page.locator("main .row").first().innerText(), /Hana Müller-Ost/);
      await see("search-results");
      await box.fill("zzyzx");
      await page.keyboard.press("Enter");
      await heading(page, /zzyzx/).waitFor();
      await see("search-nobody");
      await find(page, "hana", NAME);
    });

    await step("the pain is painted on the figure with a finger; a slip keeps the painting", async () => {
      await page.getByRole("link", { name: "Where does it hurt?" }).tap();
      await heading(page, "Where does it hurt?").waitFor();
      await paint(page, "Front", "neck-side:R", 6, "Neck, front");
      await paint(page, "Front", "temple:R", 8, "Head, front");
      await see("complaint-new");
      await fill(page, { "In a few words": "x".repeat(301), Since: "Three weeks, after moving house" });
      await press(page, "Find trigger points");
      await page.getByText("This is too long").first().waitFor();
      assert.equal(await page.locator('input[name="cell.temple.R"]').inputValue(), "8");
      assert.equal(await page.getByLabel(/^Since/).inputValue(), "Three weeks, after moving house");
      await fill(page, { "In a few words": "Neck pain and headache", "Keeps from": "Looking over the shoulder when driving" });
      await press(page, "Find trigger points");
      await heading(page, "Neck pain and headache").waitFor();
    });

    await step("the points that explain the drawing are ranked and light up on the map", async () => {
      const causes = page.locator("li.cause");
      assert.ok((await causes.count()) >= 3);
      await page.getByText("It is not a diagnosis; the professional decides.").waitFor();
      assert.match((await causes.first().textContent()) ?? "", /Side of neck|Temple/);
      await causes.first().focus();
      await page.locator(".bm-light-essential").first().waitFor({ state: "attached" });
      await see("complaint");
    });

    await step("why a point is there, what also fits, and where to palpate next are one tap away", async () => {
      const first = page.locator("li.cause").first();
      await first.getByText("Why?").tap();
      await first.locator(".reasons").getByText(/\(drawn\)/).first().waitFor();
      await page.locator(".palpate-next a").first().waitFor();
      const rival = page.locator(".also-fits details").first();
      await rival.locator("summary").tap();
      await rival.getByRole("heading", { name: "Red flags" }).waitFor();
      assert.ok((await rival.locator(".questions li").count()) >= 2);
      assert.doesNotMatch((await page.locator(".ranking").innerText()) ?? "", /0\.\d/, "bars, not decimals");
      await see("complaint-why");
    });

    await step("a finding is recorded where the ranking said", async () => {
      const first = page.locator("li.cause").first();
      await unfold(first.locator("details.cause-more"));
      await press(first, "Record finding");
      await page.getByText("No sign was tested.").first().waitFor();
      await see("finding-refused");
      for (const sign of ["Taut band", "Tender spot", "Patient knows this pain"]) await choose(page, sign, "Present");
      await fill(page, { Note: "Jumped at light pressure" });
      await press(page, "Record finding");
      await heading(page, "Neck pain and headache").waitFor();
      await page.locator(".findings").getByText("active", { exact: true }).waitFor();
      await page.getByText("Jumped at light pressure").waitFor();
    });

    await step("no needle before screening and consent", async () => {
      await press(page, "Start session");
      await page.getByRole("heading", { name: "Before the first needle" }).waitFor();
      session = page.url();
      await see("session-closed-gate");
      assert.ok(await point(page, 0).isDisabled());
      // What a button would refuse, the server refuses too.
      await fill(page, { "Needle, mm": "0.25x40", "Depth, mm": "12" });
      await force(page);
      await page.getByText("There is no screening yet. Answer it before the first needle.").first().waitFor();
      assert.equal(await page.getByLabel("Needle, mm").inputValue(), "0.25x40");
      assert.equal(await page.getByRole("textbox", { name: "Depth, mm" }).inputValue(), "12");
    });

    await step("the screening is answered; an open question is asked again, a yes wants a reason", async () => {
      await page.locator("a.gate-item", { hasText: "Screening" }).tap();
      await heading(page, "Before a needle").waitFor();
      await see("screening");
      await choose(page, "Epilepsy", "No");
      await press(page, "Record answers");
      await page.getByText("This question is still open.").first().waitFor();
      await page.getByRole("button", { name: /^No to the unanswered/ }).tap();
      await choose(page, "Some fear of needles", "Yes");
      await press(page, "Record answers");
      await page.getByText("Say how you will go on, or answer no.").first().waitFor();
      const fainted = page.getByRole("group", { name: "Some fear of needles" });
      assert.ok(await fainted.getByRole("radio", { name: "Yes" }).isChecked());
      await see("screening-refused");
      await fill(fainted, { "How will you go on\\?": "Lying down, one needle first" });
      await press(page, "Record answers");
      await page.waitForURL(session);
    });

    await step("no needle before consent", async () => {
      await fill(page, { "Needle, mm": "0.25x40" });
      await force(page);
      await page.getByText("There is no consent yet. Record it before the first needle.").first().waitFor();
      await page.locator("a.gate-item", { hasText: "Consent" }).tap();
      await heading(page, "Consent").waitFor();
      await see("consent");
      await agree(page, NAME);
      await page.waitForURL(session);
      await page.getByRole("heading", { name: "Ready for needles" }).waitFor();
    });

    await step("pain before, then needles one by one", async () => {
      await pain(page, "Pain before", 7);
      await fill(page, { "Needle, mm": "0.25x40", "Depth, mm": "60" });
      await point(page, 0).tap();
      await page.getByText("The depth is more than the needle’s 40 mm.").first().waitFor();
      assert.equal(await page.getByRole("textbox", { name: "Depth, mm" }).inputValue(), "60");
      await see("session-needle-refused");
      await fill(page, { "Depth, mm": "12" });
      await point(page, 0).tap();
      await counted(page, [1, 0, 1]);
      await point(page, 1).tap();
      await counted(page, [2, 0, 2]);
      await point(page, 0).tap();
      await counted(page, [3, 0, 3]);
    });

    await step("what a needle did takes one tap each", async () => {
      for (const twitches of [1, 2, 3]) {
        await card(page, 1).getByRole("button", { name: /twitch/ }).tap();
        await card(page, 1).locator(".twitch-count", { hasText: String(twitches) }).waitFor();
      }
      await press(card(page, 1), "Referred");
      await card(page, 1).getByRole("button", { name: "Referred", pressed: true }).waitFor();
      await press(card(page, 1), "Recognised");
      await card(page, 1).getByRole("button", { name: "Recognised", pressed: true }).waitFor();
      await see("session-needles-in");
    });

    await step("one needle is taken back, another put right, each with its reason", async () => {
      await unfold(card(page, 3).locator("details"));
      await fill(card(page, 3), { "Why it should not be there": "Tapped twice" });
      await press(card(page, 3), "Take the entry back");
      await counted(page, [2, 0, 2]);
      await card(page, 3).getByText("Tapped twice").waitFor();
      await unfold(card(page, 2).locator("details"));
      await card(page, 2).getByRole("link", { name: "Correct the entry" }).tap();
      await heading(page, "Correct a needle").waitFor();
      await see("needle-amend");
      await fill(page, { "Depth, mm": "95", "Why it is corrected": "Depth mistyped" });
      await press(page, "Correct the entry");
      await page.getByText("The depth is more than the needle’s 40 mm.").first().waitFor();
      assert.equal(await page.getByLabel("Why it is corrected").inputValue(), "Depth mistyped");
      await fill(page, { "Depth, mm": "9" });
      await press(page, "Correct the entry");
      await page.waitForURL(session);
      await card(page, 2).getByText("9 mm deep").waitFor();
      await card(page, 2).getByText("corrected").waitFor();
    });

    await step("nothing is closed while a needle is in, nor with a count that does not fit", async () => {
      await closeWith(page, 2);
      await page.getByText("Needles still in: 2. Take them out first.").first().waitFor();
      await press(card(page, 1), "Out");
      await counted(page, [2, 1, 1]);
      await press(page, "All out");
      await counted(page, [2, 2, 0]);
      await closeWith(page, 1);
      await page.getByText("The counts differ. Recorded as placed: 2.").first().waitFor();
      assert.equal(await page.getByLabel("Needles in the sharps box").inputValue(), "1");
      await see("session-count-refused");
    });

    await step("pain after and the note", async () => {
      await pain(page, "Pain after", 3);
      await unfold(page.locator("#note"));
      await fill(page.locator("#note"), { "How it was tolerated": "Well, sore", "Note text": "Heat this evening.\n\nStretch twice a day." });
      await press(page, "Save note");
      await page.waitForURL(session);
    });

    await step("a difference that is explained lets the session be closed", async () => {
      await closeWith(page, 1, "One was dropped and thrown away with the swab");
      await page.getByLabel("Your password, as signature").waitFor();
      await see("session-unsigned");
    });

    await step("only the right password signs", async () => {
      await fill(page, { "Your password, as signature": "not my password" });
      await page.locator("#signature").getByRole("button", { name: "Sign" }).tap();
      await page.getByText("This is not your password. Nothing was signed.").first().waitFor();
      await see("session-sign-refused");
      await fill(page, { "Your password, as signature": LEAD.password });
      await page.locator("#signature").getByRole("button", { name: "Sign" }).tap();
      await page.waitForURL(`${session}/note`);
    });

    await step("the note says all of it, and prints", async () => {
      await heading(page, "Dry needling note").waitFor();
      const text = (await page.locator(".note-sheet").innerText()).replace(/\s+/g, " ");
      for (const part of [
        "Lindenhof Practice", NAME, "PT-40417", "Neck pain and headache", "Lying down, one needle first", "0.25 × 40 mm", "12 mm deep", "9 mm deep",
        "Tapped twice", "Depth mistyped", "Needles in 2, out 2.", "In the sharps box 1.", "One was dropped", "No substance was injected.",
        "7/10", "3/10", "Well, sore", "Heat this evening.", "Stretch twice a day.", LEAD.name, "Journal",
      ]) assert.ok(text.includes(part), `the note says “${part}”: ${text}`);
      assert.ok(!text.includes("draft"));
      await see("note");
      const pdf = await print(page, `${size}-note`);
      assert.ok(pdf.length > 10_000, `${pdf.length} bytes of PDF`);
      await page.goto(session);
      await page.waitForURL(`${session}/note`);
    });

    if (size === "phone") await step("the leaflet goes home, and the diary behind its link is answered by thumb", async () => {
      await page.getByRole("button", { name: "Leaflet in English" }).first().tap();
      await heading(page, "After your dry needling").waitFor();
      await see("leaflet");
      await print(page, `${size}-leaflet`);
      const link = await page.locator(".leaflet-address a").getAttribute("href");
      assert.ok(link);
      const { page: diary, close } = await open(browser, url, { size });
      await diary.goto(link);
      await heading(diary, "How are you?").waitFor();
      await look(diary, `${size}-diary`);
      await diary.getByRole("group", { name: "How sore is it?" }).getByRole("radio", { name: "3", exact: true }).tap();
      const at = await spot(diary, SORE);
      await diary.touchscreen.tap(at.x, at.y);
      assert.equal(await field(diary, SORE).inputValue(), "5", "one finger paints");
      await diary.getByRole("group", { name: "Do you have a bruise?" }).getByRole("radio", { name: "No", exact: true }).tap();
      await press(diary, "Send");
      await diary.getByText("Please choose an answer.").first().waitFor();
      await diary.getByRole("group", { name: "Did you do your moves?" }).getByRole("radio", { name: "Yes", exact: true }).tap();
      await diary.getByRole("checkbox", { name: /^Fever/ }).tap();
      await press(diary, "Send");
      await heading(diary, "See a doctor today").waitFor();
      await look(diary, `${size}-diary-answered`);
      await close();
      // The page that was open all the while rings when it is looked at again, and every few seconds.
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await page.getByRole("link", { name: "1 answer waits" }).waitFor();
      await page.goto("/");
      await page.getByRole("heading", { name: "A patient's answer waits" }).waitFor();
      await see("ringing");
      await press(page, "I take this on");
      await page.getByRole("heading", { name: "A patient's answer waits" }).waitFor({ state: "hidden" });
      await page.getByRole("heading", { name: "Taken on, not closed" }).waitFor();
      await see("taken-on");
      await fill(page, { "What was done": "Rung back, sees the doctor at three" });
      await page.getByRole("button", { name: "Close", exact: true }).tap();
      await page.getByRole("heading", { name: "Taken on, not closed" }).waitFor({ state: "hidden" });
      await page.goto(`${session}/note`);
    });

    await step("an addendum comes late and says why", async () => {
      await page.locator("summary", { hasText: "Add an addendum" }).tap();
      await fill(page, { "What is added": "Telephoned: sore for a day, then easier.", "Why it comes late": "y".repeat(301) });
      await page.getByRole("button", { name: "Add an addendum" }).tap();
      await page.getByText("This is too long").first().waitFor();
      assert.equal(await page.getByLabel("What is added").inputValue(), "Telephoned: sore for a day, then easier.");
      await see("note-addendum-refused");
      await fill(page, { "Why it comes late": "Call on the next day" });
      await page.getByRole("button", { name: "Add an addendum" }).tap();
      await page.waitForURL(`${session}/note`);
      await page.locator(".addendum", { hasText: "Call on the next day" }).waitFor();
      await see("note-addendum");
    });

    await step("the chart has the session on its timeline and the pain in its plot", async () => {
      await page.getByRole("link", { name: "Chart" }).tap();
      await heading(page, NAME).waitFor();
      const row = page.locator(".session-row");
      assert.equal(await row.count(), 1);
      assert.match((await row.innerText()).replace(/\s+/g, " "), /2 needles.*7.*→.*3.*signed/);
      await page.getByRole("img", { name: "Pain at the one session so far: 7 of 10 at first, 3 of 10 at last." }).waitFor();
      await see("chart");
      await row.tap();
      await heading(page, "Dry needling note").waitFor();
      await page.goto("/");
      await page.getByRole("link", { name: NAME }).waitFor();
      await see("today");
    });
  });
}
