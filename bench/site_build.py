"""How long a build takes and how much it writes, beside plain Pelican, for many posts.

    .venv/bin/python -m bench.site_build [ROUNDS]

Each post is written in both languages and has no check. Three builds of the same posts take turns:
plain Pelican with its own theme, our site without the check's plugin, and our whole site. Then the
clinic's own site, which has the check, is built again without any change, with and without the
plugin: as it is, and with a hundred posts more. Printed are medians of the processor time, its
ratios within a round, and the bytes of each post.
"""

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from . import results

ROOT = Path(__file__).resolve().parent.parent
PELICAN = Path(sys.executable).with_name("pelican")
COUNTS = {10: 1, 100: 1, 1000: 3}
"""How many posts, and which part of the rounds they get: a thousand take long."""
WORDS = (ROOT / "content" / "back-under-the-bar.md").read_text(encoding="utf-8").split("\n\n", 1)[1]

PLAIN = (
    'PLUGINS = []\nTHEME = "notmyidea"\nSITENAME = "Plain"\nTIMEZONE = "UTC"\nPATH = "content"\n'
)
OURS = (
    (ROOT / "pelican.conf.py")
    .read_text(encoding="utf-8")
    .replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
)
HERE = 'PATH = "content"\nPAGE_PATHS = []\nSTATIC_PATHS = [SEARCH_LIBRARY]\n'
WITHOUT = 'PLUGINS.remove("selfcheck")\n'
PLUGINLESS, WHOLE = "our site without the plugin", "our whole site"
VARIANTS = {"plain Pelican": PLAIN, PLUGINLESS: OURS + HERE + WITHOUT, WHOLE: OURS + HERE}
CLINIC = {PLUGINLESS: OURS + WITHOUT, WHOLE: OURS}
MORE = (0, 100)
"""Posts beside the clinic's own."""


def write_posts(content: Path, count: int) -> None:
    """Write `count` posts in each language."""
    text = WORDS.replace("{filename}", "#")
    for folder, lang in (("", "en"), ("es", "es")):
        (content / folder).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            head = (
                f"title: Post {number} ({lang})\nslug: post-{number}\nlang: {lang}\n"
                f"date: 2026-01-{number % 28 + 1:02}\nauthor: A\ncategory: C\n"
                f"tags: t{number % 7}\nsummary: Words.\n\n"
            )
            (content / folder / f"post-{number}.md").write_text(head + text, encoding="utf-8")


def build(folder: Path, settings: str, output: Path) -> tuple[float, int]:
    """Build once, as on an author's machine: seconds of processor time, and bytes written.

    Raises SystemExit with Pelican's words when it fails.
    """
    (folder / "conf.py").write_text(settings, encoding="utf-8")
    words = [PELICAN, "content", "-s", "conf.py", "-o", output, "--fatal", "errors", "-q"]
    bytecode = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    here = os.environ | bytecode | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    before = os.times()
    done = subprocess.run(words, cwd=folder, env=here, capture_output=True, text=True, check=False)
    after = os.times()
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return spent, sum(file.stat().st_size for file in output.rglob("*") if file.is_file())


def measure(
    count: int, rounds: int, variants: dict[str, str], own: Path | None = None
) -> dict[str, dict[str, object]]:
    """Let the variants take turns over the same posts, and those of the folder `own`; give each
    one's seconds, and bytes a post."""
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    size: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if own:
            shutil.copytree(own, folder / "content")
        write_posts(folder / "content", count)
        posts = len(list((folder / "content").glob("**/*.md")))
        for number in range(rounds + 1):
            for name, settings in variants.items():
                output = folder / "output"
                spent, size[name] = build(folder, settings, output)
                shutil.rmtree(output)
                if number:  # the first round also compiles what it imports
                    seconds[name].append(round(spent, 3))
    return {
        name: {"seconds": spent, "bytes per post": size[name] // posts}
        for name, spent in seconds.items()
    }


def ratio(results: dict[str, dict[str, object]], name: str, base: str) -> str:
    """The median of the rounds' ratios, and their spread."""
    pairs = zip(results[name]["seconds"], results[base]["seconds"], strict=True)
    ratios = [mine / other for mine, other in pairs]
    return f"{statistics.median(ratios):.3f} ({min(ratios):.3f}–{max(ratios):.3f})"


def show(title: str, results: dict[str, dict[str, object]]) -> None:
    """A line for each variant, and what the plugin adds."""
    base = next(iter(results))
    for name, figures in results.items():
        seconds = figures["seconds"]
        print(
            f"{title:>14}  n = {len(seconds)}  {name:<28} {statistics.median(seconds):>7.2f} s  "
            f"{ratio(results, name, base)}  {figures['bytes per post']:>6} B/post"
        )
    print(f"{title:>14}  the plugin: {ratio(results, WHOLE, PLUGINLESS)}", flush=True)


def main() -> None:
    """Measure, print a table, and keep the figures in bench/results."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    print(f"load {os.getloadavg()[0]:.1f}, {platform.python_version()}", flush=True)
    builds = {}
    for count, part in COUNTS.items():
        title = f"{count} posts"
        builds[title] = measure(count, rounds // part, VARIANTS)
        show(title, builds[title])
    for count in MORE:
        title = f"clinic's + {count}"
        builds[title] = measure(count, rounds, CLINIC, ROOT / "content")
        show(title, builds[title])
    facts = {
        "date": datetime.now(UTC).date().isoformat(),
        "pelican": version("pelican"),
        "load": os.getloadavg(),
        "builds": builds,
    }
    results.write("site_build", facts)


if __name__ == "__main__":
    main()
