/**
 * A started Python as one WebAssembly module: its memory is the module's data. It has the functions
 * and the memory that answers need; whatever else is called or read traps. Then the snapshot is of
 * no more use, and another Python must be asked.
 */

/**
 * @typedef {Record<string, Function> & {memory: WebAssembly.Memory, table: WebAssembly.Table,
 *   answer: WebAssembly.Global}} Exports
 */

/**
 * @param {BufferSource} snapshot
 * @returns {Promise<{ask: (question: string) => string, exports: Exports}>}
 */
export async function restore(snapshot) {
  const functions = []; // what the table holds, looked up once
  const provided = {
    _PyEM_TrampolineCall_JS: (index, ...args) =>
      (functions[index] ??= exports.table.get(index))(...args),
    _Py_CheckEmscriptenSignals_Helper: () => 0,
    emscripten_resize_heap: (size) => grow(exports.memory, size),
  };
  const { instance } = await WebAssembly.instantiate(snapshot, { env: provided });
  const exports = /** @type {Exports} */ (instance.exports);
  return { ask: answering(exports), exports };
}

/**
 * @param {Exports} python
 * @returns {(question: string) => string}
 */
export function answering(python) {
  return untilItFails((question) => ask(python, question));
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

/** What is read here was written as a whole just before: `copy` looks whether all of it is there. */
function fromPython(python, string) {
  const place = python.malloc(4);
  const from = python.PyUnicode_AsUTF8AndSize(string, place);
  const size = new DataView(python.memory.buffer).getUint32(place, true);
  const copied = python.malloc(size);
  python.copy(copied, from, size);
  const text = new TextDecoder().decode(new Uint8Array(python.memory.buffer, copied, size));
  python.free(copied);
  python.free(place);
  return text;
}
