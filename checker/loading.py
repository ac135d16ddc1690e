"""A checker by its import path, on the host: whatever is wrong with its module is told in a line."""

from __future__ import annotations

import os
import sys
import traceback

from . import bridge
from .model import Checker, CheckerError

REMEDY = "Write 'package.module:NAME', as Python imports it from this folder."


def load(path: str) -> Checker:
    """The checker at an import path. Raises ``CheckerError``, which has a line for each mistake."""
    try:
        return bridge.load(path)
    except CheckerError as error:
        where = _file_that_raised(error) or _file_of(path)
        lines = str(error).splitlines()
        raise CheckerError("\n".join(f"{where}: {line}" for line in lines)) from None
    except (Exception, SystemExit) as error:
        raise CheckerError(_cause(error, path)) from None


def _file_of(path: str) -> str:
    return shown(sys.modules[path.partition(":")[0]].__file__ or path)


def _cause(error: BaseException, path: str) -> str:
    if isinstance(error, SyntaxError) and error.filename:
        return no_python(error.filename, error)
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"
    if file := _file_that_raised(error):
        line = [f.lineno for f in _frames(error) if shown(f.filename) == file][-1]
        return f"{file}:{line}: {what}. Mend it; {path!r} cannot be imported."
    return f"{path}: no such checker ({what}). {REMEDY}"


def no_python(file: str, error: SyntaxError) -> str:
    line = f":{error.lineno}" if error.lineno else ""
    return f"{shown(file)}{line}: {type(error).__name__}: {error.msg}. Mend that line."


def _file_that_raised(error: BaseException) -> str:
    """The module that was being imported, rather than what it has called; none if it was not found."""
    modules = [frame.filename for frame in _frames(error) if frame.name == "<module>"]
    return shown(modules[-1]) if modules else ""


def _frames(error: BaseException) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__)


def shown(file: str) -> str:
    """As an author would look for it."""
    return os.path.relpath(file)
