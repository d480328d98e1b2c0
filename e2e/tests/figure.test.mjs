// The drawing itself: reproducible, complete, mirrored, and its regions tile the body.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { at } from "../../crates/web/figure/fit.mjs";
import { scan } from "../../crates/web/figure/tiles.mjs";

/** @typedef {[number, number]} Point */
/** @typedef {{ region: string, d: string }} DrawnCell */
/** @typedef {{ name: string, side: string, twin: number, symmetric: boolean, outline: string, cells: DrawnCell[] }} Part */
/** @typedef {{ id: string, width: number, height: number, zones: [string, number, number, number, number][], parts: Part[] }} View */

const root = new URL("../../", import.meta.url);
const file = new URL("crates/web/figure/figure.json", root);
/** @type {{ views: View[] }} */
const figure = JSON.parse(readFileSync(file, "utf8"));
const vocabulary = readFileSync(new URL("crates/atlas/data/regions.toml", root), "utf8")
  .split("[[region]]")
  .slice(1)
  .map((block) => /id = "([^"]+)"/.exec(block)?.[1] ?? "");

/** A path of the drawing as rings of points. @param {string} d @returns {Point[][]} */
function rings(d) {
  /** @type {Point[][]} */
  const out = [];
  /** @type {Point} */
  let pen = [0, 0];
  for (const [, command, rest] of d.matchAll(/([Mmclz])([^Mmclz]*)/g)) {
    const n = (rest.match(/-?\d+/g) ?? []).map(Number);
    if (command === "M" || command === "m") {
      pen = command === "M" ? [n[0], n[1]] : [pen[0] + n[0], pen[1] + n[1]];
      out.push([pen]);
    }
    const ring = out[out.length - 1];
    for (let i = 0; command === "l" && i < n.length; i += 2) ring.push((pen = [pen[0] + n[i], pen[1] + n[i + 1]]));
    for (let i = 0; command === "c" && i < n.length; i += 6) {
      /** @param {number} k @returns {Point} */
      const p = (k) => [pen[0] + n[i + k], pen[1] + n[i + k + 1]];
      const cubic = /** @type {[Point, Point, Point, Point]} */ ([pen, p(0), p(2), p(4)]);
      for (let t = 1; t <= 8; t += 1) ring.push(at(cubic, t / 8));
      pen = cubic[3];
    }
    if (command === "z") pen = ring[0];
  }
  return out;
}

/** How often each grid cell is covered. @param {Point[][]} shape @param {Uint8Array} onto @param {number} w @param {number} h */
function cover(shape, onto, w, h) {
  scan(shape, w, h, (i) => (onto[i] += 1));
}

test("the committed drawing is what its sources make", () => {
  const shade = new URL("crates/web/assets/figure/shade.svg", root);
  const before = [file, shade].map((f) => readFileSync(f, "utf8"));
  execFileSync("node", [new URL("crates/web/figure/build.mjs", root).pathname]);
  assert.deepEqual([file, shade].map((f) => readFileSync(f, "utf8")), before);
});

test("every region of the vocabulary is drawn, and nothing else", () => {
  const drawn = new Set(figure.views.flatMap((v) => v.parts.flatMap((p) => p.cells.map((c) => c.region))));
  assert.equal(vocabulary.length, 134);
  assert.deepEqual([...drawn].sort(), [...vocabulary].sort());
});

test("every part stands on both sides, or its whole view is mirrored", () => {
  for (const view of figure.views) {
    for (const part of view.parts) {
      assert.equal(part.twin === 0, view.id === "left", `${view.id}: ${part.name}`);
      assert.ok(["L", "R"].includes(part.side));
    }
  }
});

for (const view of figure.views) {
  for (const part of view.parts) {
    test(`${view.id}, ${part.name}: regions tile the outline`, () => {
      const [w, h] = [view.width, view.height];
      const times = new Uint8Array(w * h);
      for (const cell of part.cells) {
        assert.match(cell.d, /^M.*z$/, `${cell.region} is closed`);
        cover(rings(cell.d), times, w, h);
      }
      const body = new Uint8Array(w * h);
      for (const ring of rings(part.outline)) cover([ring], body, w, h);
      let [inside, gaps, overlaps, outside] = [0, 0, 0, 0];
      for (let i = 0; i < times.length; i += 1) {
        const within = body[i] % 2 === 1;
        if (within) inside += 1;
        if (within && times[i] === 0) gaps += 1;
        if (!within && times[i] > 0) outside += 1;
        if (times[i] > 1) overlaps += 1;
      }
      // Neighbours share their border exactly. At the silhouette two independent fits differ by less than the line that
      // is drawn over them.
      assert.ok(inside > 20_000, `${inside} units of area`);
      assert.ok(overlaps === 0, `${overlaps} of ${inside} covered twice`);
      assert.ok(gaps <= inside * 0.004, `${gaps} of ${inside} not covered`);
      assert.ok(outside <= inside * 0.004, `${outside} of ${inside} outside`);
      assert.ok(deepestGap(times, body, w, h) <= 2, "no gap is deeper than the outline is wide");
    });
  }
}

/** Half the width of the widest gap, by peeling uncovered inside area until nothing is left.
 *  @param {Uint8Array} times @param {Uint8Array} body @param {number} w @param {number} h */
function deepestGap(times, body, w, h) {
  let gap = new Uint8Array(w * h);
  for (let i = 0; i < gap.length; i += 1) gap[i] = body[i] % 2 === 1 && times[i] === 0 ? 1 : 0;
  for (let depth = 0; ; depth += 1) {
    const left = new Uint8Array(w * h);
    let some = false;
    for (let i = w; i < gap.length - w; i += 1) {
      if (gap[i] && gap[i - 1] && gap[i + 1] && gap[i - w] && gap[i + w]) some = (left[i] = 1) === 1 || some;
    }
    if (!some) return depth;
    gap = left;
  }
}

test("no region is too small to hit in the view that shows it largest", () => {
  /** @type {Map<string, number>} */
  const best = new Map();
  for (const view of figure.views) {
    const frames = [[view.id, 0, 0, view.width, view.height], ...view.zones].map((z) => z.slice(1).map(Number));
    for (const part of view.parts) {
      for (const cell of part.cells) {
        const pts = rings(cell.d).flat();
        const box = [Math.min(...pts.map((p) => p[0])), Math.min(...pts.map((p) => p[1])), Math.max(...pts.map((p) => p[0])), Math.max(...pts.map((p) => p[1]))];
        const area = rings(cell.d).reduce((sum, ring) => sum + Math.abs(shoelace(ring)), 0);
        for (const [x, y, width, height] of frames) {
          const near = box[0] < x + width && box[2] > x && box[1] < y + height && box[3] > y;
          // The stage of a tablet is about 500 pixels a side.
          const scale = Math.min(500 / width, 500 / height);
          if (near) best.set(cell.region, Math.max(best.get(cell.region) ?? 0, Math.sqrt(area) * scale));
        }
      }
    }
  }
  for (const [region, side] of best) assert.ok(side >= 26, `${region}: ${side.toFixed(1)} px across`);
});

/** @param {Point[]} ring */
function shoelace(ring) {
  return ring.reduce((sum, p, i) => {
    const q = ring[(i + 1) % ring.length];
    return sum + (p[0] * q[1] - q[0] * p[1]) / 2;
  }, 0);
}
