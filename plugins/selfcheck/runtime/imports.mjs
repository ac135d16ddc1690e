// Starts Pyodide in full under Node, as the browser does when it has no image, and prints what
// the Python script in it makes of what is given on standard input.
//
// node imports.mjs RUNTIME SCRIPT.py BUNDLE <[module, …]

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [runtime, script, bundle] = process.argv.slice(2);
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = runtime;
const { loadPyodide } = await import(pathToFileURL(`${runtime}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: runtime });
python.unpackArchive(new Uint8Array(readFileSync(bundle)), "wheel"); // this imports too
python.globals.set("given", readFileSync(0, "utf8"));
console.log(python.runPython(readFileSync(script, "utf8")));
