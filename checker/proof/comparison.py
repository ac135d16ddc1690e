"""What a change of rules means for people: whose outcome changes, from what to what, and how many.

A person answers everything that either version asks; each version hears the answers to its own
questions. Answers that only one version knows have no counterpart: who gives one cannot be
compared, and is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import words
from ..model import Question, texts
from . import descriptions
from .differences import Group, Part, paired, structure
from .versions import Version


@dataclass(frozen=True)
class Comparison:
    """Two versions: ``count`` combinations compared, and the ``groups`` that change, lowered first.

    ``structure`` says what cannot be compared and why; ``old_parts`` and ``new_parts`` how much it
    is, by outcome. ``texts``: how many texts for readers stand in one version only."""

    old: str
    new: str
    questions: dict[str, Question]
    count: int
    groups: tuple[Group, ...]
    structure: tuple[str, ...]
    old_parts: tuple[Part, ...]
    new_parts: tuple[Part, ...]
    texts: int

    def __str__(self) -> str:
        """The comparison as the CLI prints it."""
        return "\n".join(_lines(self))


def compare(old: Version, new: Version) -> Comparison:
    """Compare over every combination of answers."""
    pair = paired(old, new)
    old_texts, new_texts = set(texts(old.checker)), set(texts(new.checker))
    return Comparison(
        old=old.name,
        new=new.name,
        questions=pair.answers.questions,
        count=pair.answers.count(pair.shared),
        groups=tuple(sorted(pair.groups(), key=lambda group: not group.lowered)),
        structure=tuple(structure(old.checker, new.checker)),
        old_parts=tuple(pair.parts(pair.old, pair.new)),
        new_parts=tuple(pair.parts(pair.new, pair.old)),
        texts=len(old_texts ^ new_texts),
    )


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.old} -> {comparison.new}: {_whose(comparison)}"
    for group in comparison.groups:
        yield from _group_lines(comparison, group)
    if comparison.structure:
        yield "\nNot compared: whoever gives an answer that only one version knows."
        yield from (words.wrap(line, "      ", "  ") for line in comparison.structure)
        yield from _part_lines("old", comparison.old_parts)
        yield from _part_lines("new", comparison.new_parts)
    if comparison.texts:
        yield f"\nTexts for readers that stand in one version only: {comparison.texts}"
    yield from _counts(comparison)


def _whose(comparison: Comparison) -> str:
    if not comparison.groups:
        return (
            "nobody" + " of those compared" * bool(comparison.structure) + " gets another outcome"
        )
    lowered = sum(group.lowered for group in comparison.groups)
    return f"what readers are told: {lowered} LOWERED, {len(comparison.groups) - lowered} raised"


def _counts(comparison: Comparison) -> Iterator[str]:
    """The sets of answers, which are not numbers of people."""
    yield "\nOver how many different sets of answers"
    width = len(f"{comparison.count:,}")
    for group in comparison.groups:
        yield f"  {_change(group):<32}{group.count:>{width},}"
    yield f"  {'compared':<32}{comparison.count:>{width},}"


def _part_lines(version: str, parts: tuple[Part, ...]) -> Iterator[str]:
    """How much of one version could be compared, by its outcomes."""
    yield f"\nCompared, of the {version} version's combinations:"
    width = len(f"{max(part.all for part in parts):,}")
    for part in parts:
        yield f"  {part.outcome:<16}{_share(part):>10} of {part.all:>{width},}"


def _share(part: Part) -> str:
    compared = part.all - part.apart
    if compared in (0, part.all):
        return "all" if compared else "none"
    return f"{compared / part.all:.1%}" if compared > part.all / 1000 else "under 0.1%"


def _group_lines(comparison: Comparison, group: Group) -> Iterator[str]:
    yield f"\n{'LOWERED' if group.lowered else 'raised'}: {_change(group)}"
    for number, condition in enumerate(group.conditions):
        yield "  or who answers" if number else "  for whoever answers"
        for line in descriptions.told(comparison.questions, condition):
            yield words.wrap(line, "      ", "    ")
    if group.more:
        yield "  or gives other answers"
    yield "  for example, all else reassuring:"
    yield words.telling(comparison.questions, group.example)


def _change(group: Group) -> str:
    return f"{group.before} -> {group.after}"
