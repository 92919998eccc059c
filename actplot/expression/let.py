"""Names of a spec's own: numbers, and functions that are written as formulas.

    k                       a number
    mine(x, a=0.5)          a function of x with a parameter and its default
    gate(x, beta)           with a parameter that must be given

A function joins the catalogue for the spec that defines it: value and derivatives come from
its formula by the same road as those of every other expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from actplot.activations import Activation, Parameter, ParameterError
from actplot.activations.parameter import Value
from actplot.expression import arithmetic, names, work
from actplot.expression.cursor import Cursor
from actplot.expression.error import ExpressionError, at, explaining
from actplot.expression.evaluate import function_of, value_of
from actplot.expression.families import members
from actplot.expression.lexer import TAKEN, tokens
from actplot.expression.names import Names
from actplot.expression.nodes import Function, Node, walk
from actplot.expression.parser import parse
from actplot.expression.resolve import Resolver, varying
from actplot.expression.tex import letter
from actplot.expression.typeset import definition
from actplot.expression.window import window

DEEPEST = 30
"""Functions that one function reaches through each other."""
_KEPT = 64  # settings of the parameters of one function whose formula is kept


class Signature(NamedTuple):
    """A key of `let`. parameters: None for a number."""

    name: str
    parameters: tuple[SignatureParameter, ...] | None


class SignatureParameter(NamedTuple):
    """A parameter of a signature; start, end: of its name; default: start and end of that."""

    name: str
    start: int
    end: int
    default: tuple[int, int] | None


def signature(text: str) -> Signature:
    """The name and the parameters of a key of `let`. Raises ExpressionError."""
    with explaining(text):
        return _SignatureReader(text, tokens(text)).whole()


class _SignatureReader(Cursor):
    def whole(self) -> Signature:
        name = self.word("a name")
        if name.text in TAKEN:
            raise at(name, f"'{name.text}' is reserved in formulas", "choose another name")
        known = names.find(name.text, {})
        if known is not None:
            what = "an activation" if known.entry is not None else "a function"
            other = f", {known.name}" * (known.name != name.text)
            message = f"'{name.text}' is {what} of the catalogue{other}"
            raise at(name, message, "choose another name")
        if self.token.kind == "end":
            return Signature(name.text, None)
        if self.token.kind != "(":
            message = "put the parameters of a function in parentheses"
            raise at(self.token, message, f"for example {name.text}(x, a=0.5)")
        return Signature(name.text, self.parameters(name.text))

    def parameters(self, name: str) -> tuple[SignatureParameter, ...]:
        opening = self.advance()
        first = self.token
        if first.kind != "name" or first.text != "x":
            message = "the first parameter must be the variable x"
            raise at(first if first.kind != "end" else opening, message, f"write {name}(x, ...)")
        self.advance()
        parameters: list[SignatureParameter] = []
        while self.token.kind == ",":
            self.advance()
            parameters.append(self.parameter([parameter.name for parameter in parameters]))
        if self.token.kind == "end":
            raise at(opening, "this '(' is never closed")
        if self.token.kind != ")":
            help = f"parameters are separated by commas: {name}(x, a=0.5, b=1)"
            raise at(self.token, f"expected ',' or ')', found '{self.written(self.token)}'", help)
        self.advance()
        if self.token.kind != "end":
            help = "write the formula after the colon"
            raise at(self.token, "unexpected text after the parameters", help)
        return tuple(parameters)

    def parameter(self, before: list[str]) -> SignatureParameter:
        name = self.word("a parameter")
        if name.text in TAKEN and name.text != "lambda":
            message = f"'{name.text}' is reserved in formulas"
            raise at(name, message, "choose another name for the parameter")
        known = names.find(name.text, {})
        if known is not None and name.text.lower() not in names.GREEK:
            message = f"the parameter '{name.text}' would hide {known.name} of the catalogue"
            raise at(name, message, "choose another name")
        if name.text in before:
            raise at(name, f"'{name.text}' is given twice")
        if self.token.kind != "=":
            return SignatureParameter(name.text, name.start, name.end, None)
        self.advance()
        if self.token.kind == "[":
            help = "give a list where the function is drawn: mine(a=[0.5, 1])"
            raise at(self.token, "a default must be a single number", help)
        start, depth = self.token.start, 0
        while self.token.kind != "end" and (depth or self.token.kind not in (",", ")")):
            depth += (self.token.kind == "(") - (self.token.kind == ")")
            end = self.advance().end
        if self.tokens[self.index - 1].kind == "=":
            raise at(self.token, "the default is missing", f"write {name.text}=1")
        return SignatureParameter(name.text, name.start, name.end, (start, end))

    def word(self, wanted: str) -> Any:
        token = self.token
        if token.kind != "name" or "." in token.text:
            written = self.written(token) if token.kind != "end" else ""
            help = "a name is a letter followed by letters, digits or _"
            raise at(token, f"{wanted} is expected" + f", not '{written}'" * bool(written), help)
        return self.advance()


def uses(node: Node) -> Iterator[Function]:
    """The functions and numbers that a parsed formula names, in the order of the text."""
    return (part for part in walk(node) if isinstance(part, Function))


def formula(text: str) -> Node:
    """The parsed formula of a definition. Raises ExpressionError."""
    with explaining(text):
        return parse(text)


def number(name: str, text: str, known: Names) -> float:
    """The value of the formula of a number. Raises ExpressionError."""
    with explaining(text):
        tree = Resolver(known).number(parse(text))
        part = varying(tree)
        if part is not None:
            help = f"to define a function, write {name}(x)"
            raise at(part, f"'{name}' is a number, not a function of x", help)
        return value_of(tree)


class DefinedFunction(Activation):
    """A function of x that is defined by its formula.

    tree: parsed, its names not yet looked up. known: what the names in it mean, but for its
    parameters. Raises ExpressionError for a mistake in the formula, ParameterError for a
    default outside its domain.
    """

    def __init__(
        self,
        name: str,
        parameters: tuple[Parameter, ...],
        text: str,
        known: Names,
        *,
        title: str = "",
        reference: str = "",
    ) -> None:
        self.text = text
        defaults = {p.name: p.default for p in parameters}
        body = _Body(name, parse(text), known, defaults)
        with explaining(text):
            # What has no default is anything here, so that names and numbers are checked.
            self.tree = body.resolved({n: 1.0 if v is None else v for n, v in defaults.items()})
            self.parts, self.depth = work.check(self.tree), _depth(self.tree)
            self.orders = work.has_derivative(self.tree)
            if None not in defaults.values():
                body.bound(defaults)
        # A title may be a formula, as of a name with an index.
        mathematics = re.fullmatch(r"\$([^$]+)\$", title)
        needed = ", ".join(f"{p.name}=1" for p in parameters if p.default is None)
        super().__init__(
            body,
            title=name if mathematics else title or name,
            symbol=name.replace("_", " ") if mathematics else title or name.replace("_", " "),
            formula=definition(self.tree),
            reference=reference if re.fullmatch(r"[^\s{},%#\\]*", reference) else "",
            window=window(self.tree),
            example=f"{name}({needed})" if needed else "",
        )
        self._reference = reference
        self.__dict__["parameters"] = tuple(
            p._replace(spellings=_spellings(p.name)) for p in parameters
        )
        # What has no title is set as the mathematics that it is in its own formula.
        self.tex = mathematics[1] if mathematics else "" if title else letter(name)
        self._body = body
        if not needed:
            self.settings({})

    @property
    def family(self) -> str:
        return "own"

    @property
    def doc(self) -> str:
        return ""

    @property
    def inputs(self) -> tuple[int, int | None]:
        return 1, 1

    @property
    def reference(self) -> str:
        paper = self.paper
        return self._reference if paper is None else str(paper)

    @property
    def inside(self) -> tuple[Activation, ...]:
        """The entries that occur in its formula."""
        return work.entries(self.tree)

    def settings(
        self, parameters: Mapping[str, Value], inputs: int | None = None
    ) -> dict[str, Value]:
        values = super().settings(parameters, inputs)
        try:
            self._body.bound(values)
        except ExpressionError as error:
            given = ", ".join(f"{name} = {value:g}" for name, value in values.items())
            message = f"{self.name} cannot be evaluated for {given}: {error.message}"
            raise ParameterError(message, next(iter(parameters), None), error.help) from None
        return values


def _spellings(name: str) -> tuple[str, ...]:
    """Other ways to write a parameter: beta for β, β for beta."""
    if name in names.GREEK:
        return tuple(names.GREEK[name])
    return tuple(word for word, letters in names.GREEK.items() if name in letters)


class _Body:
    """The function of x and keyword parameters behind a definition."""

    def __init__(
        self, name: str, tree: Node, known: Names, defaults: Mapping[str, Value | None]
    ) -> None:
        self.defaults = {name: value for name, value in defaults.items() if value is not None}
        self.__name__ = name
        self.__module__ = __name__
        self._tree = tree
        self._known = known
        self._bound: dict[tuple[Any, ...], Callable[[Any], Any]] = {}

    def resolved(self, parameters: Mapping[str, Any]) -> Node:
        # A Greek letter and its name are one parameter, whichever of them the formula has.
        spelt = {
            spelling: value for name, value in parameters.items() for spelling in _spellings(name)
        }
        tree = Resolver({**self._known, **spelt, **parameters}).number(self._tree)
        family = members(tree)
        if family[0][1]:
            help = "give it a parameter, and give the list where it is drawn"
            message = "a formula under `let` must be a single function, not a family"
            raise at(family[0][1][0], message, help)
        return tree

    def bound(self, parameters: Mapping[str, Any]) -> Callable[[Any], Any]:
        """The function of x for some values of the parameters. Raises ExpressionError."""
        key = tuple(parameters.items())
        if key not in self._bound:
            if len(self._bound) >= _KEPT:
                self._bound.clear()
            self._bound[key] = function_of(self.resolved(parameters))
        return self._bound[key]

    def __call__(self, x: Any, **parameters: Any) -> Any:
        return self.bound({**self.defaults, **parameters})(x)


def _depth(tree: Node) -> int:
    """How many functions lie in one another at most, itself counted."""
    own = (work.defined(node) for node in walk(tree))
    depth = 1 + max((entry.depth for entry in own if entry is not None), default=0)
    if depth > DEEPEST:
        raise at(tree, f"more than {DEEPEST} functions are nested")
    return depth


def value(text: str, known: Names) -> float:
    """The value of a default. Raises ExpressionError."""
    with explaining(text):
        return arithmetic.value(Resolver(known).number(parse(text)))
