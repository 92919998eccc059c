"""Checks of lengths: of the page in mm, of lines and text in pt."""

from __future__ import annotations

import re
from typing import Any, Literal

from actplot.errors import did_you_mean
from actplot.later import pattern
from actplot.spec.values.checks import Check, Context, Wrong, number, number_of, scalar
from actplot.spec.yaml.nodes import Node
from actplot.units import FEW_MM, MM_PER_INCH, MM_PER_PT, PT_PER_INCH, TEX_PT_PER_INCH

UNITS = {
    "mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_PT,
    "texpt": MM_PER_INCH / TEX_PT_PER_INCH,
}  # fmt: skip
"""mm in a unit. `pt` is 1/72 in, as everywhere but in TeX, whose own is `texpt`."""
GRADES = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16,
    "小三": 15, "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5,
}  # fmt: skip
"""The sizes of Chinese type in pt."""
MOST_MM = 3000
_QUANTITY = pattern(r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z\\]*)")


def _quantity(node: Node, wanted: str, example: str = "84 mm") -> tuple[float, str]:
    text = scalar(node, wanted).text.strip()
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise Wrong(f"'{text}' is not {wanted}", node, f"for example {example}")
    return float(match[1]), match[2].lstrip("\\")


def _millimetres(value: float, unit: str, node: Node) -> float:
    if unit not in UNITS:
        known = [*UNITS, "textwidth"]
        meant = did_you_mean(unit, known, f"it must be one of {', '.join(known)}")
        raise Wrong(f"no unit of length is called '{unit}'", node, meant)
    return value * UNITS[unit]


def _length(node: Node, least: float, example: str) -> float:
    """A length on the page in mm."""
    value, unit = _quantity(node, "a length", example)
    meant = ("mm",) if value >= FEW_MM else ("cm", "in")
    fitting = [f"{value:g} {name}" for name in meant if least <= value * UNITS[name] <= MOST_MM]
    if not unit and fitting:
        raise Wrong("a length needs its unit", node, f"write {' or '.join(fitting)}")
    length = _millimetres(value, unit, node) if unit else value
    if not (unit and least <= length <= MOST_MM):
        given = f"{length:g} mm" if unit else f"{value:g}"
        raise Wrong(f"a length from {least:g} mm to 3 m is expected, not {given}", node)
    return length


def page_length(node: Node, context: Context) -> float:
    """A length of the page in mm."""
    return _length(node, 5, "84 mm")


def _tangent(node: Node, context: Context) -> tuple[Literal["mm", "x", "full"], float]:
    example = "write 20 mm on paper, 4 in units of x, or full"
    text = scalar(node, "a length").text.strip()
    if text.lower() == "full":
        return "full", 0.0
    if text.lower().endswith(tuple(UNITS)):
        return "mm", _length(node, 0.5, "20 mm")
    try:
        value = number_of(node)
    except Wrong:
        raise Wrong(f"'{text}' is not the length of a tangent", node, example) from None
    if not value > 0:
        raise Wrong(f"a length greater than 0 is expected, not {value:g}", node, example)
    return "x", value


def width(node: Node, context: Context) -> float | str:
    """A length in mm, or a share of the text's width as the text `0.8`."""
    text = scalar(node, "a width").text.strip()
    share = re.fullmatch(r"((?:\d+(?:\.\d*)?|\.\d+)?)\s*\\?(?:text|line)width", text)
    if share is None:
        return page_length(node, context)
    factor = float(share[1] or 1)
    if not 0 < factor <= 2:
        raise Wrong(f"a share of the text's width from 0 to 2 is expected, not {factor:g}", node)
    return repr(factor)


_LENGTH_SCHEMA = {"type": "string", "pattern": r"^[0-9.]+ *(mm|cm|in|pt|texpt)$"}
LENGTH = Check(page_length, _LENGTH_SCHEMA)
LENGTH_OF_TANGENT = Check(
    _tangent,
    {"anyOf": [{"enum": ["full"]}, {"type": "string", "minLength": 1}, number(above=0).schema]},
    ("full",),
)
WIDTH = Check(
    width,
    {"anyOf": [_LENGTH_SCHEMA,
               {"type": "string", "pattern": r"^[0-9.]* *\\?(text|line)width$"}]},
)  # fmt: skip


def points(low: float, high: float, wanted: str) -> Check:
    """A width of a line or a size of text in pt, which is the unit if none is given."""

    def convert(node: Node, context: Context) -> float:
        text = scalar(node, wanted).text.strip()
        if text in GRADES and wanted == "a size":
            return GRADES[text]
        example = "10.5" if wanted == "a size" else "1.2"
        value, unit = _quantity(node, wanted, f"{example} (in pt)")
        size = value
        if unit not in ("", "pt"):
            size = _millimetres(value, unit, node) * PT_PER_INCH / MM_PER_INCH
        if not low <= size <= high:
            raise Wrong(f"{wanted} from {low:g} to {high:g} pt is expected, not {size:g}", node)
        return size

    schemas: list[dict[str, Any]] = [
        {"type": "number", "minimum": low, "maximum": high},
        {"type": "string", "pattern": r"^[0-9.]+ *(pt|mm|cm|in|texpt)$"},
    ]
    if wanted == "a size":
        schemas.append({"enum": list(GRADES)})
    return Check(convert, {"anyOf": schemas})


STROKE = points(0.05, 50, "a width")


def _ratio(node: Node, context: Context) -> float:
    text = scalar(node, "a ratio").text
    parts = re.fullmatch(r"\s*([\d.]+)\s*[:/]\s*([\d.]+)\s*", text)
    try:
        value = float(parts[1]) / float(parts[2]) if parts else number_of(node, "a ratio")
    except (ValueError, ZeroDivisionError):
        raise Wrong(f"'{text}' is not a ratio", node, "write width over height: 4/3") from None
    if not 0.05 <= value <= 20:
        raise Wrong(f"a ratio from 0.05 to 20 is expected, not {value:g}", node)
    return value


RATIO = Check(
    _ratio,
    {"anyOf": [{"type": "number", "minimum": 0.05, "maximum": 20},
               {"type": "string", "pattern": r"^[0-9.]+ *[:/] *[0-9.]+$"}]},
)  # fmt: skip
