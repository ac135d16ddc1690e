/**
 * The service worker: the pages with a check, and what they load, without a network.
 *
 * It keeps one build's own files and nothing else. A new build is kept whole or not at all, and
 * takes over when no page of the old one is open. A page comes from the network first, so that
 * nobody reads old advice who can have the new; its files come from the same build as the page.
 */

const BUILD = { version: "", folder: "", files: {}, later: {}, visited: {} }; // written by the build

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

const CACHE = `selfcheck-${BUILD.version}`;
const KEPT = `${BUILD.folder}kept`; // stands in the cache of a build whose check is kept
const OURS = { ...BUILD.files, ...BUILD.later, ...BUILD.visited };
const PATIENCE = 3000; // ms that a page may take to come while there is a kept one: a gym's network

/** @type {RequestInit} */
const NEWEST = { cache: "no-cache" }; // not what the browser thinks is still good enough

const strangers = new Set(); // the open pages that are of another build: a newer one is published

const address = (path) => new URL(path, worker.registration.scope).href;

worker.addEventListener("install", (event) => event.waitUntil(install()));

worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));

worker.addEventListener("fetch", (event) => {
  const { request, clientId } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  const path = pathOf(request.url);
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (path.startsWith(BUILD.folder) || !strangers.has(clientId)) answer(event, path);
  else event.respondWith(fetch(request, NEWEST));
});

worker.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepForLater(event.source));
});

/** Whoever can use the check without a network shall do so with the new build too. */
async function install() {
  await keep(BUILD.files);
  if (!(await checkIsKept())) return;
  if (navigator.connection?.saveData && !(await carryOver(BUILD.later))) {
    throw new Error("data is saved: the former build stays until the check is opened");
  }
  await keepCheck();
}

/** What Python runs from is big: it is kept once the reader has opened a check. */
async function keepForLater(reader) {
  try {
    await keepCheck();
    reader.postMessage("kept");
  } catch {
    // no room, or the network went: the check works online, and the next visit tries again
  }
}

async function keepCheck() {
  await keep(BUILD.later);
  await (await caches.open(CACHE)).put(address(KEPT), new Response());
}

async function checkIsKept() {
  return Boolean(await caches.match(address(KEPT)));
}

/** Put these files into the cache; what a cache has with the same content is not fetched again. */
async function keep(files) {
  const cache = await caches.open(CACHE);
  for (const [path, integrity] of Object.entries(files)) {
    if (await cache.match(address(path))) continue;
    const response = (await ofFormerBuild(path, integrity)) ?? (await whole(path, integrity));
    await cache.put(address(path), response);
  }
}

async function ofFormerBuild(path, integrity) {
  for (const name of await ownCaches()) {
    const response = await (await caches.open(name)).match(address(path));
    if (response?.headers.get("x-integrity") === integrity) return response;
  }
  return null;
}

/** A file as the build made it: of another build, or damaged, it is refused. */
async function whole(path, integrity) {
  const cache = path.startsWith(BUILD.folder) ? "force-cache" : "no-cache";
  const response = await fetch(new Request(address(path), { integrity, cache }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return marked(response, integrity);
}

function marked(response, integrity) {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding"); // the body is decoded already
  headers.set("x-integrity", integrity);
  return new Response(response.body, { headers });
}

/** What former builds have of these files, with the same content. @returns whether all */
async function carryOver(files) {
  const cache = await caches.open(CACHE);
  let all = true;
  for (const [path, integrity] of Object.entries(files)) {
    const response = await ofFormerBuild(path, integrity);
    if (response) await cache.put(address(path), response);
    else all = false;
  }
  return all;
}

async function takeOver() {
  await carryOver(BUILD.visited);
  for (const name of await ownCaches()) if (name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith("selfcheck-"));
}

/** From the network, or if that fails or takes too long, as it is kept. */
async function page(event, path) {
  const copy = await kept(path);
  const network = fetch(event.request, NEWEST);
  const response = await (copy ? soon(network, copy) : network);
  if (response === copy) return copy;
  if (await isOfThisBuild(path, response)) event.waitUntil(remember(path, response.clone()));
  else strangers.add(event.resultingClientId);
  return response;
}

function soon(network, copy) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
  return Promise.race([network.catch(() => copy), late]);
}

async function isOfThisBuild(path, response) {
  if (!response.ok || !(path in OURS)) return false;
  const hash = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return OURS[path] === `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

/** Files named by their content may be of any build; all others are of the open page's. */
function answer(event, path) {
  if (path in OURS) event.respondWith(file(event, path));
}

/** A file of this build: kept ones first, others as they are looked at. */
async function file(event, path) {
  const copy = await kept(path);
  if (copy) return copy;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(remember(path, response.clone()));
  return response;
}

async function remember(path, response) {
  if (!(path in BUILD.visited)) return;
  const cache = await caches.open(CACHE);
  await cache.put(address(path), marked(response, OURS[path])).catch(() => {}); // no room: only online
}

async function kept(path) {
  return (await caches.open(CACHE)).match(address(path));
}

/** Hosts also show a page at its folder's address, or without ".html". */
function pathOf(url) {
  const path = decodeURI(url.slice(worker.registration.scope.length).replace(/[?#].*/, ""));
  return [path, `${path}index.html`, `${path}.html`].find((it) => it in OURS) ?? path;
}
