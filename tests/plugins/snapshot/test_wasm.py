"""WebAssembly modules: what is read is what the specification says, what is written runs."""

import random

import pytest

from plugins.selfcheck.snapshot import wasm
from plugins.selfcheck.snapshot.excerpt import filling


@pytest.mark.parametrize(
    ("value", "code"), [(0, "00"), (127, "7f"), (128, "8001"), (624485, "e58e26")]
)
def test_unsigned_numbers_are_written_as_the_specification_writes_them(value, code):
    """LEB128, with the examples of its definition; reading gives the number back."""
    assert wasm.number(value) == bytes.fromhex(code)
    assert wasm.Reader(bytes.fromhex(code)).number() == value


@pytest.mark.parametrize(
    ("value", "code"), [(2, "02"), (-2, "7e"), (127, "ff00"), (-128, "807f"), (-123456, "c0bb78")]
)
def test_signed_numbers_are_written_as_the_specification_writes_them(value, code):
    """Signed LEB128, with the examples of its definition."""
    assert wasm.signed(value) == bytes.fromhex(code)


def test_the_sections_of_a_module_make_the_same_module():
    """Taking a module apart and putting it together changes nothing."""
    named = "00" + "05" + "046e616d65"
    module = bytes.fromhex(
        "0061736d01000000" + "010401600000" + "03020100" + "0a040102000b" + named
    )
    assert wasm.module(wasm.sections(module)) == module


def test_the_segments_fill_an_empty_memory():
    """Laid into zeros, they give the memory back, byte for byte, and hold fewer bytes."""
    chance = random.Random(1)
    memory = bytearray(3 * wasm.PAGE)
    for at in (0, 70, 5000, len(memory) - 100):
        memory[at : at + 100] = chance.randbytes(100)
    segments = list(filling(bytes(memory)))
    assert sum(map(len, segments)) < 600
    filled = bytearray(len(memory))
    for segment in segments:
        at, content = placed(segment)
        filled[at : at + len(content)] = content
    assert filled == memory


def placed(segment: bytes) -> tuple[int, bytes]:
    """Where an active segment goes, and what it holds."""
    assert segment[:2] == b"\0\x41"
    end = next(at for at in range(2, 9) if segment[at] < 128) + 1
    at = next(at for at in range(1 << 20) if wasm.signed(at) == segment[2:end])
    assert segment[end] == 0x0B
    return at, wasm.Reader(segment[end + 1 :]).sized()
