/** Where the worker and its files come from: the site. */

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

/**
 * @param {string} address
 * @param {RequestInit} [how]
 * @returns {Promise<Response>}
 */
export const file = (address, how) => fetch(address, how);
