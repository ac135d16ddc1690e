/**
 * The worker in which Python runs. It decides nothing: it starts Python and passes JSON through.
 *
 * In:  {type: "boot", runtime, snapshot: {url, integrity, size} | null, size,
 *      checkers: {name: {path, bundle}}, hashes: {url: integrity}}, then {id, checker, request}
 * Out: {type: "progress", share} while files arrive (1: all are there, Python starts),
 *      {type: "ready"} or {type: "failed", message}, then {id, response} or {id, error}
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

/** @returns {(bytes: number) => void} tells the page what has arrived of `size` bytes */
function counter(size) {
  let arrived = 0;
  const tell = (bytes) => {
    arrived += bytes;
    self.postMessage({ type: "progress", share: Math.min(1, arrived / size) });
  };
  tell(0);
  return tell;
}

/**
 * The snapshot is verified while it is compiled, not before.
 * @returns {Promise<Python>}
 */
async function fromSnapshot({ url, integrity, size }) {
  const sent = fetch(url); // at once, beside the modules
  const { arrive, verify } = await import("./arrival.js");
  const arriving = arrive(url, counter(size), sent);
  const { restore } = await import("./restore.js");
  const bytes = await arriving;
  const [{ ask }] = await Promise.race([
    Promise.all([restore(bytes), verify(bytes, url, integrity)]),
    timeLimit(),
  ]);
  return ask;
}

function timeLimit() {
  return new Promise((_, reject) => setTimeout(reject, TIME_LIMIT, new Error("time limit")));
}

/** @returns {Promise<Python>} */
async function inFull(reason) {
  full = true;
  if (reason) console.warn(`selfcheck: starting Pyodide in full (${reason})`);
  const { start } = await import("./pyodide.js");
  return start(files, counter(files.size));
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
