// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { about, between, inside, moved, pinch, toDrawing, partOf } from "./window.js";

/** @typedef {import('./window.js').Box} Box */

/** @type {Box} */
const WHOLE = { x: 0, y: 0, width: 1000, height: 2000 };

test("the middle of the frame is the middle of the box, whatever the proportions", () => {
  assert.deepEqual(toDrawing(WHOLE, 500, 500, { x: 250, y: 250 }), { x: 500, y: 1000 });
  assert.deepEqual(toDrawing(WHOLE, 1000, 500, { x: 500, y: 0 }), { x: 500, y: 0 });
});

test("two fingers: what was under them stays under them", () => {
  const [width, height] = [500, 1000];
  const before = toDrawing(WHOLE, width, height, { x: 250, y: 500 });
  const next = pinch(WHOLE, WHOLE, width, height, [{ x: 200, y: 500 }, { x: 300, y: 500 }], [{ x: 150, y: 500 }, { x: 350, y: 500 }]);
  assert.equal(next.width, 500);
  assert.deepEqual(toDrawing(next, width, height, { x: 250, y: 500 }), before);
});

test("zooming ends at eight times, and at the whole", () => {
  const middle = { x: 500, y: 1000 };
  const near = about(WHOLE, WHOLE, 500, 1000, middle, { x: 250, y: 500 }, 0.0001);
  assert.equal(near.width, 125);
  const far = about(near, WHOLE, 500, 1000, middle, { x: 250, y: 500 }, 10_000);
  assert.deepEqual(far, WHOLE);
});

test("the middle of what is in sight stays on the drawing", () => {
  assert.deepEqual(inside({ x: -900, y: 5000, width: 100, height: 100 }, WHOLE), { x: -50, y: 1950, width: 100, height: 100 });
});

test("what is zoomed moves by the pixels of the wheel, and stays on the drawing", () => {
  const near = { x: 100, y: 200, width: 500, height: 1000 };
  assert.deepEqual(moved(near, WHOLE, 10, -20), { x: 105, y: 190, width: 500, height: 1000 });
  assert.equal(moved(near, WHOLE, 1e6, 0).x, 750);
});

test("a fast finger jumps over nothing", () => {
  const points = between({ x: 0, y: 0 }, { x: 30, y: 40 }, 5);
  assert.equal(points.length, 10);
  assert.deepEqual(points.at(-1), { x: 30, y: 40 });
  assert.deepEqual(between({ x: 1, y: 1 }, { x: 1, y: 1 }, 5), [{ x: 1, y: 1 }]);
});

test("a figure opens at what is drawn on it, with enough round it to know where that is", () => {
  const neck = { left: 900, top: 450, right: 1000, bottom: 650 };
  const part = partOf([neck], 1900, 3500);
  assert.ok(part);
  assert.equal(part.width, part.height);
  assert.ok(part.width > 0.3 && part.width < 0.5, `${part.width} of the figure`);
  assert.ok(part.x >= 0 && part.y >= 0 && part.x + part.width <= 1 && part.y + part.height <= 1);
  assert.ok(part.x * 1900 < neck.left && (part.x + part.width) * 1900 > neck.right);
  assert.ok(part.y * 3500 < neck.top && (part.y + part.height) * 3500 > neck.bottom);
  assert.equal(partOf([], 1900, 3500), null);
  assert.equal(partOf([neck, { left: 800, top: 3200, right: 900, bottom: 3300 }], 1900, 3500), null);
});
