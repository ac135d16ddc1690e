"""Is this e-mail phishing?

A model of the smallest whole checker: three outcomes, four questions, no claims, nobody's health.
"""

from checker.conditions import all_of, at_least, given
from checker.model import (
    Checker,
    Flag,
    Line,
    Option,
    Outcome,
    Page,
    Question,
    Reassurance,
    Rule,
    Source,
)

# --- The ladder, from the calmest outcome to the most urgent ----------------------------------------

LADDER = (
    Outcome(
        "ordinary",
        "Nothing here points to phishing",
        "non-urgent",
        "No hurry.",
        do=(Line("Do what you would do with any e-mail."),),
        avoid=("Never send a password or a code by e-mail.",),
        watch=("The next e-mail asks for more, or for something else.",),
    ),
    Outcome(
        "ask",
        "Ask the sender in another way first",
        "urgent",
        "Before you do anything that it asks for.",
        do=(
            Line("Call the sender, at a number that you know or look up yourself."),
            Line("Or open their site by typing its address."),
        ),
        avoid=("Do not use a link, a number or an address from the e-mail.",),
        watch=("They did not send it, or you cannot find out.",),
    ),
    Outcome(
        "phishing",
        "Treat it as phishing",
        "immediate",
        "Now.",
        do=(
            Line("Do not answer. Report it to whoever runs your mail, then delete it."),
            Line("At work, tell your IT desk, also if you have already clicked."),
        ),
        avoid=("Do not follow a link, open a file or call a number in it.",),
        watch=(),
    ),
)

# Advice that stands above everything else where a rule calls for it.
UNDO = Flag(
    "undo",
    "Change the password that you gave, everywhere you use it. If it was about money, call your bank "
    "at the number on your card.",
    first=True,
)

# --- The questions: of each answer, how bad it is (worse), and whether it reassures -----------------

UNSURE = Option("unsure", "I'm not sure", worse=1, unsure=True, exclusive=True)


def no(id: str, text: str) -> Option:
    return Option(id, text, worse=0, reassuring=True, exclusive=True)


PAGES = (
    Page(
        "mail",
        "The e-mail",
        (
            Question(
                "asks",
                "What does it want from you?",
                (
                    Option("secret", "A password, a code, or to sign in"),
                    Option("money", "Money, gift cards, or to pay to another account"),
                    Option("file", "To open a file or install something"),
                    Option("link", "To follow a link", worse=1, reassuring=True),
                    no("nothing", "Nothing of the kind"),
                    UNSURE,
                ),
                multiple=True,
            ),
            Question(
                "sender",
                "Who sent it?",
                (
                    Option(
                        "expected", "Somebody I know, and I expected it", worse=0, reassuring=True
                    ),
                    Option("unexpected", "Somebody I know, but I did not expect it", worse=2),
                    Option(
                        "other_address",
                        "They say who they are, but the address is not theirs",
                        worse=3,
                    ),
                    Option("stranger", "Somebody I do not know", worse=3),
                    UNSURE,
                ),
            ),
            Question(
                "pressure",
                "How does it talk to you?",
                (
                    Option("hurry", "There is little time"),
                    Option("threat", "Something bad will happen, or I have won something"),
                    Option("hush", "I should tell nobody"),
                    no("calm", "None of these"),
                    UNSURE,
                ),
                multiple=True,
            ),
            Question(
                "done",
                "Have you already done what it asks?",
                (
                    Option("no", "No", worse=0, reassuring=True),
                    Option("yes", "Yes, or a part of it", worse=2),
                    UNSURE,
                ),
            ),
        ),
    ),
)

# --- The rules: where the condition holds, the outcome is at least this one -------------------------

ODD_SENDER = given("sender", "other_address", "stranger")
WANTS_SOMETHING = given("asks", "secret", "money", "file", "link", "unsure")

RULES = (
    Rule(
        "P1",
        "phishing",
        all_of(given("asks", "secret", "money", "file"), ODD_SENDER),
        "It wants a secret, money or a file opened, and you do not know the sender",
        ("ftc", "police"),
    ),
    Rule(
        "P2",
        "phishing",
        all_of(WANTS_SOMETHING, given("pressure", "hurry", "threat", "hush"), ODD_SENDER),
        "It puts pressure on you, may want something, and you do not know the sender",
        ("ncsc", "police"),
    ),
    Rule(
        "P3",
        "phishing",
        at_least(2, *(given("pressure", sign) for sign in ("hurry", "threat", "hush"))),
        "It puts pressure on you in more than one way",
        ("ncsc", "judgement"),
    ),
    Rule(
        "P4",
        "phishing",
        given("done", "yes"),
        "You have done what it asks, and now wonder",
        ("judgement",),
        flags=("undo",),
    ),
    Rule(
        "A1",
        "ask",
        given("asks", "secret", "money", "file", "unsure"),
        "It wants a secret, money or a file opened",
        ("police",),
    ),
    Rule(
        "A2",
        "ask",
        given("sender", "unexpected", "other_address", "stranger", "unsure"),
        "You did not expect it, or do not know the sender",
        ("ncsc",),
    ),
    Rule(
        "A3",
        "ask",
        given("pressure", "hurry", "threat", "hush", "unsure"),
        "It puts pressure on you",
        ("ncsc",),
    ),
    Rule(
        "A4", "ask", given("done", "unsure"), "You are not sure what you have done", ("judgement",)
    ),
)

CHECKER = Checker(
    id="phishing",
    version="1",
    title="Is this e-mail phishing?",
    disclaimer="No list of signs finds every fraud. If it feels wrong, ask the sender in another way.",
    audience="For anybody with an e-mail that looks odd.",
    ladder=LADDER,
    safety_net="Treat it as phishing for any of these",
    pages=PAGES,
    rules=RULES,
    reassurance=Reassurance(
        "N1",
        "It comes from somebody you know, you expected it, and it asks for nothing that could hurt",
        ("ncsc", "police"),
    ),
    sources=(
        Source("ftc", "Federal Trade Commission: how to recognize phishing", "second-hand"),
        Source("ncsc", "National Cyber Security Centre: how to spot a scam", "second-hand"),
        Source(
            "police",
            "Report Fraud (City of London Police): phishing, what to look for",
            "stored",
            "https://www.reportfraud.police.uk/phishing/",
        ),
        Source("judgement", "Our own cautious choice", "judgement"),
    ),
    flags=(UNDO,),
)
