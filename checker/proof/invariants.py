"""The invariants that every checker is held to, each a search for answers that break it.

Every function yields one text for each way in which its invariant is broken, with the shortest
counterexample in the questionnaire's own words; from one that holds, nothing comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from oxidd.bcdd import BCDDFunction as Function

from .. import engine, words
from ..engine import Answers
from ..model import Option, Question
from .decision import AskedOnly, Decision
from .redundancy import dead_weight


@dataclass(frozen=True)
class Invariant:
    """What must hold over all answers, how it is searched for breaches, and what mends one."""

    id: str
    claim: str
    broken: Callable[[Decision], Iterator[str]]
    remedy: str


class Kept(NamedTuple):
    """An invariant as it is told: its id, what holds it, and what must hold."""

    id: str
    how: str
    claim: str


type Step = tuple[frozenset[str], frozenset[str]]
"""Another answer to one question: the options before, the options after."""


def highest_wins(d: Decision) -> Iterator[str]:
    highest, title = d.at_least[d.top], d.checker.ladder[d.top].id
    for id, fires in d.rules.items():
        if d.checker.level(d.rule(id)) == d.top:
            yield from _never(d, f"rule {id} fires, yet it is not {title!r}", fires & ~highest)
    for question, option in d.answers.options():
        if d.answers.holds(highest, {question.id: frozenset({option.id})}):
            calm = d.answers.given(question.id, option.id) & ~highest
            yield from _never(d, f"{option.text!r} alone is {title!r}, but not here", calm)


def worse_never_lowers(d: Decision) -> Iterator[str]:
    for name, where in _told(d):
        yield from _more_ticks_never_lower(d, name, where)
        for question in d.checker.questions.values():
            for step in _worse_answers(question):
                yield from _step_never_lowers(d, name, where, question, step)


def unsure_is_no_no(d: Decision) -> Iterator[str]:
    for question, unsure in _unsure(d):
        yield from _strictly_above_no(d, question, unsure)
        no_unsure_yes = [_step(o, unsure) for o in question.options if o.reassuring] + [
            _step(unsure, option) for option in question.options if option.worse > unsure.worse
        ]
        for name, where in _told(d):
            for step in no_unsure_yes:
                yield from _step_never_lowers(d, name, where, question, step)


def _unsure(d: Decision) -> Iterator[tuple[Question, Option]]:
    return ((question, option) for question, option in d.answers.options() if option.unsure)


def missing_is_no_no(d: Decision) -> Iterator[str]:
    missing = engine.missing(d.checker, d.view)
    yield from _never(d, f"{_lowest(d)}, though an answer is missing", d.decided[0] & missing)
    for level in range(d.checker.told_from):
        yield from _never_told(d, d.undecided(level))


def lowest_is_reassured(d: Decision) -> Iterator[str]:
    for id, asked in d.asked.items():
        doubtful = d.decided[0] & asked & ~d.reassured[id]
        yield from _never(d, f"{_lowest(d)} without a reassuring answer to {id!r}", doubtful)


def unknown_is_never_lowest(d: Decision) -> Iterator[str]:
    for question, option in d.answers.options():
        if not option.reassuring:
            lowest = d.answers.given(question.id, option.id) & d.decided[0]
            yield from _never(d, f"{_lowest(d)} in spite of {option.text!r}", lowest)


def stopping_early_is_right(d: Decision) -> Iterator[str]:
    for level in range(1, d.top + 1):
        title = d.checker.ladder[level].id
        reachable = _with_all_further_answers(d, d.at_least[level])
        early, late = reachable & ~d.could_be[level], d.could_be[level] & ~reachable
        yield from _never(d, f"asking stops, yet answers could still lead to {title!r}", early)
        yield from _never(d, f"asking goes on, yet nothing can lead to {title!r}", late)
    for level in range(d.top):
        stuck = d.undecided(level)
        for question in d.checker.questions.values():
            matters = engine.matters(d.possible, question, level)
            stuck = stuck & ~(d.asked[question.id] & matters)
        yield from _never(d, "undecided, yet nothing is left to ask", stuck)


def total(d: Decision) -> Iterator[str]:
    decided = [d.complete & where for where in d.decided]
    if sum(map(d.answers.count, decided)) != d.answers.count(d.complete):
        nothing = d.complete
        for where in decided:
            nothing = nothing & ~where
        yield from _never(d, "everything is answered, yet there is no outcome", nothing)
    yield from dead_weight(d)


def reasons_carry_level(d: Decision) -> Iterator[str]:
    for level in range(1, d.top + 1):
        unexplained = d.exactly[level]
        for rule in d.checker.rules:
            if d.checker.level(rule) == level:
                unexplained = unexplained & ~d.rules[rule.id]
        why = f"{d.checker.ladder[level].id!r}, but no rule with that floor fires"
        yield from _never(d, why, unexplained)
    for answers in witnesses(d):
        verdict = engine.assess(d.checker, answers)
        fired = {id for id, where in d.rules.items() if d.answers.holds(where, answers)}
        told = {reason.rule.id for reason in verdict.reasons} - {d.checker.reassurance.id}
        floors = [d.checker.levels[reason.floor] for reason in verdict.reasons]
        if told != fired or (verdict.state == "complete" and max(floors) != verdict.level):
            yield f"the reasons are not the fired rules:\n{words.answers(d.checker, answers)}"


def worse_never_lowers_what_is_asked(d: Decision) -> Iterator[str]:
    asked_only = Decision(d.checker, d.answers, AskedOnly(d.checker, d.answers))
    for name, where in _levels(asked_only):
        yield from _more_ticks_never_lower(d, name, where)
        for question in d.checker.questions.values():
            for step in (*_worse_answers(question), *_closing_answers(question)):
                yield from _step_never_lowers(d, name, where, question, step)


def none_beside_a_sign(d: Decision) -> Iterator[str]:
    for question, option in d.answers.options():
        if option.exclusive:
            for name, where in (*_told(d), *_asked(d)):
                yield from _tick_never_lowers(d, name, where, question, option)


def offer_below_help(d: Decision) -> Iterator[str]:
    for outcome in d.checker.ladder:
        lines = [line.text for line in outcome.do]
        for text in {"non-urgent": [], "urgent": lines[:1], "immediate": lines}[outcome.card]:
            if any(word in text.lower() for word in d.checker.offer):
                yield f"outcome {outcome.id!r} names what the site offers before help: {text!r}"


def safety_net(d: Decision) -> Iterator[str]:
    if not words.emergency_list(d.checker):
        yield f"the list {d.checker.safety_net!r} is empty"


INVARIANTS = (
    Invariant(
        "I1",
        "an answer that calls for the highest outcome gives it, whatever else is answered",
        highest_wins,
        "Let the floor of that rule be the highest outcome, and nothing else keep it from firing.",
    ),
    Invariant(
        "I2",
        "a worse answer never lowers the outcome nor removes advice",
        worse_never_lowers,
        "Let the rule that is lost name the worse answer too, or correct the order (worse=…).",
    ),
    Invariant(
        "I3",
        "no <= not sure <= yes, and not sure is strictly above no",
        unsure_is_no_no,
        "Write a rule that names the answer of a reader who is not sure.",
    ),
    Invariant(
        "I4",
        "a missing answer is never a no: nothing below Checker.urgent is told",
        missing_is_no_no,
        "Let Checker.urgent name a higher outcome.",
    ),
    Invariant(
        "I5",
        "the lowest outcome needs a reassuring answer to every asked question",
        lowest_is_reassured,
        "Write a rule that names the answer, or mark the answer reassuring=True.",
    ),
    Invariant(
        "I6",
        "an unknown or not reassuring answer never gives the lowest outcome",
        unknown_is_never_lowest,
        "Write a rule that names the answer, or mark the answer reassuring=True.",
    ),
    Invariant(
        "I7",
        "stopping early gives what answering everything would give",
        stopping_early_is_right,
        "Ask the question whose answer can still change the outcome before the one that waits for it.",
    ),
    Invariant(
        "I9",
        "exactly one outcome for all answers; no dead weight",
        total,
        "Remove what is dead, or correct the condition that was to bring it about.",
    ),
    Invariant(
        "I10",
        "the reasons are the fired rules, the level their highest floor",
        reasons_carry_level,
        "The engine decides this, not the checker: report it.",
    ),
    Invariant(
        "I11",
        "a worse answer that changes what is asked never lowers the outcome",
        worse_never_lowers_what_is_asked,
        "Ask the question of everybody, or let a rule name the answer that closes it.",
    ),
    Invariant(
        "I12",
        "none of these, ticked beside a sign, counts as the sign",
        none_beside_a_sign,
        "Let no rule and no question wait for the answer that stands alone, or name the signs too.",
    ),
    Invariant(
        "I13",
        "what the site offers never stands above other help, nor on the highest outcome",
        offer_below_help,
        "Write the other help first.",
    ),
    Invariant(
        "I14",
        "every result has the signs of the highest outcome, and the disclaimer",
        safety_net,
        "Write a rule that leads to the highest outcome.",
    ),
)

ELSEWHERE = (
    Kept(
        "I8",
        "by design",
        "the same answers give the same outcome: no rule can ask for anything else",
    ),
    Kept(
        "I15",
        "by build",
        "every language has the same questions, answers and rules, and no text missing",
    ),
    Kept("I16", "by build", "the browser answers as this Python does, over a sample of each rule"),
    Kept("I17", "by review", "no text promises, or says more than its source does"),
)
"""What this proof cannot show."""


def _lowest(d: Decision) -> str:
    return repr(d.checker.ladder[0].id)


def witnesses(d: Decision) -> Iterator[Answers]:
    """Answers from every region of the decision: each outcome with all answers given, each rule
    where it alone decides, each level where asking goes on."""
    regions = [d.complete & exactly for exactly in d.exactly]
    regions += [d.decisive[rule.id] for rule in d.checker.rules]
    regions += [d.undecided(level) for level in range(d.top)]
    for region in regions:
        if region != d.answers.false:
            yield d.answers.lightest(region)


def _never(d: Decision, why: str, where: Function) -> Iterator[str]:
    """One text when any answers are there; "none of these" may stand beside a sign in them."""
    found = d.answers.loose & where
    if found != d.answers.false:
        yield f"{why}:\n{words.answers(d.checker, d.answers.lightest(found))}"


def _never_told(d: Decision, undecided: Function) -> Iterator[str]:
    if undecided != d.answers.false:
        answers = d.answers.lightest(undecided)
        if engine.assess(d.checker, answers).outcome is not None:
            yield f"told too early:\n{words.answers(d.checker, answers)}"


def _levels(d: Decision) -> Iterator[tuple[str, Function]]:
    for level in range(1, d.top + 1):
        yield f"the outcome {d.checker.ladder[level].id!r}", d.at_least[level]


def _told(d: Decision) -> Iterator[tuple[str, Function]]:
    yield from _levels(d)
    for id, where in d.flags.items():
        yield f"the advice {id!r}", where


def _asked(d: Decision) -> Iterator[tuple[str, Function]]:
    for id, where in d.asked.items():
        yield f"the question {id!r}", where


def _step(before: Option, after: Option) -> Step:
    return frozenset({before.id}), frozenset({after.id})


def _worse_answers(question: Question) -> Iterator[Step]:
    """Every change of one answer for a worse one; in a list, of one tick for a worse one."""
    for before in question.options:
        for after in question.options:
            if before.worse < after.worse:
                yield _step(before, after)


def _closing_answers(question: Question) -> Iterator[Step]:
    """Every exclusive answer in place of all the others that are no worse."""
    for after in question.options if question.multiple else ():
        others = [o.id for o in question.options if not o.exclusive and o.worse <= after.worse]
        if after.exclusive and others:
            yield frozenset(others), frozenset({after.id})


def _step_never_lowers(
    d: Decision, name: str, where: Function, question: Question, step: Step
) -> Iterator[str]:
    if d.answers.touches(where, question.id):
        before, after = (d.answers.answering(where, question.id, options) for options in step)
        yield from _lost(d, name, before & ~after, question, step)


def _more_ticks_never_lower(d: Decision, name: str, where: Function) -> Iterator[str]:
    for question, option in () if d.answers.grows(where) else d.answers.options():
        yield from _tick_never_lowers(d, name, where, question, option)


def _tick_never_lowers(
    d: Decision, name: str, where: Function, question: Question, option: Option
) -> Iterator[str]:
    if d.answers.touches(where, question.id):
        without, ticked = (
            d.answers.ticking(where, question.id, option.id, ticked=ticked)
            for ticked in (False, True)
        )
        lost = without & ~ticked
        if lost != d.answers.false:
            lost = lost & d.answers.ticking(d.answers.loose, question.id, option.id, ticked=True)
            step = frozenset[str](), frozenset({option.id})
            yield from _lost(d, name, lost, question, step)


def _lost(d: Decision, name: str, where: Function, question: Question, step: Step) -> Iterator[str]:
    """One text when, with these answers to the other questions, the step loses what is named."""
    found = where & d.answers.loose
    if found != d.answers.false:
        before, after = (
            "; ".join(o.text for o in question.options if o.id in options) or "no answer"
            for options in step
        )
        others = words.answers(d.checker, d.answers.lightest(found))
        yield f"{name} is lost when {question.text!r} goes from {before!r} to {after!r}:\n{others}"


def _strictly_above_no(d: Decision, question: Question, unsure: Option) -> Iterator[str]:
    answer = {question.id: frozenset({unsure.id})}
    if any(option.reassuring for option in question.options) and not d.answers.holds(
        d.at_least[1], answer
    ):
        yield f"not sure counts as no:\n{words.answers(d.checker, answer)}"


def _with_all_further_answers(d: Decision, where: Function) -> Function:
    """The answers that can still come into the set, by answering questions that are then asked."""
    for id in reversed(d.checker.questions):
        further = d.asked[id] & d.answers.blank(id) & d.answers.with_some_answer(where, id)
        where = where | further
    return where
