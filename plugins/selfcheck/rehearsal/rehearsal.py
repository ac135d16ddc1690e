"""Each way in which a browser gets to a Python is gone under Node, by the site's own files.

Asked is, of each check, what leads to each of its rules and outcomes. What has answered once is not asked
again: the cache remembers it by the digests of all that was started."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache as once
from importlib.resources import files
from pathlib import Path
from typing import Any

from .. import checks
from ..errors import BuildError
from ..post import Assets, Step
from ..tools import NODE_VERSION, NodeError, integrity, integrity_of, made_once, run, source_digest

PACKED = re.compile(rb'^"([\w.-]+)": "([A-Za-z0-9+/=]+)"', re.MULTILINE)
"""A file in the script that brings them along, as gzip in base64."""

PATIENCE = 120
"""Seconds after which a worker hangs."""


type Pairs = Sequence[tuple[str, str]]
"""Questions with their right answers."""


@dataclass(frozen=True)
class Start:
    """What the page does first: it starts a worker, and tells it by which files Python starts.

    Where all of it was brought along it is in ``unpacked``, by the files' names."""

    name: str
    worker: Path
    told: Mapping[str, Any]
    files: Mapping[str, Path]
    unpacked: Mapping[str, bytes]

    @property
    def digests(self) -> list[tuple[str, str]]:
        """Of all that is started, whatever folder it lies in: a module's worker has others beside it."""
        if self.unpacked:
            return sorted((name, integrity_of(it)) for name, it in self.unpacked.items())
        own = sorted(self.worker.parent.glob("*.js"))
        return [(file.name, integrity(file)) for file in (*own, *self.files.values())]


def rehearse(folder: Path, assets: Assets, brought: Sequence[str]) -> None:
    """``folder`` is the one of the finished site in which all lies that its checks load; ``brought`` are the
    files in it that bring all along that they need.

    Raises ``BuildError`` where a file is not the one that a page names, or answers another thing than
    this Python does."""
    folder = folder.absolute()
    asked = list(assets.checks.values())
    pairs = once(
        lambda: [pair for check in asked for pair in checks.covering(check.path, check.checker)]
    )
    for start in (*_served(folder, assets), *_packed(folder, assets, brought)):
        _require_answers(start, asked, pairs, assets.cache)


def _served(folder: Path, assets: Assets) -> Iterator[Start]:
    """By each step, from a server."""
    for step in () if assets.settings["SELFCHECK_FROM_FILE"] else assets.steps:
        given = {file.name: folder / file.name for file in step.files}
        yield _start(step, folder, folder / assets.static / "worker.js", given, {})


def _packed(folder: Path, assets: Assets, brought: Sequence[str]) -> Iterator[Start]:
    """From what standalone files, and pages that are opened from a folder, bring along."""
    step = assets.steps[0].bundled
    for path in brought:
        given = {file.name: Path(Path(file.name).name) for file in step.files}
        yield _start(step, folder, Path("worker.js"), given, _unpacked(folder / path))


def _unpacked(file: Path) -> dict[str, bytes]:
    try:
        packed = PACKED.findall(file.read_bytes())
        return {name.decode(): gzip.decompress(b64decode(it)) for name, it in packed}
    except (OSError, EOFError, zlib.error) as error:
        raise BuildError(_damaged(file.name, f"cannot be unpacked ({error})")) from None


def _start(
    step: Step,
    folder: Path,
    worker: Path,
    given: Mapping[str, Path],
    unpacked: Mapping[str, bytes],
) -> Start:
    def url(name: str) -> str:
        return (folder / name).as_uri()

    for file in step.files:
        if _integrity(given[file.name], unpacked) != file.integrity:
            raise BuildError(_damaged(file.name, "is not what its page names"))
    return Start(
        ", ".join(Path(name).name for name in given),
        worker,
        step.told(url),
        {url(name): file for name, file in given.items()},
        unpacked,
    )


def _integrity(file: Path, unpacked: Mapping[str, bytes]) -> str:
    """Of a file, or of what goes by its name; none where there is neither."""
    if file.name in unpacked:
        return integrity_of(unpacked[file.name])
    return integrity(file) if file.exists() else ""


def _require_answers(
    start: Start, asked: Sequence[checks.Check], pairs: Callable[[], Pairs], cache: Path
) -> None:
    def ask(made: Path) -> None:
        scratch = made.parent
        for name, content in start.unpacked.items():
            (scratch / name).write_bytes(content)
        given = {
            "start": {**start.told, "paths": [check.path for check in asked]},
            "files": {address: str(scratch / file) for address, file in start.files.items()},
            "questions": [question for question, _ in pairs()],
        }
        _compare(start, pairs(), _answers(start, scratch / start.worker, given))
        made.write_text(f"{start.name}: {len(pairs())} questions, answered as they must be.\n")

    key = source_digest(
        __package__,
        NODE_VERSION,
        source_digest(checks.__name__),
        start.digests,
        [(check.path, check.bundle.name) for check in asked],
    )
    made_once(cache / "selfcheck" / f"rehearsed-{key}", ask)


def _answers(start: Start, worker: Path, given: object) -> list[str]:
    script = files(__package__) / "ask_worker.mjs"
    try:
        said = run(script, worker, given=json.dumps(given), patience=PATIENCE)
    except NodeError as error:
        raise BuildError(_damaged(start.name, f"does not answer ({error})")) from None
    return list(json.loads(said))


def _compare(start: Start, pairs: Pairs, answers: Sequence[str]) -> None:
    for (question, right), answer in zip(pairs, answers, strict=True):
        if answer != right:
            wrong = f"asked {question[:200]!r}, answers {answer[:200]!r} instead of {right[:200]!r}"
            raise BuildError(_damaged(start.name, wrong))


def _damaged(name: str, what: str) -> str:
    return (
        f"selfcheck: {name} of the finished site {what}. Delete the folder of SELFCHECK_CACHE_PATH and "
        "build again; if it happens again, the memory or the disk of this computer is at fault."
    )
