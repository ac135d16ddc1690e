/** The widget's own engine with the real lower-back checker, all its questions and rules. */
import { answers, tell } from "/pages/report-verdict.js";

const section = document.querySelector(".selfcheck");
const { PythonWorker, configOf } = await import(new URL("python-worker.js", new URL(section.dataset.worker, document.baseURI)));
const engine = new PythonWorker(configOf([section]));
const started = performance.now();
engine.start();
const { verdict } = await engine.ask("lower-back", { answers: answers(), page: null });
tell(verdict.outcome, started);
