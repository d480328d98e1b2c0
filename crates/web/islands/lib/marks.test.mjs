// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Marks, mirrored, paintOf } from "./marks.js";

test("paint is a whole number to 10 and, where it is said, the letter of a kind; nothing else", () => {
  assert.deepEqual(["", " ", "0", "0b", " 7 ", "10", "7b", "7 B", "10t"].map(paintOf), ["", "", "", "", "7", "10", "7b", "7b", "10t"]);
  for (const text of ["11", "-1", "1.5", "1e1", "many", "007", "b", "7x", "7bb", "b7"]) assert.equal(paintOf(text), null, text);
});

test("a mark says its kind, if one was said", () => {
  const marks = new Marks();
  marks.set(["shin-upper.L"], "7b");
  marks.set(["shin-upper.R"], "3");
  assert.deepEqual(marks.list(), [
    { region: "shin-upper", side: "L", intensity: 7, kind: "burning" },
    { region: "shin-upper", side: "R", intensity: 3 },
  ]);
});

test("a step that was not meant is forgotten, not undone", () => {
  const marks = new Marks();
  marks.set(["sternum.L"], "3");
  marks.set(["sternum.L"], "");
  marks.forget();
  assert.equal(marks.of("sternum.L"), "3");
  assert.ok(!marks.canRedo && marks.canUndo);
});

test("the other side of a cell is the same region", () => {
  assert.equal(mirrored("neck-side.R"), "neck-side.L");
  assert.equal(mirrored(mirrored("heel-plantar.L")), "heel-plantar.L");
});

test("a stroke over many cells is undone and done again as one step", () => {
  const marks = new Marks();
  marks.begin();
  marks.set(["shin-upper.L"], "5");
  marks.set(["shin-lower.L"], "5");
  assert.ok(marks.end());
  assert.ok(marks.undo());
  assert.equal(marks.size, 0);
  assert.ok(marks.redo());
  assert.deepEqual(marks.list(), [
    { region: "shin-upper", side: "L", intensity: 5 },
    { region: "shin-lower", side: "L", intensity: 5 },
  ]);
});

test("a stroke that is taken back leaves no step, and one that changes nothing neither", () => {
  const marks = new Marks();
  marks.begin();
  marks.set(["sternum.L"], "3");
  marks.cancel();
  assert.equal(marks.of("sternum.L"), "");
  assert.ok(!marks.canUndo);
  marks.begin();
  assert.ok(!marks.end());
  assert.ok(!marks.undo());
});

test("a new stroke after an undo forgets what was undone", () => {
  const marks = new Marks();
  marks.set(["sternum.L"], "3");
  marks.undo();
  marks.set(["sternum.R"], "4");
  assert.ok(!marks.canRedo);
  assert.deepEqual(marks.entries(), [["sternum.R", "4"]]);
});

test("what is loaded is clean and has no past", () => {
  const marks = new Marks();
  marks.load([["a.L", "0"], ["b.L", "10"], ["c.R", "11"]]);
  assert.deepEqual(marks.entries(), [["b.L", "10"]]);
  assert.ok(!marks.canUndo);
  assert.ok(marks.clear());
  assert.equal(marks.size, 0);
});
