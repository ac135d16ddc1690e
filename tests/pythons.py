"""The Pythons that the plugin is built by."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

MAGIC = (3571).to_bytes(2, "little") + b"\r\n"
"""What bytecode of Python 3.13, which the pinned Pyodide has inside, begins with: CPython's
Include/internal/pycore_magic_number.h"""

PYTHONS = ["python3.12", "python3.13"]


def find_python(name: str) -> str:
    """The path of this Python as `make html` finds it; empty where the system has none."""
    environment = os.environ | {"BASEPYTHON": name}
    command = [ROOT / ".make" / "find-python"]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
