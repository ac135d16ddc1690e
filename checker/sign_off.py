"""Sign-off: a reviewer's record beside the checker's module, void once the meaning has changed."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from .beside import file_of, refuse_installed
from .model import Checker, CheckerError, Review


def record_path(path: str) -> Path:
    """Where the review record of the checker at this import path stands, or would stand."""
    return file_of(path).with_suffix(".review.json")


def reviewed(checker: Checker, path: str) -> Checker:
    """The checker with its review, if there is a record; a record of other rules is void.

    Raises ``CheckerError`` when the record cannot be read."""
    file = record_path(path)
    if not file.exists():
        return checker
    try:
        record = Review(**json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise CheckerError(
            f"{file.name}: no review record ({error}). Sign again, or delete it."
        ) from None
    from .proof import digest  # here, for without a record nothing needs the proof

    return replace(checker, review=replace(record, void=record.digest != digest(checker)))


def sign(checker: Checker, path: str, by: str, credentials: str, on: str) -> Path:
    """Write the record. Raises ``CheckerError`` when it does not say who and when, when the
    rules cannot be proved, or when the record would lie among installed packages."""
    from .proof import digest, prove

    if not (by.strip() and credentials.strip()):
        raise CheckerError("A review needs a name and credentials: --by and --credentials.")
    try:
        date.fromisoformat(on)
    except ValueError:
        raise CheckerError(f"--on {on}: no date. Write it as YYYY-MM-DD.") from None
    file = record_path(path)
    refuse_installed(file, path)
    if failures := prove(checker).failures:
        raise CheckerError(f"Not signed, for the rules are not proved.\n{failures[0]}")
    record = asdict(Review(by.strip(), credentials.strip(), on, digest(checker)))
    del record["void"]
    file.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    return file
