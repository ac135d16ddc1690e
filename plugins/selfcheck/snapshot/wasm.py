"""WebAssembly modules: taken apart, and put together.

The format and its words: https://webassembly.github.io/spec/core/binary/."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, _, ELEMENT, CODE, DATA = range(1, 12)
"""The sections."""

A_FUNCTION, A_TABLE, A_MEMORY, A_GLOBAL, A_TAG = range(5)
"""The kinds of imports and exports."""

PAGE = 65536


class Import(NamedTuple):
    """What a module takes from outside: of a function ``type`` is the index of its type."""

    module: str
    name: str
    kind: int
    type: bytes


class Reader:
    """A place in some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    @property
    def more(self) -> bool:
        return self.at < len(self.data)

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def sized(self) -> bytes:
        return self.take(self.number())

    def since(self, start: int) -> bytes:
        return self.data[start : self.at]


def number(value: int) -> bytes:
    """Unsigned LEB128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def signed(value: int) -> bytes:
    """Signed LEB128."""
    out = bytearray()
    while not -64 <= value < 64:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value & 127])


def sized(content: bytes) -> bytes:
    return number(len(content)) + content


def vector(items: Collection[bytes]) -> bytes:
    return number(len(items)) + b"".join(items)


def sections(module: bytes) -> list[tuple[int, bytes]]:
    """Each section's number and content, in the order in which they stand."""
    reader, found = Reader(module), []
    reader.take(8)
    while reader.more:
        found.append((reader.take(1)[0], reader.sized()))
    return found


def module(parts: Iterable[tuple[int, bytes]]) -> bytes:
    """A module of these sections."""
    return b"\0asm\1\0\0\0" + b"".join(bytes([kind]) + sized(content) for kind, content in parts)


def entries[Entry](content: bytes, read: Callable[[Reader], Entry]) -> list[Entry]:
    """What a section lists."""
    reader = Reader(content)
    return [read(reader) for _ in range(reader.number())]


def function_type(reader: Reader) -> bytes:
    start = reader.at
    if reader.take(1) != b"\x60":
        raise ValueError("a type that is not of a function")
    reader.sized()
    reader.sized()
    return reader.since(start)


def read_import(reader: Reader) -> Import:
    module, name = reader.sized().decode(), reader.sized().decode()
    kind, start = reader.take(1)[0], reader.at
    reader.take({A_FUNCTION: 0, A_TABLE: 1, A_MEMORY: 0, A_GLOBAL: 2, A_TAG: 1}[kind])
    if kind in (A_TABLE, A_MEMORY):
        has_maximum = reader.take(1)[0] & 1
        reader.numbers(1 + has_maximum)
    elif kind != A_GLOBAL:
        reader.number()
    return Import(module, name, kind, reader.since(start))


def imported(item: Import, type: bytes) -> bytes:
    """The entry of a function that is imported."""
    return sized(item.module.encode()) + sized(item.name.encode()) + bytes([A_FUNCTION]) + type


def read_export(reader: Reader) -> tuple[str, int, int]:
    """A name with its kind and index."""
    return reader.sized().decode(), reader.take(1)[0], reader.number()


def exported(name: str, kind: int, index: int) -> bytes:
    return sized(name.encode()) + bytes([kind]) + number(index)


def segment(at: int, content: bytes) -> bytes:
    """An active segment of an element or a data section."""
    return b"\0" + constant(at) + content


def constant(value: int) -> bytes:
    """The expression of an i32."""
    return b"\x41" + signed(value) + b"\x0b"
