"""No checker is published unproved: a build stops at a counterexample."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pelican.log import console

from checker.loading import shown
from checker.model import Checker

from ..errors import BuildError
from ..tools import made_once, source_digest

TIMING = re.compile(r" in [\d.]+ s$")
"""How long a proof took differs from build to build: the same sources make the same page."""


@dataclass(frozen=True)
class Proved:
    """A proof as it is printed, each invariant with what holds it and its claim, and the digest of the
    meaning that a reviewer signs."""

    printed: str
    claims: Sequence[tuple[str, str, str]]
    digest: str


def require(checker: Checker, file: str, bundle: str, cache: Path) -> Proved:
    """Prove the checker's invariants, unless the same bundle has been proved before.

    Raises ``BuildError`` with each that does not hold, its counterexample in words and its remedy."""
    key = source_digest("checker", bundle)  # the checker by its bundle, and the code that proves it
    made = cache / "selfcheck" / f"proof-{key}.json"
    record = made_once(made, lambda target: _prove(checker, file, target))
    return Proved(**json.loads(record.read_text(encoding="utf-8")))


def _prove(checker: Checker, file: str, record: Path) -> None:
    from checker.proof import digest, prove  # here, for it loads longer than most builds take

    console.print(f"selfcheck: proving {checker.id!r} over all answers …")
    proof = prove(checker)
    if proof.failures:
        raise BuildError(*(f"{shown(file)}: {' '.join(it.split())}" for it in proof.failures))
    proved = Proved(TIMING.sub("", str(proof)), proof.kept, digest(checker))
    record.write_text(json.dumps(asdict(proved)), encoding="utf-8")
