// @ts-check
// What a tablet keeps: entries that are not sent yet, and the pages of open sessions. Everything that says something about a
// patient is sealed (AES-GCM) with the key that the server gives to whoever is signed in; the key is never written down.
// In the clear stand only whose it is, for which session, and in which order.

/** @typedef {{ staff: string, key: CryptoKey }} Holder whose vault is open */
/** @typedef {{ at: number, staff: string, session: string, refused: boolean, sent?: boolean, iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} Row */
/** @typedef {{ name: string, staff: string, session: string, iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} PageRow */

const NAME = "drypoint";
const VERSION = 1;
/** Entries, in the order in which they were made. */
const ENTRIES = "entries";
/** The last page of each session that was seen. */
const PAGES = "pages";
/** When something of a person was last sent. */
const SENT = "sent";
/** Bytes of a nonce: what AES-GCM is made for. */
const IV_BYTES = 12;

/** Whether this browser, on this address, can keep anything sealed. */
export const canSeal = () => globalThis.isSecureContext && "indexedDB" in globalThis && crypto.subtle !== undefined;

/** @param {string} staff @param {Iterable<number>} bytes @returns {Promise<Holder>} */
export async function holder(staff, bytes) {
  // Not extractable: whoever holds it can use it, and cannot write it down.
  const key = await crypto.subtle.importKey("raw", Uint8Array.from(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { staff, key };
}

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

function open() {
  opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(ENTRIES, { keyPath: "at", autoIncrement: true });
      asked.result.createObjectStore(PAGES, { keyPath: "name" });
      asked.result.createObjectStore(SENT, { keyPath: "staff" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  return opened;
}

/**
 * One transaction; resolved when it is on the disk.
 * @template T @param {string} store @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest<T>} work @returns {Promise<T>}
 */
async function within(store, mode, work) {
  const database = await open();
  return new Promise((done, fail) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(store));
    transaction.oncomplete = () => done(asked.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

/** @param {Holder} holder @param {string} bound what it is about: a row cannot be passed off as another's @param {unknown} what */
async function seal(holder, bound, what) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const text = new TextEncoder();
  const additionalData = text.encode(`${holder.staff} ${bound}`);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, holder.key, text.encode(JSON.stringify(what)));
  return { iv, sealed };
}

/** @param {Holder} holder @param {string} bound @param {{ iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer }} row */
async function unseal(holder, bound, row) {
  const additionalData = new TextEncoder().encode(`${holder.staff} ${bound}`);
  const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData }, holder.key, row.sealed);
  return JSON.parse(new TextDecoder().decode(open));
}

/** Keeps an entry; when this resolves it is on the disk. @param {Holder} holder @param {string} session @param {unknown} entry @returns {Promise<number>} its place in the order */
export async function keep(holder, session, entry) {
  const row = { staff: holder.staff, session, refused: false, ...(await seal(holder, session, entry)) };
  return Number(await within(ENTRIES, "readwrite", (store) => store.add(row)));
}

/** @param {string} staff @returns {Promise<Row[]>} */
async function all(staff) {
  const all = /** @type {Row[]} */ (await within(ENTRIES, "readonly", (store) => store.getAll()));
  return all.filter((row) => row.staff === staff);
}

/** A person's rows that are not with the server yet, oldest first, still sealed. @param {string} staff */
export const rows = async (staff) => (await all(staff)).filter((row) => !row.sent);

/** Rows of a session that the server has and the page that is kept here may not show yet. @param {string} staff @param {string} session */
export const sentRows = async (staff, session) => (await all(staff)).filter((row) => row.sent && row.session === session);

/** Notes that the server has an entry; it stays until the page that is kept here shows it too. @param {Row} row */
export const markSent = (row) => within(ENTRIES, "readwrite", (store) => store.put({ ...row, sent: true }));

/** @param {Holder} holder @param {Row} row */
export const read = (holder, row) => unseal(holder, row.session, row);

/** Writes an entry again, with what became of it. @param {Holder} holder @param {Row} row @param {unknown} entry @param {boolean} refused */
export async function rewrite(holder, row, entry, refused) {
  const next = { ...row, refused, ...(await seal(holder, row.session, entry)) };
  await within(ENTRIES, "readwrite", (store) => store.put(next));
}

/** Lets an entry go: the page shows it, or somebody decided to leave it out. @param {number} at */
export const letGo = (at) => within(ENTRIES, "readwrite", (store) => store.delete(at));

/** Notes that something was sent. @param {string} staff @param {number} at ms since 1970 */
export const noteSent = (staff, at) => within(SENT, "readwrite", (store) => store.put({ staff, at }));

/** When something was last sent, ms since 1970; 0: never. @param {string} staff @returns {Promise<number>} */
export const lastSent = async (staff) => (await within(SENT, "readonly", (store) => store.get(staff)))?.at ?? 0;

/** Keeps the page of a session as it was last seen. @param {Holder} holder @param {string} session @param {string} html */
export async function keepPage(holder, session, html) {
  const row = { name: `${holder.staff} ${session}`, staff: holder.staff, session, ...(await seal(holder, `page ${session}`, html)) };
  await within(PAGES, "readwrite", (store) => store.put(row));
}

/** The page of a session as it was last seen; empty: none. @param {Holder} holder @param {string} session @returns {Promise<string>} */
export async function readPage(holder, session) {
  const row = /** @type {PageRow | undefined} */ (await within(PAGES, "readonly", (store) => store.get(`${holder.staff} ${session}`)));
  return row ? unseal(holder, `page ${session}`, row) : "";
}

/** Clears what a person need not leave behind: pages, what was sent, and when. Entries that are not sent stay. @param {string} staff */
export async function clear(staff) {
  const pages = /** @type {PageRow[]} */ (await within(PAGES, "readonly", (store) => store.getAll()));
  for (const page of pages.filter((page) => page.staff === staff)) {
    await within(PAGES, "readwrite", (store) => store.delete(page.name));
  }
  for (const row of (await all(staff)).filter((row) => row.sent)) await letGo(row.at);
  await within(SENT, "readwrite", (store) => store.delete(staff));
}
