"""The two peers that bring Python packages of their own: stlite and marimo's islands.

Pyodide's project keeps the packages that it has built on a host of its own; what PyPI has instead
is fetched here, pinned by hash, into a lock file of Pyodide's own form.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email.parser import HeaderParser
from pathlib import Path
from urllib.parse import quote

from plugins.selfcheck import runtime
from plugins.selfcheck.tools import unpacked

HERE = Path(__file__).resolve().parent
CACHE = HERE.parent / ".cache" / "bench"
PYTHON = {"stlite": "3.13", "marimo": "3.14"}

CORE = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
STAND_INS = ("altair", "fastparquet", "numpy", "pandas", "pillow")
"""What Streamlit requires, a page of radios does not import, and PyPI has not for this Pyodide:
empty here, so that stlite's figures are less than what its readers wait for."""

UNNAMED = {"marimo-base": ["pyodide-http"], "anyio": ["ssl"]}
"""What a package imports and does not require; Pyodide's own lock file adds it too."""

SSL = """
class SSLError(OSError): ...
class SSLWantReadError(SSLError): ...
class SSLSyscallError(SSLError): ...
class SSLContext: ...
"""
"""anyio names these; Pyodide's own is not on PyPI."""

ISLANDS = "@marimo-team/islands@0.23.15"
ISLANDS_INTEGRITY = "sha512-+2C7lxfDeAEJ2CXbR0X7ctHcTUuEYW0jT6PBnp7MLRdA5GQURUT6ci5OCCjUHflfsgKUw23GYi254F1/YazxMg=="
"""Fetched by itself: npm cannot install what its package.json lists, which its files hold already."""

CDN = "`https://cdn.jsdelivr.net/pyodide/${e.pyodideVersion}/full/`"
LOCK = "`https://wasm.marimo.app/pyodide-lock.json?v=${e.version}&pyodide=${e.pyodideVersion}`"
"""The two addresses that stand in marimo's worker, without an option for others."""

ISLAND = (
    '<marimo-island data-app-id="five" data-reactive="true">'
    "<marimo-cell-output></marimo-cell-output>"
    "<marimo-cell-code hidden>{}</marimo-cell-code></marimo-island>"
)


def stlite(root: Path) -> tuple[str, str]:
    """The head and the body of a page by stlite, with all that it loads laid below ``root``."""
    _copy(HERE / "node_modules" / "@stlite" / "browser" / "build", root / "stlite")
    source = runtime.fetch(HERE.parent / ".cache")
    target, wheels = _pyodide(source, "stlite", root)
    versions = json.loads((source / "pyodide-lock.json").read_text())["packages"]
    wheels += [_wheel(target, name, versions[name]["version"], {}) for name in STAND_INS]
    wheels.append(_wheel(target, "ssl", "1.0.0", {"ssl.py": SSL}))
    _lock(source, target, wheels)
    head = '<link rel="stylesheet" href="/stlite/stlite.css">'
    return head, '<div id="app"></div><script type="module" src="/pages/stlite.js"></script>'


def marimo(root: Path) -> tuple[str, str]:
    """The same by marimo's islands."""
    with unpacked(ISLANDS, CACHE, ISLANDS_INTEGRITY) as package:
        _copy(package / "dist", root / "marimo")
    (worker,) = (root / "marimo" / "assets").glob("worker-*.js")
    worker.write_text(_local(worker.read_text()))
    source = HERE / "node_modules" / "pyodide-314"
    target, wheels = _pyodide(source, "marimo", root)
    wheels.append(_pure(next(_fetched("marimo").glob("pyyaml-*.tar.gz")), "yaml", target))
    _lock(source, target, wheels)
    notebook = (HERE / "pages" / "marimo.py").read_text()
    cells = [
        (HERE / "five_questions.py").read_text(),
        *re.split(r"^# %%.*\n", notebook, flags=re.MULTILINE)[1:],
    ]
    islands = "".join(ISLAND.format(quote(cell)) for cell in cells)
    head = (
        '<link rel="stylesheet" href="/marimo/style.css">'
        '<script type="module" src="/marimo/main.js"></script>'
    )
    shown = '<script type="module" src="/pages/marimo.js"></script>'
    return head, f'<div id="app">{islands}</div>{shown}'


def _local(worker: str) -> str:
    for address, here in ((CDN, "/marimo-pyodide/"), (LOCK, "/marimo-pyodide/pyodide-lock.json")):
        if address not in worker:
            raise SystemExit(f"bench: marimo's worker has no {address}. See CDN and LOCK.")
        worker = worker.replace(address, f"new URL({here!r},location.origin).href")
    return worker


def _copy(source: Path, target: Path) -> None:
    ignore = shutil.ignore_patterns("*.map")
    shutil.copytree(source, target, ignore=ignore, dirs_exist_ok=True)


def _pyodide(source: Path, peer: str, root: Path) -> tuple[Path, list[Path]]:
    """The folder with Pyodide's core, and the peer's wheels in it."""
    target = root / f"{peer}-pyodide"
    target.mkdir(exist_ok=True)
    for name in CORE:
        if (source / name).exists():
            shutil.copy(source / name, target)
    return target, [Path(shutil.copy(wheel, target)) for wheel in _fetched(peer).glob("*.whl")]


def _fetched(peer: str) -> Path:
    """The folder with the packages that ``PEER.txt`` pins."""
    pins = HERE / f"{peer}.txt"
    folder = CACHE / f"{peer}-{hashlib.sha256(pins.read_bytes()).hexdigest()[:16]}"
    if not folder.exists():
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--require-hashes",
        ]
        target = ["--python-version", PYTHON[peer], "--implementation", "cp"]
        target += ["--abi", f"cp{PYTHON[peer].replace('.', '')}", "--abi", "none"]
        for platform in ("any", "pyemscripten_2026_0_wasm32"):
            target += ["--platform", platform]
        scratch = folder.with_suffix(".new")
        subprocess.run([*command, *target, "--dest", scratch, "--requirement", pins], check=True)
        scratch.rename(folder)
    return folder


def _pure(source: Path, package: str, target: Path) -> Path:
    """A wheel of the Python files in a source archive."""
    name, version = source.name.removesuffix(".tar.gz").split("-")
    with tarfile.open(source) as archive:
        found = {member.name.partition("/lib/")[2]: member for member in archive}
        files = {
            path: archive.extractfile(member).read()
            for path, member in found.items()
            if path.startswith(f"{package}/") and path.endswith(".py")
        }
    return _wheel(target, name, version, files)


def _wheel(target: Path, name: str, version: str, files: dict[str, bytes | str]) -> Path:
    wheel = target / f"{name}-{version}-py3-none-any.whl"
    about = {
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        for path, text in about.items():
            archive.writestr(f"{name}-{version}.dist-info/{path}", text)
    return wheel


def _lock(source: Path, target: Path, wheels: list[Path]) -> None:
    """Pyodide's lock file for these wheels alone: nothing is asked of an index."""
    entries = {entry["name"]: entry for entry in map(_entry, wheels)}
    for entry in entries.values():
        entry["depends"] = [name for name in entry["depends"] if name in entries]
    info = json.loads((source / "pyodide-lock.json").read_text())["info"]
    (target / "pyodide-lock.json").write_text(json.dumps({"info": info, "packages": entries}))


def _entry(wheel: Path) -> dict[str, object]:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (p for p in archive.namelist() if p.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(path).decode())
    name = _canonical(metadata["Name"])
    needs = [need for need in metadata.get_all("Requires-Dist", []) if "extra ==" not in need]
    return {
        "name": name,
        "version": metadata["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": [],
        "depends": [_canonical(re.match(r"[\w.-]+", need)[0]) for need in needs]
        + UNNAMED.get(name, []),
        "unvendored_tests": False,
    }


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
