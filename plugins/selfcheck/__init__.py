"""A Pelican plugin that puts a self-check, written in Python, into a post."""

from . import installation


def register() -> None:
    """Called by Pelican."""
    installation.verify()
    from . import building  # now: it needs `checker`, which has just been found to be ours

    building.connect()
