"""Which curve is meant: by its number, its expression or its label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from actplot.errors import closest
from actplot.records import replace
from actplot.spec.model import CurveSpec
from actplot.spec.values.checks import Check, Context, Wrong, number_of, scalar
from actplot.spec.yaml.nodes import Node, child

if TYPE_CHECKING:
    from actplot.expression import Curve

MOST = 1000


def _curve(node: Node, context: Context) -> int | str:
    text = " ".join(scalar(node, "a curve").text.split())
    if not text.lstrip("+-").isdigit():
        return text
    value = int(number_of(node, "a whole number"))
    if not 1 <= value <= MOST:
        raise Wrong(f"a whole number from 1 to {MOST} is expected, not {value}", node)
    return value


CURVE_NAMED = Check(
    _curve, {"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST}, {"type": "string"}]}
)
"""The number of a curve, or the text of its expression or label."""


def tied(
    models: Sequence[Any], node: Node, specs: Sequence[CurveSpec], context: Context
) -> tuple[Any, ...]:
    """Models with their `curve` as a number; node: the list in which they are written."""
    resolved = []
    for model in models:
        if model.curve is not None:
            at = _written(node, model.path[-1])
            try:
                model = replace(model, curve=_number(model.curve, at, specs, context))
            except Wrong as wrong:
                context.report(wrong.problem)
        resolved.append(model)
    return tuple(resolved)


def _written(node: Node, index: int) -> Node:
    """The value of `curve` in an entry of a list, or in a single entry; else the entry."""
    entry = child(node, index) or node
    return child(entry, "curve") or entry


def _number(wanted: int | str, node: Node, specs: Sequence[CurveSpec], context: Context) -> int:
    known = list(_names(specs))
    if isinstance(wanted, int):
        count = len(known)
        if wanted > count:
            if count == 1:
                raise Wrong("there is only 1 curve", node, "write 1")
            raise Wrong(f"there are only {count} curves", node, f"count from 1 to {count}")
        return wanted
    meant = {wanted, *_read(wanted, context)}
    matches = [number for number, names in enumerate(known, 1) if not names.isdisjoint(meant)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        listed = " and ".join([", ".join(map(str, matches[:-1])), str(matches[-1])])
        help = f"write the number of one of them: {matches[0]}"
        raise Wrong(f"'{wanted}' is {len(matches)} curves, number {listed}", node, help)
    suggestion = closest(wanted, [name for names in known for name in sorted(names)])
    firsts = ", ".join(f"{n}: {spec}" for n, spec in enumerate(_texts(specs), 1) if n <= 6)
    help = f"did you mean '{suggestion}'?" if suggestion is not None else f"the curves are {firsts}"
    raise Wrong(f"no curve is '{wanted}'", node, help)


def _names(specs: Sequence[CurveSpec]) -> Iterator[set[str]]:
    """For each curve, as they are counted, everything that it may be called by."""
    for spec in specs:
        for curve in spec.curves:
            yield {spec.expr, curve.text, curve.math, curve.spoken, *_label(spec, curve)}


def _label(spec: CurveSpec, curve: Curve) -> list[str]:
    if spec.label is None or not spec.label.text:
        return []
    own = spec.label.text
    return [own] if curve.family is None else [own, f"{own}, {curve.family.math}"]


def _texts(specs: Sequence[CurveSpec]) -> Iterator[str]:
    return (curve.text for spec in specs for curve in spec.curves)


def _read(text: str, context: Context) -> list[str]:
    """The expression in its canonical form, so that other spellings of it are found, too."""
    from actplot import expression

    try:
        return [curve.text for curve in expression.curves(text, context.functions or None)]
    except expression.ExpressionError:
        return []
