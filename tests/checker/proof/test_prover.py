"""The proof proves what holds, and shows the shortest counterexample to what does not."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker import engine
from checker.conditions import all_of, any_of, given
from checker.lower_back import CHECKER
from checker.model import Checker, Line, Option, Source
from checker.proof import Proof, prove, witnesses
from checker.proof.decision import Decision
from checker.proof.invariants import INVARIANTS
from checker.proof.universe import AllAnswers
from tests.checker.small import (
    FINISH,
    PAIN,
    SMALL,
    rule,
    with_lines,
    with_option,
    with_question,
    with_rules,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(CHECKER)


def _broken(checker: Checker, id: str) -> str:
    """What the proof says against one invariant."""
    invariant = next(invariant for invariant in INVARIANTS if invariant.id == id)
    return "\n".join(invariant.broken(Decision(checker, AllAnswers(checker.questions.values()))))


def _with_an_option_that_no_rule_minds() -> Checker:
    """A rule names it, yet fires without it."""
    saddle = given("numb", "saddle")
    either = any_of(saddle, all_of(saddle, given("pain", "odd")))
    odd = with_option(PAIN, Option("odd", "Odd"))
    return replace(odd, rules=(rule("E1", "emergency", either), *SMALL.rules[1:]))


def test_the_lower_back_rules_are_proved(proof):
    """Every invariant of the contract holds over every combination of answers."""
    assert proof.failures == ()
    assert [line.id for line in proof.lines] == [
        *(f"I{n}" for n in range(1, 8)),
        *(f"I{n}" for n in range(9, 15)),
    ]


def test_every_combination_has_one_outcome(proof):
    """The outcomes share all combinations among them, and none goes without."""
    assert sum(proof.by_outcome.values()) == proof.count
    assert all(proof.by_outcome.values())
    assert proof.told_apart < proof.count


def test_the_readme_shows_the_proof_as_it_is(proof):
    """Every line but the time."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert set(str(proof).splitlines()[:-1]) <= set(readme)


def test_the_pages_that_readers_answer(proof):
    """An emergency ends the first page; nobody answers more than five."""
    assert proof.pages["emergency"].fewest == 1
    assert proof.pages["normal"].fewest == 5
    assert max(pages.most for pages in proof.pages.values()) == 5


def test_witnesses_come_from_every_outcome_and_every_rule():
    """To hold another evaluation, such as the browser's, against this one."""
    verdicts = [engine.assess(CHECKER, answers) for answers in witnesses(CHECKER)]
    assert {verdict.outcome for verdict in verdicts} == {*CHECKER.levels, None}
    fired = {reason.rule.id for verdict in verdicts for reason in verdict.reasons}
    assert fired == {reason.id for reason in CHECKER.explanations}


def test_a_small_checker_is_proved():
    """Nothing in the proof is tied to the lower back."""
    assert prove(SMALL).failures == ()


def test_i1_notices_an_engine_that_lets_another_answer_calm_an_emergency(monkeypatch):
    """An emergency answer counts, whatever else is answered."""
    reaches = engine.reaches

    def calmed(checker, universe, level):
        value = reaches(checker, universe, level)
        return value & universe.given("sport", "lift") if level == 4 else value

    monkeypatch.setattr(engine, "reaches", calmed)
    assert "Which of these is new? -> Numb between the legs" in _broken(SMALL, "I1")


def test_i2_shows_where_a_worse_answer_leads_lower():
    """'Very bad' without a rule of its own is declared worse than 'some', yet leads lower."""
    broken = _broken(with_rules(U1=None), "I2")
    assert (
        "the outcome 'book' is lost when 'How bad is it?' goes from 'Some' to 'Very bad'" in broken
    )
    assert "(nothing answered)" in broken


def test_i2_shows_where_a_worse_answer_loses_advice():
    """Advice only grows."""
    form = rule("C1", "change", given("pain", "some"), flags=("form",))
    assert "the advice 'form' is lost" in _broken(with_rules(C1=form), "I2")


def test_i2_compares_the_ticks_of_a_list():
    """One tick for a worse one: 'pressing' is declared worse than 'lifting', yet leads lower."""
    broken = _broken(with_rules(P3=rule("P3", "book", given("sport", "lift"))), "I2")
    assert "goes from 'Lifting' to 'Pressing'" in broken


def test_i3_notices_an_unsure_that_counts_as_no():
    """Not sure is strictly above no."""
    only_with_fever = all_of(given("numb", "fever"), given("pain", "some", "much", "unsure"))
    checker = with_rules(
        P1=rule("P1", "book", given("pain", "some")), E2=rule("E2", "emergency", only_with_fever)
    )
    broken = _broken(checker, "I3")
    assert broken == "not sure counts as no:\n    How bad is it? -> I'm not sure"


def test_i4_and_i5_notice_blanks_that_are_taken_for_no(monkeypatch):
    """An engine that takes blank questions for answered ones reassures without answers."""
    monkeypatch.setattr(engine.Possible, "open", lambda self, _: self.universe.false)
    assert "(nothing answered)" in _broken(SMALL, "I4")
    assert "'normal' without a reassuring answer to 'numb'" in _broken(SMALL, "I5")
    assert "asking stops, yet answers could still lead to" in _broken(SMALL, "I7")


def test_i4_notices_an_outcome_that_is_told_too_early(monkeypatch):
    """Below urgent nothing is told while a question could still lift the outcome."""
    assess = engine.assess
    monkeypatch.setattr(
        engine, "assess", lambda c, a: replace(assess(c, a), outcome="normal", level=0)
    )
    assert "told too early" in _broken(SMALL, "I4")


def test_i5_and_i6_notice_a_doubtful_answer_that_gives_normal():
    """What is not declared reassuring must not lead to normal."""
    checker = _with_an_option_that_no_rule_minds()
    assert "How bad is it? -> Odd" in _broken(checker, "I5")
    assert "'normal' in spite of 'Odd'" in _broken(checker, "I6")


def test_i7_notices_questions_that_are_asked_in_vain(monkeypatch):
    """Asking stops once no answer can lead any further."""
    monkeypatch.setattr(
        engine.Possible, "given", lambda self, q, _: self.universe.blank(q) | self.universe.true
    )
    assert "asking goes on, yet nothing can lead to" in _broken(SMALL, "I7")


@pytest.mark.parametrize(
    ("checker", "reason"),
    [
        (
            with_rules(U2=rule("U2", "urgent", given("numb", "saddle"))),
            "the floor of rule U2 is dead: wherever it fires, E1 fires and leads as far",
        ),
        (
            with_rules(U2=rule("U2", "urgent", all_of(given("pain", "no"), given("pain", "some")))),
            "rule U2 is dead: no combination of answers makes it fire",
        ),
        (
            with_rules(E2=rule("E2", "emergency", given("pain", "much"), flags=("stop",))),
            "flag 'stop' of rule E2 is dead: something else always raises it too",
        ),
        (with_rules(C1=None), "flag 'form' is dead: no combination of answers raises it"),
        (
            with_rules(
                E1=rule("E1", "emergency", all_of(given("numb", "saddle"), given("numb", "none"))),
                E2=None,
            ),
            "outcome 'emergency' is dead: no combination of answers leads to it",
        ),
        (_with_an_option_that_no_rule_minds(), "option pain.odd is dead: it changes no outcome"),
        (
            with_question(
                replace(FINISH, when=all_of(given("sport", "unsure"), given("sport", "nothing")))
            ),
            "question 'finish' is dead: no combination of answers asks it",
        ),
        (
            with_lines("normal", Line("Press less.", given("sport", "press"))),
            "line 'Press less.' of outcome 'normal' is dead: nobody gets it",
        ),
        (
            replace(SMALL, sources=(*SMALL.sources, Source("book", "A book", "stored"))),
            "source 'book' is dead: no rule cites it",
        ),
    ],
)
def test_i9_names_dead_weight_with_the_reason(checker, reason):
    """What can never matter is an error."""
    assert reason in _broken(checker, "I9")


def test_i10_notices_reasons_that_are_kept_back(monkeypatch):
    """Every fired rule is told."""
    reasons = engine._reasons
    monkeypatch.setattr(engine, "_reasons", lambda c, p: reasons(c, p)[:1])
    assert "the reasons are not the fired rules" in _broken(SMALL, "I10")


def test_i11_notices_an_answer_that_closes_a_worse_one():
    """Not having done sport closes 'can you finish', which could have led higher."""
    low = rule("P2", "book", given("finish", "no", "unsure"))
    nothing = rule("C2", "change", given("sport", "nothing"))
    broken = _broken(with_rules(P2=low, C2=nothing), "I11")
    assert "goes from 'Lifting; Pressing' to 'No sport'" in broken
    assert "Can you finish the movement? -> " in broken


def test_i12_notices_none_that_silences_a_sign(monkeypatch):
    """An engine for which 'none' takes back what is ticked beside it."""
    reaches = engine.reaches

    def silenced(checker, universe, level):
        value = reaches(checker, universe, level)
        return value if value is True or value is False else value & ~universe.given("numb", "none")

    monkeypatch.setattr(engine, "reaches", silenced)
    assert "goes from 'no answer' to 'None of these'" in _broken(SMALL, "I12")


def test_i13_notices_what_is_offered_above_other_help():
    """Other help stands first on what is urgent, and alone on the highest outcome."""
    ladder = list(SMALL.ladder)
    ladder[3] = replace(ladder[3], do=(Line("Book a visit with us."), Line("See a doctor.")))
    ladder[4] = replace(ladder[4], do=(Line("Call."), Line("Then come to our clinic.")))
    broken = _broken(replace(SMALL, ladder=tuple(ladder)), "I13")
    assert "'urgent' names what the site offers before help: 'Book a visit with us.'" in broken
    assert "'emergency' names what the site offers before help: 'Then come to our" in broken


def test_failures_say_where_and_what():
    """The build stops with lines that name the checker, the invariant and the counterexample."""
    failure = prove(with_rules(C1=None)).failures[0]
    assert failure.startswith("small: I3 (no <= not sure <= yes")
    assert failure.endswith("\nWrite a rule that names the answer of a reader who is not sure.")


def test_the_text_names_what_is_broken():
    """A broken invariant stands out, with its counterexample under it."""
    less = rule("U1", "urgent", given("numb", "unsure", "fever"))
    printed = str(prove(with_rules(U1=less)))
    assert "I2   BROKEN" in printed
    assert "I1   proved" in printed
    assert "NOT PROVED (I2" in printed.splitlines()[0]


def test_the_command_prints_the_proof(proof):
    """What readers are told, a line for every invariant there is, counts, the time; exit status 0."""
    done = subprocess.run(
        [sys.executable, "-m", "checker", "prove", "lower-back"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert f"{proof.count:,}\n" in done.stdout
    assert done.stdout.count(" proved  ") == 13
    told = re.findall(r"^  I(\d+) ", done.stdout, re.MULTILINE)
    assert told == [str(number) for number in range(1, 18)]
    assert "All proved in" in done.stdout
