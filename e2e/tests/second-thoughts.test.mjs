// What people change their minds about: details, drawings, consent, a session that was not over, a colleague who leaves.

import assert from "node:assert/strict";
import { paint } from "../lib/body.mjs";
import { look } from "../lib/look.mjs";
import { agree, answerNo, card, choose, closeWith, counted, pain, point, unfold } from "../lib/needling.mjs";
import { DESK, LEAD, day, fill, heading, press, register, setUp, signIn, signOut } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Counts, closes and signs. @param {Page} page @param {number} needles */
async function finish(page, needles) {
  await closeWith(page, needles);
  await page.getByLabel("Your password, as signature").waitFor();
}

/** @param {Page} page */
async function sign(page) {
  await fill(page, { "Your password, as signature": LEAD.password });
  await page.locator("#signature").getByRole("button", { name: "Sign" }).tap();
  await heading(page, "Dry needling note").waitFor();
}

walk("second thoughts", { size: "phone" }, async ({ page, step }) => {
  let chart = "";
  let session = "";

  await step("details are corrected, and refused with what was typed", async () => {
    await setUp(page);
    await register(page, { given: "Jun", family: "Abe", born: "1995-02-28" });
    chart = page.url();
    await page.getByRole("link", { name: "Correct" }).tap();
    await heading(page, "Correct the details").waitFor();
    await fill(page, { "Given name": "June", "Birth date": "1995-02-30" });
    await press(page, "Save");
    await page.getByText("Nothing was recorded yet").waitFor();
    assert.equal(await page.getByLabel(/^Given name/).inputValue(), "June");
    assert.equal(await page.getByLabel(/^Birth date/).inputValue(), "1995-02-30");
    await look(page, "details-refused");
    await fill(page, { "Birth date": "1995-02-27" });
    await press(page, "Save");
    await heading(page, "June Abe").waitFor();
    await page.getByText("27 February 1995").first().waitFor();
  });

  await step("a complaint without a drawing is drawn later, and drawn again", async () => {
    await page.getByRole("link", { name: "Where does it hurt?" }).tap();
    await fill(page, { "In a few words": "Low back pain" });
    await press(page, "Find trigger points");
    await page.getByRole("heading", { name: "No drawing yet" }).waitFor();
    await look(page, "complaint-undrawn");
    await page.getByRole("link", { name: "Draw the pain" }).tap();
    await heading(page, "Draw the pain").waitFor();
    await page.getByRole("button", { name: "Save drawing" }).first().tap();
    await page.getByText("Nothing is painted yet. Tap where it hurts.").first().waitFor();
    await paint(page, "Back", "lumbar-upper:L", 5);
    await page.getByRole("button", { name: "Save drawing" }).first().tap();
    await heading(page, "Low back pain").waitFor();
    assert.ok((await page.locator("li.cause").count()) > 0);
    await page.getByRole("link", { name: "Draw again" }).tap();
    await heading(page, "Draw the pain").waitFor();
    assert.equal(await page.locator('input[name="cell.lumbar-upper.L"]').inputValue(), "5", "it starts from the last drawing");
    await look(page, "draw-again");
    await page.getByRole("link", { name: "Cancel" }).first().tap();
    await heading(page, "Low back pain").waitFor();
  });

  await step("a finding where nothing was ranked", async () => {
    await page.getByRole("link", { name: "Finding elsewhere" }).tap();
    await heading(page, "What did you feel?").waitFor();
    await look(page, "finding");
    await page.getByLabel("Muscle").selectOption({ label: "Masseter, superficial layer" });
    await choose(page, "Side", "Left");
    await choose(page, "Taut band", "Absent");
    await press(page, "Record finding");
    await heading(page, "Low back pain").waitFor();
    await page.locator(".findings").getByText("Masseter, superficial layer").waitFor();
  });

  await step("a consent that is withdrawn closes the gate again", async () => {
    await press(page, "Start session");
    await page.getByRole("heading", { name: "Before the first needle" }).waitFor();
    session = page.url();
    await page.locator("a.gate-item", { hasText: "Screening" }).tap();
    await answerNo(page);
    await page.waitForURL(session);
    await page.locator("a.gate-item", { hasText: "Consent" }).tap();
    await agree(page, "June Abe");
    await page.waitForURL(session);
    await page.getByRole("heading", { name: "Ready for needles" }).waitFor();
    await page.locator("a.gate-item", { hasText: "Consent" }).tap();
    await page.locator("summary", { hasText: "Withdraw this consent" }).tap();
    await look(page, "consent-withdrawal");
    await fill(page, { "What the patient said": "Wants to think about it" });
    await press(page, "Withdraw this consent");
    await page.waitForURL(chart);
    await page.goto(session);
    await page.getByRole("heading", { name: "Before the first needle" }).waitFor();
    await page.getByText("The patient withdrew consent.").waitFor();
    await page.locator("a.gate-item", { hasText: "Consent" }).tap();
    await agree(page, "June Abe");
    await page.waitForURL(session);
  });

  await step("another muscle than the ranked ones is chosen by name", async () => {
    await pain(page, "Pain before", 6);
    await unfold(page.locator("details.other-muscle"));
    const form = page.locator("form.placing");
    await fill(form, { "Needle, mm": "0.25x30", Muscle: "no such muscle" });
    await choose(form, "Side", "Left");
    await press(form, "Needle is in");
    await page.getByText("The atlas does not know this muscle or point.").first().waitFor();
    assert.equal(await form.getByLabel("Muscle").inputValue(), "no such muscle");
    await fill(form, { Muscle: "Masseter, superficial layer" });
    await form.getByLabel(/^Point/).fill("1");
    await press(form, "Needle is in");
    await card(page, 1).getByText("Masseter, superficial layer 1").waitFor();
    await press(page, "All out");
    await counted(page, [1, 1, 0]);
  });

  await step("the last tap is taken back on one tap: a needle, a needle that came out, a twitch", async () => {
    await point(page, 0).tap();
    await counted(page, [2, 1, 1]);
    await press(page, "Undo");
    await counted(page, [1, 1, 0]);
    await point(page, 0).tap();
    await counted(page, [2, 1, 1]);
    await press(card(page, 3), "Out");
    await counted(page, [2, 2, 0]);
    await press(page, "Undo");
    await counted(page, [2, 1, 1]);
    await card(page, 3).locator("button.twitch").tap();
    await card(page, 3).locator(".twitch-count", { hasText: /^1$/ }).waitFor();
    await press(page, "Undo");
    await card(page, 3).locator(".twitch-count", { hasText: /^0$/ }).waitFor();
    await look(page, "session-undo");
    await press(card(page, 3), "Out");
    await counted(page, [2, 2, 0]);
  });

  await step("what went wrong is recorded, graded, with what was done", async () => {
    const adverse = page.locator("#adverse");
    await unfold(adverse);
    await adverse.getByRole("radio", { name: "Suspected pneumothorax" }).tap();
    await adverse.getByText("ambulance or emergency department").waitFor();
    await adverse.getByRole("radio", { name: /^major/ }).tap();
    await press(adverse, "Record it");
    await adverse.getByText("Say what was done about it and who was told.").waitFor();
    await look(page, "session-adverse");
    await adverse.getByLabel(/^What was done/).fill("Ambulance called");
    await press(adverse, "Record it");
    await adverse.locator(".adverse-entry", { hasText: "Suspected pneumothorax, major" }).waitFor({ state: "attached" });
  });

  await step("a session that was not over is opened again, with a reason", async () => {
    await finish(page, 2);
    await page.locator("summary", { hasText: "Go back to needling" }).tap();
    await fill(page, { Reason: "One point more" });
    await press(page, "Go back to needling");
    await page.waitForURL(session);
    await point(page, 0).tap();
    await counted(page, [3, 2, 1]);
    await press(card(page, 4), "Out");
    await counted(page, [3, 3, 0]);
    await pain(page, "Pain after", 4);
    await finish(page, 3);
    await page.goto("/");
    await page.locator(".open-session", { hasText: "June Abe" }).tap();
    await sign(page);
  });

  await step("a second session shows what was done last time, and the course over both", async () => {
    await page.goto(chart);
    await press(page, "Start session");
    await page.locator(".last-session", { hasText: "Masseter, superficial layer" }).waitFor();
    await pain(page, "Pain before", 4);
    await look(page, "session-second");
    await finish(page, 0);
    await sign(page);
    await page.getByText("No needle was placed.").waitFor();
    await page.goto(chart);
    assert.equal(await page.locator(".session-row").count(), 2);
    await page.getByRole("img", { name: /^Pain over 2 sessions: 6 of 10 at first, 4 of 10 at last\.$/ }).waitFor();
    await look(page, "chart-second");
    await page.getByRole("link", { name: "Measures and plan" }).first().tap();
    const slider = page.getByLabel("Session", { exact: true });
    // Hidden until its script is there.
    await slider.waitFor();
    await slider.focus();
    await page.keyboard.press("Home");
    await page.locator(".bc-frame.now[data-label^='Session 1,']", { hasText: "Masseter" }).waitFor();
    await look(page, "course-body");
  });

  await step("licence and training are added, and who is suspended does not come in", async () => {
    await page.goto("/staff/new");
    await fill(page, { Name: DESK.name, "Sign-in name": DESK.login, "First password": DESK.password });
    await press(page, "Add a person");
    await heading(page, DESK.name).waitFor();
    await page.locator("summary", { hasText: "Add licence" }).tap();
    const licence = page.locator('form[action$="/licences"]');
    await fill(licence, { "Licence number": "PT-1", "Issued by": "Register", "Valid until": day(1) });
    await press(licence, "Add licence");
    await page.locator(".records", { hasText: "PT-1" }).waitFor();
    await page.locator("summary", { hasText: "Add training" }).tap();
    const training = page.locator('form[action$="/trainings"]');
    await fill(training, { "Course in dry needling": "Foundation", "Given by": "School", Hours: "many", "Completed on": day(-1) });
    await press(training, "Add training");
    await page.getByText("Nothing was recorded yet").waitFor();
    assert.equal(await training.getByLabel("Hours").inputValue(), "many");
    await look(page, "staff-training-refused");
    await fill(training, { Hours: "40" });
    await press(training, "Add training");
    await page.locator(".records", { hasText: "40 hours" }).waitFor();
    await page.locator("summary", { hasText: /^Suspend$/ }).tap();
    await fill(page, { Reason: "On leave" });
    await press(page, "Suspend");
    await page.getByText("This person cannot sign in.").waitFor();
    await look(page, "staff-suspended");
    await signOut(page, LEAD);
    await signIn(page, DESK);
    await page.getByRole("alert").getByText("The name and the password do not fit together").waitFor();
  });
});
