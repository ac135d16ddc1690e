"""Pelican writes aside; only a finished site gets into the output.

So whatever stops a build, in the plugin, in another one, in a theme or on the disk, leaves the former
site as it was; and ``pelican --autoreload`` waits for the next change instead of ending."""

from __future__ import annotations

import filecmp
import inspect
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pelican
from pelican import Pelican

from .errors import MISTAKES, BuildError, room_for


@dataclass(frozen=True)
class Run:
    """A run of Pelican: its output, the folder that it writes into instead, and what was noted of it."""

    main: Pelican
    output: Path
    aside: Path
    notes: list[Any] = field(default_factory=list)

    def aside_of(self, path: Path) -> Path:
        return _moved(path, self.output, self.aside)

    def place_of(self, path: Path) -> Path:
        return _moved(path, self.aside, self.output)


FATAL = "Warning or error encountered"
"""What Pelican raises by ``--fatal`` when it has told an error, often without its cause."""

WANTED = "SELFCHECK_WRITE_ASIDE"
"""The setting that asks for all this but the waiting."""

RUNNING: list[Run] = []
"""The run of the main site, within which those of its languages lie."""


def _moved(path: Path, old: Path, new: Path) -> Path:
    return new / path.relative_to(old) if path.is_relative_to(old) else path


def run_aside(
    site: Pelican, written: Callable[[Run], None], finished: Callable[[Run], None]
) -> None:
    """From now on a run of this Pelican is all or nothing. ``written`` is called when all is written, and
    may refuse it; ``finished`` when it is in its place."""
    run_main = partial(_run_main, site, site.run, written, finished)
    site.run = partial(_run, site, site.run, run_main)


def note(what: Any) -> None:
    """For the hooks of this run."""
    RUNNING[0].notes.append(what)


def is_main(site: Pelican) -> bool:
    """Whether it is the main site that runs, not one of its languages."""
    return RUNNING[0].main is site


def _run(site: Pelican, run: Callable[[], None], run_main: Callable[[], None]) -> None:
    if RUNNING:
        with _written_to(site, RUNNING[0].aside_of(_real(site.output_path))):
            return run()
    try:
        run_main()
    except (Exception, SystemExit) as error:
        if not _is_watching():
            raise
        name = "" if isinstance(error, SystemExit) else f"{type(error).__name__}: "
        sys.stderr.write(f"{name}{error}\nWaiting for a change …\n")
        sys.stderr.flush()


def _run_main(
    site: Pelican,
    run: Callable[[], None],
    written: Callable[[Run], None],
    finished: Callable[[Run], None],
) -> None:
    output = _real(site.output_path)
    aside = output.with_name(f"{output.name}.unfinished")
    here = Run(site, output, aside if site.settings.get(WANTED, True) else output)
    RUNNING.append(here)
    try:
        with (
            room_for(output, "Make room there."),
            _all_or_nothing(here),
            _written_to(site, here.aside),
            _in_short(site),
        ):
            run()
            written(here)
        finished(here)
    finally:
        site.settings.pop(MISTAKES, None)
        RUNNING.clear()


@contextmanager
def _all_or_nothing(run: Run) -> Iterator[None]:
    """What was written aside gets into the output, unless an error comes through here."""
    if run.aside == run.output:
        yield
        return
    _make(run.aside)
    try:
        yield
        _publish(run)
    finally:
        shutil.rmtree(run.aside, ignore_errors=True)


def _make(aside: Path) -> None:
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
    except OSError as error:
        raise BuildError(
            f"{aside}: {error.strerror}. Pelican writes there first: let it write beside the output, or "
            f"set {WANTED} = False."
        ) from None


def _real(path: str) -> Path:
    return Path(os.path.realpath(path))


def _is_watching() -> bool:
    """Whether Pelican builds again at each change: nothing but the stack tells."""
    return any(frame.frame.f_code is pelican.autoreload.__code__ for frame in inspect.stack(0))


@contextmanager
def _written_to(site: Pelican, folder: Path) -> Iterator[None]:
    """Within a run only: a server of Pelican's shows what stands in the settings before."""
    former = site.output_path, site.settings["OUTPUT_PATH"]
    site.output_path = site.settings["OUTPUT_PATH"] = str(folder)
    try:
        yield
    finally:
        site.output_path, site.settings["OUTPUT_PATH"] = former


@contextmanager
def _in_short(site: Pelican) -> Iterator[None]:
    """Raises ``BuildError`` where Pelican has told an error; with what was noted before it."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != FATAL:
            raise
        cause = [f"{error.__context__}."] if error.__context__ else []
        remedy = " ".join([*cause, "Mend what Pelican has told above."])
        raise BuildError(*site.settings.get(MISTAKES, []), remedy) from None


def _publish(run: Run) -> None:
    """Put what was written into the output: each file in one step, pages after what they load."""
    new = sorted(_files(run.aside), key=lambda file: file.suffix == ".html")
    targets = {file: run.place_of(file) for file in new}
    _refuse_folders(targets.values())
    for folder in {target.parent for target in targets.values()}:
        folder.mkdir(parents=True, exist_ok=True)
    for file, target in targets.items():
        if not _is_same(file, target):
            _replace(file, target)
    if run.main.delete_outputdir and not _real(run.main.path).is_relative_to(run.output):
        _remove_others(run, set(targets.values()))


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]


def _refuse_folders(targets: Iterable[Path]) -> None:
    """Before the first file is moved. Raises ``BuildError``."""
    folders = [target for target in targets if target.is_dir() and not target.is_symlink()]
    if folders:
        raise BuildError(
            *(
                f"{os.path.relpath(it)}: a folder where the site has a file. Remove it."
                for it in folders
            )
        )


def _is_same(file: Path, target: Path) -> bool:
    linked = file.is_symlink() or target.is_symlink()
    return not linked and target.exists() and filecmp.cmp(file, target, shallow=False)


def _replace(file: Path, target: Path) -> None:
    """In one step, even where the output is another file system."""
    beside = target.with_name(f"{target.name}.unfinished")
    shutil.move(file, beside)
    beside.replace(target)


def _remove_others(run: Run, kept: set[Path]) -> None:
    """As ``DELETE_OUTPUT_DIRECTORY`` asks for, but for what it is told to retain."""
    retained = {run.output / name for name in run.main.output_retention}
    paths = sorted(run.output.rglob("*"), reverse=True)
    for path in [path for path in paths if not retained & {path, *path.parents}]:
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
