/** What the page has brought along answers every fetch. */

import { unpack } from "./unpack.js";

/** @type {Record<string, string>} */
let files;

self.addEventListener("message", (event) => {
  if (event.data.type !== "files") return;
  files = event.data.files;
  event.stopImmediatePropagation();
});

self.fetch = async (address) => {
  const name = String(address).split("/").at(-1);
  if (!files[name]) throw new TypeError(`${name} was not brought along`);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(unpack(files[name]), { headers: { "content-type": type } });
};

/** By this Pyodide tells a worker that can import modules: here they are bundled. */
self.importScripts = () => {
  throw new TypeError("everything is in this script");
};
