"""reStructuredText: ``.. selfcheck:: NAME`` and ``:claim:`A sentence. <S07>```."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, directives, roles, states

from .directive import DIRECTIVES, Place

CLAIM = re.compile(r"(?P<text>.+?)\s*<(?P<ids>[\w-]+(?: [\w-]+)*)>", re.DOTALL)


class SelfcheckDirective(Directive):  # type: ignore[misc]
    """``.. selfcheck:: NAME``; the name may be missing, which the build then reports."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0] if self.arguments else ""
        return [nodes.raw("", Place(self.name, name).html, format="html")]


def claim(
    name: str,  # noqa: ARG001 - docutils passes it
    rawtext: str,
    text: str,
    line: int,
    inliner: states.Inliner,
    options: Mapping[str, Any] | None = None,  # noqa: ARG001
    content: Sequence[str] = (),  # noqa: ARG001
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The sentence, marked with one or more claims."""
    found = CLAIM.fullmatch(nodes.unescape(text))
    if not found:
        words = f"no claim in {rawtext}. Write :claim:`A sentence. <S07>`"
        return [], [inliner.reporter.error(words, line=line)]
    spans = [f'<span class="selfcheck-claim" id="{id}">' for id in found["ids"].split()]
    html = "".join(spans) + escape(found["text"]) + "</span>" * len(spans)
    return [nodes.raw("", html, format="html")], []


def register_rest() -> None:
    for name in DIRECTIVES:
        directives.register_directive(name, SelfcheckDirective)
    roles.register_local_role("claim", claim)
