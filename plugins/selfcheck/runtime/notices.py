"""What readers get with the runtime, and under which licences.

What is linked into Pyodide's module was read out of the module itself, by the words and versions in it,
and out of Pyodide's and CPython's sources."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A piece of software, its version where the module tells one, and its licence by SPDX."""

    name: str
    licence: str
    url: str
    version: str = ""

    def __str__(self) -> str:
        """A line of a notice."""
        return f"{' '.join(filter(None, (self.name, self.version)))}: {self.licence}, {self.url}"


PARTS = (
    Part("CPython", "PSF-2.0", "https://docs.python.org/3/license.html", "3.13.2"),
    Part("SRE, in CPython", "CNRI-Python", "https://docs.python.org/3/license.html", "2.2.2"),
    Part("libmpdec, in CPython", "BSD-2-Clause", "https://www.bytereef.org/mpdecimal/", "2.5.1"),
    Part("HACL*, in CPython", "MIT", "https://github.com/hacl-star/hacl-star"),
    Part("BLAKE2, in CPython", "CC0-1.0", "https://www.blake2.net/"),
    Part("Expat, in CPython", "MIT", "https://libexpat.github.io/"),
    Part("mimalloc, in CPython", "MIT", "https://github.com/microsoft/mimalloc"),
    Part("Unicode Character Database", "Unicode-DFS-2016", "https://www.unicode.org/", "15.1.0"),
    Part("zlib", "Zlib", "https://zlib.net/", "1.3.1"),
    Part("bzip2", "bzip2-1.0.6", "https://sourceware.org/bzip2/", "1.0.6"),
    Part("libffi", "MIT", "https://github.com/libffi/libffi"),
    Part("hiwire", "MPL-2.0", "https://github.com/hoodmane/hiwire"),
    Part("Emscripten", "MIT OR NCSA", "https://emscripten.org/", "4.0.9"),
    Part("musl, in Emscripten", "MIT", "https://musl.libc.org/"),
    Part("dlmalloc, in Emscripten", "CC0-1.0", "https://gee.cs.oswego.edu/dl/html/malloc.html"),
    Part(
        "compiler-rt, libc++, libc++abi, libunwind, in Emscripten",
        "Apache-2.0 WITH LLVM-exception",
        "https://llvm.org/",
    ),
    Part("error-stack-parser", "MIT", "https://github.com/stacktracejs/error-stack-parser"),
)
"""Of the pinned Pyodide, besides its own code. A snapshot has a part of them only."""


def notice(version: str) -> str:
    """For whoever gets the files of this Pyodide, or a snapshot that was made from them."""
    return f"""\
The files in this folder are Pyodide {version}, which contains CPython and the software listed below; the
snapshots beside this folder were made from them by pelican-selfcheck.
Pyodide: Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/
Its source code: https://github.com/pyodide/pyodide/tree/{version}
CPython: PSF License Agreement, https://docs.python.org/3/license.html

In them, with licences by their SPDX names (https://spdx.org/licenses/):
{"\n".join(map(str, PARTS))}
"""
