"""The rooms of the code and the arrows between them: the picture in docs/design.md.

The tables say which way imports may run; tests/test_arrows.py holds the code against them, and
`make docs` draws the picture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "design.md"

# room -> what it may import of its own house: modules, and rooms by their doors
CHECKER: dict[str, set[str]] = {
    "conditions": set(),
    "questionnaire": {"conditions"},
    "faults": {"conditions", "questionnaire"},
    "model": {"faults", "questionnaire"},
    "beside": {"model"},
    "engine": {"conditions", "model"},
    "lower_back": {"conditions", "model"},
    "bridge": {"engine", "model"},
    "loading": {"bridge", "model"},
    "outline": {"conditions", "model"},
    "words": {"conditions", "engine", "model", "outline"},
    "proof": {"conditions", "engine", "model", "outline", "words"},
    "translation": {"beside", "model"},
    "sign_off": {"beside", "model", "proof"},
    "terminal": {"engine", "model", "words"},
    "examples": {"conditions", "model"},
    "new": {"model"},
    "__main__": {
        "bridge",
        "loading",
        "model",
        "new",
        "proof",
        "sign_off",
        "terminal",
        "translation",
    },
    "__init__": set(),
}
PROOF: dict[str, set[str]] = {
    "universe": set(),
    "variable_order": set(),
    "decision": {"universe"},
    "redundancy": {"decision"},
    "invariants": {"decision", "redundancy"},
    "pages_answered": {"decision"},
    "rules_digest": {"decision", "universe"},
    "prover": {"decision", "invariants", "pages_answered", "universe", "variable_order"},
    "descriptions": {"universe"},
    "versions": set(),
    "differences": {"decision", "descriptions", "universe", "variable_order", "versions"},
    "comparison": {"descriptions", "differences", "versions"},
    "__init__": {"comparison", "rules_digest", "prover", "versions"},
}
TRANSLATION: dict[str, set[str]] = {
    "languages": set(),
    "catalogue": set(),
    "translation": {"catalogue", "languages"},
    "update": {"catalogue", "languages", "translation"},
    "__init__": {"catalogue", "languages", "translation", "update"},
}
PLUGIN: dict[str, set[str]] = {
    "errors": set(),
    "settings": {"errors"},
    "tools": {"errors"},
    "runtime": {"errors", "tools"},
    "snapshot": {"tools"},
    "widget": {"snapshot"},
    "checks": {"errors", "runtime", "snapshot", "tools"},
    "post": {"checks", "errors", "runtime", "tools", "widget"},
    "offline": {"errors", "post", "runtime", "tools", "widget"},
    "rehearsal": {"checks", "errors", "post", "tools"},
    "site": {
        "checks",
        "errors",
        "offline",
        "post",
        "rehearsal",
        "runtime",
        "snapshot",
        "tools",
        "widget",
    },
    "aside": {"errors"},
    "building": {"aside", "errors", "offline", "post", "settings", "site"},
    "installation": {"errors"},
    "__init__": {"building", "installation"},
}
HOUSES = {
    "checker": CHECKER,
    "checker/proof": PROOF,
    "checker/translation": TRANSLATION,
    "plugins/selfcheck": PLUGIN,
}
ROOMS = [(house, room) for house, rooms in HOUSES.items() for room in rooms]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(house: str, room: str) -> list[Path]:
    """The Python files of a room: one, or those of a folder."""
    folder = ROOT / house / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def own_imports(path: Path) -> Iterator[tuple[Path, str]]:
    """What a module imports relatively: from which file or folder of ours, and which name."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level:
            source = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            yield from ((source, alias.name) for alias in node.names)


def neighbours(house: str, room: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other rooms of its house that a room imports from, and what it names there."""
    for path in modules(house, room):
        for source, name in own_imports(path):
            if (source / name).is_relative_to(ROOT / house):
                other, *inside = (source / name).relative_to(ROOT / house).parts
                if other != room:
                    yield other, tuple(inside)


def packages(path: Path) -> set[str]:
    """The top-level packages that a module imports, but for what is relative."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def floors(house: str) -> Iterator[str]:
    """The rooms of a house, each above those that it imports from."""
    order = TopologicalSorter({room: sorted(to) for room, to in HOUSES[house].items()})
    return reversed([*order.static_order()])


def picture() -> str:
    """Every room of checker and plugin, what it is for, and the rooms that it imports from."""
    lines = []
    for house in ("checker", "plugins/selfcheck"):
        lines.append(f"{house}/")
        lines += [_line(house, room) for room in floors(house) if room != "__init__"]
    return "\n".join(lines)


def _line(house: str, room: str) -> str:
    first, *_ = modules(house, room)
    purpose = (ast.get_docstring(tree(first)) or "").partition("\n")[0]
    arrows = ", ".join(sorted(HOUSES[house][room]))
    return f"  {room:<15} {purpose}" + (f"\n  {'':<15}   -> {arrows}" if arrows else "")


def framed(page: str) -> str:
    """The page with today's picture in its place, between the first two fences."""
    before, _, after = page.split("```\n", 2)
    return f"{before}```\n{picture()}\n```\n{after}"


if __name__ == "__main__":
    PAGE.write_text(framed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
