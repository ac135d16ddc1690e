"""Dead weight: what stands in a checker and can never matter."""

from __future__ import annotations

from collections.abc import Iterator

from oxidd.bcdd import BCDDFunction as Function

from ..model import Option, Question, Rule
from .decision import Decision


def dead_weight(d: Decision) -> Iterator[str]:
    """Every outcome, rule, floor, line, flag, option and source that can never matter, and why."""
    yield from _outcomes(d)
    for rule in d.checker.rules:
        yield from _rule(d, rule)
    yield from _lines(d)
    yield from _flags(d)
    for question in d.checker.questions.values():
        yield from _question(d, question)
    yield from _sources(d)


def _outcomes(d: Decision) -> Iterator[str]:
    for outcome, where in zip(d.checker.ladder, d.exactly, strict=True):
        if d.never(where):
            yield f"outcome {outcome.id!r} is dead: no combination of answers leads to it"


def _lines(d: Decision) -> Iterator[str]:
    for outcome, where in zip(d.checker.ladder, d.exactly, strict=True):
        for line in outcome.do:
            if line.when and d.never(where & line.when.over(d.view)):
                yield f"line {line.text!r} of outcome {outcome.id!r} is dead: nobody gets it"


def _rule(d: Decision, rule: Rule) -> Iterator[str]:
    if d.never(d.decisive[rule.id]):
        if d.never(d.rules[rule.id]):
            yield f"rule {rule.id} is dead: no combination of answers makes it fire"
        else:
            yield f"the floor of rule {rule.id} is dead: {_as_far(d, rule)}"
    by_floor = d.checker.ladder[d.checker.level(rule)].flags
    for flag in rule.flags:
        others = d.raised_by(
            [r for r in d.checker.rules if r is not rule or flag in by_floor], flag
        )
        if d.never(d.rules[rule.id] & ~others):
            yield f"flag {flag!r} of rule {rule.id} is dead: something else always raises it too"


def _as_far(d: Decision, rule: Rule) -> str:
    for other in d.checker.rules:
        as_far = d.checker.level(other) >= d.checker.level(rule)
        if other is not rule and as_far and d.never(d.rules[rule.id] & ~d.rules[other.id]):
            return f"wherever it fires, {other.id} fires and leads as far"
    return "wherever it fires, one of the other rules leads as far"


def _flags(d: Decision) -> Iterator[str]:
    for flag, where in d.flags.items():
        if d.never(where):
            yield f"flag {flag!r} is dead: no combination of answers raises it"
    for outcome in d.checker.ladder:
        rules = [rule for rule in d.checker.rules if rule.floor == outcome.id]
        for flag in outcome.flags:
            others = [r for r in d.checker.rules if r not in rules or flag in r.flags]
            if d.never(d.raised_by(rules, flag) & ~d.raised_by(others, flag)):
                yield (
                    f"flag {flag!r} of outcome {outcome.id!r} is dead: whenever a rule leads "
                    "there, another raises it too"
                )


def _question(d: Decision, question: Question) -> Iterator[str]:
    if d.never(d.asked[question.id]):
        yield f"question {question.id!r} is dead: no combination of answers asks it"
    for option in question.options:
        if not option.reassuring and not any(
            _makes_a_difference(d, where, question, option)
            for where in (*d.at_least, *d.flags.values(), *d.asked.values())
        ):
            yield (
                f"option {question.id}.{option.id} is dead: it changes no outcome, flag or "
                "question, yet is not declared reassuring"
            )


def _makes_a_difference(d: Decision, where: Function, question: Question, option: Option) -> bool:
    if not d.answers.touches(where, question.id):
        return False
    blank = d.answers.answering(where, question.id, ())
    alone = d.answers.answering(where, question.id, {option.id})
    changed = (blank & ~alone) | (alone & ~blank)
    return bool((changed & d.answers.valid) != d.answers.false)


def _sources(d: Decision) -> Iterator[str]:
    cited = {id for reason in d.checker.explanations for id in reason.sources}
    for source in d.checker.sources:
        if source.id not in cited:
            yield f"source {source.id!r} is dead: no rule cites it"
