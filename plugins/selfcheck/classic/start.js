/** In place of static/start.js: the worker and its files come from the page itself. */

import { trustedScript } from "./trusted.js";

/** @returns {Promise<Worker>} */
export async function startWorker() {
  const packed = Object.entries(globalThis.selfcheckFiles);
  const files = Object.fromEntries(await Promise.all(packed.map(async ([name, text]) => [name, await unpack(text)])));
  const script = new Blob([files["worker.js"]], { type: "text/javascript" });
  const worker = new Worker(trustedScript(URL.createObjectURL(script)));
  worker.postMessage({ type: "files", files }, Object.values(files));
  return worker;
}

/** @param {string} text gzip in base64 */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
