r"""A resolved tree as mathematics, for mathtext and LaTeX alike.

Both must read it, so only commands that both know are used: `\frac`, `\sqrt`, `\left`,
`\mathrm`, operators, Greek letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from actplot.expression.names import ELEMENTARY, Known
from actplot.expression.nodes import (
    ATOM,
    FACTOR,
    NEGATIVE,
    POWER,
    PRODUCT,
    SUM,
    Apply,
    Binary,
    Comparison,
    Constant,
    Derivative,
    Function,
    Given,
    ListNode,
    Logic,
    NamedNumber,
    Negative,
    Node,
    Not,
    Number,
    Variable,
    rebuilt,
    walk,
)
from actplot.expression.tex import (
    SEPARATOR,
    TexPart,
    letter,
    number_tex,
    primes,
    shown_parameters,
    signed,
)
from actplot.records import replace


def formula(node: Node, without: tuple[Given, ...] = ()) -> str:
    r"""`$...$`: `$\mathrm{ELU}'(x),\ \alpha = 0.5$`.

    Parameters follow the formula if one function alone has some, else they stand in its
    parentheses. without: parameters that are left out.
    """
    left_out = {given.start: given.name for given in without}
    functions = [part for part in walk(node) if isinstance(part, Function)]
    shown = [list(shown_parameters(function, left_out)) for function in functions]
    apart = [parameters for parameters in shown if parameters]
    tex = _Typesetter(left_out, inline=len(apart) > 1).set(node).tex
    if len(apart) == 1:
        tex = r",\ ".join([tex, *map(_parameter, apart[0])])
    return f"${tex}$"


def values(parameters: tuple[Given, ...]) -> str:
    r"""Parameters with their values: `$\alpha = 0.5$`."""
    return rf"${SEPARATOR.join(map(_parameter, parameters))}$"


def symbols(node: Node, without: tuple[Given, ...] = ()) -> str:
    r"""As `formula`, with the letters that papers print for functions: `$\sigma'(x)$`."""
    return formula(_lettered(node), without)


def _lettered(node: Node) -> Node:
    match node:
        case Function(known=known) if known is not None and known.entry is not None:
            tex = known.entry.letter or known.tex
            return replace(node, known=replace(known, tex=tex))
        case Apply(function, arguments):
            called = _lettered(function)
            assert isinstance(called, Function)
            return replace(node, function=called, arguments=tuple(map(_lettered, arguments)))
    return rebuilt(node, _lettered)


def definition(node: Node) -> str:
    r"""The LaTeX of a formula as the catalogue has it: `\begin{cases} ... \end{cases}`."""
    return _DefinitionTypesetter({}, inline=True).set(node).tex


class _Typesetter:
    """left_out: where the parameters and inputs begin whose values are not shown, and their names.

    inline: see formula.
    """

    def __init__(self, left_out: Mapping[int, str], inline: bool) -> None:
        self.left_out = left_out
        self.inline = inline

    def set(self, node: Node, minimum: int = 0, *, small: bool = False) -> TexPart:
        """The node, in parentheses where it binds more loosely than minimum.

        small: in an exponent or a fraction, where fractions are written in a line.
        """
        part = self.plain(node, small)
        return part if part.level >= minimum else TexPart(part.enclosed(), tall=part.tall)

    def plain(self, node: Node, small: bool) -> TexPart:
        match node:
            case Number(number):
                return number_tex(number)
            case Constant("pi"):
                return TexPart(r"\pi")
            case Constant("nan"):
                return TexPart(r"\mathrm{undefined}")
            case NamedNumber(name):
                return TexPart(letter(name))
            case Constant() | Variable():
                return TexPart(node.name if isinstance(node, Constant) else "x")
            case Negative(operand):
                inner = self.set(operand, PRODUCT, small=small)
                return inner._replace(tex=f"-{inner.tex}", level=NEGATIVE)
            case Binary(operator, left, right):
                return self.binary(operator, left, right, small)
            case Comparison(operators, operands):
                first, *others = (self.set(operand, SUM, small=small).tex for operand in operands)
                signs = map(_RELATIONS.__getitem__, operators)
                rest = (f" {sign} {tex}" for sign, tex in zip(signs, others, strict=True))
                return TexPart(first + "".join(rest), 0)
            case Logic(operator, left, right):
                sides = (self.logical(side, small) for side in (left, right))
                return TexPart(rf"\ \mathrm{{{operator}}}\ ".join(sides), 0)
            case Not(operand):
                return TexPart(rf"\mathrm{{not}}\ {self.logical(operand, small)}", 0)
            case Function() | Apply():
                return self.applied(*_parts(node), small)
            case Derivative(operand, order):
                return self.derivative(operand, order, small)
        raise TypeError(f"{type(node).__name__} cannot be typeset")

    def logical(self, node: Node, small: bool) -> str:
        inner = self.set(node, small=small)
        return inner.enclosed() if isinstance(node, Logic) else inner.tex

    def binary(self, operator: str, left: Node, right: Node, small: bool) -> TexPart:
        if operator == "^":
            return self.power(left, right, small)
        if operator == "*":
            return self.product(left, right, small)
        if operator == "/":
            return self.quotient(left, right, small)
        first, second = self.set(left, SUM, small=small), self.set(right, SUM, small=small)
        if operator == "-" or second.tex[0] == "-":
            second = self.set(right, PRODUCT, small=small)
        return TexPart(f"{first.tex} {operator} {second.tex}", SUM, first.tall or second.tall)

    def product(self, left: Node, right: Node, small: bool) -> TexPart:
        first, second = self.set(left, PRODUCT, small=small), self.set(right, FACTOR, small=small)
        tex = f"{first.closed()}{_sign(left, second)}{second.tex}"
        return TexPart(tex, PRODUCT, first.tall or second.tall, second.open)

    def quotient(self, left: Node, right: Node, small: bool) -> TexPart:
        if small:
            first, second = self.set(left, PRODUCT, small=True), self.set(right, POWER, small=True)
            return TexPart(f"{first.closed()} / {second.tex}", PRODUCT)
        over, under = self.set(left, small=True).tex, self.set(right, small=True).tex
        return TexPart(rf"\frac{{{over}}}{{{under}}}", FACTOR, tall=True)

    def power(self, left: Node, right: Node, small: bool) -> TexPart:
        exponent = self.set(right, small=True).tex
        if isinstance(left, (Apply, Function)) and isinstance(right, Number):
            function, inputs = _parts(left)
            if _is_operator(function) and right.value == int(right.value) > 1:
                return self.applied(function, inputs, small, f"^{{{exponent}}}")
        base = self.set(left, ATOM, small=small)
        return TexPart(f"{base.tex}^{{{exponent}}}", POWER, base.tall)

    def derivative(self, operand: Node, order: int, small: bool) -> TexPart:
        if isinstance(operand, Apply) and operand.arguments == (Variable(),):
            function = operand.function
            if function.known is not None and "#1" not in function.known.tex:
                raised = replace(function, order=function.order + order)
                return self.applied(raised, operand.arguments, small)
        inner = self.set(operand, small=small)
        if inner.tall and not isinstance(operand, Variable):
            # A prime behind a fence that is two lines high would be lost.
            times = f"^{{{order}}}" if order > 1 else ""
            closed = inner.bars or (isinstance(operand, Apply) and inner.level == ATOM)
            fence = inner.tex if closed else inner.enclosed()
            return TexPart(rf"\frac{{d{times}}}{{dx{times}}}\,{fence}", FACTOR, tall=True)
        wrapped = inner.tex if isinstance(operand, Variable) or inner.bars else inner.enclosed()
        return TexPart(wrapped + primes(order), POWER, inner.tall)

    def applied(
        self, function: Function, inputs: tuple[Node, ...], small: bool, power: str = ""
    ) -> TexPart:
        known = function.known
        assert known is not None
        if known.condition:
            return self.cases(inputs, small)
        if function.order == 0 and len(inputs) == 1:
            if known.name in _REWRITTEN:
                return self.plain(_REWRITTEN[known.name](inputs[0]), small)
            if "#1" in known.tex:
                return self.pattern(known.tex, inputs[0], small)
            if _is_operator(function) and isinstance(inputs[0], (Variable, Constant)):
                argument = self.set(inputs[0]).tex
                return TexPart(f"{known.tex}{power} {argument}", FACTOR, open=True)
        name = _before_primes(known) if function.order else known.tex
        inside = self.inside(function, inputs, small)
        name += _component(function, self.left_out) + primes(function.order) + power
        bare = inside.bars and _is_operator(function)
        fenced = rf"\,{inside.tex}" if bare else inside.enclosed()
        return TexPart(name + fenced, tall=inside.tall)

    def inside(self, function: Function, arguments: tuple[Node, ...], small: bool) -> TexPart:
        """The text between the parentheses of a call."""
        parts = [
            TexPart(letter(self.left_out[argument.start]))
            if argument.start in self.left_out
            else self.set(argument, small=small)
            for argument in arguments
        ]
        tex = ", ".join([parts[0].tex, *(signed(part.tex) for part in parts[1:])])
        shown = list(shown_parameters(function, self.left_out))
        if self.inline and shown:
            tex = r";\ ".join([tex, SEPARATOR.join(map(_parameter, shown))])
        alone = len(parts) == 1 and tex == parts[0].tex
        return TexPart(tex, tall=any(part.tall for part in parts), bars=alone and parts[0].bars)

    def pattern(self, tex: str, argument: Node, small: bool) -> TexPart:
        inner = self.set(argument, small=small)
        if tex.startswith("e^"):
            exponent = self.set(argument, small=True).tex
            # A square in the exponent is still read easily, a longer formula is not.
            if exponent.count("^") > 1 or r"\mathrm" in exponent:
                return TexPart(rf"\exp{inner.enclosed()}", tall=inner.tall)
            return TexPart(tex.replace("#1", exponent), POWER)
        bars = tex == "|#1|"
        if inner.tall:
            tex = tex.replace("|#1|", r"\left|#1\right|")
        return TexPart(tex.replace("#1", signed(inner.tex)), tall=inner.tall, bars=bars)

    def cases(self, parts: tuple[Node, ...], small: bool) -> TexPart:
        """`where` as words in a line, since mathtext has no braces over rows."""
        branches, otherwise = _branches(parts)
        rows, tall = [], False
        for condition, then in branches:
            first, second = self.set(then, 1, small=small), self.set(condition, small=small)
            rows.append(rf"{signed(first.tex)}\ \mathrm{{if}}\ {signed(second.tex)}")
            tall = tall or first.tall or second.tall
        if otherwise is not None:
            last = self.set(otherwise, small=small)
            rows.append(rf"\mathrm{{else}}\ {signed(last.tex)}")
            tall = tall or last.tall
        return TexPart(r",\ ".join(rows), 0, tall)


class _DefinitionTypesetter(_Typesetter):
    """Cases as rows behind a brace, which LaTeX knows."""

    def cases(self, parts: tuple[Node, ...], small: bool) -> TexPart:
        branches, otherwise = _branches(parts)
        rows = [f"{self.set(then).tex} & {self.set(when).tex}" for when, then in branches]
        if otherwise is not None:
            rows.append(rf"{self.set(otherwise).tex} & \mathrm{{otherwise}}")
        joined = r" \\ ".join(rows)
        return TexPart(rf"\begin{{cases}} {joined} \end{{cases}}", 0, tall=True)


_RELATIONS = {"<": "<", "<=": r"\leq", ">": ">", ">=": r"\geq", "==": "=", "!=": r"\neq"}


def _branches(parts: tuple[Node, ...]) -> tuple[list[tuple[Node, Node]], Node | None]:
    """Conditions with what `where` is where they hold, and what it is elsewhere, if anything."""
    branches = []
    while True:
        condition, then, rest = parts
        branches.append((condition, then))
        if not (isinstance(rest, Apply) and rest.function.name == "where"):
            return branches, None if rest == Constant("nan") else rest
        parts = rest.arguments


def _elementary(name: str, argument: Node) -> Node:
    return Apply(Function(name, known=ELEMENTARY[name]), (argument,))


_REWRITTEN: dict[str, Callable[[Node], Node]] = {
    "log1p": lambda u: _elementary("log", Binary("+", Number(1.0), u)),
    "expm1": lambda u: Binary("-", _elementary("exp", u), Number(1.0)),
}


def _parts(node: Function | Apply) -> tuple[Function, tuple[Node, ...]]:
    """A function and its inputs; a bare name is applied to x."""
    return (node, (Variable(),)) if isinstance(node, Function) else (node.function, node.arguments)


def _is_operator(function: Function) -> bool:
    r"""Whether it is written like \sin: `\sin x`, `\sin^{2} x`."""
    known = function.known
    if known is None or known.most != 1 or function.order:
        return False
    return re.match(r"\\(ln|log|sin|cos|tan|arc|sinh|cosh|tanh)", known.tex) is not None


def _before_primes(known: Known) -> str:
    """The name of a function whose derivative is set: mathtext leaves a gap behind operators."""
    if "#1" in known.tex or known.name in _REWRITTEN:
        return rf"\mathrm{{{known.name}}}"
    return re.sub(r"^\\(ln|log|(?:arc)?(?:sin|cos|tan)h?)(?![a-z])", r"\\mathrm{\1}", known.tex)


def _sign(left: Node, second: TexPart) -> str:
    """The sign or space between two factors."""
    if second.tex[0].isdigit():
        return r" \cdot "
    if isinstance(left, Number) and left.value == int(left.value):
        juxtaposed = second.tex[0] != "\\" or second.tex.startswith(r"\pi")
        if juxtaposed and "^" not in number_tex(left.value).tex:
            return ""
    return r"\,"


def _component(function: Function, left_out: Mapping[int, str]) -> str:
    """Which component of a vector function: its subscript."""
    for given in function.parameters:
        if given.name == "component":
            return "" if given.start in left_out else f"_{{{_value(given.value)}}}"
    entry = function.known.entry if function.known is not None else None
    for parameter in entry.parameters if entry is not None else ():
        if parameter.name == "component" and isinstance(parameter.default, (int, float)):
            return f"_{{{number_tex(parameter.default).tex}}}"
    return ""


def _parameter(given: Given) -> str:
    return f"{letter(given.name)} = {_value(given.value)}"


def _value(node: Node) -> str:
    if isinstance(node, ListNode):
        first, *others = map(_value, node.items)
        return f"({', '.join([first, *map(signed, others)])})"
    return _Typesetter({}, inline=False).set(node, small=True).tex
