"""The five questions of the peers, with the floors that the lower-back checker gives them."""

LADDER = ("normal", "change_routine", "book_pt", "see_doctor", "urgent", "emergency")

FLOORS = {
    "nerve": {"none": 0, "saddle": 5, "unsure": 4},
    "unwell": {"none": 0, "fever": 4, "unsure": 3},
    "injury": {"no": 0, "major": 5, "unsure": 4},
    "leg": {"none": 0, "pain": 2, "weak": 4, "unsure": 3},
    "night": {"eases": 0, "wakes_eases": 1, "constant": 3},
}


def verdict(answers: dict[str, str]) -> str:
    """The highest floor of the answers: question → option."""
    return LADDER[max(FLOORS[question][option] for question, option in answers.items())]
