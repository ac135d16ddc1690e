"""No checker is published unproved."""


def test_a_refuted_rule_stops_the_build_with_the_counterexample(built):
    """A sign that would lower the outcome is named in the questionnaire's own words."""
    before = built.output()
    built.edit("knee.py", 'given("signs", "locks")', 'given("signs", "none")')
    done = built.try_to_build()
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) <= 2, done.stderr
    assert "knee: I" in done.stderr
    assert "Do you have any of these?" in done.stderr
    assert "python -m checker prove" in done.stderr
    assert built.output() == before


def test_a_checker_is_proved_once(built):
    """A rebuild of a proved checker does not prove it again."""
    done = built.try_to_build()
    assert done.returncode == 0
    assert "proving" not in done.stdout
