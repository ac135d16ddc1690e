"""Which code is plain; the bytes are the specification's."""

import pytest

from plugins.selfcheck.snapshot.instructions import is_plain

NUMBERS, REFERENCES = True, False

PLAIN = {
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

OTHERS = {
    "a local reference": "01 016f 0b",
    "a function of references is called": "00 1001 0b",
    "its number is long": "00 108180808000 0b",
    "one is called through the table": "00 4100 110100 0b",
    "a call through another table": "00 4100 110001 0b",
    "throw": "00 0800 0b",
    "try": "00 0640 0700 0b 0b",
    "a reference to nothing": "00 d06f 1a 0b",
    "an entry of a table": "00 4100 2501 1a 0b",
    "a table that grows": "00 d070 4101 fc0f00 1a 0b",
    "a block that gives a reference": "00 026f d06f 0b 1a 0b",
    "a vector": "00 fd0c" + 16 * "00" + "1a 0b",
    "a tail call": "00 1200 0b",
}


@pytest.mark.parametrize("code", PLAIN.values(), ids=PLAIN)
def test_code_from_before_references_and_exceptions_is_plain(code):
    """Every kind of instruction is known with what follows it, so the next one is found."""
    assert is_plain(bytes.fromhex(code), [NUMBERS, REFERENCES], [NUMBERS, REFERENCES])


@pytest.mark.parametrize("code", OTHERS.values(), ids=OTHERS)
def test_other_code_is_not(code):
    """Also after an instruction that is plain."""
    body = bytes.fromhex(code)
    assert not is_plain(body, [NUMBERS, REFERENCES], [NUMBERS, REFERENCES])
    later = body[:1] + bytes.fromhex("41c001 1a") + body[1:]
    if body[0] == 0:
        assert not is_plain(later, [NUMBERS, REFERENCES], [NUMBERS, REFERENCES])
