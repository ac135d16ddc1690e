/** The page's one worker: started on interest, shared by every check, restarted on "try again". */

import { startWorker } from "./start-worker.js";

const TIME_LIMIT = 60_000; // without 'wasm-unsafe-eval' in the CSP Pyodide hangs instead of failing

/**
 * @typedef {object} Files all that the worker needs, by absolute addresses
 * @property {string} worker
 * @property {string} runtime
 * @property {{url: string, integrity: string} | null} snapshot
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
  const { worker, runtime, snapshot, integrity, hashes } = sections[0].dataset;
  const absolute = (url) => new URL(url, document.baseURI).href;
  const entries = Object.entries(JSON.parse(hashes));
  return {
    worker: absolute(worker),
    runtime: absolute(runtime),
    snapshot: snapshot ? { url: absolute(snapshot), integrity } : null,
    checkers: Object.fromEntries(
      sections.map(({ dataset: { selfcheck, path, bundle } }) => [selfcheck, { path, bundle: absolute(bundle) }]),
    ),
    hashes: Object.fromEntries(entries.map(([url, hash]) => [absolute(url), hash])),
  };
}

const NOTHING = { checker: "", request: "", answer: null }; // asked ahead

export class PythonWorker extends EventTarget {
  /** @type {Worker | null} */
  #worker = null;
  #started = false;
  #ready = false;
  #timer = 0;
  #next = 0;
  #waiting = new Map();
  /** @type {{checker: string, request: string, answer: Promise<Reply> | null}} */
  #ahead = NOTHING;

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
    this.#timer = setTimeout(() => this.#fail("time limit"), TIME_LIMIT);
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
   * Ask Python; a question asked before it is ready waits.
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
   * @returns {Promise<Reply | null>} null for a failure, of which whoever asks is told
   */
  askAhead(checker, request) {
    const text = JSON.stringify(request);
    this.#ahead = { checker, request: text, answer: this.#send(checker, text) };
    return this.#ahead.answer.catch(() => null);
  }

  /** @returns {Promise<Reply>} */
  #send(checker, request) {
    const message = { id: this.#next++, checker, request };
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { message, resolve, reject });
      if (this.#ready) this.#worker.postMessage(message);
    });
  }

  /** Forget the failed worker, and what it said; questions that wait are asked again. */
  restart() {
    this.#worker = null;
    this.#ahead = NOTHING;
    this.#started = false;
    this.start();
  }

  #receive(data) {
    if (data.type === "ready") this.#becomeReady();
    else if (data.type === "failed") this.#fail(data.message);
    else this.#settle(data);
  }

  #becomeReady() {
    clearTimeout(this.#timer);
    this.#ready = true;
    performance.mark("selfcheck:ready");
    document.dispatchEvent(new CustomEvent("selfcheck:ready"));
    for (const { message } of this.#waiting.values()) this.#worker.postMessage(message);
    this.dispatchEvent(new Event("ready"));
  }

  #settle({ id, response, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    const answer = error ? { error } : JSON.parse(response);
    if (answer.error) {
      this.#fail(answer.error);
      reject(new Error(answer.error));
    } else {
      resolve(answer);
    }
    this.#waiting.delete(id);
  }

  /** As long as nothing is asked, a failure takes no form from a reader: their answer starts anew. */
  #fail(message) {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#ready = false;
    console.error(`selfcheck: ${message}`);
    this.#started = this.#waiting.size > 0;
    if (this.#started) this.dispatchEvent(new Event("failed"));
  }
}
