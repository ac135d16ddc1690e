"""Every page says who reviewed the rules, or plainly that nobody has."""

import os
import subprocess
import sys

from tests.conftest import ROOT

NOBODY = "nobody has signed these rules"


def sign(folder):
    """Sign the knee as a clinician would, in the terminal."""
    words = ["--by", "Ada Bone", "--credentials", "PT, DPT", "--on", "2026-11-01"]
    subprocess.run(
        [sys.executable, "-m", "checker", "sign", "knee:CHECKER", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": f"{folder}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )


def test_without_a_record_the_page_says_that_nobody_has_signed(built_once):
    """Silence would look like a review."""
    assert NOBODY in built_once.page("knee.html")


def test_the_page_names_who_has_signed(built):
    """Name, credentials and date are the record's."""
    sign(built.folder)
    built.build()
    html = built.page("knee.html")
    assert "Reviewed by Ada Bone, PT, DPT, on 2026-11-01." in html
    assert NOBODY not in html


def test_a_change_of_meaning_voids_the_signature(built):
    """A text that readers see is part of what was signed."""
    sign(built.folder)
    built.edit("knee.py", '"A knee that locks"', '"A knee that sticks"')
    built.build()
    assert "signed by Ada Bone, PT, DPT, on 2026-11-01, but the rules" in built.page("knee.html")
