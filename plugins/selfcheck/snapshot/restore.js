/**
 * A started Python as one WebAssembly module: its memory is the module's data, and only the
 * functions that an answer needs have a body. Whatever else is called traps: then the snapshot is
 * of no more use, and Pyodide must be started in full.
 */

/**
 * @typedef {Record<string, Function> & {memory: WebAssembly.Memory, table: WebAssembly.Table,
 *   answer: WebAssembly.Global}} Exports
 */

/**
 * @param {BufferSource} bytes of the snapshot
 * @param {Record<string, Function>} watch functions to import besides
 * @returns {Promise<{ask: (question: string) => string, exports: Exports}>}
 */
export async function restore(bytes, watch = {}) {
  const functions = []; // what the table holds, looked up once
  const provided = {
    _PyEM_TrampolineCall_JS: (index, ...args) =>
      (functions[index] ??= exports.table.get(index))(...args),
    _Py_CheckEmscriptenSignals_Helper: () => 0,
    emscripten_resize_heap: (size) => grow(exports.memory, size),
    ...watch,
  };
  const env = new Proxy(provided, { get: (own, name) => own[name] ?? missing(name) });
  const everyModule = new Proxy({}, { get: () => env });
  const { instance } = await WebAssembly.instantiate(bytes, everyModule);
  const exports = /** @type {Exports} */ (instance.exports);
  return { ask: untilItFails((question) => ask(exports, question)), exports };
}

/** What raised in the middle of something must not be asked again. */
function untilItFails(attempt) {
  let failure;
  return (question) => {
    if (failure) throw failure;
    try {
      return attempt(question);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
}

function missing(name) {
  return () => {
    throw new Error(`the snapshot has no ${String(name)}`);
  };
}

const PAGE = 65536;
const AT_ONCE = 16;

function grow(memory, size) {
  memory.grow(Math.ceil((size - memory.buffer.byteLength) / PAGE) + AT_ONCE);
  return 1;
}

/** Call the Python function that the snapshot waits in, by CPython's C API. */
function ask(python, question) {
  const asked = toPython(python, question);
  const answered = python.PyObject_CallOneArg(python.answer.value, asked);
  python.Py_DecRef(asked);
  if (!answered) throw new Error("Python raised an exception");
  const answer = fromPython(python, answered);
  python.Py_DecRef(answered);
  return answer;
}

function toPython(python, text) {
  const bytes = new TextEncoder().encode(text);
  const place = python.malloc(bytes.length);
  new Uint8Array(python.memory.buffer).set(bytes, place);
  const string = python.PyUnicode_FromStringAndSize(place, bytes.length);
  python.free(place);
  return string;
}

function fromPython(python, string) {
  const size = python.malloc(4);
  const place = python.PyUnicode_AsUTF8AndSize(string, size);
  const { buffer } = python.memory;
  const bytes = new Uint8Array(buffer, place, new DataView(buffer).getUint32(size, true));
  python.free(size);
  return new TextDecoder().decode(bytes);
}
