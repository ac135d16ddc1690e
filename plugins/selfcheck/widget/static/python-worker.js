/** The page's one worker: started on interest, shared by every check, restarted on "try again". */

import { Standstill } from "./standstill.js";
import { startWorker } from "./start-worker.js";

const SILENCE = 15; // seconds without a word from the worker while something is waited for
const STARTING = 45; // once all has arrived: Pyodide hangs instead of failing where a policy forbids it

/**
 * @typedef {object} Files all that the worker needs, by absolute addresses
 * @property {string} worker
 * @property {string} runtime
 * @property {string} glue of the runtime: the script that instantiates the interpreter
 * @property {string} abi of the runtime
 * @property {{url: string, integrity: string, size: number} | null} snapshot
 * @property {number} size bytes of what is fetched without the snapshot
 * @property {Record<string, {path: string, bundle: string}>} checkers
 * @property {Record<string, string>} hashes by address
 */

/**
 * @typedef {object} Reply of Python: `respond` in checker/bridge.py
 * @property {{state: "complete" | "incomplete", outcome: string | null, level: number | null,
 *   flags: string[], reasons: {rule: string}[], next: string[]}} verdict
 * @property {Record<string, [question: string, option: string][]>} because by rule
 * @property {number[]} do which of the outcome's lines stand
 * @property {Record<string, string[]>} steps questions by page
 * @property {number} at_most pages
 * @property {string[]} unanswered questions
 * @property {string | null} screen null to stay
 */

/**
 * @param {HTMLElement[]} sections the widgets of the page
 * @returns {Files} as the build has written them into the first one
 */
export function filesOf(sections) {
  const { worker, runtime, glue, abi, snapshot, integrity, snapshotSize, size, hashes } = sections[0].dataset;
  const absolute = (url) => new URL(url, document.baseURI).href;
  const entries = Object.entries(JSON.parse(hashes));
  return {
    worker: absolute(worker),
    runtime: absolute(runtime),
    glue: absolute(glue),
    abi,
    snapshot: snapshot ? { url: absolute(snapshot), integrity, size: Number(snapshotSize) } : null,
    size: Number(size),
    checkers: Object.fromEntries(
      sections.map(({ dataset: { selfcheck, path, bundle } }) => [selfcheck, { path, bundle: absolute(bundle) }]),
    ),
    hashes: Object.fromEntries(entries.map(([url, hash]) => [absolute(url), hash])),
  };
}

/** Tells of itself by the events `ready`, `failed`, and `progress` (its detail: the share that has arrived). */
export class PythonWorker extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  #started = false;
  #ready = false;
  #proven = false; // it has answered
  #next = 0;
  #waiting = new Map();
  /** @type {{checker: string, request: string, answer: Promise<Reply> | null}} */
  #ahead = { checker: "", request: "", answer: null };
  #watch = new Standstill(() => this.#fail("no word from the worker"));

  /** @param {Files} config */
  constructor(config) {
    super();
    this.config = config;
  }

  get ready() {
    return this.#ready;
  }

  async start() {
    if (this.#started) return;
    this.#started = true;
    performance.mark("selfcheck:boot");
    this.#watch.moved(SILENCE);
    const { worker, ...files } = this.config;
    try {
      this.#worker = await startWorker(worker);
    } catch (error) {
      this.#fail(String(error));
      return;
    }
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => this.#fail(event.message || "worker");
    this.#worker.postMessage({ type: "boot", ...files });
  }

  /**
   * Ask Python; a question asked before it is ready waits, and so does one that a failure befell.
   * @param {string} checker
   * @param {object} request
   * @returns {Promise<Reply>}
   */
  ask(checker, request) {
    const text = JSON.stringify(request);
    const ahead = this.#ahead;
    return ahead.checker === checker && ahead.request === text ? ahead.answer : this.#send(checker, text);
  }

  /**
   * Ask what will probably be asked next: an answer depends on nothing but its request.
   * @returns {Promise<Reply>}
   */
  askAhead(checker, request) {
    const text = JSON.stringify(request);
    this.#ahead = { checker, request: text, answer: this.#send(checker, text) };
    return this.#ahead.answer;
  }

  /** @returns {Promise<Reply>} */
  #send(checker, request) {
    const message = { id: this.#next++, checker, request };
    return new Promise((resolve) => {
      this.#waiting.set(message.id, { message, resolve });
      if (!this.#ready) return;
      this.#worker.postMessage(message);
      if (this.#waiting.size === 1) this.#watch.moved(SILENCE); // a question is no word from the worker
    });
  }

  /** Forget the failed worker; questions that wait are asked again. */
  restart() {
    this.#worker?.terminate();
    this.#ready = this.#started = false;
    this.start();
  }

  #receive(data) {
    this.#watch.moved(data.share === 1 ? STARTING : SILENCE);
    if (data.type === "progress") this.dispatchEvent(new CustomEvent("progress", { detail: data.share }));
    else if (data.type === "ready") this.#becomeReady();
    else if (data.type === "failed") this.#fail(data.message);
    else this.#settle(data);
    if (this.#ready && this.#waiting.size === 0) this.#watch.stop();
  }

  #becomeReady() {
    this.#ready = true;
    performance.mark("selfcheck:ready");
    document.dispatchEvent(new CustomEvent("selfcheck:ready"));
    for (const { message } of this.#waiting.values()) this.#worker.postMessage(message);
    this.dispatchEvent(new Event("ready"));
  }

  #settle({ id, response, error }) {
    const answer = error ? { error } : JSON.parse(response);
    if (answer.error) {
      this.#fail(answer.error);
      return;
    }
    this.#proven = true;
    this.#waiting.get(id).resolve(answer);
    this.#waiting.delete(id);
  }

  /**
   * As long as nothing is asked, a failure takes no form from a reader: their answer starts anew. A
   * worker that had answered gets a successor, once; then the page has to say it.
   */
  #fail(message) {
    this.#watch.stop();
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = this.#started = false;
    console.error(`selfcheck: ${message}`);
    if (this.#waiting.size === 0) return;
    const again = this.#proven;
    this.#proven = false;
    if (again) this.start();
    else {
      this.#started = true; // until the reader says so
      this.dispatchEvent(new Event("failed"));
    }
  }
}
