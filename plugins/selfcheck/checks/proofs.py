"""No checker is published unproved: a build stops at a counterexample."""

from __future__ import annotations

import re
from pathlib import Path

from pelican.log import console

from checker.loading import shown
from checker.model import Checker

from ..errors import BuildError
from ..tools import made_once, source_digest

TIMING = re.compile(r" in [\d.]+ s$")
"""How long a proof took differs from build to build: the same sources make the same page."""


def require(checker: Checker, file: str, bundle: str, cache: Path) -> str:
    """Prove the checker's invariants, unless the same bundle has been proved before; return the
    proof as it is printed.

    Raises ``BuildError`` with each that does not hold, its counterexample in words and its remedy."""
    key = source_digest("checker", bundle)  # the checker by its bundle, and the code that proves it
    made = cache / "selfcheck" / f"proved-{key}"
    return made_once(made, lambda target: _prove(checker, file, target)).read_text(encoding="utf-8")


def _prove(checker: Checker, file: str, printed: Path) -> None:
    from checker.proof import prove  # here, for it takes longer to load than most builds take

    console.print(f"selfcheck: proving {checker.id!r} over all answers …")
    proof = prove(checker)
    if proof.failures:
        raise BuildError(*(f"{shown(file)}: {' '.join(it.split())}" for it in proof.failures))
    printed.write_text(TIMING.sub("", str(proof)), encoding="utf-8")
