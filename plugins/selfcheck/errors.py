"""How the plugin stops a build: told are all mistakes at once, of other plugins of the site too."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pelican.generators import Generator

MISTAKES = "MISTAKES"
"""The setting in which plugins collect what they have found, until Pelican has read everything."""


FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What a system says that has no room left, or none for this user."""


class BuildError(SystemExit):
    """An author's mistakes, one a line: where, what and the remedy.

    Pelican logs most exceptions of plugins and goes on; it lets ``SystemExit`` pass, which prints
    the lines and ends the build."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))


@contextmanager
def room_for(what: object, remedy: str) -> Iterator[None]:
    """Raises ``BuildError`` where a disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise BuildError(
            f"selfcheck: {what} cannot be written ({error.strerror}). {remedy}"
        ) from None


def tell(settings: dict[str, Any], mistakes: Iterable[str]) -> None:
    """Note mistakes, to be told with those that others have found."""
    settings.setdefault(MISTAKES, []).extend(mistakes)


def stop(generators: list[Generator]) -> None:
    """Raises ``BuildError`` with all that has been noted: before the first file is written."""
    if mistakes := generators[0].settings.pop(MISTAKES, []):
        raise BuildError(*dict.fromkeys(mistakes))
