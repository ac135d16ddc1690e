/** In place of static/start-worker.js: the worker and its files come from the page itself. */

import { trustedScript } from "./trusted-types.js";
import { unpack } from "./unpack.js";

export function canStart() {
  return "Worker" in globalThis && "WebAssembly" in globalThis && "DecompressionStream" in globalThis;
}

/** @returns {Promise<Worker>} */
export async function startWorker() {
  const { "worker.js": packed, ...files } = globalThis.selfcheckFiles;
  const script = await new Response(unpack(packed), { headers: { "content-type": "text/javascript" } }).blob();
  const worker = new Worker(trustedScript(URL.createObjectURL(script)));
  worker.postMessage({ type: "files", files }); // unpacked there, and only what is asked for
  return worker;
}
