"""Texts: their size before they are drawn, and drawing them exactly where they belong.

Sizes are in points, the same for every output format. The fonts are those of the
rcParams in force, so measure inside the context in which the figure is drawn.
"""

from __future__ import annotations

import logging
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from actplot.draw.fonts.characters import PRIMES, is_math, spelt
from actplot.errors import ActplotError, Place, Problem

LINE_SPACING = 1.2
"""From baseline to baseline, in text sizes."""

# mathtext rounds its boxes up to whole points: measured large, nothing is lost.
_LARGE = 1000.0
_FONT_KEYS = (
    "font.family", "font.serif", "font.sans-serif", "mathtext.fontset", "mathtext.fallback",
    "mathtext.default", "mathtext.rm", "mathtext.it", "mathtext.bf", "mathtext.bfit",
)  # fmt: skip
_MATH_PART = re.compile(r"(?<!\\)\$((?:\\.|[^$\\])*)\$", re.DOTALL)
_TEXT_PART = re.compile(r"(\\text\{[^{}]*\})")
_NO_GLYPH = re.compile(r"Glyph (\d+)|\[U\+([0-9a-f]+)\]")


@dataclass(frozen=True, slots=True)
class Box:
    """Extent of a text in points; ascent and descent count from the last baseline."""

    width: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        return self.ascent + self.descent


def measure(text: str, size: float, *, weight: str = "normal", style: str = "normal") -> Box:
    """The box of text (several lines, mathematics) at size points, unrotated.

    Its width is how far the next letter would stand, its ascent and descent are the ink's.
    Raises ActplotError for a formula that cannot be set and for a missing character.
    """
    lines = [_line(line, weight, style) for line in text.split("\n")]
    above = LINE_SPACING * (len(lines) - 1)
    tops = [above - LINE_SPACING * row + line.ascent for row, line in enumerate(lines)]
    bottoms = [line.descent - above + LINE_SPACING * row for row, line in enumerate(lines)]
    return Box(size * max(line.width for line in lines), size * max(tops), size * max(bottoms))


def problems(texts: Iterable[str], places: Mapping[str, Place] | None = None) -> list[Problem]:
    """What is wrong with any of texts, before anything is drawn."""
    found: list[Problem] = []
    for text in dict.fromkeys(texts):
        try:
            measure(text, 1.0)
        except ActplotError as error:
            place = (places or {}).get(text)
            found += [
                Problem(problem.message, place or problem.place, problem.help)
                for problem in error.problems
            ]
    return found


def prepared(line: str) -> str:
    """A line as it is handed to matplotlib.

    STIX and text fonts have a prime that is raised already; as a superscript, which is
    what mathtext makes of an apostrophe, it would be tiny and too high.
    """
    if mpl.rcParams["mathtext.fontset"] not in ("stix", "stixsans", "custom") or not is_math(line):
        return line
    return _MATH_PART.sub(lambda part: f"${_primed(part[1])}$", line)


class Label(Text):
    """A text whose left end and (last) baseline are where it is put, in every format.

    matplotlib's own text sets formulas up to a point above the baseline, more or less
    in each format. Takes what `matplotlib.text.Text` takes, but for the alignment: align
    (left, center or right) says how several lines stand to each other.
    """

    def __init__(self, x: float, y: float, text: str, *, align: str = "left", **look: Any) -> None:
        super().__init__(x, y, text, va="baseline", rotation_mode="anchor", **look)
        self._share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]

    def draw(self, renderer: RendererBase) -> None:
        text = self.get_text()
        if not (self.get_visible() and text.strip()):
            return
        renderer.open_group("text", self.get_gid())
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        if (alpha := self.get_alpha()) is not None:
            gc.set_alpha(alpha)
        x, y = self.get_transform().transform(self.get_unitless_position())
        angle = self.get_rotation()
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        height = renderer.get_canvas_width_height()[1]
        prop = self.get_fontproperties()
        for line, across, up in self._lines(renderer, prop):
            left, baseline = x + across * cos - up * sin, y + across * sin + up * cos
            if renderer.flipy():
                baseline = height - baseline
            renderer.draw_text(gc, left, baseline, line, prop, angle, ismath=is_math(line))
        gc.restore()
        renderer.close_group("text")
        self.stale = False

    def _lines(
        self, renderer: RendererBase, prop: FontProperties
    ) -> Iterator[tuple[str, float, float]]:
        """Each line with its place, right and up from the anchor, in the renderer's units."""
        unit: Any = renderer.points_to_pixels(prop.get_size_in_points())
        weight, style = str(prop.get_weight()), prop.get_style()
        lines = self.get_text().split("\n")
        boxes = [_line(line, weight, style) for line in lines]
        width = max(box.width for box in boxes)
        for row, (line, box) in enumerate(zip(lines, boxes, strict=True)):
            if not line.strip():
                continue
            line = prepared(line)
            up = LINE_SPACING * (len(lines) - 1 - row) * unit
            if is_math(line):
                # The formula is set by as much too high as its height was rounded up.
                _, high, deep = renderer.get_text_width_height_descent(line, prop, True)
                up -= high - deep - box.ascent * unit
            else:
                line = line.replace(r"\$", "$")
            yield line, self._share * (width - box.width) * unit, up


@contextmanager
def every_glyph(texts: Iterable[str] = ()) -> Iterator[None]:
    """A context in which a character that no font has is an error, not a box on the page."""
    handler = _Missing()
    logger = logging.getLogger("matplotlib.mathtext")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    finally:
        logger.removeHandler(handler)
    for warning in caught:
        if match := _NO_GLYPH.match(str(warning.message)):
            handler.missing.append(chr(int(match[1])))
        else:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
    if handler.missing:
        character = handler.missing[0]
        text = next((text for text in texts if character in text), "")
        raise ActplotError(
            Problem(
                f"no font has {spelt(character)}" + (f", in the text '{text}'" if text else ""),
                help="`actplot fonts` shows which fonts are used for what",
            )
        )


class _Missing(logging.Handler):
    """Collects the characters for which mathtext has nothing but a stand-in."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if match := _NO_GLYPH.search(record.getMessage()):
            self.missing.append(chr(int(match[2], 16)))


def _primed(formula: str) -> str:
    parts = _TEXT_PART.split(formula)
    parts[::2] = [re.sub("'+", lambda run: _prime(len(run[0])), part) for part in parts[::2]]
    return "".join(parts)


def _prime(count: int) -> str:
    return PRIMES[count - 1] if count <= len(PRIMES) else PRIMES[0] * count


def _line(line: str, weight: str, style: str) -> Box:
    """One line at size 1."""
    settings: Mapping[Any, Any] = mpl.rcParams
    fonts = tuple(str(settings[key]) for key in _FONT_KEYS if key in settings)
    return _measured(line, weight, style, fonts)


@lru_cache(maxsize=8192)
def _measured(line: str, weight: str, style: str, fonts: tuple[str, ...]) -> Box:
    if not line.strip():
        return Box(0.0, 0.0, 0.0)
    prop = FontProperties(size=_LARGE, weight=weight)
    prop.set_style(style)  # type: ignore[arg-type]
    line = prepared(line)
    with every_glyph([line]):
        if is_math(line):
            try:
                parsed = MathTextParser("path").parse(line, 72, prop)
            except ValueError as error:
                raise ActplotError(_unset(line, error)) from None
            width, height, descent = parsed.width, parsed.height, parsed.depth
        else:
            width, height, descent = text_to_path.get_text_width_height_descent(
                line.replace(r"\$", "$"), prop, ismath=False
            )
    return Box(float(width) / _LARGE, float(height - descent) / _LARGE, float(descent) / _LARGE)


def _unset(line: str, error: ValueError) -> Problem:
    """What mathtext has against a formula, in a sentence."""
    formula, _, reason = str(error).strip("\n").partition("\n")
    reason = reason.strip().lstrip("^").strip()
    reason = re.sub(r"^Parse\w+: |\s*\(at char \d+\).*$", "", reason)
    wanted, _, found = reason.rpartition(", found ")
    if wanted.startswith("Expected {"):
        # The rest lists everything that mathtext knows.
        wanted = "something is missing" + (" at its end" if found == "end of text" else "")
    return Problem(
        f"the formula ${formula.strip()}$ cannot be set: "
        f"{wanted[:1].lower()}{wanted[1:]}, in the text '{line}'",
        help="braces and `\\left` ... `\\right` come in pairs; "
        "a dollar sign that is meant as such is written \\$",
    )
