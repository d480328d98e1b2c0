// @ts-check
/**
 * Reads lot and last day from the code on a pack, where the browser can read codes. Nothing leaves the tablet: the picture is looked at
 * and let go. Without it, or without a camera, they are typed.
 */

import { readPack } from "./lib/gs1.js";

/** Look at the picture this often, ms. */
const LOOK_MS = 250;
/** What is printed on packs. */
const FORMATS = ["data_matrix", "code_128", "qr_code"];

/** @typedef {{ detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }} Detector */
/** @typedef {new (how: { formats: string[] }) => Detector} DetectorClass */

class PackCamera extends HTMLElement {
  connectedCallback() {
    const Reader = /** @type {DetectorClass | undefined} */ (Reflect.get(globalThis, "BarcodeDetector"));
    if (!Reader || !navigator.mediaDevices?.getUserMedia) return;
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", () => void this.read(new Reader({ formats: FORMATS })));
  }

  disconnectedCallback() {
    this.stop();
  }

  /** @param {Detector} detector */
  async read(detector) {
    const video = this.querySelector("video");
    if (!video || this.stream) return this.stop();
    this.say("");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = this.stream;
      video.hidden = false;
      await video.play();
      while (this.stream) {
        const [found] = await detector.detect(video);
        if (found) return this.found(found.rawValue);
        await new Promise((done) => setTimeout(done, LOOK_MS));
      }
    } catch {
      this.stop();
      this.say(this.dataset.unread ?? "");
    }
  }

  /** @param {string} code */
  found(code) {
    this.stop();
    const { lot, until } = readPack(code);
    if (!lot) return this.say(this.dataset.unread ?? "");
    this.fill("lot", lot);
    if (until) this.fill("lot_expires_on", until);
  }

  /** @param {string} name @param {string} value */
  fill(name, value) {
    const field = this.closest("form")?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }

  /** @param {string} text */
  say(text) {
    const line = this.querySelector("p");
    if (line) line.textContent = text;
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
    this.querySelector("video")?.setAttribute("hidden", "");
  }
}

customElements.define("pack-camera", PackCamera);
