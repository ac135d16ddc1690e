"""How the plugin stops a build."""


class BuildError(SystemExit):
    """An author's mistakes, one a line: where, what and the remedy.

    Pelican logs most exceptions of plugins and goes on; it lets ``SystemExit`` pass, which prints
    the lines and ends the build before anything is written."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
