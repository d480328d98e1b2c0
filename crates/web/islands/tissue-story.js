// @ts-check
/**
 * The tissue, moving: overload it, watch it tip over and stay, needle it where the finger is, see the days after. What it
 * shows was computed by the simulator (`crates/tissue`); this script only draws and plays it. Without a script the strip of still
 * pictures on the page tells the story.
 */

import { clock, load } from "./lib/tissue-course.js";
import * as felt from "./lib/tissue-felt.js";
import { KEYS, MOMENT_MS, Reel } from "./lib/tissue-reel.js";

/** @typedef {import("./lib/tissue-course.js").Moment} Moment */
/** @typedef {import("./lib/tissue-course.js").Story} Story */

/** Where the needle can land in the stories, mm from the middle. */
const MISSES_MM = [0, 2, 4, 6, 8];
/** What the first picture and the needled stories have behind them, per cent; the state after any load that tips is the same. */
const OVERLOAD = 50;

class TissueStory extends HTMLElement {
  /** @type {Story | null} */
  story = null;
  /** @type {import("./lib/tissue-picture.js").Needled} */
  needled = null;
  /** The moment that is shown; its fraction lies between two that were computed. */
  at = 0;
  playing = false;
  /** The part of the words that is shown. */
  said = "";
  /** @type {HTMLCanvasElement} */
  slice = document.createElement("canvas");
  /** @type {HTMLCanvasElement} */
  side = document.createElement("canvas");
  /** @type {Reel[]} */
  reels = [];
  /** @type {HTMLInputElement} */
  time = document.createElement("input");
  /** @type {HTMLButtonElement} */
  go = document.createElement("button");
  /** @type {HTMLButtonElement} */
  again = document.createElement("button");
  still = matchMedia("(prefers-reduced-motion: reduce)");

  async connectedCallback() {
    const slice = this.querySelector(".story-slice");
    const side = this.querySelector(".story-side");
    const time = this.querySelector(".story-time input");
    const go = this.querySelector(".story-go");
    const again = this.querySelector(".story-again");
    if (!(slice instanceof HTMLCanvasElement) || !(side instanceof HTMLCanvasElement)) return;
    if (!(time instanceof HTMLInputElement) || !(go instanceof HTMLButtonElement)) return;
    if (!(again instanceof HTMLButtonElement)) return;
    Object.assign(this, { slice, side, time, go, again });
    const painter = this.dataset.painter ?? "";
    this.reels = [new Reel(slice, "slice", painter), new Reel(side, "side", painter)];
    this.hidden = false;

    go.addEventListener("click", () => this.work());
    again.addEventListener("click", () => this.begin());
    this.querySelector(".story-replay")?.addEventListener("click", () => this.play());
    this.querySelector(".story-other")?.addEventListener("click", () => this.crisis());
    this.querySelector(".story-load input")?.addEventListener("input", () => this.weigh());
    time.addEventListener("input", () => {
      this.playing = false;
      this.show(Number(time.value));
    });
    for (const button of this.querySelectorAll("[data-miss]")) {
      if (button instanceof HTMLElement) button.addEventListener("click", () => this.needle(Number(button.dataset.miss), 0));
    }
    slice.addEventListener("pointerdown", (event) => {
      const box = slice.getBoundingClientRect();
      const mm = (2 * (this.story?.radius_mm ?? 8)) / box.width;
      const x = (event.clientX - box.left - box.width / 2) * mm;
      const y = (event.clientY - box.top - box.height / 2) * mm;
      this.needle(Math.hypot(x, y), Math.atan2(y, x));
    });
    new ResizeObserver(() => this.redraw()).observe(slice);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    await this.begin();
  }

  /** What is needled next time: twitches, as chosen. */
  twitches() {
    const input = this.querySelector("input[name=twitch]:checked");
    return input instanceof HTMLInputElement ? Number(input.value) : 0;
  }

  /** The load that the slider says, per cent; its words beside it. */
  weigh() {
    const input = this.querySelector(".story-load input");
    const output = this.querySelector(".story-load output");
    if (!(input instanceof HTMLInputElement)) return OVERLOAD;
    if (output) output.textContent = `${input.value} %`;
    return Number(input.value);
  }

  /** Which of the controls can be used now. @param {"load" | "playing" | "needle" | "over"} stage */
  stage(stage) {
    this.reveal(".story-load", stage === "load");
    this.go.hidden = stage !== "load";
    this.reveal(".story-needle", stage === "needle");
    this.reveal(".story-replay", stage === "needle" || stage === "over");
    this.reveal(".story-other", stage === "over" && this.needled !== null);
    this.again.hidden = stage === "load" || stage === "playing";
    if (stage === "playing") this.slice.scrollIntoView({ block: "nearest" });
  }

  async begin() {
    this.needled = null;
    this.playing = false;
    this.stage("load");
    this.weigh();
    this.story = await load(this.dataset.folder ?? "", `overload-${OVERLOAD}`);
    this.scale();
    this.show(0);
  }

  /** @param {string} selector @param {boolean} seen */
  reveal(selector, seen) {
    const part = this.querySelector(selector);
    if (part instanceof HTMLElement) part.hidden = !seen;
  }

  async work() {
    this.needled = null;
    const percent = this.weigh();
    this.stage("playing");
    this.story = await load(this.dataset.folder ?? "", `overload-${percent}`);
    this.scale();
    await this.play();
  }

  /** Back to the starved place, for another needle. */
  async crisis() {
    this.needled = null;
    this.story = await load(this.dataset.folder ?? "", `overload-${OVERLOAD}`);
    this.scale();
    this.show(this.story.frames.length - 1);
    this.stage("needle");
  }

  /** @param {number} miss mm from the middle @param {number} angle towards where */
  async needle(miss, angle) {
    const ready = this.querySelector(".story-needle:not([hidden])");
    if (!ready) return;
    const nearest = MISSES_MM.reduce((best, one) => (Math.abs(one - miss) < Math.abs(best - miss) ? one : best));
    const twitches = nearest > 4 ? 0 : this.twitches();
    this.needled = { miss, angle, twitches };
    this.stage("playing");
    this.story = await load(this.dataset.folder ?? "", `needle-${nearest}-${twitches}`);
    this.scale();
    await this.play();
  }

  /** The same moment anew: another size, other colours. */
  redraw() {
    if (!this.story) return;
    for (const reel of this.reels) reel.load(this.story, this.needled);
    this.show(this.at);
  }

  scale() {
    if (this.story) for (const reel of this.reels) reel.load(this.story, this.needled);
    this.time.max = String((this.story?.frames.length ?? 1) - 1);
    const line = this.querySelector(".story-felt svg");
    if (line && this.story) felt.draw(line, this.story.frames);
  }

  /** Plays from the beginning to the end, unless the slider is taken; with reduced motion the last moment shows at once. */
  async play() {
    const { story } = this;
    if (!story) return;
    const last = story.frames.length - 1;
    this.stage("playing");
    this.playing = true;
    if (!this.still.matches) await this.run(last);
    else this.show(last);
    this.playing = false;
    if (this.story !== story) return;
    this.stage(this.needled || !story.frames[last].crisis ? "over" : "needle");
  }

  /** @param {number} last @returns {Promise<void>} */
  async run(last) {
    await this.ready();
    const begun = performance.now();
    return new Promise((done) => {
      /** @param {number} now */
      const step = (now) => {
        // The first picture may be timed before the press.
        const at = Math.min(last, Math.max(0, now - begun) / MOMENT_MS);
        if (this.playing && at < last) this.show(at, true);
        else if (this.playing) this.show(last);
        if (at < last && this.playing) requestAnimationFrame(step);
        else done();
      };
      requestAnimationFrame(step);
    });
  }

  /** Until the first pictures are drawn. */
  async ready() {
    this.tell(0);
    for (const reel of this.reels) reel.first();
    while (!this.reels.every((reel) => reel.ready())) await new Promise((next) => requestAnimationFrame(next));
  }

  /** Shows a moment, between two that were computed. @param {number} at @param {boolean} playing Whether others follow at once. */
  show(at, playing = false) {
    for (const reel of this.story ? this.reels : []) playing ? reel.play(at) : reel.still(at);
    // Words, clock and slider move ten times a second while playing: each of them has the page laid out again.
    if (!playing || Math.floor(at * KEYS) !== Math.floor(this.at * KEYS)) this.tell(at);
  }

  /** What a moment is, in words and on the time line. @param {number} at */
  tell(at) {
    if (!this.story) return;
    this.at = at;
    this.time.value = String(at);
    const index = Math.min(Math.floor(at), this.story.frames.length - 1);
    const line = this.querySelector(".story-felt svg");
    if (line) felt.point(line, at, this.story.frames.length - 1);
    const moment = this.story.frames[index];
    this.words(moment, index);
    const output = this.querySelector(".story-time output");
    if (output) output.textContent = clock(moment);
    this.time.setAttribute("aria-valuetext", clock(moment));
  }

  /** @param {Moment} moment @param {number} index */
  words(moment, index) {
    let name = moment.phase;
    if (name === "rest") name = moment.crisis ? "rest-crisis" : "rest-healthy";
    if (this.needled && this.needled.miss > 4 && name !== "needle") name = "missed";
    else if (name === "days" && moment.crisis && index === (this.story?.frames.length ?? 0) - 1) name = "stayed";
    if (name === this.said) return;
    this.said = name;
    for (const part of this.querySelectorAll("[data-phase]")) {
      if (part instanceof HTMLElement) part.hidden = part.dataset.phase !== name;
    }
  }
}

customElements.define("tissue-story", TissueStory);
