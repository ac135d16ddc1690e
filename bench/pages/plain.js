/** loadPyodide as its documentation shows it, in a worker, with the real lower-back checker. */
import { answers, tell } from "/pages/report-verdict.js";

const started = performance.now();
const worker = new Worker("/pages/plain-worker.js", { type: "module" });
worker.onmessage = ({ data }) => tell(JSON.parse(data).verdict.outcome, started);
worker.postMessage(JSON.stringify({ answers: answers(), page: null }));
