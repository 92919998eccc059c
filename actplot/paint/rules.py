"""Bars of formulas that grow with what they enclose, drawn as rules.

mathtext makes a tall bar of a small one by making it larger, and as many times thicker; and one
around low letters as low as these.
"""

from __future__ import annotations

from typing import Any

from matplotlib.ft2font import LoadFlags
from matplotlib.mathtext import VectorParse

# In text sizes: stroke of a rule, and its least reach above and below the baseline.
STROKE = 0.05
ABOVE, BELOW = 0.76, 0.24
# Bars by the strokes that they consist of, and the distance of these.
BARS = {ord("|"): (0.0,), 0x2016: (-0.11, 0.11), 0x2225: (-0.11, 0.11)}
# A bar of a size farther than this from that of the text has been made to fit.
GROWN = 0.02
# Exponents and indices are at least so far, in text sizes, off the baseline.
RAISED = 0.12


def ruled(formula: VectorParse) -> VectorParse:
    """The same formula with each bar that was scaled as one or two rules of the usual stroke."""
    normal = _usual(formula)
    if not any(_grown(glyph, normal) for glyph in formula.glyphs):
        return formula
    glyphs, rules = [], list(formula.rects)
    for glyph in formula.glyphs:
        if not _grown(glyph, normal):
            glyphs.append(glyph)
            continue
        font, size, code, _, x, y = (*glyph[:3], *glyph[-3:])
        left, low, right, high = _box(font, size, code)
        middle = x + (left + right) / 2
        bottom, top = min(y + low, -BELOW * normal), max(y + high, ABOVE * normal)
        for offset in BARS[code]:
            at = middle + (offset - STROKE / 2) * normal
            rules.append((at, bottom, STROKE * normal, top - bottom))
    return _grown_to(formula, glyphs, rules)


def _grown_to(formula: VectorParse, glyphs: list[Any], rules: list[Any]) -> VectorParse:
    """The formula in a box that holds its rules, too; its height is that of the whole box."""
    depth = max(formula.depth, *(-y for _, y, _, _ in rules))
    ascent = max(formula.height - formula.depth, *(y + high for _, y, _, high in rules))
    return formula._replace(height=ascent + depth, depth=depth, glyphs=glyphs, rects=rules)


def _grown(glyph: Any, normal: float) -> bool:
    share, raised = glyph[1] / normal, abs(glyph[-1]) / normal
    # A smaller one that is off the baseline is part of an exponent or an index.
    return glyph[2] in BARS and (share > 1 + GROWN or (share < 1 - GROWN and raised < RAISED))


def _usual(formula: VectorParse) -> float:
    """The size of the text: the largest of what is no bar."""
    return max((glyph[1] for glyph in formula.glyphs if glyph[2] not in BARS), default=1.0)


def _box(font: Any, size: float, code: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a glyph, from its place on."""
    font.set_size(size, 72)
    left, low, right, high = font.load_char(code, flags=LoadFlags.NO_HINTING).bbox
    return left / 64, low / 64, right / 64, high / 64
