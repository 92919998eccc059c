"""Notes of a spec: texts and formulas with an arrow, or at a place."""

from __future__ import annotations

from actplot.spec.lines import THROUGH
from actplot.spec.model import NoteSpec
from actplot.spec.values.checks import NUMBER, Check, Context, Values, Wrong, number_of
from actplot.spec.values.terms import MARKS, PLACE, one_of
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar


def _at(node: Node, context: Context) -> str | tuple[float, float]:
    check = PLACE if isinstance(node, Scalar) else THROUGH
    place: str | tuple[float, float] = check.convert(node, context)
    return place


def _x(node: Node, context: Context) -> float | str:
    return one_of(node, MARKS) or number_of(node)


X = Check(_x, {"anyOf": [NUMBER.schema, {"enum": list(MARKS)}]}, MARKS)
"""A number, or a feature of a curve."""
AT = Check(_at, {"anyOf": [PLACE.schema, THROUGH.schema]}, PLACE.words)
"""A place in the plot by its name, or a point in data coordinates."""


def note(values: Values, node: Dictionary, context: Context) -> NoteSpec | None:
    if not {"text", "x", "y", "at", "curve"}.isdisjoint(node.entries.keys() - values.keys()):
        return None  # one of them is wrong, which has been reported
    formula = values.get("formula", False)
    if "text" not in values and not formula:
        raise Wrong("a note needs the key 'text'", node, "or formula: on, with the curve it is of")
    if "text" in values and formula:
        raise Wrong("a note is a text or a formula, not both", node.entries["formula"].value)
    if "x" not in values:
        if "y" in values:
            raise Wrong("a note with 'y' needs the key 'x'", node)
        if "at" not in values and not formula:
            help = "give it x with curve or y, or a place: at: upper left, at: [1, 2]"
            raise Wrong("a note needs a place", node, help)
    elif ("curve" in values) == ("y" in values):
        help = "give it exactly one of them"
        raise Wrong("a note with 'x' needs either 'curve' or 'y'", node, help)
    elif isinstance(values["x"], str) and "curve" not in values:
        where = node.entries["x"].value
        raise Wrong(f"a note at a {values['x']} needs a curve", where, "add `curve:`")
    return NoteSpec(path=context.path, **values)
