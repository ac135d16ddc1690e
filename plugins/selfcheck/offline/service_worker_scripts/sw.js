/**
 * The service worker: the pages with a check that a reader has visited, without a network.
 *
 * It answers for the pages of its site and for what they load; every other request is the browser's own.
 * A page comes from the network first, so that nobody reads old advice who can have the new. It is kept
 * when it says, in its record, that it goes with the files of this build; files are kept once their hash
 * was right. A new build is kept whole or not at all, and takes over when no page of the old one is open.
 */

import { SCOPE, isOurs, pageAt, readable, worker } from "./addresses.js";
import { dropAll, formerCaches, isWhole, keepAnew, keepCheck, keepLater, keepListed } from "./keeping.js";
import { file, isOutdated, visit } from "./showing.js";

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

/** What was kept of the former build is kept of this one too, or this one does not come. */
async function install() {
  try {
    for (const name of await formerCaches()) await keepAnew(name);
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    await dropAll(); // no room for both: rather nothing than an old build for ever
  }
}

async function takeOver() {
  await dropAll(formerCaches());
  await worker.clients.claim();
}

/** Not to a page that was put aside: browsers throw it away for a message, and it asks again when it is back. */
async function tell(id, word) {
  const pages = await worker.clients.matchAll({ includeUncontrolled: true });
  pages.find((page) => page.id === id)?.postMessage(word);
}

/** Tell a page whether its check works without a network; if it shall, see to it. */
async function answer({ data, source }) {
  const page = pageAt(readable(source.url));
  const works = page && ((await isWhole(page)) || (data.keep && (await keepCheck(page))));
  await tell(source.id, { kept: Boolean(works), takenBack: isOutdated(source.id) });
  if (works && data.keep) await keepListed();
  if (works && data.later) await keepLater(page);
}
