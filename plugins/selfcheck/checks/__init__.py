"""A checker loaded, compiled to a bundle, proved, and with its like frozen to a snapshot."""

from .bundle import Bundle
from .load import Check, load, twins
from .proofs import Proved
from .sample_requests import covering, known
from .snapshot import Snapshots, frozen

__all__ = ["Bundle", "Check", "Proved", "Snapshots", "covering", "frozen", "known", "load", "twins"]
