"""Print what the files of the site weigh: as they are, by gzip and by Brotli."""

import sys
from collections import defaultdict
from pathlib import Path

from publish import compressed

KINDS = {
    "snapshot-small-": "Python, started (small snapshot)",
    "snapshot-whole-": "the whole of it (only if the small fails)",
    "pyodide-": "Pyodide in full (only if both fail)",
    "widget-": "the widget's scripts and style",
    "standalone-": "standalone files",
}


def main(site: Path) -> None:
    weights: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for file in sorted(file for file in site.rglob("*") if file.is_file()):
        if file.suffix in (".br", ".gz"):
            continue
        for column, size in enumerate(sizes(file)):
            weights[kind(file.relative_to(site))][column] += size
    print(f"{'kB':>42} {'raw':>9} {'gzip':>9} {'brotli':>9}")
    for name, weight in weights.items():
        print(f"{name:>42} " + " ".join(f"{size / 1000:9,.1f}" for size in weight))


def sizes(file: Path) -> list[int]:
    """In bytes: raw, gzip, Brotli; from what was published beside it, else compressed now."""
    content = file.read_bytes()
    ahead = {suffix: file.with_name(file.name + suffix) for suffix in (".gz", ".br")}
    return [
        len(content),
        *(
            copy.stat().st_size if copy.exists() else len(compressed(content, suffix))
            for suffix, copy in ahead.items()
        ),
    ]


def kind(path: Path) -> str:
    for part in path.parts:
        for prefix, name in KINDS.items():
            if part.startswith(prefix):
                return name
    if path.suffix == ".whl":
        return "a checker (only if both fail)"
    return f"{path.suffix.removeprefix('.') or 'other'} files"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
