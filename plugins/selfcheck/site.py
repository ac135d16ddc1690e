"""What the widgets of one site load: made once, named by content, copied into the output."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.log import console

from . import file_form, image, runtime, trim
from .checks import Check, load
from .integrity import fingerprint, integrity
from .sample import Part

STATIC = Path(__file__).parent / "static"

IMPORT = re.compile(r'^import .* from "\./(.+)";$', re.MULTILINE)
"""A module that another one needs before it runs."""


@dataclass(frozen=True)
class Image:
    """The image's name, and what a browser's ``fetch`` checks it by."""

    name: str
    integrity: str


@dataclass(frozen=True)
class Site:
    """All that the widgets of a site share. Paths are relative to the site's folder of checks."""

    checks: dict[str, Check]
    folder: str
    runtime: str
    hashes: dict[str, str]
    image: Image | None
    static: str
    modules: tuple[str, ...]
    form: file_form.FileForm
    settings: dict[str, Any]

    @property
    def cache(self) -> Path:
        return Path(self.settings["SELFCHECK_CACHE_PATH"])


def build(contents: list[Content], settings: dict[str, Any], output: Path) -> Site | None:
    """Check everything first, then write; a site without a check costs nothing.

    Raises ``BuildError``."""
    if not contents:
        return None
    cache = Path(settings["SELFCHECK_CACHE_PATH"])
    checks = load(contents, settings["SELFCHECK_CHECKERS"], cache)
    bundles = {check.bundle.name: check.bundle.file for check in checks.values()}
    pyodide = runtime.pyodide(cache)
    library = trim.build(pyodide, [check.bundle for check in checks.values()], cache)
    loaded = runtime.shipped(pyodide, library) | bundles
    frozen = _freeze(pyodide, library, checks, cache) if settings["SELFCHECK_IMAGE"] else {}
    static = _static()
    site = Site(
        checks=checks,
        folder=settings["SELFCHECK_OUTPUT_PATH"],
        runtime=_folder(loaded),
        hashes={path: integrity(file) for path, file in sorted(loaded.items())},
        image=next((Image(name, integrity(file)) for name, file in frozen.items()), None),
        static=_folder(static),
        modules=_imported_by("widget.js"),
        form=file_form.build(pyodide, {"library.zip": library} | bundles | frozen, cache),
        settings=settings,
    )
    _install(site, loaded | frozen, static, output / site.folder)
    return site


def _folder(files: dict[str, Path]) -> str:
    """The one that the first of these paths lies in."""
    return next(iter(files)).partition("/")[0]


def _freeze(pyodide: Path, library: Path, checks: dict[str, Check], cache: Path) -> dict[str, Path]:
    """The image by its name; nothing when there can be none."""
    parts = {name: Part(it.checker, it.path, it.bundle) for name, it in checks.items()}
    try:
        file = image.build(pyodide, library, parts, cache)
    except image.ImageError as error:
        console.print(f"selfcheck: no image, so Pyodide starts in full, slowly: {error}")
        return {}
    return {f"image-{fingerprint(file)}.wasm": file}


def _static() -> dict[str, Path]:
    """The widget's own files, in a folder named by their content."""
    sources = sorted(path for path in STATIC.rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    name = f"widget-{digest.hexdigest()[:16]}"
    return {f"{name}/{source.relative_to(STATIC).as_posix()}": source for source in sources}


def _imported_by(script: str) -> tuple[str, ...]:
    """The modules that a script of the widget needs, and theirs: so that none waits for another."""
    found = [script]
    for name in found:
        text = (STATIC / name).read_text(encoding="utf-8")
        found += [other for other in IMPORT.findall(text) if other not in found]
    return tuple(found[1:])


def _install(site: Site, loaded: dict[str, Path], static: dict[str, Path], folder: Path) -> None:
    """Write what a server offers; for a site that is opened from a folder what works there."""
    if site.settings["SELFCHECK_FROM_FILE"]:
        _write_once(folder / site.form.name / "widget.js", site.form.widget)
        _write_once(folder / site.form.name / "files.js", site.form.files)
        static = {path: file for path, file in static.items() if file.suffix != ".js"}
    else:
        _copy_once(loaded, folder)
        _write_once(folder / site.runtime / "NOTICE.txt", runtime.NOTICE.encode())
    _copy_once(static, folder)


def _copy_once(files: dict[str, Path], folder: Path) -> None:
    for path, file in files.items():
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / path)


def _write_once(target: Path, content: bytes) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
