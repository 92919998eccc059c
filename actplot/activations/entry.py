"""What the catalogue says about an activation, read off one plain function.

    @activation(
        title="Exponential linear unit",
        formula=r"...",
        aliases="torch.nn.ELU onnx.Elu mxnet.ELU(alpha=0.25)",
        domain={"alpha": "alpha > 0"},
        reference="clevert2016fast",
    )
    def elu(x, *, alpha=1.0): ...

Names, defaults and arity are those of the function's signature.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from actplot.activations.imports import squashed
from actplot.activations.parameter import Parameter, ParameterError, Value
from actplot.calculus.primitive import strict
from actplot.errors import did_you_mean

if TYPE_CHECKING:
    from actplot.activations.references import Reference
    from actplot.calculus.jet import Function

WINDOW = (-5.0, 5.0)
"""The range of x where nothing suggests a better one."""
_Facts = ParamSpec("_Facts")


class Activation:
    """An entry of the catalogue. Called like its function, on arrays and jets.

    formula: LaTeX. symbol: what formulas call it, by default as the title or a framework spells
    the name. aliases: other names; `keras.layers.LeakyReLU(alpha=0.3)` brings defaults of its
    own. plain: names in English and Chinese, for searching. shown: the parameters whose defaults
    labels show, since nobody uses these. reference: the key in references.bib of the paper that
    it comes from, then those of further ones. window: a range of x that suits a figure. note:
    what others mean by the same name. example: an expression that draws it. letter: the TeX of
    the letter that papers print for it. called: aliases with which formulas call it where it is
    written so. Several words are separated by blanks, in each of spellings, too.
    """

    # Its name in TeX, where that is not made from the symbol.
    tex = ""
    # Of a function that a spec defines: its formula as a tree, how many parts that has, how
    # deep such functions lie in one another, and whether there is a derivative among them.
    tree: Any = None
    parts = 1
    depth = 0
    orders = False

    def __init__(
        self,
        function: Function,
        *,
        title: str,
        formula: str,
        symbol: str = "",
        aliases: str = "",
        plain: str = "",
        domain: Mapping[str, str] = MappingProxyType({}),
        spellings: Mapping[str, str] = MappingProxyType({}),
        shown: str = "",
        reference: str = "",
        window: tuple[float, float] = WINDOW,
        note: str = "",
        example: str = "",
        letter: str = "",
        called: str = "",
    ) -> None:
        self.function = strict(function)
        # Decorators wrap the function that was written.
        written: Any = function
        while hasattr(written, "__wrapped__"):
            written = written.__wrapped__
        # A worker process finds the entry again as this name in this module.
        self.__module__ = written.__module__
        self.name: str = written.__name__
        self.title = title
        self.formula = formula
        self.aliases = tuple(aliases.split())
        self.plain = tuple(plain.split())
        self.references = tuple(reference.split())
        self.cites = self.references[0] if self.references else ""
        self.window = window
        self.note = note
        self.example = example or self.name
        self.letter = letter
        self.called = tuple(called.split())
        self._written = written
        self._domain = domain
        self._spellings = spellings
        self.shown = tuple(shown.split())
        self._symbol = symbol

    def __call__(self, x: Any, *others: Any, **parameters: Any) -> Any:
        return self.function(x, *others, **parameters)

    def __repr__(self) -> str:
        return f"<activation {self.name}>"

    def __reduce__(self) -> str:
        return self.name

    @cached_property
    def symbol(self) -> str:
        """What formulas call it: `Leaky ReLU`, with an index `GELU_tanh`."""
        if self._symbol:
            return self._symbol
        # The title, or a framework, that spells the name with capitals.
        cased = (name.rpartition(".")[2] for name in self.other_names)
        for word in (self.title.partition(" (")[0], *cased):
            if squashed(word) == squashed(self.name) and word != word.lower():
                return word
        return self.name.replace("_", " ").capitalize()

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its aliases without the defaults that they bring."""
        return tuple(alias.partition("(")[0] for alias in self.aliases)

    @property
    def family(self) -> str:
        """The name of its file in the catalogue, or its FAMILY; own for a user's function."""
        package, _, file = self.__module__.rpartition(".")
        family = file if package == __package__ else "own"
        return str(self._written.__globals__.get("FAMILY", family))

    @property
    def doc(self) -> str:
        return (self._written.__doc__ or "").strip()

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        code = self._written.__code__
        first = code.co_argcount
        names = code.co_varnames[first : first + code.co_kwonlyargcount]
        defaults = self._written.__kwdefaults__ or {}
        types = self._written.__annotations__
        return tuple(
            Parameter(
                name,
                defaults.get(name),
                self._domain.get(name, "real"),
                str(types.get(name, "")).startswith("Sequence"),
                tuple(self._spellings.get(name, "").split()),
            )
            for name in names
        )

    @property
    def inputs(self) -> tuple[int, int | None]:
        """How many inputs it takes: at least, and at most (None: any number)."""
        code = self._written.__code__
        if code.co_flags & 0x04:  # *others: what they are compared with must be given
            return code.co_argcount + 1, None
        return code.co_argcount - len(self._written.__defaults__ or ()), code.co_argcount

    @property
    def reference(self) -> str:
        """The paper it comes from, as one line; empty where none is known."""
        paper = self.paper
        return "" if paper is None else str(paper)

    @property
    def inside(self) -> tuple[Activation, ...]:
        """The entries that its formula names; those of the catalogue name none."""
        return ()

    @property
    def paper(self) -> Reference | None:
        """The paper it comes from; None where none is known."""
        from actplot.activations import references

        return references.find(self.cites)

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name or spelling. Raises ParameterError."""
        for parameter in self.parameters:
            if name == parameter.name or name in parameter.spellings:
                return parameter
        names = [parameter.name for parameter in self.parameters]
        listed = "its parameters are " if len(names) > 1 else "its only parameter is "
        hint = did_you_mean(name, names) or (
            listed + ", ".join(names) if names else f"{self.name} has no parameters"
        )
        raise ParameterError(f"{self.name} has no parameter '{name}'", name, hint)

    def settings(
        self, parameters: Mapping[str, Value], inputs: int | None = None
    ) -> dict[str, Value]:
        """Every parameter under its own name, checked, with the defaults filled in.

        inputs: how many inputs there will be; by default as few as possible. Raises
        ParameterError.
        """
        given: dict[str, str] = {}
        settings: dict[str, Any] = {
            p.name: p.default for p in self.parameters if p.default is not None
        }
        for spelling, value in parameters.items():
            parameter = self.parameter(spelling)
            if (other := given.setdefault(parameter.name, spelling)) != spelling:
                message = f"'{other}' and '{spelling}' are the same parameter of {self.name}"
                raise ParameterError(message, spelling)
            settings[parameter.name] = self._typed(parameter, spelling, value)
        known = settings | {"inputs": self.inputs[0] if inputs is None else inputs}
        for parameter in self.parameters:
            spelling = given.get(parameter.name, parameter.name)
            if parameter.name not in settings:
                message = f"{self.name} needs a value for '{parameter.name}'"
                raise ParameterError(message, help=f"for example {self.example}")
            value = settings[parameter.name]
            for item in value if parameter.vector else (value,):
                if not parameter.accepts(item, known):
                    raise self._refused(parameter, spelling, item, known)
        self._check_lengths(settings)
        return settings

    def _typed(self, parameter: Parameter, spelling: str, value: Any) -> Value:
        if parameter.vector:
            if not isinstance(value, Sequence) or not value:
                message = f"'{spelling}' of {self.name} takes a list of numbers"
                raise ParameterError(message, spelling, f"for example {self.example}")
            return tuple(float(item) for item in value)
        if isinstance(value, Sequence):
            raise ParameterError(f"'{spelling}' of {self.name} takes one number", spelling)
        return float(value)

    def _refused(
        self, parameter: Parameter, spelling: str, value: float, known: Mapping[str, Any]
    ) -> ParameterError:
        condition = parameter.domain.replace(parameter.name, spelling)
        if not math.isfinite(value):
            condition = "a finite number"
        where = "".join(
            f", where {name} = {known[name]:g}"
            for name in re.findall(r"[a-z_]+", parameter.domain)
            if name in known and name != parameter.name
        )
        return ParameterError(
            f"{self.name} does not take {spelling} = {value:g}",
            spelling,
            f"it must be: {condition}{where}",
        )

    def _check_lengths(self, settings: Mapping[str, Any]) -> None:
        vectors = [parameter.name for parameter in self.parameters if parameter.vector]
        if len({len(settings[name]) for name in vectors}) > 1:
            message = f"{' and '.join(vectors)} of {self.name} must be equally long"
            raise ParameterError(message, help=f"for example {self.example}")


def _decorator(
    make: Callable[Concatenate[Function, _Facts], Activation],
) -> Callable[_Facts, Callable[[Function], Activation]]:
    return lambda *args, **facts: lambda function: make(function, *args, **facts)


activation = _decorator(Activation)
"""Make an entry of the catalogue from a function of x and keyword parameters (decorator)."""
