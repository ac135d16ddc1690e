"""``python -m checker``: start, ask, assess, show, prove, compare, sign and translate a questionnaire."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from importlib import util
from pathlib import Path

from . import bridge, loading, new, sign_off, terminal
from .model import Checker, CheckerError


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except CheckerError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read it, such as head, has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def path_of(name: str) -> str:
    """The import path of a checker: ``my-ankle`` lives in ``my_ankle.py``, in this package or in
    the folder that one works in."""
    if ":" in name:
        return name
    module = name.replace("-", "_")
    own = f"{__package__}.{module}"
    return f"{own if util.find_spec(own) else module}:CHECKER"


def find(name: str) -> Checker:
    """The checker of that name or import path. Raises ``CheckerError``."""
    return loading.load(path_of(name))


def find_reviewed(name: str) -> Checker:
    """The same, with the review record that stands beside its module."""
    return sign_off.reviewed(find(name), path_of(name))


def run_new(options: argparse.Namespace) -> int:
    written = new.write(options.checker, options.like, Path())
    module = written[0].stem
    print(f"Written: {', '.join(map(str, written))}.")
    print(
        f'Add to pelicanconf.py: SELFCHECK_CHECKERS = {{"{options.checker}": "{module}:CHECKER"}}'
    )
    print(f"Then: python -m checker prove {options.checker}, and pelican --fatal errors")
    return 0


def run_ask(options: argparse.Namespace) -> int:
    try:
        terminal.ask(find_reviewed(options.checker), input, print)
    except (terminal.Quit, EOFError, KeyboardInterrupt):
        print("\nLeft without an outcome. Nothing was kept.")
        return 1
    return 0


def run_assess(options: argparse.Namespace) -> int:
    checker = find(options.checker)
    failed = False
    for number, line in enumerate(sys.stdin, 1):
        result = bridge.assess_line(checker, line)
        if "error" in result:
            result["error"] = f"line {number}: {result['error']}"
            failed = True
        print(json.dumps(result), flush=True)
    return int(failed)


def run_show(options: argparse.Namespace) -> int:
    checker = find_reviewed(options.checker)
    print(json.dumps(asdict(checker), indent=2) if options.json else terminal.show(checker))
    return 0


def run_prove(options: argparse.Namespace) -> int:
    from .proof import prove  # here, for ask and assess run on a bare Python

    proof = prove(find(options.checker))
    print(proof)
    return int(bool(proof.failures))


def run_compare(options: argparse.Namespace) -> int:
    from .proof import compare, load

    path = path_of(options.checker)
    print(compare(load(options.old, path), load(options.new, path)))
    return 0


def run_sign(options: argparse.Namespace) -> int:
    file = sign_off.sign(
        find(options.checker), path_of(options.checker), options.by, options.credentials, options.on
    )
    print(f"Signed: {file.name}. Any change of what the rules mean voids it.")
    return 0


def run_translate(options: argparse.Namespace) -> int:
    """0 when the catalogue is written, complete or not."""
    from .translation import Translation, update  # here, for the others need no Babel

    wanted = Translation(find(options.checker), path_of(options.checker), options.language)
    print(update(wanted, all_words=options.all))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m checker", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for run, help in (
        (run_new, "start a checker of your own: write a module, a post and a test"),
        (run_ask, "ask the questions here, page by page, and end with the outcome"),
        (run_assess, 'answer JSON Lines from standard input: {"answers": {question: option}}'),
        (run_show, "print the questions, the outcomes and the rules"),
        (run_prove, "prove the invariants over every combination of answers"),
        (run_sign, "sign the rules as their reviewer: write the review record"),
        (run_translate, "write or update the catalogue of a language, beside the checker's module"),
        (run_compare, "tell whose outcome a change of the rules changes"),
    ):
        command = commands.add_parser(run.__name__.removeprefix("run_"), help=help)
        if run is run_compare:
            command.add_argument("old", help="a git revision or a folder")
            command.add_argument("new", help="a git revision or a folder")
        command.add_argument("checker", help="a name, such as my-ankle, or an import path")
        command.set_defaults(run=run)
        if run is run_new:
            command.add_argument(
                "--like", choices=new.EXAMPLES, default="starter", help="a copy of"
            )
        if run is run_show:
            command.add_argument("--json", action="store_true", help="as data")
        if run is run_translate:
            command.add_argument("language", help="such as de, pt-BR or zh-Hant")
            command.add_argument(
                "--all", action="store_true", help="also the widget's words that have a translation"
            )
        if run is run_sign:
            command.add_argument("--by", required=True, help="the reviewer's name")
            command.add_argument(
                "--credentials", required=True, help="such as PT, DPT, license no."
            )
            command.add_argument("--on", required=True, help="the date, YYYY-MM-DD")
    return parser


if __name__ == "__main__":
    sys.exit(main())
