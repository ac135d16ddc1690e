"""Everything that is wrong with a checker as it is written, told when it is made.

What only all its answers can show is the proof's to tell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from itertools import pairwise
from typing import Any, get_args, get_origin, get_type_hints

from .conditions import AtLeast, Condition, Given
from .questionnaire import (
    CARDS,
    READ,
    Flag,
    Option,
    Outcome,
    Question,
    Questionnaire,
    Reassurance,
    Rule,
)

ID = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
"""The characters of an id: it ends up in selectors, addresses and names of JavaScript's objects."""

RUNGS = range(2, 9)


def faults(checker: Questionnaire) -> list[str]:
    """A line for each fault, with where, what and the remedy. What has the wrong kind is told alone,
    for nothing else can be asked of it."""
    if wrong := list(_wrong_kinds(checker, "")):
        return wrong
    named = [
        *(fault for where, item in _items(checker) for fault in _unusable(where, item.id)),
        *_blank_texts(checker, ""),
        *_twins(checker),
        *_misnamed(checker),
        *_unreachable(checker),
        *(fault for where, when in _conditions(checker) for fault in _never_so(where, when)),
    ]
    return named or [
        *_misbuilt_ladder(checker),
        *(fault for q in checker.questions.values() for fault in _misbuilt_question(q)),
        *_misbuilt_rules(checker),
    ]


# --- What each thing is -----------------------------------------------------------------------


def _wrong_kinds(item: Any, where: str) -> Iterator[str]:
    for name, is_tuple, kinds in _fields(type(item)):  # type: ignore[arg-type]
        look = _wrong_tuple if is_tuple else _wrong_kind
        yield from look(getattr(item, name), kinds, f"{where}{name}")


@cache
def _fields(part: type) -> list[tuple[str, bool, tuple[type, ...]]]:
    """For each field its name, whether it is a tuple, and the classes of what is in it."""
    hints = get_type_hints(part)
    tuples = {name for name, hint in hints.items() if get_origin(hint) is tuple}
    return [
        (name, name in tuples, _classes(get_args(hint)[0] if name in tuples else hint))
        for name, hint in hints.items()
    ]


def _wrong_tuple(value: Any, kinds: tuple[type, ...], place: str) -> Iterator[str]:
    if not isinstance(value, tuple):
        comma = "Write (…,) with a comma before the bracket, also around one thing."
        yield f"{place} is {_shown(value)}, not a tuple. {comma}"
        return
    for number, part in enumerate(value, 1):
        id = getattr(part, "id", "")
        yield from _wrong_kind(part, kinds, f"{place} {id!r}" if id else f"{place}[{number}]")


def _wrong_kind(value: Any, kinds: tuple[type, ...], place: str) -> Iterator[str]:
    if not isinstance(value, kinds):
        wanted = " or ".join(kind.__name__ for kind in kinds if kind is not type(None))
        yield f"{place} is {_shown(value)}, not {_article(wanted)} {wanted}. See checker/questionnaire.py."
    elif isinstance(value, AtLeast):
        yield from _wrong_tuple(value.conditions, (Given, AtLeast), place)
    elif is_dataclass(value):
        yield from _wrong_kinds(value, f"{place}, ")


def _classes(hint: Any) -> tuple[type, ...]:
    """The classes that an annotation allows: unions and names of types taken apart."""
    hint = getattr(hint, "__value__", hint)
    parts = get_args(hint)
    return tuple(kind for part in parts for kind in _classes(part)) if parts else (hint,)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _article(noun: str) -> str:
    return "an" if noun[0] in "AEIOaeio" else "a"


def _blank_texts(item: Any, where: str) -> Iterator[str]:
    """A text without a default must say something, and so must each text of a list; others may be
    left out."""
    for field in fields(item):
        value = getattr(item, field.name)
        must = field.default is MISSING and field.name != "id"
        if isinstance(value, str) and (must or value) and not value.strip():
            yield f"{where}{field.name} is empty. Write what it says."
        for number, part in enumerate(value if isinstance(value, tuple) else (), 1):
            if is_dataclass(part):
                id = getattr(part, "id", "")
                yield from _blank_texts(part, f"{where}{field.name} {id or number!r}, ")
            elif not part.strip():
                yield f"{where}{field.name}[{number}] is empty. Write what it says, or remove it."


# --- What each thing is called ----------------------------------------------------------------


def _items(checker: Questionnaire) -> Iterator[tuple[str, Any]]:
    """Everything that has an id, the checker itself too."""
    yield "checker", checker
    for kind in ("page", "flag", "rule", "claim", "source"):
        yield from ((kind, item) for item in getattr(checker, f"{kind}s"))
    yield from (("outcome", outcome) for outcome in checker.ladder)
    yield "rule", checker.reassurance
    for question in checker.questions.values():
        yield "question", question
        yield from ((f"option of question {question.id!r}", option) for option in question.options)


def _unusable(kind: str, id: str) -> Iterator[str]:
    """JavaScript keeps the order of an object's names, but for numbers, and has ``__proto__``."""
    if not set(id) <= ID or id.strip("0123456789") == "" or id.startswith("_"):
        yield (
            f"{kind} {id!r} is no id. Write letters (a-z, A-Z), digits, '-' and '_'; not digits "
            "alone, and not '_' first."
        )


def _twins(checker: Questionnaire) -> Iterator[str]:
    yield from _twice("page", checker.pages)
    yield from _twice("question", [q for page in checker.pages for q in page.questions])
    yield from _twice("outcome", checker.ladder)
    yield from _twice("rule", checker.explanations)
    for kind in ("flag", "claim", "source"):
        yield from _twice(kind, getattr(checker, f"{kind}s"))
    for question in checker.questions.values():
        yield from _twice(f"option of question {question.id!r}", question.options)


def _twice(kind: str, items: Iterable[Any]) -> Iterator[str]:
    seen = set()
    for item in items:
        if item.id in seen:
            yield f"{kind} {item.id!r} stands twice. Rename or remove one."
        seen.add(item.id)


# --- What names what --------------------------------------------------------------------------


def _misnamed(checker: Questionnaire) -> Iterator[str]:
    """Everything that names a thing that is not there."""
    for where, when in _conditions(checker):
        yield from _unknown_literals(checker, where, when)
    for question in checker.questions.values():
        yield from _asked_too_late(checker, question)
        options = [option.id for option in question.options]
        yield from _unknown(f"question {question.id!r}, usual,", "option", question.usual, options)
    for rule in checker.rules:
        yield from _unknown(f"rule {rule.id}", "outcome", [rule.floor], checker.levels)
    if checker.urgent:
        yield from _unknown("urgent", "outcome", [checker.urgent], checker.levels)
    for outcome in checker.ladder:
        yield from _unknown(f"outcome {outcome.id!r}", "card", [outcome.card], CARDS)
    for source in checker.sources:
        yield from _unknown(f"source {source.id!r}, read,", "way of knowing", [source.read], READ)
    for where, cites in _citing(checker):
        for kind in ("claim", "source", "flag"):
            known = [item.id for item in getattr(checker, f"{kind}s")]
            yield from _unknown(where, kind, getattr(cites, f"{kind}s", ()), known)


def _conditions(checker: Questionnaire) -> Iterator[tuple[str, Condition]]:
    for question in checker.questions.values():
        if question.when:
            yield f"question {question.id!r}", question.when
    for rule in checker.rules:
        yield f"rule {rule.id}", rule.when
    for outcome in checker.ladder:
        for line in outcome.do:
            if line.when:
                yield f"outcome {outcome.id!r}", line.when


def _citing(checker: Questionnaire) -> Iterator[tuple[str, Rule | Reassurance | Outcome | Flag]]:
    for reason in checker.explanations:
        yield f"rule {reason.id}", reason
    for outcome in checker.ladder:
        yield f"outcome {outcome.id!r}", outcome
    for flag in checker.flags:
        yield f"flag {flag.id!r}", flag


def _unknown_literals(checker: Questionnaire, where: str, when: Condition) -> Iterator[str]:
    for literal in dict.fromkeys(when.literals()):
        question = checker.questions.get(literal.question)
        if question is None:
            yield from _unknown(where, "question", [literal.question], checker.questions)
        else:
            options = [option.id for option in question.options]
            kind = f"option of question {question.id!r}"
            yield from _unknown(where, kind, [literal.option], options)


def _asked_too_late(checker: Questionnaire, question: Question) -> Iterator[str]:
    earlier = list(checker.questions)[: list(checker.questions).index(question.id)]
    literals = question.when.literals() if question.when else ()
    for name in sorted({literal.question for literal in literals} - {*earlier}):
        if name in checker.questions:
            yield (
                f"question {question.id!r} waits for {name!r}, which is asked after it. Move "
                f"{name!r} before it."
            )


def _unknown(where: str, kind: str, named: Iterable[str], known: Collection[str]) -> Iterator[str]:
    for name in sorted(set(named) - set(known)):
        yield f"{where} names {kind} {name!r}, which does not exist. {did_you_mean(name, known)}"


def _unreachable(checker: Questionnaire) -> Iterator[str]:
    """What a link or a button of the page would lead to."""
    for source in checker.sources:
        if source.url and not source.url.startswith(("https://", "http://")):
            yield f"source {source.id!r} has the url {source.url!r}. Write it from https:// on."
    if not set(checker.emergency_number) <= {*"+0123456789 -"}:
        yield f"emergency_number is {checker.emergency_number!r}. Write what a phone can call."


def _never_so(where: str, when: Condition) -> Iterator[str]:
    """A condition that holds always, or never."""
    if not isinstance(when, AtLeast):
        return
    if not when.conditions:
        yield f"{where} has a condition of no parts. Name an option, or a condition."
    elif not 1 <= when.n <= len(when.conditions):
        holds = "always" if when.n < 1 else "never"
        yield (
            f"{where} asks for {when.n} of {len(when.conditions)} conditions, which {holds} holds. "
            f"Write a number from 1 to {len(when.conditions)}."
        )
    for part in when.conditions:
        yield from _never_so(where, part)


# --- What a questionnaire needs ---------------------------------------------------------------


def _misbuilt_ladder(checker: Questionnaire) -> Iterator[str]:
    ladder = checker.ladder
    if len(ladder) not in RUNGS:
        yield f"the ladder has {len(ladder)} outcomes. Write from {RUNGS[0]} to {RUNGS[-1]}."
        return
    for below, above in pairwise(ladder):
        if CARDS.index(below.card) > CARDS.index(above.card):
            yield (
                f"outcome {below.id!r} ({below.card}) stands below {above.id!r} ({above.card}). "
                "Write the ladder from the calmest outcome to the most urgent."
            )
    for outcome, card in ((ladder[0], CARDS[0]), (ladder[-1], CARDS[-1])):
        if outcome.card != card:
            end = "lowest" if card == CARDS[0] else "highest"
            yield (
                f"outcome {outcome.id!r} is the {end} and its card is {outcome.card!r}. Make it "
                f"{card!r}, or add an outcome."
            )
    for outcome in ladder:
        if outcome.contact and outcome.card == CARDS[-1]:
            yield (
                f"outcome {outcome.id!r} is {CARDS[-1]} and has a contact heading. Remove it: only "
                "help stands there."
            )


def _misbuilt_question(question: Question) -> Iterator[str]:
    where = f"question {question.id!r}"
    options = question.options
    unsure = [option for option in options if option.unsure]
    if len(options) < 2:
        yield f"{where} has fewer than two options. Write what the reader can choose from."
        return
    if not unsure and not question.certain:
        yield (
            f"{where} has no option for a reader who is not sure. Add one with unsure=True, or say "
            "certain=True if everybody knows the answer."
        )
    if unsure and question.certain:
        yield f"{where} is certain, yet has the option {unsure[0].id!r}. Remove one of the two."
    if not question.when and not any(option.reassuring for option in options):
        yield (
            f"{where} has no reassuring option: nobody could get the lowest outcome. Mark one with "
            "reassuring=True, or ask it only of some (when=…)."
        )
    for option in unsure:
        if option.reassuring:
            yield f"{where}, option {option.id!r} is unsure and reassuring. It cannot be both."
        if question.multiple and not option.exclusive:
            yield f"{where}, option {option.id!r} is unsure, but not alone. Say exclusive=True."
    if question.multiple:
        yield from _misbuilt_list(where, question)


def _misbuilt_list(where: str, question: Question) -> Iterator[str]:
    none = [o.id for o in question.options if o.exclusive and not o.unsure]
    if not none:
        yield (
            f"{where} is a list in which nothing may apply to a reader. Add an option that says so, "
            "with exclusive=True."
        )
    calm = [o.id for o in question.options if o.exclusive and o.reassuring]
    if len(calm) > 1:
        yield f"{where} has {len(calm)} options that say 'none': {', '.join(calm)}. Keep one."


def _misbuilt_rules(checker: Questionnaire) -> Iterator[str]:
    floors = {rule.floor for rule in checker.rules}
    lowest = checker.ladder[0].id if checker.ladder else ""
    for page in checker.pages:
        if not page.questions:
            yield f"page {page.id!r} has no question. Add one, or remove the page."
    for rule in checker.rules:
        if rule.floor == lowest:
            yield f"rule {rule.id} has the lowest outcome as its floor: it raises nothing. Remove it."
    for outcome in checker.ladder[1:]:
        if outcome.id not in floors:
            yield f"outcome {outcome.id!r} is reached by no rule. Write one, or remove the outcome."
    for reason in checker.explanations:
        if not reason.sources:
            yield f"rule {reason.id} cites no source. Name one, or one that is read as 'judgement'."
    yield from _unheard(checker)


def _unheard(checker: Questionnaire) -> Iterator[str]:
    """Answers that should keep a reader from the lowest outcome, and of which nothing speaks."""
    heard = {literal for _, when in _conditions(checker) for literal in when.literals()}
    for question in checker.questions.values():
        for option in question.options:
            if not option.reassuring and Given(question.id, option.id) not in heard:
                yield _remedy_for_unheard(question, option)


def _remedy_for_unheard(question: Question, option: Option) -> str:
    return (
        f"question {question.id!r}, option {option.id!r} is not reassuring, and no rule names it. "
        f"Write a rule with given({question.id!r}, {option.id!r}), or mark it reassuring=True."
    )


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The remedy for a mistyped name: the nearest one that exists, and all of them."""
    import difflib  # here, for only authors make such mistakes: the browser never loads it

    near = difflib.get_close_matches(name, known, 1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return f"{hint}Available: {', '.join(known) or 'none'}."
