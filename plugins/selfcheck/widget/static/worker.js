/**
 * The worker in which Python runs. It decides nothing: it starts Python and passes JSON through.
 *
 * Out: {here: true} once it can be spoken to
 * In:  {way, files, paths, …}: how Python starts    Out: {ready: true}
 * In:  {question}                                   Out: {response}
 *
 * Whatever fails it tells as {failed: message}: then it is of no more use.
 */

import { restore } from "./restore.js";

/** @typedef {(question: string) => string} Python the question: a checker's import path, and a request below it */

/** @typedef {import("./messages.js").How & {files: import("./messages.js").Files, paths: string[]}} Start */

/** @type {Record<string, (given: Start) => Promise<Python>>} */
const WAYS = {
  async snapshot({ files: [[, bytes]] }) {
    return (await restore(bytes)).ask;
  },
  async pyodide(given) {
    const { start } = await import("./pyodide.js"); // not fetched before it is needed
    return start(given);
  },
};

/** @type {Python} */
let ask;

async function follow(data) {
  if ("question" in data) return { response: ask(data.question) };
  ask = await WAYS[data.way](data);
  return { ready: true };
}

self.onmessage = async ({ data }) => {
  const word = await follow(data).catch((error) => ({ failed: String(error) }));
  self.postMessage(word);
};

self.postMessage({ here: true });
