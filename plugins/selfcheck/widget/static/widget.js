/** The widget comes alive: whole, or not at all. */

import { PythonWorker, configOf } from "./python-worker.js";
import { Questionnaire } from "./questionnaire.js";

const EXTRAS = ["offline.js", "option-search.js", "picture.js"]; // they make a check better, and may be missing

/** @type {NodeListOf<HTMLLinkElement>} */
const links = document.querySelectorAll('link[rel="modulepreload"][integrity]');
const needed = [...links].filter(({ href }) => !EXTRAS.some((name) => href.endsWith(`/${name}`)));

/** Not every browser holds a module against the hash in its link: a damaged one must not come alive. */
function verified({ href, integrity }) {
  return fetch(href, { integrity, cache: "force-cache" });
}

const tell = (error) => console.error("selfcheck:", error);

function begin() {
  const sections = [...document.querySelectorAll(".selfcheck")];
  const engine = new PythonWorker(configOf(sections));
  const checks = sections.map((section) => new Questionnaire(section, engine));
  onReturn((away) => checks.forEach((check) => check.comeBack(away)));
  import("./offline.js").then(({ keepOffline }) => keepOffline(sections, engine), tell);
  import("./option-search.js").then(({ makeSearchable }) => {
    for (const box of document.querySelectorAll(".selfcheck-search")) makeSearchable(box.closest("fieldset"));
  }, tell);
  import("./picture.js").then(({ makePicture }) => {
    for (const picture of document.querySelectorAll(".selfcheck-picture")) makePicture(picture.closest("fieldset"));
  }, tell);
}

/** @param {(away: number) => void} comeBack told of the milliseconds after which the page is back as it was */
function onReturn(comeBack) {
  let left = 0;
  addEventListener("pagehide", () => (left = Date.now()));
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) setTimeout(comeBack, 0, Date.now() - left); // WebKit empties controls after this event
  });
}

Promise.all(needed.map(verified)).then(begin).catch(tell);
