"""What is wrong with a checker is told when it is made: where, what and the remedy, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from checker.conditions import AnyOf, AtLeast, all_of, any_of, at_least, given
from checker.faults import faults
from checker.lower_back import CHECKER
from checker.model import Checker, CheckerError, Line, Option, Page, Question
from checker.proof import prove
from tests.checker.small import NO, NONE, NUMB, PAIN, RULES, SMALL, SPORT, UNSURE, as_written, rule

type Mistake = Callable[[], Checker]

YES = Option("yes", "Yes")


def _told(mistake: Mistake) -> list[str]:
    with pytest.raises(CheckerError) as caught:
        mistake()
    return str(caught.value).split("\n")


def _asking(*options: Option, **more: Any) -> Checker:
    """The small checker with a further question, whose answers a rule names."""
    question = Question("more", "One more?", options, **more)
    heard = [option.id for option in options if not option.reassuring]
    rules = (rule("C9", "change", given("more", *heard)),) if heard else ()
    return replace(
        SMALL,
        pages=(*SMALL.pages, Page("last", "Last", (question,))),
        rules=(*SMALL.rules, *rules),
    )


def _with(question: Question, **changed: Any) -> Checker:
    pages = tuple(
        replace(
            page,
            questions=tuple(
                replace(q, **changed) if q.id == question.id else q for q in page.questions
            ),
        )
        for page in SMALL.pages
    )
    return replace(SMALL, pages=pages)


def _ruled(when: Any, floor: str = "book", **more: Any) -> Checker:
    return replace(SMALL, rules=(*RULES, rule("X1", floor, when, **more)))


def _rung(place: int, **changed: Any) -> Checker:
    ladder = list(SMALL.ladder)
    ladder[place] = replace(ladder[place], **changed)
    return replace(SMALL, ladder=tuple(ladder))


def _cited(sources: Any) -> Checker:
    return replace(SMALL, rules=(replace(RULES[0], sources=sources), *RULES[1:]))


LEVELS = "normal, change, book, urgent, emergency"
MISTAKES: dict[str, tuple[Mistake, str]] = {
    "no comma": (
        lambda: _cited("judgement"),
        ("rules 'E1', sources is 'judgement', not a tuple. Write (…,) with a comma before the "
        "bracket, also around one thing."),
    ),
    "a list": (
        lambda: replace(SMALL, flags=list(SMALL.flags)),  # type: ignore[arg-type]
        "flags is [Flag(id='stop', text='Stop.', first=False, claims=()), F…, not a tuple.",
    ),
    "a text in place of a line": (
        lambda: _rung(0, do=("Rest.",)),
        "ladder 'normal', do[1] is 'Rest.', not a Line.",
    ),
    "a text in place of a condition": (
        lambda: _ruled("pain.much"),
        "rules 'X1', when is 'pain.much', not a Given or AtLeast.",
    ),
    "a text within a condition": (
        lambda: _ruled(any_of("pain", given("pain", "much"))),  # type: ignore[arg-type]
        "rules 'X1', when[1] is 'pain', not a Given or AtLeast.",
    ),
    "a number in place of a text": (
        lambda: replace(SMALL, version=2),  # type: ignore[arg-type]
        "version is 2, not a str.",
    ),
    "an empty text": (lambda: replace(SMALL, disclaimer=" "), "disclaimer is empty."),
    "an empty option": (
        lambda: _with(PAIN, options=(replace(NO, text=""), *PAIN.options[1:])),
        "pages 'second', questions 'pain', options 'no', text is empty. Write what it says.",
    ),
    "an empty line": (
        lambda: _rung(0, do=(Line(""),)),
        "ladder 'normal', do 1, text is empty. Write what it says.",
    ),
    "an empty thing to avoid": (
        lambda: _rung(0, avoid=("Nothing.", "")),
        "ladder 'normal', avoid[2] is empty. Write what it says, or remove it.",
    ),
    "an optional text that is blank": (
        lambda: _rung(0, contact=" "),
        "ladder 'normal', contact is empty. Write what it says.",
    ),
    "an address that leads nowhere": (
        lambda: replace(SMALL, sources=(replace(SMALL.sources[0], url="nhs.uk"),)),
        "source 'judgement' has the url 'nhs.uk'. Write it from https:// on.",
    ),
    "a number that no phone can call": (
        lambda: replace(SMALL, emergency_number="nine-one-one"),
        "emergency_number is 'nine-one-one'. Write what a phone can call.",
    ),
    "an unknown card": (
        lambda: _rung(0, card="non-urgnet"),
        ("outcome 'normal' names card 'non-urgnet', which does not exist. Did you mean "
        "'non-urgent'? Available: non-urgent, urgent, immediate."),
    ),
    "an unknown urgent": (
        lambda: replace(SMALL, urgent="urgnet"),
        ("urgent names outcome 'urgnet', which does not exist. Did you mean 'urgent'? Available: "
        f"{LEVELS}."),
    ),
    "an unknown floor": (
        lambda: _ruled(given("pain", "much"), floor="books"),
        ("rule X1 names outcome 'books', which does not exist. Did you mean 'book'? Available: "
        f"{LEVELS}."),
    ),
    "an unknown option": (
        lambda: _ruled(given("pain", "mch")),
        ("rule X1 names option of question 'pain' 'mch', which does not exist. Did you mean 'much'? "
        "Available: no, some, much, unsure."),
    ),
    "an unknown question": (
        lambda: _ruled(given("pane", "much")),
        ("rule X1 names question 'pane', which does not exist. Did you mean 'pain'? Available: "
        "numb, pain, sport, finish."),
    ),
    "an unknown way of knowing": (
        lambda: replace(SMALL, sources=(replace(SMALL.sources[0], read="judgment"),)),
        ("source 'judgement', read, names way of knowing 'judgment', which does not exist. Did you "
        "mean 'judgement'? Available: stored, second-hand, memory, post, judgement."),
    ),
    "a question that waits for a later one": (
        lambda: _with(NUMB, when=given("pain", "some")),
        "question 'numb' waits for 'pain', which is asked after it. Move 'pain' before it.",
    ),
    "the same id twice": (
        lambda: replace(SMALL, rules=(*RULES, replace(RULES[0], id="N1"))),
        "rule 'N1' stands twice. Rename or remove one.",
    ),
    "a condition of nothing": (
        lambda: _ruled(AnyOf(())),
        "rule X1 has a condition of no parts. Name an option, or a condition.",
    ),
    "a condition that never holds": (
        lambda: _ruled(all_of(at_least(3, given("pain", "some"), given("pain", "much")))),
        "rule X1 asks for 3 of 2 conditions, which never holds. Write a number from 1 to 2.",
    ),
    "a condition that always holds": (
        lambda: _ruled(at_least(0, given("pain", "some"))),
        "rule X1 asks for 0 of 1 conditions, which always holds. Write a number from 1 to 1.",
    ),
    "one rung": (
        lambda: replace(SMALL, ladder=SMALL.ladder[:1], rules=(), urgent="", flags=()),
        "the ladder has 1 outcomes. Write from 2 to 8.",
    ),
    "a ladder upside down": (
        lambda: replace(SMALL, ladder=SMALL.ladder[::-1]),
        ("outcome 'emergency' (immediate) stands below 'urgent' (urgent). Write the ladder from the "
        "calmest outcome to the most urgent."),
    ),
    "a highest outcome that can wait": (
        lambda: _rung(4, card="urgent"),
        ("outcome 'emergency' is the highest and its card is 'urgent'. Make it 'immediate', or add "
        "an outcome."),
    ),
    "a lowest outcome that cannot": (
        lambda: replace(_rung(1, card="urgent"), ladder=_rung(1, card="urgent").ladder[1:]),
        "outcome 'change' (urgent) stands below 'book' (non-urgent).",
    ),
    "a contact on the highest outcome": (
        lambda: _rung(4, contact="Write to us"),
        ("outcome 'emergency' is immediate and has a contact heading. Remove it: only help stands "
        "there."),
    ),
    "no option": (
        _asking,
        "question 'more' has fewer than two options. Write what the reader can choose from.",
    ),
    "nobody may be unsure": (
        lambda: _asking(NO, YES),
        ("question 'more' has no option for a reader who is not sure. Add one with unsure=True, or "
        "say certain=True if everybody knows the answer."),
    ),
    "unsure and certain": (
        lambda: _asking(NO, YES, UNSURE, certain=True),
        "question 'more' is certain, yet has the option 'unsure'. Remove one of the two.",
    ),
    "unsure and reassuring": (
        lambda: _asking(NO, YES, replace(UNSURE, reassuring=True)),
        "question 'more', option 'unsure' is unsure and reassuring. It cannot be both.",
    ),
    "nothing reassuring": (
        lambda: _asking(YES, UNSURE),
        ("question 'more' has no reassuring option: nobody could get the lowest outcome. Mark one "
        "with reassuring=True, or ask it only of some (when=…)."),
    ),
    "a list without none": (
        lambda: _asking(YES, replace(NO, id="fine"), UNSURE, multiple=True),
        ("question 'more' is a list in which nothing may apply to a reader. Add an option that says "
        "so, with exclusive=True."),
    ),
    "two none": (
        lambda: _asking(YES, NONE, replace(NONE, id="nothing"), UNSURE, multiple=True),
        "question 'more' has 2 options that say 'none': none, nothing. Keep one.",
    ),
    "unsure beside others": (
        lambda: _asking(YES, NONE, replace(UNSURE, exclusive=False), multiple=True),
        "question 'more', option 'unsure' is unsure, but not alone. Say exclusive=True.",
    ),
    "a page of nothing": (
        lambda: replace(SMALL, pages=(*SMALL.pages, Page("empty", "Empty", ()))),
        "page 'empty' has no question. Add one, or remove the page.",
    ),
    "a rule that raises nothing": (
        lambda: _ruled(given("pain", "much"), floor="normal"),
        "rule X1 has the lowest outcome as its floor: it raises nothing. Remove it.",
    ),
    "an outcome without a rule": (
        lambda: replace(SMALL, rules=RULES[2:]),
        "outcome 'emergency' is reached by no rule. Write one, or remove the outcome.",
    ),
    "a rule without a source": (
        lambda: _cited(()),
        "rule E1 cites no source. Name one, or one that is read as 'judgement'.",
    ),
    "an answer that nothing speaks of": (
        lambda: _with(SPORT, options=(*SPORT.options, Option("odd", "Odd"))),
        ("question 'sport', option 'odd' is not reassuring, and no rule names it. Write a rule with "
        "given('sport', 'odd'), or mark it reassuring=True."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_remedy(mistake):
    """Where, what, and what to write instead."""
    make, told = MISTAKES[mistake]
    assert any(line.startswith(f"checker 'small': {told}") for line in _told(make)), _told(make)


def test_all_mistakes_are_told_at_once():
    """A line for each, that none has to be found by another try."""
    told = _told(
        lambda: replace(
            SMALL,
            title="",
            urgent="urgnet",
            rules=(*RULES, rule("X1", "books", given("pain", "mch"))),
        )
    )
    assert len(told) == 4, told
    assert all(line.startswith("checker 'small': ") for line in told)


DAMAGES: tuple[object, ...] = (
    None,
    1,
    "",
    " ",
    'E"]1',
    (),
    ("a",),
    [],
    {},
    (None,),
    AnyOf(()),
    given("nope", "x"),
    b"x",
)


def _places(part: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything in a questionnaire: fields, and numbers in lists."""
    if is_dataclass(part) and not isinstance(part, AtLeast):
        for field in fields(part):
            yield (*way, field.name)
            yield from _places(getattr(part, field.name), (*way, field.name))
    for number, inner in enumerate(part if isinstance(part, tuple) else ()):
        yield (*way, number)
        yield from _places(inner, (*way, number))


def _damaged(part: Any, way: tuple[str | int, ...], damage: object) -> Any:
    if not way:
        return damage
    first, *rest = way
    if isinstance(first, int):
        return (*part[:first], _damaged(part[first], tuple(rest), damage), *part[first + 1 :])
    changed = _damaged(getattr(part, first), tuple(rest), damage)
    if isinstance(part, Checker):
        return as_written(part, **{first: changed})
    return replace(part, **{first: changed})


def test_whatever_stands_in_a_checker_is_told_and_never_raised():
    """Anything in the place of anything: a list of faults, perhaps an empty one, and no traceback."""
    damaged = [(way, damage) for way in _places(SMALL) for damage in DAMAGES]
    told = [bool(faults(_damaged(SMALL, way, damage))) for way, damage in damaged]
    assert len(damaged) > 3000
    assert sum(told) > len(damaged) * 0.8


@pytest.mark.parametrize("rungs", [2, 8])
def test_a_ladder_has_two_rungs_or_eight(rungs):
    """Whatever their number, all is proved."""
    middle = [replace(SMALL.ladder[1], id=f"rung{n}", flags=()) for n in range(rungs - 2)]
    ladder = (SMALL.ladder[0], *middle, replace(SMALL.ladder[-1], flags=()))
    signs = [Option(f"sign{n}", f"Sign {n}") for n in range(rungs - 1)]
    question = Question("signs", "Which of these?", (*signs, NONE, UNSURE), multiple=True)
    heard = [given("signs", sign.id) for sign in signs]
    heard[0] = given("signs", signs[0].id, "unsure")
    rules = [rule(f"R{n}", ladder[n + 1].id, when) for n, when in enumerate(heard)]
    checker = replace(
        SMALL,
        ladder=ladder,
        pages=(Page("only", "Only", (question,)),),
        rules=tuple(rules),
        flags=(),
        urgent="",
    )
    proof = prove(checker)
    assert proof.failures == ()
    assert len(proof.by_outcome) == rungs


@pytest.mark.parametrize(
    "id",
    ["", "/check", "two words", 'E"]1', "it's", "back\\slash", "new\nline", "__proto__", "42", "é"],
)
def test_an_id_is_made_of_what_every_part_can_carry(id: str):
    """Selectors, addresses, JavaScript's objects: the error says which id, and what to write."""
    page = replace(CHECKER.pages[0], id=id)
    with pytest.raises(CheckerError) as caught:
        replace(CHECKER, pages=(page, *CHECKER.pages[1:]))
    assert f"page {id!r} is no id" in str(caught.value)
    assert "Write letters" in str(caught.value)


@pytest.mark.parametrize("kind", ["pages", "ladder", "flags", "rules", "claims", "sources"])
def test_every_kind_of_id_is_looked_at(kind: str):
    """Not only those of pages."""
    first, *others = getattr(CHECKER, kind)
    with pytest.raises(CheckerError, match="is no id"):
        replace(CHECKER, **{kind: (replace(first, id='a"b'), *others)})  # type: ignore[arg-type]


@pytest.mark.parametrize("id", ["outcome", "check", "failure", "constructor", "E1", "18_49", "a-b"])
def test_any_word_is_an_id(id: str):
    """Also those that a screen of the widget has, or had: they cannot meet."""
    page = replace(CHECKER.pages[0], id=id)
    assert replace(CHECKER, pages=(page, *CHECKER.pages[1:])).pages[0].id == id
