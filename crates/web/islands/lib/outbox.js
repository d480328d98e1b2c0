// @ts-check
// The way out for what is recorded on a tablet: every entry is first kept (sealed, on the disk), then sent in order, and let
// go when the server says that it is recorded. Sending twice is safe: the server knows an entry by the id minted here.

import * as vault from "./vault.js";

/** @typedef {[string, string][]} Fields */
/** @typedef {{ code: string, message: string, field: string, rule?: string }} Refusal why the server would not take it, the field to blame, and the rule where one field answers several */
/** @typedef {{ id: string, path: string, fields: Fields, tapped_at_us: number, words: string, refusal?: Refusal }} Entry */
/** @typedef {Entry & { at: number, session: string, refused: boolean }} Kept */
/** @typedef {"idle" | "unreachable" | "locked" | "signed-out"} Line how the last try ended */
/** @typedef {{ waiting: number, refused: number, lastSent: number, line: Line }} Standing */

/** Look for the line again this often, ms, while something waits. */
const RETRY_MS = 3_000;
/** Longest wait for one answer, ms; longer than the server's own. */
const ANSWER_MS_MAX = 25_000;
/** Speak to the worker this often, ms: browsers let it sleep after thirty seconds. */
const AWAKE_MS = 15_000;
/** One sender at a time in this browser, whatever tabs are open. */
const LOCK = "drypoint-outbox";

/** An id that begins with the time, so that the server's index grows at its end (UUID version 7). */
export function mint() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let place = 0; place < 6; place += 1) bytes[place] = Math.floor(now / 2 ** (8 * (5 - place))) % 256;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Events: "change" when something was kept, sent or refused, or the line came or went. */
export class Outbox extends EventTarget {
  #holder;
  /** How far this tablet's clock is behind the server's, µs. */
  #behindUs;
  /** @type {Line} */
  #line = "idle";
  #delivering = false;
  #again = false;
  #told = new BroadcastChannel("drypoint-outbox");

  /** @param {vault.Holder} holder @param {number} behindUs */
  constructor(holder, behindUs) {
    super();
    this.#holder = holder;
    this.#behindUs = behindUs;
    const soon = () => void this.deliver();
    for (const sign of ["online", "pageshow", "focus"]) window.addEventListener(sign, soon);
    document.addEventListener("visibilitychange", soon);
    window.setInterval(() => this.#line !== "idle" && soon(), RETRY_MS);
    // Another tab kept or sent something.
    this.#told.addEventListener("message", () => this.dispatchEvent(new Event("change")));
  }

  get holder() {
    return this.#holder;
  }

  #changed() {
    this.#told.postMessage("change");
    this.dispatchEvent(new Event("change"));
  }

  /** Keeps an entry and begins to send; resolved when it is on this tablet's disk. @param {string} session @param {string} path @param {Fields} fields @param {string} words what it says, for people @param {string} [known] an id that the server has chosen @returns {Promise<string>} its id */
  async add(session, path, fields, words, known) {
    const id = known ?? mint();
    const tapped_at_us = Date.now() * 1_000 + this.#behindUs;
    await vault.keep(this.#holder, session, { id, path, fields, tapped_at_us, words });
    this.#changed();
    void this.deliver();
    return id;
  }

  /** What is kept, oldest first. @returns {Promise<Kept[]>} */
  async kept() {
    const rows = await vault.rows(this.#holder.staff);
    return Promise.all(
      rows.map(async (row) => ({ ...(await vault.read(this.#holder, row)), at: row.at, session: row.session, refused: row.refused })),
    );
  }

  /** What the server has of a session and the page that is kept here may not show yet, oldest first. @param {string} session @returns {Promise<Kept[]>} */
  async settled(session) {
    const rows = await vault.sentRows(this.#holder.staff, session);
    return Promise.all(rows.map(async (row) => ({ ...(await vault.read(this.#holder, row)), at: row.at, session, refused: false })));
  }

  /** The page that is kept here shows these now. @param {Kept[]} entries */
  async shown(entries) {
    for (const entry of entries) await vault.letGo(entry.at);
  }

  /** @returns {Promise<Standing>} */
  async standing() {
    const rows = await vault.rows(this.#holder.staff);
    const refused = rows.filter((row) => row.refused).length;
    return { waiting: rows.length - refused, refused, lastSent: await vault.lastSent(this.#holder.staff), line: this.#line };
  }

  /** Sends what waits, oldest first, until nothing does or the line is gone. */
  async deliver() {
    this.#again = true;
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      while (this.#again) {
        this.#again = false;
        await navigator.locks.request(LOCK, () => this.#deliverAll());
      }
    } finally {
      this.#delivering = false;
    }
  }

  async #deliverAll() {
    for (;;) {
      const row = (await vault.rows(this.#holder.staff)).find((row) => !row.refused);
      if (!row) {
        if (this.#line !== "idle") this.#lineIs("idle");
        return;
      }
      const entry = /** @type {Entry} */ (await vault.read(this.#holder, row));
      const became = await send(entry);
      if (became === "sent") {
        this.#line = "idle";
        // Told before it is let go: there is no moment in which nobody has it.
        this.dispatchEvent(new CustomEvent("sent", { detail: { entry: { ...entry, session: row.session } } }));
        await vault.markSent(row);
        await vault.noteSent(this.#holder.staff, Date.now());
      } else if (typeof became === "object") {
        await vault.rewrite(this.#holder, row, { ...entry, refusal: became }, true);
        this.#line = "idle";
      } else {
        this.#lineIs(became);
        return;
      }
      this.#changed();
    }
  }

  /** @param {Line} line */
  #lineIs(line) {
    this.#line = line;
    this.dispatchEvent(new Event("change"));
  }

  /** Tries again what was refused, in its order: the reason may be gone. */
  async tryAgain() {
    for (const row of await vault.rows(this.#holder.staff)) {
      if (!row.refused) continue;
      const { refusal: _, ...entry } = /** @type {Entry} */ (await vault.read(this.#holder, row));
      await vault.rewrite(this.#holder, row, entry, false);
    }
    this.#changed();
    await this.deliver();
  }

  /** Sends what was refused again, with what was missing. @param {number} at @param {string} field @param {string} value */
  async complete(at, field, value) {
    const row = (await vault.rows(this.#holder.staff)).find((row) => row.at === at);
    if (!row) return;
    const { refusal: _, ...entry } = /** @type {Entry} */ (await vault.read(this.#holder, row));
    const fields = entry.fields.filter(([name]) => name !== field);
    await vault.rewrite(this.#holder, row, { ...entry, fields: [...fields, [field, value]] }, false);
    this.#changed();
    await this.deliver();
  }

  /** Leaves out what was refused: a person has read it and decided so. @param {number} at */
  async leaveOut(at) {
    await vault.letGo(at);
    this.#changed();
  }
}

/** @param {Entry} entry @returns {Promise<"sent" | Refusal | Exclude<Line, "idle">>} */
async function send(entry) {
  const body = new URLSearchParams(entry.fields);
  body.set("command_id", entry.id);
  body.set("occurred_at", String(entry.tapped_at_us));
  try {
    const signal = AbortSignal.timeout(ANSWER_MS_MAX);
    const answer = await fetch(entry.path, { method: "POST", headers: { Accept: "application/json" }, body, signal });
    // An answer without our own mark is from something between: a proxy whose server is gone.
    const said = await answer.json();
    if (answer.ok && said.recorded === true) return "sent";
    if (answer.status === 401) return "signed-out";
    if (answer.status === 423) return "locked";
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && said.code) {
      return { code: String(said.code), message: String(said.message ?? ""), field: String(said.field ?? ""), rule: String(said.rule ?? "") };
    }
    return "unreachable";
  } catch {
    return "unreachable";
  }
}

/** @type {Promise<Outbox | null> | undefined} */
let shared;

/** The page's outbox; none where nobody may have one, or where it cannot be sealed. Asked for again and again until the server or the worker gives the key. */
export function outbox() {
  shared ??= fetchOutbox();
  return shared;
}

/** @returns {Promise<Outbox | null>} */
async function fetchOutbox() {
  if (!vault.canSeal()) return null;
  const worker = startWorker();
  for (;;) {
    const status = await fetch("/outbox/key", { headers: { Accept: "application/json" } }).catch(() => null);
    if (status?.ok) {
      const { staff, key, now_us } = await status.json();
      const held = { holder: await vault.holder(staff, key), behindUs: now_us - Date.now() * 1_000 };
      void worker.then((worker) => remember(worker, held));
      return new Outbox(held.holder, held.behindUs);
    }
    if (status?.status === 401 || status?.status === 403) return null;
    // Only the line may be gone: a lock is not gone round.
    const held = status?.status === 423 ? null : await heldByWorker();
    if (held) {
      void worker.then((worker) => remember(worker, held));
      return new Outbox(held.holder, held.behindUs);
    }
    await new Promise((done) => setTimeout(done, RETRY_MS));
  }
}

/** @typedef {{ holder: vault.Holder, behindUs: number }} Held */

/** The worker that keeps pages within reach. @returns {Promise<ServiceWorker | null>} */
async function startWorker() {
  if (!("serviceWorker" in navigator)) return null;
  await navigator.serviceWorker.register("/outbox-worker.js", { type: "module", updateViaCache: "none" }).catch(() => null);
  return (await navigator.serviceWorker.ready).active;
}

/** The worker holds the key while pages come and go; told again and again, because browsers put idle workers to sleep. @param {ServiceWorker | null} worker @param {Held} held */
function remember(worker, held) {
  worker?.postMessage({ tell: "key", held });
  window.setInterval(() => worker?.postMessage({ tell: "key", held }), AWAKE_MS);
}

/** The sign-in ends: nothing is remembered but what is not sent. @param {string} staff */
export async function forget(staff) {
  navigator.serviceWorker?.controller?.postMessage({ tell: "forget" });
  await vault.clear(staff);
}

/** What the worker remembers of this sign-in while the line is gone. @returns {Promise<Held | null>} */
async function heldByWorker() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return null;
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => done(event.data);
    worker.postMessage({ ask: "key" }, [port2]);
  });
}
