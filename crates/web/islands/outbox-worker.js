// @ts-check
/**
 * Keeps the page of an open session within reach when the server is not: style sheets and islands (nothing of a patient is in
 * them) in the browser's cache, the page itself sealed in the vault. The key is in this worker's memory while somebody is signed in and goes with
 * it; without it, a page says that the line is gone and that what is kept is safe.
 *
 * The server writes the address of this release's vault, its own policy for pages, and its words in place of the three below.
 */

import { readPage } from "./lib/vault.js";

const POLICY = "default-src 'none'";
/** The page where the line is gone and the browser has put this worker to sleep since: the key went with its memory. */
const AWAY = "away";

const CACHE = "drypoint-assets";
const SESSION = /^\/sessions\/([0-9a-f-]{36})$/;
const ASSET = /^\/assets\/([0-9a-f]+)\//;

/** @typedef {{ waitUntil(done: Promise<unknown>): void }} Lasting */
/** @typedef {Lasting & { request: Request, respondWith(answer: Promise<Response>): void }} Fetching */
/** @typedef {Lasting & { data: any, ports: readonly MessagePort[] }} Told */

const scope = /** @type {{ skipWaiting(): Promise<void>, clients: { claim(): Promise<void> }, addEventListener(kind: string, listener: (event: any) => void): void }} */ (
  /** @type {unknown} */ (self)
);

/** @type {import("./lib/outbox.js").Held | null} */
let held = null;

scope.addEventListener("install", (/** @type {Lasting} */ event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (/** @type {Lasting} */ event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("message", (/** @type {Told} */ event) => {
  const { tell, ask } = event.data;
  if (tell === "key") held = event.data.held;
  if (tell === "forget") held = null;
  if (ask === "key") event.ports[0]?.postMessage(held);
});

scope.addEventListener("fetch", (/** @type {Fetching} */ event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (ASSET.test(url.pathname)) event.respondWith(asset(request, url));
  else if (request.mode === "navigate") event.respondWith(page(request, url));
});

/** An asset never changes under its address. @param {Request} request @param {URL} url */
async function asset(request, url) {
  const cache = await caches.open(CACHE);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    // Another release's files are of no use any more.
    const release = ASSET.exec(url.pathname)?.[1];
    for (const old of await cache.keys()) {
      if (ASSET.exec(new URL(old.url).pathname)?.[1] !== release) await cache.delete(old);
    }
  }
  return answer;
}

/** @param {Request} request @param {URL} url */
async function page(request, url) {
  try {
    return await fetch(request);
  } catch (error) {
    const session = SESSION.exec(url.pathname)?.[1];
    if (!session) throw error;
    const kept = held ? await readPage(held.holder, session).catch(() => "") : "";
    // Told apart from a page that the server has just sent.
    const body = kept.replace("<html", "<html data-kept") || AWAY;
    return new Response(body, { status: kept ? 200 : 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY, "Cache-Control": "no-store" } });
  }
}
