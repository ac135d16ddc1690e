/** What is kept of one build: pages with their record, and files whose hash was right. */

import { CHECK, FILES, FOLDER, SCOPE, absolute, address, entries, pageAt, readable, worker } from "./addresses.js";
import { filesOf, hasCheck, plain, read, recordIn } from "./record.js";

const OWN = `selfcheck ${SCOPE.href} `; // one origin may have many sites
const CACHE = OWN + BUILD.version;
const REMEMBERED = 20; // pages; those visited longest ago go first
const MARK = "x-integrity";

// --- The cache ----------------------------------------------------------------------------------

export async function kept(path) {
  return find(path, CACHE).catch(() => undefined); // the browser gives no storage
}

async function find(path, cacheName) {
  return inTurn("shared", () => caches.match(address(path), { cacheName }));
}

/**
 * What is put in the place of another, WebKit writes into the file that the other is still being read from,
 * and breaks down: nobody reads meanwhile, nor does the worker of another build.
 * @template T
 * @param {LockMode} mode
 * @param {() => Promise<T>} act
 */
function inTurn(mode, act) {
  return navigator.locks.request(OWN, { mode }, act);
}

let hasLeft = false;

/** Offline use has ended: nothing stays, and what is still on its way is not kept any more. */
export async function leave() {
  hasLeft = true;
  await dropAll();
  await worker.registration.unregister();
}

/** To open a cache is to make it: one that is done makes none again. */
async function open(name = CACHE) {
  if (hasLeft || worker.serviceWorker?.state === "redundant") throw new Error("another worker has taken over");
  return caches.open(name);
}

export async function put(path, response) {
  await inTurn("exclusive", async () => (await open()).put(address(path), response));
}

export async function drop(path) {
  await (await open()).delete(address(path));
}

async function isKept(path, integrity, cache = CACHE) {
  return (await find(path, cache))?.headers.get(MARK) === integrity;
}

async function areKept(files, cache = CACHE) {
  for (const [path, integrity] of files) if (!(await isKept(path, integrity, cache))) return false;
  return true;
}

/** Those visited last stand last; each once, though WebKit has two of a page that was kept twice at one time. */
export async function keptPages(name = CACHE) {
  const cache = await open(name);
  const pages = new Map();
  for (const request of await cache.keys()) {
    const response = await inTurn("shared", () => cache.match(request));
    if (!response?.headers.get("content-type")?.startsWith("text/html")) continue;
    const path = readable(request.url);
    pages.delete(path);
    pages.set(path, { path, html: await response.text() });
  }
  return [...pages.values()];
}

export async function formerCaches() {
  return (await ownCaches()).filter((name) => name !== CACHE);
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN));
}

export async function dropAll(names = ownCaches()) {
  for (const name of await names) await caches.delete(name);
}

// --- Files --------------------------------------------------------------------------------------

/** Put these files into the cache; what a cache has with the same content is not fetched again. */
async function keep(files, get = whole) {
  for (const [path, integrity] of files) {
    if (await isKept(path, integrity)) continue;
    await put(path, (await ofFormerBuild(path, integrity)) ?? (await get(path, integrity)));
  }
}

async function ofFormerBuild(path, integrity) {
  for (const name of await formerCaches()) if (await isKept(path, integrity, name)) return find(path, name);
  return null;
}

/**
 * A file as the build made it: of another build, or damaged, it is refused.
 * @param {RequestPriority} [priority]
 */
async function whole(path, integrity, priority) {
  const cache = path.startsWith(FOLDER) ? "force-cache" : "no-cache";
  const response = await fetch(new Request(address(path), { integrity, cache, priority }));
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const headers = plain(response.headers);
  headers.set(MARK, integrity);
  return new Response(response.body, { headers });
}

/** @returns {Promise<Response>} */
async function ofFormerBuildOnly(path) {
  throw new Error(`${path}: not before the check is used`);
}

/** As `whole`, but for those who want to be sent nothing that they have not asked for. */
async function wholeUnasked(path, integrity) {
  if (navigator.connection?.saveData) throw new Error("the former one stays until the check is opened");
  return whole(path, integrity, "low"); // behind whatever a reader waits for
}

// --- Pages --------------------------------------------------------------------------------------

/** A check that works without a network goes on to: until all of the new page is there, the former stays. */
export async function replace(path, page, record) {
  if (await isWhole(path)) await keepPython(record, wholeUnasked);
  await remember(path, page, record);
}

/** The page last: where it is, its files are. */
async function remember(path, page, record) {
  await keep(filesOf(record));
  await put(path, page);
  const pages = await keptPages();
  for (const old of pages.slice(0, -REMEMBERED)) await drop(old.path);
}

async function keepPython(record, get) {
  await keep([...CHECK, ...entries(record.python)], get);
  await keep(entries(record.later), ofFormerBuildOnly).catch(() => {});
}

/** What else the check of this page may come to need, which its reader has not fetched. */
export async function keepLater(path) {
  const { record } = await read(await kept(path));
  await keep(entries(record.later), wholeUnasked).catch(() => {}); // no room, or the network went
}

/** By looking, for browsers remove what they like: whether the check of this page works without a network. */
export async function isWhole(path) {
  const page = await kept(path);
  const record = page && (await read(page)).record;
  return hasCheck(record) && areKept([...filesOf(record), ...CHECK, ...entries(record.python)]);
}

/** @returns whether the check of this page works without a network from now on */
export async function keepCheck(path) {
  try {
    await keepPage(path, whole);
  } catch {
    // no room, or the network went: the check works online, and the next visit tries again
  }
  return isWhole(path);
}

/** The handful that the author has chosen. */
export async function keepListed() {
  for (const path of BUILD.listed.map(absolute)) {
    const integrity = FILES.get(path);
    await (integrity ? keep([[path, integrity]]) : keepPage(path)).catch(() => {});
  }
}

/** What was kept of a former build, as it is published now. */
export async function keepAnew(name) {
  for (const { path, html } of await keptPages(name)) {
    const record = recordIn(html);
    const opened = hasCheck(record) && (await areKept(entries(record.python), name));
    await keepPage(path, opened ? wholeUnasked : null);
  }
}

/**
 * A page as it is published now; one that is gone, or has moved, is left out.
 * @param {string} path
 * @param {typeof whole | null} [get] how to get what its check runs from
 */
async function keepPage(path, get = null) {
  const sent = await fetch(address(path), { cache: "no-cache" });
  if (![200, 404, 410].includes(sent.status)) throw new Error(`${path}: ${sent.status}`);
  const { record, page } = await read(sent);
  if (!record || pageAt(readable(sent.url)) !== path) return;
  if (record.look !== BUILD.look) throw new Error(`${path}: of another build`);
  if (get) await keepPython(record, get);
  await remember(path, page, record);
}
