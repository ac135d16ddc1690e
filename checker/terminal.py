"""The questionnaire and its rules as plain text: for the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from . import engine
from .model import Checker, Option, Outcome, Page, Question
from .words import bullets, condition_text, labels, outcome_text, review_line, wrap

HELP = "Type the number of your answer and press Enter. b = back, q = quit."

type Answers = dict[str, frozenset[str]]


class Quit(Exception):
    """The person at the terminal has left."""


def ask(checker: Checker, read: Callable[[str], str], say: Callable[[str], None]) -> None:
    """Ask page by page, with back and change, and end with the outcome."""
    say(f"{checker.title}\n{wrap(checker.disclaimer)}\n{wrap(checker.audience)}\n{HELP}")
    say(review_line(checker))
    answers: Answers = {}
    while (verdict := engine.assess(checker, answers)).state == "incomplete":
        page = next(p for p in checker.pages for q in p.questions if q.id in verdict.next)
        _ask_page(checker, page, answers, read, say)
        verdict = engine.assess(checker, answers)
        if verdict.state == "complete" and _wants_check(checker, verdict):
            _check_answers(checker, answers, read, say)
    say(outcome_text(checker, verdict))


def _ask_page(
    checker: Checker,
    page: Page,
    answers: Answers,
    read: Callable[[str], str],
    say: Callable[[str], None],
) -> None:
    say(f"\n{page.title} (page {_page_number(checker, answers, page)})")
    while questions := engine.Outlook(checker, answers).unanswered(page):
        given = _ask_question(questions[0], read, say)
        if given is None:
            _go_back(checker, answers)
            return
        answers[questions[0].id] = given


def _page_number(checker: Checker, answers: Answers, page: Page) -> str:
    outlook = engine.Outlook(checker, answers)
    pages = [step.page for step in outlook.steps()]
    return f"{pages.index(page) + 1} of at most {outlook.pages_at_most()}"


def _go_back(checker: Checker, answers: Answers) -> None:
    """Forget the last answer, so that its question is asked again."""
    given = [id for id in checker.questions if id in answers]
    if given:
        del answers[given[-1]]


def _ask_question(
    question: Question, read: Callable[[str], str], say: Callable[[str], None]
) -> frozenset[str] | None:
    """The options chosen, or None for back."""
    say(f"\n{wrap(question.text)}")
    if question.hint:
        say(wrap(question.hint))
    say("\n".join(_numbered(question)))
    prompt = "All that apply, such as 1,3 > " if question.multiple else "One number > "
    while True:
        line = read(prompt).strip().lower()
        if line == "q":
            raise Quit
        if line == "b":
            return None
        chosen = _read_numbers(question, line)
        if chosen:
            return frozenset(chosen)
        say(f"{line!r} is no answer here. {HELP}")


def _numbered(question: Question) -> Iterator[str]:
    for number, option in enumerate(question.options, 1):
        hint = f" ({option.hint})" if option.hint else ""
        yield wrap(f"{number:>3}. {option.text}{hint}", "     ")


def _read_numbers(question: Question, line: str) -> list[str]:
    """The options that the line names, none if any part of it is no option's number."""
    parts = line.replace(",", " ").split()
    numbers = [int(part) - 1 for part in parts if part.isdecimal()]
    fits = all(0 <= number < len(question.options) for number in numbers)
    if not fits or len(numbers) < len(parts) or (len(parts) > 1 and not question.multiple):
        return []
    return [question.options[number].id for number in numbers]


def _wants_check(checker: Checker, verdict: engine.Verdict) -> bool:
    return checker.ladder[verdict.level or 0].card == "non-urgent"


def _check_answers(
    checker: Checker, answers: Answers, read: Callable[[str], str], say: Callable[[str], None]
) -> None:
    """Show every answer; forget the one to change, or leave all as they are."""
    ids = [q.id for step in engine.Outlook(checker, answers).steps() for q in step.questions]
    say("\nCheck your answers")
    for number, id in enumerate(ids, 1):
        question = checker.questions[id]
        say(wrap(f"{number:>3}. {question.text} {labels(question, answers[id])}"))
    while line := read("A number to change that answer, Enter to go on > ").strip():
        if line.lower() == "q":
            raise Quit
        if line.isdecimal() and 0 < int(line) <= len(ids):
            del answers[ids[int(line) - 1]]
            return
        say(f"{line!r} is no number of this list.")


def show(checker: Checker) -> str:
    """Everything that a reviewer has to read: questions, ladder, rules, open points."""
    parts = [f"{checker.title} ({checker.id} {checker.version})", review_line(checker)]
    parts += [_show_page(checker, page) for page in checker.pages]
    parts += [_show_outcome(checker, outcome) for outcome in reversed(checker.ladder)]
    if unused := _unused(checker):
        parts.append(f"Numbers without a rule: {', '.join(unused)}.")
    parts.append(bullets("Left to decide", checker.open_points))
    return "\n\n".join(parts)


def _show_page(checker: Checker, page: Page) -> str:
    lines = [f"== {page.title} =="]
    for question in page.questions:
        lines.append(f"\n{question.id}: {question.text}" + (" (check all)" * question.multiple))
        if question.when:
            lines.append("     asked if")
            lines.append(condition_text(checker.questions, question.when, " " * 7))
        if question.hint:
            lines.append(wrap(question.hint, "     ", "     "))
        lines += map(_show_option, question.options)
    return "\n".join(lines)


def _show_option(option: Option) -> str:
    """With its hint, which may narrow what the answer means."""
    hint = f" ({option.hint})" if option.hint else ""
    return wrap(
        f"{'+' if option.reassuring else '-'} {option.id}: {option.text}{hint}", "      ", "  "
    )


def _show_outcome(checker: Checker, outcome: Outcome) -> str:
    lines = [f"== {outcome.id}: {outcome.title} =="]
    for rule in checker.rules:
        if rule.floor == outcome.id:
            lines.append(wrap(f"{rule.id:>4}  {rule.text}", " " * 6))
            lines.append(condition_text(checker.questions, rule.when, " " * 8))
            lines.append(wrap(f"[{', '.join((*rule.claims, *rule.sources))}]", " " * 7, " " * 6))
    return "\n".join(lines)


def _unused(checker: Checker) -> tuple[str, ...]:
    """The ids left out where rules are numbered: most are of rules that were given up."""
    numbered = [re.fullmatch(r"(\D+)(\d+)", rule.id) for rule in checker.rules]
    numbers: dict[str, set[int]] = {}
    for match in filter(None, numbered):
        numbers.setdefault(match[1], set()).add(int(match[2]))
    return tuple(
        f"{letter}{number}"
        for letter, used in numbers.items()
        for number in range(1, max(used))
        if number not in used
    )
