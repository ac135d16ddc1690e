"""The pinned Pyodide: fetched and verified, and its standard library trimmed for the checkers.

What the browser starts in full, and what a snapshot is made from."""

from .pyodide import NOTICE, PYODIDE, PYTHON, fetch, shipped
from .stdlib import trim

__all__ = ["NOTICE", "PYODIDE", "PYTHON", "fetch", "shipped", "trim"]
