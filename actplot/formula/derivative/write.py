r"""A tree as LaTeX, in the manner of the catalogue's own formulas."""

from __future__ import annotations

from fractions import Fraction

from actplot.formula.derivative.tree import (
    ONE,
    Call,
    Product,
    Sum,
    Symbol,
    Tree,
    as_number,
    depends,
    multiply,
    number,
    power,
)

_NAMES = {"Phi": r"\Phi", "sigma": r"\sigma", "erf": r"\mathrm{erf}", "sgn": r"\mathrm{sgn}",
          **{name: rf"\mathrm{{{name}}}" for name in (
              "erfc", "sech", "arsinh", "arcosh", "artanh", "logit", "probit")}}  # fmt: skip
_HALF = Fraction(1, 2)
# What is set over the line of text, so that parentheses around it must grow.
_TALL = (r"\frac", r"\left")
_OPENING = ("(", "|", r"\left")


def written(tree: Tree, *, small: bool = False) -> str:
    """LaTeX of a tree. small: in an exponent, where fractions are set in line."""
    match tree:
        case Symbol(tex):
            return tex
        case Call(name, argument):
            return _call(name, argument)
        case Sum(terms):
            return _sum(terms, small)
        case Product(coefficient, parts):
            return _product(coefficient, parts, small)


def _sum(terms: tuple[tuple[Tree, Fraction], ...], small: bool) -> str:
    # What is positive comes first, if anything is.
    ordered = sorted(terms, key=lambda term: term[1] < 0)
    text = ""
    for term, value in ordered:
        tex = written(multiply(number(abs(value)), term), small=small)
        sign = "-" if value < 0 else "+"
        text += f" {sign} {tex}" if text else f"{sign if value < 0 else ''}{tex}"
    return text


def _product(coefficient: Fraction, parts: tuple[tuple[Tree, Tree], ...], small: bool) -> str:
    sign = "-" if coefficient < 0 else ""
    over, under = _sides(abs(coefficient), parts)
    if not under:
        return sign + (_row(over, small) or "1")
    above, below = _row(over, small) or "1", _row(under, small, alone=True)
    if small:
        wide = len(under) > 1 or isinstance(under[0], Sum)
        return f"{sign}{above} / {_enclosed(below) if wide and below[0] != '(' else below}"
    return rf"{sign}\frac{{{_bare(over, above)}}}{{{_bare(under, below)}}}"


def _sides(
    coefficient: Fraction, parts: tuple[tuple[Tree, Tree], ...]
) -> tuple[list[Tree], list[Tree]]:
    """The factors above and those below the line of a fraction."""
    over: list[Tree] = []
    under: list[Tree] = []
    shown = _decimal(coefficient)
    if shown is None:
        top, bottom = number(coefficient.numerator), number(coefficient.denominator)
        over += [top] if top != ONE else []
        under += [bottom] if bottom != ONE else []
    elif shown != "1":
        over.append(Symbol(shown))
    roots: dict[int, Tree] = {}
    for base, exponent in sorted(parts, key=_order):
        value = as_number(exponent)
        if value in (_HALF, -_HALF) and not depends(base):
            # sqrt(2) sqrt(pi) is sqrt(2 pi).
            roots[value > 0] = multiply(base, roots.get(value > 0, ONE))
        elif value is not None and value < 0:
            under.append(power(base, number(-value)))
        else:
            over.append(power(base, exponent))
    for side, inside in roots.items():
        (over if side else under).insert(0, power(inside, number(_HALF)))
    return over, under


def _order(part: tuple[Tree, Tree]) -> int:
    """Constants first, then x, functions, and sums last."""
    base = part[0]
    if isinstance(base, Symbol):
        return 1 if base.tex == "x" else 0
    if isinstance(base, Call):
        return 2 if base.name == "exp" else 3
    return 4


def _decimal(value: Fraction) -> str | None:
    """A number that is better written without a fraction: 3, 0.044715."""
    if value.denominator == 1:
        return str(value.numerator)
    # Halves and quarters are fractions, but 7/5 was written as 1.4.
    if value.denominator % 5 or 10**12 % value.denominator:
        return None
    return f"{float(value):.12g}"


def _row(trees: list[Tree], small: bool, *, alone: bool = False) -> str:
    """Factors side by side."""
    text = ""
    for tree in trees:
        tex = _factor(tree, small, single=len(trees) == 1 and alone)
        text += tex if not text else f"{_space(text, tex)}{tex}"
    return text


def _space(before: str, after: str) -> str:
    if after[0].isdigit():
        return r" \cdot "
    # LaTeX sets no space of its own before these, and a letter would seem to be a function.
    if after.startswith(r"\mathrm") or (before[-1].isalpha() and after.startswith(_OPENING)):
        return r"\,"
    return " "


def _factor(tree: Tree, small: bool, *, single: bool) -> str:
    if isinstance(tree, Product) and len(tree.factors) == 1:
        return _power(*tree.factors[0], small=small)
    tex = written(tree, small=small)
    return tex if single or not isinstance(tree, Sum) else _enclosed(tex)


def _power(base: Tree, exponent: Tree, *, small: bool) -> str:
    value = as_number(exponent)
    if value == Fraction(1, 2):
        return rf"\sqrt{{{written(base)}}}"
    raised = written(exponent, small=True)
    if isinstance(base, Call) and base.name not in ("exp", "abs"):
        return f"{_name(base.name)}^{{{raised}}}{_enclosed(written(base.argument))}"
    tex = written(base, small=small)
    bare = isinstance(base, Symbol) or (isinstance(base, Call) and base.name == "abs")
    return f"{tex if bare else _enclosed(tex)}^{{{raised}}}"


def _call(name: str, argument: Tree) -> str:
    if name == "exp":
        return f"e^{{{written(argument, small=True)}}}"
    inside = written(argument)
    if name == "abs":
        return rf"\left|{inside}\right|" if _is_tall(inside) else f"|{inside}|"
    return f"{_name(name)}{_enclosed(inside)}"


def _name(name: str) -> str:
    return name if name.startswith("\\") else _NAMES.get(name, f"\\{name}")


def _is_tall(tex: str) -> bool:
    return any(command in tex for command in _TALL)


def _enclosed(tex: str) -> str:
    return rf"\left({tex}\right)" if _is_tall(tex) else f"({tex})"


def _bare(trees: list[Tree], tex: str) -> str:
    """A sum needs no parentheses where it is all of one side of a fraction."""
    return written(trees[0]) if len(trees) == 1 and isinstance(trees[0], Sum) else tex
