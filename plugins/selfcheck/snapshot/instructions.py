"""Which functions are plain: what they do, browsers knew before references and exceptions came.

An instruction that is not in the list below, and be it a harmless one, makes a function not plain.
https://webassembly.github.io/spec/core/binary/instructions.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .wasm import NUMBER, NUMERIC, Reader

INSTRUCTION = re.compile(
    rb"[\x00\x01\x05\x0b\x0f\x1a\x1b\x45-\xc4]"  # of one byte; the last are sign extension's
    rb"|[\x02-\x04][\x40\x7c-\x7f]"  # block, loop, if: with nothing or one number
    rb"|[\x0c\x0d\x20-\x24\x41\x42]" + NUMBER +  # br, br_if, variables, integers
    rb"|\x0e(?P<labels>" + NUMBER + rb")"  # br_table: so many labels follow, and the default
    rb"|\x10(?P<function>" + NUMBER + rb")|\x11(?P<type>" + NUMBER + rb")\0"  # calls, by table 0
    rb"|[\x28-\x3e]" + NUMBER + NUMBER +  # loads and stores
    rb"|[\x3f\x40]\0|\x43.{4}|\x44.{8}"  # the memory's size, floats
    rb"|\xfc(?:[\0-\7]|\x0a\0\0|\x0b\0)",  # float to integer, memory.copy, memory.fill
    re.DOTALL,
)  # fmt: skip


def is_plain(body: bytes, functions: Sequence[bool], types: Sequence[bool]) -> bool:
    """Whether a function has plain instructions, keeps numbers only, and calls none but those that
    take and give numbers only: ``functions`` and ``types`` tell of each in the module."""
    of_numbers = {"function": functions, "type": types}
    try:
        return all(of_numbers[kind][index] for kind, index in _called(body))
    except ValueError:
        return False


def _called(body: bytes) -> Iterator[tuple[str, int]]:
    """The functions that are called, and the types of those that are called through the table.

    Raises ``ValueError`` at what is not plain."""
    reader = Reader(body)
    _skip_locals(reader)
    while reader.at < len(body):
        found = INSTRUCTION.match(body, reader.at)
        if not found:
            raise ValueError(f"not a plain instruction: {body[reader.at :][:4].hex()}")
        reader.at = found.end()
        if found["labels"]:
            reader.numbers(Reader(found["labels"]).number() + 1)
        elif kind := found.lastgroup:
            yield kind, Reader(found[kind]).number()


def _skip_locals(reader: Reader) -> None:
    for _ in range(reader.number()):
        reader.number()
        if reader.take(1) not in NUMERIC:
            raise ValueError("a local that is not a number")
