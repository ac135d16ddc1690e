"""The Ottawa ankle rules: does a twisted ankle need an X-ray?

A model of a checker that rests on published rules. The rules (E, X) and their accuracy come from the
sources below; what is ours is cited as ``judgement``. They were made for clinicians, and readers
do not press as clinicians do: so whatever is unclear asks for an X-ray. Nobody has signed them.
"""

from checker.conditions import given
from checker.model import (
    Checker,
    Claim,
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

# --- What the post claims: each is marked in it as [a sentence]{#A1} --------------------------------

CLAIMS = (
    Claim("A1", "Most ankles that are twisted are not broken.", needs_rule=False),
    Claim("A2", "Four steps and five places to press tell who needs an X-ray."),
    Claim("A3", "Some signs cannot wait for an X-ray."),
    Claim("A4", "A sprain gets better in weeks, and likes to be moved."),
)

# --- The ladder, from the calmest outcome to the most urgent ----------------------------------------

LADDER = (
    Outcome(
        "sprain",
        "The rules do not ask for an X-ray",
        "non-urgent",
        "Most sprains get better in 6 to 8 weeks.",
        do=(
            Line("Move the ankle, and walk as normally as you can."),
            Line("Leave out running and jumping until walking does not hurt."),
        ),
        avoid=("Do not train through the pain.",),
        watch=(
            "You cannot take four steps, or it hurts to press on a bone: do this check again.",
            "It gets worse, or is no better after 10 days: see a doctor or a physical therapist.",
        ),
        contact="Ask us about your ankle",
        claims=("A4",),
    ),
    Outcome(
        "xray",
        "Have it looked at today: it may need an X-ray",
        "urgent",
        "Today.",
        do=(Line("Go to an urgent care clinic or an emergency room that takes X-rays."),),
        avoid=("Do not walk on it more than you must.",),
        watch=("You get any of the signs on the list below.",),
    ),
    Outcome(
        "emergency",
        "Call 911 or go to the ER now",
        "immediate",
        "Now.",
        do=(Line("Call 911, or have someone take you to the emergency room."),),
        avoid=("Do not try to put the foot straight.", "Do not drive yourself."),
        watch=(),
        claims=("A3",),
    ),
)

# Advice that stands beside the outcome, whatever it is, where a rule calls for it.
FLAGS = (Flag("tell_numb", "Tell them first if you cannot feel a part of the foot.", first=True),)

# --- The questions: of each answer, how bad it is (worse), and whether it reassures -----------------


def unsure() -> Option:
    return Option("unsure", "I'm not sure", worse=1, unsure=True, exclusive=True)


def none(text: str) -> Option:
    return Option("none", text, worse=0, reassuring=True, exclusive=True)


NOW = Page(
    "now",
    "Signs that cannot wait",
    (
        Question(
            "signs",
            "Is any of these true of the ankle or the foot?",
            (
                Option("bone", "Bone shows, or the skin over it is cut deep"),
                Option("shape", "It points the wrong way, or has lost its shape"),
                Option("cold", "The foot is cold, white or blue"),
                Option("numb", "A part of the foot is numb, or has pins and needles"),
                none("None of these"),
                unsure(),
            ),
            multiple=True,
        ),
    ),
)

FIT = Page(
    "fit",
    "Whether the rules were made for you",
    (
        Question(
            "limits",
            "Is any of these true of you?",
            (
                Option("child", "Under 18"),
                Option("pregnant", "Pregnant"),
                Option("old", "The injury is more than 10 days old"),
                Option("dulled", "Drunk, drugged, or hurt at the head too"),
                Option(
                    "feeling", "You feel less in your legs than others do", "Diabetes can do so."
                ),
                Option("force", "A fall from a height, a crash, or something heavy hit it"),
                none("None of these"),
                unsure(),
            ),
            multiple=True,
        ),
    ),
)

OTTAWA = Page(
    "ottawa",
    "Four steps, five places",
    (
        Question(
            "steps",
            "Could you take four steps on it, right after it happened and now?",
            (
                Option("both", "Yes, both times", worse=0, reassuring=True),
                Option("once", "One of the two times", worse=1, reassuring=True),
                Option("never", "No, neither time", worse=3),
                Option("unsure", "I'm not sure", worse=2, unsure=True),
            ),
            hint="To limp counts as a step.",
        ),
        Question(
            "press",
            "Press on the bone with a finger. Where does it hurt?",
            (
                Option("outer", "The outer ankle bone: its tip, or its back edge up to 6 cm"),
                Option("inner", "The inner ankle bone: its tip, or its back edge up to 6 cm"),
                Option("little_toe", "The outer edge of the foot, halfway to the little toe"),
                Option("instep", "The inner side of the instep, in front of the ankle"),
                none("At none of these"),
                unsure(),
            ),
            hint="Check all that apply. 6 cm are about four fingers.",
            multiple=True,
        ),
    ),
)

# --- The rules: where the condition holds, the outcome is at least this one -------------------------

OTTAWA_RULES = ("stiell_1992", "bachmann_2003", "beckenkamp_2017")

RULES = (
    Rule(
        "E1",
        "emergency",
        given("signs", "bone", "shape", "cold"),
        "Bone that shows, a wrong shape, or a cold or white foot",
        ("sheffield", "judgement"),
        ("A3",),
    ),
    Rule(
        "E2",
        "emergency",
        given("signs", "numb"),
        "A foot that is numb",
        ("sheffield", "newcastle"),
        ("A3",),
        flags=("tell_numb",),
    ),
    Rule(
        "X1",
        "xray",
        given("steps", "never", "unsure"),
        "You could not take four steps, then or now",
        OTTAWA_RULES,
        ("A2",),
    ),
    Rule(
        "X2",
        "xray",
        given("press", "outer", "inner"),
        "An ankle bone that hurts when you press on it",
        OTTAWA_RULES,
        ("A2",),
    ),
    Rule(
        "X3",
        "xray",
        given("press", "little_toe", "instep"),
        "A bone of the foot that hurts when you press on it",
        OTTAWA_RULES,
        ("A2",),
    ),
    Rule(
        "X4",
        "xray",
        given("limits", "child", "pregnant", "old", "dulled", "feeling", "force", "unsure"),
        "The rules were not made for you, or not for this injury",
        ("stiell_1992", "sheffield", "judgement"),
    ),
    Rule(
        "X5",
        "xray",
        given("press", "unsure"),
        "You are not sure where it hurts",
        ("blackham_2008", "judgement"),
    ),
    Rule(
        "X6",
        "xray",
        given("signs", "unsure"),
        "You are not sure about a sign that cannot wait",
        ("judgement",),
    ),
)

SPRAIN = Reassurance(
    "N1",
    "You can take four steps, and no bone hurts when you press on it",
    (*OTTAWA_RULES, "altnagelvin", "sheffield"),
    ("A2", "A4"),
)

SOURCES = (
    Source(
        "stiell_1992",
        "Stiell et al. 1992, Annals of Emergency Medicine 21:384: the rules, and for whom",
        "second-hand",
    ),
    Source(
        "bachmann_2003",
        "Bachmann et al. 2003, BMJ 326:417: 27 studies, 15,581 patients; of ankles and feet without a "
        "sign fewer than 1.4 in 100 are broken (abstract)",
        "stored",
        "https://doi.org/10.1136/bmj.326.7386.417",
    ),
    Source(
        "beckenkamp_2017",
        "Beckenkamp et al. 2017, British Journal of Sports Medicine: 66 studies; the rules find 99.4 of "
        "100 breaks, and send home 35.3 of 100 people without one (abstract)",
        "stored",
    ),
    Source(
        "blackham_2008",
        "Blackham et al. 2008, Emergency Medicine Journal 25:750: patients and clinicians often "
        "disagree (abstract)",
        "stored",
        "https://doi.org/10.1136/emj.2008.057877",
    ),
    Source("sheffield", "Sheffield Aches and Pains (NHS): ankle sprain", "stored"),
    Source("newcastle", "Newcastle Hospitals (NHS): sprained ankle, leaflet", "stored"),
    Source(
        "altnagelvin", "Altnagelvin Emergency Department: ankle sprain, leaflet, 2019", "stored"
    ),
    Source("judgement", "Our own cautious choice; no published source", "judgement"),
)

CHECKER = Checker(
    id="ankle",
    version="1",
    title="Does your ankle need an X-ray?",
    disclaimer="This is not a diagnosis. If you feel that something is wrong, get help even if this "
    "says otherwise.",
    audience="For adults who twisted an ankle in the last 10 days.",
    ladder=LADDER,
    safety_net="Call 911 or go to the ER for any of these",
    pages=(NOW, FIT, OTTAWA),
    rules=RULES,
    reassurance=SPRAIN,
    sources=SOURCES,
    flags=FLAGS,
    claims=CLAIMS,
    open_points=(
        (
            "A review of 2022 in adults (BMC Musculoskeletal Disorders, 15 studies, 8,560 patients) found "
            "91 of 100 breaks, not 99.4. Which figure should the page give?"
        ),
        "Steps at one of two times only: the rules ask for no X-ray. Should we?",
        "Over 65: the rules make no difference. Should we?",
    ),
    offer=("ask us",),
    emergency_number="911",
    unreviewed="Not yet clinically reviewed: no licensed clinician has signed these rules.",
)
