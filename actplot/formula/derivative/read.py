r"""From the LaTeX of a formula to its tree."""

from __future__ import annotations

import re
from fractions import Fraction
from math import inf
from typing import NamedTuple

from actplot.formula.derivative.tree import (
    ONE,
    Sum,
    Symbol,
    Tree,
    X,
    add,
    as_number,
    call,
    multiply,
    negative,
    number,
    power,
    quotient,
    split,
    substituted,
)
from actplot.formula.derivative.write import written
from actplot.later import pattern

_TOKEN = pattern(r"\\(?:begin|end)\{cases\}|\\[A-Za-z]+|\\.|[0-9.]+|\S")
_SPACES = {r"\cdot", r"\,", r"\ ", r"\left", r"\right", r"\quad"}
_COMMANDS = (
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "ln",
)  # fmt: skip
_WORDS = ("erf", "erfc", "sgn", "sech", "arsinh", "arcosh", "artanh", "logit", "probit")
_FUNCTIONS = {
    **{f"\\{name}": name for name in _COMMANDS},
    **{name: name for name in _WORDS},
    r"\Phi": "Phi", r"\sigma": "sigma",
}  # fmt: skip
_LETTERS = frozenset({
    "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "eta", "theta", "vartheta", "kappa",
    "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi", "varphi", "chi", "psi", "omega",
    "ell",
})  # fmt: skip
"""Commands that are symbols; what another means is not known."""
_CLOSING = {"(": ")", "{": "}", "|": "|"}


class UnreadableError(Exception):
    """A formula that is no formula of x alone: with an index, or in words."""


class CaseRow(NamedTuple):
    """What holds under a condition; the condition is LaTeX."""

    value: Tree
    condition: str


def read(tex: str) -> tuple[CaseRow, ...]:
    """The rows of a formula; one with an empty condition if it has no cases.

    Raises UnreadableError.
    """
    reader = _FormulaReader(tex)
    tree = reader.sum()
    if reader.token == "=":  # its left side is a name
        reader.place = len(reader.tokens)
    if reader.token:
        raise UnreadableError(reader.token)
    return reader.rows(tree)


class _FormulaReader:
    """A place in a row of tokens. A brace over rows is a symbol of its own in the tree."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        matches = [match for match in _TOKEN.finditer(tex) if match[0] not in _SPACES]
        self.tokens = [match[0] for match in matches]
        self.starts = [match.start() for match in matches]
        self.place = 0
        self.bars = 0
        self.cases: dict[Symbol, tuple[CaseRow, ...]] = {}

    @property
    def token(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.token
        if not token or (expected and token != expected):
            raise UnreadableError(token or "the end")
        self.place += 1
        return token

    def sum(self) -> Tree:
        terms = [self.product()]
        while self.token in ("+", "-"):
            sign = self.take()
            term = self.product()
            terms.append(negative(term) if sign == "-" else term)
        return add(*terms)

    def product(self) -> Tree:
        if self.token in ("-", "+"):
            return negative(self.product()) if self.take() == "-" else self.product()
        tree = self.factor()
        while True:
            if self.token == "/":
                self.take()
                tree = quotient(tree, self.factor())
            elif self.begins_factor():
                tree = multiply(tree, self.factor())
            else:
                return tree

    def begins_factor(self) -> bool:
        if self.token == "|":
            return self.bars == 0
        return bool(re.match(r"[\w({]|\\(?!leq|geq|neq|approx|\\|end)", self.token))

    def factor(self) -> Tree:
        base = self.atom()
        while self.token == "^":
            self.take()
            base = power(base, self.argument())
        return base

    def atom(self) -> Tree:
        token = self.take()
        if token == r"\mathrm":
            token = self.word()
            if token not in _FUNCTIONS and self.calls():
                return call(token + self.primes(), self.atom())
        if token in _FUNCTIONS and (token != r"\sigma" or self.token == "("):
            return self.applied(_FUNCTIONS[token])
        if token == r"\log" and self.token == "_":
            self.take()
            base = call("ln", self.argument())
            return quotient(self.applied("ln"), base)
        match token:
            case "(" | "{" | "|":
                self.bars += token == "|"
                inside = self.sum()
                self.take(_CLOSING[token])
                self.bars -= token == "|"
                return call("abs", inside) if token == "|" else inside
            case r"\frac":
                return quotient(self.argument(), self.argument())
            case r"\sqrt":
                return power(self.argument(), number("1/2"))
            case r"\min" | r"\max":
                return self.extreme(token)
            case r"\begin{cases}":
                return self.braced()
        if re.fullmatch(r"[0-9.]+", token):
            return number(token)
        if token == "e" and self.token == "^":
            self.take()
            return call("exp", self.argument())
        return self.symbol(token)

    def symbol(self, token: str) -> Symbol:
        plain = re.fullmatch(r"[A-Za-z]|\\mathrm\{.*\}", token)
        if plain is None and token.removeprefix("\\") not in _LETTERS:
            raise UnreadableError(token)
        if self.token == "_":
            index = self.take() + self.take()
            if index in ("_k", "_j"):
                raise UnreadableError(index)
            token += index
        if token != "x" and self.token == "(" and self.touches():
            raise UnreadableError(f"{token}(")
        return Symbol(token)

    def calls(self) -> bool:
        r"""Whether a function of a name of its own is called here: `\mathrm{GELU}'(x)`."""
        place = self.place
        while place < len(self.tokens) and self.tokens[place] == "'":
            place += 1
        return place < len(self.tokens) and self.tokens[place] == "(" and self.touches()

    def primes(self) -> str:
        primes = ""
        while self.token == "'":
            primes += self.take()
        return primes

    def touches(self) -> bool:
        """Whether this token follows the one before without a space: a call, no product."""
        before = self.starts[self.place - 1] + len(self.tokens[self.place - 1])
        return before == self.starts[self.place]

    def argument(self) -> Tree:
        """A group in braces, or one token."""
        if self.token != "{":
            return _FormulaReader(self.take()).sum()
        self.take()
        bars, self.bars = self.bars, 0
        inside = self.sum()
        self.bars = bars
        self.take("}")
        return inside

    def word(self) -> str:
        self.take("{")
        name = ""
        while self.token != "}":
            name += self.take()
        self.take()
        return name if name in _FUNCTIONS else rf"\mathrm{{{name}}}"

    def applied(self, name: str) -> Tree:
        raised = None
        if self.token == "^":
            self.take()
            raised = self.argument()
        tree = call(name, self.factor())
        return tree if raised is None else power(tree, raised)

    def extreme(self, token: str) -> Tree:
        self.take("(")
        first = self.sum()
        self.take(",")
        second = self.sum()
        self.take(")")
        if token == r"\min" and isinstance(first, Symbol) and len(self.cases.get(first, ())) == 2:
            # min(max(u, low), high)
            (value, _), (low, _) = self.cases.pop(first)
            return self.named(
                CaseRow(low, _relation(value, r"\leq", low)),
                CaseRow(value, _between(low, value, second)),
                CaseRow(second, _relation(value, r"\geq", second)),
            )
        more, less = (">", r"\leq") if token == r"\max" else ("<", r"\geq")
        return self.named(
            CaseRow(first, _relation(first, more, second)),
            CaseRow(second, _relation(first, less, second)),
        )

    def braced(self) -> Tree:
        rows = []
        while True:
            value = self.sum()
            self.take("&")
            start = self.place
            while self.token not in (r"\\", r"\end{cases}"):
                self.take()
            condition = self.tex[self.starts[start] : self.starts[self.place]]
            rows.append(CaseRow(value, condition.strip()))
            if self.take() == r"\end{cases}":
                return self.named(*rows)

    def named(self, *rows: CaseRow) -> Symbol:
        symbol = Symbol(f"#{len(self.cases)}")
        self.cases[symbol] = rows
        return symbol

    def rows(self, tree: Tree) -> tuple[CaseRow, ...]:
        """The tree for each row of the one brace in it."""
        cases: tuple[CaseRow, ...] = (CaseRow(tree, ""),)
        for symbol, rows in self.cases.items():
            cases = tuple(
                CaseRow(substituted(outer.value, {symbol: inner.value}), condition)
                for outer in cases
                for inner in rows
                if (condition := _both(outer.condition, inner.condition)) is not None
            )
        return cases


def _relation(value: Tree, sign: str, limit: Tree) -> str:
    """`x > -1` for 2 x + 2 > 0, if the numbers are known."""
    solved = _solved(value, limit)
    if solved is not None:
        value, limit = X, solved
    return f"{written(value)} {sign} {written(limit)}"


def _between(low: Tree, value: Tree, high: Tree) -> str:
    ends = _solved(value, low), _solved(value, high)
    if ends[0] is not None and ends[1] is not None:
        low, value, high = ends[0], X, ends[1]
    return f"{written(low)} < {written(value)} < {written(high)}"


def _solved(value: Tree, limit: Tree) -> Tree | None:
    """The x at which a straight line with a known rise has this value."""
    rise, offset = Fraction(0), Fraction(0)
    for term, times in value.terms if isinstance(value, Sum) else (split(value),):
        if term == X:
            rise += times
        elif term == ONE:
            offset += times
        else:
            return None
    goal = as_number(limit)
    if goal is None:
        return limit if value == X else None
    return number((goal - offset) / rise) if rise > 0 else None


_AT_MOST, _AT_LEAST = r"\leq", r"\geq"
_INTERVAL = pattern(r"(?:(-?[\d.]+) (<|\\leq) )?x(?: (<|>|\\leq|\\geq) (-?[\d.]+))?")


def _both(one: str, other: str) -> str | None:
    """Where both conditions hold; None where they never do. Raises UnreadableError."""
    if not one or not other:
        return one or other
    (first, last), (start, end) = _ends(one), _ends(other)
    (low, above), (high, closed) = max(first, start), min(last, end)
    if low > high or (low == high and (above or not closed)):
        return None
    left = f"{low:g} {'<' if above else _AT_MOST} " if low > -inf else ""
    right = f" {_AT_MOST if closed else '<'} {high:g}" if high < inf else ""
    if left and not right:
        return f"x {'>' if above else _AT_LEAST} {low:g}"
    return f"{left}x{right}"


def _ends(condition: str) -> tuple[tuple[float, bool], tuple[float, bool]]:
    """The lower end of an interval and whether it is left out; the upper, whether it belongs."""
    match = _INTERVAL.fullmatch(condition)
    if match is None:
        raise UnreadableError(condition)
    low, from_low, sign, high = match.groups()
    ends = (-inf, False), (inf, False)
    if low is not None:
        ends = (float(low), from_low == "<"), ends[1]
    if sign in ("<", _AT_MOST):
        ends = ends[0], (float(high), sign == _AT_MOST)
    elif sign is not None:
        ends = (float(high), sign == ">"), ends[1]
    return ends
