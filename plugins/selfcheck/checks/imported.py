"""A module stays imported while Pelican runs; those of checkers are imported again once one was edited.

The page comes from the imported modules, the bundle from the files: they must be the same."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import invalidate_caches
from pathlib import Path

from ..errors import BuildError
from ..tools import fingerprint

SEEN: dict[str, str] = {}
"""The modules of checkers, by what their files were when this process imported them."""


def refresh(modules: Mapping[str, Path]) -> None:
    """Raises ``BuildError`` if what was edited is not the checkers' own: too much hangs on it."""
    now = {module: fingerprint(file) for module, file in modules.items()}
    changed = sorted(module for module in now if SEEN.get(module, now[module]) != now[module])
    if ours := [module for module in changed if not _is_own(module)]:
        raise BuildError(
            f"selfcheck: {', '.join(ours)} has changed since Pelican was started. Start it again."
        )
    if changed:
        _give_up([module for module in SEEN if _is_own(module)])
    SEEN.update(now)


def _is_own(module: str) -> bool:
    return module.partition(".")[0] != "checker"


def _give_up(modules: list[str]) -> None:
    """All of them: checkers may share modules."""
    for module in modules:
        sys.modules.pop(module, None)
        del SEEN[module]
    invalidate_caches()
