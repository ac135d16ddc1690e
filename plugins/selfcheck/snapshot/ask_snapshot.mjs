// Restores a snapshot as the browser does and asks it: a test of the snapshot, and, when it marks what
// it reads, the map of it. Where it fails the answer is null, and the next question gets a new instance.
//
// node ask_snapshot.mjs SNAPSHOT.wasm BLOCKS <[question, …] >{"answers": […], "failed": {question: reason}, "map": …}

import { readFileSync, writeSync } from "node:fs";

import { restore } from "./restore.js";

const [snapshot, blocks] = process.argv.slice(2);
const bytes = readFileSync(snapshot);
let python = await started();
const failed = {};
const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) answers.push(await answer(question));
const marks = Buffer.from(python.exports.memory.buffer, python.exports.map.value, Number(blocks));
const text = JSON.stringify({ answers, failed, map: marks.toString("base64") });
for (let done = 0; done < text.length; done += 4096) writeSync(1, text.slice(done, done + 4096));

async function started() {
  const { ask, exports } = await restore(bytes);
  exports.free(exports.malloc(exports.memory.buffer.byteLength)); // so that the heap has grown once
  return { ask, exports };
}

async function answer(question) {
  try {
    return python.ask(question);
  } catch (error) {
    failed[question] = String(error);
    python = await started();
    return null;
  }
}
