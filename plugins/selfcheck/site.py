"""What the widgets of one site load: made once, named by content, copied into the output."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pelican.contents import Content

from . import checks, offline, post, rehearsal, runtime, widget
from .errors import BuildError
from .snapshot import SnapshotError
from .tools import clear, fingerprint, integrity, write_once
from .tools import tidy as tidy_cache


@dataclass(frozen=True)
class Site:
    """What the pages of a site need of its checks; ``brought`` are files that bring all of it along."""

    assets: post.Assets
    scripts: offline.FileScripts
    brought: list[str] = field(default_factory=list)

    @property
    def has_snapshots(self) -> bool:
        return bool(self.assets.settings["SELFCHECK_SNAPSHOT"])


def load(
    contents: list[Content], settings: dict[str, Any]
) -> tuple[dict[str, checks.Check], list[str]]:
    """The checks that posts ask for, and every mistake in posts and checkers."""
    known, cache = settings["SELFCHECK_CHECKERS"], Path(settings["SELFCHECK_CACHE_PATH"])
    mistakes = [mistake for content in contents for mistake in post.mistakes(content, known)]
    loaded = {}
    for name in post.named(contents, known):
        try:
            loaded[name] = checks.load(name, known[name], cache)
        except BuildError as error:
            mistakes.append(str(error))
    mistakes += checks.twins(loaded)
    mistakes += post.drift(contents, loaded)
    mistakes += post.untranslated(contents, loaded)
    return loaded, mistakes


def build(loaded: dict[str, checks.Check], settings: dict[str, Any], output: Path) -> Site | None:
    """Make and write what the checks need; a site without a check costs nothing.

    Raises ``BuildError``."""
    if not loaded:
        return None
    cache = Path(settings["SELFCHECK_CACHE_PATH"])
    bundles = [check.bundle for check in loaded.values()]
    pyodide = runtime.fetch(cache)
    imports = {name for bundle in bundles for name in bundle.imports}
    library = runtime.trim(pyodide, imports, bundles[0].file, cache)
    wheels = {bundle.name: bundle.file for bundle in bundles}
    served = runtime.shipped(pyodide, library) | wheels
    snapshots = _freeze(pyodide, library, loaded, settings)
    steps = (*map(_restored, snapshots.items()), _in_full(pyodide, served))
    served |= snapshots
    brought = {Path(file.name).name: served[file.name] for file in steps[0].bundled.files}
    scripts = offline.file_scripts(None if snapshots else pyodide, brought, cache)
    assets = post.Assets(
        checks=loaded,
        folder=settings["SELFCHECK_OUTPUT_PATH"],
        steps=steps,
        static=widget.folder(),
        modules={name: integrity(file) for name, file in widget.modules().items()},
        file_scripts=scripts.folder,
        settings=settings,
    )
    _install(assets, scripts, served, output / assets.folder)
    from_file = settings["SELFCHECK_FROM_FILE"]
    return Site(assets, scripts, [f"{scripts.folder}/files.js"] if from_file else [])


def rehearse(here: Site, output: Path) -> None:
    """Raises ``BuildError`` when what lies in the output does not answer as it must."""
    rehearsal.rehearse(output / here.assets.folder, here.assets, here.brought)


def _freeze(
    pyodide: Path, library: Path, loaded: dict[str, checks.Check], settings: dict[str, Any]
) -> dict[str, Path]:
    """The snapshots by their names, the small one first. Raises ``BuildError`` when there can be none."""
    if not settings["SELFCHECK_SNAPSHOT"]:
        return {}
    try:
        cache = Path(settings["SELFCHECK_CACHE_PATH"])
        made = checks.frozen(pyodide, library, loaded.values(), cache)
    except SnapshotError as error:
        raise BuildError(
            f"selfcheck: no snapshot: {error}. Build again; or set SELFCHECK_SNAPSHOT = False, then Pyodide "
            "starts in full at every visit, slowly."
        ) from None
    kinds = {"small": made.small, "whole": made.whole}
    return {f"snapshot-{kind}-{fingerprint(file)}.wasm": file for kind, file in kinds.items()}


def _restored(snapshot: tuple[str, Path]) -> post.Step:
    return post.Step("snapshot", (_described(*snapshot),))


def _in_full(pyodide: Path, files: dict[str, Path]) -> post.Step:
    return post.Step(
        "pyodide",
        tuple(_described(path, file) for path, file in sorted(files.items())),
        runtime=next(iter(files)).partition("/")[0],
        glue=runtime.glue(pyodide).name,
        abi=runtime.abi(pyodide),
    )


def _described(name: str, file: Path) -> post.Served:
    return post.Served(name, integrity(file), file.stat().st_size)


def _install(
    assets: post.Assets, scripts: offline.FileScripts, served: dict[str, Path], folder: Path
) -> None:
    """Write what a server offers; for a site that is opened from a folder what works there."""
    files = {f"{assets.static}/{name}": file for name, file in widget.static().items()}
    if assets.settings["SELFCHECK_FROM_FILE"]:
        write_once(folder / scripts.folder / "widget.js", scripts.widget)
        write_once(folder / scripts.folder / "files.js", scripts.files)
        files = {path: file for path, file in files.items() if file.suffix != ".js"}
    else:
        files |= served
        write_once(
            folder / assets.steps[-1].runtime / "NOTICE.txt",
            runtime.notice(runtime.pinned().version).encode(),
        )
    for path, file in files.items():
        write_once(folder / path, file.read_bytes())


NAMED = re.compile(r"-[0-9a-f]{16}(\.\w+)*$")
"""What is named by its content."""


def tidy(output: Path, settings: dict[str, Any]) -> None:
    """Remove what earlier builds made: of the output once no page names it, of the cache once no build
    has used it for long."""
    folder = output / settings["SELFCHECK_OUTPUT_PATH"]
    ours = {path for path in folder.glob("*") if NAMED.search(path.name)}
    for path in ours - _named(ours, output, folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    cache = Path(settings["SELFCHECK_CACHE_PATH"])
    tidy_cache(cache / "selfcheck")
    for place in (cache, *cache.glob("*")):
        clear(place)


def _named(ours: set[Path], output: Path, folder: Path) -> set[Path]:
    named: set[Path] = set()
    for page in output.rglob("*.html"):
        if named < ours and not page.is_relative_to(folder):
            text = page.read_text(encoding="utf-8", errors="replace")
            named |= {path for path in ours - named if path.name in text}
    return named
