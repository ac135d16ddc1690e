"""The code of a function: gone through, one instruction after the other, and changed.

What browsers knew before references and exceptions came is known here, each instruction with what
follows it. Any other, and be it a harmless one, is refused: it might read memory, or name something
whose index has changed.
https://webassembly.github.io/spec/core/binary/instructions.html
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .wasm import Reader, number

NUMBER = rb"[\x80-\xff]*[\0-\x7f]"
"""LEB128."""

INSTRUCTION = re.compile(
    rb"[\x00\x01\x05\x0b\x0f\x1a\x1b\x45-\xc4]"  # of one byte; the last are sign extension's
    rb"|[\x02-\x04][\x40\x7c-\x7f]"  # block, loop, if: with nothing or one number
    rb"|[\x0c\x0d\x20-\x22\x41\x42]" + NUMBER +  # br, br_if, locals, integers
    rb"|\x0e(?P<labels>" + NUMBER + rb")"  # br_table: so many labels follow, and the default
    rb"|\x10(?P<call>" + NUMBER + rb")|\x11(?P<type>" + NUMBER + rb")\0"  # calls, by table 0
    rb"|[\x23\x24](?P<global>" + NUMBER + rb")"
    rb"|(?P<load>[\x28-\x35]" + NUMBER + NUMBER + rb")"
    rb"|[\x36-\x3e]" + NUMBER + NUMBER +  # stores
    rb"|[\x3f\x40]\0|\x43.{4}|\x44.{8}"  # the memory's size, floats
    rb"|(?P<copy>\xfc\x0a\0\0)|\xfc(?:[\0-\7]|\x0b\0)",  # memory.copy, float to integer, memory.fill
    re.DOTALL,
)  # fmt: skip

NUMERIC = b"\x7c\x7d\x7e\x7f"
"""The types f64, f32, i64 and i32."""

CHANGED = {"call", "type", "global", "load", "copy"}
Change = Callable[[str, bytes], bytes]
"""Gives new code for an instruction, by its group above, and its bytes."""


class UnknownInstruction(Exception):
    """One that is not in the list."""


def changed(body: bytes, change: Change) -> bytes:
    """The function with every instruction of a named group as ``change`` wants it.

    Raises ``UnknownInstruction``."""
    reader = Reader(body)
    if _skip_locals(reader).strip(NUMERIC):
        raise UnknownInstruction("a local that is not a number")
    parts = [reader.since(0)]
    while reader.more:
        start, found = reader.at, INSTRUCTION.match(body, reader.at)
        if not found:
            raise UnknownInstruction(body[start : start + 4].hex())
        reader.at = found.end()
        if found["labels"]:
            reader.numbers(Reader(found["labels"]).number() + 1)
        code = reader.since(start)
        parts.append(change(found.lastgroup, code) if found.lastgroup in CHANGED else code)
    return b"".join(parts)


def first(code: bytes, body: bytes) -> bytes:
    """The function, which does this before all else."""
    reader = Reader(body)
    _skip_locals(reader)
    return reader.since(0) + code + body[reader.at :]


def with_variable(body: bytes, parameters: int) -> tuple[bytes, int]:
    """The function with one more variable, of i32, and the index of that."""
    reader, count = Reader(body), parameters
    groups, start = reader.number(), reader.at
    for _ in range(groups):
        count += reader.number()
        reader.take(1)
    return number(groups + 1) + reader.since(start) + b"\1\x7f" + body[reader.at :], count


def _skip_locals(reader: Reader) -> bytes:
    """The types of the locals."""
    return b"".join([reader.take(reader.number() and 1) for _ in range(reader.number())])
