// Steps at the door and at the desk, by what a person sees and types.

/** @typedef {import("playwright-core").Page} Page */

export const LEAD = { name: "Ines Falk", login: "ines", password: "paper ink needle" };
export const DESK = { name: "Mara Quill", login: "mara", password: "a calm front desk" };

/** A day of this or another year as it is typed. @param {number} years from now */
export function day(years) {
  const date = new Date();
  date.setFullYear(date.getFullYear() + years);
  return date.toISOString().slice(0, 10);
}

/** The heading of the page. @param {Page} page @param {string | RegExp} name */
export const heading = (page, name) => page.getByRole("heading", { level: 1, name });

/** Presses a button or a link by its words. @param {Page | import("playwright-core").Locator} within @param {string} name */
export const press = (within, name) => within.getByRole("button", { name, exact: true }).tap();

/** Fills fields by their labels; a label may be followed by when to leave the field empty. @param {Page | import("playwright-core").Locator} within @param {Record<string, string>} values */
export async function fill(within, values) {
  for (const [label, value] of Object.entries(values)) {
    // A slider may stand beside a number and bear its name.
    const typed = within.locator("input:not([type=range]), textarea");
    await within.getByLabel(new RegExp(`^${label}( optional| if they do)?$`)).and(typed).fill(value);
  }
}

/** The first start, from an empty folder to Today. @param {Page} page */
export async function setUp(page) {
  await page.goto("/");
  await heading(page, "A clean sheet").waitFor();
  await fill(page, {
    "Name of the clinic": "Lindenhof Practice",
    "Time zone": "Europe/Vienna",
    "Your name": LEAD.name,
    "Sign-in name": LEAD.login,
    "Licence number": "PT-40417",
    "Valid until": day(2),
    "Issued by": "Register of Physiotherapists",
    "Course in dry needling": "Foundation and advanced",
    "Given by": "School of Dry Needling",
    "Hours": "80",
    "Completed on": day(-3),
  });
  await fill(page, { "Password": LEAD.password });
  await fill(page, { "Password, again": LEAD.password });
  await press(page, "Begin");
  await heading(page, "Today").waitFor();
}

/** @param {Page} page @param {{ login: string, password: string }} person */
export async function signIn(page, person) {
  await page.goto("/sign-in");
  await fill(page, { "Sign-in name": person.login });
  await fill(page, { "Password": person.password });
  await press(page, "Sign in");
}

/** @param {Page} page @param {{ name: string }} person */
export async function signOut(page, person) {
  await page.locator("summary", { hasText: `${person.name}: menu` }).tap();
  await press(page, "Sign out");
  await page.waitForURL("**/sign-in");
}

/** Registers somebody in one step; ends on the chart. @param {Page} page @param {{ given: string, family: string, born: string, phone?: string }} who */
export async function register(page, who) {
  await page.goto("/");
  await page.getByRole("link", { name: "Register patient" }).first().tap();
  await fill(page, { "Given name": who.given, "Family name": who.family, "Birth date": who.born, "Telephone": who.phone ?? "" });
  await press(page, "Register");
  await heading(page, `${who.given} ${who.family}`).waitFor();
}

/** Types into the one search box and opens the suggestion, which must be the first. @param {Page} page @param {string} text @param {string} name */
export async function find(page, text, name) {
  const box = page.getByRole("combobox", { name: "Find a patient" });
  await box.fill("");
  await box.pressSequentially(text);
  const option = page.getByRole("option").first();
  await option.filter({ hasText: name }).waitFor();
  await option.tap();
  await heading(page, name).waitFor();
}
