"""No checker is published unproved: a build stops at a counterexample."""

from __future__ import annotations

import re
from pathlib import Path

from pelican.log import console

from checker.model import Checker

from ..errors import BuildError
from ..tools import made_once, source_digest

TIMING = re.compile(r" in [\d.]+ s$")
"""How long a proof took differs from build to build: the same sources make the same page."""


def require(checker: Checker, bundle: str, cache: Path) -> str:
    """Prove the checker's invariants, unless the same bundle has been proved before; return the
    proof as it is printed.

    Raises ``BuildError`` with the first counterexample in words."""
    key = source_digest("checker", bundle)  # the checker by its bundle, and the code that proves it
    proved = made_once(cache / "selfcheck" / f"proved-{key}", lambda file: _prove(checker, file))
    return proved.read_text(encoding="utf-8")


def _prove(checker: Checker, printed: Path) -> None:
    from checker.proof import prove  # here, for it takes longer to load than most builds take

    console.print(f"selfcheck: proving {checker.id!r} over all answers …")
    proof = prove(checker)
    _refuse(proof.failures)
    printed.write_text(TIMING.sub("", str(proof)), encoding="utf-8")


def _refuse(failures: tuple[str, ...]) -> None:
    if failures:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise BuildError(
            f"{failures[0]}{more}. Mend the rules; 'python -m checker prove' tells all."
        )
