"""How the proof grows with the questionnaire: ``python -m bench.growth [QUESTIONS …]``.

Made-up checkers of 20 to 400 questions with 4 to 8 options each, proved each in a process of its own.
Their rules join neighbours and far-off questions, count ticks, and open questions that open others.
Goals: 200 questions within 20 s and 1 GB."""

from __future__ import annotations

import resource
import subprocess
import sys

from checker.conditions import Condition, all_of, at_least, given
from checker.model import Checker, Line, Option, Outcome, Page, Question, Reassurance, Rule, Source
from checker.proof import prove

SIZES = (20, 50, 100, 200, 400)
LADDER = {"calm": "non-urgent", "soon": "non-urgent", "today": "urgent", "now": "immediate"}
BLOCK = 5
"""Of so many questions the first is a list, the last two are opened one by the other."""

HUBS = 4
"""Questions spread over the whole that far-off ones meet."""


def made_up(size: int) -> Checker:
    """A checker with so many questions, of which everything is proved."""
    questions = [_question(number) for number in range(size)]
    blocks = [questions[start : start + BLOCK] for start in range(0, size, BLOCK)]
    return Checker(
        id=f"made-up-{size}",
        version="1",
        title="Made up",
        disclaimer="This is not a diagnosis.",
        audience="Nobody.",
        ladder=tuple(_outcome(id, card) for id, card in LADDER.items()),
        safety_net="Now",
        pages=tuple(Page(f"page{n}", "A page", tuple(block)) for n, block in enumerate(blocks)),
        rules=tuple(_rules(blocks)),
        reassurance=Reassurance("N", "Nothing fits.", ("own",)),
        sources=(Source("own", "Made up", "judgement"),),
        urgent="today",
    )


def _question(number: int) -> Question:
    place = number % BLOCK
    signs = [f"sign{n}" for n in range(6 if place == 0 else 2 + number % 5)]
    return Question(
        f"q{number}",
        f"Question {number}?",
        (
            Option("none", "None", worse=0, reassuring=True, exclusive=True),
            *(Option(sign, f"Sign {sign}", worse=2) for sign in signs),
            Option("unsure", "Not sure", worse=1, exclusive=True, unsure=True),
        ),
        multiple=place == 0,
        when=given(f"q{number - 1}", *_signs(number - 1)) if place > 2 else None,
    )


def _signs(number: int) -> list[str]:
    return [option.id for option in _question(number).options if not option.reassuring]


def _outcome(id: str, card: str) -> Outcome:
    return Outcome(id, id, card, id, (Line("Do."),), (), ())


def _rules(blocks: list[list[Question]]) -> list[Rule]:
    """Any sign is a reason to go soon; several of a list, or two that meet, to go today."""
    rules: list[Rule] = []

    def add(floor: str, when: Condition) -> None:
        rules.append(Rule(f"R{len(rules)}", floor, when, f"Rule {len(rules)}", ("own",)))

    hubs = blocks[:: max(1, len(blocks) // HUBS)]
    for number, block in enumerate(blocks):
        for question, floor in zip(block, ("soon", "soon", "soon", "today", "now"), strict=True):
            signs = [option.id for option in question.options if not option.reassuring]
            add(floor, given(question.id, *signs))
        ticks, one, two, *_ = block
        add("now", given(ticks.id, "sign0"))
        add("today", at_least(2, *(given(ticks.id, f"sign{n}") for n in range(1, 6))))
        add("today", all_of(given(one.id, "sign0"), given(two.id, "sign0")))
        far = hubs[number * 7 % len(hubs)][1]
        if far is not one:
            add("today", all_of(given(two.id, "sign1"), given(far.id, "sign1")))
    return rules


def report(size: int) -> str:
    """Prove it in this process, and tell what that took."""
    checker = made_up(size)
    proof = prove(checker)
    used = resource.getrusage(resource.RUSAGE_SELF)
    options = sum(len(question.options) for question in checker.questions.values())
    broken = len(proof.failures) or "none"
    return (
        f"{size:>9} {options:>8} {len(checker.rules):>6} {used.ru_utime + used.ru_stime:>12.2f} "
        f"{used.ru_maxrss / 1024:>6.0f}  {broken}"
    )


def main(sizes: list[int]) -> None:
    print("questions  options  rules  s processor     MB  broken", flush=True)
    for size in sizes:
        subprocess.run([sys.executable, "-m", __spec__.name, f"--one={size}"], check=True)


if __name__ == "__main__":
    one = [argument.removeprefix("--one=") for argument in sys.argv[1:] if "=" in argument]
    if one:
        print(report(int(one[0])), flush=True)
    else:
        main([*map(int, sys.argv[1:])] or list(SIZES))
