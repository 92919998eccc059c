"""The looks of SVG elements: attributes, `style`, and simple rules of CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import cos, radians, sin, tan

from actplot.looks.colour.names import RGB, rgb
from actplot.preflight.geometry import IDENTITY, Matrix, times
from actplot.preflight.svg.tree import Element
from actplot.units import MM_PER_INCH, PX_PER_INCH

# In pixels of CSS.
UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": PX_PER_INCH / MM_PER_INCH,
         "cm": 10 * PX_PER_INCH / MM_PER_INCH, "in": PX_PER_INCH,
         "q": PX_PER_INCH / MM_PER_INCH / 4}  # fmt: skip
_PROPERTIES = """
    fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray opacity font font-size
    font-family display visibility color baseline-shift
"""
PROPERTIES = frozenset(_PROPERTIES.split())
_INHERITED = PROPERTIES - {"opacity", "display", "baseline-shift"}
_LENGTH = re.compile(
    r"\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)\s*([a-z%]*)\s*", re.IGNORECASE
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FONT = re.compile(r"(?:^|\s)([\d.]+(?:px|pt|pc|mm|cm|in|em)?)(?:/\S+)?\s+(.+)$")
_FUNCTION = re.compile(r"(\w+)\s*\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")

Rules = list[tuple[str, dict[str, str]]]


def length(text: str) -> float | None:
    """A length in pixels; None where there is none, or a share of something."""
    match = _LENGTH.fullmatch(text)
    if match is None or match[2].lower() not in UNITS:
        return None
    return float(match[1]) * UNITS[match[2].lower()]


def numbers(text: str) -> list[float]:
    """Every number in a text."""
    return [float(number) for number in _NUMBER.findall(text)]


def rules(root: Element) -> Rules:
    """The rules of all <style> elements: a selector with its properties."""
    text = " ".join(
        element.text for element in root.all() if element.drawn and element.name == "style"
    )
    parsed: Rules = []
    for selectors, body in _RULE.findall(_COMMENT.sub("", text)):
        parsed += [(selector.strip(), declared(body)) for selector in selectors.split(",")]
    return parsed


def declared(text: str) -> dict[str, str]:
    """The properties of `name: value; name: value`."""
    pairs = (item.partition(":") for item in text.split(";"))
    return {name.strip().lower(): value.replace("!important", "").strip()
            for name, _, value in pairs if value.strip()}  # fmt: skip


def styled(element: Element, sheet: Rules, parent: Mapping[str, str]) -> dict[str, str]:
    """The properties that hold for an element: inherited, attributes, rules, its own style."""
    inherited = {name: value for name, value in parent.items() if name in _INHERITED}
    own = {name: value for name, value in element.attributes.items() if name in PROPERTIES}
    for selector, properties in sheet:
        if _selects(selector, element):
            own |= properties
    own |= declared(element.get("style"))
    if shorthand := _FONT.search(own.get("font", "")):
        own |= {"font-size": shorthand[1], "font-family": shorthand[2]}
    own = {name: value for name, value in own.items() if value != "inherit"}
    return inherited | own


def _selects(selector: str, element: Element) -> bool:
    name, dot, kind = selector.partition(".")
    if dot:
        return name in ("", "*", element.name) and kind in element.get("class").split()
    if selector.startswith("#"):
        return selector[1:] == element.get("id")
    return selector in ("*", element.name)


def paint(value: str, current: str) -> RGB | None:
    """The colour of fill or stroke; None for none, gradients and what is not understood."""
    text = value.strip().lower()
    if text in ("none", "transparent", "") or text.startswith("url("):
        return None
    if text == "currentcolor":
        return None if current.strip().lower() == "currentcolor" else paint(current, "black")
    if text.startswith("rgb"):
        parts = numbers(text)[:3]
        whole = 100.0 if "%" in text else 255.0
        if len(parts) < 3:
            return None
        red, green, blue = (min(max(part / whole, 0.0), 1.0) for part in parts)
        return red, green, blue
    try:
        return rgb(text)
    except ValueError:
        return None


def share(text: str | None) -> float:
    """An opacity, a number or a percentage."""
    parts = numbers(text or "1")
    value = parts[0] if parts else 1.0
    return min(max(value / 100 if text and "%" in text else value, 0.0), 1.0)


def transform(text: str) -> Matrix:
    """The matrix of a transform attribute."""
    matrix = IDENTITY
    for name, body in _FUNCTION.findall(text):
        for step in reversed(list(_steps(name, numbers(body)))):
            matrix = times(step, matrix)
    return matrix


def _steps(name: str, given: list[float]) -> Iterator[Matrix]:
    """What one function does, as steps of which the last is done first."""
    if name == "matrix" and len(given) == 6:
        a, b, c, d, e, f = given
        yield a, b, c, d, e, f
    elif name == "translate" and given:
        yield 1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0
    elif name == "scale" and given:
        yield given[0], 0, 0, given[-1], 0, 0
    elif name == "rotate" and given:
        x, y = (given[1], given[2]) if len(given) > 2 else (0.0, 0.0)
        turn = radians(given[0])
        yield 1, 0, 0, 1, -x, -y
        yield cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0
        yield 1, 0, 0, 1, x, y
    elif name == "skewX" and given:
        yield 1, 0, tan(radians(given[0])), 1, 0, 0
    elif name == "skewY" and given:
        yield 1, tan(radians(given[0])), 0, 1, 0, 0
