"""What a run has measured, as a file that a person can read and git can compare: a line a visit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "results"


def write(name: str, record: Mapping[str, Any]) -> Path:
    """Write the record as JSON; what a list or a mapping in it holds has a line each."""
    file = FOLDER / f"{name}.json"
    file.parent.mkdir(exist_ok=True)
    entries = (f"{json.dumps(key)}: {_lines(_rounded(value))}" for key, value in record.items())
    file.write_text("{\n" + ",\n".join(entries) + "\n}\n", encoding="utf-8")
    return file


def _lines(value: Any) -> str:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(map(json.dumps, value)) + "\n]"
    if isinstance(value, dict) and any(isinstance(item, dict) for item in value.values()):
        return (
            "{\n"
            + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
            + "\n}"
        )
    return json.dumps(value)


def _rounded(value: Any) -> Any:
    """Clocks tell no more than a hundredth of what they count in."""
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(part) for part in value]
    return round(value, 2) if isinstance(value, float) else value
