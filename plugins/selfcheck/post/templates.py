"""The widget's own Jinja2 templates: they need nothing of the theme's."""

from __future__ import annotations

from functools import cache as once
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, ModuleLoader, StrictUndefined, Template

from checker.model import Checker, Rule

from .. import widget
from ..tools import made_once, source_digest


def template(name: str, cache: Path) -> Template:
    """A template, compiled unless the cache has it so."""
    return _environment(cache).get_template(name)


@once
def _environment(cache: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(widget.HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["rules_of"] = rules_of
    environment.loader = ModuleLoader(_compiled(environment, cache))
    return environment


def _compiled(environment: Environment, cache: Path) -> Path:
    """All of them as modules in one archive."""

    def compile_all(made: Path) -> None:
        environment.compile_templates(made, ignore_errors=False)

    key = source_digest(__package__, version("jinja2"), source_digest(widget.__name__))
    return made_once(cache / "selfcheck" / f"templates-{key}", compile_all)


def rules_of(checker: Checker, outcome: str) -> list[Rule]:
    """The rules that lead to an outcome, in their order."""
    return [rule for rule in checker.rules if rule.floor == outcome]
