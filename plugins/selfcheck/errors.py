"""How the plugin stops a build."""


class BuildError(SystemExit):
    """An author's mistake, in one line: where, what and the remedy.

    Pelican logs most exceptions of plugins and goes on; it lets ``SystemExit`` pass, which prints
    the line and ends the build before anything is written."""
