"""Points of a spec: on a curve, at a place, in lists, or measured and in a file."""

from __future__ import annotations

from actplot.spec.measured import Table, paired, table
from actplot.spec.model import LabelSpec, PointSpec
from actplot.spec.values.checks import NUMBER, Check, Context, Values, Wrong, file_path, scalar
from actplot.spec.values.terms import MARKS, one_of
from actplot.spec.wording import within_label
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode, items_of

_NUMBERS = {"type": "array", "items": NUMBER.schema, "minItems": 1}


def _raw(node: Node, context: Context) -> Node:
    """The value as it is written: what it may be depends on other keys."""
    if isinstance(node, Dictionary):
        raise Wrong("a number, a list of numbers or a column is expected, not a mapping", node)
    return node


def _data_file(node: Node, context: Context) -> tuple[str, Table]:
    path = file_path(scalar(node, "a file").text.strip(), context)
    return path, table(path, node)


WHERE = Check(_raw, {"anyOf": [NUMBER.schema, _NUMBERS, {"type": "string"}]}, MARKS)
HEIGHT = Check(_raw, WHERE.schema)
ERROR = Check(
    _raw,
    {"anyOf": [NUMBER.schema, {"type": "string"},
               {"type": "array", "minItems": 1,
                "items": {"anyOf": [NUMBER.schema, {"type": "string"}, _NUMBERS]}}]},
)  # fmt: skip
DATA = Check(_data_file, {"type": "string"})


def point(values: Values, node: Dictionary, context: Context) -> PointSpec | None:
    x, y, error = (values.pop(key, None) for key in ("x", "y", "error"))
    path, data = values.pop("file", (None, None))
    if "file" in node.entries and data is None:
        return None  # what is wrong with it is reported
    if values.get("curve") is not None:
        for key in ("y", "file", "error"):
            if key in node.entries:
                message = f"a point on a curve has no '{key}'"
                raise Wrong(message, node.entries[key].value, "delete this, or delete `curve`")
        coordinates = _on_curve(x, node, context)
    elif data is not None:
        coordinates = _from_file(data, x, y, error, node)
    else:
        coordinates = _listed(x, y, error, node, context)
    if coordinates is None:
        return None
    _check_label(values.get("label"), coordinates, node)
    if path is not None and path not in context.inputs:
        context.inputs.append(path)
    return PointSpec(**coordinates, **values, path=context.path)


def _check_label(label: LabelSpec | None, coordinates: Values, node: Dictionary) -> None:
    """Refuse a label at an x of several dots, and one along a slope that there is not."""
    if label is None:
        return
    several = len(coordinates.get("x", ())) > 1
    if label.text is None and isinstance(label.at, float) and several:
        help = "write at: start or at: end, or give each dot an entry of its own"
        where = within_label(node, "at")
        raise Wrong("several points cannot show their coordinates at one x", where, help)
    if label.sloped and "curve" not in node.entries and (not several or label.text is None):
        message = "a point that is not on a curve has no slope for its label to follow"
        help = "write {curve: 1, x: 0}, for a point on a curve"
        raise Wrong(message, within_label(node, "sloped"), help)


def _on_curve(x: Node | None, node: Dictionary, context: Context) -> Values | None:
    if x is None:
        raise Wrong("a point on a curve needs an x", node, "give its x, or a feature: x: minimum")
    if feature := one_of(x, MARKS):
        return {"feature": feature}
    if isinstance(x, Scalar) and x.text.strip().isalpha() and x.text.strip() not in ("pi", "e"):
        message = f"'{x.text.strip()}' is neither a number nor a feature"
        raise Wrong(message, x, f"features: {', '.join(MARKS)}")
    numbers = _numbers(x, "x", context)
    return None if numbers is None else {"x": numbers}


def _listed(
    x: Node | None, y: Node | None, error: Node | None, node: Dictionary, context: Context
) -> Values | None:
    if x is None or y is None:
        missing = "x and y" if x is None and y is None else "x" if x is None else "y"
        help = "write {x: 1, y: 2}, {curve: 1, x: 0} or {file: a.csv}"
        raise Wrong(f"a point needs {missing}", node, help)
    if feature := one_of(x, MARKS):
        raise Wrong(f"a point at a {feature} needs a curve", x, "write `curve:` instead of y")
    across, up = _numbers(x, "x", context), _numbers(y, "y", context)
    if across is None or up is None:
        return None
    if len(across) != len(up):
        raise Wrong(f"there are {len(across)} values of x, but {len(up)} of y", y)
    return {"x": across, "y": up, "errors": _bars(error, len(up), context)}


def _numbers(node: Node, key: str, context: Context) -> tuple[float, ...] | None:
    """One number or a list of them; None, with the problems noted, if one is wrong."""
    if not isinstance(node, SequenceNode):
        value = context.attempt(NUMBER, node, key)
        return None if value is None else (value,)
    if not node.items:
        raise Wrong("the list is empty", node)
    numbers = tuple(context.attempt(NUMBER, item, key) for item in node.items)
    return None if None in numbers else numbers


def _bars(node: Node | None, count: int, context: Context) -> tuple[tuple[float, float], ...]:
    """How far the bars reach down and up: of one number, of one a point, or of [lower, upper]."""
    if node is None:
        return ()
    if isinstance(node, SequenceNode) and len(node.items) == 2:
        lower, upper = (_one_bar(item, count, context) for item in node.items)
    else:
        lower = upper = _one_bar(node, count, context)
    return tuple(zip(lower, upper, strict=True))


def _one_bar(node: Node, count: int, context: Context) -> tuple[float, ...]:
    lengths = _numbers(node, "error", context)
    if lengths is None:
        return (0.0,) * count
    if len(lengths) not in (1, count):
        raise Wrong(f"there are {count} points, but {len(lengths)} errors", node)
    return _positive(lengths if len(lengths) == count else lengths * count, node)


def _positive(numbers: tuple[float, ...], node: Node) -> tuple[float, ...]:
    least = min(numbers, default=0)
    if least < 0:
        raise Wrong(f"the length of an error bar cannot be negative: {least:g}", node)
    return numbers


def _from_file(
    data: Table, x: Node | None, y: Node | None, error: Node | None, node: Dictionary
) -> Values:
    if len(data.columns) < 2 and (x is None or y is None):
        where = node.entries["file"].value
        raise Wrong(f"{data.path} has one column, but points need two", where)
    across = data.columns[0] if x is None else _column(data, x)
    up = data.columns[1] if y is None else _column(data, y)
    bars: list[tuple[float, ...]] = []
    if error is not None:
        items = items_of(error)
        if not items:
            raise Wrong("the list is empty", error)
        if len(items) > 2:
            raise Wrong("`error` takes one column, or [lower, upper]", error)
        bars = [_column(data, item) for item in items]
    across, up, *bars = paired([across, up, *bars])
    if not across:
        raise Wrong(f"{data.path} has no row of numbers without gaps", node)
    if error is None:
        return {"x": across, "y": up, "errors": ()}
    lower, upper = (_positive(bar, error) for bar in (bars[0], bars[-1]))
    return {"x": across, "y": up, "errors": tuple(zip(lower, upper, strict=True))}


def _column(data: Table, node: Node) -> tuple[float, ...]:
    if not isinstance(node, Scalar):
        raise Wrong("a column is expected: its name or its number", node)
    return data.column(node.text.strip(), node)
