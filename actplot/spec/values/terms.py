"""Checks of what only figures have: lengths, lines, ticks, fonts, expressions."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from actplot.errors import did_you_mean
from actplot.formats import FORMATS, of_suffix
from actplot.spec.values.checks import (
    FALSE,
    NUMBER,
    NUMBER_PATTERN,
    TEXT,
    TRUE,
    Check,
    Context,
    Wrong,
    number,
    number_of,
    scalar,
    word,
)
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode
from actplot.spec.yaml.source import SETTING

if TYPE_CHECKING:
    from actplot.spec.model import Ticks

LINES = {
    "solid": "solid", "-": "solid", "dashed": "dashed", "--": "dashed",
    "dotted": "dotted", ":": "dotted", "dashdot": "dashdot", "-.": "dashdot",
}  # fmt: skip
MARKERS = tuple(".,ov^<>12348spP*hH+xXDd|_")
NAMED_MARKERS = {
    "circle": "o", "cross": "x", "diamond": "D", "dot": ".", "hexagon": "h", "pentagon": "p",
    "plus": "+", "point": ".", "square": "s", "star": "*", "triangle": "^",
    "triangle down": "v", "triangle left": "<", "triangle right": ">", "octagon": "8",
}  # fmt: skip
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
SIDES = ("right", "left", "upper", "lower")
ENDS = ("start", "end")
MAX_TICKS = 200
MAX_DASHES = 12
_LETTER = re.compile(r"[^aA1iI]*[aA1iI][^aA1iI]*")


def is_said(node: Node, words: tuple[str, ...]) -> bool:
    """Whether a value is one of some words, and no text in quotes that happens to read so."""
    plain = isinstance(node, Scalar) and node.style in ("", "=")
    return plain and isinstance(node, Scalar) and node.text.strip().lower() in words


def _name(node: Node, context: Context) -> str | None:
    if is_said(node, ("auto", *TRUE)):
        return None
    if is_said(node, ("none", *FALSE)):
        return ""
    text: str = TEXT.convert(node, context)
    return text


NAME = Check(_name, TEXT.schema, ("auto", "none"))
"""A text that would be made from the thing itself: auto says so, none is no text."""


def _along(node: Node, context: Context) -> float | str:
    if isinstance(node, Scalar) and node.text.strip().lower() in ENDS:
        return node.text.strip().lower()
    return number_of(node, "an x, start or end")


ALONG = Check(_along, {"anyOf": [{"enum": list(ENDS)}, NUMBER.schema]}, ENDS)


DASHES = {
    "anyOf": [
        {"type": "array", "items": number(0, 100).schema, "minItems": many, "maxItems": many}
        for many in range(2, MAX_DASHES + 1, 2)
    ]
}


def _line(node: Node, context: Context) -> str | tuple[float, ...]:
    if isinstance(node, SequenceNode):
        found = [context.attempt(number(0, 100), item, n) for n, item in enumerate(node.items)]
        lengths = tuple(length for length in found if length is not None)
        if len(lengths) > MAX_DASHES:
            raise Wrong(f"a dash pattern has at most {MAX_DASHES} lengths", node)
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
    {"anyOf": [{"enum": list(LINES)}, DASHES]},
    ("solid", "dashed", "dotted", "dashdot"),
)


def _point_line(node: Node, context: Context) -> str | tuple[float, ...] | None:
    if is_said(node, ("none", *FALSE)):
        return None
    return _line(node, context)


POINT_LINE = Check(
    _point_line, {"anyOf": [{"enum": ["none", "off"]}, LINE.schema]}, ("none", *LINE.words)
)


def _marker(node: Node, context: Context) -> str:
    value = scalar(node, "a marker")
    if value.text.strip() in MARKERS:
        return value.text.strip()
    if value.style in ("|", ">"):
        raise Wrong(f"'{value.style}' begins a block of text", node, f'write "{value.style}"')
    named = NAMED_MARKERS.get(value.text.strip().lower())
    if named:
        return named
    known = f"it is one of {', '.join(NAMED_MARKERS)}, or of {' '.join(MARKERS)}"
    help = did_you_mean(value.text.strip(), NAMED_MARKERS, known)
    raise Wrong(f"no marker is called '{value.text}'", node, help)


MARKER = Check(
    _marker,
    {"enum": [*NAMED_MARKERS, *MARKERS, *(int(each) for each in MARKERS if each.isdigit())]},
    (*NAMED_MARKERS, *MARKERS),
)


def _in_pi(text: str) -> bool:
    return "pi" in text.lower() or "π" in text


def _ticks(node: Node, context: Context) -> Ticks:
    from actplot.spec.model import Ticks

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
        return Ticks("step", step=step, pi=_in_pi(text), fractions="/" in text and not _in_pi(text))
    if isinstance(node, Dictionary):
        items: list[Node] = [entry.key for entry in node.entries.values()]
        labels = [TEXT.convert(entry.value, context) or None for entry in node.entries.values()]
    else:
        items, labels = list(node.items), [None] * len(node.items)
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
        pi=any(isinstance(item, Scalar) and _in_pi(item.text) for item in items),
        fractions=any(isinstance(item, Scalar) and "/" in item.text for item in items),
    )


TICKS = Check(
    _ticks,
    {"anyOf": [{"enum": ["auto", "pi", "off"]}, NUMBER.schema,
               {"type": "array", "items": NUMBER.schema, "minItems": 1, "maxItems": MAX_TICKS},
               {"type": "object", "additionalProperties": {"type": ["string", "number"]},
                "propertyNames": {"pattern": NUMBER_PATTERN},
                "minProperties": 1, "maxProperties": MAX_TICKS}]},
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


def _grid(node: Node, context: Context) -> bool | str:
    if is_said(node, (*TRUE, *FALSE, "none")):
        return is_said(node, TRUE)
    found = str(_GRID.convert(node, context))
    return True if found == "on" else found


_GRID = word("grid", "on", "off", "x", "y", "minor", also={"both": "on", "major": "on"})
GRID = Check(_grid, {"anyOf": [{"type": "boolean"}, _GRID.schema]}, _GRID.words)


def _legend_place(node: Node, context: Context) -> str:
    text = scalar(node, "a place").text.strip().lower()
    if text in FALSE:
        return "none"
    if text in TRUE:
        return "auto"
    if text in ("below", "bottom", "above", "top"):
        side = "lower" if text in ("below", "bottom") else "upper"
        raise Wrong(f"no place of a legend is called '{text}'", node, f"write outside {side}")
    words = text.replace("centre", "center").split()
    sides = [word for word in words[1:] if word in SIDES]
    if words[:1] == ["outside"] and sides and set(words[1:]) <= {*SIDES, "center"}:
        return f"outside {sides[0]}"  # the first is the side, as in matplotlib
    if len(words) == 2 and f"{words[1]} {words[0]}" in PLACES:
        return f"{words[1]} {words[0]}"
    return str(_LEGEND_PLACE.convert(node, context))


_BRITISH = {place.replace("center", "centre"): place for place in PLACES if "center" in place}
_LEGEND_PLACE = word(
    "place of a legend", "auto", "direct", "box", "none", *PLACES,
    *(f"outside {side}" for side in ("right", "left", "upper", "lower")),
    # The first two are matplotlib's own.
    also={"best": "box", "right": "center right", **_BRITISH},
)  # fmt: skip
LEGEND_PLACE = Check(
    _legend_place,
    {"anyOf": [_LEGEND_PLACE.schema, {"type": "boolean"}]},
    _LEGEND_PLACE.words,
)
PLACE = word("place", *PLACES, also=_BRITISH)


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
    elif isinstance(node, SequenceNode):
        for row in node.items:
            if isinstance(row, SequenceNode):
                names = [scalar(cell, "a name of a panel").text for cell in row.items]
            else:
                names = scalar(row, "a row of names").text.split()
            rows.append(tuple(names))
    else:
        raise Wrong("a mosaic is a list of rows", node, "write [a a, b c]")
    if not rows or not rows[0]:
        raise Wrong("the mosaic is empty", node, "write [a a, b c]")
    if len({len(each) for each in rows}) > 1:
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
    {"type": ["array", "string"], "minItems": 1, "maxItems": 20, "pattern": r"\S",
     "items": {"anyOf": [{"type": "string", "pattern": r"\S"},
                         {"type": "array", "minItems": 1, "maxItems": 20,
                          "items": {"type": ["string", "number"]}}]}},
)  # fmt: skip


def _stem(node: Node, context: Context) -> str:
    text = scalar(node, "a file name").text.strip()
    tail = re.split(r"[/\\]", text)[-1]
    if tail in ("", ".", ".."):
        raise Wrong(f"'{text}' names a folder, not a figure", node, "add the name: figures/gelu")
    format = of_suffix(tail.rpartition(".")[2]) if "." in tail else None
    if format:
        raise Wrong(
            "an output has no suffix, as there may be several formats",
            node,
            f"write {text.rpartition('.')[0]}, and formats: [{format}]",
        )
    if re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise Wrong("a file name has no control characters", node)
    away = re.match(r"[/\\]|[A-Za-z]:[/\\]", text) or ".." in re.split(r"[/\\]", text)
    # What the command line says is said by whoever runs it.
    if away and node.source.file != SETTING:
        raise Wrong(
            f"'{text}' leads out of the folder that the figure is drawn to",
            node,
            "a spec writes only below it; -o names another folder",
        )
    return text


_SUFFIXES = "|".join(
    "".join(f"[{letter}{letter.upper()}]" for letter in suffix)
    for name, row in FORMATS.items()
    for suffix in (name, *row.others)
)
STEM = Check(
    _stem,
    {"type": ["string", "number"], "minLength": 1,
     "pattern": r"^(?![/\\]|[A-Za-z]:[/\\])(?!(.*[/\\])?\.{0,2}$)(?!(.*[/\\])?\.\.[/\\])"
                rf"(?!.*\.({_SUFFIXES})$)[^\x00-\x1f\x7f-\x9f]*$"},
)  # fmt: skip


def _reference(node: Node, context: Context) -> str:
    text = scalar(node, "a label").text.strip()
    if is_said(node, ("names", "symbols", "formulas", "none", "auto")):
        raise Wrong("the label of a figure is for \\ref in LaTeX", node,
                    f"what curves are called is labels: {text}")  # fmt: skip
    bad = re.search(r"[\s{}%#\\,~$^&\"]", text)
    if not text:
        raise Wrong("a LaTeX label has a name", node, "for example fig:gelu")
    if bad:
        raise Wrong(f"a LaTeX label cannot hold '{bad[0]}'", node, "for example fig:gelu")
    return text


REFERENCE = Check(
    _reference, {"type": ["string", "number"], "pattern": r"^\s*[^\s{}%#\\,~$^&\"]+\s*$"}
)


def _format(node: Node, context: Context) -> str:
    text = scalar(node, "a format").text.strip().lower().removeprefix(".")
    if text not in FORMATS:
        raise Wrong(
            f"no format is called '{text}'",
            node,
            did_you_mean(text, FORMATS, f"it is one of {', '.join(FORMATS)}"),
        )
    return text


FORMAT = Check(_format, {"enum": list(FORMATS)}, tuple(FORMATS))


def unique(values: Any) -> tuple[Any, ...]:
    """The values in their order, each once."""
    return tuple(dict.fromkeys(values))
