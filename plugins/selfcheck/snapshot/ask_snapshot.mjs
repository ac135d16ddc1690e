// Restores a snapshot as the browser does and asks it: a test of the snapshot, and, when its
// functions announce themselves, the list of those that an answer needs.
//
// node ask_snapshot.mjs SNAPSHOT.wasm <[question, …] >{"answers": […], "called": […]}

import { readFileSync, writeSync } from "node:fs";

import { restore } from "./restore.js";

const called = new Set();
const { ask, exports } = await restore(readFileSync(process.argv[2]), { proc_exit: (id) => called.add(id) });
exports.free(exports.malloc(exports.memory.buffer.byteLength)); // so that the heap has grown once
const answers = JSON.parse(readFileSync(0, "utf8")).map(ask);
const text = JSON.stringify({ answers, called: [...called].sort((a, b) => a - b) });
for (let done = 0; done < text.length; done += 4096) writeSync(1, text.slice(done, done + 4096));
