"""Code is gone through; the bytes are the specification's."""

import pytest

from plugins.selfcheck.snapshot.instructions import UnknownInstruction, changed, first

KNOWN = {
    "nothing": "00 0b",
    "locals of each number": "04 017f 017e 017d 017c 0b",
    "a block, a loop, an if with else": "00 0240 037f 41010b 1a 0b 4100 0440 01 05 01 0b 0b",
    "a loop that is left": "00 0340 4100 0d00 0c01 0b 0b",
    "a table of labels, and what follows it": "00 0240 4100 0e02 00 8000 01 0b 0b",
    "many labels": "00 4100 0e8101" + 130 * "00" + "0b",
    "large constants": "00 41ffffffff07 1a 42ffffffffffffffffff00 1a 0b",
    "floats, of bytes that look like instructions": "00 43d0d0d0d0 1a 44 0606060606060606 1a 0b",
    "a store, and a load from far away": "00 4100 4100 2802 8080808001 3602 00 0b",
    "sign extension": "00 4100 c0 1a 0b",
    "a float to an integer": "00 4300000000 fc00 1a 0b",
    "memory that is copied, filled, measured": "00 410041004100 fc0a0000 410041004100 fc0b00 3f00 1a 0b",
    "calls": "00 1000 4100 110000 0b",
}

UNKNOWN = {
    "a local reference": "01 016f 0b",
    "a call through another table": "00 4100 110001 0b",
    "throw": "00 0800 0b",
    "try": "00 0640 0700 0b 0b",
    "a reference to nothing": "00 d06f 1a 0b",
    "an entry of a table": "00 4100 2501 1a 0b",
    "a table that grows": "00 d070 4101 fc0f00 1a 0b",
    "a block that gives a reference": "00 026f d06f 0b 1a 0b",
    "a vector that is loaded": "00 4100 fd000400 1a 0b",
    "a load that is atomic": "00 4100 fe100200 1a 0b",
    "memory that is filled from a segment": "00 410041004100 fc080000 0b",
    "a tail call": "00 1200 0b",
}


@pytest.mark.parametrize("code", KNOWN.values(), ids=KNOWN)
def test_code_from_before_references_and_exceptions_is_known(code):
    """Every kind of instruction is known with what follows it, so the next one is found."""
    body = bytes.fromhex(code)
    assert changed(body, lambda _, code: code) == body


@pytest.mark.parametrize("code", UNKNOWN.values(), ids=UNKNOWN)
def test_other_code_is_refused(code):
    """Whatever might read memory in a way that nobody guards; also after what is known."""
    body = bytes.fromhex(code)
    later = [body[:1] + bytes.fromhex("41c001 1a") + body[1:]] if body[0] == 0 else []
    for refused in (body, *later):
        with pytest.raises(UnknownInstruction):
            changed(refused, lambda _, code: code)


def test_what_names_or_reads_something_is_handed_over():
    """Calls, types, globals, loads and copies, each with all its bytes and in their order."""
    body = bytes.fromhex("01 017f 2301 2d00 8001 1105 00 10ac02 410041004100 fc0a0000 0b")
    seen = []

    def note(group: str, code: bytes) -> bytes:
        seen.append((group, code.hex()))
        return b"\x01"

    told = changed(body, note)
    assert seen == [
        ("global", "2301"), ("load", "2d008001"), ("type", "110500"), ("call", "10ac02"), ("copy", "fc0a0000"),
    ]  # fmt: skip
    assert told.hex(" ") == "01 01 7f 01 01 01 01 41 00 41 00 41 00 01 0b"


def test_what_comes_first_comes_after_the_locals():
    """The function's own code follows it unchanged."""
    body = bytes.fromhex("02" + "017f" + "027e" + "0b")
    assert first(b"\x01", body).hex() == "02" + "017f" + "027e" + "01" + "0b"
