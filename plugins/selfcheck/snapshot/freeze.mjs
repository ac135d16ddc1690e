// Starts Python under Node, brings it to the point where it waits for a question, and saves its
// memory. Pyodide's own start-up in JavaScript is left out: an answer needs nothing of it.
//
// node freeze.mjs PYODIDE LIBRARY SCRIPT.py OUT MODULES.zip <{"function", "uses", "warm"}, for the script

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

const [pyodide, library, script, out, modules] = process.argv.slice(2);
const task = readFileSync(0, "utf8");
const [major, minor] = JSON.parse(readFileSync(`${pyodide}/pyodide-lock.json`, "utf8")).info.python.split(".");

Date.now = performance.now = () => 0; // the same snapshot every time: no clock, and no chance below
process.env.TZ = "UTC"; // nor the machine's time zone
// On iOS Pyodide calls through JavaScript, which is right in every browser.
Object.defineProperty(globalThis, "navigator", { value: { userAgent: "iPhone" } });
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = pyodide;

const wasm = new WebAssembly.Module(readFileSync(`${pyodide}/pyodide.asm.wasm`));
const own = "/wheels/modules.zip";
let full = false;
let globals, given, exports;

const python = await (await moduleMaker())({
  API: { config: { jsglobals: globalThis }, runtimeEnv: { IN_NODE: true } },
  arguments: ["-S", "-OO", "-X", "no_debug_ranges"],
  thisProgram: "python", // else the snapshot would tell a path of this machine
  locateFile: (path) => path,
  instantiateWasm,
  preRun: [layFiles],
});

run(`import sys; sys.argv = ["", ${JSON.stringify(task)}]`);
run(readFileSync(script, "utf8"));
const answer = addressOf("answer");
const used = exports.sbrk(0);
emptyFreeMemory();
const table = owned("__indirect_function_table");
const values = Object.fromEntries(globals.map(([name, global]) => [name, global.value]));
const state = { answer, used, table: table.length, globals: values };
const memory = python.HEAPU8.slice();
memory.fill(0, exports.emscripten_stack_get_end(), owned("__stack_pointer").value); // left by calls
writeFileSync(`${out}/memory.bin`, memory);
writeFileSync(`${out}/state.json`, JSON.stringify(state));

/** A module since 314; before, a script that makes it known. */
async function moduleMaker() {
  const glue = `${pyodide}/pyodide.asm.mjs`;
  if (existsSync(glue)) return (await import(pathToFileURL(glue).href)).default;
  runInThisContext(readFileSync(`${pyodide}/pyodide.asm.js`, "utf8"));
  return globalThis._createPyodideModule;
}

function instantiateWasm(imports, succeed) {
  const resize = imports.env.emscripten_resize_heap;
  imports.env.emscripten_resize_heap = (size) => (full ? 0 : resize(size));
  imports.env._PyEM_InitTrampoline_js = () => {}; // calls through JavaScript: right in every browser
  imports.wasi_snapshot_preview1.random_get = (place, size) => {
    new Uint8Array(owned("memory").buffer, place, size).fill(0);
    return 0;
  };
  imports.sentinel = { create_sentinel: () => null, is_sentinel: () => false };
  given = imports.env;
  globals = WebAssembly.Module.imports(wasm)
    .filter(({ kind }) => kind === "global")
    .map(({ module, name }) => [name, imports[module][name]]);
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

/** What was freed still holds old bytes: take all of it, zeroed, and give it back. */
function emptyFreeMemory() {
  full = true;
  const blocks = [];
  for (let size = 1 << 22; size >= 8; size >>= 1) {
    for (let block; (block = exports.malloc(size)); blocks.push(block)) {
      python.HEAPU8.fill(0, block, block + size);
    }
  }
  blocks.forEach(exports.free);
}
