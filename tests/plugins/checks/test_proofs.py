"""No checker is published unproved."""

LESS = 'all_of(given("signs", "unsure"), given("fall", "no"))'
"""A condition that a reader who has not said how they fell does not meet."""


def test_a_refuted_rule_stops_the_build_with_the_counterexample(built):
    """Each invariant that does not hold: who is told too little, in the questionnaire's own words."""
    before = built.output()
    built.edit("knee.py", "import given", "import all_of, given")
    built.edit("knee.py", 'given("signs", "unsure")', LESS)
    done = built.try_to_build()
    assert done.returncode != 0
    lines = done.stderr.splitlines()
    assert all(line.startswith("knee.py: knee: I") for line in lines), lines
    assert "Do you have any of these? -> I'm not sure" in lines[0]
    assert len(lines) > 1
    assert built.output() == before


def test_a_checker_is_proved_once(built):
    """A rebuild of a proved checker does not prove it again."""
    done = built.try_to_build()
    assert done.returncode == 0
    assert "proving" not in done.stdout
