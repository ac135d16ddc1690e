"""The widget's own Jinja2 templates: they need nothing of the theme's."""

from __future__ import annotations

from functools import cache as once
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from checker.model import Checker, Rule

from .. import widget


def template(name: str, cache: Path) -> Template:
    """A template, compiled unless the cache has it so."""
    return _environment(cache).get_template(name)


@once
def _environment(cache: Path) -> Environment:
    compiled = cache / "selfcheck" / "templates"
    compiled.mkdir(parents=True, exist_ok=True)
    environment = Environment(
        bytecode_cache=FileSystemBytecodeCache(str(compiled)),
        loader=FileSystemLoader(widget.HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["rules_of"] = rules_of
    return environment


def rules_of(checker: Checker, outcome: str) -> list[Rule]:
    """The rules that lead to an outcome, in their order."""
    return [rule for rule in checker.rules if rule.floor == outcome]
