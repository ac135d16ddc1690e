"""The clinical contract, written by hand from its table: what each answer leads to.

This is the specification that the rules are held against; it is never generated from them.
"""

FLOORS = {
    "E": "emergency",
    "U": "urgent",
    "D": "see_doctor",
    "P": "book_pt",
    "C": "change_routine",
}

LADDER = ("normal", "change_routine", "book_pt", "see_doctor", "urgent", "emergency")

CHECK_ALL = {"nerve", "body", "history", "exercise", "trend"}

# question -> option -> the rules that this answer fires by itself
ANSWERS = {
    "nerve": {
        "saddle": "E1",
        "pee": "E2",
        "poo": "E3",
        "both_legs": "E4",
        "leg_fail": "E5",
        "sex": "E6",
        "none": "",
        "unsure": "U10",
    },
    "body": {
        "chest": "E8",
        "faint": "E8",
        "tearing_or_pulse": "E8",
        "dark_pee": "E10",
        "confused": "E9",
        "fever": "U1",
        "pee_blood_burn": "U9",
        "none": "",
        "unsure": "U10",
    },
    "injury": {"major": "E7", "minor": "C3", "no": "", "unsure": "U10"},
    "history": {
        "cancer": "D2",
        "bones": "D6",
        "infection_risk": "D3",
        "weight_sweats": "U4",
        "lump_shape": "U7",
        "pregnant": "D5",
        "none": "",
        "unsure": "D9",
    },
    "pregnancy_warning": {"yes": "E11", "no": "", "unsure": "U10"},
    "age": {"under_18": "D1", "18_64": "", "65_plus": "", "unsure": "P10"},
    "where": {"low_back": "", "upper_back": "D8", "elsewhere": "P8", "unsure": "C6"},
    "leg": {"no": "", "pain": "P3", "tingle_same": "D10", "worse_or_weak": "U2", "unsure": "D9"},
    "severity": {"none": "", "mild": "", "moderate": "P7", "severe": "U6", "unsure": "P10"},
    "night": {"eases": "", "wakes_eases": "P2", "constant": "U5", "unsure": "D9"},
    "exercise": {
        # named in the post as engaging the back, then those added
        "deadlift": "",
        "barbell_squat": "",
        "bent_over_row": "",
        "superman": "",
        "kettlebell_swing": "",
        "olympic_lift": "",
        "romanian_deadlift": "",
        "sumo_deadlift": "",
        "trap_bar_deadlift": "",
        "good_morning": "",
        "front_squat": "",
        "overhead_squat": "",
        "goblet_squat": "",
        "thruster": "",
        "back_extension": "",
        "bird_dog": "",
        "clean": "",
        "snatch": "",
        "jerk": "",
        "pendlay_row": "",
        "t_bar_row": "",
        "plank": "",
        "side_plank": "",
        "dead_bug": "",
        "sit_up": "",
        "hanging_leg_raise": "",
        "farmers_carry": "",
        "loaded_lunge": "",
        "rowing_machine": "",
        "hip_thrust": "",
        # named in the post as not engaging it, then those added
        "pull_up": "C1",
        "overhead_press": "C1",
        "jump_rope": "C1",
        "running": "C1",
        "chin_up": "C1",
        "lat_pulldown": "C1",
        "seated_shoulder_press": "C1",
        "lateral_raise": "C1",
        "bench_press": "C1",
        "fly": "C1",
        "dip": "C1",
        "curl": "C1",
        "triceps_pushdown": "C1",
        "leg_extension": "C1",
        "leg_curl": "C1",
        "calf_raise": "C1",
        "leg_press": "C1",
        "chest_supported_row": "C1",
        "walking": "C1",
        "elliptical": "C1",
        "bike": "C1",
        "stairs": "C1",
        "other": "",
        "not_exercise": "P8",
        "unsure": "C5",
    },
    "moves": {"yes": "", "no": "C1", "unsure": "C5"},
    "feel": {"tired_tight_achy": "", "sharp": "C3", "burning_electric": "P3", "unsure": "C3"},
    "finish": {"yes": "", "reluctant": "C3", "no": "C3", "unsure": "C3"},
    "start": {"during_or_after": "", "within_3_days": "", "not_linked": "P8", "unsure": "P10"},
    "how_long": {
        "to_3_days": "",
        "4_7_days": "C4",
        "1_6_weeks": "P5",
        "6_12_weeks": "P5",
        "over_3_months": "P5",
        "unsure": "P10",
    },
    "trend": {
        "stronger": "C2",
        "earlier": "C2",
        "longer": "C2",
        "back_again": "P9",
        "none": "",
        "unsure": "C6",
    },
    "daily": {"no": "", "yes": "P1", "unsure": "C6"},
    "spread": {"no": "", "yes": "P3", "unsure": "C6"},
    "morning": {"no": "", "yes": "D4", "unsure": "P10"},
}

# rule -> the answers that fire it only together
TOGETHER = {
    "E9": [
        {"body.fever", "leg.worse_or_weak"},
        {"body.fever", "nerve.leg_fail"},
        {"body.fever", "history.infection_risk"},
    ],
    "U3": [
        {"injury.minor", "age.65_plus"},
        {"injury.minor", "age.unsure"},
        {"injury.minor", "history.bones"},
    ],
    "U8": [
        {"history.cancer", "night.wakes_eases"},
        {"history.cancer", "night.constant"},
        {"history.cancer", "night.unsure"},
        {"history.cancer", "start.not_linked"},
        {"history.cancer", "start.unsure"},
        {"history.cancer", "how_long.1_6_weeks"},
        {"history.cancer", "how_long.6_12_weeks"},
        {"history.cancer", "how_long.over_3_months"},
    ],
    "U11": [
        {"history.infection_risk", "start.not_linked"},
        {"history.infection_risk", "start.unsure"},
        {"history.infection_risk", "how_long.4_7_days"},
        {"history.infection_risk", "how_long.1_6_weeks"},
        {"history.infection_risk", "how_long.6_12_weeks"},
        {"history.infection_risk", "how_long.over_3_months"},
        {"history.infection_risk", "night.constant"},
    ],
    "P4": [{"feel.sharp", "finish.no"}],
    "P6": [
        {"trend.stronger", "trend.earlier"},
        {"trend.stronger", "trend.longer"},
        {"trend.earlier", "trend.longer"},
    ],
}

# question -> the answers that open it; finish and trend: any but not_exercise
OPENED_BY = {
    "pregnancy_warning": {"history.pregnant"},
    "moves": {"exercise.other"},
    "finish": {f"exercise.{option}" for option in ANSWERS["exercise"]} - {"exercise.not_exercise"},
    "trend": {f"exercise.{option}" for option in ANSWERS["exercise"]} - {"exercise.not_exercise"},
    "morning": {"how_long.over_3_months"},
}

# rule -> advice that it raises, by itself or by its outcome
ADVICE = {"E11": "call_maternity", "C1": "check_form", "C3": "stop_movement", "P4": "stop_movement"}
