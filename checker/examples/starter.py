"""TITLE: the questionnaire and its rules.

Change the texts, the questions and the rules below, then run

    python -m checker prove starter

which tries every combination of answers and tells what is wrong, and how to mend it.
"""

from checker.conditions import all_of, given
from checker.model import (
    Checker,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Reassurance,
    Rule,
    Source,
)

# --- The outcomes, from the calmest to the most urgent: two to eight ---------------------------------
# Each has an id, a title, the kind of its card (non-urgent, urgent, immediate), by when, what to do,
# what to avoid, and what would change the advice. Mind the comma in a list of one thing: ("one",).

LADDER = (
    Outcome(
        "wait",
        "You can wait and see",
        "non-urgent",
        "Look again in a week.",
        do=(Line("Go on as you do."),),
        avoid=(),
        watch=("Anything changes: do this check again.",),
        contact="Write to us",  # the heading over SELFCHECK_CONTACT; without it, no contact is shown
    ),
    Outcome(
        "ask",
        "Ask somebody who knows",
        "urgent",
        "Today.",
        do=(Line("Call somebody who knows about this."),),
        avoid=("Do not wait for it to pass.",),
        watch=("It gets worse.",),
    ),
    Outcome(
        "stop",
        "Stop, and get help now",
        "immediate",
        "Now.",
        do=(Line("Call for help."),),
        avoid=(),
        watch=(),
    ),
)

# --- The questions, page by page ---------------------------------------------------------------------
# worse: 0 is the best answer; the proof shows that a worse answer never gives a calmer outcome.
# reassuring: with such answers only, the reader gets the calmest outcome.
# unsure: every question needs an answer for readers who do not know (or certain=True).
# exclusive: in a list (multiple=True) this answer stands alone.

UNSURE = Option("unsure", "I'm not sure", worse=1, unsure=True, exclusive=True)

PAGES = (
    Page(
        "first",
        "What you see",
        (
            Question(
                "signs",
                "Do you see any of these?",
                (
                    Option("danger", "A sign of danger"),
                    Option("odd", "Something odd"),
                    Option("none", "None of these", worse=0, reassuring=True, exclusive=True),
                    UNSURE,
                ),
                hint="Check all that apply.",
                multiple=True,
            ),
            Question(
                "grows",
                "Does it get worse?",
                (Option("no", "No", worse=0, reassuring=True), Option("yes", "Yes"), UNSURE),
            ),
        ),
    ),
)

# --- The rules: where the condition holds, the outcome is at least this one ---------------------------
# A condition is given(question, option, …), all_of(…), any_of(…) or at_least(n, …). There is no "not".
# The text names the sign in the reader's words; the sources are ids of SOURCES.

RULES = (
    Rule("S1", "stop", given("signs", "danger"), "A sign of danger", ("ours",)),
    Rule(
        "S2",
        "stop",
        all_of(given("signs", "odd"), given("grows", "yes")),
        "Something odd that gets worse",
        ("ours",),
    ),
    Rule(
        "A1",
        "ask",
        given("signs", "odd", "unsure"),
        "Something odd, or you are not sure",
        ("ours",),
    ),
    Rule("A2", "ask", given("grows", "yes", "unsure"), "It gets worse, or may do so", ("ours",)),
)

# --- Where it comes from: read is stored, second-hand, memory, post or judgement ----------------------

SOURCES = (Source("ours", "Our own cautious choice; no published source", "judgement"),)

CHECKER = Checker(
    id="starter",
    version="1",
    title="TITLE",
    disclaimer="This check can be wrong. If something feels wrong, get help.",
    audience="For everybody.",
    ladder=LADDER,
    safety_net="Get help at once for any of these",  # the heading over the gravest signs, on every result
    pages=PAGES,
    rules=RULES,
    reassurance=Reassurance("N1", "None of the signs, and it does not get worse", ("ours",)),
    sources=SOURCES,
)
