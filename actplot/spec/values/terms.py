"""Checks of words of figures: lines, markers, ticks, grids, places, languages."""

from __future__ import annotations

from itertools import pairwise

from actplot.errors import did_you_mean
from actplot.later import pattern
from actplot.looks.styles import SHORTEST_PATTERN
from actplot.spec.model import Ticks
from actplot.spec.values.checks import (
    FALSE,
    FLAG,
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
from actplot.spec.values.lists import several
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode

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
_LETTER = pattern(r"[^aA1iI]*[aA1iI][^aA1iI]*")


def one_of(node: Node | None, words: tuple[str, ...]) -> str | None:
    """The word that a value is, if it is one of these."""
    text = node.text.strip().lower() if isinstance(node, Scalar) else None
    return text if text in words else None


def is_word(node: Node, words: tuple[str, ...]) -> bool:
    """Whether a value is one of some words, and no text in quotes that happens to read so."""
    return isinstance(node, Scalar) and node.style in ("", "=") and one_of(node, words) is not None


def _name(node: Node, context: Context) -> str | None:
    if is_word(node, ("auto", *TRUE)):
        return None
    if is_word(node, ("none", *FALSE)):
        return ""
    text: str = TEXT.convert(node, context)
    return text


NAME = Check(_name, TEXT.schema, ("auto", "none"))
"""A text; auto: one that is made from what it names; none: no text."""


def _along(node: Node, context: Context) -> float | str:
    return one_of(node, ENDS) or number_of(node, "an x, start or end")


ALONG = Check(_along, {"anyOf": [{"enum": list(ENDS)}, NUMBER.schema]}, ENDS)


DASHES = {
    "anyOf": [
        {"type": "array", "items": number(0, 100).schema, "minItems": many, "maxItems": many}
        for many in range(2, MAX_DASHES + 1, 2)
    ]
}


def _line(node: Node, context: Context) -> str | tuple[float, ...]:
    if isinstance(node, SequenceNode):
        values = context.attempt_each(number(0, 100), node.items)
        lengths = tuple(length for length in values if length is not None)
        if len(lengths) > MAX_DASHES:
            raise Wrong(f"a dash pattern has at most {MAX_DASHES} lengths", node)
        if len(lengths) == len(node.items) and (len(lengths) % 2 or not sum(lengths[::2])):
            message = "a dash pattern has as many strokes as gaps, not all of length 0"
            raise Wrong(message, node, "write [stroke, gap] in widths of the line")
        if len(lengths) == len(node.items) and sum(lengths) < SHORTEST_PATTERN:
            message = f"this dash pattern is {sum(lengths):g} widths of the line long, less than "
            message += f"{SHORTEST_PATTERN:g}: nobody can see it"
            raise Wrong(message, node, "write line: solid")
        return lengths
    text = scalar(node, "a line").text.strip()
    if text.lower() in LINES:
        return LINES[text.lower()]
    known = "it must be one of solid, dashed, dotted, dashdot, or [4, 2]"
    raise Wrong(f"no line style is called '{text}'", node, did_you_mean(text, LINES, known))


LINE = Check(
    _line, {"anyOf": [{"enum": list(LINES)}, DASHES]}, ("solid", "dashed", "dotted", "dashdot")
)


def _point_line(node: Node, context: Context) -> str | tuple[float, ...] | None:
    if is_word(node, ("none", *FALSE)):
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
    known = f"it must be one of {', '.join(NAMED_MARKERS)}, or of {' '.join(MARKERS)}"
    help = did_you_mean(value.text.strip(), NAMED_MARKERS, known)
    raise Wrong(f"no marker is called '{value.text}'", node, help)


MARKER = Check(
    _marker,
    {"enum": [*NAMED_MARKERS, *MARKERS, *(int(marker) for marker in MARKERS if marker.isdigit())]},
    (*NAMED_MARKERS, *MARKERS),
)


def _in_pi(text: str) -> bool:
    return "pi" in text.lower() or "π" in text


def _ticks(node: Node, context: Context) -> Ticks:
    if one_of(node, ("auto", *TRUE)):
        return Ticks()
    if one_of(node, ("none", *FALSE)):
        return Ticks("off")
    if one_of(node, ("pi", "π")):
        return Ticks(pi=True)
    if isinstance(node, Scalar):
        text = node.text.strip().lower()
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
    values = context.attempt_each(NUMBER, items)
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
    {"anyOf": [{"enum": ["auto", "pi", "off"]}, number(above=0).schema,
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
    help = "write it for the first panel: (a), a), A, (i), 1.; or on, off, auto"
    raise Wrong(f"'{text}' is not a format of panel letters", node, help)


LETTERS = Check(_letters, {"type": ["string", "boolean"]}, ("auto", "on", "off", "(a)"))


def _grid(node: Node, context: Context) -> bool | str:
    if is_word(node, (*TRUE, *FALSE, "none")):
        return is_word(node, TRUE)
    direction = str(_GRID.convert(node, context))
    return True if direction == "on" else direction


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
    _legend_place, {"anyOf": [_LEGEND_PLACE.schema, {"type": "boolean"}]}, _LEGEND_PLACE.words
)
PLACE = word("place", *PLACES, also=_BRITISH)


def _language(node: Node, context: Context) -> str:
    text = scalar(node, "a language").text.strip().lower().replace("_", "-")
    if text not in LANGUAGES:
        raise Wrong(f"no CJK language is called '{text}'", node, "it is sc, tc, hk, jp or kr")
    return LANGUAGES[text]


LANGUAGE = Check(_language, {"enum": list(LANGUAGES)}, ("sc", "tc", "hk", "jp", "kr"))


ASYMPTOTES = ("vertical", "horizontal", "slant")
_ASYMPTOTES = several(word("kind of asymptote", *ASYMPTOTES), once=True)


def _asymptotes(node: Node, context: Context) -> tuple[str, ...]:
    if one_of(node, (*TRUE, *FALSE, "none")):
        return ASYMPTOTES if one_of(node, TRUE) else ()
    kinds: tuple[str, ...] = _ASYMPTOTES.convert(node, context)
    return kinds


ASYMPTOTE = Check(
    _asymptotes, {"anyOf": [*FLAG.schema["anyOf"], _ASYMPTOTES.schema]}, ("on", "off", *ASYMPTOTES)
)
WHICH_AXES = several(word("axis", "x", "y"), once=True)
JUMP = word("kind of line at a jump", "gap", "dotted", "dashed", "solid")
