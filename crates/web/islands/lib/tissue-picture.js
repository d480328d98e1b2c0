// @ts-check
/**
 * Drawing the tissue on a canvas: a slice across the fibres, and a bundle of them from the side. Colours are those of the page.
 * Engraved like the plates: outlines and hatching in ink, tight fibres hatched darker.
 */

import { between, shapesOf } from "./tissue-shape.js";

/** @typedef {{ radius_mm: number, fibres: number[], outlines: number[][], frames: unknown[], bytes: Uint8Array }} Story */
/** @typedef {{ miss: number, angle: number, twitches: number } | null | undefined} Needled */

/** Healthy tissue has half of what the scale of oxygen reaches. */
const OXYGEN_FULL = 130;
/** Fibres in the bundle from the side. */
const BUNDLE = 7;
/** How much more than to scale a fibre is drawn shortened from the side, so that it can be seen. */
const SHORTENING = 2.2;
/** Z-lines along a resting fibre. */
const LINES = 46;

/** How large a resting fibre is drawn in its place, and how much it swells as it shortens. */
const REST = 0.85;
const SWELL = 0.11;
/** When the muscle twitches, in moments of the story, and for how long. */
const TWITCHES_AT = [1, 1.9, 2.6];
const TWITCH_MOMENTS = 0.28;

/** A colour of the page. @param {Element} element @param {string} name */
const colour = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();

/** Where a picture is drawn: a context in pixels of the page, and its size there. @typedef {{ context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, width: number, height: number }} Sheet */
/** The colours of the page, as text. @typedef {{ ink: string, red: string, paper: string, rich: string, starved: string }} Inks */

/** @param {HTMLElement} element @returns {Inks} */
export function inksOf(element) {
  const [ink, red, paper] = ["--ink", "--red", "--paper"].map((name) => colour(element, name));
  return { ink, red, paper, rich: colour(element, "--tissue-rich"), starved: colour(element, "--tissue-starved") };
}

/** A quantity of a fibre at a time between two moments, 0 to 1. @param {Story} story @param {number} at @param {number} which 0 oxygen, 1 acid, 2 tension, 3 flow @param {number} fibre */
function quantity(story, at, which, fibre) {
  const count = story.fibres.length / 2;
  const index = Math.min(Math.floor(at), story.frames.length - 1);
  const next = Math.min(index + 1, story.frames.length - 1);
  const a = story.bytes[(index * 4 + which) * count + fibre];
  const b = story.bytes[(next * 4 + which) * count + fibre];
  return (a + (b - a) * (at - index)) / 255;
}

/** How far a twitch has gone, 0 to 1: a short shortening of the whole band, once or several times. @param {Needled} needled @param {number} at */
function twitch(needled, at) {
  if (!needled) return 0;
  const near = TWITCHES_AT.slice(0, needled.twitches).map((when) => Math.abs(at - when) / TWITCH_MOMENTS);
  return Math.max(0, ...near.map((apart) => 1 - apart * apart));
}

/** Red, green and blue of a colour such as `#86aaa5`. @param {string} hex */
const rgb = (hex) => [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));

/** The slice. @param {Sheet} sheet @param {Inks} inks @param {Story} story @param {number} at @param {Needled} needled */
export function drawSlice({ context, width, height }, inks, story, at, needled) {
  const { ink, red } = inks;
  const [rich, starved, sour] = [rgb(inks.rich), rgb(inks.starved), rgb(red)];
  const scale = width / (2 * story.radius_mm + 0.6);
  const base = context.getTransform();
  const jerk = twitch(needled, at);
  context.strokeStyle = ink;
  /** @type {number[][]} */
  const vessels = [];
  for (const [i, { x, y, body, hatch, corner }] of shapesOf(story.outlines).entries()) {
    const oxygen = Math.min(1, (quantity(story, at, 0, i) * 255) / OXYGEN_FULL);
    const acid = Math.min(1, Math.max(0, quantity(story, at, 1, i) - 0.12) * 1.6);
    const tension = quantity(story, at, 2, i);
    const tight = Math.min(1, 1.25 * tension * (1 + jerk));
    const swollen = scale * (REST + SWELL * tight);
    const [placeX, placeY] = [width / 2 + x * scale, height / 2 + y * scale];
    if (acid > 0.03) {
      context.setTransform(base.a * scale * 1.3, 0, 0, base.d * scale * 1.3, base.a * placeX, base.d * placeY);
      context.globalAlpha = 0.7 * acid;
      context.fillStyle = red;
      context.fill(body);
    }
    context.setTransform(base.a * swollen, 0, 0, base.d * swollen, base.a * placeX, base.d * placeY);
    context.globalAlpha = 1;
    const [r, g, b] = between(between(starved, rich, oxygen), sour, 0.62 * acid);
    context.fillStyle = `rgb(${r},${g},${b})`;
    context.fill(body);
    context.globalAlpha = 0.6 + 0.4 * tight;
    context.lineWidth = (0.8 + 1.1 * tight) / swollen;
    context.stroke(body);
    if (tight > 0.12) {
      context.globalAlpha = Math.min(0.85, tight);
      context.lineWidth = 0.8 / swollen;
      context.stroke(hatch);
    }
    if (i % 2 === 0) vessels.push([corner[0], corner[1], quantity(story, at, 3, i)]);
  }
  context.setTransform(base);
  context.globalAlpha = 1;
  // A vessel where fibres meet: open and round, or squeezed to a slit of ink.
  for (const [x, y, flow] of vessels) {
    const running = flow > 0.06;
    context.fillStyle = running ? red : ink;
    context.beginPath();
    const open = running ? Math.min(1, 0.35 + flow * 2.5) : 0.2;
    const size = scale * 0.1 * (running ? 0.8 + 0.4 * open : 1);
    context.ellipse(width / 2 + x * scale, height / 2 + y * scale, size, size * open, 0.6, 0, 2 * Math.PI);
    context.fill();
  }
  if (needled) {
    const x = width / 2 + Math.cos(needled.angle) * Math.min(needled.miss, story.radius_mm) * scale;
    const y = height / 2 + Math.sin(needled.angle) * Math.min(needled.miss, story.radius_mm) * scale;
    cross(context, x, y, 11, ink, inks.paper);
  }
}

/** A bundle from the side: where fibres are tight, their lines crowd together and the fibre bulges. @param {Sheet} sheet @param {Inks} inks @param {Story} story @param {number} at @param {Needled} needled */
export function drawSide({ context, width, height }, { ink, red, rich, starved }, story, at, needled) {
  const bundle = row(story);
  const jerk = twitch(needled, at);
  const step = height / (bundle.length + 0.5);
  for (const [index, fibre] of bundle.entries()) {
    const y = step * (index + 0.75);
    const tension = Math.min(1, SHORTENING * quantity(story, at, 2, fibre) * (1 + 0.8 * jerk));
    const oxygen = Math.min(1, (quantity(story, at, 0, fibre) * 255) / OXYGEN_FULL);
    const acid = Math.max(0, quantity(story, at, 1, fibre) - 0.12);
    /** The knot lies in the middle of the length. @param {number} u 0 to 1 */
    const tight = (u) => tension * Math.exp(-(((u - 0.5) / 0.13) ** 2));
    /** @param {number} u */
    const half = (u) => step * (0.3 + 0.14 * tight(u));
    context.beginPath();
    for (let s = 0; s <= 60; s += 1) context.lineTo((s / 60) * width, y - half(s / 60));
    for (let s = 60; s >= 0; s -= 1) context.lineTo((s / 60) * width, y + half(s / 60));
    context.closePath();
    context.globalAlpha = 1;
    context.fillStyle = starved;
    context.fill();
    context.globalAlpha = oxygen;
    context.fillStyle = rich;
    context.fill();
    context.globalAlpha = Math.min(0.6, acid * 1.3);
    context.fillStyle = red;
    context.fill();
    context.globalAlpha = 0.8;
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.stroke();
    context.globalAlpha = 0.5;
    // The lines keep their number; a tight stretch draws them towards its middle.
    context.beginPath();
    for (let line = 1; line < LINES; line += 1) {
      const rest = line / LINES;
      const pull = 0.55 * tension * Math.exp(-(((rest - 0.5) / 0.22) ** 2));
      const u = rest + (0.5 - rest) * pull;
      context.moveTo(u * width, y - half(u));
      context.lineTo(u * width, y + half(u));
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  if (needled && needled.miss <= 4) {
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(width * 0.5, 0);
    context.lineTo(width * 0.5, height * 0.62);
    context.stroke();
  }
}

/** The fibres next to the middle, from top to bottom. @param {Story} story */
function row(story) {
  const count = story.fibres.length / 2;
  const near = Array.from({ length: count }, (_, i) => i).filter((i) => Math.abs(story.fibres[2 * i]) < 0.45);
  near.sort((a, b) => story.fibres[2 * a + 1] - story.fibres[2 * b + 1]);
  const skip = Math.max(1, Math.floor(near.length / BUNDLE));
  return near.filter((_, index) => index % skip === 0).slice(0, BUNDLE);
}

/** The engraver's cross. @param {Sheet["context"]} context @param {number} x @param {number} y @param {number} r @param {string} ink @param {string} paper */
function cross(context, x, y, r, ink, paper) {
  context.beginPath();
  context.moveTo(x - r, y - r);
  for (const [cx, cy, ex, ey] of [[0, -0.4, 1, -1], [0.4, 0, 1, 1], [0, 0.4, -1, 1], [-0.4, 0, -1, -1]]) {
    context.quadraticCurveTo(x + cx * r, y + cy * r, x + ex * r, y + ey * r);
  }
  context.fillStyle = ink;
  context.fill();
  context.strokeStyle = paper;
  context.lineWidth = 1.5;
  context.stroke();
}
