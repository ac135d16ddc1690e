"""Every invariant over all answers there are, and what a change of rules changes for people.

For the host only: a browser never sees the decision diagrams that this is built on."""

from .comparison import Comparison, compare
from .prover import Proof, prove, witnesses
from .rules_digest import digest
from .versions import Version, load

__all__ = ["Comparison", "Proof", "Version", "compare", "digest", "load", "prove", "witnesses"]
