"""The pinned Pyodide: fetched once from npm, verified at every build."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from pelican.log import console

from . import packages
from .cache import made_once
from .errors import BuildError

PYODIDE = "0.29.5"
PYTHON = (3, 13)
"""The Python inside: bytecode of any other is refused."""

FILES = {
    "pyodide.mjs": "d655d7d63b09a1e300bc7d5e53573dde7119089b4056e5374ce4feb4dad14a32"
    "054c587e1beb9fdd1d3fa65b78cd6499d10ff3bbca4b261626b40a83b3e6d7e8",
    "pyodide.asm.js": "8cb45ae5bce6439bcda7555cf63f0360d12e43b54145479f796ff29e4333100a"
    "bcb698f92f9786907c722805bf30952de5364f13c3e2b0936eaf179ec91441e5",
    "pyodide.asm.wasm": "545ed1959536cc77834bbf9979c6bca39ce73ef17c8febb2f5edd24a5e3b2ead"
    "ff8aef8030f514f0ee3e45149e2a8ad7662c3788562e55f92011ea4b35dd60e0",
    "python_stdlib.zip": "3e5c2a5ade3df225b2aa81dda2d099811f5f4e51fcdc79957f63514dc2e278a1"
    "c973632c652d53abf452792b112d71d89879e2ecabc7c46d56cb056c4bf4b721",
    "pyodide-lock.json": "eb0fd223e5406d2c89f6011b0721c4388424ce66bbc8fd10ab607e2b1af42cbf"
    "4cb1556dbd837b4068354d173e2d2e0f06de11c45d8565ac46ab7af114d5d606",
}
"""What is used of the package, with the sha512 of each file."""

SHIPPED = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm")
"""What the reader's browser gets of it, besides a standard library made for the checkers."""

NOTICE = f"""\
The files in this folder are Pyodide {PYODIDE}, which contains CPython; the image beside this folder
was made from them by pelican-selfcheck.
Pyodide: Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/
Its source code: https://github.com/pyodide/pyodide/tree/{PYODIDE}
CPython: PSF License Agreement, https://docs.python.org/3.13/license.html
"""


def pyodide(cache: Path) -> Path:
    """The folder of the verified runtime files, fetched if it is not in the cache.

    Raises ``BuildError`` when npm cannot fetch it or a file does not match its pinned sha512."""
    folder = made_once(cache / "pyodide" / PYODIDE, _fetch)
    for name, sha512 in FILES.items():
        file = folder / name
        if not file.exists() or hashlib.sha512(file.read_bytes()).hexdigest() != sha512:
            raise BuildError(
                f"selfcheck: {name} does not match its pinned sha512. Delete {folder.parent} and "
                "build again."
            )
    return folder


def _fetch(folder: Path) -> None:
    console.print(f"selfcheck: fetching Pyodide {PYODIDE} (5 MB, once) …")
    with packages.unpacked(f"pyodide@{PYODIDE}", folder.parent) as package:
        for file in package.iterdir():
            if file.name not in FILES:
                file.unlink()
        package.rename(folder)


def install(source: Path, library: Path, output: Path) -> str:
    """Write what the browser loads of Pyodide, with this standard library, below ``output``.

    Return the folder's name, which tells its content."""
    key = hashlib.sha256("".join(FILES.values()).encode() + library.read_bytes()).hexdigest()[:16]
    name = f"pyodide-{PYODIDE}-{key}"
    target = output / name
    target.mkdir(parents=True, exist_ok=True)
    for file in (*(source / name for name in SHIPPED), library):
        if not (target / file.name).exists():
            shutil.copyfile(file, target / file.name)
    notice = target / "NOTICE.txt"
    if not notice.exists():
        notice.write_text(NOTICE, encoding="utf-8")
    return name
