"""JSON in, JSON out: the only door for the browser, and for the CLI's JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from importlib import import_module
from typing import Any

from . import engine
from .model import Checker, CheckerError, Question, did_you_mean

MAX_CHARACTERS = 100_000
MAX_BRACKETS = 1_000
"""A request with more is refused unread: no questionnaire has that many answers, and deep nesting
would overflow the browser's stack before Python's own limit."""

OUTCOME = "/outcome"
"""The screen that is no page: no id has a slash."""


class AnswerError(Exception):
    """Answers that cannot be read; the message says where, what and the remedy."""


def load(path: str) -> Checker:
    """The checker at an import path, ``package.module:NAME``.

    Raises ``CheckerError`` when there is none, and whatever its module raises."""
    module, _, name = path.partition(":")
    names = vars(import_module(module))
    checker = names.get(name or "CHECKER")
    if not isinstance(checker, Checker):
        raise CheckerError(_not_found(path, name or "CHECKER", names))
    return checker


def _not_found(path: str, name: str, names: Mapping[str, object]) -> str:
    there = [known for known, value in names.items() if isinstance(value, Checker)]
    what = f"is a {type(names[name]).__name__}, no Checker" if name in names else "does not exist"
    return f"{path!r}: {name} {what}. {did_you_mean(name, there)} Or write {name} = Checker(…)."


def assess_line(checker: Checker, line: str) -> dict[str, Any]:
    """The answer to one line of JSON, ``{"answers": {…}}``: a verdict, or an error."""
    try:
        return verdict(checker, engine.assess(checker, read_answers(checker, _parse(line))))
    except AnswerError as error:
        return {"checker": checker.id, "version": checker.version, "error": str(error)}


def answer(question: str) -> str:
    """The response to a question of the browser: the checker's import path, a line break, and the
    request."""
    path, _, request = question.partition("\n")
    return respond(load(path), request)


def respond(checker: Checker, request: str) -> str:
    """What the widget shows next. The request: ``answers``, and ``page``, the page that the
    reader wants to leave, or null while the reader is still on it.

    The response: ``verdict`` (as ``assess`` prints it), ``because`` (rule → the reader's answers),
    ``do`` (the places of those lines of the outcome that stand for this reader, counted from 0),
    ``steps`` (page → questions), ``at_most`` (pages), ``unanswered`` (questions that hold the
    reader on the page) and ``screen``: a page id, ``/outcome``, or null to stay. A
    request that cannot be read gets ``error`` alone."""
    try:
        return json.dumps(_response(checker, _parse(request)))
    except AnswerError as error:
        return json.dumps({"error": str(error)})


def _response(checker: Checker, asked: Mapping[str, Any]) -> dict[str, Any]:
    answers = engine.visible(checker, read_answers(checker, asked, ("answers", "page")))
    page = _read_page(asked.get("page"))
    outlook = engine.Outlook(checker, answers)
    result = outlook.verdict()
    unanswered = _unanswered(outlook, page)
    return {
        "verdict": verdict(checker, result),
        "because": {
            reason.rule.id: [[given.question, given.option] for given in reason.because]
            for reason in result.reasons
        },
        "do": _places(checker, result),
        "steps": {
            step.page.id: [question.id for question in step.questions] for step in outlook.steps()
        },
        "at_most": outlook.pages_at_most(),
        "unanswered": unanswered,
        "screen": None if unanswered else _screen(checker, result, page),
    }


def _places(checker: Checker, result: engine.Verdict) -> list[int]:
    lines = checker.ladder[result.level].do if result.level is not None else ()
    return [place for place, line in enumerate(lines) if line in result.do]


def verdict(checker: Checker, result: engine.Verdict) -> dict[str, Any]:
    """The assessment as plain data."""
    return {
        "checker": checker.id,
        "version": checker.version,
        "state": result.state,
        "outcome": result.outcome,
        "level": result.level,
        "flags": list(result.flags),
        "reasons": [
            {
                "rule": reason.rule.id,
                "floor": reason.floor,
                "text": reason.rule.text,
                "claims": list(reason.rule.claims),
                "sources": list(reason.rule.sources),
            }
            for reason in result.reasons
        ],
        "next": list(result.next),
    }


def read_answers(
    checker: Checker, asked: Mapping[str, Any], keys: Collection[str] = ("answers",)
) -> engine.Answers:
    """The answers of ``{"answers": {…}}``. Raises ``AnswerError``; nothing unknown is dropped, for
    what is dropped might have been a sign."""
    for key in sorted(asked.keys() - set(keys)):
        raise AnswerError(f"{key!r} is no part of a request. Put the answers under 'answers'.")
    given = asked.get("answers")
    if not isinstance(given, dict):
        raise AnswerError("'answers' is missing or no object. Write {\"answers\": {…}}.")
    return {id: _read_options(checker, id, value) for id, value in given.items()}


def _read_options(checker: Checker, id: str, value: object) -> frozenset[str]:
    question = checker.questions.get(id)
    if question is None:
        known = ", ".join(checker.questions)
        raise AnswerError(f"answers.{id}: no such question. Questions: {known}.")
    options = value if isinstance(value, list) and question.multiple else [value]
    known_options = {option.id for option in question.options}
    for option in options:
        if not isinstance(option, str):
            raise AnswerError(f"answers.{id}: {_kind(option)} is no answer. {_remedy(question)}")
        if option not in known_options:
            raise AnswerError(f"answers.{id}: no such option {option!r}. {_remedy(question)}")
    return frozenset(options)


def _read_page(page: object) -> str | None:
    if page is None or isinstance(page, str):
        return page
    raise AnswerError(f"page: {_kind(page)} is no page. Give the id of a page, or null.")


def _remedy(question: Question) -> str:
    known = ", ".join(option.id for option in question.options)
    return f"Give {'a list of options' if question.multiple else 'one option'}: {known}."


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _parse(text: str) -> dict[str, Any]:
    if len(text) > MAX_CHARACTERS:
        raise AnswerError(f"longer than {MAX_CHARACTERS} characters. Send only the answers.")
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        raise AnswerError(f"more than {MAX_BRACKETS} lists and objects. Send only the answers.")
    try:
        value = json.loads(text, object_pairs_hook=_without_twins)
    except ValueError as error:
        raise AnswerError(f"not JSON: {error}. Write one object a line.") from None
    if not isinstance(value, dict):
        raise AnswerError(f'{_kind(value)}, not an object. Write {{"answers": {{…}}}}.')
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        seen: set[str] = set()
        twins: set[str] = set()
        for key, _ in pairs:
            (twins if key in seen else seen).add(key)
        raise AnswerError(f"{', '.join(sorted(twins))}: stands twice. Give each question once.")
    return value


def _unanswered(outlook: engine.Outlook, page: str | None) -> list[str]:
    leaving = [p for p in outlook.checker.pages if p.id == page]
    return [q.id for p in leaving for q in outlook.unanswered(p)]


def _screen(checker: Checker, result: engine.Verdict, page: str | None) -> str | None:
    """An emergency interrupts; the rest waits until the reader leaves the page."""
    decided = result.state == "complete"
    if page is None and not (decided and result.level == len(checker.ladder) - 1):
        return None
    if decided:
        return OUTCOME
    return next(p.id for p in checker.pages for q in p.questions if q.id in result.next)
