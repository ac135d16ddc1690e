"""Build the site aside, then put it in the place of the former one in one step.

    python .make/build_aside.py OUTPUT PELICAN-ARGUMENT...

Pelican writes into OUTPUT.new; only a finished site becomes OUTPUT. A build that fails or is
killed at any moment leaves the former site whole: the plugin's own `aside.py` moves file by file, for
an output may be a mounted folder or hold what is not Pelican's, and is whole unless it is killed then.
"""

import ctypes
import fcntl
import os
import runpy
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import main as pelican

AT_FDCWD = -100  # <fcntl.h>
RENAME_EXCHANGE = 2  # <linux/fs.h>


def build(
    output: Path, arguments: list[str], finish: Callable[[Path], None] = lambda _: None
) -> None:
    """Run Pelican with the arguments; its site, finished, becomes `output`.

    Raises SystemExit, with `output` as it was, when Pelican fails or cannot read its settings (`-s`).
    """
    settings(arguments)
    output = output.resolve()  # whoever serves it by a link finds the new site behind that
    aside, former = (output.with_name(output.name + end) for end in (".new", ".old"))
    restore(output, former)
    remove(aside)
    aside.mkdir()
    try:
        pelican([*arguments, "--output", str(aside)])
        finish(aside)
        replace(output, aside, former)
    finally:
        remove(aside)


def settings(arguments: list[str]) -> dict[str, Any]:
    """What the settings' file says (`-s`).

    Raises SystemExit, naming file and line, when Python cannot read it.
    """
    file = Path(arguments[arguments.index("-s") + 1])
    try:
        return runpy.run_path(str(file))
    except SyntaxError as error:
        where, what = f"{error.filename}:{error.lineno}", error.msg.removesuffix("?")
    except FileNotFoundError as error:
        raise SystemExit(
            f"{error.filename}: no such file. Make it, or name another: CONFFILE=…"
        ) from None
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        line = [frame.lineno for frame in frames if Path(frame.filename) == file][-1]
        where, what = f"{file}:{line}", f"{type(error).__name__}: {error}"
    raise SystemExit(
        f"{where}: {what}. Look there, and above, for a comma, quote or bracket that lacks."
    )


def replace(output: Path, aside: Path, former: Path) -> None:
    """Put `aside` in the place of `output`."""
    if not output.exists():
        aside.rename(output)
    elif not exchange(aside, output):
        output.rename(former)
        aside.rename(output)
        remove(former)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux); say whether it did."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    if renameat2 is None:
        return False
    places = AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other)
    return bool(renameat2(*places, RENAME_EXCHANGE) == 0)


def restore(output: Path, former: Path) -> None:
    """Undo a replacement in two steps that was killed between them."""
    if former.exists() and not output.exists():
        former.rename(output)
    remove(former)


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def in_turn(output: Path, arguments: list[str], *finish: Callable[[Path], None]) -> None:
    """Build when no other build is running."""
    # Pelican catches Ctrl-C and then reports success, over a site that is half written.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with Path(__file__).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        build(output, arguments, *finish)


if __name__ == "__main__":
    in_turn(Path(sys.argv[1]), sys.argv[2:])
