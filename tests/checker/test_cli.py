"""``python -m checker`` as a person or a program meets it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from checker.__main__ import main
from checker.lower_back import CHECKER
from checker.words import emergency_list
from tests.conftest import ROOT
from tests.stories import SORE_AFTER_DEADLIFTS, STORIES


def _run(*arguments: str, says: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        input=says,
        capture_output=True,
        text=True,
        check=False,
    )


def _number(question: str, option: str) -> str:
    """What to type for an option: its place in the list."""
    ids = [known.id for known in CHECKER.questions[question].options]
    return str(ids.index(option) + 1)


def _typed(answers: dict) -> list[str]:
    return [
        ",".join(_number(id, option) for option in ([given] if isinstance(given, str) else given))
        for id, given in answers.items()
    ]


def _ask(*lines: str) -> subprocess.CompletedProcess[str]:
    return _run("ask", "lower-back", says="\n".join(lines) + "\n")


def test_asking_ends_with_an_emergency_on_the_first_page():
    """One answer, one outcome, no further question."""
    done = _ask(_number("nerve", "saddle"))
    assert done.returncode == 0, done.stderr
    assert "== Call 911 or go to the ER now ==" in done.stdout
    assert done.stdout.count("such as 1,3 > ") == 1
    assert "How it started" not in done.stdout


def test_asking_leads_through_all_pages_to_the_reassuring_outcome():
    """Five pages, check your answers, Enter, and the outcome with its safety net."""
    done = _ask(*_typed(SORE_AFTER_DEADLIFTS), "")
    assert done.returncode == 0, done.stderr
    assert "page 1 of at most 5" in done.stdout
    assert "(page 5 of at most" in done.stdout
    assert "Check your answers" in done.stdout
    assert "== This sounds like normal workout soreness ==" in done.stdout
    assert done.stdout.count("This is not a diagnosis") == 2
    assert done.stdout.count("No clinician has signed this check yet") == 2
    told = " ".join(done.stdout.split())
    assert all(sign in told for sign in emergency_list(CHECKER))


def test_back_asks_the_last_question_again_and_loses_nothing_else():
    """b after the first answer: that question comes again; the rest goes on as before."""
    first, *rest = _typed(SORE_AFTER_DEADLIFTS)
    done = _ask(_number("nerve", "unsure"), "b", first, *rest, "")
    assert "== This sounds like normal workout soreness ==" in done.stdout


def test_a_change_at_the_end_changes_the_outcome():
    """The number of an answer in 'check your answers' asks that question again."""
    ids = list(SORE_AFTER_DEADLIFTS)
    place = str(ids.index("leg") + 1)
    done = _ask(*_typed(SORE_AFTER_DEADLIFTS), place, _number("leg", "tingle"))
    assert "== See a doctor in the next few days ==" in done.stdout


@pytest.mark.parametrize("line", ["", "9", "0", "x", "1 x", "-1", "1.5"])
def test_what_is_no_answer_is_asked_again(line):
    """Nothing typed is taken for an answer unless it is a number of the list."""
    done = _ask(line, _number("nerve", "saddle"))
    assert "is no answer here" in done.stdout
    assert "Call 911" in done.stdout


def test_a_single_choice_takes_one_number_only():
    """It says so; two numbers for one choice are asked again."""
    nerve, body, unwell, *_ = _typed(SORE_AFTER_DEADLIFTS)
    done = _ask(nerve, body, unwell, "1,2", _number("injury", "major"))
    assert done.stdout.count("One number > '1,2' is no answer here.") == 1
    assert "Call 911" in done.stdout


@pytest.mark.parametrize("lines", [["q"], []])
def test_leaving_keeps_nothing_and_reassures_nobody(lines):
    """q, or the end of input: no outcome, exit status 1."""
    done = _ask(*lines) if lines else _run("ask", "lower-back")
    assert done.returncode == 1
    assert "Left without an outcome. Nothing was kept." in done.stdout
    assert "==" not in done.stdout


def test_assess_answers_line_by_line_in_order():
    """One object a line, in the order of the lines."""
    lines = [json.dumps({"answers": story.answers}) for story in STORIES]
    done = _run("assess", "lower-back", says="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    outcomes = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert outcomes == [story.outcome for story in STORIES]


def test_assess_answers_the_other_lines_when_one_is_wrong():
    """The wrong line says which it is and what to do; exit status 1 at the end."""
    good = json.dumps({"answers": {"nerve": ["saddle"]}})
    done = _run("assess", "lower-back", says=f"{good}\nnonsense\n{good}\n")
    first, wrong, last = map(json.loads, done.stdout.splitlines())
    assert first == last
    assert first["outcome"] == "emergency"
    assert wrong["error"].startswith("line 2: not JSON")
    assert "outcome" not in wrong
    assert done.returncode == 1


def test_show_prints_questions_outcomes_rules_and_open_points():
    """Everything that a clinician has to read, and that none has signed it."""
    shown = _run("show", "lower-back").stdout
    assert "No clinician has signed this check yet" in shown
    for id in (*CHECKER.questions, *(rule.id for rule in CHECKER.rules)):
        assert id in shown
    words = " ".join(shown.split())
    for point in CHECKER.open_points:
        assert point in words
    for question in CHECKER.questions.values():  # a hint may narrow what an answer means
        for hint in (question.hint, *(option.hint for option in question.options)):
            assert hint in words


def test_show_tells_conditions_in_the_words_of_the_questions():
    """An outline of what must hold; answers of one question stand together, and no bracket is needed."""
    shown = _run("show", "lower-back").stdout
    assert RULE_U3 in shown
    assert "Numbers without a rule: D7, P7, P8." in shown


RULE_U3 = """
        all of these:
          injury, any of: A sudden pop or crack; A slip, trip, jolt or small
            fall
          any of these:
            age, any of: 65 or older; I'm not sure
            history: Thin bones, or steroid pills for 3 months or more
"""


def test_what_is_printed_may_be_read_in_part():
    """Into head, say: no traceback."""
    command = f"{sys.executable} -m checker show lower-back | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "Check your back (lower-back 0.2)\n"
    assert done.stderr == ""


def test_show_gives_the_same_as_data():
    """With --json: questions, options, rules and texts for other programs."""
    data = json.loads(_run("show", "lower-back", "--json").stdout)
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in CHECKER.rules]
    assert [page["id"] for page in data["pages"]] == [page.id for page in CHECKER.pages]


KNEE = (ROOT / "tests" / "plugins" / "knee.py").read_text()
MISTAKES = {
    "nowhere": (
        None,
        "nowhere:CHECKER: no such checker (ModuleNotFoundError: No module named 'nowhere'). Write",
    ),
    "no_name": (None, "no_name:CHECKER: no such checker"),
    "half": ("x = (\n", "half.py:1: SyntaxError: '(' was never closed. Mend that line."),
    "raises": (
        "def two():\n    return one\n\n\ntwo()\n",
        "raises.py:2: NameError: name 'one' is not defined. Mend it; 'raises:CHECKER' cannot",
    ),
    "deep": ("import divides\n", "divides.py:2: ZeroDivisionError: division by zero. Mend it"),
    "leaves": ("import sys\nsys.exit('bye')\n", "leaves.py:2: SystemExit: bye. Mend it"),
    "lacks": ("import nonesuch\n", "lacks.py:1: ModuleNotFoundError: No module named 'nonesuch'"),
    "short": (
        "from checker.model import Claim\n\nClaim('K1')\n",
        "short.py:3: TypeError: Claim.__init__() missing 1 required positional argument: 'text'",
    ),
    "empty": ("", "empty.py: 'empty:CHECKER': CHECKER does not exist. Available: none."),
    "other": (KNEE.replace("CHECKER =", "CHEKER ="), "Did you mean 'CHEKER'? Available: CHEKER."),
    "plain": ("CHECKER = {}\n", "plain.py: 'plain:CHECKER': CHECKER is a dict, no Checker."),
    "rule": (KNEE.replace('"fall", "yes"', '"fal", "yes"'), "rule.py: checker 'knee': rule E1"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An author's folder, as `python -m checker` is started in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "divides.py").write_text("\n1 / 0\n")
    return tmp_path


@pytest.mark.parametrize("command", ["ask", "show", "prove"])
@pytest.mark.parametrize("name", MISTAKES)
def test_a_checker_that_cannot_be_loaded_is_told_in_a_line(folder, capsys, name, command):
    """Where, what and the remedy; exit status 2, and no traceback."""
    text, told = MISTAKES[name]
    if text is not None:
        (folder / f"{name}.py").write_text(text)
    assert main([command, name if name == "no_name" else f"{name}:CHECKER"]) == 2
    sys.modules.pop(name, None)
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert "Traceback" not in said


def test_every_mistake_of_a_checker_has_its_file_in_front(folder, capsys):
    """However many the model finds at once."""
    (folder / "many.py").write_text(
        "from checker.model import CheckerError\n\nraise CheckerError('one\\ntwo')\n"
    )
    assert main(["show", "many:CHECKER"]) == 2
    assert capsys.readouterr().err == "many.py: one\nmany.py: two\n"


def test_a_checker_may_have_helpers_beside_it(folder, capsys):
    """They are imported from the folder that the command is started in."""
    (folder / "helped.py").write_text(f"from helper_of_helped import TWO\n{KNEE}")
    (folder / "helper_of_helped.py").write_text("TWO = 2\n")
    assert main(["prove", "helped:CHECKER"]) == 0
    assert "All proved" in capsys.readouterr().out
