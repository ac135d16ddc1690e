"""WebAssembly modules: read, and made anew with other functions, memory and exports.

The format: https://webassembly.github.io/spec/core/binary/. Only what is changed is understood;
indices never move, so all other bytes stay as they are: of tables and tags only the last can go, and
a type leaves another in its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

(
    CUSTOM, TYPE, IMPORT, OF_FUNCTIONS, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA,
    DATA_COUNT, TAG,
) = range(14)  # fmt: skip
ORDER = (
    TYPE, IMPORT, OF_FUNCTIONS, TABLE, MEMORY, TAG, GLOBAL, EXPORT, START, ELEMENT, DATA_COUNT,
    CODE, DATA,
)  # fmt: skip
FUNCTION, A_TABLE, A_MEMORY, A_GLOBAL, A_TAG = range(5)
"""The kinds of imports and exports."""

TRAP = b"\x00\x00\x0b"
"""The body of a function without locals that is ``unreachable``."""

NOTHING = b"\x60\0\0"
"""The type of a function that takes and gives nothing."""

NUMERIC = b"\x7c\x7d\x7e\x7f"
"""The types f64, f32, i64 and i32."""

PAGE = 65536
ZEROS = re.compile(rb"\0{64,}")
"""A run of zeros that is cheaper left out: memory starts as zeros."""

NUMBER = rb"[\x80-\xff]*[\0-\x7f]"
CLEARING = re.compile(
    rb"\x23" + NUMBER + rb"\x41" + NUMBER + rb"\x6a"  # at: a global plus a constant
    rb"\x41\0"  # with: zero
    rb"\x41" + NUMBER + rb"\xfc\x0b\0\x0b$"  # so many bytes: memory.fill, end
)  # fmt: skip


@dataclass(frozen=True)
class Import:
    module: str
    name: str
    kind: int
    type: bytes


class Reader:
    """A place in some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

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


def sections(module: bytes) -> dict[int, bytes]:
    """The contents of each section by its number, without the custom ones."""
    reader, found = Reader(module), {}
    reader.take(8)
    while reader.at < len(module):
        kind = reader.take(1)[0]
        content = reader.sized()
        if kind != CUSTOM:
            found[kind] = content
    return found


def imports(content: bytes) -> Iterator[Import]:
    reader = Reader(content)
    for _ in range(reader.number()):
        module, name = reader.sized().decode(), reader.sized().decode()
        kind, start = reader.take(1)[0], reader.at
        _skip_import_type(reader, kind)
        yield Import(module, name, kind, reader.since(start))


def _skip_import_type(reader: Reader, kind: int) -> None:
    reader.take({FUNCTION: 0, A_TABLE: 1, A_MEMORY: 0, A_GLOBAL: 2, A_TAG: 1}[kind])
    if kind in (A_TABLE, A_MEMORY):
        has_maximum = reader.take(1)[0] & 1
        for _ in range(1 + has_maximum):
            reader.number()
    elif kind != A_GLOBAL:
        reader.number()


def tables(content: bytes) -> Iterator[bytes]:
    """The entries of a table section."""
    reader = Reader(content)
    for _ in range(reader.number()):
        start = reader.at
        _skip_import_type(reader, A_TABLE)
        yield reader.since(start)


def types(content: bytes) -> Iterator[bytes]:
    """The types of functions of a type section."""
    reader = Reader(content)
    for _ in range(reader.number()):
        start = reader.at
        if reader.take(1) != NOTHING[:1]:
            raise ValueError("a type that is not of a function")
        reader.sized()
        reader.sized()
        yield reader.since(start)


def of_numbers(function_type: bytes) -> bool:
    """Whether a function of this type takes numbers and gives one or nothing."""
    reader = Reader(function_type[1:])
    taken, given = reader.sized(), reader.sized()
    return len(given) < 2 and not (taken + given).strip(NUMERIC)


def indices(content: bytes) -> list[int]:
    """A section of nothing but indices: the type of each function."""
    reader = Reader(content)
    return reader.numbers(reader.number())


def bodies(content: bytes) -> Iterator[bytes]:
    """The functions of a code section."""
    reader = Reader(content)
    for _ in range(reader.number()):
        yield reader.sized()


def announcing(body: bytes, index: int, listener: int) -> bytes:
    """The function, which first calls the function ``listener`` with ``index``."""
    reader = Reader(body)
    for _ in range(reader.number()):
        reader.number()
        reader.take(1)
    call = b"\x41" + signed(index) + b"\x10" + number(listener)
    return body[: reader.at] + call + body[reader.at :]


def not_clearing(body: bytes) -> bytes:
    """The function without its last step, which clears a part of the memory."""
    kept, found = CLEARING.subn(b"\x0b", body)
    if not found:
        raise ValueError("the function does not end by clearing memory")
    return kept


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


def constant(value: int) -> bytes:
    """The expression of an i32."""
    return b"\x41" + signed(value) + b"\x0b"


def imported(item: Import) -> bytes:
    """An entry of an import section."""
    return sized(item.module.encode()) + sized(item.name.encode()) + bytes([item.kind]) + item.type


def exported(name: str, kind: int, index: int) -> bytes:
    """An entry of an export section."""
    return sized(name.encode()) + bytes([kind]) + number(index)


def exports(content: bytes) -> Iterator[tuple[str, int, int]]:
    """Each name with its kind and index."""
    reader = Reader(content)
    for _ in range(reader.number()):
        yield reader.sized().decode(), reader.take(1)[0], reader.number()


def appended(content: bytes, before: Collection[bytes], after: Collection[bytes]) -> bytes:
    """The section with more entries around its own."""
    reader = Reader(content)
    count = len(before) + reader.number() + len(after)
    return number(count) + b"".join(before) + content[reader.at :] + b"".join(after)


def placed(content: bytes, at: int) -> bytes:
    """A section of one active segment, which goes to a constant place instead of a global's."""
    reader = Reader(content)
    start = reader.take(2)
    if start != b"\1\0" or reader.take(1) != b"\x23":
        raise ValueError("not one active segment at the place that a global holds")
    reader.number()
    reader.take(1)
    return start + constant(at) + content[reader.at :]


def filling(memory: bytes) -> list[bytes]:
    """The data segments that make an empty memory this one."""
    starts = [0, *(zeros.end() for zeros in ZEROS.finditer(memory))]
    ends = [*(zeros.start() for zeros in ZEROS.finditer(memory)), len(memory)]
    return [
        b"\0" + constant(start) + sized(memory[start:end])
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def module(parts: Mapping[int, bytes]) -> bytes:
    """A module of these sections."""
    return b"\0asm\1\0\0\0" + b"".join(
        bytes([kind]) + sized(parts[kind]) for kind in ORDER if kind in parts
    )
