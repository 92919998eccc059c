"""Formulas as trees that are tidied while they are built.

A sum has like terms collected, a product has like factors collected: so equal formulas mostly
are equal trees. Parts keep the order in which they came, which does not count when comparing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple, TypeAlias

from actplot.records import Record


class Symbol(NamedTuple):
    r"""A letter, as LaTeX writes it: x, \alpha, p_1."""

    tex: str


class Call(NamedTuple):
    """A function by its plain name: exp, tanh, abs, ..."""

    name: str
    argument: Tree


class Sum(Record):
    """Terms with their coefficients, none of them zero; a number is the term ONE."""

    terms: tuple[tuple[Tree, Fraction], ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sum) and frozenset(self.terms) == frozenset(other.terms)

    def __hash__(self) -> int:
        return hash(frozenset(self.terms))


class Product(Record):
    """A coefficient and bases with their exponents."""

    coefficient: Fraction
    factors: tuple[tuple[Tree, Tree], ...]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Product) or self.coefficient != other.coefficient:
            return False
        return frozenset(self.factors) == frozenset(other.factors)

    def __hash__(self) -> int:
        return hash((self.coefficient, frozenset(self.factors)))


Tree: TypeAlias = Symbol | Call | Sum | Product


def number(value: Fraction | int | str) -> Tree:
    return Product(Fraction(value), ())


ZERO, ONE = number(0), number(1)
X = Symbol("x")


def as_number(tree: Tree) -> Fraction | None:
    """The value of a tree that is a number alone."""
    return tree.coefficient if isinstance(tree, Product) and not tree.factors else None


def split(tree: Tree) -> tuple[Tree, Fraction]:
    """A tree as what is left of it without its coefficient, and that."""
    if isinstance(tree, Product):
        return _product(Fraction(1), tree.factors), tree.coefficient
    return tree, Fraction(1)


def add(*trees: Tree) -> Tree:
    terms: dict[Tree, Fraction] = {}
    for tree in trees:
        parts = tree.terms if isinstance(tree, Sum) else (split(tree),)
        for term, coefficient in parts:
            if coefficient:
                terms[term] = terms.get(term, Fraction(0)) + coefficient
    kept = tuple((term, value) for term, value in terms.items() if value)
    if not kept:
        return ZERO
    if len(kept) == 1:
        return multiply(number(kept[0][1]), kept[0][0])
    return Sum(kept)


def multiply(*trees: Tree) -> Tree:
    coefficient = Fraction(1)
    powers: dict[Tree, Tree] = {}
    exponents: list[Tree] = []
    for base, exponent in _factors(trees):
        if isinstance(base, Fraction):
            coefficient *= base
        elif isinstance(base, Call) and base.name == "exp":
            exponents.append(multiply(base.argument, exponent))
        else:
            powers[base] = add(powers.get(base, ZERO), exponent)
    if exponents:
        together = call("exp", add(*exponents))
        if together != ONE:
            powers[together] = ONE
    _settle(powers)
    kept = tuple((base, exponent) for base, exponent in powers.items() if exponent != ZERO)
    return ZERO if coefficient == 0 else _product(coefficient, kept)


def power(base: Tree, exponent: Tree) -> Tree:
    whole = as_number(exponent)
    if whole == 1:
        return base
    if whole == 0:
        return ONE
    if whole is not None and isinstance(base, Call) and base.name == "exp":
        return call("exp", multiply(base.argument, exponent))
    # Roots are not taken of numbers, nor of each factor of a product: sqrt(x^2) is no x.
    if whole is not None and whole.denominator == 1 and isinstance(base, Product):
        return multiply(
            number(base.coefficient**whole.numerator),
            *(power(factor, multiply(inner, exponent)) for factor, inner in base.factors),
        )
    if whole is not None and whole.denominator == 1 and isinstance(base, Sum):
        content, base = _primitive(base)
        return multiply(number(content**whole.numerator), Product(Fraction(1), ((base, exponent),)))
    return _product(Fraction(1), ((base, exponent),))


def call(name: str, argument: Tree) -> Tree:
    value = as_number(argument)
    if name == "exp" and value == 0:
        return ONE
    if name == "ln" and value == 1:
        return ZERO
    if name in ("sin", "tanh", "arctan", "erf", "sinh", "sgn", "abs") and value == 0:
        return ZERO
    return Call(name, argument)


def negative(tree: Tree) -> Tree:
    return multiply(number(-1), tree)


def quotient(over: Tree, under: Tree) -> Tree:
    return multiply(over, power(under, number(-1)))


def minus(first: Tree, second: Tree) -> Tree:
    return add(first, negative(second))


def expanded(tree: Tree) -> Tree:
    """The tree with products of sums, and small whole powers of sums, multiplied out."""
    if isinstance(tree, Sum):
        return add(*(multiply(number(value), expanded(term)) for term, value in tree.terms))
    if not isinstance(tree, Product):
        return tree
    summands: list[Tree] = [number(tree.coefficient)]
    for base, exponent in tree.factors:
        times = as_number(exponent)
        if isinstance(base, Sum) and times in (1, 2, 3):
            for _ in range(int(times)):
                terms = [multiply(number(value), term) for term, value in base.terms]
                summands = [multiply(one, other) for one in summands for other in terms]
        else:
            summands = [multiply(one, power(base, exponent)) for one in summands]
    return add(*summands)


def substituted(tree: Tree, values: Mapping[Symbol, Tree]) -> Tree:
    """The tree with trees in place of symbols."""
    match tree:
        case Symbol():
            return values.get(tree, tree)
        case Call(name, argument):
            return call(name, substituted(argument, values))
        case Sum(terms):
            parts = ((number(value), substituted(term, values)) for term, value in terms)
            return add(*(multiply(*part) for part in parts))
        case Product(coefficient, parts):
            return multiply(
                number(coefficient),
                *(power(substituted(b, values), substituted(e, values)) for b, e in parts),
            )


def factors(tree: Tree) -> tuple[tuple[Tree, Tree], ...]:
    """The bases of a product with their exponents."""
    return tree.factors if isinstance(tree, Product) else ((tree, ONE),)


def depends(tree: Tree) -> bool:
    """Whether x occurs."""
    match tree:
        case Symbol():
            return tree == X
        case Call(_, argument):
            return depends(argument)
        case Sum(terms):
            return any(depends(term) for term, _ in terms)
        case Product(_, parts):
            return any(depends(base) or depends(exponent) for base, exponent in parts)


def _product(coefficient: Fraction, parts: tuple[tuple[Tree, Tree], ...]) -> Tree:
    if coefficient == 1 and len(parts) == 1 and parts[0][1] == ONE:
        return parts[0][0]
    if len(parts) == 1 and isinstance(parts[0][0], Sum) and parts[0][1] == ONE:
        # A number times a sum is a sum.
        return Sum(tuple((term, value * coefficient) for term, value in parts[0][0].terms))
    return Product(coefficient, parts)


def _factors(trees: Iterable[Tree]) -> Iterable[tuple[Tree | Fraction, Tree]]:
    for tree in trees:
        if isinstance(tree, Product):
            yield tree.coefficient, ONE
            yield from tree.factors
        elif isinstance(tree, Sum):
            content, base = _primitive(tree)
            yield content, ONE
            yield base, ONE
        else:
            yield tree, ONE


def _primitive(tree: Sum) -> tuple[Fraction, Sum]:
    """What all coefficients of a sum share, and the rest: multiples of a sum have one base."""
    values = [value for _, value in tree.terms]
    sign = 1 if any(value > 0 for value in values) else -1
    under = lcm(*(value.denominator for value in values))
    content = Fraction(sign * gcd(*(value.numerator for value in values)), under)
    if under > _MOST:  # decimals are to stay what they are
        content = Fraction(sign)
    return content, Sum(tuple((term, value / content) for term, value in tree.terms))


_MOST = 64


def _settle(powers: dict[Tree, Tree]) -> None:
    """u sgn(u) = |u|, |u| sgn(u) = u and sgn(u)^2 = 1, where u is no 0; sinh / cosh = tanh."""
    for base in list(powers):
        times = as_number(powers[base])
        if not isinstance(base, Call) or times is None or times.denominator != 1:
            continue
        if base.name == "sgn":
            powers[base] = number(times % 2)
            size = Call("abs", base.argument)
            for one, other in ((size, base.argument), (base.argument, size)):
                if times % 2 and powers.get(one) == ONE:
                    _exchange(powers, (base, one), other)
                    break
        below = Call("cosh", base.argument)
        if base.name == "sinh" and times == 1 and powers.get(below) == number(-1):
            _exchange(powers, (base, below), Call("tanh", base.argument))


def _exchange(powers: dict[Tree, Tree], old: tuple[Tree, Tree], new: Tree) -> None:
    powers |= dict.fromkeys(old, ZERO)
    powers[new] = add(powers.get(new, ZERO), ONE)
