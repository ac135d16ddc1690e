"""Runs inside a whole Pyodide: tries a checker's modules, and compiles them to this Python's bytecode.

``given``: ``sources``, the folder they lie in, and ``wheel``, made of them; ``statements``, their imports of
Python's library; ``path``, where the checker is in them; ``tried``, where to tell what was tried; ``made``,
where the wheel of bytecode goes; ``tools``, where pyodide-build and what it needs lie."""

import json
import sys

BEFORE = set(sys.modules)


def failure(statement: str, sources: str) -> str:
    """Why it cannot be run here, with the place if that is the checker's; nothing if it can."""
    try:
        exec(statement, {})  # noqa: S102 - an import
    except BaseException as error:
        return f"{place(error, sources)}{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    return ""


def place(error: BaseException, sources: str) -> str:
    """The last line of the checker's that was run."""
    found, trace = "", error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(sources):
            found = f"{file.removeprefix(sources)[1:]}:{trace.tb_lineno}: "
        trace = trace.tb_next
    return found


def failures(sources: str, path: str, statements: list[str]) -> dict[str, str]:
    """They come last, as in a browser: Python's own modules are found before it."""
    sys.path.append(sources)
    tried = {statement: failure(statement, sources) for statement in statements}
    if not any(tried.values()):
        tried[path] = failure(f"from checker import bridge\nbridge.load({path!r})", sources)
    sys.path.remove(sources)
    return {name: why for name, why in tried.items() if why}


def forget(sources: str) -> None:
    """A checker may name its modules as it likes: the compiler's own shall be found again."""
    for name, module in [*sys.modules.items()]:
        files = [getattr(module, "__file__", None) or "", *getattr(module, "__path__", ())]
        if any(file.startswith(sources) for file in files):
            del sys.modules[name]


def compile_to(made: str, wheel: str, tools: list[str]) -> None:
    import os
    import zipfile
    from pathlib import Path

    os.environ["SOURCE_DATE_EPOCH"] = "315532800"  # makes bytecode checked by hash, not by time
    sys.path += tools  # last: this Python's own library comes first
    from pyodide_build.cli.py_compile import main as py_compile

    py_compile(["--silent", wheel], standalone_mode=False)  # puts another in the place of this one
    (compiled,) = Path(wheel).parent.glob("*.whl")
    with zipfile.ZipFile(compiled) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01: the same sources give the same bytes
            new.writestr(entry, old.read(name), zipfile.ZIP_DEFLATED, 9)


def main(
    statements: list[str],
    path: str,
    sources: str,
    tried: str,
    made: str,
    wheel: str,
    tools: list[str],
) -> None:
    failed = failures(sources, path, statements)
    forget(sources)
    with open(tried, "w") as told:  # noqa: PTH123 - nothing else has been imported yet
        json.dump({"imported": sorted(set(sys.modules) - BEFORE), "failed": failed}, told)
    if not failed:
        compile_to(made, wheel, tools)


main(**json.loads(globals()["given"]))  # set from outside
