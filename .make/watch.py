"""Build, and build again in a fresh process whenever a source changes, until stopped.

    python .make/watch.py BUILD-COMMAND SOURCE...

A fresh process, because Python keeps the modules of plugins/ and checker/ that it has imported.
"""

import logging
import sys
from pathlib import Path

from watchfiles import run_process
from watchfiles.main import FileChange


def report(changes: set[FileChange]) -> None:
    """Name the changed files."""
    names = sorted({Path(path).name for _, path in changes})
    print(f"Changed: {', '.join(names)}. Building again …", flush=True)


if __name__ == "__main__":
    build, *sources = sys.argv[1:]
    # It would warn, at each change, that the build before has finished.
    logging.getLogger("watchfiles.main").setLevel(logging.ERROR)
    run_process(*sources, target=build, target_type="command", callback=report)
