"""How far apart two colours look: to everybody, to the colour-blind, and in grey.

Colours are taken as sRGB (IEC 61966-2-1) under the white D65.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from actplot.looks.colour.names import RGB, mixed

Lab = tuple[float, float, float]
Matrix = tuple[RGB, RGB, RGB]

DEFICIENCIES: dict[str, Matrix] = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Of linear RGB, at full severity.

G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, A Physiologically-based Model for Simulation of
Color Vision Deficiency, IEEE Trans. Vis. Comput. Graph. 15 (2009), 1291-1298.
"""

LEAST_CONTRAST = 3.0
"""Of lines with what is behind them: WCAG 2.1, success criterion 1.4.11."""
LEAST_TEXT_CONTRAST = 4.5
"""Of text with what is behind it: WCAG 2.1, success criterion 1.4.3."""

_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
# White is where red, green and blue are 1, so that greys have no chroma at all.
_WHITE: RGB = (sum(_TO_XYZ[0]), sum(_TO_XYZ[1]), sum(_TO_XYZ[2]))


def simulated(color: RGB, deficiency: str) -> RGB:
    """A colour as it looks with one of DEFICIENCIES."""
    seen = _times(DEFICIENCIES[deficiency], _linear(color))
    red, green, blue = (_encoded(min(max(part, 0.0), 1.0)) for part in seen)
    return red, green, blue


def lab(color: RGB) -> Lab:
    """CIE L*, a*, b* of a colour."""
    xyz = _times(_TO_XYZ, _linear(color))
    x, y, z = (_bent(part / white) for part, white in zip(xyz, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(color: RGB) -> float:
    """CIE L* of a colour, from 0 (black) to 100 (white): what is left of it in grey print."""
    return lab(color)[0]


def chroma(color: RGB) -> float:
    """CIE C* of a colour: 0 for greys."""
    _, a, b = lab(color)
    return hypot(a, b)


def hue(color: RGB) -> float:
    """The hue angle of CIELAB in degrees, 0 to 360."""
    _, a, b = lab(color)
    return _polar(a, b)[1]


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def legible(color: RGB, ground: RGB, ink: RGB) -> RGB:
    """The colour for text on a ground: with as much ink mixed in as it needs to be read."""
    shades = (mixed(color, ink, step / 20) for step in range(20))
    return next((s for s in shades if contrast(s, ground) >= LEAST_TEXT_CONTRAST), ink)


def palest(color: RGB, ground: RGB) -> float:
    """How much of the ground a line's colour may take in (0 to 1) and still stand out from it."""
    shares = (step / 50 for step in range(50, -1, -1))
    return next((s for s in shares if contrast(mixed(color, ground, s), ground) >= LEAST_CONTRAST),
                0.0)  # fmt: skip


def difference(one: RGB, other: RGB) -> float:
    """The CIEDE2000 difference of two colours; 1 is about what can just be seen side by side."""
    return delta_e(lab(one), lab(other))


def delta_e(one: Lab, other: Lab) -> float:
    """The CIEDE2000 difference of two colours in CIELAB (ISO/CIE 11664-6)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * sqrt(mean / (mean + 25.0**7))
    c1, h1 = _polar(a1 * stretch, b1)
    c2, h2 = _polar(a2 * stretch, b2)
    turn, hue = _hues(c1, h1, c2, h2)
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    dl /= 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    dc /= 1 + 0.045 * chroma
    dh /= 1 + 0.015 * chroma * t
    # Blues of equal hue angle do not look alike: the ellipses there are turned.
    angle = 30 * exp(-(((hue - 275) / 25) ** 2))
    turned = -2 * sqrt(chroma**7 / (chroma**7 + 25.0**7)) * sin(radians(2 * angle))
    return sqrt(max(0.0, dl * dl + dc * dc + dh * dh + turned * dc * dh))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Chroma, and hue in degrees from 0 to 360."""
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _hues(c1: float, h1: float, c2: float, h2: float) -> tuple[float, float]:
    """The way from one hue to the other, -180 to 180, and the hue in the middle."""
    if c1 * c2 == 0:
        return 0.0, h1 + h2
    turn, mean = h2 - h1, (h1 + h2) / 2
    if abs(turn) > 180:
        turn += 360 if turn < 0 else -360
        mean += 180 if mean < 180 else -180
    return turn, mean


def _luminance(color: RGB) -> float:
    red, green, blue = _linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(color: RGB) -> RGB:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return red, green, blue


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _bent(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _times(matrix: Matrix, vector: RGB) -> RGB:
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z
