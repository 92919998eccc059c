"""The catalogue of activations as a mapping, and what joins it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, overload

from actplot.errors import ActplotError, ActplotWarning
from actplot.records import Record, field

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from actplot.activations import Activation, Parameter
    from actplot.activations.parameter import Value
    from actplot.calculus.jet import Function


class UnknownName(ActplotError, KeyError):
    """The catalogue has no entry of this name."""

    __str__ = Exception.__str__


class ExactFunction(Record):
    """A function by its expression: called on numbers or arrays, a curve wherever one is asked for.

    The results are float64 and of x's shape.
    """

    expression: str

    def __call__(self, x: ArrayLike, **parameters: Any) -> NDArray[np.float64]:
        from actplot.api.evaluation import evaluate

        return evaluate(self.expression, x, **parameters)

    def derivative(self, order: int = 1) -> ExactFunction:
        """Its derivative of the given order, which is exact, too."""
        if isinstance(order, bool) or not isinstance(order, int) or order < 0:
            raise ActplotError(f"the order of a derivative must be 0, 1, 2, ..., not {order!r}")
        return ExactFunction(self.expression + order * "'")

    def __str__(self) -> str:
        return self.expression


class CatalogueEntry(Record):
    """An activation of the catalogue, with its properties.

    Called like a function, on numbers, arrays and jets, with parameters as keywords; at infinity
    it gives its limit. defaults: those of the name by which it was asked for, if that has some
    of its own.
    """

    activation: Activation
    defaults: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its own name."""
        return self.activation.name

    @property
    def title(self) -> str:
        """Its title, in words."""
        return self.activation.title

    @property
    def family(self) -> str:
        """The family to which it belongs."""
        return self.activation.family

    @property
    def formula(self) -> str:
        """Its formula in LaTeX, without dollar signs."""
        return self.activation.formula

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its parameters: name, default (None where it must be given), domain, spellings."""
        return tuple(
            parameter._replace(default=self.defaults.get(parameter.name, parameter.default))
            for parameter in self.activation.parameters
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its aliases, those of frameworks among them."""
        return (self.activation.name, *self.activation.aliases)

    @property
    def reference(self) -> str:
        """The paper that it comes from, in one line; empty if none is known."""
        return self.activation.reference

    @property
    def origin(self) -> str:
        """The distribution that it comes from; empty if the program itself added it."""
        from actplot import activations

        return activations.origin(self.activation)

    @property
    def expression(self) -> str:
        """The expression that names it, with the defaults of its name."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.defaults.items())
        return f"{self.name}({given})" if given else self.name

    def __call__(self, x: Any, *others: Any, **parameters: Any) -> Any:
        from actplot.calculus.jet import Jet

        if others or isinstance(x, Jet):
            settings = self.activation.settings({**self.defaults, **parameters}, 1 + len(others))
            return self.activation(x, *others, **settings)
        from actplot.api.evaluation import evaluate

        return evaluate(self.name, x, **{**self.defaults, **parameters})

    def derivative(self, order: int = 1) -> ExactFunction:
        """Its derivative of the given order, which is exact, too."""
        return ExactFunction(self.expression).derivative(order)

    def __repr__(self) -> str:
        return f"<activation {self.expression}: {self.title}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        upright = rf"\mathrm{{{self.activation.symbol}}}".replace("_", r"\_").replace(" ", r"\ ")
        formula = f"${upright}(x) = {self.formula}$"
        reference = f"\n\n{self.reference}" if self.reference else ""
        text = f"**{self.title}** (`{self.expression}`)\n\n{formula}{reference}"
        return {"text/plain": repr(self), "text/markdown": text}


class Catalogue(Mapping[str, CatalogueEntry]):
    """All activations by name, as a read-only mapping; aliases are accepted as keys."""

    def __getitem__(self, name: str) -> CatalogueEntry:
        from actplot import activations

        if not isinstance(name, str):
            raise KeyError(name)
        match = activations.known(name)
        if match is None:
            from actplot.activations.meaning import suggestions

            _warn()
            unknown = activations.UnknownActivation(name, suggestions(name))
            raise UnknownName(*unknown.problems)
        return CatalogueEntry(match.activation, dict(match.defaults))

    def __contains__(self, name: object) -> bool:
        from actplot import activations

        return isinstance(name, str) and activations.known(name) is not None

    def __iter__(self) -> Iterator[str]:
        from actplot import activations

        names = activations.catalogue()
        _warn()
        return iter(names)

    def __len__(self) -> int:
        from actplot import activations

        return len(activations.catalogue())

    def __repr__(self) -> str:
        return f"<catalogue of {len(self)} activations>"


catalogue = Catalogue()


@overload
def activation(function: Function) -> CatalogueEntry: ...


@overload
def activation(
    function: None = None,
    *,
    title: str = "",
    formula: str = "",
    aliases: str = "",
    domain: Mapping[str, str] | None = None,
    reference: str = "",
    window: tuple[float, float] = (-5.0, 5.0),
) -> Callable[[Function], CatalogueEntry]: ...


def activation(
    function: Function | None = None,
    *,
    title: str = "",
    formula: str = "",
    aliases: str = "",
    domain: Mapping[str, str] | None = None,
    reference: str = "",
    window: tuple[float, float] = (-5.0, 5.0),
) -> CatalogueEntry | Callable[[Function], CatalogueEntry]:
    """Add a function written with NumPy to the catalogue, under its own name (decorator).

    Its first argument is x; arguments with a default are parameters. `title` is its name in
    words, `formula` its value as LaTeX, `aliases` are other names, separated by blanks.
    `domain` has a condition for parameters: `{"alpha": "alpha > 0"}`. `reference` is a key of
    the bibliography, `window` the range of x that suits it. Raises ActplotError for a name that
    the catalogue has, and for what does not take an array.
    """

    def decorate(written: Function) -> CatalogueEntry:
        from actplot import activations
        from actplot.spec.own.callables import joining

        made = joining(
            written,
            title=title,
            formula=formula,
            aliases=aliases,
            domain=domain,
            reference=reference,
            window=window,
        )
        activations.join(made)
        return CatalogueEntry(made)

    return decorate if function is None else decorate(function)


def _warn() -> None:
    """Tell of plug-ins that were left out, at the line that asked for the catalogue."""
    from actplot import activations

    for problem in activations.plug_ins():
        warnings.warn(ActplotWarning(problem), stacklevel=3)
