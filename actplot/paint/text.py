"""The size of a text before it is drawn, in points, the same for every output format.

The fonts are those of the rcParams in force, so measure inside the context in which the
figure is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import cycle
from typing import Any

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser, VectorParse
from matplotlib.textpath import text_to_path

from actplot.errors import ActplotError, Problem
from actplot.fonts.characters import FORMULA, PRIMES, is_math
from actplot.formula.commands import usual
from actplot.layout.scene import Box
from actplot.paint.embedding.forking import forgotten_at_fork
from actplot.paint.missing import every_glyph
from actplot.paint.rules import ruled
from actplot.spec.yaml.nodes import part_of

LINE_SPACING = 1.2
"""From baseline to baseline, in text sizes."""

LARGE = 1000.0
"""The size in points at which texts are measured: mathtext rounds up to whole points."""

# In text sizes; what is before a closing bar leans towards it.
LEAN, AFTER_BAR, BEFORE_BAR = 0.1, 0.05, 0.08

_TEXT_PART = re.compile(r"(\\text\{[^{}]*\})")
# A slanted f leans into the parenthesis or prime behind it, for want of TeX's correction.
_OVERHANG = re.compile(r"(?<![A-Za-z\\])(?<!\\mathrm\{)f(?=['(])")
_BAR = re.compile(r"(?<!\\)(?<!\\left)(?<!\\middle)(?<!\\right)\|")
# A minus that is a sign, not a difference: behind a comma and the like, a relation or another
# operator, TeX's "Bin after Punct, Rel, Op or Bin".
_SIGN = re.compile(
    rf"([,;/]|\|\\hspace\{{{AFTER_BAR}\}}|"
    r"\\\{|(?<!\\sqrt)\[|\\(?:to|(?:long)?(?:right|left)arrow|(?:Right|Left)arrow|mapsto"
    r"|[lgn]eq?|[lg]eqslant|ll|gg|equiv|approx|simeq|sim|cong|propto|in|ni|mid|times|cdot|pm|mp|div)"
    r"(?![a-zA-Z]))\s*[-\N{MINUS SIGN}]\s*(?=[^\s}])"
)
# A factor, and behind it the name of a function: TeX parts them by a thin space.
_OPERATOR = re.compile(
    r"(\\[a-zA-Z]+|[^\W_]|[)}\]])\s*"
    r"(?=\\(?:arc(?:cos|sin|tan)|(?:cos|sin|tan)h?|exp|ln|log|max|min)(?![a-zA-Z]))"
)
# The name of a function before a parenthesis: with scripts, or where that grows, mathtext would
# set a space between them.
_SCRIPT = r"[_^](?:\{(?:[^{}]|\{[^{}]*\})*\}|\w)"
_CALLED = re.compile(
    r"\\((?:arc(?:cos|sin|tan)|(?:cos|sin|tan)h?|exp|ln|log)(?![a-zA-Z]))"
    rf"((?:{_SCRIPT})+(?=\s*[(\[])|(?:{_SCRIPT})*(?=\s*\\left\s*[(\[]))\s*"
)
# Commands that are factors: letters.
_LETTER = re.compile(
    r"\\(?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho"
    r"|sigma|tau|phi|chi|psi|omega|Gamma|Delta|Lambda|Sigma|Phi|Psi|Omega|ell|infty)"
)
_TALL_PRIME = re.compile(r"(\\right[)\]|])('+)")
_RAISED = ("stix", "stixsans", "custom")


def measure(text: str, size: float, *, weight: str = "normal", style: str = "normal") -> Box:
    """The box of text (several lines, mathematics) at size points, unrotated.

    Its width is how far away the next letter would be, its ascent and descent are the ink's.
    Raises ActplotError for a formula that cannot be set and for a missing character.
    """
    lines = [line_box(line, weight, style) for line in text.split("\n")]
    above = LINE_SPACING * (len(lines) - 1)
    tops = [above - LINE_SPACING * row + line.ascent for row, line in enumerate(lines)]
    bottoms = [line.descent - above + LINE_SPACING * row for row, line in enumerate(lines)]
    return Box(size * max(line.width for line in lines), size * max(tops), size * max(bottoms))


def problems(texts: Iterable[str]) -> list[Problem]:
    """What is wrong with any of texts, before anything is drawn."""
    errors: list[Problem] = []
    for text in dict.fromkeys(texts):
        try:
            measure(text, 1.0)
        except ActplotError as error:
            place = part_of(text)
            errors += [
                Problem(problem.message, place or problem.place, problem.help)
                for problem in error.problems
            ]
    return errors


def line_box(line: str, weight: str = "normal", style: str = "normal") -> Box:
    """The box of a single line at size 1."""
    return _line_box(prepared(line), weight, style, _fonts())


def formula(line: str, weight: str = "normal", style: str = "normal") -> VectorParse:
    """A prepared line with mathematics, laid out at size LARGE. Raises ActplotError."""
    return _formula(line, weight, style, _fonts())


def prepared(line: str) -> str:
    """A line as it is handed to matplotlib.

    STIX and text fonts have a prime that is raised already; as a superscript, which is
    what mathtext makes of an apostrophe, it would be tiny and too high.
    """
    if not is_math(line):
        return line.replace(r"\$", "$")
    line = usual(line)
    if mpl.rcParams["mathtext.fontset"] not in _RAISED:
        return line
    return FORMULA.sub(lambda part: f"${_spaced(part[1])}$", line)


def _spaced(content: str) -> str:
    """Mathematics with the primes and the small spaces that TeX would set."""
    parts = _TEXT_PART.split(content)
    bars = sum(len(_BAR.findall(part)) for part in parts[::2])
    # In pairs they are absolute values, and keep a little off what is between them.
    sides = cycle((rf"|\hspace{{{AFTER_BAR}}}", rf"\hspace{{{BEFORE_BAR}}}|"))
    for number in range(0, len(parts), 2):
        part = _OVERHANG.sub(rf"f\\hspace{{{LEAN}}}", parts[number])
        part = _OPERATOR.sub(_parted, part)
        if bars % 2 == 0:
            part = _BAR.sub(lambda _: next(sides), part)
        part = signs(part)
        part = _CALLED.sub(r"\\mathrm{\1}\2", part)
        # Behind a fence that grows a prime is as high as that.
        part = _TALL_PRIME.sub(lambda run: f"{run[1]}^{{{_prime(len(run[2]))}}}", part)
        parts[number] = re.sub("'+", lambda run: _prime(len(run[0])), part)
    return "".join(parts)


def signs(tex: str) -> str:
    """Mathematics whose minus signs that are no differences stand close to their numbers."""
    return _SIGN.sub(r"\1 {-}", tex)


def _parted(match: re.Match[str]) -> str:
    """What is before the name of a function, and a thin space if it is a factor."""
    before = match[1]
    factor = not before.startswith("\\") or _LETTER.fullmatch(before)
    return rf"{before}\," if factor else match[0]


def _prime(count: int) -> str:
    return PRIMES[count - 1] if count <= len(PRIMES) else PRIMES[0] * count


def _fonts() -> tuple[object, ...]:
    """What distinguishes the fonts in force from others; needed often, so no more than suffices."""
    settings: Mapping[Any, Any] = mpl.rcParams
    return (
        *settings["font.family"],
        settings["mathtext.fontset"],
        settings["mathtext.fallback"],
        settings["mathtext.rm"],
    )


@lru_cache(maxsize=8192)
def _line_box(line: str, weight: str, style: str, fonts: tuple[object, ...]) -> Box:
    if not line.strip():
        return Box(0.0, 0.0, 0.0)
    if is_math(line):
        layout = _formula(line, weight, style, fonts)
        width, height, descent = layout.width, layout.height, layout.depth
    else:
        with every_glyph([line]):
            width, height, descent = text_to_path.get_text_width_height_descent(
                line, _properties(weight, style), ismath=False
            )
    return Box(float(width) / LARGE, float(height - descent) / LARGE, float(descent) / LARGE)


@forgotten_at_fork
@lru_cache(maxsize=1024)
def _formula(line: str, weight: str, style: str, fonts: tuple[object, ...]) -> VectorParse:
    with every_glyph([line]):
        try:
            return ruled(MathTextParser("path").parse(line, 72, _properties(weight, style)))
        except ValueError as error:
            raise ActplotError(_unset(line, error)) from None


def _properties(weight: str, style: str) -> FontProperties:
    properties = FontProperties(size=LARGE, weight=weight)
    properties.set_style(style)  # type: ignore[arg-type]
    return properties


def _unset(line: str, error: ValueError) -> Problem:
    """What mathtext has against a formula, in a sentence."""
    content, _, reason = str(error).strip("\n").partition("\n")
    reason = reason.strip().lstrip("^").strip()
    reason = re.sub(r"^Parse\w+: |\s*\(at char \d+\).*$", "", reason)
    wanted, _, actual = reason.partition(", found ")
    if wanted.startswith("Expected {"):
        # The rest lists everything that mathtext knows.
        wanted = "something is missing" + (" at its end" if actual == "end of text" else "")
    wanted = wanted or f"it is not understood at {actual or 'its beginning'}"
    formula = f" ${content.strip()}$" if "$" not in content else ""
    return Problem(
        f"the formula{formula} cannot be set: "
        f"{wanted[:1].lower()}{wanted[1:]}, in the text '{line}'",
        help="braces and `\\left` ... `\\right` come in pairs; write a literal dollar sign as \\$",
    )
