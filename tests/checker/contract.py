"""The clinical contract, written by hand from its tables: what each answer leads to.

This is the specification that the rules are held against; it is never generated from them. The
page itself, ``docs/clinical.md``, is held against both by ``test_clinical_page``.
"""

FLOORS = {
    "E": "emergency",
    "U": "urgent",
    "D": "see_doctor",
    "P": "book_pt",
    "C": "change_routine",
}

LADDER = ("normal", "change_routine", "book_pt", "see_doctor", "urgent", "emergency")

PAGES = {
    "signs": ("nerve", "body", "unwell"),
    "health": ("injury", "history", "pregnancy_warning", "lately"),
    "now": ("age", "risks", "where", "leg", "severity", "night"),
    "workout": ("exercise", "moves", "feel", "finish", "start"),
    "course": ("how_long", "course", "trend", "daily", "spread", "morning"),
}

CHECK_ALL = {
    "nerve", "body", "unwell", "history", "lately", "pregnancy_warning", "risks", "leg", "exercise",
    "moves", "trend", "morning",
}  # fmt: skip


def _words(text: str) -> list[str]:
    return text.split()


ENGAGING = _words("""
    deadlift barbell_squat bent_over_row superman kettlebell_swing olympic_lift romanian_deadlift
    sumo_deadlift trap_bar_deadlift rack_pull good_morning reverse_hyper front_squat overhead_squat
    goblet_squat thruster wall_ball back_extension bird_dog glute_bridge clean snatch jerk
    pendlay_row t_bar_row one_arm_row ring_row seated_cable_row plank side_plank push_up dead_bug
    sit_up crunch ab_wheel ghd hanging_leg_raise farmers_carry loaded_lunge split_squat step_up sled
    burpee rowing_machine hip_thrust
""")

NOT_ENGAGING = _words("""
    pull_up overhead_press jump_rope running chin_up lat_pulldown seated_shoulder_press
    lateral_raise fly dip curl triceps_pushdown leg_extension leg_curl calf_raise
    chest_supported_row walking elliptical stairs
""")

EITHER = _words("""
    bench_press leg_press push_press bike lunge box_jump yoga pilates swimming golf gymnastics
    climbing other
""")

# question -> option -> the rules that this answer fires by itself
ANSWERS = {
    "nerve": {
        "saddle": "E1",
        "pee": "E2",
        "poo": "E3",
        "both_legs": "E4",
        "leg_fail": "E5",
        "sex": "U19",
        "none": "",
        "unsure": "U10",
    },
    "body": {
        "chest": "E8",
        "faint": "E8",
        "tearing": "E8",
        "pulse": "E8",
        "dark_pee": "E10",
        "confused": "E9",
        "none": "",
        "unsure": "U10",
    },
    "unwell": {
        "fever": "U1",
        "pee_blood_burn": "U9",
        "waves": "U15",
        "muscle_worse": "U17",
        "numb_back": "U17",
        "breath": "U18",
        "none": "",
        "unsure": "D9",
    },
    "injury": {
        "no": "",
        "pop": "C3",
        "minor": "C3",
        "checked": "C3",
        "older": "U12",
        "major": "E7",
        "unsure": "U10",
    },
    "history": {
        "cancer": "D2",
        "bones": "D6",
        "infection_risk": "D3",
        "aneurysm": "U20",
        "pregnant": "D5",
        "gave_birth": "D5",
        "none": "",
        "unsure": "D9",
    },
    "lately": {"weight": "U4", "ill": "D20", "lump_shape": "U7", "none": "", "unsure": "D9"},
    "pregnancy_warning": {
        "bleeding": "E11",
        "fluid": "E11",
        "tightening": "E11",
        "moves_less": "E11",
        "pressure": "U14",
        "none": "",
        "unsure": "U10",
    },
    "age": {"under_18": "D1", "18_49": "", "50_64": "", "65_plus": "", "unsure": "C6"},
    "risks": {"diabetes": "", "blood_thinner": "", "bone_stress": "", "none": "", "unsure": "C6"},
    "where": {
        "low_back": "",
        "mid_back": "",
        "buttock": "",
        "upper_back": "C8",
        "elsewhere": "C8",
        "unsure": "C6",
    },
    "leg": {"none": "", "pain": "P3", "tingle": "D10", "weak": "U2", "worse": "U2", "unsure": "D9"},
    "severity": {
        "none": "",
        "mild": "",
        "moderate": "C7",
        "severe": "P12",
        "worst": "P12 U6",
        "unsure": "P10",
    },
    "night": {
        "eases": "",
        "wakes_eases": "C10",
        "night_worse": "C10",
        "constant": "D17",
        "unsure": "D9",
    },
    "exercise": {
        **dict.fromkeys((*ENGAGING, *EITHER), ""),
        **dict.fromkeys(NOT_ENGAGING, "C1"),
        "not_exercise": "C8",
        "unsure": "C5",
    },
    "moves": {"bend": "", "lift": "", "arch": "", "brace": "", "none": "C1", "unsure": "C5"},
    "feel": {
        "tired_tight_achy": "",
        "spasm": "C3",
        "sharp": "C3",
        "burning_electric": "P3",
        "unsure": "C3",
    },
    "finish": {"yes": "", "reluctant": "C3", "no": "C3", "unsure": "C3"},
    "start": {
        "during_or_after": "",
        "within_3_days": "",
        "not_linked": "C8",
        "sudden": "C8",
        "unsure": "C6",
    },
    "how_long": {
        "to_3_days": "",
        "4_7_days": "C4",
        "1_4_weeks": "P5",
        "1_3_months": "P5",
        "over_3_months": "P5",
        "unsure": "P10",
    },
    "course": {"better": "", "same": "", "worse": "C2", "no_help": "C2", "unsure": "C6"},
    "trend": {
        "stronger": "C2",
        "earlier": "C2",
        "longer": "C2",
        "back_again": "C9",
        "in_spite": "P9",
        "none": "",
        "unsure": "C6",
    },
    "daily": {"no": "", "harder": "C10", "stops": "P1", "unsure": "C6"},
    "spread": {"no": "", "yes": "P3", "unsure": "C6"},
    "morning": {
        "stiff": "P5",
        "moving_helps": "P5",
        "late_night": "P5",
        "eye_skin_bowel": "D4",
        "none": "",
        "unsure": "P10",
    },
}


def _any(question: str, options: str) -> list[str]:
    return [f"{question}.{option}" for option in options.split()]


NOT_LINKED = [*_any("start", "not_linked sudden"), "exercise.not_exercise"]
LINK_NOT_CLEAR = [*NOT_LINKED, "start.unsure"]
SEVERE = _any("severity", "severe worst")
GETS_WORSE = _any("course", "worse no_help")
GROWS = [*GETS_WORSE, "trend.stronger"]
NOT_BETTER = _any("course", "same unsure worse no_help")
OVER_3_DAYS = _any("how_long", "4_7_days 1_4_weeks 1_3_months over_3_months")
OVER_7_DAYS = OVER_3_DAYS[1:]
OVER_4_WEEKS = OVER_3_DAYS[2:]
NOT_ACHY = _any("feel", "spasm sharp burning_electric unsure")
NOT_EASY_AT_NIGHT = _any("night", "wakes_eases night_worse unsure constant")
NOT_FRESH = [
    *OVER_3_DAYS,
    *LINK_NOT_CLEAR,
    *NOT_ACHY,
    *_any("trend", "stronger earlier longer"),
]
OVER_50 = _any("age", "50_64 65_plus unsure")
OVER_65 = _any("age", "65_plus unsure")
DIABETES = _any("risks", "diabetes unsure")
POP_OR_MINOR = _any("injury", "pop minor")

# rule -> its conjunctions: one answer of each list, all together
TOGETHER: dict[str, list[tuple[list[str], ...]]] = {
    "E6": [(["nerve.sex"], _any("leg", "pain tingle weak worse unsure"))],
    "E9": [(["unwell.fever"], [*_any("leg", "weak worse"), "history.infection_risk"])],
    "E12": [(SEVERE, ["start.sudden"], [*OVER_65, "history.aneurysm"])],
    "U3": [(POP_OR_MINOR, [*OVER_65, "history.bones"])],
    "U4": [(["lately.ill"], [*NOT_EASY_AT_NIGHT, *LINK_NOT_CLEAR, *OVER_7_DAYS])],
    "U5": [
        (["night.constant"], [*OVER_3_DAYS, *LINK_NOT_CLEAR, *SEVERE, *GROWS, *NOT_ACHY]),
    ],
    "U6": [(["severity.severe"], [*GROWS, *LINK_NOT_CLEAR, *_any("night", "constant unsure")])],
    "U8": [
        (["history.cancer"], [*NOT_EASY_AT_NIGHT, *LINK_NOT_CLEAR, *OVER_7_DAYS, *GROWS]),
    ],
    "U11": [
        (["history.infection_risk"], [*LINK_NOT_CLEAR, *OVER_3_DAYS, *GROWS, "night.constant"]),
    ],
    "U13": [(DIABETES, NOT_LINKED, [*GETS_WORSE, "night.constant", *SEVERE])],
    "U16": [(OVER_65, ["start.sudden"])],
    "U21": [(_any("risks", "blood_thinner unsure"), POP_OR_MINOR)],
    "D4": [
        (["morning.stiff"], ["morning.moving_helps"]),
        (["morning.stiff"], ["morning.late_night"]),
        (["morning.moving_helps"], ["morning.late_night"]),
    ],
    "D8": [(["where.upper_back"], NOT_FRESH)],
    "D11": [(DIABETES, NOT_LINKED), (DIABETES, OVER_7_DAYS, NOT_BETTER)],
    "D12": [
        (
            NOT_LINKED,
            [*OVER_7_DAYS, *GETS_WORSE],
            [*_any("severity", "moderate unsure severe worst"), *_any("daily", "harder stops")],
        ),
    ],
    "D13": [(OVER_65, NOT_LINKED)],
    "D14": [(OVER_4_WEEKS, GETS_WORSE)],
    "D15": [(OVER_4_WEEKS, OVER_50, NOT_BETTER)],
    "D16": [
        (
            _any("risks", "bone_stress unsure"),
            [*OVER_7_DAYS, *GROWS, "spread.yes", *_any("finish", "reluctant no unsure")],
        ),
    ],
    "D18": [(SEVERE, ["leg.pain"])],
    "D19": [(["night.night_worse"], [*LINK_NOT_CLEAR, *OVER_7_DAYS, *OVER_50])],
    "D21": [(["injury.checked"], GETS_WORSE)],
    "D22": [(SEVERE, OVER_50)],
    "P1": [(["daily.harder"], NOT_FRESH)],
    "P2": [(_any("night", "wakes_eases night_worse"), NOT_FRESH)],
    "P4": [(["feel.sharp"], ["finish.no"])],
    "P6": [
        (["trend.stronger"], ["trend.earlier"]),
        (["trend.stronger"], ["trend.longer"]),
        (["trend.earlier"], ["trend.longer"]),
    ],
    "P11": [(OVER_3_DAYS, GROWS)],
}

# question -> the answers that open it; all other questions are asked of everyone
OPENED_BY = {
    "pregnancy_warning": {"history.pregnant", "history.gave_birth"},
    "moves": {f"exercise.{exercise}" for exercise in EITHER},
    "morning": {"how_long.over_3_months"},
}

# question -> its answers from the best to the worst; those that stand together are not compared
ORDER = {
    "injury": ["no", "pop minor checked", "unsure", "older", "major"],
    "age": ["18_49", "50_64", "under_18 65_plus unsure"],
    "leg": ["none", "pain tingle", "unsure", "weak worse"],
    "severity": ["none", "mild", "moderate", "unsure", "severe", "worst"],
    "night": ["eases", "wakes_eases night_worse", "unsure", "constant"],
    "start": ["during_or_after within_3_days", "unsure", "not_linked", "sudden"],
    "course": ["better", "same", "unsure", "worse no_help"],
}

# flag -> the rules that raise it by themselves; every outcome from book_pt up says stop_movement
ADVICE = {
    "tell_nerve": {"E1", "E2", "E3", "E4", "E5", "U19"},
    "tell_workout": {"E10", "U17"},
    "stop_movement": {"C3"},
    "check_form": {"C1", "C5"},
    "call_maternity": {"E11", "U14"},
    "bring_medicine_list": {"D2", "D3", "D6"},
}

# claim -> the rules that it implies
CLAIMS = {
    "S07": {"N1"},
    "S09": {"C4"},
    "S12": {"C1", "C5"},
    "S14": {"C1"},
    "S15": {"C2", "C4", "C9", "P5", "P6", "P11"},
    "S16": {"C10", "P1", "P2", "P3"},
    "S17": {"C9", "P9"},
    "S18": {"P4"},
    "S19": {"N1", "C3"},
    "S20": {"C3", "C7"},
    "S23": {"N1"},
    "S24": {"P1", "P5", "P9", "P12", "U6"},
}
