"""The pinned Pyodide: fetched and verified, and its standard library trimmed for the checkers.

What the browser starts in full, and what a snapshot is made from."""

from .inside import Tried, try_and_compile
from .notices import PARTS, Part, notice
from .pyodide import abi, fetch, glue, pinned, shipped
from .stdlib import trim

__all__ = [
    "PARTS",
    "Part",
    "Tried",
    "abi",
    "fetch",
    "glue",
    "notice",
    "pinned",
    "shipped",
    "trim",
    "try_and_compile",
]
