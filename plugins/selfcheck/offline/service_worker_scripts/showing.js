/** What a reader is shown: a page from the network first, its files from the same build as the page. */

import { FILES, FOLDER, address, pageAt, readable, worker } from "./addresses.js";
import { drop, kept, keptPages, leave, put, replace } from "./keeping.js";
import { hasCheck, read } from "./record.js";

const PATIENCE = 3000; // ms that a page may take to come while there is a kept one: a gym's network

// --- Pages --------------------------------------------------------------------------------------

/** @param {FetchEvent} event @param {string} path */
export async function visit(event, path) {
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

/** In a copy shown at another address, such as without its last slash, links would lead astray. */
function atItsAddress(url, path) {
  const its = new URL(address(path.replace(/\/index\.html$/, "/")));
  its.search = new URL(url).search;
  return new URL(".", its).href === new URL(".", url).href ? null : Response.redirect(its);
}

/** Instead of a page that is not kept: in the site's own words, which are. */
async function notKept() {
  const pages = await keptPages().catch(() => []);
  const html = BUILD.notKept.replace(/<div data-kept="(.*?)">(.*?)<li><\/li>(.*?)<\/div>/gs, (_, lang, before, after) => {
    const links = pages.filter((page) => languageOf(page) === lang.toLowerCase()).map(linkTo);
    return links.length > 0 ? before + links.join("") + after : "";
  });
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  };
  return new Response(html, { status: 503, headers });
}

/** Themes write DEFAULT_LANG, which may be `en_US`. */
function languageOf({ html }) {
  const code = /<html\b[^>]*\blang=["']?([\w-]+)/i.exec(html)?.[1] ?? "";
  return code.replaceAll("_", "-").toLowerCase();
}

function linkTo({ path, html }) {
  const heading = /<h1\b[^>]*>(.*?)<\/h1>/is.exec(html) ?? /<title>(.*?)<\/title>/is.exec(html);
  const text = (heading?.[1] ?? path).replace(/<[^>]*>/g, "").replaceAll("<", "&lt;");
  return `<li><a href="${address(path)}">${text}</a></li>`;
}

// --- What the site takes back -------------------------------------------------------------------

/** A page that no longer speaks of itself, or is gone: by its owner, if it is the site that answers. */
async function takeBack(path) {
  const published = await fetch(worker.location.href, { cache: "no-store", redirect: "error" });
  const gone = [404, 410].includes(published.status);
  if (!gone && !(published.ok && (await published.text()).includes("selfcheck"))) throw new Error("not the host");
  await (gone ? leave() : drop(path));
}

const outdated = new Set(); // open pages that show a copy of a check that was taken back

export const isOutdated = (client) => outdated.has(client);

async function reload(id) {
  outdated.add(id); // for one that does not listen yet
  (await worker.clients.get(id))?.postMessage({ takenBack: true });
}

// --- Files --------------------------------------------------------------------------------------

/**
 * Those of the checks are named by their content; others are only for pages that go with them.
 * @param {FetchEvent} event
 * @param {string} path
 */
export async function file({ request, clientId }, path) {
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
