/** In place of static/start-worker.js: the worker and its files come from the page itself. */

import { trustedScript } from "./trusted-types.js";
import { unpack } from "./unpack.js";

export function canStart() {
  return "Worker" in globalThis && "WebAssembly" in globalThis && "DecompressionStream" in globalThis;
}

/** @returns {Promise<Worker>} */
export async function startWorker() {
  const script = await new Response(brought("worker.js"), { headers: { "content-type": "text/javascript" } }).blob();
  return new Worker(trustedScript(URL.createObjectURL(script)));
}

/**
 * @param {string} address
 * @returns {Promise<Response>}
 */
export async function file(address) {
  return new Response(brought(address.split("/").at(-1)));
}

const brought = (name) => unpack(globalThis.selfcheckFiles[name]);
