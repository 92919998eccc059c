"""Models from checked values, and what must hold between several of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from actplot.errors import ActplotError
from actplot.expression.lexer import LONGEST
from actplot.formats import FONTS
from actplot.records import fields, replace
from actplot.spec.model import AxesSpec, FillSpec, FontSpec, LegendSpec, PanelSpec
from actplot.spec.sections import given, spelt
from actplot.spec.values.checks import Check, Context, Values, Wrong, file_path, plain, scalar
from actplot.spec.which import tied
from actplot.spec.yaml.nodes import Dictionary, Node, SequenceNode, child, items_of

TIED = ("notes", "points", "tangents")
"""Keys of a panel whose entries may belong to a curve, which they name as `curve`."""


def _expression(node: Node, context: Context) -> tuple[str, Any]:
    """The text of an expression and its curves."""
    from actplot.expression import curves

    text = " ".join(scalar(node, "an expression").text.split())
    return text, _parsed(curves, node, context)


def _parsed(parse: Callable[..., Any], node: Node, context: Context) -> Any:
    """What the parser of expressions makes of a value, its errors at their place in the file."""
    from actplot.expression import ExpressionError

    value = scalar(node, "an expression")
    try:
        parsed = parse(value.text, functions=context.functions or None)
    except ExpressionError as error:
        names = (
            value.text[error.start : error.start + error.length],
            _call(value.text[: error.start]),
        )
        known = next((context.missing[name] for name in names if name in context.missing), None)
        if known is not None:
            raise Wrong(known.message, node, known.help, known.place) from None
        help = error.help
        plain = normalize("NFKC", value.text)
        if plain[:1] in ("[", "{") and plain[:1] != value.text[:1]:
            help = f"write {plain} with half-width brackets"
        raise Wrong(error.message, node, help, value.part(error.start, error.length)) from None
    if context.functions:
        _try(parsed, node, context)
    return parsed


def _call(before: str) -> str:
    """The function in whose parentheses a text goes on: huber in `2 * huber(x, (a) + `."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(before[place], 0)
        if depth < 0:
            return re.split(r"\W+", before[:place].rstrip())[-1]
    return ""


def _try(parsed: Any, node: Node, context: Context) -> None:
    """Run functions of the spec's own once, so that errors in them are reported with the rest."""
    from actplot.spec.own.guarded import attempt

    # Formulas need no trial, only Python does.
    own = {
        function for function in context.functions.values() if getattr(function, "tree", 0) is None
    }
    for curve in parsed if isinstance(parsed, tuple) else (parsed,):
        if own.isdisjoint(curve.activations):
            continue
        try:
            attempt(curve.function)
        except ActplotError as error:
            (problem,) = error.problems
            raise Wrong(problem.message, node, problem.help, problem.place) from None


EXPRESSION = Check(
    _expression,
    {
        "anyOf": [
            {"$ref": "#/definitions/activation"},
            {"type": ["string", "number"], "minLength": 1, "maxLength": LONGEST},
        ]
    },
)


def _one(node: Node, context: Context) -> tuple[str, Any]:
    text, curves = _expression(node, context)
    if len(curves) != 1:
        raise Wrong(f"one curve is expected, not a family of {len(curves)}", node)
    return text, curves[0]


def two_expressions(node: Node, context: Context) -> tuple[tuple[str, Any], ...] | None:
    """The two sides of a filled region."""
    if not isinstance(node, SequenceNode) or len(node.items) != 2:
        raise Wrong("`between` takes two expressions", node, "write [gelu, relu]")
    sides = context.attempt_each(Check(_one, {}), node.items)
    return None if None in sides else tuple(sides)


def condition(node: Node, context: Context) -> tuple[str, Any]:
    """A condition on x as a curve of ones and zeros."""
    from actplot.expression import condition

    curve = _parsed(condition, node, context)
    return " ".join(scalar(node, "a condition").text.split()), curve


def fill(values: Values, node: Dictionary, context: Context) -> FillSpec:
    given = [key for key in ("between", "x", "y") if key in node.entries]
    if len(given) != 1:
        listed = f" (found {' and '.join(given)})" if given else ""
        raise Wrong(f"a filled region takes exactly one of: between, x, y{listed}", node)
    sides = values.pop("between", ())
    text, where = values.pop("where", (None, None))
    if where is not None and given != ["between"]:
        raise Wrong("only a region between two curves can have 'where'", node)
    if "opacity" in values and "alpha" in values:
        raise Wrong("'alpha' is the old name of 'opacity'", node, "delete alpha")
    values["opacity"] = values.pop("alpha", values.get("opacity"))
    return FillSpec(
        between=tuple(side for _, side in sides) or None,
        texts=tuple(side for side, _ in sides),
        where=where,
        condition=text,
        path=context.path,
        **values,
    )


def axes(values: Values, node: Dictionary, context: Context) -> AxesSpec:
    scales = {values.get("xscale", "linear"), values.get("yscale", "linear")}
    if values.get("equal") and scales != {"linear"}:
        raise Wrong("`equal` needs linear scales", node)
    return AxesSpec(**values)


def legend(values: Values, node: Dictionary, context: Context) -> LegendSpec:
    if "at" in values and "place" in values:
        raise Wrong("'place' is the old name of 'at'", node, "delete place")
    values["place"] = values.pop("at", values.get("place", "auto"))
    return LegendSpec(**values)


def font(values: Values, node: Dictionary, context: Context) -> FontSpec:
    for role in ("latin", "cjk", "math"):
        names = [
            file_path(name, context) if _is_font_file(name) else name
            for name in values.get(role, ())
        ]
        # One of several may be for another machine.
        if names and all(_is_font_file(name) and not os.path.isfile(name) for name in names):
            raise Wrong(f"there is no font file {names[0]}", node.entries[role].value)
        values[role] = tuple(dict.fromkeys(names))
    return FontSpec(**values)


def families(node: Node) -> Dictionary | None:
    """A list of fonts, as a mapping."""
    return spelt(node, {"latin": node}) if isinstance(node, SequenceNode) else None


def _is_font_file(name: str) -> bool:
    return name.lower().endswith(FONTS)


def styles(node: Node, context: Context) -> tuple[Any, ...] | None:
    """Names, paths and mappings of styles, each of which can be loaded."""
    from actplot.looks.styles import Style

    parts: list[Any] = []
    for item in items_of(node):
        if isinstance(item, Dictionary):
            parts.append({key: plain(entry.value, context) for key, entry in item.entries.items()})
            for key, entry in item.entries.items():
                known = key in fields(Style)
                _try_style({key: parts[-1][key]}, entry.value if known else entry.key, context)
        else:
            text = scalar(item, "a style").text.strip()
            if text.endswith((".mplstyle", ".toml")):
                text = file_path(text, context)
                if not os.path.isfile(text):
                    context.refuse(f"there is no style file {text}", item)
                    continue
            parts.append(text)
            _try_style(text, item, context)
    return tuple(parts)


def _try_style(part: Any, node: Node, context: Context) -> None:
    from actplot.looks.styles import load

    try:
        load([part])
    except ActplotError as error:
        for problem in error.problems:
            context.report(replace(problem, place=problem.place or node.place()))
    except OSError:  # as of a name that is too long for a file
        context.refuse(f"no style is called '{part}'", node)


def functions(node: Node, context: Context) -> str:
    return file_path(scalar(node, "a Python file").text, context)


def panel(values: Values, node: Dictionary, context: Context) -> PanelSpec | None:
    listed = given(node, "curves")
    if listed is not None and "curves" not in values:
        return None  # what is wrong with them is reported
    values.setdefault("curves", ())
    written = listed.value if listed is not None else None
    if isinstance(written, SequenceNode) and not written.items and not _has_axes(values):
        raise Wrong("the list is empty", written, "to draw axes without curves, give x and y")
    # Of an entry with a mistake it is not known how many curves it is.
    complete = written is None or len(values["curves"]) == (
        len(written.items) if isinstance(written, SequenceNode) else 1
    )
    for key in TIED:
        if complete and key in values:
            values[key] = tied(values[key], node.entries[key].value, values["curves"], context)
    _check_scales(values, node, context)
    names = {key: values.pop(key, None) for key in ("xlabel", "ylabel")}
    values |= {key: name.text for key, name in names.items() if name is not None}
    if names["ylabel"] is not None:
        values["sloped"] = names["ylabel"].sloped
    return PanelSpec(path=context.path, **values)


def _has_axes(values: Values) -> bool:
    """Whether there are axes to draw even without a curve."""
    content = any(values.get(key) for key in ("points", "lines", "fill"))
    return content or (values.get("x") is not None and values.get("y") is not None)


def _below(node: Node, *steps: str | int) -> Node:
    """The node at a path, as far as it goes."""
    for step in steps:
        node = child(node, step) or node
    return node


def _check_scales(values: Values, node: Dictionary, context: Context) -> None:
    """Only positive numbers have a place on a logarithmic axis."""
    scales: AxesSpec = values.get("axes") or AxesSpec()
    inner = values.get("inset")
    for axis, scale, ticks in (
        ("x", scales.xscale, scales.xticks),
        ("y", scales.yscale, scales.yticks),
    ):
        if scale != "log":
            continue
        numbers = [
            ((axis, 0), values[axis][0] if values.get(axis) else None),
            (("inset", axis, 0), (getattr(inner, axis) or (None,))[0] if inner else None),
            (("axes", f"{axis}ticks"), ticks.values[0] if ticks.values else None),
        ]
        numbers += [
            (("lines", line.path[-1], axis), min(ends) if isinstance(ends, tuple) else ends)
            for line in values.get("lines", ())
            for ends in [getattr(line, axis)]
        ]
        for path, number in numbers:
            if number is not None and number <= 0:
                message = f"{number:g} cannot be shown on a logarithmic axis"
                help = f"give a number greater than 0, or {axis}scale: symlog"
                context.refuse(message, _below(node, *path), help)
