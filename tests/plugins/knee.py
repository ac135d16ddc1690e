"""A small checker of another clinic: two questions, three outcomes."""

from checker.conditions import given
from checker.model import (
    Checker,
    Claim,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Reassurance,
    Rule,
    Source,
)

LADDER = (
    Outcome(
        "normal",
        "It sounds like normal soreness",
        "non-urgent",
        "In 3 days.",
        (),
        (),
        (),
        contact="Book with us",
    ),
    Outcome("doctor", "See a doctor", "urgent", "Today.", (Line("Call."),), (), (), claims=("K2",)),
    Outcome("emergency", "Call 911", "immediate", "Now.", (Line("Call 911."),), (), ()),
)

PAGE = Page(
    "knee",
    "Your knee",
    (
        Question(
            "fall",
            "Did you fall from a height?",
            (
                Option("no", "No", worse=0, reassuring=True),
                Option("yes", "Yes", worse=2),
                Option("unsure", "I'm not sure", unsure=True),
            ),
        ),
        Question(
            "signs",
            "Do you have any of these?",
            (
                Option("locks", "It locks"),
                Option("none", "None of these", worse=0, reassuring=True, exclusive=True),
                Option("unsure", "I'm not sure", exclusive=True, unsure=True),
            ),
            multiple=True,
        ),
    ),
)

RULES = (
    Rule("E1", "emergency", given("fall", "yes"), "A fall from a height", ("judgement",)),
    Rule("D1", "doctor", given("signs", "locks"), "A knee that locks", ("post",), ("K2",)),
    Rule("D2", "doctor", given("signs", "unsure"), "You are not sure", ("judgement",)),
    Rule("D3", "doctor", given("fall", "unsure"), "You are not sure", ("judgement",)),
)

CHECKER = Checker(
    id="knee",
    version="1",
    title="Check your knee",
    disclaimer="This is not a diagnosis.",
    audience="For adults.",
    ladder=LADDER,
    safety_net="Call 911 for any of these",
    pages=(PAGE,),
    rules=RULES,
    reassurance=Reassurance("N1", "Sore after squats, and no sign of harm", ("post",), ("K1",)),
    claims=(
        Claim("K1", "A knee may be sore after squats."),
        Claim("K2", "A knee that locks needs a doctor."),
    ),
    sources=(
        Source("post", "Our own article", "post"),
        Source("judgement", "Our own cautious choice", "judgement"),
    ),
    urgent="doctor",
)
