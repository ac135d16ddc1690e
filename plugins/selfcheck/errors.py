"""How the plugin stops a build."""

from __future__ import annotations

from types import TracebackType


class BuildError(SystemExit):
    """Authors' mistakes, each in one line: where, what and the remedy.

    Pelican logs most exceptions of plugins and goes on; it lets ``SystemExit`` pass, which prints
    the lines and ends the build before anything is written."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class Mistakes:
    """Those of several steps, to be told at once: a ``BuildError`` within ``with`` is kept."""

    def __init__(self) -> None:
        self.kept: dict[str, None] = {}  # in order, and what two steps find once

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, BuildError):
            self.kept |= dict.fromkeys(error.mistakes)
        return isinstance(error, BuildError)

    def tell(self) -> None:
        """Raises ``BuildError`` with all of them, if there are any."""
        if self.kept:
            raise BuildError(*self.kept)
