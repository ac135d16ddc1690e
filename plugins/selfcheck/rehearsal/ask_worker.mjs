// Plays the page for a worker of the site, which believes that a browser runs it: starts Python by what
// the page tells it first, and asks.
//
// node ask_worker.mjs WORKER.js <{"start": …, "files": {address: file}, "questions": […]} >[response, …]

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

const { process } = globalThis;
const [worker] = process.argv.slice(2);
const { start, files, questions } = JSON.parse(readFileSync(0, "utf8"));
const EXPORTED = /^export |^import /m;

let hear;
globalThis.process = undefined; // by this Pyodide tells Node
globalThis.self = globalThis;
globalThis.location = pathToFileURL(worker);
globalThis.postMessage = (word) => hear(word);
globalThis.WorkerGlobalScope = class {
  static [Symbol.hasInstance](thing) {
    return thing === globalThis;
  }
};

await heard(run);
await told({ ...start, files: Object.entries(files).map(([address, file]) => [address, bytes(file)]) });
const responses = [];
for (const question of questions) responses.push((await told({ question })).response);
const text = JSON.stringify(responses);
for (let done = 0; done < text.length; done += 4096) writeSync(1, text.slice(done, done + 4096));
process.exit(); // Pyodide keeps the process alive

function run() {
  const script = readFileSync(worker, "utf8");
  return EXPORTED.test(script) ? import(globalThis.location.href) : runInThisContext(script);
}

function told(data) {
  return heard(() => globalThis.onmessage({ data }));
}

/** The worker's next word, or its failure. */
async function heard(act) {
  const word = new Promise((resolve) => (hear = resolve));
  await act();
  const said = await word;
  if ("failed" in said) throw new Error(said.failed);
  return said;
}

function bytes(file) {
  return new Uint8Array(readFileSync(file));
}
