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

    def only(self, read: bytes) -> bytes:
        """The memory with the blocks that were marked on this map, and with what equals one of them,
        for that costs nothing to send. In the place of others are zeros, and a mark on the map."""
        blocks = [self.memory[at : at + BLOCK] for at in range(0, self.used, BLOCK)]
        kept = {
            bytes(BLOCK),
            *(block for block, marked in zip(blocks, read, strict=False) if marked),
        }
        missing = [number for number, block in enumerate(blocks) if block not in kept]
        memory = bytearray(self.memory)
        for number in missing:
            memory[number * BLOCK : (number + 1) * BLOCK] = bytes(BLOCK)
        for number in missing:
            memory[self.map + number] = 1
        return bytes(memory)
