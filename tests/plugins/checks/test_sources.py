"""What a checker is made of: its own modules and Python's library; all else is told at once."""

import sys
from pathlib import Path

import pytest

from plugins.selfcheck.checks import imported, sources
from plugins.selfcheck.errors import BuildError


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write modules of an author's folder, in which Pelican is started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)

    def write(**files: str) -> None:
        for name, text in files.items():
            file = tmp_path / f"{name.replace('__', '/')}.py"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)

    return write


def own(path: str) -> set[str]:
    return {
        module for module in sources.find(path).modules if module.partition(".")[0] != "checker"
    }


def refused(path: str) -> list[str]:
    with pytest.raises(BuildError) as stopped:
        sources.find(path)
    return str(stopped.value).splitlines()


def test_what_lies_beside_the_checker_belongs_to_it(write):
    """Modules and packages, with or without an __init__.py, also by way of another: and no others."""
    write(
        hip="import helpers\nfrom parts.words import TEXT\nfrom clinic import signs",
        helpers="def late():\n    import deeper",
        deeper="",
        parts__words="TEXT = ''",
        parts__unused="",
        clinic__signs="from . import more",
        clinic__more="",
        unused="",
    )
    assert own("hip:CHECKER") == {
        "hip", "helpers", "deeper", "parts.words", "clinic.signs", "clinic.more",
    }  # fmt: skip


def test_a_package_brings_what_it_imports_when_it_is_imported(write, tmp_path):
    """Its own __init__.py runs in a browser too."""
    write(clinic__hip="", clinic__shared="")
    (tmp_path / "clinic" / "__init__.py").write_text("from .shared import *")
    assert own("clinic.hip:CHECKER") == {"clinic", "clinic.hip", "clinic.shared"}


def test_what_is_never_run_needs_nothing(write):
    """Imports for a type checker, and those of a module that is started as a script."""
    write(
        hip="from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import numpy\n"
        "if __name__ == '__main__':\n    import pytest\n"
    )
    assert own("hip:CHECKER") == {"hip"}


def test_everything_that_a_browser_lacks_is_told_at_once_and_nothing_is_run(write):
    """Installed here or not, at the top, in a function or caught; a typo; Python's own name; a half line."""
    write(
        hip="""\
import markdown, helpers
def late():
    try:
        from numpy.linalg import norm
    except ImportError:
        norm = None
from clinic import sings
from clinic.sings import SIGNS
from . import signs
import sched
raise RuntimeError("it is only read")
""",
        helpers="x = (\n",
        clinic__signs="",
        sched="",
    )
    lacked = (
        "which the browser does not have. Write the checker without it; modules of your own beside "
        "the checker are taken along."
    )
    assert sorted(refused("hip:CHECKER")) == sorted(
        [
            f"hip.py:1: imports markdown, {lacked}",
            f"hip.py:4: imports numpy, {lacked}",
            (
                "hip.py:7: imports clinic.sings, which does not exist. Did you mean 'clinic.signs'? "
                "Available: clinic.signs."
            ),
            (
                "hip.py:8: imports clinic.sings, which does not exist. Did you mean 'clinic.signs'? "
                "Available: clinic.signs."
            ),
            "hip.py:9: 'from . import signs' leads out of its package. Import it by its name.",
            (
                "hip.py:10: imports sched, but sched.py hides Python's own module of that name. Give "
                "yours another name."
            ),
            "helpers.py:1: SyntaxError: '(' was never closed. Mend that line.",
        ]
    )


def test_what_is_installed_beside_an_installed_checker_is_not_its_own(write, tmp_path, monkeypatch):
    """Among installed packages each has another owner: there a checker is its own package only."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)
    write(**{"site-packages__hip": "import others\n", "site-packages__others": ""})
    (line,) = refused("hip:CHECKER")
    assert line.startswith("hip.py:1: imports others, which the browser does not have.")


@pytest.mark.parametrize("path", ["hip:CHECKER", "clinic.hip"])
def test_a_path_without_a_module_names_the_setting(path):
    """Nothing is asked of anybody: the module is not there."""
    (line,) = refused(path)
    assert line.startswith(f"settings: SELFCHECK_CHECKERS names {path!r}, but there is no module")


def test_an_edited_module_is_imported_again_and_so_are_those_that_share_it(tmp_path):
    """Within one run of Pelican: what is shown is what the files say."""
    first, second = tmp_path / "first.py", tmp_path / "second.py"
    first.write_text("")
    second.write_text("")
    files = {"first_of_two": first, "second_of_two": second}
    imported.refresh(files)
    sys.modules |= dict.fromkeys(files, sys)
    imported.refresh(files)
    assert files.keys() <= sys.modules.keys()
    second.write_text("# edited")
    imported.refresh({"second_of_two": second})
    assert not files.keys() & sys.modules.keys()


def test_an_edited_module_of_ours_asks_for_a_new_start(tmp_path):
    """The running Pelican answers by the former one."""
    file = Path(tmp_path, "model.py")
    file.write_text("")
    imported.refresh({"checker.made_up": file})
    file.write_text("# edited")
    with pytest.raises(BuildError, match=r"checker.made_up has changed since Pelican was started"):
        imported.refresh({"checker.made_up": file})
