/** Let the service worker keep the check, and tell the reader once it works without a network. */

import { trustedScript } from "./trusted-types.js";

/**
 * @param {HTMLElement} section
 * @param {import("./python-worker.js").PythonWorker} engine
 */
export function keepOffline(section, engine) {
  const { serviceWorker, connection } = navigator;
  const address = section.dataset.serviceWorker;
  if (!address || !serviceWorker) return;
  const register = async () => serviceWorker.register(trustedScript(address));
  if (!connection?.saveData) register().catch(() => {}); // refused: no offline use, all else works
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data === "kept") tell(section);
  });
  const keep = async () => {
    await register().catch(() => {});
    (await serviceWorker.ready).active.postMessage("keep");
  };
  if (engine.ready) keep(); // it may be quicker than this script
  else engine.addEventListener("ready", keep);
}

function tell(section) {
  const line = section.querySelector(".selfcheck-offline");
  line.textContent = line.dataset.text;
}
