/** The page's one Python: started on interest, shared by every check, asked until one of its ways answers. */

import { arrive } from "./arrival.js";
import { answered, spokenTo, startPython } from "./messages.js";

/**
 * @typedef {object} Config what the page says of its Python; all addresses are absolute
 * @property {string} worker
 * @property {Step[]} steps ways to start it: when one fails, the next is asked the same
 * @property {Record<string, string>} paths of the checkers, by name
 * @property {Record<string, Known[]>} known by path: outcomes of a few requests, in the order of asking
 *
 * @typedef {import("./messages.js").How & {files: Record<string, string>, size: number}} Step
 *   its files by their hashes, and how many bytes they have together
 *
 * @typedef {[request: string, outcome: string | null]} Known
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
 * @returns {Config} as the build has written it into the first one
 */
export function configOf(sections) {
  const { worker, steps } = sections[0].dataset;
  const absolute = (url) => new URL(url, document.baseURI).href;
  const resolved = ({ files, runtime, ...step }) => ({
    ...step,
    ...(runtime && { runtime: absolute(runtime) }),
    files: Object.fromEntries(Object.entries(files).map(([url, hash]) => [absolute(url), hash])),
  });
  return {
    worker: absolute(worker),
    steps: JSON.parse(steps).map(resolved),
    paths: Object.fromEntries(sections.map(({ dataset: { selfcheck, path } }) => [selfcheck, path])),
    known: Object.fromEntries(sections.map(({ dataset: { path, known } }) => [path, JSON.parse(known)])),
  };
}

/** @returns {Promise<Reply>} */
async function replied(worker, question) {
  const reply = JSON.parse(await answered(worker, question));
  if (reply.error) throw new Error(reply.error);
  return reply;
}

/** Tells of itself by the events `ready`, `failed`, and `progress` (its detail: the share that has arrived). */
export class PythonWorker extends EventTarget {
  #ready = false;
  #step = 0;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  #proven = false; // this one has answered
  /** @type {Map<string, Known[]>} */
  #unasked = new Map(); // what this one has still to know, by the checkers' paths
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  /** @type {(value: unknown) => void} */
  #again = () => {};
  /** @type {{question: string, answer: Promise<Reply> | null}} */
  #ahead = { question: "", answer: null };

  /** @param {Config} config */
  constructor(config) {
    super();
    this.config = config;
  }

  get ready() {
    return this.#ready;
  }

  /** As long as nothing is asked, a failure takes no form from a reader: their answer starts anew. */
  start() {
    this.#rehearse().catch(() => {});
  }

  /**
   * Ask Python; a question asked before it is ready waits, and so does one that a failure befell.
   * @param {string} checker
   * @param {object} request
   * @returns {Promise<Reply>}
   */
  ask(checker, request) {
    const question = this.#question(checker, request);
    return this.#ahead.question === question ? this.#ahead.answer : this.#inTurn(question);
  }

  /**
   * Ask what will probably be asked next: an answer depends on nothing but its request.
   * @returns {Promise<Reply>}
   */
  askAhead(checker, request) {
    const question = this.#question(checker, request);
    this.#ahead = { question, answer: this.#inTurn(question) };
    return this.#ahead.answer;
  }

  /** The reader wants it: questions that wait are asked again. */
  restart() {
    this.#again(null);
  }

  #question(checker, request) {
    return `${this.config.paths[checker]}\n${JSON.stringify(request)}`;
  }

  /** @returns {Promise<Reply>} */
  #inTurn(question) {
    return this.#next(() => this.#untilAnswered(question));
  }

  /**
   * One after another: a worker is told one thing at a time.
   * @template Result
   * @param {() => Promise<Result>} act
   */
  #next(act) {
    const done = this.#last.then(act);
    this.#last = done.catch(() => {});
    return done;
  }

  /** While a reader still reads, so that no tick waits for it: all that is known, each in its turn. */
  async #rehearse() {
    await this.#started();
    for (const path of Object.values(this.config.paths)) {
      while (this.#unheld(path).length) {
        await this.#next(() => this.#throughSteps((worker) => this.#hold(worker, path)));
      }
    }
  }

  /** When no step helps the page has to say it; then the reader says when to begin again. */
  async #untilAnswered(question) {
    for (;;) {
      try {
        return await this.#throughSteps((worker) => this.#answer(worker, question));
      } catch {
        const again = new Promise((resolve) => (this.#again = resolve));
        this.dispatchEvent(new Event("failed"));
        await again;
      }
    }
  }

  /**
   * @template Result
   * @param {(worker: Worker) => Promise<Result>} act
   */
  async #throughSteps(act) {
    for (;;) {
      const worker = await this.#started();
      try {
        return await act(worker);
      } catch (error) {
        this.#worker = null;
        this.#goOn(error, worker);
      }
    }
  }

  /** @returns {Promise<Reply>} */
  async #answer(worker, question) {
    await this.#hold(worker, question.split("\n")[0]);
    const reply = await replied(worker, question);
    this.#proven = true;
    return reply;
  }

  /**
   * A Python that was damaged before it was hashed can start and answer: before each of a checker's first
   * answers is heard it is asked one thing whose outcome is known, the highest first.
   */
  async #hold(worker, path) {
    const [next, ...later] = this.#unheld(path);
    if (!next) return;
    const [request, outcome] = next;
    const { verdict } = await replied(worker, `${path}\n${request}`);
    if (verdict.outcome !== outcome) throw new Error("a wrong answer");
    this.#unasked.set(path, later);
  }

  #unheld(path) {
    return this.#unasked.get(path) ?? this.config.known[path];
  }

  #started() {
    this.#worker ??= this.#start().catch((error) => {
      this.#worker = null;
      throw error;
    });
    return this.#worker;
  }

  async #start() {
    performance.mark("selfcheck:boot");
    for (;;) {
      const { files, size, ...how } = this.config.steps[this.#step];
      const arriving = arrive(files, this.#counter(size)); // at once, beside the worker
      arriving.catch(() => {}); // it is told below
      let worker = null;
      try {
        worker = await spokenTo(this.config.worker);
        await startPython(worker, how, await arriving, Object.values(this.config.paths));
        this.#becomeReady();
        return worker;
      } catch (error) {
        this.#goOn(error, worker);
      }
    }
  }

  /** @returns {(bytes: number) => void} tells what has arrived of `size` bytes */
  #counter(size) {
    let arrived = 0;
    return (bytes) => {
      arrived += bytes;
      this.dispatchEvent(new CustomEvent("progress", { detail: Math.min(1, arrived / size) }));
    };
  }

  #becomeReady() {
    this.#ready = true;
    performance.mark("selfcheck:ready");
    document.dispatchEvent(new CustomEvent("selfcheck:ready"));
    this.dispatchEvent(new Event("ready"));
  }

  /**
   * To the next step. After the last, and where no worker starts at all, the error is raised, and the first
   * has its turn again; a worker that had answered gets a successor before.
   */
  #goOn(error, worker) {
    worker?.terminate();
    const more = worker && this.#step + 1 < this.config.steps.length;
    const again = worker && this.#proven;
    this.#step = more ? this.#step + 1 : 0;
    this.#ready = this.#proven = false;
    this.#unasked.clear();
    if (more || again) {
      console.warn(`selfcheck: ${error.message}. Starting Python in another way`);
    } else {
      console.error(`selfcheck: ${error.message}`);
      throw error;
    }
  }
}
