// Starts Python under Node, brings it to the point where it waits for a question, and saves its
// memory; then asks it a sample, and saves which functions that calls. Pyodide's own start-up in
// JavaScript is left out: an answer needs nothing of it.
//
// node freeze.mjs PYODIDE LIBRARY MODULES.zip SCRIPT.py FOLDER <{"sample", "blocks", …}, the rest for the script
//
// FOLDER holds announcing.wasm, Pyodide's module whose functions say their index when they are called.
// It gets memory.bin and state.json.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

import { answering } from "./restore.js";

const [pyodide, library, modules, script, folder] = process.argv.slice(2);
const { sample, blocks, ...task } = JSON.parse(readFileSync(0, "utf8"));
const [major, minor] = JSON.parse(readFileSync(`${pyodide}/pyodide-lock.json`, "utf8")).info.python.split(".");

Date.now = performance.now = () => 0; // the same snapshot every time: no clock, and no chance below
process.env.TZ = "UTC"; // nor the machine's time zone
// On iOS Pyodide calls through JavaScript, which is right in every browser.
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "iPhone" } });
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = pyodide;

const wasm = new WebAssembly.Module(readFileSync(`${folder}/announcing.wasm`));
const own = "/wheels/modules.zip";
const called = new Set();
let given, exports;

const python = await (await moduleMaker())({
  API: { config: { jsglobals: globalThis }, runtimeEnv: { IN_NODE: true } },
  arguments: ["-S", "-OO", "-X", "no_debug_ranges"],
  thisProgram: "python", // else the snapshot would tell a path of this machine
  locateFile: (path) => path,
  instantiateWasm,
  preRun: [layFiles],
});

run(`import sys; sys.argv = ["", ${JSON.stringify(JSON.stringify(task))}]`);
run(readFileSync(script, "utf8"));
python._PyType_ClearCache(); // an address, which is chance, chooses a place in it, and whose name is read there
const answer = addressOf("answer");
const map = exports.calloc(blocks, 1);
const used = exports.sbrk(0);
takeHoles();
const memory = python.HEAPU8.slice();
memory.fill(0, exports.emscripten_stack_get_end(), owned("__stack_pointer").value); // left by calls
writeFileSync(`${folder}/memory.bin`, memory);

const globals = Object.keys(exports).filter((name) => /^global \d+$/.test(name));
const state = {
  globals: globals.map((name) => exports[name].value),
  table: owned("__indirect_function_table").length,
  ...{ answer, map, used },
};
called.clear();
const ask = answering({ ...exports, memory: owned("memory"), answer: { value: answer }, copy });
exports.free(exports.malloc(memory.length)); // so that the heap has grown once
sample.forEach(ask);
writeFileSync(`${folder}/state.json`, JSON.stringify({ ...state, called: [...called] }));

/** A module since 314; before, a script that makes it known. */
async function moduleMaker() {
  const glue = `${pyodide}/pyodide.asm.mjs`;
  if (existsSync(glue)) return (await import(pathToFileURL(glue).href)).default;
  runInThisContext(readFileSync(`${pyodide}/pyodide.asm.js`, "utf8"));
  return globalThis._createPyodideModule;
}

function instantiateWasm(imports, succeed) {
  imports.env._PyEM_InitTrampoline_js = () => {}; // calls through JavaScript: right in every browser
  imports.wasi_snapshot_preview1.proc_exit = (index) => called.add(index);
  imports.wasi_snapshot_preview1.random_get = (place, size) => {
    new Uint8Array(owned("memory").buffer, place, size).fill(0);
    return 0;
  };
  imports.sentinel = { create_sentinel: () => null, is_sentinel: () => false };
  given = imports.env;
  const instance = new WebAssembly.Instance(wasm, imports);
  exports = instance.exports;
  succeed(instance, wasm);
  return {};
}

/** Since 314 the module has them itself; before, it was given them. */
function owned(name) {
  return exports[name] ?? given[name];
}

function layFiles({ FS, ENV }) {
  FS.mkdirTree(`/lib/python${major}.${minor}/site-packages`);
  FS.writeFile(`/lib/python${major}${minor}.zip`, readFileSync(library));
  FS.mkdirTree("/wheels");
  FS.writeFile(own, readFileSync(modules));
  Object.assign(ENV, { PYTHON_COLORS: "0", HOME: "/", LANG: "C.UTF-8", PYTHONHASHSEED: "0", PYTHONPATH: own });
}

function run(source) {
  const text = python.stringToNewUTF8(source);
  const failed = python._PyRun_SimpleString(text);
  exports.free(text);
  if (failed) throw new Error("Python stopped: see above");
}

function addressOf(name) {
  const main = python._PyModule_GetDict(python._PyImport_AddModule(python.stringToNewUTF8("__main__")));
  return python._PyDict_GetItemString(main, python.stringToNewUTF8(name));
}

/**
 * What was freed is emptied and never given back: all that is allocated later lies above `used`, in
 * memory that nobody has to send, and no answer depends on where there is a hole.
 */
function takeHoles() {
  for (let size = 1 << 22; size >= 8; size >>= 1) {
    let block = exports.malloc(size);
    for (; block + size <= used; block = exports.malloc(size)) python.HEAPU8.fill(0, block, block + size);
    exports.free(block);
  }
}

function copy(to, from, size) {
  python.HEAPU8.copyWithin(to, from, from + size);
}
