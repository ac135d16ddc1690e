"""Marked sentences: what the post says, and the build that stops when rules and post part."""

K2 = "[See a doctor with a knee that locks.]{#K2}"


def stopped(site) -> str:
    """The line with which the build stops."""
    done = site.try_to_build()
    assert done.returncode != 0, done.stdout
    return done.stderr


def test_a_marked_sentence_can_be_linked_to(built_once):
    """Readers see the sentence; its mark is the address of it."""
    html = built_once.page("knee.html")
    sentence = "A knee may be sore the day after squats."
    assert f'<span class="selfcheck-claim" id="K1">{sentence}</span>' in html, html


def test_a_sentence_can_state_two_claims(site):
    """Two marks in one pair of braces."""
    site.edit(
        "content/knee.md",
        f"[A knee may be sore the day after squats.]{{#K1}} {K2}",
        "[A knee may be sore, but see a doctor if it locks.]{#K1 #K2}",
    )
    site.build()
    html = site.page("knee.html")
    assert 'id="K1"><span class="selfcheck-claim" id="K2">A knee may be sore, but' in html, html


def test_a_marked_sentence_can_hold_markup_and_links_stay_links(site):
    """Bold text inside a mark, and an ordinary link beside it."""
    site.edit(
        "content/knee.md",
        "[A knee may be sore",
        "[a link](https://site.example) [A **knee** may be sore",
    )
    site.build()
    html = site.page("knee.html")
    assert 'id="K1">A <strong>knee</strong> may be sore' in html, html
    assert '<a href="https://site.example">a link</a>' in html, html


def test_a_reason_quotes_the_sentence_it_rests_on(built_once):
    """The reason of a rule links to the post's own sentence, in its own words."""
    html = built_once.page("knee.html")
    assert '<a href="#K2">See a doctor with a knee that locks.</a>' in html, html


def test_a_claim_that_must_carry_a_rule_and_does_not_stops_the_build(site):
    """What the post promises, some rule keeps."""
    site.edit("knee.py", '("post",), ("K2",)),', '("post",)),')
    site.edit("knee.py", ', claims=("K2",)),', "),")
    assert "claim K2" in stopped(site)


def test_a_mark_in_a_code_block_is_no_claim(site):
    """A post about the plugin shows how a mark is written."""
    site.edit("content/knee.md", "After the check.", "```\n[Like so.]{#K9}\n```")
    site.build()
    assert "[Like so.]{#K9}" in site.page("knee.html")
