"""A picture is another way to give an answer: it has all answers, and no other."""

import re
from pathlib import Path

from checker.lower_back import CHECKER

PICTURES = Path(__file__).resolve().parents[2] / "checker/pictures"


def test_the_body_has_an_area_for_every_place():
    """But for 'not sure', which is no place."""
    where = CHECKER.questions["where"]
    picture = (PICTURES / f"{where.picture}.svg").read_text(encoding="utf-8")
    areas = re.findall(r'data-option="(\w+)"', picture)
    assert sorted(areas) == sorted(o.id for o in where.options if o.id != "unsure")
