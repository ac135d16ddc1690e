"""What the widgets of one site load: made once, named by content, copied into the output."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.log import console

from . import bundle, file_form, image, offline, runtime, trim
from .checks import Check, load
from .sample import Part

IMPORT = re.compile(r'^import .* from "\./(.+)";$', re.MULTILINE)
"""A module that another one needs before it runs."""


@dataclass(frozen=True)
class Image:
    """The image's name, and what a browser's ``fetch`` checks it by."""

    name: str
    integrity: str


@dataclass(frozen=True)
class Site:
    """All that the widgets of a site share. Paths are relative to the site's output."""

    checks: dict[str, Check]
    folder: str
    runtime: str
    hashes: dict[str, str]
    image: Image | None
    static: str
    modules: tuple[str, ...]
    form: file_form.FileForm
    settings: dict[str, Any]


def build(contents: list[Content], settings: dict[str, Any], output: Path) -> Site | None:
    """Check everything first, then write; a site without a check costs nothing.

    Raises ``BuildError``."""
    if not contents:
        return None
    cache = Path(settings["SELFCHECK_CACHE_PATH"])
    folder = output / settings["SELFCHECK_OUTPUT_PATH"]
    checks = load(contents, settings["SELFCHECK_CHECKERS"], cache)
    bundles = [check.bundle for check in checks.values()]
    parts = {name: Part(it.checker, it.path, it.bundle) for name, it in checks.items()}
    source = runtime.pyodide(cache)
    library = trim.build(source, bundles, cache)
    frozen = _freeze(source, library, parts, cache) if settings["SELFCHECK_IMAGE"] else None
    runtime_name = runtime.install(source, library, folder)
    for built in bundles:
        _copy_once(built.file, folder / built.name)
    installed = _install_image(frozen, folder) if frozen else None
    brought = {"library.zip": library, **{built.name: built.file for built in bundles}}
    if installed and frozen:
        brought[installed.name] = frozen
    site = Site(
        checks,
        settings["SELFCHECK_OUTPUT_PATH"],
        runtime_name,
        _hashes(folder, runtime_name, bundles),
        installed,
        _install_static(folder),
        _imported_by("widget.js"),
        file_form.build(source, brought, cache),
        settings,
    )
    if settings["SELFCHECK_FROM_FILE"]:
        _install_file_form(site, folder)
    return site


def _hashes(folder: Path, runtime: str, bundles: Iterable[bundle.Bundle]) -> dict[str, str]:
    """What the browser checks the files of Pyodide and of the checkers by."""
    loaded = (file for file in (folder / runtime).iterdir() if file.suffix != ".txt")
    return offline.hashes(folder, [*loaded, *(folder / built.name for built in bundles)])


def _freeze(source: Path, library: Path, parts: dict[str, Part], cache: Path) -> Path | None:
    try:
        return image.build(source, library, parts, cache)
    except image.ImageError as error:
        console.print(f"selfcheck: no image, so Pyodide starts in full, slowly: {error}")
        return None


def _install_image(file: Path, folder: Path) -> Image:
    name = f"image-{hashlib.sha256(file.read_bytes()).hexdigest()[:16]}.wasm"
    _copy_once(file, folder / name)
    return Image(name, offline.integrity(file))


def _install_file_form(site: Site, folder: Path) -> None:
    """In place of what needs a server."""
    for script, text in (("widget.js", site.form.widget), ("files.js", site.form.files)):
        target = folder / site.form.name / script
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    shutil.rmtree(folder / site.runtime)
    for file in (*folder.glob("*.*"), *(folder / site.static).glob("*.js")):
        if file.is_file():
            file.unlink()


def _install_static(folder: Path) -> str:
    """The widget's own files, in a folder named by their content."""
    with as_file(files(__package__) / "static") as static:
        sources = sorted(p for p in static.rglob("*") if p.is_file())
        digest = hashlib.sha256()
        for source in sources:
            digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
        name = f"widget-{digest.hexdigest()[:16]}"
        for source in sources:
            _copy_once(source, folder / name / source.relative_to(static))
    return name


def _imported_by(script: str) -> tuple[str, ...]:
    """The modules that a script of the widget needs, and theirs: so that none waits for another."""
    static, found = files(__package__) / "static", [script]
    for name in found:
        text = (static / name).read_text(encoding="utf-8")
        found += [other for other in IMPORT.findall(text) if other not in found]
    return tuple(found[1:])


def _copy_once(source: Path, target: Path) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
