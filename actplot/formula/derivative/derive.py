"""Derivatives of trees, and the neatest way to write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from actplot.formula.derivative.read import CaseRow, UnreadableError, read
from actplot.formula.derivative.tree import (
    ONE,
    ZERO,
    Call,
    Product,
    Sum,
    Symbol,
    Tree,
    X,
    add,
    as_number,
    call,
    depends,
    expanded,
    factors,
    minus,
    multiply,
    negative,
    number,
    power,
    quotient,
)
from actplot.formula.derivative.write import written

_PI = Symbol(r"\pi")
_TWO = number(2)
_OTHERWISE = r"\mathrm{otherwise}"
_COMMA = r",\ "


def _root(tree: Tree) -> Tree:
    return power(tree, number("1/2"))


def _bell(u: Tree, scale: Tree) -> Tree:
    """exp(-u^2 / scale)."""
    return call("exp", negative(quotient(power(u, _TWO), scale)))


_RULES: dict[str, Callable[[Tree], Tree]] = {
    "exp": lambda u: call("exp", u),
    "ln": lambda u: quotient(ONE, u),
    "sin": lambda u: call("cos", u),
    "cos": lambda u: negative(call("sin", u)),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: power(call("cosh", u), number(-2)),
    "arctan": lambda u: quotient(ONE, add(ONE, power(u, _TWO))),
    "tan": lambda u: power(call("cos", u), number(-2)),
    "arcsin": lambda u: quotient(ONE, _root(minus(ONE, power(u, _TWO)))),
    "arccos": lambda u: negative(quotient(ONE, _root(minus(ONE, power(u, _TWO))))),
    "arcosh": lambda u: quotient(ONE, _root(minus(power(u, _TWO), ONE))),
    "artanh": lambda u: quotient(ONE, minus(ONE, power(u, _TWO))),
    "sech": lambda u: negative(multiply(call("sech", u), call("tanh", u))),
    "logit": lambda u: quotient(ONE, multiply(u, minus(ONE, u))),
    "probit": lambda u: multiply(
        _root(multiply(_TWO, _PI)), call("exp", quotient(power(call("probit", u), _TWO), _TWO))
    ),
    "erfc": lambda u: negative(multiply(quotient(_TWO, _root(_PI)), _bell(u, ONE))),
    "arsinh": lambda u: quotient(ONE, _root(add(power(u, _TWO), ONE))),
    "erf": lambda u: multiply(quotient(_TWO, _root(_PI)), _bell(u, ONE)),
    "Phi": lambda u: quotient(_bell(u, _TWO), _root(multiply(_TWO, _PI))),
    "sigma": lambda u: multiply(call("sigma", u), call("sigma", negative(u))),
    "sgn": lambda u: ZERO,
    "abs": lambda u: call("sgn", u),
}


def derivative(formula: str) -> str | None:
    """The derivative by x of a formula, both in LaTeX, with the definitions that follow it.

    None for a formula with an index, in words, or with a division by zero.
    """
    body, *definitions = _divided(formula)
    try:
        values = [CaseRow(neat(derived(row.value)), row.condition) for row in read(body)]
    except (UnreadableError, ZeroDivisionError):
        return None
    tex = _written(values)
    # A definition is given only where what it defines still occurs.
    kept = [
        definition for definition in definitions if re.search(re.escape(_defined(definition)), tex)
    ]
    return _COMMA.join([tex, *kept])


def derived(tree: Tree) -> Tree:
    """The derivative of a tree by x."""
    match tree:
        case Symbol():
            return ONE if tree == X else ZERO
        case Call("ln", Product(_, parts)):
            logs = (multiply(exponent, call("ln", base)) for base, exponent in parts)
            return add(*(derived(log) for log in logs))
        case Call(name, argument):
            inner = derived(argument)
            return ZERO if inner == ZERO else multiply(_outer(name, argument), inner)
        case Sum(terms):
            return add(*(multiply(number(value), derived(term)) for term, value in terms))
        case Product(coefficient, parts):
            changes = []
            for place, part in enumerate(parts):
                others = [power(*factor) for factor in (*parts[:place], *parts[place + 1 :])]
                changes.append(multiply(number(coefficient), *others, _power(*part)))
            return add(*changes)


def _outer(name: str, argument: Tree) -> Tree:
    """The derivative of a function; of one that is known by its name alone it has a prime."""
    rule = _RULES.get(name)
    return call(f"{name}'", argument) if rule is None else rule(argument)


def _power(base: Tree, exponent: Tree) -> Tree:
    if not depends(base):
        return ZERO
    return multiply(exponent, power(base, minus(exponent, ONE)), derived(base))


def neat(tree: Tree) -> Tree:
    """The shortest of some ways to write a tree."""
    ways = [tree, expanded(tree), *(together(way) for way in (tree, expanded(tree)))]
    return min(ways, key=_length)


def together(tree: Tree) -> Tree:
    """A sum as one fraction, with what all terms share before it."""
    if not isinstance(tree, Sum):
        return tree
    terms = [multiply(number(value), term) for term, value in tree.terms]
    least: dict[Tree, Fraction] = {}
    for base in dict.fromkeys(base for term in terms for base, _ in factors(term)):
        exponents = [as_number(dict(factors(term)).get(base, ZERO)) for term in terms]
        if None not in exponents:
            least[base] = min(exponent for exponent in exponents if exponent is not None)
    shared = [power(base, number(exponent)) for base, exponent in least.items() if exponent]
    undone = [power(base, number(-exponent)) for base, exponent in least.items() if exponent]
    inside = add(*(expanded(multiply(term, *undone)) for term in terms))
    return multiply(*shared, inside)


def _length(tree: Tree) -> int:
    """How much there is to read; fractions within fractions count for more."""
    tex = written(tree)
    signs = re.findall(r"\\?[A-Za-z]+|[^\s{}]", tex.replace(r"\frac", ""))
    nested, pending = 0, 0
    groups: list[tuple[bool, int]] = []
    for token in re.findall(r"\\frac|[{}]", tex):
        if token == "{":
            groups.append((pending > 0, max(pending - 1, 0)))
            pending = 0
        elif token == "}":
            _, pending = groups.pop()
        else:
            nested += any(inside for inside, _ in groups)
            pending = 2
    return len(signs) + 3 * nested


def _written(rows: list[CaseRow]) -> str:
    """A formula, or a brace over rows; equal rows are one."""
    texts = [(written(row.value), row.condition) for row in rows]
    values = list(dict.fromkeys(value for value, _ in texts))
    if len(values) == 1:
        return values[0]
    often = [value for value in values if sum(value == other for other, _ in texts) > 1]
    kept = [(value, condition) for value, condition in texts if value not in often[:1]]
    kept += [(value, _OTHERWISE) for value in often[:1]]
    lines = r" \\ ".join(f"{value} & {condition}" for value, condition in kept)
    return rf"\begin{{cases}} {lines} \end{{cases}}"


def _divided(formula: str) -> list[str]:
    """A formula without its definitions, and these."""
    depth, start, parts = 0, 0, []
    for match in re.finditer(r"[{(]|\\begin|[)}]|\\end|(,\\ )", formula):
        if match[1] and depth == 0:
            parts.append(formula[start : match.start()])
            start = match.end()
        elif not match[1]:
            depth += 1 if match[0] in ("{", "(", r"\begin") else -1
    return [*parts, formula[start:]]


def _defined(definition: str) -> str:
    r"""`\lambda` of `\lambda \approx 1.05`, `\sigma(` of `\sigma(x) = ...`."""
    name = re.split(r"\s*(?:=|\\approx)", definition)[0]
    return name.partition("(")[0]
