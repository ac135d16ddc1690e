"""A condition as a reviewer reads it."""

import random

from checker.conditions import all_of, any_of, given
from checker.engine import Person
from checker.lower_back import CHECKER
from checker.outline import Asked, Together, outline


def test_a_long_list_is_told_by_what_it_leaves_out():
    """Whatever the reader did, but for those who did nothing."""
    exercise = CHECKER.questions["exercise"]
    options = [option.id for option in exercise.options if option.id != "not_exercise"]
    told = outline(CHECKER.questions, given("exercise", *options))
    assert told == Asked(exercise, (exercise.option("not_exercise"),), but=True)


def test_what_is_any_of_in_any_of_is_one_list():
    """The answers to a question stand together; only what is more than an answer is a list within."""
    severe, sudden = given("severity", "severe"), given("start", "sudden")
    wide = all_of(given("age", "65_plus"), all_of(sudden, given("history", "aneurysm")))
    told = outline(
        CHECKER.questions, any_of(severe, any_of(sudden, wide), given("severity", "worst"))
    )
    assert isinstance(told, Together)
    assert [len(part.options) for part in told.parts if isinstance(part, Asked)] == [2, 1]
    (within,) = [part for part in told.parts if isinstance(part, Together)]
    assert (within.n, len(within.parts)) == (3, 3)


def holds(told: Asked | Together, answers: dict[str, frozenset[str]]) -> bool:
    """What somebody would make of the words."""
    if isinstance(told, Together):
        return sum(holds(part, answers) for part in told.parts) >= told.n
    given, named = answers[told.question.id], {option.id for option in told.options}
    return bool(given - named if told.but else given & named)


def test_what_a_reviewer_reads_is_what_decides():
    """Each condition of the lower back, in words and in code, over 500 random sets of answers."""
    chance = random.Random(7)
    questions = CHECKER.questions.values()
    conditions = [rule.when for rule in CHECKER.rules] + [q.when for q in questions if q.when]
    for _ in range(500):
        answers = {
            q.id: frozenset(chance.sample([o.id for o in q.options], 1 + q.multiple))
            for q in questions
        }
        for condition in conditions:
            told = outline(CHECKER.questions, condition)
            assert holds(told, answers) == condition.over(Person(answers)), condition
