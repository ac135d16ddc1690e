/** Pyodide in full, by its documented options: slower than the snapshot, and always right. */

import { arrive, verify } from "./arrival.js";
import { importScript } from "./import-script.js";

const python = "from checker.bridge import answer, load; answer";

/**
 * @param {import("./python-worker.js").Files} files
 * @param {(bytes: number) => void} count told of each piece that arrives
 * @returns {Promise<import("./worker.js").Python>}
 */
export async function start({ runtime, glue, abi, checkers, hashes }, count) {
  const files = await verified(hashes, count);
  self.fetch = async (address) => response(files, String(address)); // Pyodide's own requests
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    importScript(`${runtime}pyodide.mjs`),
    importScript(glue), // loadPyodide would ask for it only later
  ]);
  const pyodide = await loadPyodide({
    indexURL: runtime,
    stdLibURL: `${runtime}library.zip`,
    createPyodideModule, // since 314; before, the script itself makes it known
    lockFileContents: { info: { abi_version: abi }, packages: {} }, // no package is ever loaded
  });
  const checks = Object.values(checkers);
  for (const { bundle } of checks) pyodide.unpackArchive(files.get(bundle).buffer, "wheel");
  const answer = pyodide.runPython(python);
  for (const { path } of checks) pyodide.globals.get("load")(path); // what cannot start says so now
  return answer;
}

/** @returns {Promise<Map<string, Uint8Array<ArrayBuffer>>>} every file that is needed, by its address */
async function verified(hashes, count) {
  const one = async ([address, integrity]) => {
    const bytes = await arrive(address, count);
    await verify(bytes, address, integrity);
    return /** @type {const} */ ([address, bytes]);
  };
  return new Map(await Promise.all(Object.entries(hashes).map(one)));
}

/** Whatever type a host gives a file. What the build does not know is refused. */
function response(files, address) {
  const bytes = files.get(address);
  if (!bytes) throw new TypeError(`${address}: not a file of this build`);
  const type = address.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(bytes, { headers: { "content-type": type } });
}
