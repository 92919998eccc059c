"""Checks of what only figures have: lengths, lines, ticks, fonts, expressions."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from actplot.errors import did_you_mean
from actplot.spec.checks import (
    FALSE,
    NUMBER,
    TRUE,
    Check,
    Context,
    Wrong,
    number,
    number_of,
    scalar,
    word,
)
from actplot.spec.model import Ticks
from actplot.spec.nodes import Dictionary, Node, Scalar, Sequence

UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "texpt": 25.4 / 72.27}
"""mm in a unit. `pt` is 1/72 in, as everywhere but in TeX, whose own is `texpt`."""
GRADES = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16,
    "小三": 15, "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5,
}  # fmt: skip
"""The sizes of Chinese type in pt."""
LINES = {
    "solid": "solid", "-": "solid", "dashed": "dashed", "--": "dashed",
    "dotted": "dotted", ":": "dotted", "dashdot": "dashdot", "-.": "dashdot",
}  # fmt: skip
MARKERS = tuple(".,ov^<>12348spP*hH+xXDd|_")
MARKS = ("minimum", "maximum", "extremum", "zero", "root", "corner", "inflection")
PLACES = (
    "upper left", "upper center", "upper right", "center left", "center", "center right",
    "lower left", "lower center", "lower right",
)  # fmt: skip
LANGUAGES = {
    "sc": "sc", "tc": "tc", "hk": "hk", "jp": "jp", "kr": "kr",
    "zh": "sc", "zh-cn": "sc", "zh-hans": "sc", "zh-tw": "tc", "zh-hant": "tc", "zh-hk": "hk",
    "ja": "jp", "ko": "kr",
}  # fmt: skip
MAX_TICKS = 200
_QUANTITY = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([A-Za-z\\]*)")
_LETTER = re.compile(r"[^aA1iI]*[aA1iI][^aA1iI]*")


def _quantity(node: Node, wanted: str) -> tuple[float, str]:
    text = scalar(node, wanted).text.strip()
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise Wrong(f"'{text}' is not {wanted}", node, "write a number and a unit: 84 mm")
    return float(found[1]), found[2].lstrip("\\")


def _millimetres(value: float, unit: str, node: Node) -> float:
    if not unit:
        raise Wrong("a length needs its unit", node, f"write {value:g} mm (or {', '.join(UNITS)})")
    if unit not in UNITS:
        known = [*UNITS, "textwidth"]
        raise Wrong(
            f"no unit of length is called '{unit}'",
            node,
            did_you_mean(unit, known, f"it is one of {', '.join(known)}"),
        )
    return value * UNITS[unit]


def page_length(node: Node, context: Context) -> float:
    """A length of the page in mm."""
    value, unit = _quantity(node, "a length")
    length = _millimetres(value, unit, node)
    if not 5 <= length <= 3000:
        raise Wrong(f"a length from 5 mm to 3 m is expected, not {length:g} mm", node)
    return length


def width(node: Node, context: Context) -> float | str:
    """A length in mm, or a share of the text's width as the text `0.8`."""
    text = scalar(node, "a width").text.strip()
    share = re.fullmatch(r"((?:\d+\.?\d*|\.\d+)?)\s*\\?(?:text|line)width", text)
    if share is None:
        return page_length(node, context)
    factor = float(share[1] or 1)
    if not 0 < factor <= 2:
        raise Wrong(f"a share of the text's width from 0 to 2 is expected, not {factor:g}", node)
    return repr(factor)


_LENGTH_SCHEMA = {"type": "string", "pattern": r"^[0-9.]+ *(mm|cm|in|pt|texpt)$"}
LENGTH = Check(page_length, _LENGTH_SCHEMA)
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
        value, unit = _quantity(node, wanted)
        size = value if unit in ("", "pt") else _millimetres(value, unit, node) * 72 / 25.4
        if not low <= size <= high:
            raise Wrong(f"{wanted} from {low:g} to {high:g} pt is expected, not {size:g}", node)
        return size

    of_text = {"type": "string", "pattern": r"^[0-9.]+ *(pt|mm|texpt)?$"}
    return Check(convert, {"anyOf": [{"type": "number", "minimum": low, "maximum": high}, of_text]})


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
    {"anyOf": [{"type": "number", "exclusiveMinimum": 0},
               {"type": "string", "pattern": r"^[0-9.]+ *[:/] *[0-9.]+$"}]},
)  # fmt: skip


def _line(node: Node, context: Context) -> str | tuple[float, ...]:
    if isinstance(node, Sequence):
        found = [context.attempt(number(0, 100), item, n) for n, item in enumerate(node.items)]
        lengths = tuple(length for length in found if length is not None)
        if len(lengths) == len(node.items) and (len(lengths) % 2 or not sum(lengths[::2])):
            raise Wrong(
                "a dash pattern has as many strokes as gaps, not all of length 0",
                node,
                "write [stroke, gap] in widths of the line",
            )
        return lengths
    text = scalar(node, "a line").text.strip()
    if text.lower() in LINES:
        return LINES[text.lower()]
    raise Wrong(
        f"no line is called '{text}'",
        node,
        did_you_mean(text, LINES, "it is one of solid, dashed, dotted, dashdot, or [4, 2]"),
    )


LINE = Check(
    _line,
    {"anyOf": [{"enum": list(LINES)}, {"type": "array", "items": {"type": "number"}}]},
    ("solid", "dashed", "dotted", "dashdot"),
)


def _marker(node: Node, context: Context) -> str:
    value = scalar(node, "a marker")
    if value.text.strip() in MARKERS:
        return value.text.strip()
    if value.style in ("|", ">"):
        raise Wrong(f"'{value.style}' begins a block of text", node, f'write "{value.style}"')
    raise Wrong(f"no marker is called '{value.text}'", node, f"it is one of {' '.join(MARKERS)}")


MARKER = Check(
    _marker, {"enum": [*MARKERS, *(int(each) for each in MARKERS if each.isdigit())]}, MARKERS
)


def _ticks(node: Node, context: Context) -> Ticks:
    if isinstance(node, Scalar):
        text = node.text.strip().lower()
        if text == "auto" or text in TRUE:
            return Ticks()
        if text == "none" or text in FALSE:
            return Ticks("off")
        if text in ("pi", "π"):
            return Ticks(pi=True)
        step = number_of(node, "a step")
        if not step > 0:
            raise Wrong(f"a step greater than 0 is expected, not {step:g}", node)
        return Ticks("step", step=step, pi="pi" in text)
    if isinstance(node, Dictionary):
        items: list[Scalar | Node] = [entry.key for entry in node.entries.values()]
        labels = [scalar(entry.value, "a text").text for entry in node.entries.values()]
        labels = [label or None for label in labels]  # type: ignore[misc]
    else:
        items, labels = list(node.items), [None] * len(node.items)  # type: ignore[list-item]
    if not items:
        raise Wrong("the list is empty", node, "write off for no ticks")
    if len(items) > MAX_TICKS:
        raise Wrong(f"at most {MAX_TICKS} ticks are drawn, not {len(items)}", node)
    values = [context.attempt(NUMBER, item, index) for index, item in enumerate(items)]
    pairs = sorted(
        ((value, label) for value, label in zip(values, labels, strict=True) if value is not None),
        key=lambda pair: pair[0],
    )
    for (value, _), (after, _) in pairwise(pairs):
        if value == after:
            raise Wrong(f"the tick {value:g} is given twice", node)
    return Ticks(
        "list",
        values=tuple(value for value, _ in pairs),
        labels=tuple(label for _, label in pairs),
        pi=any(isinstance(item, Scalar) and "pi" in item.text for item in items),
    )


TICKS = Check(
    _ticks,
    {"anyOf": [{"enum": ["auto", "pi", "off"]}, NUMBER.schema,
               {"type": "array", "items": NUMBER.schema},
               {"type": "object", "additionalProperties": {"type": ["string", "number"]}}]},
    ("auto", "pi", "off"),
)  # fmt: skip


def _letters(node: Node, context: Context) -> str:
    text = scalar(node, "a format of letters").text.strip()
    if text.lower() in FALSE or text.lower() == "none":
        return "off"
    if text.lower() in TRUE:
        return "on"
    if text.lower() == "auto":
        return "auto"
    if _LETTER.fullmatch(text):
        return text
    raise Wrong(
        f"'{text}' is not how a first letter looks",
        node,
        "write it for the first panel: (a), a), A, (i), 1.; or on, off, auto",
    )


LETTERS = Check(_letters, {"type": ["string", "boolean"]}, ("auto", "on", "off", "(a)"))


def _legend_place(node: Node, context: Context) -> str:
    text = scalar(node, "a place").text.strip().lower()
    if text in FALSE:
        return "none"
    if text in TRUE:
        return "auto"
    return str(_LEGEND_PLACE.convert(node, context))


_LEGEND_PLACE = word("place of a legend", "auto", "direct", "box", "none", *PLACES)
LEGEND_PLACE = Check(
    _legend_place,
    {"anyOf": [_LEGEND_PLACE.schema, {"type": "boolean"}]},
    _LEGEND_PLACE.words,
)
PLACE = word("place", *PLACES)


def _language(node: Node, context: Context) -> str:
    text = scalar(node, "a language").text.strip().lower().replace("_", "-")
    if text not in LANGUAGES:
        raise Wrong(f"no CJK language is called '{text}'", node, "it is sc, tc, hk, jp or kr")
    return LANGUAGES[text]


LANGUAGE = Check(_language, {"enum": list(LANGUAGES)}, ("sc", "tc", "hk", "jp", "kr"))


def _mosaic(node: Node, context: Context) -> tuple[tuple[str | None, ...], ...]:
    """Rows of names of panels; `.` is an empty cell."""
    lines = node.text.splitlines() if isinstance(node, Scalar) else None
    rows: list[tuple[str, ...]] = []
    if lines is not None:
        rows = [tuple(line.split()) for line in lines if line.strip()]
    elif isinstance(node, Sequence):
        for row in node.items:
            if isinstance(row, Sequence):
                rows.append(tuple(scalar(cell, "a name of a panel").text for cell in row.items))
            else:
                rows.append(tuple(scalar(row, "a row of names").text.split()))
    else:
        raise Wrong("a mosaic is a list of rows", node, "write [a a, b c]")
    if not rows or not rows[0]:
        raise Wrong("the mosaic is empty", node, "write [a a, b c]")
    for row in rows:
        if len(row) != len(rows[0]):
            raise Wrong("the rows of a mosaic are of different lengths", node)
    if len(rows) > 20 or len(rows[0]) > 20:
        raise Wrong("a mosaic has at most 20 rows and 20 columns", node)
    _check_rectangles(rows, node)
    return tuple(tuple(None if name == "." else name for name in row) for row in rows)


def _check_rectangles(rows: list[tuple[str, ...]], node: Node) -> None:
    cells: dict[str, list[tuple[int, int]]] = {}
    for row, names in enumerate(rows):
        for column, name in enumerate(names):
            cells.setdefault(name, []).append((row, column))
    for name, places in cells.items():
        height = len({row for row, _ in places})
        breadth = len({column for _, column in places})
        spread = places[-1][0] - places[0][0] + 1
        if name != "." and (len(places) != height * breadth or spread != height or breadth != (
            max(column for _, column in places) - min(column for _, column in places) + 1
        )):  # fmt: skip
            raise Wrong(f"the panel '{name}' is no rectangle in the mosaic", node)


MOSAIC = Check(
    _mosaic,
    {"type": ["array", "string"],
     "items": {"anyOf": [{"type": "string"},
                         {"type": "array", "items": {"type": ["string", "number"]}}]}},
)  # fmt: skip


def _stem(node: Node, context: Context) -> str:
    text = scalar(node, "a file name").text.strip()
    tail = re.split(r"[/\\]", text)[-1]
    if tail in ("", ".", ".."):
        raise Wrong(f"'{text}' names a folder, not a figure", node, "add the name: figures/gelu")
    suffix = re.search(r"\.(pdf|svg|png)$", tail, re.IGNORECASE)
    if suffix:
        raise Wrong(
            "an output has no suffix, as there may be several formats",
            node,
            f"write {text[: -len(suffix[0])]}, and formats: [{suffix[1].lower()}]",
        )
    if re.search(r"[\x00-\x1f]", text):
        raise Wrong("a file name has no control characters", node)
    return text


STEM = Check(_stem, {"type": ["string", "number"]})


def _reference(node: Node, context: Context) -> str:
    text = scalar(node, "a label").text.strip()
    bad = re.search(r"[\s{}%#\\,~$^&\"]", text)
    if bad:
        raise Wrong(f"a LaTeX label cannot hold '{bad[0]}'", node, "for example fig:gelu")
    return text


REFERENCE = Check(_reference, {"type": ["string", "number"]})


def _format(node: Node, context: Context) -> str:
    text = scalar(node, "a format").text.strip().lower().removeprefix(".")
    if text not in FORMATS:
        raise Wrong(
            f"no format is called '{text}'",
            node,
            did_you_mean(text, FORMATS, f"it is one of {', '.join(FORMATS)}"),
        )
    return text


FORMATS = ("pdf", "svg", "png")
FORMAT = Check(_format, {"enum": list(FORMATS)}, FORMATS)


def unique(values: Any) -> tuple[Any, ...]:
    """The values in their order, each once."""
    return tuple(dict.fromkeys(values))
