"""What a program hands over: expressions, functions, entries of the catalogue, whole specs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from actplot.errors import ActplotError
from actplot.records import Record, field

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.expression import Curve
    from actplot.spec import FigureSpec

CurveLike = str | Callable[..., Any]
"""A curve: an expression, a function of NumPy's making, or an entry of the catalogue."""

SpecLike = CurveLike | os.PathLike[str] | Mapping[str, Any] | Sequence[CurveLike]
"""A spec: a mapping, a path, YAML text; or one curve, or several."""


@runtime_checkable
class Expressed(Protocol):
    """A function that knows the expression which describes it."""

    @property
    def expression(self) -> str:
        """As a spec would have it."""


class GivenSpec(Record):
    """A spec as the pipeline reads it, with the settings over it and the functions in it."""

    spec: str | os.PathLike[str] | Mapping[str, Any]
    settings: tuple[str, ...] = ()
    functions: Mapping[str, Activation] = field(default_factory=dict)

    def read(self, *, allow_python: bool) -> FigureSpec:
        """Checked. Raises ActplotError with every problem."""
        from actplot.spec import read

        keys, own = self.settings, self.functions
        return read(self.spec, overrides=keys, allow_python=allow_python, functions=own)


def is_curve(what: object) -> bool:
    """Whether something stands for a curve and not for a spec."""
    if isinstance(what, str):
        return not (what.endswith((".yaml", ".yml")) or "\n" in what or ": " in what)
    return callable(what)


def unpacked(what: Sequence[Any]) -> tuple[Any, ...]:
    """Arguments, which may as well be given as one list."""
    alone = len(what) == 1 and isinstance(what[0], (list, tuple))
    return tuple(what[0] if alone else what)


def spec_of(what: Sequence[SpecLike], keys: Mapping[str, Any]) -> GivenSpec:
    """The spec of what a figure is asked of, with keys over it. Raises ActplotError."""
    what = unpacked(what)
    if not what and ("curves" in keys or "panels" in keys):
        what = ({},)
    names = Names()
    if what and all(map(is_curve, what)):
        curves = [names.plain(curve) for curve in what]
        return GivenSpec({"curves": curves, **names.plain(dict(keys))}, (), names.functions)
    if len(what) != 1:
        mixed = [other for other in what if not is_curve(other)]
        help = "for example figure('gelu', \"gelu'\", x=(-4, 4))"
        message = "curves are missing" if not what else f"{short(mixed[0])} is not a curve"
        raise ActplotError(message, help=help)
    (spec,) = what
    if not isinstance(spec, (str, os.PathLike, Mapping)):
        help = "a spec is a mapping, a path or YAML text; a curve is an expression or a function"
        raise ActplotError(f"{short(spec)} is not a spec", help=help)
    if isinstance(spec, Mapping):
        spec = names.plain(spec)
    settings = _settings(names.plain(dict(keys)))
    return GivenSpec(spec, settings, names.functions)


def curves_of(what: CurveLike, parameters: Mapping[str, Any] | None = None) -> tuple[Curve, ...]:
    """The curves that something stands for. Raises ActplotError."""
    from actplot.expression import curves

    names = Names()
    expression = names.plain(what)
    if not isinstance(expression, str):
        raise ActplotError(
            f"a curve is an expression such as 'gelu', or a function, not {short(what)}"
        )
    expression, numbers = _with_parameters(expression, parameters or {}, names.functions)
    return curves(expression, {**names.functions, **numbers})


def curve_of(what: CurveLike, parameters: Mapping[str, Any]) -> Curve:
    """The one curve that something stands for. Raises ActplotError, also for a family."""
    curves = curves_of(what, parameters)
    if len(curves) > 1:
        raise ActplotError(f"'{what}' is a family of {len(curves)} curves; choose one of them")
    return curves[0]


class Names:
    """Gives functions names, by which expressions can mention them."""

    def __init__(self) -> None:
        self.functions: dict[str, Activation] = {}
        self._known: dict[int, str] = {}
        self._open: set[int] = set()  # the containers around the value that is read

    def plain(self, value: Any) -> Any:
        """A value in which functions are replaced by their names."""
        if isinstance(value, (Mapping, list, tuple)):
            return self._members(value)
        if isinstance(value, Expressed):
            return value.expression
        if callable(value) and not isinstance(value, os.PathLike):
            return self._named(value)
        return value

    def _members(self, value: Any) -> Any:
        if id(value) in self._open:
            return value  # it contains itself, which the reader of specs tells
        self._open.add(id(value))
        try:
            if isinstance(value, Mapping):
                return {key: self.plain(member) for key, member in value.items()}
            return [self.plain(member) for member in value]
        finally:
            self._open.discard(id(value))

    def _named(self, function: Callable[..., Any]) -> str:
        from actplot.spec.own.callables import activation_of

        if id(function) not in self._known:
            made = activation_of(function, self.functions)
            self.functions[made.name] = made
            self._known[id(function)] = made.name
        return self._known[id(function)]


def _with_parameters(
    expression: str, parameters: Mapping[str, Any], functions: Mapping[str, Activation]
) -> tuple[str, dict[str, float]]:
    """The expression with parameters of the one activation that it names, and free numbers."""
    if not parameters:
        return expression, {}
    from actplot.expression.given import with_parameters
    from actplot.spec.own.callables import checked_number

    alone = with_parameters(expression, parameters, functions)
    if alone is not None:
        return alone, {}
    for name in parameters:
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", expression):
            raise ActplotError(f"there is no '{name}' in '{expression}'")
    return expression, {name: checked_number(name, value) for name, value in parameters.items()}


def _settings(keys: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys as `--set` has them."""
    from actplot.spec.yaml.emit import flow
    from actplot.spec.yaml.python import Converter

    converter = Converter()
    nodes = {key: converter.node(value, key, 1) for key, value in keys.items()}
    if converter.problems:
        raise ActplotError(*converter.problems)
    return tuple(f"{key}={flow(node)}" for key, node in nodes.items())


def short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
