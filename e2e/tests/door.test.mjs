// The door: the first start, signing in and out, and who sees what.

import assert from "node:assert/strict";
import { sizes } from "../lib/browser.mjs";
import { look } from "../lib/look.mjs";
import { DESK, LEAD, day, fill, find, heading, press, register, setUp, signIn, signOut } from "../lib/people.mjs";
import { walk } from "../lib/walk.mjs";

for (const size of /** @type {import("../lib/browser.mjs").Size[]} */ (Object.keys(sizes))) {
  walk(`the door, ${size}`, { size }, async ({ page, step }) => {
    await step("every address leads to the set-up, and what is refused there comes back filled in", async () => {
      await page.goto("/patients");
      await heading(page, "A clean sheet").waitFor();
      await look(page, `${size}-setup`);
      await fill(page, {
        "Name of the clinic": "Lindenhof Practice", "Time zone": "Europe/Vienna", "Your name": LEAD.name, "Sign-in name": LEAD.login,
        "Licence number": "PT-40417", "Valid until": "next year", "Issued by": "Register", "Course in dry needling": "Foundation",
        "Given by": "School", "Hours": "80", "Completed on": day(-3),
      });
      await fill(page, { "Password": LEAD.password });
      await fill(page, { "Password, again": LEAD.password });
      await press(page, "Begin");
      await page.getByText("Nothing was recorded yet").waitFor();
      const until = page.getByRole("textbox", { name: "Valid until" });
      assert.equal(await until.inputValue(), "next year");
      assert.equal(await until.getAttribute("aria-invalid"), "true");
      assert.equal(await page.getByRole("textbox", { name: "Name of the clinic" }).inputValue(), "Lindenhof Practice");
      await page.getByText("Type both passwords again").first().waitFor();
      await look(page, `${size}-setup-refused`);
      await page.locator(".refused a", { hasText: "Valid until" }).tap();
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "licence_expires_on");
    });

    await step("the first practitioner is set up and signed in", async () => {
      await setUp(page);
      await page.getByText("No patients yet").waitFor();
      await look(page, `${size}-today-empty`);
    });

    await step("a wrong password opens nothing and keeps the name, the right one leads where one was going", async () => {
      await signOut(page, LEAD);
      await look(page, `${size}-sign-in`);
      await page.goto("/clinic");
      await fill(page, { "Sign-in name": LEAD.login });
      await fill(page, { "Password": "not my password" });
      await press(page, "Sign in");
      await page.getByRole("alert").getByText("The name and the password do not fit together").waitFor();
      assert.equal(await page.getByRole("textbox", { name: "Sign-in name" }).inputValue(), LEAD.login);
      assert.equal(await page.getByLabel("Password", { exact: true }).inputValue(), "");
      await look(page, `${size}-sign-in-wrong`);
      await fill(page, { "Password": LEAD.password });
      await press(page, "Sign in");
      await page.getByRole("heading", { name: "Staff", level: 2 }).waitFor();
      await look(page, `${size}-staff`);
    });

    await step("a clinic lead adds the front desk", async () => {
      await page.getByRole("link", { name: "Add a person" }).tap();
      await heading(page, "Add a person").waitFor();
      await look(page, `${size}-staff-new`);
      await fill(page, { "Name": DESK.name, "Sign-in name": LEAD.login });
      await fill(page, { "First password": DESK.password });
      await page.getByRole("checkbox", { name: /Practitioner/ }).tap();
      await page.getByRole("checkbox", { name: /Front desk/ }).tap();
      await press(page, "Add a person");
      await page.getByRole("alert").getByText("This sign-in name is taken.").waitFor();
      assert.equal(await page.getByRole("textbox", { name: /^Name$/ }).inputValue(), DESK.name);
      assert.ok(await page.getByRole("checkbox", { name: /Front desk/ }).isChecked());
      await fill(page, { "Sign-in name": DESK.login });
      await fill(page, { "First password": DESK.password });
      await press(page, "Add a person");
      await heading(page, DESK.name).waitFor();
      await look(page, `${size}-staff-person`);
    });

    await step("the front desk registers and finds people, and sees no clinical word", async () => {
      await register(page, { given: "Nora", family: "Whitlock", born: "1979-05-02" });
      await page.getByRole("link", { name: "Where does it hurt?" }).tap();
      await fill(page, { "In a few words": "Migraine after the accident" });
      await press(page, "Find trigger points");
      await heading(page, "Migraine after the accident").waitFor();
      const complaint = page.url();
      await signOut(page, LEAD);
      await signIn(page, DESK);
      await heading(page, "Today").waitFor();
      assert.equal(await page.getByRole("link", { name: "Clinic", exact: true }).count(), 0);
      await register(page, { given: "Otto", family: "Brandt", born: "1950-11-30" });
      await find(page, "whitl", "Nora Whitlock");
      await page.getByText("The clinical record is open to practitioners.").waitFor();
      assert.equal(await page.getByText("Migraine").count(), 0);
      assert.equal(await page.getByText("Consent").count(), 0);
      await look(page, `${size}-chart-front-desk`);
      for (const closed of [complaint, `${page.url()}/screenings/new`, "/clinic"]) {
        const answer = await page.goto(closed);
        assert.equal(answer?.status(), 403, closed);
        await heading(page, "This is not open to you").waitFor();
      }
      await look(page, `${size}-not-allowed`);
    });

    await step("what is not there is said to be not there", async () => {
      const answer = await page.goto("/patients/00000000-0000-7000-8000-000000000000");
      assert.equal(answer?.status(), 404);
      await heading(page, "There is no such page here").waitFor();
      await look(page, `${size}-not-found`);
    });
  });
}
