"""The clinic's post, and the pages around it."""

import json
import re

import pytest

from tests.conftest import ROOT

CLAIMS = {f"S{number:02}" for number in range(1, 26)}
EDITIONS = pytest.mark.parametrize("folder", ["", "es/"])


@EDITIONS
def test_every_claim_has_its_sentence(published, folder):
    """The post states S01 to S25, each in a sentence that can be linked to."""
    markup = published.page(f"{folder}lower-back.html")
    stated = {e.attrs["id"]: e.text for e in markup.all("span", class_="selfcheck-claim")}
    assert set(stated) == CLAIMS
    assert all(sentence.endswith((".", "?")) for sentence in stated.values()), stated


@EDITIONS
def test_the_post_carries_the_check(published, folder):
    """The directive has become the questionnaire, with all of its questions."""
    markup = published.page(f"{folder}lower-back.html")
    names = {e.attrs["name"] for e in markup.all("input") if "name" in e.attrs}
    assert {"nerve", "body", "exercise", "trend"} <= names


def test_the_post_says_who_wrote_it_and_when(published):
    """Author, date of the last change, and minutes to read stand at the top."""
    byline = published.page("lower-back.html").one("p", class_="byline").text
    assert "Jesse Lewis" in byline
    assert "Updated February 7, 2026" in byline
    assert re.search(r"\d minutes to read", byline)


def test_the_source_asks_the_clinic_to_confirm_the_year():
    """The year was not on the clinic's page: the front matter says so to the author."""
    source = (ROOT / "content" / "lower-back.md").read_text()
    assert re.search(r"^date_note: .*confirm the year", source, re.MULTILINE)


def test_the_contents_list_leads_to_every_section(published):
    """Each heading of the second level in the text has its link in the list."""
    markup = published.page("lower-back.html")
    listed = [a.attrs["href"] for a in markup.all("a") if a.attrs.get("href", "").startswith("#")]
    for heading in markup.all("h2"):
        if heading.text in {"Why you feel it there", "What is normal", "Sources"}:
            assert f"#{heading.attrs['id']}" in listed


def test_other_posts_are_offered(published):
    """Recent posts with "See all", related posts by tag, the earlier and the later post."""
    markup = published.page("how-long-soreness-lasts.html")
    headings = [e.text for e in markup.all("h2")]
    assert {"Recent posts", "Related posts"} <= set(headings)
    assert markup.one("a", href="./archives.html", class_="see-all").text == "See all"
    assert markup.one("a", rel="prev").attrs["href"] == "./back-pain-emergency.html"
    assert markup.one("a", rel="next").attrs["href"] == "./soreness-or-injury.html"


def test_a_question_goes_by_text_and_not_into_comments(published):
    """The post offers a text that begins with its title, and has no form."""
    markup = published.page("first-visit.html")
    links = [a.attrs.get("href", "") for a in markup.all("a")]
    assert any(link.startswith("sms:") and "first%20visit" in link for link in links)
    assert markup.all("form") == []


@EDITIONS
def test_the_number_in_the_text_is_the_clinics(published, folder):
    """The number written in the post is the one in the settings, which the contact block shows."""
    markup = published.page(f"{folder}lower-back.html")
    call = [a.attrs["href"] for a in markup.all("a") if a.attrs.get("href", "").startswith("tel:")]
    assert "tel:+1-202-922-7331" in call
    assert "202-922-7331" in markup.one("span", id="S25").text


def json_ld(markup) -> dict[str, dict]:
    graph = json.loads(markup.one("script", type="application/ld+json").text)["@graph"]
    return {node["@type"]: node for node in graph}


def test_search_engines_read_author_and_dates_and_no_reviewer(published):
    """No clinician has signed: no reviewer is claimed, and the page says so."""
    markup = published.page("lower-back.html")
    nodes = json_ld(markup)
    assert nodes["BlogPosting"]["author"] == {"@type": "Person", "name": "Jesse Lewis"}
    assert nodes["BlogPosting"]["dateModified"].startswith("2026-02-07")
    assert "reviewedBy" not in nodes["MedicalWebPage"]
    assert "No clinician has signed this advice yet." in markup.one("body").text


def test_a_reviewer_and_a_translator_are_named_once_there_are(publish_with):
    """With both settings filled the reviewer is named, and the two notes are gone."""
    published = publish_with(
        'CLINIC["clinical_reviewer"] = "A. Clinician, DPT"\nCLINIC["spanish_reviewer"] = "T. Lator"'
    )
    markup = published.page("es/lower-back.html")
    reviewer = json_ld(markup)["MedicalWebPage"]["reviewedBy"]["name"]
    assert reviewer == "A. Clinician, DPT"
    assert markup.all("p", class_="note") == []


def test_spanish_texts_wait_for_a_translator(published):
    """Every Spanish post and page says that no qualified translator has checked it."""
    for source in sorted((ROOT / "content" / "es").rglob("*.md")):
        note = published.page(f"es/{source.stem}.html").one("p", class_="note").text
        assert note == "Un traductor calificado todavía no ha revisado esta traducción."


def test_what_the_clinic_has_not_given_is_not_offered(published):
    """No form that would send nothing, no address that nobody reads, and no way to either."""
    for path, markup in published.pages().items():
        for link in (a.attrs.get("href", "") for a in markup.all("a")):
            assert not link.startswith("mailto:"), path
            assert not link.endswith("#write"), path
    assert published.page("contact.html").all("form") == []


def test_with_addresses_the_contact_page_has_a_form_and_posts_take_e_mail(publish_with):
    """The form posts to the setting's address, each field has its label, the check's cards lead to it; and
    whoever finds a weakness is told whom to write to."""
    published = publish_with(
        'CLINIC["form_endpoint"] = "https://forms.example/clinic"\n'
        'CLINIC["email"] = "hello@forms.example"\n'
        'CLINIC["security_contact"] = "mailto:safe@forms.example"\n'
        'CLINIC["security_expires"] = "2027-11-30"'
    )
    links = [a.attrs.get("href", "") for a in published.page("first-visit.html").all("a")]
    assert any(link.startswith("mailto:") and "first%20visit" in link for link in links)
    written = [a.attrs.get("href") for a in published.page("es/lower-back.html").all("a")]
    assert "contact.html#write" in written
    said = (published.output / ".well-known" / "security.txt").read_text().splitlines()
    assert said[:2] == ["Contact: mailto:safe@forms.example", "Expires: 2027-11-30T00:00:00Z"]
    markup = published.page("es/contact.html")
    assert markup.one("form").attrs["action"] == "https://forms.example/clinic"
    fields = [e.attrs["id"] for tag in ("input", "textarea") for e in markup.all(tag)]
    assert [label.attrs["for"] for label in markup.all("label")] == fields
