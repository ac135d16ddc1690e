"""WebAssembly modules: what is read is what the specification says, what is written runs."""

import random

import pytest

from plugins.selfcheck.snapshot import wasm


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
    """Taking a module apart and putting it together changes nothing but custom sections."""
    module = bytes.fromhex("0061736d01000000" + "010401600000" + "03020100" + "0a040102000b")
    named = module + bytes.fromhex("00" + "05" + "046e616d65")
    assert wasm.module(wasm.sections(named)) == module


def test_the_segments_fill_an_empty_memory():
    """Laid into zeros, they give the memory back, byte for byte, and hold fewer bytes."""
    chance = random.Random(1)
    memory = bytearray(3 * wasm.PAGE)
    for at in (0, 70, 5000, len(memory) - 100):
        memory[at : at + 100] = chance.randbytes(100)
    segments = wasm.filling(bytes(memory))
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


def test_a_function_announces_itself_after_its_locals():
    """Its own code follows the call of the listener unchanged."""
    body = bytes.fromhex("02" + "017f" + "027e" + "0b")
    assert wasm.announcing(body, 300, 7).hex() == "02" + "017f" + "027e" + "41ac02" + "1007" + "0b"


@pytest.mark.parametrize(
    ("code", "numbers"),
    [("60 00 00", True), ("60 047f7e7d7c 017f", True), ("60 016f 00", False), ("60 00 0170", False),
     ("60 037f6f7f 00", False), ("60 00 027f7f", False)],
)  # fmt: skip
def test_a_type_of_numbers_gives_one_at_most(code, numbers):
    """References are none, wherever they stand; several results came later than the rest."""
    assert wasm.of_numbers(bytes.fromhex(code)) is numbers


def test_a_function_that_does_not_end_by_clearing_memory_is_refused():
    """What would be cut off is known, or the build stops."""
    with pytest.raises(ValueError, match="does not end by clearing"):
        wasm.not_clearing(bytes.fromhex("00" + "2300" + "2401" + "0b"))
