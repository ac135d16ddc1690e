/**
 * What the page says to its worker, and the word that is waited for then: see worker.js. One thing is said after
 * another, so a word belongs to what was said last; a worker that is late with it is ended, and never heard.
 */

import { Standstill } from "./standstill.js";
import { startWorker } from "./start-worker.js";

const SILENCE = 15; // seconds without a word
const STARTING = { snapshot: 10, pyodide: 45 }; // Pyodide hangs instead of failing where a policy forbids it

/**
 * @typedef {object} How Python starts
 * @property {"snapshot" | "pyodide"} way
 * @property {string} [runtime] of Pyodide: the folder of its files
 * @property {string} [glue] of Pyodide: the script there that instantiates the interpreter
 * @property {string} [abi] of Pyodide: what it asks to be told
 */

/** @typedef {[address: string, bytes: Uint8Array<ArrayBuffer>][]} Files as they have arrived */

/**
 * @param {string} address
 * @returns {Promise<Worker>} that can be spoken to
 */
export async function spokenTo(address) {
  const worker = await startWorker(address);
  await next(worker, SILENCE).catch((error) => {
    worker.terminate();
    throw error;
  });
  return worker;
}

/**
 * @param {Worker} worker
 * @param {How} how
 * @param {Files} files that it starts from
 * @param {string[]} paths of the checkers that will be asked
 */
export async function startPython(worker, how, files, paths) {
  const given = files.map(([, { buffer }]) => buffer);
  worker.postMessage({ ...how, files, paths }, given);
  await next(worker, STARTING[how.way]);
}

/**
 * @param {Worker} worker
 * @param {string} question
 * @returns {Promise<string>}
 */
export async function answered(worker, question) {
  worker.postMessage({ question });
  return (await next(worker, SILENCE)).response;
}

/** The worker's next word; raises when it fails, or says nothing for so many seconds. */
async function next(worker, seconds) {
  let watch;
  const word = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message || "no worker"));
    watch = new Standstill(() => reject(new Error("no word from the worker")));
    watch.moved(seconds);
  });
  return word.finally(() => watch.stop());
}
