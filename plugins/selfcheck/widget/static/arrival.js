/** Files of the build on their way into the worker: counted, given up when they stand still, verified. */

const STANDSTILL = 10_000; // ms without a byte; a slow line may take as long as it needs

/**
 * @param {string} address
 * @param {(bytes: number) => void} count told of each piece
 * @param {Promise<Response>} [sent]
 * @returns {Promise<Uint8Array<ArrayBuffer>>} what was sent; whether it is what the build made, `verify` tells
 */
export async function arrive(address, count, sent = fetch(address)) {
  try {
    return await whole(await inTime(sent), count);
  } catch {
    throw new Error(`${address}: not there`); // browsers tell no reason
  }
}

async function whole(response, count) {
  if (!response.ok) throw new Error(response.status);
  const reader = response.body.getReader();
  const pieces = [];
  for (let next = await inTime(reader.read()); !next.done; next = await inTime(reader.read())) {
    pieces.push(next.value);
    count(next.value.length);
  }
  return joined(pieces);
}

/** By hand: in a worker of a page that was opened from a file WebKit reads no Blob. */
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

/**
 * Refuse what is not as the build made it: of another build, or damaged.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} address
 * @param {string} integrity
 */
export async function verify(bytes, address, integrity) {
  const right = crypto.subtle ? (await hash(bytes)) === integrity : await isRight(address, integrity);
  if (!right) throw new Error(`${address}: not as the build made it`);
}

async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** Where the site is not secure scripts cannot hash: the browser does, with what its cache has. */
function isRight(address, integrity) {
  return fetch(address, { integrity, cache: "force-cache" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
