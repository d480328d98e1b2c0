// @ts-check
/** Draws the pictures of a story on a thread of its own, so that the page can move meanwhile. Asked by `tissue-reel.js`. */

import { drawSide, drawSlice } from "./tissue-picture.js";
import { KEYS } from "./tissue-reel.js";

/** @typedef {import("./tissue-reel.js").Asked} Asked */
/** @typedef {import("./tissue-reel.js").Job} Job */

/** @type {Job | null} */
let load = null;
let job = 0;
/** @type {number[]} */
let wanted = [];
let busy = false;

/** Draws what is wanted first; what is wanted can change between two pictures. */
function work() {
  const key = wanted.shift();
  busy = key !== undefined;
  if (key === undefined || !load) return;
  const { which, story, needled, inks, width, height, ratio } = load;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio)));
  const context = canvas.getContext("2d");
  if (context) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const draw = which === "slice" ? drawSlice : drawSide;
    draw({ context, width, height }, inks, story, key / KEYS, needled);
    const picture = canvas.transferToImageBitmap();
    self.postMessage({ job, key, picture }, { transfer: [picture] });
  }
  setTimeout(work, 0);
}

self.addEventListener("message", (event) => {
  const asked = /** @type {Asked} */ (event.data);
  if (asked.load) [load, wanted] = [asked.load, []];
  job = asked.job;
  if (asked.keys) wanted = asked.keys;
  if (!busy) {
    busy = true;
    setTimeout(work, 0);
  }
});
