// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { readPack } from "./gs1.js";

test("lot and last day are found among the other identifiers, whatever their order", () => {
  for (const code of ["0104012345678901172903311077-A\u001d2155", "010401234567890110" + "77-A\u001d17290331", "]d20104012345678901172903311077-A", "(01)04012345678901(17)290331(10)77-A"]) {
    assert.deepEqual(readPack(code), { lot: "77-A", until: "2029-03-31" }, code);
  }
});

test("the day 00 is the last of its month, and a day that is none is left out", () => {
  assert.equal(readPack("17280200").until, "2028-02-29");
  for (const code of ["17281300", "17280230", "17abcdef", "1728"]) assert.equal(readPack(code).until, "", code);
});

test("what is no such code gives nothing", () => {
  for (const code of ["", "4012345678901", "https://example.test/x", "99x"]) assert.deepEqual(readPack(code), { lot: "", until: "" }, code);
});
