/** In place of static/import-script.js: Pyodide's scripts are in the bundle. */

/** @param {string} address */
export function importScript(address) {
  return address.includes(".asm.") ? import("./pyodide.asm.js") : import("./pyodide.mjs");
}

/** By this Pyodide tells a worker that can import modules. */
self.importScripts = () => {
  throw new TypeError("everything is in this script");
};
