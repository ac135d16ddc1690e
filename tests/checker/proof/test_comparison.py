"""A change of the rules is told as what it means for people."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker import engine
from checker.conditions import all_of, any_of, at_least, given
from checker.model import Checker, CheckerError, Option, Page, Question
from checker.proof import prove
from checker.proof.comparison import Comparison, compare
from checker.proof.versions import Version, load
from tests.checker.small import (
    FINISH,
    PAIN,
    SMALL,
    every_answer,
    rule,
    with_option,
    with_question,
    with_rules,
)

ROOT = Path(__file__).resolve().parents[3]
LOWER_BACK = "checker.lower_back:CHECKER"


def _compare(old: Checker, new: Checker) -> Comparison:
    return compare(Version("old", old, engine), Version("new", new, engine))


def _by_hand(old: Checker, new: Checker) -> dict[tuple[str, str], int]:
    """Whose outcome changes, counted one by one."""
    changed: dict[tuple[str, str], int] = {}
    for answers in every_answer(old):
        person = engine.Person(answers)
        if all(engine.asked(q, person) != person.blank(q.id) for q in old.questions.values()):
            step = (
                str(engine.assess(old, answers).outcome),
                str(engine.assess(new, answers).outcome),
            )
            if step[0] != step[1]:
                changed[step] = changed.get(step, 0) + 1
    return changed


def _by_groups(comparison: Comparison) -> dict[tuple[str, str], int]:
    outcomes = SMALL.levels
    return {(g.before, g.after): g.count for g in comparison.groups if g.before in outcomes}


@pytest.mark.parametrize(
    "new",
    [
        with_rules(P1=None),
        with_rules(P1=rule("P1", "urgent", given("pain", "some", "unsure"))),
        with_rules(E2=rule("E2", "emergency", given("numb", "fever"))),
        with_rules(U1=rule("U1", "change", any_of(given("numb", "unsure"), given("pain", "much")))),
    ],
    ids=["dropped", "raised", "widened", "lowered and narrowed"],
)
def test_changed_outcomes_are_counted_exactly(new):
    """By (from, to), as many as a count of every single person gives."""
    assert _by_groups(_compare(SMALL, new)) == _by_hand(SMALL, new) != {}


def test_equal_rules_written_differently_make_no_difference():
    """However the conditions are put, only who gets what counts."""
    other = at_least(
        2, any_of(given("numb", "fever"), given("numb", "fever")), given("pain", "much")
    )
    split = with_rules(
        E2=rule("E2", "emergency", other),
        P1=rule("P1", "book", given("pain", "unsure")),
        P3=rule("P3", "book", given("pain", "some")),
    )
    comparison = _compare(SMALL, split)
    assert comparison.groups == ()
    assert "nobody gets another outcome" in str(comparison)


def test_lowered_outcomes_come_first_and_are_marked():
    """What takes urgency away is read before what adds it."""
    new = with_rules(
        C1=rule("C1", "book", given("sport", "press", "unsure"), flags=("form",)),
        E1=rule("E1", "urgent", given("numb", "saddle")),
    )
    marks = [
        line.split(":")[0] for line in str(_compare(SMALL, new)).splitlines() if " -> " in line
    ]
    assert [mark for mark in marks if mark in ("LOWERED", "raised")] == ["LOWERED", "raised"]


def test_the_gravest_loss_is_read_first():
    """An emergency that is none any more stands above all else."""
    new = with_rules(
        P1=rule("P1", "change", given("pain", "some", "unsure")),
        E1=rule("E1", "urgent", given("numb", "saddle")),
    )
    assert [group.before for group in _compare(SMALL, new).groups] == ["emergency", "book"]


def test_a_group_is_told_by_short_conditions_and_one_person():
    """What everyone in the group has answered, and an example that is otherwise well."""
    printed = str(
        _compare(SMALL, with_rules(P1=rule("P1", "change", given("pain", "some", "unsure"))))
    )
    assert "LOWERED: book -> change" in printed
    assert "  for whoever answers\n    pain, any of: Some; I'm not sure\n" in printed
    assert "  for example, all else reassuring:\n    How bad is it? -> " in printed


def test_a_conjunction_is_told_as_one():
    """Both answers that make the change together."""
    printed = str(_compare(SMALL, with_rules(E2=None)))
    assert "  for whoever answers\n    numb: Fever\n    pain: Very bad\n" in printed


def test_changed_advice_is_told_where_the_outcome_stays():
    """A flag that is gone is a loss too."""
    plain = rule("C1", "change", given("sport", "press", "unsure"))
    (group,) = _compare(SMALL, with_rules(C1=plain)).groups
    assert (group.before, group.after, group.lowered) == ("advice form", "no such advice", True)


def test_an_added_option_has_no_counterpart():
    """Its combinations are counted apart, by outcome; all others are compared as they are."""
    new = replace(
        with_option(PAIN, Option("worst", "The worst ever", worse=4)),
        rules=with_rules(U2=rule("U2", "urgent", given("numb", "unsure"))).rules,
    )
    comparison = _compare(SMALL, new)
    assert comparison.groups == ()
    assert comparison.structure == ("pain: only the new version knows worst",)
    assert {part.apart for part in comparison.old_parts} == {0}
    per_pain = comparison.count // len(PAIN.options)
    assert sum(part.apart for part in comparison.new_parts) == per_pain
    assert sum(part.all for part in comparison.old_parts) == comparison.count


def test_a_removed_option_is_counted_in_the_old_version():
    """Who gave it cannot give it any more."""
    shorter = replace(PAIN, options=tuple(o for o in PAIN.options if o.id != "some"))
    new = with_rules(P1=rule("P1", "book", given("pain", "unsure")))
    comparison = _compare(SMALL, replace(new, pages=with_pages(new, shorter)))
    assert comparison.structure == ("pain: only the old version knows some",)
    assert sum(part.apart for part in comparison.old_parts) * 3 == comparison.count


def with_pages(checker: Checker, changed: Question) -> tuple[Page, ...]:
    return tuple(
        replace(page, questions=tuple(changed if q.id == changed.id else q for q in page.questions))
        for page in checker.pages
    )


def test_a_single_choice_that_becomes_a_list_is_compared_by_single_ticks():
    """Two ticks are an answer that one version cannot be given; each version's own combinations
    stay as many as its proof counts."""
    ticks = with_question(replace(PAIN, multiple=True))
    comparison = _compare(SMALL, ticks)
    assert comparison.groups == ()
    assert comparison.structure == (
        "pain: only one tick can be compared, for one version takes a single answer",
    )
    assert sum(part.all for part in comparison.old_parts) == prove(SMALL).count
    assert sum(part.all for part in comparison.new_parts) == prove(ticks).count
    apart = sum(part.apart for part in comparison.new_parts)
    assert prove(ticks).count - apart == comparison.count == prove(SMALL).count


def test_what_cannot_be_compared_is_told_with_the_reason_and_the_share():
    """Which answers only one version knows, whom that leaves out, and how many they are."""
    renamed = (Option("fine", "Fine", worse=0, reassuring=True), *PAIN.options[1:])
    printed = str(_compare(SMALL, with_question(replace(PAIN, options=renamed))))
    told = " ".join(printed.split())
    assert "Not compared: whoever gives an answer that only one version knows." in told
    assert (
        "pain: only the old version knows no; only the new version knows fine; only signs can be "
        "compared, for no reassuring answer is known to both"
    ) in told
    normal = next(line.split() for line in printed.splitlines() if line.startswith("  normal"))
    assert normal[:3] == ["normal", "none", "of"]


def test_an_added_question_is_asked_of_everyone():
    """Each person answers it as well; those whom it raises are counted."""
    night = Question(
        "night",
        "Does it wake you?",
        (
            Option("no", "No", worse=0, reassuring=True),
            Option("yes", "Yes"),
            Option("unsure", "?", unsure=True),
        ),
    )
    new = replace(
        SMALL,
        pages=(*SMALL.pages, Page("last", "Last", (night,))),
        rules=(*SMALL.rules, rule("U9", "urgent", given("night", "yes", "unsure"))),
    )
    comparison = _compare(SMALL, new)
    assert comparison.structure == (
        "night: asked in the new version only, the old one does not hear it",
    )
    assert comparison.count == 3 * _compare(SMALL, SMALL).count
    assert {group.after for group in comparison.groups} == {"urgent"}
    assert all(
        group.conditions == ((("night", ("yes", "unsure")),),) for group in comparison.groups
    )


def test_a_question_that_is_asked_more_often_is_heard_by_the_new_version_only():
    """The old version did not ask it of these people, and does not hear their answer."""
    always = with_question(replace(FINISH, when=None))
    comparison = _compare(SMALL, always)
    assert comparison.groups == ()  # who did no sport is booked a visit anyway
    lower = rule("P2", "book", given("finish", "no", "unsure"))
    nothing = rule("C2", "change", given("sport", "nothing"))
    old = with_rules(P2=lower, C2=nothing)
    (group,) = _compare(old, replace(always, rules=old.rules)).groups
    assert (group.before, group.after) == ("change", "book")
    assert group.example["sport"] == frozenset({"nothing"})


def _command(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checker", "compare", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_folder_is_compared_with_a_git_revision(tmp_path):
    """The command takes both, with each version's own code."""
    shutil.copytree(ROOT / "checker", tmp_path / "checker")
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "Rules"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    module = tmp_path / "checker" / "lower_back.py"
    changed = module.read_text().replace('Rule("C4", "change_routine"', 'Rule("C4", "book_pt"')
    module.write_text(changed)
    done = _command("HEAD", ".", "lower-back", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "raised: change_routine -> book_pt" in done.stdout
    assert "  for whoever answers\n    how_long: 4 to 7 days\n" in done.stdout
    assert "LOWERED:" not in done.stdout


def test_a_version_is_loaded_beside_ours_and_leaves_no_trace():
    """Its modules are its own, and ours stay where they were."""
    path, modules = [*sys.path], {**sys.modules}
    version = load(str(ROOT), LOWER_BACK)
    assert version.engine is not engine
    assert sys.modules["checker.engine"] is engine
    assert (sys.path, sys.modules.keys()) == (path, modules.keys())
    assert not isinstance(version.checker, Checker)


def test_each_version_has_helpers_of_its_own(tmp_path):
    """What lies beside a checker is of the same revision, too."""
    knee = (ROOT / "tests" / "plugins" / "knee.py").read_text().replace('"1"', "NUMBER", 1)
    for number in ("one", "two"):
        folder = tmp_path / number
        folder.mkdir()
        (folder / "helped.py").write_text(f"from helpers_of_helped import NUMBER\n{knee}")
        (folder / "helpers_of_helped.py").write_text(f"NUMBER = {number!r}\n")
    loaded = [load(str(tmp_path / number), "helped:CHECKER") for number in ("one", "two")]
    assert [version.checker.version for version in loaded] == ["one", "two"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no-such-revision", ".", "lower-back"), "no-such-revision: neither a folder nor a git"),
        (
            (".", ".", "knee"),
            ".: has no checker knee:CHECKER that loads (ModuleNotFoundError",
        ),
    ],
)
def test_what_cannot_be_compared_is_named(arguments, message):
    """Where, what and the remedy; exit status 2."""
    done = _command(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(message)


def test_an_engine_of_another_make_is_refused(tmp_path):
    """A version from before the engine's present functions cannot be compared."""
    (tmp_path / "checker").mkdir()
    for name in ("__init__", "conditions", "questionnaire", "faults", "model", "lower_back"):
        shutil.copy(ROOT / "checker" / f"{name}.py", tmp_path / "checker")
    (tmp_path / "checker" / "engine.py").write_text("")
    with pytest.raises(CheckerError, match="its engine is too old"):
        load(str(tmp_path), LOWER_BACK)


def test_every_condition_of_a_conjunction_is_needed():
    """The conditions are the fewest answers: neither alone changes anything."""
    new = with_rules(
        E3=rule("E3", "emergency", all_of(given("pain", "some"), given("finish", "no")))
    )
    conditions = {
        condition for group in _compare(SMALL, new).groups for condition in group.conditions
    }
    assert (("pain", ("some",)), ("finish", ("no",))) in conditions
