"""Print docs/reference.md: the parts of a checker and the invariants, from the code that defines them."""

import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checker import conditions, questionnaire  # noqa: E402  (the path comes first)
from checker.faults import RUNGS  # noqa: E402
from checker.proof.invariants import INVARIANTS  # noqa: E402

HEAD = f"""\
# Reference of a checker

A checker is a `Checker` at the end of a module, made of the parts below: all come from `checker.model`, the
conditions from `checker.conditions`. The ladder has {RUNGS[0]} to {RUNGS[-1]} outcomes, the lowest `non-urgent`, the
highest `immediate`. Ids are made of letters (a-z, A-Z), digits, `-` and `_`. A list is a tuple: mind the
comma in `("one",)`. What is wrong is told when the checker is made, all at once. This page is made by
`make docs`.
"""

CONDITIONS = ("given", "all_of", "any_of", "at_least")


def documentation() -> str:
    """All of docs/reference.md."""
    return "\n".join([HEAD, *conditions_part(), *parts(), *invariants_part()])


def conditions_part() -> Iterator[str]:
    yield "## Conditions\n"
    yield 'There is no "not": no rule can be written by which a worse answer lowers the outcome.\n'
    for name in CONDITIONS:
        function = getattr(conditions, name)
        signature = str(inspect.signature(function)).replace("'", "").partition(" ->")[0]
        yield f"- `{name}{signature}`: {text(function)}"
    yield ""


def parts() -> Iterator[str]:
    yield "## Parts\n"
    for part in vars(questionnaire).values():
        if is_dataclass(part) and isinstance(part, type) and part.__name__ != "Review":
            yield f"### {part.__name__.replace('Questionnaire', 'Checker')}\n"
            yield f"{text(part)}\n\n| field | type | default |\n|---|---|---|"
            yield from map(row, fields(part))
            yield ""


def row(field: Field[Any]) -> str:
    default = "" if field.default is MISSING else f"`{field.default!r}`"
    kind = str(field.type).replace("|", "\\|")
    return f"| `{field.name}` | `{kind}` | {default} |"


def invariants_part() -> Iterator[str]:
    yield "## Invariants\n"
    yield "Proved over every combination of answers, at every build and by `python -m checker prove NAME`.\n"
    yield "| | what holds | what mends a breach |\n|---|---|---|"
    yield from (f"| {each.id} | {each.claim} | {each.remedy} |" for each in INVARIANTS)


def text(item: object) -> str:
    """A docstring as Markdown, on one line."""
    return " ".join((inspect.getdoc(item) or "").split()).replace("``", "`")


if __name__ == "__main__":
    print(documentation())
