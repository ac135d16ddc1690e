/** What the worker knows by its address: the pages of its site, and what they load. */

/** The worker, with the build's list above it: see `BUILD` in .make/browser.d.ts. */
export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

export const SCOPE = new URL("./", worker.location.href);

/** A path of this origin, as people write it, from one below the site's folder, as the build writes it. */
export const absolute = (path) => readable(new URL(escaped(path), SCOPE).href);

const ROOT = absolute("");
export const FOLDER = absolute(BUILD.folder);
export const FILES = new Map(entries(BUILD.files));
export const CHECK = entries(BUILD.check);
const PAGES = new Set(BUILD.pages.match(/.{4}/g));
const SHOWN = new Set(BUILD.shown.match(/.{4}/g));

/**
 * @param {Record<string, string>} files hashes by path, as the build writes them
 * @returns {[path: string, integrity: string][]}
 */
export function entries(files) {
  return Object.entries(files).map(([path, integrity]) => [absolute(path), integrity]);
}

/** @returns {string | null} null for what is no address that the build could have written */
export function readable(url) {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
}

export function address(path) {
  return new URL(escaped(path), SCOPE).href;
}

function escaped(path) {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}

/**
 * The page that is meant: hosts also show one at its folder's address, or without ".html".
 * @returns {string | undefined}
 */
export function pageAt(path) {
  const bare = path.replace(/\/$/, "");
  return [path, `${path}index.html`, `${bare}/index.html`, `${bare}.html`].find((it) => isListed(PAGES, it));
}

export function isOurs(path) {
  return path.startsWith(FOLDER) || FILES.has(path) || isListed(SHOWN, path);
}

/** The build lists 24 bits of each path's hash: 10,000 pages are 40 kB. */
function isListed(fingerprints, path) {
  return path.startsWith(ROOT) && fingerprints.has(fingerprint(path.slice(ROOT.length)));
}

/** FNV-1a of 32 bits, folded to 24: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fingerprint(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 24;
  return btoa(String.fromCharCode((hash >> 16) & 255, (hash >> 8) & 255, hash & 255));
}
