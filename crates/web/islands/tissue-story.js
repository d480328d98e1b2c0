// @ts-check
/**
 * The tissue, moving: overload it, watch it tip over and stay, needle it where the finger is, see the days after. What it
 * shows was computed by the simulator (`crates/tissue`); this script only draws and plays it. Without a script the strip of still
 * pictures on the page tells the story.
 */

import { drawSide, drawSlice } from "./lib/tissue-picture.js";

/** @typedef {{ phase: string, time_s: number, since_needle_s: number, crisis: boolean, pain: number, soreness: number }} Moment */
/** @typedef {{ radius_mm: number, fibres: number[], frames: Moment[], bytes: Uint8Array }} Story */

/** How long one moment is shown while playing, ms. */
const MOMENT_MS = 420;
/** Where the needle can land in the stories, mm from the middle. */
const MISSES_MM = [0, 2, 4, 6, 8];
/** The only load after which needled stories exist, per cent; the state after a heavier one is the same. */
const NEEDLED_LOADS = ["45", "70"];

/** @param {string} url @returns {Promise<Story>} */
async function load(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for a story`);
  const all = new Uint8Array(await answer.arrayBuffer());
  const end = all.indexOf(10);
  const head = JSON.parse(new TextDecoder().decode(all.subarray(0, end)));
  return { ...head, bytes: all.subarray(end + 1) };
}

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
    this.hidden = false;

    go.addEventListener("click", () => this.work());
    again.addEventListener("click", () => this.begin());
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
    new ResizeObserver(() => this.show(this.at)).observe(slice);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.show(this.at));
    await this.begin();
  }

  /** The chosen value of a group of buttons. @param {string} name */
  chosen(name) {
    const input = this.querySelector(`input[name=${name}]:checked`);
    return input instanceof HTMLInputElement ? input.value : "";
  }

  async begin() {
    this.needled = null;
    this.reveal(".story-needle", false);
    this.reveal(".story-load", true);
    this.again.hidden = true;
    this.go.hidden = false;
    this.playing = false;
    this.story = await load(`${this.dataset.folder}overload-45.bin`);
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
    const percent = this.chosen("load");
    this.story = await load(`${this.dataset.folder}overload-${percent}.bin`);
    this.go.hidden = true;
    this.reveal(".story-load", false);
    this.scale();
    await this.play();
    const stays = this.story.frames[this.story.frames.length - 1].crisis;
    this.reveal(".story-needle", stays && NEEDLED_LOADS.includes(percent));
    this.again.hidden = false;
  }

  /** @param {number} miss mm from the middle @param {number} angle towards where */
  async needle(miss, angle) {
    const ready = this.querySelector(".story-needle:not([hidden])");
    if (!ready) return;
    const nearest = MISSES_MM.reduce((best, one) => (Math.abs(one - miss) < Math.abs(best - miss) ? one : best));
    this.needled = { miss, angle };
    this.reveal(".story-needle", false);
    const twitches = nearest > 4 ? "0" : this.chosen("twitch");
    this.story = await load(`${this.dataset.folder}needle-${nearest}-${twitches}.bin`);
    this.scale();
    await this.play();
  }

  scale() {
    this.time.max = String((this.story?.frames.length ?? 1) - 1);
  }

  /** Plays to the end; with reduced motion it shows the last moment at once, and the slider goes back. */
  play() {
    const last = (this.story?.frames.length ?? 1) - 1;
    if (this.still.matches) {
      this.show(last);
      return Promise.resolve();
    }
    this.playing = true;
    const begun = performance.now();
    return new Promise((done) => {
      /** @param {number} now */
      const step = (now) => {
        // The first picture may be timed before the press.
        const at = Math.min(last, Math.max(0, now - begun) / MOMENT_MS);
        if (this.playing) this.show(at);
        if (at < last && this.playing) requestAnimationFrame(step);
        else done(undefined);
      };
      requestAnimationFrame(step);
    });
  }

  /** Shows a moment, between two that were computed. @param {number} at */
  show(at) {
    if (!this.story) return;
    this.at = at;
    this.time.value = String(at);
    const index = Math.min(Math.floor(at), this.story.frames.length - 1);
    drawSlice(this.slice, this.story, at, this.needled);
    drawSide(this.side, this.story, at, this.needled);
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

/** Time in words of figures alone: `8:00 h`, `+ 12 h`, `+ 2 d`. @param {Moment} moment */
function clock(moment) {
  const since = moment.since_needle_s;
  if (since < 0) return `${(moment.time_s / 3600).toFixed(moment.time_s < 36_000 ? 1 : 0)} h`;
  if (since < 60) return `+ ${since} s`;
  if (since < 7200) return `+ ${Math.round(since / 60)} min`;
  return since < 172_800 ? `+ ${Math.round(since / 3600)} h` : `+ ${Math.round(since / 86_400)} d`;
}

customElements.define("tissue-story", TissueStory);
