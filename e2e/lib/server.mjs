// The real binary on a data folder of its own.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Longest wait for the address, ms: a demo clinic is made first where one is asked for. */
const START_MS_MAX = 60_000;

/** The binary: named by `DRYPOINT`, or where a plain `cargo build` puts it. */
function binary() {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const path = process.env.DRYPOINT ?? join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug/drypoint");
  if (!existsSync(path)) throw new Error(`${path} is not there: cargo build -p drypoint`);
  return path;
}

/** @typedef {{ url: string, stop: () => Promise<void>, kill: () => Promise<void>, again: () => Promise<void> }} Server */

/**
 * Serves a data folder that is empty at first, or a demo clinic.
 * `kill` ends it as a power cut does (SIGKILL); `again` starts it on the same folder and port.
 * @param {"serve" | "demo"} [what]
 * @returns {Promise<Server>}
 */
export async function serve(what = "serve") {
  const folder = mkdtempSync(join(tmpdir(), "drypoint-e2e-"));
  let { child, ended } = start(what, folder, "0");
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  const stop = async () => {
    await end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = await address(child.stdout);
    const again = async () => {
      ({ child, ended } = start("serve", folder, new URL(url).port));
      await address(child.stdout);
    };
    return { url, stop, kill: () => end("SIGKILL"), again };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} what @param {string} folder @param {string} port */
function start(what, folder, port) {
  const child = spawn(binary(), [what, "--data", folder, "--port", port], { stdio: ["ignore", "pipe", "inherit"] });
  return { child, ended: new Promise((done) => child.once("exit", done)) };
}

/** The address that the server prints once it listens. @param {import("node:stream").Readable} printed */
async function address(printed) {
  const lines = createInterface({ input: printed });
  const timer = setTimeout(() => lines.close(), START_MS_MAX);
  /** @type {string[]} */
  const seen = [];
  for await (const line of lines) {
    seen.push(line);
    const found = /http:\/\/[\d.]+:\d+/.exec(line);
    if (!found) continue;
    clearTimeout(timer);
    printed.resume();
    return found[0];
  }
  throw new Error(`the server printed no address: ${seen.join(" / ")}`);
}
