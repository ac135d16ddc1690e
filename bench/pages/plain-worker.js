import { loadPyodide } from "/pyodide/pyodide.mjs";

async function start() {
  const pyodide = await loadPyodide();
  const response = await fetch("/checker.zip");
  pyodide.unpackArchive(await response.arrayBuffer(), "zip");
  return pyodide.runPython(`
from checker import bridge
checker = bridge.load("checker.lower_back:CHECKER")
lambda request: bridge.respond(checker, request)
`);
}

const python = start();
self.onmessage = async ({ data }) => self.postMessage((await python)(data));
