// Starts Pyodide in full under Node, as the browser does when it has no snapshot, and prints what
// the Python script in it makes of what is given on standard input.
//
// node python_imports.mjs PYODIDE SCRIPT.py WHEEL <[module, …]

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [pyodide, script, wheel] = process.argv.slice(2);
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = pyodide;
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide });
python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel"); // this imports too
python.globals.set("given", readFileSync(0, "utf8"));
console.log(python.runPython(readFileSync(script, "utf8")));
