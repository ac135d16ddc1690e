"""A started Python, frozen as one WebAssembly module that waits for a question.

Give it an archive of modules, the import path of a function from text to text, and questions with their
right answers: it gives two modules that answer so, a small one with what such answers need and a whole
one, or says why there can be none."""

from importlib.resources import files

from .build import Program, SnapshotError, freeze

RESTORE = files(__package__) / "restore.js"
"""The module by which a browser, or Node, brings a snapshot to life."""

__all__ = ["RESTORE", "Program", "SnapshotError", "freeze"]
