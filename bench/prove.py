"""Time and memory of the proof and the comparison, as whole processes: ``python bench/prove.py``.

At most 1.5 s of processor time and 300 MB for the proof, 5 s for the comparison. How they grow with
the questionnaire, ``python -m bench.growth`` tells."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "prove": ["prove", "lower-back"],
    "compare": ["compare", ".", ".", "lower-back"],
}


def run(arguments: list[str]) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of the processor, and megabytes of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(arguments)} failed: status {status}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main(n: int = 11) -> None:
    for name, arguments in COMMANDS.items():
        run(arguments)  # the first run also compiles the modules
        clock, processor, memory = zip(*(run(arguments) for _ in range(n)), strict=True)
        print(
            f"{name}: n = {n}, median {statistics.median(clock):.2f} s "
            f"({min(clock):.2f}-{max(clock):.2f}), processor {statistics.median(processor):.2f} s "
            f"({min(processor):.2f}-{max(processor):.2f}), memory {max(memory):.0f} MB"
        )


if __name__ == "__main__":
    main()
