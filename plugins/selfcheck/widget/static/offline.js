/** Let the service worker keep the check, and tell the reader while it works without a network. */

import { trustedScript } from "./trusted-types.js";

/**
 * @param {HTMLElement[]} sections
 * @param {import("./python-worker.js").PythonWorker} engine
 */
export function keepOffline(sections, engine) {
  const { serviceWorker, connection } = navigator;
  const address = sections[0].dataset.serviceWorker;
  if (!address || !serviceWorker) return;
  const register = async () => serviceWorker.register(trustedScript(address));
  const ask = async () => {
    await serviceWorker.ready; // a worker may be there and not yet have told the page
    const asked = { keep: engine.ready, later: engine.ready && !connection?.saveData };
    (await serviceWorker.getRegistration())?.active?.postMessage(asked);
  };

  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.takenBack) location.reload();
    else for (const section of sections) tell(section, data.kept);
  });
  serviceWorker.addEventListener("controllerchange", ask);
  document.addEventListener("visibilitychange", ask); // meanwhile the browser may have removed what was kept

  const keep = () => register().then(ask, () => {}); // refused: no offline use, all else works
  if (engine.ready) keep(); // Python may be quicker than this script
  else engine.addEventListener("ready", keep);
  if (!connection?.saveData) register().catch(() => {});
  ask();
}

function tell(section, kept) {
  const line = section.querySelector(".selfcheck-offline");
  const text = kept ? line.dataset.text : "";
  if (line.textContent !== text) line.textContent = text;
}
