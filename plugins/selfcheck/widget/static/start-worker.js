/** Where the worker comes from: the site. */

import { trustedScript } from "./trusted-types.js";

/** Whether this browser has what a worker needs, as far as can be told before. */
export function canStart() {
  return "Worker" in globalThis && "WebAssembly" in globalThis;
}

/**
 * @param {string} address
 * @returns {Promise<Worker>}
 */
export async function startWorker(address) {
  return new Worker(trustedScript(address), { type: "module" });
}
