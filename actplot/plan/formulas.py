r"""The formulas of curves as a figure shows them: what is on the left, and each case.

`\begin{cases}` is taken apart here, since formulas of a figure are set a line at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from actplot.expression import Curve
from actplot.formula.equation import latex, slope
from actplot.later import pattern
from actplot.plan.plans import CurvePlan, EquationPlan

_CASES = pattern(r"\\begin\{cases\}(.*?)\\end\{cases\}", re.DOTALL)
_ELSE = pattern(r",\\ \\mathrm\{else\}\\ (?=[^{}]*(?:\{[^{}]*\}[^{}]*)*$)")
_IF = r"\ \mathrm{if}\ "
_WITH = r",\ "


def equations(
    curves: Iterable[CurvePlan], printed: Callable[[str], str]
) -> tuple[EquationPlan, ...]:
    """The formula of each curve, those of a family once with all their values left open.

    printed: how formulas that are made from curves are printed.
    """

    def set_(tex: str) -> str:
        return printed(f"${tex}$")[1:-1]

    unique: dict[tuple[str, tuple[tuple[str, str], ...]], EquationPlan] = {}
    for curve in curves:
        several = curve.curve.family is not None and curve.curve.family.count > 1
        plain = equation(curve.curve, family=several)
        cases = tuple((set_(value), set_(condition)) for value, condition in plain.cases)
        plan = EquationPlan(set_(plain.left), cases, set_(plain.given))
        unique.setdefault((plan.left, plan.cases), plan)
    return tuple(unique.values())


def equation(curve: Curve, *, family: bool = False) -> EquationPlan:
    """The formula of one curve. family: the values of its parameters are left open."""
    math = curve.math.strip("$")
    name, _, values = math.partition(_WITH)
    whole = _of_entry(curve, name)
    if whole is None:
        return EquationPlan("y", tuple(_conditions(math)))
    left, equals, right = whole.partition(" = ")
    if not equals:
        return EquationPlan("y", ((left, ""),))
    given = "" if family else values
    return EquationPlan(left, tuple(_cases(right)), given)


def _of_entry(curve: Curve, name: str) -> str | None:
    """The equation of a function of the catalogue or of `let`, or of its derivative.

    None if the curve is no such function, but an expression of some.
    """
    # Those of which a function of `let` is made are among them, too.
    for entry in curve.activations:
        for whole in (latex(entry), slope(entry)):
            if whole is not None and whole.partition(" = ")[0] == name:
                return whole
    return None


def _cases(right: str) -> Iterator[tuple[str, str]]:
    """Each value with its condition; one without where there are no cases."""
    match = _CASES.search(right)
    if match is None:
        yield right, ""
        return
    before, after = right[: match.start()].strip(), right[match.end() :].strip()
    for row in match[1].split(r"\\"):
        value, _, condition = row.partition("&")
        inside = value.strip()
        if before or after:
            inside = rf"{before} \left({inside}\right) {after}".strip()
        yield inside, condition.strip()


def _conditions(math: str) -> Iterator[tuple[str, str]]:
    """The cases of a formula of one's own: `x\\ \\mathrm{if}\\ x > 0,\\ \\mathrm{else}\\ ...`."""
    *parts, last = _ELSE.split(math)
    if not parts or not all(part.count(_IF) == 1 for part in parts):
        yield math, ""
        return
    for part in parts:
        value, _, condition = part.partition(_IF)
        yield value, condition
    yield last, r"\mathrm{otherwise}"
