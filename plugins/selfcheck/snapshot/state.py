"""A Python that waits for a question, as it was saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .guards import BLOCK


@dataclass(frozen=True)
class State:
    """``globals``: the values of the interpreter's globals; ``table``: the size of its table;
    ``answer``: the address of the Python function to call; ``used``: where memory ends that Python
    has used; ``map``: the address of memory that it leaves alone, a byte for each block."""

    memory: bytes
    globals: Sequence[int]
    table: int
    answer: int
    used: int
    map: int

    def without(self, missing: Sequence[int]) -> bytes:
        """The memory without these blocks: in their place are zeros, and a mark on the map."""
        memory = bytearray(self.memory)
        for block in missing:
            memory[block * BLOCK : (block + 1) * BLOCK] = bytes(BLOCK)
        for block in missing:
            memory[self.map + block] = 1
        return bytes(memory)

    def unread(self, read: bytes) -> list[int]:
        """The blocks that were not marked on this map and hold anything, but for what blocks that
        were read hold as well: that costs nothing to send."""
        blocks = [self.memory[at : at + BLOCK] for at in range(0, self.used, BLOCK)]
        sent = {block for block, marked in zip(blocks, read, strict=False) if marked}
        return [at for at, block in enumerate(blocks) if block.strip(b"\0") and block not in sent]
