/**
 * The service worker: the pages with a check that a reader has visited, without a network.
 *
 * It answers for the pages of its site and for what they load; every other request is the browser's own.
 * A page comes from the network first, so that nobody reads old advice who can have the new. It is kept
 * when it says, in its record, that it goes with the files of this build; files are kept once their hash
 * was right. A new build is kept whole or not at all, and takes over when no page of the old one is open.
 */

const BUILD = { version: "", look: "", folder: "", pages: "", shown: "", files: {}, check: {}, listed: [], notKept: "" }; // written by the build

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const SCOPE = new URL("./", worker.location.href);
const OWN = `selfcheck ${SCOPE.href} `; // one origin may have many sites
const CACHE = OWN + BUILD.version;
const PATIENCE = 3000; // ms that a page may take to come while there is a kept one: a gym's network
const REMEMBERED = 20; // pages; those visited longest ago go first
const MARK = "x-integrity";
const HTML = "text/html";
const RECORD = /<script [^>]*\bdata-selfcheck-record\b[^>]*>(.*?)<\/script>/s;
const END = /<\/(body|html)>/i;

/**
 * @typedef {object} PageRecord what a page says of itself
 * @property {string} look
 * @property {string[]} files that it shares with others
 * @property {Record<string, string>} shown its own pictures, and …
 * @property {Record<string, string>} python … what its check runs from: hashes by path
 */

/** A path of this origin, as people write it, from one below the site's folder, as the build writes it. */
const absolute = (path) => readable(new URL(escaped(path), SCOPE).href);

const FOLDER = absolute(BUILD.folder);
const FILES = new Map(Object.entries(BUILD.files).map(([path, integrity]) => [absolute(path), integrity]));
const CHECK = new Map(Object.entries(BUILD.check).map(([path, integrity]) => [absolute(path), integrity]));
const PAGES = new Set(BUILD.pages.match(/.{4}/g));
const SHOWN = new Set(BUILD.shown.match(/.{4}/g));

worker.addEventListener("install", (event) => event.waitUntil(install()));

worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

worker.addEventListener("message", (event) => event.waitUntil(answer(event)));

worker.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const path = method === "GET" && url.startsWith(`${SCOPE.origin}/`) ? readable(url) : null;
  if (path === null) return;
  const page = mode === "navigate" && pageAt(path);
  if (page) event.respondWith(visit(event, page));
  else if (mode !== "navigate" && isOurs(path)) event.respondWith(file(event, path));
});

// --- Addresses ----------------------------------------------------------------------------------

function readable(url) {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return null; // no address that the build could have written
  }
}

function escaped(path) {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}

function address(path) {
  return new URL(escaped(path), SCOPE).href;
}

/** Hosts also show a page at its folder's address, or without ".html". */
function pageAt(path) {
  const bare = path.replace(/\/$/, "");
  return [path, `${path}index.html`, `${bare}/index.html`, `${bare}.html`].find((it) => isListed(PAGES, it));
}

function isOurs(path) {
  return path.startsWith(FOLDER) || FILES.has(path) || isListed(SHOWN, path);
}

/** The build lists 24 bits of each path's hash: 10,000 pages are 40 kB. */
function isListed(fingerprints, path) {
  const root = readable(SCOPE.href);
  return path.startsWith(root) && fingerprints.has(fingerprint(path.slice(root.length)));
}

/** FNV-1a of 32 bits, folded to 24: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 24;
  return btoa(String.fromCharCode((hash >> 16) & 255, (hash >> 8) & 255, hash & 255));
}

// --- A page is visited --------------------------------------------------------------------------

async function visit(event, path) {
  const copy = await kept(path);
  return copy ? again(event, path, copy) : first(event, path);
}

/** There is no copy: what comes is shown. */
async function first(event, path) {
  try {
    const sent = await fetch(event.request, { cache: "no-cache" });
    if (sent.status !== 200) return sent;
    const looked = lookAt(event, path, sent.clone());
    event.waitUntil(looked.catch(() => {}));
    await soon(looked);
    return sent;
  } catch {
    return notKept();
  }
}

/** There is a copy: it is shown unless the host sends the whole page in time. */
async function again(event, path, copy) {
  const sent = fromHost(event, path);
  const inTime = await soon(sent);
  if (inTime) return inTime.page;
  const { record } = await read(copy.clone());
  const late = sent.then((it) => hasCheck(record) && !hasCheck(it.record) && reload(event.resultingClientId));
  event.waitUntil(late.catch(() => {}));
  await welcome(event.resultingClientId);
  return atItsAddress(event.request.url, path) ?? copy;
}

/** @returns {Promise<any>} nothing if it fails, or takes longer than a reader with a copy should wait */
function soon(promise) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return Promise.race([promise, late]).catch(() => null);
}

/** The whole page. Raises when it is not the host that answers, or the host fails. */
async function fromHost(event, path) {
  const sent = await fetch(new Request(event.request, { cache: "no-cache", redirect: "follow" }));
  if (![200, 404, 410].includes(sent.status)) throw new Error(`${path}: ${sent.status}`);
  const { record, page } = await lookAt(event, path, sent);
  if (!record) await takeBack(path);
  return { page: sent.redirected ? Response.redirect(sent.url) : page, record };
}

/** A page of this build's look may show what is kept, and is kept. Else its files come from the network. */
async function lookAt(event, path, sent) {
  const { record, page } = await read(sent);
  if (record?.look === BUILD.look && pageAt(readable(sent.url)) === path) {
    await welcome(event.resultingClientId);
    event.waitUntil(replace(path, page.clone(), record).catch(() => {})); // no room: only online
  }
  return { record, page };
}

/** @returns {Promise<{record: PageRecord | null, page: Response}>} */
async function read(sent) {
  const bytes = await sent.arrayBuffer();
  const html = sent.status === 200 ? new TextDecoder().decode(bytes) : "</html>";
  const found = RECORD.exec(html);
  if (!found && !END.test(html)) throw new Error(`${sent.url}: broken off`); // not every browser says so
  const headers = plain(sent.headers);
  return { record: found ? JSON.parse(found[1]) : null, page: new Response(bytes, { status: sent.status, headers }) };
}

/** Headers of a body that is decoded, and that anybody may ask for as they like. */
function plain(sent) {
  const headers = new Headers(sent);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return headers;
}

/** A page that no longer speaks of a check, or is gone: by the clinic, if it is the clinic that answers. */
async function takeBack(path) {
  const published = await fetch(worker.location.href, { cache: "no-store", redirect: "error" });
  const gone = [404, 410].includes(published.status);
  if (!gone && !(published.ok && (await published.text()).includes("selfcheck"))) throw new Error("not the host");
  if (gone) await leave();
  else await (await caches.open(CACHE)).delete(address(path));
}

const outdated = new Set(); // open pages that show a copy of a check that was taken back

async function reload(id) {
  outdated.add(id); // for one that does not listen yet
  (await worker.clients.get(id))?.postMessage({ takenBack: true });
}

async function leave() {
  for (const name of await ownCaches()) await caches.delete(name);
  await worker.registration.unregister();
}

/** In a copy shown at another address, such as without its last slash, links would lead astray. */
function atItsAddress(url, path) {
  const its = new URL(address(path.replace(/\/index\.html$/, "/")));
  its.search = new URL(url).search;
  return new URL(".", its).href === new URL(".", url).href ? null : Response.redirect(its);
}

/** A page and its files, in the site's own words: which are kept. */
async function notKept() {
  const pages = await keptPages(CACHE).catch(() => []);
  const links = pages.map(({ path, html }) => {
    const title = (/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? path).replaceAll("<", "&lt;");
    return `<li><a href="${address(path)}">${title}</a></li>`;
  });
  const headers = {
    "content-type": `${HTML}; charset=utf-8`,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  };
  return new Response(BUILD.notKept.replaceAll("<li></li>", links.join("")), { status: 503, headers });
}

// --- A page loads its files ---------------------------------------------------------------------

/** Those of the checks are named by their content; others are only for pages that go with them. */
async function file({ request, clientId }, path) {
  if (path.startsWith(FOLDER)) return (await kept(path)) ?? fetch(request);
  const copy = (await isWelcome(clientId)) && (await kept(path));
  if (!copy) return fetch(request);
  return FILES.has(path) ? copy : ((await soon(fetch(request))) ?? copy);
}

const guests = new Set();

/** This open page is of this build's look: also when the worker has been stopped in between. */
async function welcome(client) {
  guests.add(client);
  await put(`${FOLDER}guest/${client}`, new Response()).catch(() => {});
}

async function isWelcome(client) {
  return guests.has(client) || Boolean(await kept(`${FOLDER}guest/${client}`));
}

// --- What is kept -------------------------------------------------------------------------------

async function kept(path) {
  return find(path, CACHE).catch(() => undefined); // the browser gives no storage
}

/** Opens no cache, for to open it is to make it. */
async function find(path, cacheName) {
  return caches.match(address(path), { cacheName });
}

async function put(path, response) {
  await (await caches.open(CACHE)).put(address(path), response);
}

/** A check that works without a network goes on to: until all of the new page is there, the former stays. */
async function replace(path, page, record) {
  if (await isWhole(path)) await keep([...CHECK, ...entries(record.python)], unasked);
  await remember(path, page, record);
}

/** The page last: where it is, its files are. */
async function remember(path, page, record) {
  await keep(filesOf(record));
  await put(path, page);
  const pages = await keptPages(CACHE);
  for (const old of pages.slice(0, -REMEMBERED)) await (await caches.open(CACHE)).delete(address(old.path));
}

/** @param {PageRecord} record */
function filesOf({ files, shown }) {
  return [...files.map((path) => [absolute(path), FILES.get(absolute(path))]), ...entries(shown)];
}

function entries(files) {
  return Object.entries(files).map(([path, integrity]) => [absolute(path), integrity]);
}

/** Put these files into the cache; what a cache has with the same content is not fetched again. */
async function keep(files, get = whole) {
  for (const [path, integrity] of files) {
    if (await isKept(path, integrity)) continue;
    await put(path, (await ofFormerBuild(path, integrity)) ?? (await get(path, integrity)));
  }
}

async function isKept(path, integrity, cache = CACHE) {
  return (await find(path, cache))?.headers.get(MARK) === integrity;
}

async function ofFormerBuild(path, integrity) {
  for (const name of await ownCaches()) {
    if (await isKept(path, integrity, name)) return find(path, name);
  }
  return null;
}

/** A file as the build made it: of another build, or damaged, it is refused. */
async function whole(path, integrity) {
  const cache = path.startsWith(FOLDER) ? "force-cache" : "no-cache";
  const response = await fetch(new Request(address(path), { integrity, cache }));
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  const headers = plain(response.headers);
  headers.set(MARK, integrity);
  return new Response(response.body, { headers });
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(OWN));
}

/** Those visited last stand last. */
async function keptPages(name) {
  const cache = await caches.open(name);
  const pages = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response?.headers.get("content-type")?.startsWith(HTML)) continue;
    pages.push({ path: readable(request.url), html: await response.text() });
  }
  return pages;
}

// --- A check is opened --------------------------------------------------------------------------

/** Tell a page whether its check works without a network; if it shall, see to it. */
async function answer({ data, source }) {
  const page = pageAt(readable(source.url));
  const works = page && ((await isWhole(page)) || (data.keep && (await keepCheck(page))));
  source.postMessage({ kept: Boolean(works), takenBack: outdated.has(source.id) });
  if (works && data.keep) for (const path of BUILD.listed) await keepListed(absolute(path)).catch(() => {});
}

async function keepListed(path) {
  const integrity = FILES.get(path);
  await (integrity ? keep([[path, integrity]]) : keepPage(path));
}

async function keepCheck(path) {
  try {
    await keepPage(path, whole);
  } catch {
    // no room, or the network went: the check works online, and the next visit tries again
  }
  return isWhole(path);
}

/** By looking: browsers remove what they like. */
async function isWhole(path) {
  const page = await kept(path);
  const record = page && (await read(page)).record;
  if (!hasCheck(record)) return false;
  return areKept([...filesOf(record), ...CHECK, ...entries(record.python)], CACHE);
}

/** @param {PageRecord | null} record */
const hasCheck = (record) => Object.keys(record?.python ?? {}).length > 0;

async function areKept(files, cache) {
  for (const [path, integrity] of files) if (!(await isKept(path, integrity, cache))) return false;
  return true;
}

/**
 * Keep a page as it is published now; one that is gone, or has moved, is left out.
 * @param {string} path
 * @param {((path: string, integrity: string) => Promise<Response>) | null} [get] how to get what its check runs from
 */
async function keepPage(path, get = null) {
  const sent = await fetch(address(path), { cache: "no-cache" });
  if (![200, 404, 410].includes(sent.status)) throw new Error(`${path}: ${sent.status}`);
  const { record, page } = await read(sent);
  if (!record || pageAt(readable(sent.url)) !== path) return;
  if (record.look !== BUILD.look) throw new Error(`${path}: of another build`);
  if (get) await keep([...CHECK, ...entries(record.python)], get);
  await remember(path, page, record);
}

// --- A new build --------------------------------------------------------------------------------

/** What was kept of the former build is kept of this one too, or this one does not come. */
async function install() {
  try {
    for (const name of await ownCaches()) if (name !== CACHE) await keepAnew(name);
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    await caches.delete(CACHE); // no room for both: rather nothing than an old build for ever
  }
}

async function keepAnew(name) {
  for (const { path, html } of await keptPages(name)) {
    const record = JSON.parse(RECORD.exec(html)[1]);
    const opened = hasCheck(record) && (await areKept(entries(record.python), name));
    await keepPage(path, opened ? unasked : null);
  }
}

function unasked(path, integrity) {
  if (navigator.connection?.saveData) throw new Error("the former build stays until the check is opened");
  return whole(path, integrity);
}

async function takeOver() {
  for (const name of await ownCaches()) if (name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}
