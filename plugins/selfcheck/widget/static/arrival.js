/** Files of the build on their way into the page: counted, given up when they stand still, verified. */

import { file } from "./start-worker.js";

const STANDSTILL = 10_000; // ms without a byte; a slow line may take as long as it needs

/**
 * @param {Record<string, string>} files hashes by address
 * @param {(bytes: number) => void} count told of each piece
 * @returns {Promise<import("./messages.js").Files>} all of them, as the build made them
 */
export function arrive(files, count) {
  return Promise.all(Object.entries(files).map(([address, integrity]) => one(address, integrity, count)));
}

/** @returns {Promise<[string, Uint8Array<ArrayBuffer>]>} */
async function one(address, integrity, count) {
  const bytes = await whole(address, count).catch(() => {
    throw new Error(`${address}: not there`); // browsers tell no reason
  });
  if (!(await isRight(bytes, address, integrity))) throw new Error(`${address}: not as the build made it`);
  return [address, bytes];
}

async function whole(address, count) {
  const response = await inTime(file(address));
  if (!response.ok) throw new Error(response.status);
  const reader = response.body.getReader();
  const pieces = [];
  for (let next = await inTime(reader.read()); !next.done; next = await inTime(reader.read())) {
    pieces.push(next.value);
    count(next.value.length);
  }
  return joined(pieces);
}

function joined(pieces) {
  const bytes = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(reject, STANDSTILL)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Not of another build, and not damaged. */
async function isRight(bytes, address, integrity) {
  return crypto.subtle ? (await hash(bytes)) === integrity : isRightInCache(address, integrity);
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** Where the site is not secure scripts cannot hash: the browser does, with what its cache has. */
function isRightInCache(address, integrity) {
  return file(address, { integrity, cache: "force-cache" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
