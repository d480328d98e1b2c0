// @ts-check
// What is printed on a pack as a GS1 code: application identifiers with their values, one after the other.

/** @typedef {{ lot: string, until: string }} Pack lot, and last day of use as year-month-day; each may be empty */

/** Ends a value of open length. */
const SEPARATOR = "\u001d";
/** Identifiers whose value has a length of its own: the trade item, and the dates made, packed, best before, last day. */
const FIXED = new Map([["01", 14], ["11", 6], ["13", 6], ["15", 6], ["17", 6]]);
/** Identifiers whose value ends with the separator: lot, serial number, count, further numbers. */
const OPEN = ["10", "21", "30", "240", "241"];

/** Reads a code. What is no GS1 code, or holds an identifier that is not on packs of needles, gives what was read before it. @param {string} code @returns {Pack} */
export function readPack(code) {
  // Some scanners say what kind of code it was.
  let rest = code.replace(/^\][A-Za-z]\d/, "").replace(/[()]/g, (mark) => (mark === "(" ? SEPARATOR : ""));
  const pack = { lot: "", until: "" };
  while (rest !== "") {
    if (rest.startsWith(SEPARATOR)) {
      rest = rest.slice(1);
      continue;
    }
    const fixed = FIXED.get(rest.slice(0, 2));
    const open = OPEN.find((identifier) => rest.startsWith(identifier));
    if (fixed !== undefined) {
      const value = rest.slice(2, 2 + fixed);
      if (!/^\d+$/.test(value) || value.length < fixed) return pack;
      if (rest.startsWith("17")) pack.until = day(value);
      rest = rest.slice(2 + fixed);
    } else if (open) {
      const end = rest.indexOf(SEPARATOR);
      const value = rest.slice(open.length, end < 0 ? undefined : end);
      if (open === "10") pack.lot = value.trim();
      rest = end < 0 ? "" : rest.slice(end + 1);
    } else {
      return pack;
    }
  }
  return pack;
}

/** YYMMDD as a day; the day 00 is the last of its month. @param {string} digits */
function day(digits) {
  const [year, month, date] = [2000 + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4))];
  if (month < 1 || month > 12) return "";
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (date > last) return "";
  return `${year}-${String(month).padStart(2, "0")}-${String(date || last).padStart(2, "0")}`;
}
