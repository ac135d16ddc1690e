/** Shared by all pages: the answers in the form, and the moment at which the verdict is there. */

/** @returns {Record<string, string>} */
export function answers() {
  return Object.fromEntries(new FormData(document.querySelector("#five")));
}

/**
 * @param {string} outcome
 * @param {number} [started] when the worker was made, where there is one
 */
export function tell(outcome, started = 0) {
  const now = performance.now();
  document.querySelector("output").textContent = outcome;
  Object.assign(document.documentElement.dataset, { outcome, navigation: now, worker: now - started });
}

globalThis.bench = { answers: () => JSON.stringify(answers()), tell };

// For the visit without a network: everything that this page has fetched is kept.
if (new URLSearchParams(location.search).has("keep")) navigator.serviceWorker.register("/sw.js");
