"""A checker: a questionnaire with its rules, in which nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from .faults import did_you_mean, faults
from .questionnaire import (
    Claim,
    Flag,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Questionnaire,
    Reassurance,
    Review,
    Rule,
    Source,
)

__all__ = [
    "Checker",
    "CheckerError",
    "Claim",
    "Flag",
    "Line",
    "Option",
    "Outcome",
    "Page",
    "Question",
    "Questionnaire",
    "Reassurance",
    "Review",
    "Rule",
    "Source",
    "did_you_mean",
    "texts",
]


class CheckerError(Exception):
    """What is wrong with a checker: a line for each fault, with where, what and the remedy."""


@dataclass(frozen=True)
class Checker(Questionnaire):
    """A questionnaire that can be asked. Raises ``CheckerError`` with all that is wrong with it."""

    def __post_init__(self) -> None:
        if found := faults(self):
            raise CheckerError("\n".join(f"checker {self.id!r}: {fault}" for fault in found))


def texts(item: object) -> Iterator[str]:
    """Every text of a checker that a reader can see, in its order, for translation."""
    shown = {"title", "text", "hint", "within", "do", "avoid", "watch", "disclaimer", "audience"}
    shown |= {"safety_net", "gravest", "contact", "contact_note", "say", "unreviewed"}
    if isinstance(item, Claim) or (isinstance(item, Source) and item.read != "judgement"):
        return  # the post's own words, and titles of publications
    for attribute in fields(item):  # type: ignore[arg-type]
        value = getattr(item, attribute.name)
        for part in value if isinstance(value, tuple) else (value,):
            if attribute.name in shown and isinstance(part, str) and part:
                yield part
            elif hasattr(part, "__dataclass_fields__"):
                yield from texts(part)
