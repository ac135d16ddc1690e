"""Pyodide's interpreter as a module of its own, with a memory to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from . import wasm
from .instructions import is_plain

DOORS = {
    "malloc",
    "free",
    "PyUnicode_FromStringAndSize",
    "PyUnicode_AsUTF8AndSize",
    "PyObject_CallOneArg",
    "Py_DecRef",
}
"""What the browser calls of CPython."""

LISTENER = "proc_exit"
"""An import that takes a number and that Python, while it lives, never calls."""

LARGEST = wasm.number(65536)
"""The pages that a memory may grow to."""

I32 = b"\x7f\0"
FUNCREF = b"\x70\0"
"""The types of a global that never changes, and of a table without a largest size."""


@dataclass(frozen=True)
class Interpreter:
    """The sections of ``pyodide.asm.wasm``, and its functions.

    Up to 0.29 the module is given its memory, table, stack and tags; since 314 it has its own."""

    sections: Mapping[int, bytes]
    functions: list[bytes]

    @classmethod
    def read(cls, module: bytes) -> Self:
        whole = cls(sections := wasm.sections(module), list(wasm.bodies(sections[wasm.CODE])))
        if wasm.START in sections:
            start = wasm.Reader(sections[wasm.START]).number() - len(whole._imports(wasm.FUNCTION))
            whole.functions[start] = wasm.not_clearing(whole.functions[start])
        return whole

    def announcing(self) -> Self:
        """Each function first says its number to ``LISTENER``."""
        listener = [item.name for item in self._imports(wasm.FUNCTION)].index(LISTENER)
        told = [wasm.announcing(body, index, listener) for index, body in enumerate(self.functions)]
        return replace(self, functions=told)

    def trapping(self, called: set[int]) -> Self:
        """Only the called functions still do anything."""
        kept = [body if index in called else wasm.TRAP for index, body in enumerate(self.functions)]
        return replace(self, functions=kept)

    def frozen(self, memory: bytes, state: Mapping[str, Any]) -> bytes:
        """A module that imports nothing but functions and starts with this memory.

        ``state``: ``globals``, the value of each imported one; ``table``, the size of the table of
        functions; ``answer``, the address of the Python function to call.
        """
        fixed = [
            item.type + wasm.constant(state["globals"][item.name])
            for item in self._imports(wasm.A_GLOBAL)
        ]
        pages = b"\1" + wasm.number(len(memory) // wasm.PAGE) + LARGEST
        table = FUNCREF + wasm.number(state["table"])
        data = wasm.filling(memory)
        own = self.sections
        at = state["globals"].get("__table_base")
        changed = {
            wasm.IMPORT: wasm.vector([wasm.imported(i) for i in self._imports(wasm.FUNCTION)]),
            wasm.MEMORY: wasm.vector([pages]),
            wasm.GLOBAL: wasm.appended(
                own[wasm.GLOBAL], fixed, [I32 + wasm.constant(state["answer"])]
            ),
            wasm.EXPORT: wasm.vector(self._exports(len(fixed))),
            wasm.ELEMENT: own[wasm.ELEMENT] if at is None else wasm.placed(own[wasm.ELEMENT], at),
            wasm.CODE: wasm.vector([wasm.sized(body) for body in self.functions]),
            wasm.DATA: wasm.vector(data),
            wasm.DATA_COUNT: wasm.number(len(data)),
        }
        return wasm.module({**own, **changed, **self._declared(table)})

    def _declared(self, table: bytes) -> dict[int, bytes]:
        """The sections of types, tables and tags: ``table``, and what the functions left in use.

        Plain ones use no other table, no tag, and no type but of numbers; a browser that does not
        know these would refuse the whole module. The simplest type stands in place of the others,
        whose functions trap, or are imports that nothing calls."""
        if self._is_plain:
            types = [kind if wasm.of_numbers(kind) else wasm.NOTHING for kind in self._types]
            return {wasm.TYPE: wasm.vector(types), wasm.TABLE: wasm.vector([table])}
        own = list(wasm.tables(self.sections[wasm.TABLE]))
        others = own if self._imports(wasm.A_TABLE) else own[1:]
        tags = [item.type for item in self._imports(wasm.A_TAG)]
        told = {wasm.TAG: wasm.vector(tags)} if tags else {}
        return {wasm.TABLE: wasm.vector([table, *others])} | told

    @cached_property
    def _is_plain(self) -> bool:
        types = [wasm.of_numbers(kind) for kind in self._types]
        imported = [types[wasm.Reader(item.type).number()] for item in self._imports(wasm.FUNCTION)]
        own = [types[index] for index in wasm.indices(self.sections[wasm.OF_FUNCTIONS])]
        return all(
            of_numbers and is_plain(body, imported + own, types)
            for body, of_numbers in zip(self.functions, own, strict=True)
            if body != wasm.TRAP
        )

    @cached_property
    def _types(self) -> list[bytes]:
        return list(wasm.types(self.sections[wasm.TYPE]))

    def _exports(self, imported_globals: int) -> list[bytes]:
        answer = imported_globals + wasm.Reader(self.sections[wasm.GLOBAL]).number()
        doors = [
            wasm.exported(*export)
            for export in wasm.exports(self.sections[wasm.EXPORT])
            if export[0] in DOORS
        ]
        return [
            *doors,
            wasm.exported("table", wasm.A_TABLE, 0),
            wasm.exported("memory", wasm.A_MEMORY, 0),
            wasm.exported("answer", wasm.A_GLOBAL, answer),
        ]

    def _imports(self, kind: int) -> list[wasm.Import]:
        return [item for item in self._all_imports if item.kind == kind]

    @cached_property
    def _all_imports(self) -> list[wasm.Import]:
        return list(wasm.imports(self.sections[wasm.IMPORT]))
