"""No checker is published unproved: a build stops at a counterexample."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from pelican.log import console

import checker as checker_package
from checker.model import Checker

from .cache import made_once
from .errors import BuildError

TIMING = re.compile(r" in [\d.]+ s$")
"""How long a proof took differs from build to build: the same sources make the same page."""


def require(checker: Checker, bundle: str, cache: Path) -> str:
    """Prove the checker's invariants, unless the same bundle has been proved before; return the
    proof as it is printed.

    Raises ``BuildError`` with the first counterexample in words."""
    proved = made_once(
        cache / "selfcheck" / f"proved-{_digest(bundle)}", lambda file: _prove(checker, file)
    )
    return proved.read_text(encoding="utf-8")


def _prove(checker: Checker, printed: Path) -> None:
    from checker.proof import prove, text  # here, for it takes longer to load than most builds take

    console.print(f"selfcheck: proving {checker.id!r} over all answers …")
    proof = prove(checker)
    _refuse(proof.failures)
    printed.write_text(TIMING.sub("", text(proof)), encoding="utf-8")


def _refuse(failures: tuple[str, ...]) -> None:
    if failures:
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise BuildError(
            f"{failures[0]}{more}. Mend the rules; 'python -m checker prove' tells all."
        )


def _digest(bundle: str) -> str:
    """Of the checker, which its bundle is named by, and of the code that proves it."""
    digest = hashlib.sha256(bundle.encode())
    for file in sorted(Path(checker_package.__path__[0]).glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:32]
