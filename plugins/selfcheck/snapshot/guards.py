"""Whatever reads memory looks whether that memory is there.

Memory is seen as blocks. A map, which lies in the memory itself, has a byte for each block of the
first ``REACH`` bytes; what lies above shares these, and may trap where nothing is missing. Reading
comes first and looking second: what is not memory at all has trapped by then."""

from __future__ import annotations

from dataclasses import dataclass

from .wasm import Reader, number, signed, sized

BITS = 7
BLOCK = 1 << BITS
"""Bytes. Of smaller ones fewer bytes are sent, and a sample misses more: see docs/speed.md."""

REACH = 32 << 20
"""Bytes that have blocks of their own: more than a snapshot starts with."""

BLOCKS = REACH // BLOCK

I32, I64, F32, F64 = b"\x7f", b"\x7e", b"\x7d", b"\x7c"
LOADS = {0x28: (I32, 4), 0x29: (I64, 8), 0x2A: (F32, 4), 0x2B: (F64, 8)} | {
    0x2C + at: (I32 if at < 4 else I64, size)
    for at, size in enumerate((1, 1, 2, 2, 1, 1, 2, 2, 4, 4))
}
"""By opcode what a load gives, and how many bytes it reads."""

COPY = b"\xfc\x0a\0\0"
UNREACHABLE, LOOP, IF, END, BR_IF = b"\x00", b"\x03\x40", b"\x04\x40", b"\x0b", b"\x0d"
LESS, GREATER = b"\x49", b"\x4b"  # of i32, unsigned
ADD, SUBTRACT, AND, SHIFT_RIGHT = b"\x6a", b"\x6b", b"\x71", b"\x76"


@dataclass(frozen=True)
class Helper:
    """A function of ours; ``code`` ends with its ``end``, and uses i32 ``variables`` besides what the
    function takes."""

    takes: bytes
    gives: bytes
    variables: int
    code: bytes

    @property
    def type(self) -> bytes:
        return b"\x60" + sized(self.takes) + sized(self.gives)

    @property
    def body(self) -> bytes:
        return b"\1" + number(self.variables) + I32 + self.code


def mark(at: int) -> bytes:
    """Takes a block's number, and marks it on the map that begins ``at``."""
    return _const(1) + b"\x3a\0" + number(at)


def trap(at: int) -> bytes:
    """Takes a block's number, and traps if it is marked as missing on the map that begins ``at``."""
    return b"\x2d\0" + number(at) + IF + UNREACHABLE + END


def look(act: bytes) -> Helper:
    """Takes an address, and does ``act`` with its block."""
    return Helper(I32, b"", 0, _get(0) + BLOCK_OF + act + END)


def load(instruction: bytes, act: bytes, look: int, at: int) -> bytes:
    """Takes an address, and gives what the instruction loads from there: its first byte and, rarely,
    its last one lie in two blocks. It uses the variable ``at``."""
    _, size = LOADS[instruction[0]]
    _, offset = Reader(instruction[1:]).numbers(2)
    code = _tee(at) + instruction + _get(at) + _const(offset) + ADD + _tee(at) + BLOCK_OF + act
    if size == 1:
        return code
    in_two = _get(at) + _const(BLOCK - 1) + AND + _const(BLOCK - size) + GREATER
    return code + in_two + IF + _get(at) + _const(size - 1) + ADD + _call(look) + END


def loading(instruction: bytes, act: bytes, look: int) -> Helper:
    """The same as a function, for all who load so."""
    given, _ = LOADS[instruction[0]]
    return Helper(I32, given, 0, _get(0) + load(instruction, act, look, at=0) + END)


def copy(look: int) -> Helper:
    """Takes, as ``memory.copy``, where to, where from, and how many bytes."""
    end, at = 3, 1
    each = _get(at) + _call(look) + _get(at) + _const(BLOCK) + ADD + _tee(at)
    code = (
        _get(0) + _get(1) + _get(2) + COPY
        + _get(2) + IF
        + _get(1) + _get(2) + ADD + _tee(end) + _const(1) + SUBTRACT + _call(look)
        + LOOP + each + _get(end) + LESS + BR_IF + b"\0" + END
        + END + END
    )  # fmt: skip
    return Helper(3 * I32, b"", 1, code)


def _get(variable: int) -> bytes:
    return b"\x20" + number(variable)


def _tee(variable: int) -> bytes:
    return b"\x22" + number(variable)


def _const(value: int) -> bytes:
    return b"\x41" + signed((value + (1 << 31)) % (1 << 32) - (1 << 31))


def _call(function: int) -> bytes:
    return b"\x10" + number(function)


BLOCK_OF = _const(BITS) + SHIFT_RIGHT + _const(BLOCKS - 1) + AND
"""From an address to the number of its block."""
