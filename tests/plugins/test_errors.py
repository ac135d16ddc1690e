"""An author's mistake: one line says where, what and the remedy; the last good site stays."""

import shutil
from pathlib import Path

import pytest

from plugins.selfcheck import runtime
from plugins.selfcheck.tools import made_once
from tests.conftest import ROOT

KNEE = "Title: Is your knee sore?\nDate: 2026-01-01\nSlug: knee\n\nSee.\n"


def refused(site, lines: int = 1) -> str:
    """The one line, or as many, of a build that stops and changes nothing."""
    before = site.output()
    assert before, "there must be a site to be kept"
    done = site.try_to_build()
    assert done.returncode != 0, done.stdout
    assert done.stderr.count("\n") == lines, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert site.output() == before
    return done.stderr.strip()


def test_an_unknown_checker(built):
    """File and line of the directive, the name, the nearest one, and all of them."""
    built.edit("content/knee.md", "selfcheck knee", "selfcheck kne")
    assert refused(built) == (
        "content/knee.md:7: selfcheck 'kne' does not exist. Did you mean 'knee'? Available: knee."
    )


def test_a_directive_without_any_checker(built):
    """A site that names no checker is told the setting."""
    built.set(SELFCHECK_CHECKERS={})
    line = refused(built)
    assert line.startswith("content/knee.md:7: selfcheck 'knee' does not exist."), line
    assert "Available: none" in line


def test_the_mistakes_of_all_checkers_are_told_at_once(built):
    """Those that are no Python, that raise, that lead nowhere, that a browser cannot run; a picture."""
    knee = (built.folder / "knee.py").read_text()
    checkers = {
        "half": "RULES = (\n",
        "raises": "\n1 / 0\n",
        "plain": "CHECKER = {}\n",
        "lacking": "import markdown\n\n\ndef late():\n    import numpy\n",
        "pictured": knee.replace(
            '"Do you have any of these?",', '"Signs?", picture="bak", options='
        ),
    }
    for name, text in checkers.items():
        built.write(f"{name}.py", text)
    names = [*checkers, "nowhere"]
    built.set(SELFCHECK_CHECKERS={name: f"{name}:CHECKER" for name in names})
    built.write("content/knee.md", KNEE + "".join(f"\n::: selfcheck {name}\n" for name in names))
    lines = refused(built, len(names) + 1).splitlines()
    said = [
        "half.py:1: SyntaxError: '(' was never closed.",
        "raises.py:1: ZeroDivisionError: division by zero. Mend it",
        "plain.py: 'plain:CHECKER': CHECKER is a dict, no Checker.",
        "lacking.py:1: imports markdown, which the browser does not have.",
        "lacking.py:5: imports numpy, which the browser does not have.",
        (
            "pictured.py: question 'signs' has the picture 'bak', but there is no pictures/bak.svg. Did "
            "you mean 'back'?"
        ),
        "settings: SELFCHECK_CHECKERS names 'nowhere:CHECKER', but there is no module 'nowhere'.",
    ]
    assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said


def test_two_checkers_of_one_id(built):
    """Each has an id of its own: a copied module is easily left with that of the first."""
    built.write("hip.py", (built.folder / "knee.py").read_text())
    built.set(SELFCHECK_CHECKERS={"knee": "knee:CHECKER", "hip": "hip:CHECKER"})
    built.edit("content/knee.md", "After", "::: selfcheck hip\n\nAfter")
    assert refused(built) == (
        "hip.py: checker 'knee' has the id of knee:CHECKER. Give one of them another."
    )


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'given("fall", "yes")',
            'given("fal", "yes")',
            "rule E1 names question 'fal', which does not exist. Did you mean 'fall'?",
        ),
        (
            'given("fall", "yes")',
            'given("fall", "yess")',
            "rule E1 names option of question 'fall' 'yess', which does not exist. Did you mean",
        ),
        (
            '"A knee that locks", ("post",)',
            '"A knee that locks", ("pots",)',
            "rule D1 names source 'pots', which does not exist. Did you mean 'post'?",
        ),
        (
            '"A knee that locks", ("post",), ("K2",)',
            '"A knee that locks", ("post",), ("K3",)',
            "rule D1 names claim 'K3', which does not exist.",
        ),
        (
            '"emergency", given(',
            '"emergencies", given(',
            "rule E1 names outcome 'emergencies', which does not exist. Did you mean 'emergency'?",
        ),
    ],
    ids=["question", "option", "source", "claim", "outcome"],
)
def test_a_rule_that_names_what_is_not_there(built, right, wrong, said):
    """Questions, options, sources, claims and outcomes: the rule, the name, the nearest one."""
    built.edit("knee.py", right, wrong)
    assert said in refused(built)


def test_a_pyodide_that_is_not_the_pinned_one(built, monkeypatch):
    """Whatever its entry in the cache says of itself: it is named, and fetched anew before anything is made."""
    (entry,) = (ROOT / ".cache" / "pyodide").glob(f"{runtime.pinned().version}@*")
    target = built.folder / "cache" / "pyodide" / runtime.pinned().version

    def forge(made: Path) -> None:
        shutil.copytree(entry, made)
        (made / "pyodide.mjs").write_text("// another one")

    forged = made_once(target, forge)
    built.set(SELFCHECK_CACHE_PATH=str(built.folder / "cache"))
    monkeypatch.setenv("npm_config_offline", "true")
    done = built.try_to_build()
    assert f"selfcheck: {forged} is damaged, and made anew." in done.stdout
    assert "npm cannot fetch pyodide@" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "SELFCHECK_CHEKERS",
            {},
            "SELFCHECK_CHEKERS does not exist. Did you mean 'SELFCHECK_CHECKERS'?",
        ),
        ("SELFCHECK_CHECKERS", ["knee"], "SELFCHECK_CHECKERS is ['knee'], not a dict."),
        ("SELFCHECK_OUTPUT_PATH", 7, "SELFCHECK_OUTPUT_PATH is 7, not a str."),
    ],
)
def test_a_setting_that_the_plugin_does_not_know(built, name, value, said):
    """A mistyped name has no effect in Pelican; here it stops the build."""
    built.set(**{name: value})
    assert said in refused(built)


def test_a_cache_that_cannot_be_written(site):
    """Such as one in a folder of the system's: what to do is said in one line."""
    site.set(SELFCHECK_CACHE_PATH="/proc/cache")
    done = site.try_to_build()
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert "selfcheck: the cache cannot be written (/proc/cache" in line
    assert "SELFCHECK_CACHE_PATH" in line


def test_the_mistakes_of_one_post_do_not_hide_in_another(built):
    """A good post beside a bad one: the build stops all the same."""
    built.write(
        "content/hip.md",
        "Title: Hip\nDate: 2026-01-03\nSlug: hip\n\nSee.\n\n::: selfcheck hip\n",
    )
    assert refused(built).startswith("content/hip.md:7: selfcheck 'hip' does not exist.")
