// @ts-check
// Marks as they are stored (a region and a side, a point, a place on the body) on every plate of every body.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Plate } from "./map-plate.js";

const folder = fileURLToPath(new URL("../../assets/plates/", import.meta.url));
/** @type {{ id: string, sex: string, file: string, symmetric: boolean }[]} */
const catalogue = JSON.parse(readFileSync(`${folder}plates.json`, "utf8"));
/** @param {{ file: string }} listed @param {boolean} [flipped] */
const plateOf = (listed, flipped = false) => new Plate(JSON.parse(readFileSync(folder + listed.file.replace(".svg", ".json"), "utf8")), flipped);
/** @param {string} id @param {string} [sex] */
const plate = (id, sex = "neutral") => plateOf(catalogue.find((one) => one.id === id && one.sex === sex) ?? /** @type {any} */ (catalogue.find((one) => one.id === id)));

/** As a clinic's journal may have kept them since another release. */
const STORED = {
  regions: [["deltoid-front.R", "front"], ["lumbar-lower.L", "back"], ["hip-side.L", "left"], ["breast.R", "chest"], ["abdomen-lower.L", "abdomen"]],
  points: [["trapezius-upper/1.R", "front"], ["infraspinatus/1.L", "back"], ["gluteus-medius/2.R", "back"], ["pectoralis-major/2.L", "chest"]],
  places: [[[120, 380, 100], "front"], [[-80, 300, -100], "back"], [[60, 150, 120], "front"], [[90, -400, 50], "front"]],
};
const BODIES = ["male", "female", "neutral"];

/** The region under a place. @param {Plate} plate @param {{ x: number, y: number }} at */
const under = (plate, at) => plate.tiles().at(at);

test("a painted region is there on every body, on its own side of the midline", () => {
  for (const [cell, view] of STORED.regions) {
    for (const body of BODIES) {
      const drawn = plate(view, body);
      const found = drawn.tiles().of(cell);
      assert.equal(found.length, 1, `${cell} on ${view}, ${body}`);
      const right = drawn.tiles().middle(found[0]).x < drawn.width / 2;
      if (view !== "left") assert.equal(right, (view === "back") !== cell.endsWith("R"), `${cell} on ${view}, ${body}`);
    }
  }
});

test("a point lies in the same region on every body", () => {
  for (const [point, view] of STORED.points) {
    const regions = BODIES.map((body) => {
      const drawn = plate(view, body);
      const at = drawn.point(point);
      assert.ok(at, `${point} on ${view}, ${body}`);
      return under(drawn, at);
    });
    assert.ok(regions[0]?.endsWith(point.slice(-1)), `${point} is over ${regions[0]}`);
    assert.deepEqual(regions, [regions[0], regions[0], regions[0]], `${point} on ${view}`);
  }
});

test("a place on the body lies in the same region on every body, and on its close-up", () => {
  for (const [mm, view] of /** @type {[number[], string][]} */ (STORED.places)) {
    const regions = BODIES.map((body) => under(plate(view, body), plate(view, body).onPlate(mm)));
    assert.ok(regions[0], `${mm} is on the body`);
    assert.ok(regions[0]?.endsWith(mm[0] > 0 ? ".L" : ".R"), `${mm} is over ${regions[0]}`);
    assert.deepEqual(regions, [regions[0], regions[0], regions[0]], `${mm}`);
  }
  const place = [120, 380, 100];
  assert.equal(under(plate("chest"), plate("chest").onPlate(place)), under(plate("front"), plate("front").onPlate(place)));
});

test("what a finger touches on the skin comes back to where it was, on every plate and its mirror image", () => {
  let touched = 0;
  for (const listed of catalogue) {
    for (const flipped of listed.symmetric ? [false] : [false, true]) {
      const drawn = plateOf(listed, flipped);
      for (const share of [0.3, 0.4, 0.5, 0.6, 0.7]) {
        const at = { x: drawn.width * share, y: drawn.height * 0.5 };
        const mm = drawn.onBody(at);
        if (!mm) continue;
        touched += 1;
        const back = drawn.onPlate(mm);
        assert.ok(Math.hypot(back.x - at.x, back.y - at.y) < 0.5, `${listed.file} at ${share}`);
      }
    }
  }
  assert.ok(touched > 100, `${touched} places`);
});

test("a mirror image shows the other side", () => {
  const [left, right] = [plate("hand-palm"), plateOf(/** @type {any} */ (catalogue.find((one) => one.id === "hand-palm")), true)];
  for (const [drawn, side, other] of /** @type {[Plate, string, string][]} */ ([[left, "L", "R"], [right, "R", "L"]])) {
    assert.equal(drawn.tiles().of(`thenar.${side}`).length, 1);
    assert.equal(drawn.tiles().of(`thenar.${other}`).length, 0);
  }
  const [a, b] = [left.point("opponens-pollicis/1.L"), right.point("opponens-pollicis/1.R")];
  assert.ok(a && b && Math.abs(a.x + b.x - left.width) < 0.5 && Math.abs(a.y - b.y) < 0.5);
  assert.equal(left.point("opponens-pollicis/1.R"), null);
});

test("beside the body there is no place on it", () => {
  assert.equal(plate("front").onBody({ x: 5, y: 5 }), null);
});

test("every file of a plate is read", () => {
  for (const file of readdirSync(folder).filter((name) => catalogue.some((one) => name === one.file.replace(".svg", ".json"))))
    assert.ok(plateOf({ file }).tiles().cells.size > 3, file);
});

test("a needle's stored spot is on the same skin of every body, and on the other face of none", () => {
  const { spot } = JSON.parse(readFileSync(fileURLToPath(new URL("../../../chart/tests/golden/needle.placed.v4.json", import.meta.url)), "utf8"));
  const mm = [spot.x_mm, spot.y_mm, spot.z_mm];
  const away = (/** @type {Plate} */ drawn) => Math.hypot(...(drawn.onBody(drawn.onPlate(mm)) ?? [Infinity]).map((one, n) => one - mm[n]));
  const regions = BODIES.flatMap((body) => ["back", "neck-shoulder"].map((view) => {
    const drawn = plate(view, body);
    assert.ok(away(drawn) < 12, `${view}, ${body}: ${away(drawn)} mm`);
    return under(drawn, drawn.onPlate(mm));
  }));
  assert.ok(regions[0]?.endsWith(".R"), `it is over ${regions[0]}`);
  assert.deepEqual(regions, regions.map(() => regions[0]));
  assert.ok(away(plate("front")) > 30, "from the front other skin is seen");
});
