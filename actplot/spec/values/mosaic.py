"""The check of a mosaic: rows of panels by name."""

from __future__ import annotations

from actplot.spec.values.checks import Check, Context, Wrong, scalar
from actplot.spec.yaml.nodes import Node, Scalar, SequenceNode


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
    if len({len(row) for row in rows}) > 1:
        raise Wrong("the rows of a mosaic have different lengths", node)
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
        heights, widths = ({place[axis] for place in places} for axis in (0, 1))
        area = (max(heights) - min(heights) + 1) * (max(widths) - min(widths) + 1)
        if name != "." and len(places) != area:
            raise Wrong(f"the panel '{name}' is not a rectangle in the mosaic", node)


MOSAIC = Check(
    _mosaic,
    {"type": ["array", "string"], "minItems": 1, "maxItems": 20, "pattern": r"\S",
     "items": {"anyOf": [{"type": "string", "pattern": r"\S"},
                         {"type": "array", "minItems": 1, "maxItems": 20,
                          "items": {"type": ["string", "number"]}}]}},
)  # fmt: skip
