"""A checker small enough to try every answer by hand, with all that the large one has."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import chain, combinations, product
from typing import Any, cast

from checker.conditions import all_of, any_of, given
from checker.engine import Answers
from checker.model import (
    Checker,
    Flag,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Questionnaire,
    Reassurance,
    Rule,
    Source,
)

UNSURE = Option("unsure", "I'm not sure", worse=1, exclusive=True, unsure=True)
NONE = Option("none", "None of these", worse=0, reassuring=True, exclusive=True)
NO = Option("no", "No", worse=0, reassuring=True)

NUMB = Question(
    "numb",
    "Which of these is new?",
    (Option("saddle", "Numb between the legs"), Option("fever", "Fever"), NONE, UNSURE),
    multiple=True,
)
PAIN = Question(
    "pain",
    "How bad is it?",
    (NO, Option("some", "Some"), Option("much", "Very bad", worse=3), UNSURE),
)
SPORT = Question(
    "sport",
    "What were you doing?",
    (
        Option("lift", "Lifting", worse=0, reassuring=True),
        Option("press", "Pressing", worse=1),
        Option("nothing", "No sport", worse=1, exclusive=True),
        UNSURE,
    ),
    multiple=True,
)
FINISH = Question(
    "finish",
    "Can you finish the movement?",
    (Option("yes", "Yes", worse=0, reassuring=True), Option("no", "No"), UNSURE),
    when=given("sport", "lift", "press", "unsure"),
)


def rule(id: str, floor: str, when, **more) -> Rule:
    return Rule(id, floor, when, f"Because of {id}", ("judgement",), **more)


RULES = (
    rule("E1", "emergency", given("numb", "saddle")),
    rule("E2", "emergency", all_of(given("numb", "fever"), given("pain", "much"))),
    rule("U1", "urgent", any_of(given("numb", "unsure", "fever"), given("pain", "much"))),
    rule("P1", "book", given("pain", "some", "unsure")),
    rule("P2", "book", any_of(given("sport", "nothing"), given("finish", "no", "unsure"))),
    rule("C1", "change", given("sport", "press", "unsure"), flags=("form",)),
)


def _outcome(id: str, card: str, *flags: str) -> Outcome:
    contact = "" if card == "immediate" else "Write to us"
    return Outcome(id, f"It is {id}", card, "Soon.", (Line("Do it."),), (), (), flags, contact)


SMALL = Checker(
    id="small",
    version="1",
    title="A small check",
    disclaimer="This is not a diagnosis.",
    audience="For tests.",
    ladder=(
        _outcome("normal", "non-urgent"),
        _outcome("change", "non-urgent"),
        _outcome("book", "non-urgent", "stop"),
        _outcome("urgent", "urgent", "stop"),
        _outcome("emergency", "immediate", "stop"),
    ),
    safety_net="Call for any of these",
    urgent="urgent",
    offer=("book", "clinic"),
    flags=(Flag("stop", "Stop."), Flag("form", "Have your form checked.")),
    pages=(
        Page("first", "First", (NUMB,)),
        Page("second", "Second", (PAIN, SPORT)),
        Page("third", "Third", (FINISH,)),
    ),
    rules=RULES,
    reassurance=Reassurance("N1", "Nothing of the sort", ("judgement",)),
    claims=(),
    sources=(Source("judgement", "Ours", "judgement"),),
)


def as_written(checker: Checker, **changed: Any) -> Checker:
    """The checker with these changes, and whatever faults they bring: for the proof to find."""
    parts = {field.name: getattr(checker, field.name) for field in fields(checker)}
    return cast("Checker", Questionnaire(**parts | changed))


def with_rules(**changed: Rule | None) -> Checker:
    """The small checker with these rules in place of its own; None removes one."""
    rules = [changed.pop(rule.id, rule) for rule in RULES] + list(changed.values())
    return as_written(SMALL, rules=tuple(rule for rule in rules if rule))


def with_lines(id: str, *lines: Line) -> Checker:
    """The small checker with these lines of what to do on that outcome."""
    ladder = tuple(replace(o, do=lines) if o.id == id else o for o in SMALL.ladder)
    return replace(SMALL, ladder=ladder)


def with_option(question: Question, option: Option) -> Checker:
    """The small checker with this option in place of the question's own of that id."""
    options = tuple(option if old.id == option.id else old for old in question.options)
    if option.id not in {old.id for old in question.options}:
        options = (*options, option)
    return with_question(replace(question, options=options))


def with_question(changed: Question) -> Checker:
    pages = tuple(
        replace(page, questions=tuple(changed if q.id == changed.id else q for q in page.questions))
        for page in SMALL.pages
    )
    return as_written(SMALL, pages=pages)


def every_answer(checker: Checker) -> list[Answers]:
    """All valid answers there are, blank ones included."""
    choices = [
        [(question.id, ticks) for ticks in _ticks(question)]
        for question in checker.questions.values()
    ]
    return [{id: frozenset(ticks) for id, ticks in chosen if ticks} for chosen in product(*choices)]


def _ticks(question: Question) -> list[tuple[str, ...]]:
    alone = [o.id for o in question.options if o.exclusive or not question.multiple]
    shared = [o.id for o in question.options if o.id not in alone]
    sets = chain.from_iterable(combinations(shared, n) for n in range(len(shared) + 1))
    return [*sets, *((id,) for id in alone)]
