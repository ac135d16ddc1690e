"""The plugin's own Jinja2 templates: they need nothing of the theme's."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from checker.model import Checker, Rule


def get(name: str) -> Template:
    return _environment().get_template(f"selfcheck/{name}")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
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
