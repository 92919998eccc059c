"""The size of a page: a venue, its sides, or a mapping of both."""

from __future__ import annotations

from typing import Any

from actplot.errors import ActplotError
from actplot.later import pattern
from actplot.records import replace
from actplot.spec.model import SizeSpec
from actplot.spec.sections import spelt
from actplot.spec.values.checks import Context, Values, Wrong, scalar
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode
from actplot.units import FEW_MM

# A size written as one text: 84 mm x 60 mm, 84x60, 84 mm.
_LENGTH = r"([+-]?[\d.]+)(?:\s*([A-Za-z]+?))?"
_SIDES = pattern(rf"\s*{_LENGTH}\s*[xX×*,]\s*{_LENGTH}\s*")
_SIDE = pattern(r"\s*[+-]?[\d.]+\s*[A-Za-z\\]*\s*")
SIDES: tuple[dict[str, Any], ...] = (
    {"type": "string", "pattern": r"^[0-9.]+ *[A-Za-z]* *[xX×*,] *[0-9.]+ *[A-Za-z]*$"},
    {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
)
"""The schemas of a page's width and height in one value."""
LIST_HELP = "write [84 mm, 60 mm]: its width and its height"


def venue(node: Node, context: Context) -> Any:
    from actplot.looks import venues

    text = scalar(node, "a venue").text
    try:
        return venues.find(text)
    except ActplotError as error:
        (problem,) = error.problems
        help = LIST_HELP if text[:1] in "0123456789.+-" else problem.help
        raise Wrong(problem.message, node, help) from None


def sides(node: Node) -> Dictionary | None:
    """A size as its sides, which is no venue: 84x60 (in mm), 84 mm x 60 mm, 84 mm, or a list."""
    if isinstance(node, SequenceNode) and len(node.items) == 2:
        return spelt(node, {"width": node.items[0], "height": node.items[1]})
    if not isinstance(node, Scalar):
        return None
    if _SIDE.fullmatch(node.text):
        return spelt(node, {"width": node})
    both = _SIDES.fullmatch(node.text)
    if both is None:
        return None
    width, unit, height, other = both.groups()
    units = unit or other or ("mm" if min(_number(width), _number(height)) >= FEW_MM else "")
    at = node.start + (node.style in ("'", '"'))
    ends = [both.span(1 if not unit else 2)[1], both.span(3 if not other else 4)[1]]
    first, second = (
        node if node.style == "=" else replace(node, start=at + start, end=at + end)
        for start, end in zip((both.start(1), both.start(3)), ends, strict=True)
    )
    width_node = replace(first, text=f"{width} {unit or units}".strip())
    height_node = replace(second, text=f"{height} {other or units}".strip())
    return spelt(node, {"width": width_node, "height": height_node})


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def size(values: Values, node: Dictionary, context: Context) -> SizeSpec:
    place = values.pop("venue", None)
    columns = values.pop("columns", None)
    if "height" in values and "aspect" in values:
        raise Wrong("give either height or aspect, not both", node, "delete one of them")
    if columns is not None and place is None:
        raise Wrong("`columns` needs a venue", node.entries["columns"].key, "add venue: ieee")
    if place is not None:
        columns = place.columns if columns is None else columns
        if columns not in place.widths:
            known = ", ".join(f"{count:g}" for count in place.widths)
            message = f"{place.title} has no figures of {columns:g} columns"
            raise Wrong(message, node.entries["columns"].value, f"it has {known}")
    values["width"] = _width(values, place, columns, node)
    return SizeSpec(venue=place.name if place else None, columns=columns, **values)


def _width(values: Values, place: Any, columns: float | None, node: Dictionary) -> float | None:
    width = values.get("width")
    if not isinstance(width, str):
        return place.width(columns) if place and width is None else width
    whole = values.get("textwidth") or (place and place.width(max(place.widths)))
    if not whole:
        help = "add textwidth: 150 mm, or the venue"
        raise Wrong("the text width is unknown", node.entries["width"].value, help)
    return float(width) * float(whole)
