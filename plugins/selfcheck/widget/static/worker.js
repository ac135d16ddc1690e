/**
 * The worker in which Python runs. It decides nothing: it starts Python and passes JSON through.
 *
 * In:  {type: "boot", runtime, image: {url, integrity} | null, checkers: {name: {path, bundle}},
 *      hashes: {url: integrity}}, then {id, checker, request}
 * Out: {type: "ready"} or {type: "failed", message}, then {id, response} or {id, error}
 *
 * The image is many times faster and goes first. When it is not what the build made, takes too
 * long, or raises anything at all, Pyodide is started in full and asked the same question.
 */

const TIME_LIMIT = 10_000; // for the image, once it has arrived

/** @typedef {(checker: string, request: string) => string} Python */

/** @type {Promise<Python>} */
let python;
let files;
let full = false;

/**
 * `fetch` with `integrity` holds back every byte until it has hashed the last: the image is hashed
 * while it is compiled instead. Only where the site is not secure, browsers let no script hash.
 * @returns {Promise<Python>}
 */
async function fromImage({ url, integrity }) {
  const arriving = fetch(url, crypto.subtle ? {} : { integrity });
  const { restore } = await import("./image.js");
  const image = await (await arriving).arrayBuffer();
  const verified = Promise.all([restore(image), crypto.subtle && refuseOther(image, integrity)]);
  const [{ ask }] = await Promise.race([verified, timeLimit()]);
  return (checker, request) => ask(`${checker}\n${request}`);
}

async function refuseOther(image, integrity) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", image));
  if (integrity !== `sha256-${btoa(String.fromCharCode(...hash))}`) {
    throw new Error("the image is not as the build made it");
  }
}

function timeLimit() {
  return new Promise((_, reject) => setTimeout(reject, TIME_LIMIT, new Error("time limit")));
}

/** @returns {Promise<Python>} */
async function inFull(reason) {
  full = true;
  if (reason) console.warn(`selfcheck: starting Pyodide in full (${reason})`);
  const { start } = await import("./pyodide.js");
  return start(files);
}

function boot() {
  python = files.image ? fromImage(files.image).catch(inFull) : inFull();
  python.then(
    () => self.postMessage({ type: "ready" }),
    (error) => self.postMessage({ type: "failed", message: String(error) }),
  );
}

/** @returns {Promise<string>} */
async function answer(checker, request) {
  const asked = python;
  try {
    return (await asked)(checker, request);
  } catch (error) {
    if (full && asked === python) throw error;
    if (!full) python = inFull(error);
    return (await python)(checker, request);
  }
}

self.onmessage = async ({ data }) => {
  if (data.type === "boot") {
    files = data;
    boot();
    return;
  }
  const { id, checker, request } = data;
  try {
    self.postMessage({ id, response: await answer(checker, request) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
