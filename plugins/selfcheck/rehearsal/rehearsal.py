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
from tempfile import TemporaryDirectory
from typing import Any

from .. import checks
from ..errors import BuildError
from ..post import Assets, Step
from ..tools import NODE_VERSION, NodeError, integrity, made_once, run, source_digest

PACKED = re.compile(rb'^"([\w.-]+)": "([A-Za-z0-9+/=]+)"', re.MULTILINE)
"""A file in the script that brings them along, as gzip in base64."""

PATIENCE = 120
"""Seconds after which a worker hangs."""


type Pairs = Sequence[tuple[str, str]]
"""Questions with their right answers."""


@dataclass(frozen=True)
class Start:
    """What the page does first: it starts a worker, and tells it by which files Python starts."""

    name: str
    worker: Path
    told: Mapping[str, Any]
    files: Mapping[str, Path]

    @property
    def bytes_by_name(self) -> list[tuple[str, str]]:
        """All that is started, whatever folder it lies in: a module's worker has others beside it."""
        own = sorted(self.worker.parent.glob("*.js"))
        return [(file.name, integrity(file)) for file in (*own, *self.files.values())]


def rehearse(folder: Path, assets: Assets, brought: Sequence[str]) -> None:
    """``folder`` is the one of the finished site in which all lies that its checks load; ``brought`` are the
    files in it that bring all along that they need.

    Raises ``BuildError`` where a file is not the one that a page names, or answers another thing than
    this Python does."""
    asked = list(assets.checks.values())
    pairs = once(
        lambda: [pair for check in asked for pair in checks.covering(check.path, check.checker)]
    )
    with TemporaryDirectory() as scratch:
        for start in (*_served(folder, assets), *_packed(folder, assets, brought, Path(scratch))):
            _require_answers(start, asked, pairs, assets.cache)


def _served(folder: Path, assets: Assets) -> Iterator[Start]:
    """By each step, from a server."""
    for step in () if assets.settings["SELFCHECK_FROM_FILE"] else assets.steps:
        given = {file.name: folder / file.name for file in step.files}
        yield _start(step, folder, folder / assets.static / "worker.js", given)


def _packed(folder: Path, assets: Assets, brought: Sequence[str], scratch: Path) -> Iterator[Start]:
    """From what standalone files, and pages that are opened from a folder, bring along."""
    step = assets.steps[0].bundled
    for number, path in enumerate(brought):
        unpacked = scratch / str(number)
        unpacked.mkdir()
        _unpack(folder / path, unpacked)
        given = {file.name: unpacked / Path(file.name).name for file in step.files}
        yield _start(step, folder, unpacked / "worker.js", given)


def _unpack(file: Path, into: Path) -> None:
    try:
        for name, packed in PACKED.findall(file.read_bytes()):
            (into / name.decode()).write_bytes(gzip.decompress(b64decode(packed)))
    except (OSError, EOFError, zlib.error) as error:
        raise BuildError(_damaged(file.name, f"cannot be unpacked ({error})")) from None


def _start(step: Step, folder: Path, worker: Path, given: Mapping[str, Path]) -> Start:
    def url(name: str) -> str:
        return (folder.absolute() / name).as_uri()

    for file in step.files:
        here = given[file.name]
        if not here.exists() or integrity(here) != file.integrity:
            raise BuildError(_damaged(file.name, "is not what its page names"))
    return Start(
        ", ".join(Path(name).name for name in given),
        worker.absolute(),
        step.told(url),
        {url(name): file.absolute() for name, file in given.items()},
    )


def _require_answers(
    start: Start, asked: Sequence[checks.Check], pairs: Callable[[], Pairs], cache: Path
) -> None:
    def ask(made: Path) -> None:
        given = {
            "start": {**start.told, "paths": [check.path for check in asked]},
            "files": {address: str(file) for address, file in start.files.items()},
            "questions": [question for question, _ in pairs()],
        }
        _compare(start, pairs(), _answers(start, given))
        made.write_text(f"{start.name}: {len(pairs())} questions, answered as they must be.\n")

    key = source_digest(
        __package__,
        NODE_VERSION,
        source_digest(checks.__name__),
        start.bytes_by_name,
        [(check.path, check.bundle.name) for check in asked],
    )
    made_once(cache / "selfcheck" / f"rehearsed-{key}", ask)


def _answers(start: Start, given: object) -> list[str]:
    script = files(__package__) / "ask_worker.mjs"
    try:
        said = run(script, start.worker, given=json.dumps(given), patience=PATIENCE)
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
