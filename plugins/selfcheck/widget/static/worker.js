/**
 * The worker in which Python runs. It decides nothing: it starts Python and passes JSON through.
 *
 * In:  {type: "boot", runtime, snapshot: {url, integrity} | null, checkers: {name: {path, bundle}},
 *      hashes: {url: integrity}}, then {id, checker, request}
 * Out: {type: "ready"} or {type: "failed", message}, then {id, response} or {id, error}
 *
 * The snapshot is many times faster and goes first. When it is not what the build made, takes too
 * long, or raises anything at all, Pyodide is started in full and asked the same question.
 */

const TIME_LIMIT = 10_000; // for the snapshot, once it has arrived

/** @typedef {(question: string) => string} Python the question: a checker's import path, and a request below it */

/** @type {Promise<Python>} */
let python;
/** @type {import("./python-worker.js").Files} */
let files;
let full = false;

/**
 * `fetch` with `integrity` holds back every byte until it has hashed the last: the snapshot is
 * hashed while it is compiled instead. Only where the site is not secure, browsers let no script hash.
 * @returns {Promise<Python>}
 */
async function fromSnapshot({ url, integrity }) {
  const arriving = fetch(url, crypto.subtle ? {} : { integrity });
  const { restore } = await import("./restore.js");
  const snapshot = await (await arriving).arrayBuffer();
  const verified = Promise.all([restore(snapshot), crypto.subtle && refuseOther(snapshot, integrity)]);
  const [{ ask }] = await Promise.race([verified, timeLimit()]);
  return ask;
}

async function refuseOther(snapshot, integrity) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", snapshot));
  if (integrity !== `sha256-${btoa(String.fromCharCode(...hash))}`) {
    throw new Error("the snapshot is not as the build made it");
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
  python = files.snapshot ? fromSnapshot(files.snapshot).catch(inFull) : inFull();
  python.then(
    () => self.postMessage({ type: "ready" }),
    (error) => self.postMessage({ type: "failed", message: String(error) }),
  );
}

/** @returns {Promise<string>} */
async function answer(question) {
  const asked = python;
  try {
    return (await asked)(question);
  } catch (error) {
    if (full && asked === python) throw error;
    if (!full) python = inFull(error);
    return (await python)(question);
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
    self.postMessage({ id, response: await answer(`${files.checkers[checker].path}\n${request}`) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};
