"""A checker loaded, compiled to a bundle, proved, and with its like frozen to a snapshot."""

from .bundle import Bundle
from .load import Check, load, twins
from .sample_requests import covering
from .snapshot import Snapshots, frozen

__all__ = ["Bundle", "Check", "Snapshots", "covering", "frozen", "load", "twins"]
