/** What a page says of itself: a line of JSON at its end, which hosts leave alone. */

import { FILES, absolute, entries } from "./addresses.js";

const RECORD = /<script [^>]*\bdata-selfcheck-record\b[^>]*>(.*?)<\/script>/s;
const END = /<\/(body|html)>/i;

/**
 * @typedef {object} PageRecord
 * @property {string} look what its styles and scripts are of, as `BUILD.look`
 * @property {string[]} files that it shares with others
 * @property {Record<string, string>} shown its own pictures, and …
 * @property {Record<string, string>} python … what its check runs from, and …
 * @property {Record<string, string>} later … what it runs from where that fails: hashes by path
 */

/** @returns {PageRecord | null} */
export function recordIn(html) {
  const found = RECORD.exec(html);
  return found && JSON.parse(found[1]);
}

/**
 * A whole page, with what it says of itself; only one that is there says anything.
 * @returns {Promise<{record: PageRecord | null, page: Response}>}
 */
export async function read(sent) {
  const bytes = await sent.arrayBuffer();
  const page = new Response(bytes, { status: sent.status, headers: plain(sent.headers) });
  if (sent.status !== 200) return { record: null, page };
  const html = new TextDecoder().decode(bytes);
  const record = recordIn(html);
  if (!record && !END.test(html)) throw new Error(`${sent.url}: broken off`); // not every browser says so
  return { record, page };
}

/** Headers of a body that is decoded, and that anybody may ask for as they like. */
export function plain(sent) {
  const headers = new Headers(sent);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return headers;
}

/** @param {PageRecord | null} record */
export function hasCheck(record) {
  return Object.keys(record?.python ?? {}).length > 0;
}

/** @param {PageRecord} record */
export function filesOf({ files, shown }) {
  return [...files.map((path) => [absolute(path), FILES.get(absolute(path))]), ...entries(shown)];
}
