"""Draw the picture that goes with a shared link, one for each language.

It shows the site's name and subtitle, so it follows the settings:
`theme/img/social-<language>.png`, 1200 × 630 pixels.
"""

from pathlib import Path
from textwrap import wrap

from pelican import Pelican, signals
from PIL import Image, ImageDraw, ImageFont
from unidecode import unidecode

SIZE = 1200, 630
GROUND, SHADE, INK, SOFT = "#0b5f63", "#2b7b7d", "#ffffff", "#bfe3df"
LEFT = 90
SPINE = [(300, 40), (150, 160), (235, 290), (150, 420), (250, 590)]


def draw(name: str, subtitle: str) -> Image.Image:
    """Draw the picture: a spine's curve, the name large, the subtitle below it.

    Pillow's own font has no accented letters: they are written without accents.
    """
    picture = ground()
    pen = ImageDraw.Draw(picture)
    large, small = (ImageFont.load_default(size) for size in (76, 42))
    for words, width, top, font, ink in (
        (name, 20, 150, large, INK),
        (subtitle, 38, 430, small, SOFT),
    ):
        lines = "\n".join(wrap(unidecode(words), width))
        pen.multiline_text((LEFT, top), lines, font=font, fill=ink, spacing=16)
    return picture


def ground() -> Image.Image:
    """Draw the ground with the curve, at twice its size so that its edge is smooth."""
    picture = Image.new("RGB", (SIZE[0] * 2, SIZE[1] * 2), GROUND)
    pen = ImageDraw.Draw(picture)
    for shift in (760, 850):
        for x, y in curve([(x + shift, y) for x, y in SPINE]):
            pen.circle((2 * x, 2 * y), 28, fill=SHADE)
    return picture.resize(SIZE, Image.Resampling.LANCZOS)


def curve(points: list[tuple[int, int]], steps: int = 60) -> list[tuple[float, float]]:
    """Round a line: the quadratic B-spline of its points."""
    rounded = []
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        for step in range(steps + 1):
            t = step / steps
            a, b, c = (1 - t) ** 2 / 2, (1 + 2 * t - 2 * t * t) / 2, t * t / 2
            rounded.append((a * ax + b * bx + c * cx, a * ay + b * by + c * cy))
    return rounded


def save(pelican: Pelican) -> None:
    """Write the picture of the run's language beside the theme's own."""
    settings = pelican.settings
    file = Path(pelican.output_path, "theme", "img", f"social-{settings['DEFAULT_LANG']}.png")
    file.parent.mkdir(parents=True, exist_ok=True)
    draw(settings["SITENAME"], settings["SITESUBTITLE"]).save(file, optimize=True)


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(save)
