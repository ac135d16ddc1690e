/** Pyodide in full, by its documented options: slower than the snapshot, and always right. */

import { checkAgainst, script } from "./verified-fetch.js";

const python = "from checker.bridge import answer, load; answer";

/** No package is ever loaded, so none is listed. */
const lockFileContents = { info: { abi_version: "2025_0" }, packages: {} };

/**
 * @param {{runtime: string, hashes: Record<string, string>,
 *   checkers: Record<string, {path: string, bundle: string}>}} files
 * @returns {Promise<import("./worker.js").Python>}
 */
export function start(files) {
  return Promise.race([checkAgainst(files.hashes), inFull(files)]);
}

async function inFull({ runtime, checkers }) {
  const bundles = Object.values(checkers).map(({ path, bundle }) => ({
    path,
    wheel: fetch(bundle).then((response) => response.arrayBuffer()),
  }));
  const [{ loadPyodide }] = await Promise.all([
    script(`${runtime}pyodide.mjs`),
    script(`${runtime}pyodide.asm.js`), // loadPyodide would ask for it only later
  ]);
  const pyodide = await loadPyodide({
    indexURL: runtime,
    stdLibURL: `${runtime}library.zip`,
    lockFileContents,
  });
  for (const { wheel } of bundles) pyodide.unpackArchive(await wheel, "wheel");
  const answer = pyodide.runPython(python);
  for (const { path } of bundles) pyodide.globals.get("load")(path); // what cannot start says so now
  return answer;
}
