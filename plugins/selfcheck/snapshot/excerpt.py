"""Of an interpreter what answers need, as a module of its own with a memory to start from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from . import guards, wasm
from .guards import Helper
from .instructions import changed, with_variable
from .interpreter import Interpreter
from .state import State
from .wasm import Reader, number

DOORS = (
    "malloc", "free", "PyUnicode_FromStringAndSize", "PyUnicode_AsUTF8AndSize", "PyObject_CallOneArg",
    "Py_DecRef",
)  # fmt: skip
"""What the browser calls of CPython."""

PROVIDED = {
    "_PyEM_TrampolineCall_JS",
    "_Py_CheckEmscriptenSignals_Helper",
    "emscripten_resize_heap",
}
"""What CPython calls of the browser: see restore.js."""

HOT = "_PyEval_EvalFrameDefault"
"""Python's own loop has more than half of all loads: there each looks without a call."""

LARGEST = 65536
"""The pages that a memory may grow to."""

ZEROS = re.compile(rb"\0{64,}")
"""A run of zeros that is cheaper left out: memory starts as zeros."""


class Numbering(dict[Any, int]):
    """Things by the order in which they are first asked for."""

    def __missing__(self, thing: object) -> int:
        self[thing] = len(self)
        return self[thing]


class Excerpt:
    """The functions that were called, with new indices: a call of any other traps. Ours follow them, one
    that looks at the map, one that copies, and one for each kind of load."""

    def __init__(self, interpreter: Interpreter, called: set[int], state: State) -> None:
        self._whole, self._state = interpreter, state
        self._types, self._globals, self._loads = Numbering(), Numbering(), Numbering()
        provided = [at for at, it in enumerate(interpreter.imports) if it.name in PROVIDED]
        self._imports = [interpreter.imports[at] for at in provided]
        self._own = sorted(called)
        self._index = {old: new for new, old in enumerate([*provided, *self._own])}
        self._look = len(self._index)
        self._copy = self._look + 1

    def marking(self) -> bytes:
        """With the whole memory: it marks on the map what is read."""
        return self._module(guards.mark(self._state.map), self._state.memory)

    def trapping(self, memory: bytes) -> bytes:
        """With this memory: it traps at what is marked as missing on the map."""
        return self._module(guards.trap(self._state.map), memory)

    def _module(self, act: bytes, memory: bytes) -> bytes:
        code = [wasm.sized(self._body(old, act)) for old in self._own]
        helpers = self._helpers(act)
        functions = [self._whole.type_of[at] for at in self._index] + [it.type for it in helpers]
        types = [number(self._types[kind]) for kind in functions]
        own = len(self._imports)
        globals = [self._state.globals[old] for old in self._globals]
        globals += [self._state.answer, self._state.map]
        parts = {
            wasm.TYPE: list(self._types),
            wasm.IMPORT: list(map(wasm.imported, self._imports, types[:own])),
            wasm.FUNCTION: types[own:],
            wasm.TABLE: [b"\x70\0" + number(self._state.table)],
            wasm.MEMORY: [b"\1" + number(len(memory) // wasm.PAGE) + number(LARGEST)],
            wasm.GLOBAL: [b"\x7f\1" + wasm.constant(value) for value in globals],
            wasm.EXPORT: list(self._exports()),
            wasm.ELEMENT: list(self._elements()),
            wasm.CODE: code + [wasm.sized(it.body) for it in helpers],
            wasm.DATA: list(filling(memory)),
        }
        return wasm.module((kind, wasm.vector(entries)) for kind, entries in parts.items())

    def _body(self, old: int, act: bytes) -> bytes:
        body = self._whole.bodies[old]
        if old != self._whole.exported[HOT]:
            return changed(body, self._change)
        parameters = Reader(self._whole.type_of[old][1:]).number()
        body, variable = with_variable(body, parameters)

        def change(group: str, code: bytes) -> bytes:
            inline = group == "load"
            return (
                guards.load(code, act, self._look, variable)
                if inline
                else self._change(group, code)
            )

        return changed(body, change)

    def _change(self, group: str, code: bytes) -> bytes:
        """An instruction with the new index of what it names, and a helper's call for what reads."""
        named = Reader(code[1:]).number()
        match group:
            case "call" if named in self._index:
                return b"\x10" + number(self._index[named])
            case "call":
                return guards.UNREACHABLE
            case "type":
                return b"\x11" + number(self._types[self._whole.types[named]]) + b"\0"
            case "global":
                return code[:1] + number(self._globals[named])
            case "load":
                return b"\x10" + number(self._copy + 1 + self._loads[code])
        return b"\x10" + number(self._copy)

    def _helpers(self, act: bytes) -> list[Helper]:
        """By their indices, which follow those of the functions."""
        loads = [guards.loading(code, act, self._look) for code in self._loads]
        return [guards.look(act), guards.copy(self._look), *loads]

    def _exports(self) -> Iterator[bytes]:
        for name in DOORS:
            yield wasm.exported(name, wasm.A_FUNCTION, self._index[self._whole.exported[name]])
        yield wasm.exported("copy", wasm.A_FUNCTION, self._copy)
        yield wasm.exported("table", wasm.A_TABLE, 0)
        yield wasm.exported("memory", wasm.A_MEMORY, 0)
        yield wasm.exported("answer", wasm.A_GLOBAL, len(self._globals))
        yield wasm.exported("map", wasm.A_GLOBAL, len(self._globals) + 1)

    def _elements(self) -> Iterator[bytes]:
        """The table's entries: a segment for each run of functions that were kept."""
        run: list[bytes] = []
        table = self._whole.table(self._state.globals)
        for place in range(self._state.table + 1):
            if (old := table.get(place)) in self._index:
                run.append(number(self._index[old]))
            elif run:
                yield wasm.segment(place - len(run), wasm.vector(run))
                run = []


def filling(memory: bytes) -> Iterator[bytes]:
    """The data segments that make an empty memory this one."""
    runs = [(run.start(), run.end()) for run in ZEROS.finditer(memory)]
    starts = [0, *(end for _, end in runs)]
    ends = [*(start for start, _ in runs), len(memory)]
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            yield wasm.segment(start, wasm.sized(memory[start:end]))
