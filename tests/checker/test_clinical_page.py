"""The code and ``docs/clinical.md`` are one contract: neither can change without the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.lower_back import CHECKER
from tests.checker import contract
from tests.checker.held import signs

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "clinical.md").read_text(encoding="utf-8")
RETIRED = {"P7", "P8"}
RULE = r"\b[EUDPC]\d+\b"
BRACKET = r"[\[(]([^\])]*)[\])]"

SOURCES = {
    "E1-E6, U19": "nhs_back girft_2023 nhs_york csp_2024 ahcpr_1994",
    "E5, U2": "ahcpr_1994 chou_2011 webmd",
    "E7, U12, D21": "nhs_back ahcpr_1994 downie_2013",
    "E8, E12, U16, U20": "nhs_chest nhs_aneurysm vascular_leaflet jospt_aaa",
    "E9, U1, U11, D3": "nhs_back galliker_2020 ahcpr_1994",
    "U13, D11": "yusuf_2019",
    "E10, U17": "cdc_niosh compartment_2013 compartment_2024",
    "E11, U14, D5": "cleveland_pregnancy nichd san_diego acog awhonn",
    "U15, U9": "nidirect_kidney webmd ahcpr_1994",
    "U18": "webmd_clots nhs_breath",
    "U3, D6, D22": "ahcpr_1994 henschke_2009 downie_2013",
    "U21": "bjc",
    "U4, U7, D20": "nhs_back ahcpr_1994 webmd",
    "U5, D17, D19, P2, C10": "nhs_back harding_2005",
    "U6, P12, C7, severity hints": (
        "nhs_pain_levels nhs_back cleveland_doms cdc_niosh compartment_2013 compartment_2024"
    ),
    "U8, D2": "downie_2013 nice_ng234",
    "D12, D14, D15": "nhs_back gloucestershire nice_ng12 ahcpr_1994",
    "D13": "ahcpr_1994 henschke_2009",
    "D16": "ioc_reds_2023 harris_2016",
    "D1": "ahcpr_1994 aspetar",
    "D4": "asas nice_ng65",
    "D8": "nhs_back",
    "C4, P5, P11, A2": "acsm apta_doms",
    'C8, "keep moving"': "nice_qs155 who_2023 nice_ng59",
    "C9, P9": "cleveland_doms",
    "framing": "finucane_2020 acp_2017 apta_2021",
}
"""The page's table of sources, each by its id in the code. NG59 stands in its section 2 as well,
from memory; what frames the whole is cited by the absence of every sign, N1."""

MARKS = {
    "second-hand": (
        "nhs_back nhs_chest nhs_aneurysm nhs_breath nhs_pain_levels nice_ng12 acog awhonn acsm "
        "apta_doms"
    ),
    "memory": "nice_ng59",
    "post": "post",
    "judgement": "judgement",
}
"""[F2], [M] and what is ours; all others are [F], read in stored material."""


def _section(number: int) -> str:
    return PAGE.split(f"\n## {number}. ")[1].split("\n## ")[0]


def _rows(text: str) -> list[list[str]]:
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


QUESTIONS = {row[0].split("`")[1]: row for row in _rows(_section(3)) if row[0].startswith("`")}


def _named(part: str) -> list[str]:
    """The options of a part between two dots: the first word, or several with strokes between."""
    words = re.findall(r"[a-z0-9_]+(?: / [a-z]+)*", part.replace("`", ""))
    return words[0].split(" / ")


def _options(question: str) -> dict[str, set[str]]:
    """The options of the page, each with the rules in its bracket; *both* and *all* reach back."""
    found: dict[str, set[str]] = {}
    waiting: list[str] = []
    for part in QUESTIONS[question][2].split(" · "):
        names = _named(part)
        waiting += names
        rules = {rule for bracket in re.findall(BRACKET, part) for rule in _rules(bracket)}
        found |= dict.fromkeys(names, rules)
        if rules:
            reach = {"both": 2, "all ": len(waiting), "one ": len(waiting)}
            words = re.search(r"\[(both|all |one )", part)
            for name in waiting[-reach[words[1]] :] if words else []:
                found[name] = rules
            waiting = []
    return found


def _rules(text: str) -> set[str]:
    """The rules that a text names, ranges such as E1-E6 included."""
    for first, last in re.findall(r"E(\d+)-E(\d+)", text):
        text += " ".join(f" E{n}" for n in range(int(first), int(last) + 1))
    return set(re.findall(RULE, text))


LISTED = [id for id in CHECKER.questions if id != "exercise"]
"""The exercises stand in lists of their own."""


def test_the_page_is_of_the_same_version():
    """Version 2 of the page is 0.2 of the code."""
    (version,) = re.findall(r"\bVersion (\d+):", PAGE)
    assert CHECKER.version == f"0.{version}"


def test_the_page_has_the_same_questions():
    """24 of them, with the same ids and the same kinds."""
    assert QUESTIONS.keys() == CHECKER.questions.keys()
    for id, (kind, *_) in QUESTIONS.items():
        assert CHECKER.questions[id].multiple == ("check all" in kind)


@pytest.mark.parametrize("id", LISTED)
def test_the_page_has_the_same_options(id):
    """Read from the table: what stands first between two dots."""
    assert _options(id).keys() == {option.id for option in CHECKER.questions[id].options}


@pytest.mark.parametrize("id", LISTED)
def test_the_brackets_name_the_rules_that_an_answer_fires(id):
    """Every rule that an answer fires by itself stands in its bracket, and every rule in a bracket
    speaks of that answer."""
    brackets = _options(id)
    if id == "severity" and "*severe* = severe or worst" in PAGE:
        brackets["worst"] |= brackets["severe"]
    for option, rules in brackets.items():
        assert set(contract.ANSWERS[id][option].split()) <= rules, option
        assert rules <= _speaking_of(f"{id}.{option}"), option


def _speaking_of(answer: str) -> set[str]:
    return {
        rule.id
        for rule in CHECKER.rules
        if any(answer in together for together in signs(rule.when))
    }


@pytest.mark.parametrize(("id", "as_well_as"), [("age", "65_plus"), ("risks", "all three")])
def test_unsure_counts_as_the_worse_answer_where_the_page_says_so(id, as_well_as):
    """Every rule that speaks of the worse answers speaks of 'not sure'."""
    assert f"unsure [C6; counts as {as_well_as}]" in QUESTIONS[id][2]
    worse = {"age": ["50_64", "65_plus"], "risks": ["diabetes", "blood_thinner", "bone_stress"]}
    for option in worse[id]:
        assert _speaking_of(f"{id}.{option}") <= _speaking_of(f"{id}.unsure")


def test_the_page_names_the_same_rules():
    """None is only on the page, none only in the code."""
    assert _rules(PAGE) - RETIRED == {rule.id for rule in CHECKER.rules}


def test_the_page_names_the_same_exercises():
    """By their lists: those that the post names, those added, and those by how they are done."""
    text = _section(3).split("### Exercises")[1].lower()
    engaging, not_engaging, either = re.split(r"not engaging \(post\)|either, by how", text)
    for listed, exercises in (
        (engaging, contract.ENGAGING),
        (not_engaging, contract.NOT_ENGAGING),
        (either, contract.EITHER),
    ):
        words = re.sub(r"[^a-z]+", " ", listed.replace("'", ""))
        for exercise in exercises:
            assert _name(exercise) in words, exercise


def _name(exercise: str) -> str:
    """As the page writes it, where it writes several in one: 'Pendlay, T-bar, … row'."""
    several = {
        **dict.fromkeys(("romanian_deadlift", "sumo_deadlift"), 1),
        **dict.fromkeys(("front_squat", "overhead_squat"), 1),
        **dict.fromkeys(("pendlay_row", "ring_row"), 1),
        **dict.fromkeys(("t_bar_row", "one_arm_row"), 2),
    }
    words = exercise.split("_")
    return " ".join(words[: several.get(exercise, len(words))])


def test_the_page_has_the_same_sources():
    """Each row's rules are those of the code that cite its sources."""
    rows = {row[0]: row[1] for row in _rows(_section(5))}
    assert rows.keys() == SOURCES.keys()
    cited = {reason.id: set(reason.sources) for reason in CHECKER.explanations}
    allowed: dict[str, set[str]] = {}
    for name, text in rows.items():
        rules = _rules(name) or {"N1"}
        sources = set(SOURCES[name].split())
        assert sources <= {source for rule in rules for source in cited[rule]}, name
        ours = {"judgement"} if "judgement" in text else set()
        for rule in rules:
            assert cited[rule] & (sources | ours), f"{rule} cites nothing of its row"
            allowed.setdefault(rule, {"post"}).update(sources | ours)
    for rule, sources in cited.items():
        assert sources <= allowed.get(rule, {"post", "judgement"}) | _soreness(rule), rule


def _soreness(rule: str) -> set[str]:
    """What is known of soreness stands behind its absence of signs as well."""
    return set(SOURCES["C4, P5, P11, A2"].split()) if rule == "N1" else set()


def test_every_source_has_its_mark():
    """What was only read second-hand, or is from memory, never passes for more."""
    found: dict[str, set[str]] = {}
    for source in CHECKER.sources:
        found.setdefault(source.read, set()).add(source.id)
    del found["stored"]
    assert found == {mark: set(ids.split()) for mark, ids in MARKS.items()}


def test_the_open_points_are_those_of_the_page():
    """All of them, word for word: they stand on the review report."""
    text = _section(6).split("\n", 1)[1]
    points = [point.strip() for point in re.split(r"(?:^|(?<=[.?)]) )\d+ ", text)[1:]]
    assert [point[0].lower() + point[1:] for point in CHECKER.open_points] == [
        point[0].lower() + point[1:] for point in points
    ]


def test_the_titles_of_the_ladder_are_those_of_the_page():
    """Level, id and title."""
    rows = [tuple(row[:3]) for row in _rows(_section(2))]
    assert rows == [
        (str(level), f"`{outcome.id}`", outcome.title)
        for level, outcome in enumerate(CHECKER.ladder)
    ]
