"""What curves are called: their labels, the one name of a long family, the name of the y axis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from actplot.activations import Activation
from actplot.expression import Curve
from actplot.expression.nodes import Apply, Function, Node, Variable
from actplot.expression.tex import SEPARATOR, defaults
from actplot.expression.typeset import symbols, values
from actplot.formula import commands
from actplot.later import pattern
from actplot.plan.numerals import numerals
from actplot.plan.plans import CurvePlan, SweepPlan
from actplot.plan.strokes import LONGEST_NAMED
from actplot.spec.model import CurveSpec, PanelSpec
from actplot.spec.steps import LONGEST_FAMILY
from actplot.spec.yaml.nodes import within

# The name of an x axis that says what the variable is called, alone or behind words, and before
# a unit: `$z$`, `input $z$`, `time $t_1$ (s)`, `$U$ / mV`; and x in a formula where it is one.
_VARIABLE = pattern(
    r"(?P<words>[^$]*)"
    r"\$\s*(?P<name>(?P<letter>[A-Za-z]|\\[A-Za-z]+)(_([A-Za-z0-9]|\{[A-Za-z0-9]+\}))?)\s*\$"
    r"(\s*([(\[/,（，：:].*|in\s.*))?"
)
_X = pattern(r"(?<![A-Za-z\\])(d?)x(?![A-Za-z])")
# Behind these words a letter is not the name of the quantity, but a part of it.
_PART_OF = {
    "of", "in", "per", "by", "from", "to", "over", "with", "and", "or",
    "von", "pro", "je", "zu", "und", "de", "par", "en", "et",
}  # fmt: skip


def label(spec: PanelSpec, entry: CurveSpec, curve: Curve) -> str:
    """What a curve is called; a family that is alone has its function on the y axis."""
    if len(entry.curves) > LONGEST_NAMED:
        return ""
    text, kind = given(entry), spec.labels.text or "names"
    family = curve.family
    if text is None and kind == "none":
        return ""
    printed = printer(spec)
    if family is None:
        return printed(_named(curve, kind)) if text is None else text
    if text is not None:
        return within(text, after=f", {printed(family.math)}") if text else ""
    return printed(family.math if _alone(spec) else _named(curve, kind))


def printer(spec: PanelSpec) -> Callable[[str], str]:
    """How formulas that are made from curves are printed: their numbers, and their variable."""
    printed, name = numerals(spec).printed, _variable(spec.xlabel or "")
    if name == "x":
        return printed
    taken = re.compile(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z])")

    def renamed(text: str) -> str:
        """Unless the letter means something else there, as e in the error $e$ of exp(-x)."""
        text = printed(text)
        if taken.search(text) or ("_" in name and "x_" in text):
            return text
        return _X.sub(lambda x: x[1] + name, text)

    return renamed


def _variable(xlabel: str) -> str:
    """What the name of the x axis calls the variable, as a formula; x if it does not say."""
    named = _VARIABLE.fullmatch(xlabel)
    if named is None or not _PART_OF.isdisjoint(named["words"].lower().split()[-1:]):
        return "x"
    letter = named["letter"]
    # Arrows and signs are no letters, and what is wrong with a command is reported of the axis.
    known = len(letter) == 1 or chr(commands.symbols().get(letter[1:], 0)).isalpha()
    return named["name"] if known else "x"


def place(spec: PanelSpec, entry: CurveSpec) -> tuple[float | str | None, bool]:
    """Where the label of a curve is wanted, and whether it follows the slope."""
    own, common = entry.label, spec.labels
    at = own.at if own is not None and own.at is not None else common.at
    sloped = own.sloped if own is not None and own.sloped is not None else common.sloped
    return at, bool(sloped)


def given(entry: CurveSpec) -> str | None:
    """The text of the label of an entry, None where it is made from the curve."""
    return entry.label.text if entry.label is not None else None


def y_name(spec: PanelSpec, drawn: tuple[CurvePlan, ...]) -> str:
    if spec.ylabel is not None:
        return spec.ylabel
    kind = spec.labels.text or "names"
    families = {_title(c.curve, kind) for c in drawn if c.curve.family is not None}
    if len(spec.curves) == 1 and len(families) == 1 and given(spec.curves[0]) is None:
        return printer(spec)(families.pop())
    return "$y$"


def sweeps(spec: PanelSpec, drawn: tuple[CurvePlan, ...]) -> Iterator[SweepPlan]:
    """The one name of each family that is too long for a name a member."""
    kind, printed = spec.labels.text or "names", printer(spec)
    for entry in spec.curves:
        families = [curve.family for curve in entry.curves if curve.family is not None]
        text = given(entry)
        if text is None and kind == "none":
            continue
        if len(families) > LONGEST_FAMILY and text != "":
            first, last = families[0], families[-1]
            name = text or printed(_title(entry.curves[0], kind))
            name = "" if _alone(spec) else within(name, after=", ")
            members = [c for c in drawn if c.entry is entry]
            strokes, numbers = [c.stroke for c in members], [c.number for c in members]
            after = printed(f"{first.math} … {last.math}")
            yield SweepPlan(within(name, after=after), tuple(strokes), tuple(numbers))


def _alone(spec: PanelSpec) -> bool:
    return len(spec.curves) == 1 and spec.ylabel is None


def _named(curve: Curve, kind: str) -> str:
    """The label that is made from a curve: its name, with letters for names, or its formula."""
    if kind == "symbols":
        return symbols(curve.tree)
    if kind == "formulas":
        return _formula(curve) or curve.math
    return curve.math


def _title(curve: Curve, kind: str) -> str:
    """What all members of a family have in common."""
    assert curve.family is not None
    if kind == "symbols":
        return symbols(curve.tree, curve.family.given)
    return curve.family.title


def _formula(curve: Curve) -> str | None:
    """The formula of the catalogue behind a curve, in a line; None where it is one already."""
    from actplot.formula.derivative.derive import derivative  # most figures do without

    tree: Node = curve.tree
    if isinstance(tree, Apply) and tree.arguments == (Variable(),):
        tree = tree.function
    if not isinstance(tree, Function) or tree.known is None or tree.known.entry is None:
        return None
    entry: Activation = tree.known.entry
    formula: str | None = entry.formula
    for _ in range(tree.order):
        formula = derivative(formula) if formula else None
    if not formula:
        return None
    shown = values(tree.parameters)[1:-1] if tree.parameters else ""
    parts = (in_line(formula), shown, defaults(entry, formula, tree.parameters))
    return f"${SEPARATOR.join(filter(None, parts))}$"


def in_line(tex: str) -> str:
    r"""A formula without rows: `x\ \mathrm{if}\ x > 0,\ 0\ \mathrm{otherwise}`."""

    def cases(match: re.Match[str]) -> str:
        rows = [row.split("&") for row in re.split(r"\\\\", match[1])]
        return r",\ ".join(
            rf"{value.strip()}\ {condition.strip()}"
            if r"\mathrm{otherwise}" in condition
            else rf"{value.strip()}\ \mathrm{{if}}\ {condition.strip()}"
            for value, condition in rows
        )

    return re.sub(r"\\begin\{cases\}(.*?)\\end\{cases\}", cases, tex, flags=re.DOTALL)
