"""The finished site is asked as readers will ask it, before it takes its place.

Whatever was damaged on the way there, in a cache, in memory or on the disk: no reader gets it."""

from .rehearsal import rehearse

__all__ = ["rehearse"]
