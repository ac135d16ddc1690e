// Runs a Python script in a whole Pyodide under Node, as the browser starts it when it has no snapshot.
//
// node inside.mjs PYODIDE SCRIPT.py <{"folders": {place inside: folder outside}, "given": …}

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [pyodide, script] = process.argv.slice(2);
const { folders, given } = JSON.parse(readFileSync(0, "utf8"));
globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = pyodide;
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: pyodide, args: ["-X", "no_debug_ranges"] });
for (const [place, folder] of Object.entries(folders)) python.mountNodeFS(place, folder);
python.globals.set("given", JSON.stringify(given));
try {
  python.runPython(readFileSync(script, "utf8"));
} catch (error) {
  console.error(lastLine(error));
  process.exit(1);
}

/** What Python says of an exception, without the way there and Pyodide's own advice. */
function lastLine({ message, type = "" }) {
  const lines = message.trim().split("\n");
  return lines.findLast((line) => type && line.includes(`${type}:`)) ?? lines.at(-1);
}
