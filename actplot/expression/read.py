"""From text to curves: parse, look up, spread families, make functions and labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from actplot.activations import Activation
from actplot.activations.parameter import Value
from actplot.expression import arithmetic, names, work
from actplot.expression.curve import Curve, CurveFamily
from actplot.expression.error import ExpressionError, explaining
from actplot.expression.evaluate import function_of
from actplot.expression.families import members
from actplot.expression.names import Names
from actplot.expression.nodes import Apply, Function, Given, ListNode, Node, Number, Variable
from actplot.expression.parser import parse
from actplot.expression.resolve import Resolver, plain, settings, varying
from actplot.expression.spoken import spoken
from actplot.expression.text import text as written
from actplot.expression.typeset import definition, formula, values
from actplot.expression.window import window


def curves(text: str, functions: Names) -> tuple[Curve, ...]:
    """See `actplot.expression.curves`."""
    return _explained(text, functions, lambda: _curves(Resolver(functions).number(parse(text))))


def call(text: str, functions: Names) -> tuple[Activation, Mapping[str, Value]] | None:
    """See `actplot.expression.call`."""
    with explaining(text):
        tree = Resolver(functions).number(parse(text))
        if isinstance(tree, Apply) and tree.arguments == (Variable(),):
            tree = tree.function
        if not isinstance(tree, Function) or tree.order or tree.known is None:
            return None
        if tree.known.entry is None:
            return None
        settings(tree, 1)
        return tree.known.entry, {setting.name: plain(setting.value) for setting in tree.parameters}


def latex(text: str, functions: Names) -> str:
    """See `actplot.expression.latex`."""
    with explaining(text):
        return definition(Resolver(functions).number(parse(text)))


def condition(text: str, functions: Names) -> Curve:
    """See `actplot.expression.condition`."""

    def read() -> tuple[Curve, ...]:
        holds = Resolver(functions).condition(parse(text))
        chosen = Function("where", known=names.ELEMENTARY["where"])
        return _curves(Apply(chosen, (holds, Number(1.0), Number(0.0))))

    family = _explained(text, functions, read)
    if len(family) > 1:
        raise ExpressionError("a condition cannot be a family", 0, len(text), text=text)
    return family[0]


def _explained(
    text: str, functions: Names, read: Callable[[], tuple[Curve, ...]]
) -> tuple[Curve, ...]:
    """The result of read, its errors knowing the text."""
    try:
        return read()
    except ExpressionError as error:
        # `Leaky ReLU` and `hard-swish` fail as formulas, but are names nearly right.
        name = text.strip()
        joined = re.sub(r"[\s-]+", "_", name)
        known = names.find(joined, functions) if joined != name else None
        if known is None:
            raise error.within(text) from None
        message, help = f"no activation is called '{name}'", f"did you mean '{known.name}'?"
        raise ExpressionError(message, text.index(name), len(name), help, text=text) from None


def _curves(tree: Node) -> tuple[Curve, ...]:
    work.check(tree)
    pairs = members(tree)
    return tuple(
        _curve(member, _family(tree, member, given, index, len(pairs)))
        for index, (member, given) in enumerate(pairs)
    )


def _curve(tree: Node, family: CurveFamily | None) -> Curve:
    return Curve(
        text=written(tree),
        function=function_of(tree),
        math=formula(tree),
        spoken=spoken(tree),
        family=family,
        activations=work.entries(tree),
        window=window(tree),
        constant=varying(tree) is None,
        tree=tree,
    )


def _family(
    tree: Node, member: Node, given: tuple[Given, ...], index: int, count: int
) -> CurveFamily | None:
    if not given:
        return None
    first = given[0].value
    value = (
        tuple(map(arithmetic.value, first.items))
        if isinstance(first, ListNode)
        else arithmetic.value(first)
    )
    title = formula(member, without=given)
    return CurveFamily(index, count, given[0].name, value, values(given), title, given)
