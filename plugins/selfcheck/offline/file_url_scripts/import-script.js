/** In place of static/import-script.js: Pyodide's scripts are in the bundle. */

/** @param {string} address */
export function importScript(address) {
  return address.includes(".asm.") ? import("./pyodide.asm.js") : import("./pyodide.mjs");
}
