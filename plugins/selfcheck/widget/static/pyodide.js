/** Pyodide in full, by its documented options: slower than a snapshot, and always right. */

import { importScript } from "./import-script.js";

const python = "from checker.bridge import answer, load; answer";

/**
 * @param {import("./worker.js").Start} given
 * @returns {Promise<import("./worker.js").Python>}
 */
export async function start({ runtime, glue, abi, paths, files }) {
  const bytes = new Map(files);
  self.fetch = async (address) => response(bytes, String(address)); // Pyodide's own requests
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    importScript(`${runtime}pyodide.mjs`),
    importScript(`${runtime}${glue}`), // loadPyodide would ask for it only later
  ]);
  const pyodide = await loadPyodide({
    indexURL: runtime,
    stdLibURL: `${runtime}library.zip`,
    createPyodideModule, // since 314; before, the script itself makes it known
    lockFileContents: { info: { abi_version: abi }, packages: {} }, // no package is ever loaded
  });
  const bundles = files.filter(([address]) => address.endsWith(".whl"));
  for (const [, bundle] of bundles) pyodide.unpackArchive(bundle.buffer, "wheel");
  const answer = pyodide.runPython(python);
  for (const path of paths) pyodide.globals.get("load")(path); // what cannot start says so now
  return answer;
}

/** Whatever type a host gives a file. What the build does not know is refused. */
function response(files, address) {
  const bytes = files.get(address);
  if (!bytes) throw new TypeError(`${address}: not a file of this build`);
  const type = address.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type } });
}
