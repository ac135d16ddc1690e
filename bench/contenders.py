"""One folder to serve: a page for each contender, and everything that it loads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from plugins.selfcheck.runtime import fetch

from . import contender_packages

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NODE_MODULES = HERE / "node_modules"

FILES = {"folder": "folder/lower-back.html", "one-file": "one-file.html"}
"""The clinic's post as it is opened without a server: below the root of what is laid."""

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8"><title>{name}</title><link rel="icon" href="data:,">
{head}
{form}
<script type="module" src="/pages/report-verdict.js"></script>
{body}
"""
SCRIPT = '<script type="module" src="/pages/{}.js"></script>'


def lay(root: Path, other: Path | None = None) -> list[str]:
    """Write everything below ``root``; return the contenders' names, the plain one first.

    ``other`` is another build of the site, such as by `make pyodide`."""
    _build_site(root / "site")
    _build_site(root / "folder", "-e", "SELFCHECK_FROM_FILE=true", "RELATIVE_URLS=true")
    (one_file,) = (root / "site" / "selfcheck").glob("standalone-*/lower-back-en.html")
    shutil.copy(one_file, root / FILES["one-file"])
    shutil.copytree(HERE / "pages", root / "pages", dirs_exist_ok=True)
    shutil.copy(HERE / "pages" / "sw.js", root / "sw.js")
    shutil.copytree(fetch(ROOT / ".cache"), root / "pyodide", dirs_exist_ok=True)
    _zip_checker(root / "checker.zip")
    _copy("@pyscript/core/dist", root / "pyscript")
    _copy("@micropython/micropython-webassembly-pyscript", root / "micropython")
    _copy("survey-core", root / "survey-core", "survey.core.min.js", "survey-core.fontless.min.css")
    _copy("survey-js-ui", root / "survey-js-ui", "survey-js-ui.min.js")
    shutil.copy(HERE / "five_questions.py", root / "pages" / "five_questions.py")
    contenders = {
        "plain": ("", SCRIPT.format("plain")),
        "selfcheck": _selfcheck(root / "site", with_snapshot=True),
        "selfcheck-full": _selfcheck(root / "site", with_snapshot=False),
        "pyscript-pyodide": _pyscript("py", "/pyodide/pyodide.mjs"),
        "pyscript-micropython": _pyscript("mpy", "/micropython/micropython.mjs"),
        "stlite": contender_packages.stlite(root),
        "marimo": contender_packages.marimo(root),
        "surveyjs": _surveyjs(),
        "form-alone": ("", SCRIPT.format("form-alone")),
    }
    if other:
        shutil.copytree(other, root / "other", dirs_exist_ok=True)
        contenders["other"] = _selfcheck(root / "other", with_snapshot=True)
        contenders["other-full"] = _selfcheck(root / "other", with_snapshot=False)
    form = (HERE / "pages" / "form.html").read_text()
    for name, (head, body) in contenders.items():
        (root / name).mkdir(exist_ok=True)
        page = PAGE.format(name=name, head=head, form=form, body=body)
        (root / name / "index.html").write_text(page)
    return [*contenders, *FILES]


def _build_site(output: Path, *more: str) -> None:
    subprocess.run(
        [
            *(f"{Path(sys.executable).with_name('pelican')}", "content", "-s", "pelican.conf.py"),
            *("--fatal", "errors", "--delete-output-directory", "-o", f"{output}", *more),
        ],
        cwd=ROOT,
        check=True,
    )


def _zip_checker(target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((ROOT / "checker").glob("*.py")):
            archive.write(file, f"checker/{file.name}")


def _copy(package: str, target: Path, *names: str) -> None:
    target.mkdir(exist_ok=True)
    for name in names or [file.name for file in (NODE_MODULES / package).iterdir()]:
        if not name.endswith(".map"):
            shutil.copy(NODE_MODULES / package / name, target / name)


def _selfcheck(site: Path, *, with_snapshot: bool) -> tuple[str, str]:
    """The widget's own element, as the built post has it, which names all its files, and the
    post's hints for those of its modules that this page needs."""
    post = (site / "lower-back.html").read_text()
    (element,) = re.findall(r'<section class="selfcheck"[^>]*>', post)
    if not with_snapshot:
        element = re.sub(r"data-steps='([^']*)'", _in_full, element)
    needed = r"(?:arrival|messages|python-worker|start-worker|standstill|trusted-types)\.js"
    hints = re.findall(rf'<link rel="modulepreload" href="[^"]*{needed}" integrity="[^"]*">', post)
    assert len(hints) == 6, hints
    return (
        f'<base href="/{site.name}/">{"".join(hints)}',
        f"{element}</section>{SCRIPT.format('selfcheck')}",
    )


def _in_full(steps: re.Match[str]) -> str:
    return f"data-steps='{json.dumps(json.loads(steps[1])[-1:])}'"


def _pyscript(kind: str, interpreter: str) -> tuple[str, str]:
    config = json.dumps(
        {"interpreter": interpreter, "files": {"/pages/five_questions.py": "five_questions.py"}}
    )
    head = (
        '<link rel="stylesheet" href="/pyscript/core.css">'
        '<script type="module" src="/pyscript/core.js"></script>'
    )
    return head, f'<script type="{kind}" src="/pages/pyscript.py" config=\'{config}\'></script>'


def _surveyjs() -> tuple[str, str]:
    head = (
        '<link rel="stylesheet" href="/survey-core/survey-core.fontless.min.css">'
        '<script src="/survey-core/survey.core.min.js"></script>'
        '<script src="/survey-js-ui/survey-js-ui.min.js"></script>'
    )
    return head, '<div id="survey"></div>' + SCRIPT.format("surveyjs")
