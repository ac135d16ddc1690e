"""Pyodide's interpreter, a WebAssembly module."""

from __future__ import annotations

from collections.abc import Sequence

from . import wasm
from .instructions import first
from .wasm import Reader

LISTENER = "proc_exit"
"""An import that takes a number and that Python, while it lives, never calls."""


class Interpreter:
    """What ``pyodide.asm.wasm`` consists of. Functions have their index: imported ones come first."""

    def __init__(self, module: bytes) -> None:
        self._sections = wasm.sections(module)
        self._content = dict(self._sections)
        imports = wasm.entries(self._content[wasm.IMPORT], wasm.read_import)
        self.imports = [item for item in imports if item.kind == wasm.A_FUNCTION]
        self._globals = sum(item.kind == wasm.A_GLOBAL for item in imports)
        self._globals += Reader(self._content[wasm.GLOBAL]).number()
        bodies = wasm.entries(self._content[wasm.CODE], Reader.sized)
        self.bodies = dict(enumerate(bodies, len(self.imports)))
        self.types = wasm.entries(self._content[wasm.TYPE], wasm.function_type)
        of_own = wasm.entries(self._content[wasm.FUNCTION], Reader.number)
        of_imports = [Reader(item.type).number() for item in self.imports]
        self.type_of = [self.types[at] for at in of_imports + of_own]
        self._exports = wasm.entries(self._content[wasm.EXPORT], wasm.read_export)
        self.exported = {name: at for name, kind, at in self._exports if kind == wasm.A_FUNCTION}

    def table(self, globals: Sequence[int]) -> dict[int, int]:
        """The functions by their places in the table, from a place that a constant or a global tells."""
        content = Reader(self._content[wasm.ELEMENT])
        is_active, opcode, told, _ = (
            content.take(2),
            content.take(1),
            content.number(),
            content.take(1),
        )
        if is_active != b"\1\0" or opcode not in b"\x23\x41":
            raise ValueError("the table is not filled from one place on")
        functions = content.numbers(content.number())
        return dict(enumerate(functions, globals[told] if opcode == b"\x23" else told))

    def announcing(self) -> bytes:
        """The same module, but that each function first says its index to ``LISTENER``, and that
        each global is exported: ``global 0`` and so on."""
        listener = wasm.number([item.name for item in self.imports].index(LISTENER))
        told = [
            first(b"\x41" + wasm.signed(at) + b"\x10" + listener, body)
            for at, body in self.bodies.items()
        ]
        shown = [(f"global {at}", wasm.A_GLOBAL, at) for at in range(self._globals)]
        exports = [wasm.exported(*export) for export in [*self._exports, *shown]]
        changed = {wasm.EXPORT: exports, wasm.CODE: [wasm.sized(body) for body in told]}
        return wasm.module(
            (kind, wasm.vector(changed[kind]) if kind in changed else content)
            for kind, content in self._sections
        )
