"""A parsed tree to one whose names, inputs and parameters are known to be right.

Names become those of the catalogue, parameters those of its entries, framework names bring
their defaults along, and lists of values become one tree for each.
"""

from __future__ import annotations

from actplot import activations
from actplot.activations import Activation, Parameter, ParameterError, imports
from actplot.activations.parameter import Value
from actplot.expression import arithmetic, names
from actplot.expression.calls import INPUTS, understood
from actplot.expression.error import ExpressionError, at
from actplot.expression.nodes import (
    Apply,
    Comparison,
    Function,
    Given,
    ListNode,
    Logic,
    NamedNumber,
    Negative,
    Node,
    Not,
    Number,
    Quoted,
    Sweep,
    Variable,
    children,
    rebuilt,
    span_of,
    walk,
)
from actplot.expression.parser import LIST_HELP
from actplot.expression.text import text
from actplot.records import Record, replace

MOST_MEMBERS = 100
"""Curves of one family."""
_DIGITS = 6  # of the values between the ends of a sweep, so that labels can show them whole


class Resolver(Record):
    """Looks up names. functions: activations and numbers in addition to the catalogue."""

    functions: names.Names

    def number(self, node: Node) -> Node:
        """The tree of something that has a value at each x. Raises ExpressionError."""
        node = understood(node, self.functions)
        match node:
            case Quoted():
                help = "write the name without quotes, or a number"
                raise at(node, "texts in quotes are not supported", help)
            case Comparison() | Logic() | Not():
                help = f"did you mean `where({text(node)}, 1, 0)`?"
                raise at(node, "a condition cannot be used as a value", help)
            case Function():
                own = self.functions.get(node.name)
                return self._function(node, ()) if own is None else self._own(node, own)
            case Apply(function, arguments):
                if isinstance(self.functions.get(function.name), float):
                    raise self._called(function, node)
                known = self._known(function)
                first = self.condition if known.condition else self.number
                inputs = tuple(
                    _listed(argument, known)
                    if isinstance(argument, (ListNode, Sweep))
                    else (self.number if index else first)(argument)
                    for index, argument in enumerate(arguments)
                )
                resolved = self._function(function, inputs, applied=node)
                return replace(node, function=resolved, arguments=inputs)
        return rebuilt(node, self.number)

    def _own(self, node: Function, own: Activation | float) -> Node:
        """A name of the spec's own."""
        if isinstance(own, Activation):
            return self._function(node, ())
        if node.parameters:
            raise self._called(node, node)
        if node.order:
            help = "put the prime after a function, as in `gelu'`"
            raise ExpressionError("a number has no derivative", node.name_end, node.order, help)
        return NamedNumber(node.name, value=own, **span_of(node))

    def _called(self, function: Function, call: Node) -> ExpressionError:
        inside = text(call.arguments[0]) if isinstance(call, Apply) and call.arguments else "x"
        help = f"did you mean `{function.name} * ({inside})`?"
        message = f"'{function.name}' is a number, not a function"
        return at(call, message, help)

    def condition(self, node: Node) -> Node:
        """The tree of something that is true or false at each x. Raises ExpressionError."""
        match node:
            case Comparison():
                return rebuilt(node, self.number)
            case Logic() | Not():
                return rebuilt(node, self.condition)
        raise at(node, "expected a condition", f"for example `{text(node)} > 0`")

    def _function(
        self, node: Function, inputs: tuple[Node, ...], applied: Apply | None = None
    ) -> Function:
        known = self._known(node)
        if applied is not None or known.least > 1:
            _check_inputs(node, known, inputs, applied)
        if node.order and len(inputs) > 1:
            moved = text(Apply(replace(node, order=0), inputs)) + node.order * "'"
            message = f"{known.name} has several inputs; a prime does not say which one it is for"
            help = f"did you mean `{moved}`, the derivative with respect to x?"
            raise ExpressionError(message, node.name_end, node.order, help)
        return replace(node, name=known.name, parameters=self._parameters(node, known), known=known)

    def _parameters(self, node: Function, known: names.Known) -> tuple[Given, ...]:
        """The given parameters and those that the name brings, in the entry's order."""
        if known.entry is None:
            for given in node.parameters:
                message = f"{known.name} has no parameter '{given.name}'"
                raise _at_name(given, message, f"{known.name} has no parameters")
            return ()
        parameters: dict[str, Given] = {}
        for given in node.parameters:
            resolved = self._given(given, known.entry)
            if resolved.name in parameters:
                raise _at_name(given, f"'{resolved.name}' is given twice")
            parameters[resolved.name] = resolved
        for name, value in known.given.items():
            if isinstance(value, (int, float)):
                parameters.setdefault(name, Given(name, arithmetic.exact(value)))
        order = (parameter.name for parameter in known.entry.parameters)
        return tuple(parameters[name] for name in order if name in parameters)

    def _known(self, node: Function) -> names.Known:
        known = names.find(node.name, self.functions)
        if known is None:
            raise self._unknown(node)
        return known

    def _unknown(self, node: Function) -> ExpressionError:
        length = node.name_end - node.start
        if node.end == node.name_end:
            parameter = len(node.name) == 1 or node.name in _parameter_names()
            if parameter or node.name in INPUTS:
                help = "the variable is x"
                if parameter:
                    help += "; a parameter is set in a call, as in `elu(alpha=0.5)`"
                return at(node, f"no variable is called '{node.name}'", help)
        help = "`actplot list` shows all names"
        suggestion = names.suggestion(node.name, self.functions)
        word = node.name.rpartition(".")[2] if imports.framework(node.name) else node.name
        if word in names.INSTEAD:
            help = names.INSTEAD[word]
        elif names.is_file(node.name):
            help = "this is the name of a file; write an expression, e.g. `gelu`"
        elif suggestion is not None:
            quoted = f"`{suggestion}`" if "'" in suggestion else f"'{suggestion}'"
            help = f"did you mean {quoted}? {help}"
        for problem in activations.plug_ins():
            help = f"{help}; {problem.message}" if help else problem.message
        return ExpressionError(f"no activation is called '{node.name}'", node.start, length, help)

    def _given(self, given: Given, entry: Activation) -> Given:
        try:
            parameter = entry.parameter(_latin(given.name, entry))
        except ParameterError as error:
            raise _at_name(given, error.message, error.help) from None
        value = _value(self._numbers(given.value), parameter)
        return replace(given, name=parameter.name, value=value)

    def _numbers(self, node: Node) -> Node:
        """The value of a parameter with the spec's own numbers in it looked up."""
        match node:
            case Function():
                own = self.functions.get(node.name)
                return self._own(node, own) if isinstance(own, float) else node
            case Sweep(first, last):
                return replace(node, first=self._numbers(first), last=self._numbers(last))
        return rebuilt(node, self._numbers)


def settings(function: Function, inputs: int) -> dict[str, Value]:
    """The values of all parameters of a function, checked. Raises ExpressionError."""
    assert function.known is not None
    entry = function.known.entry
    if entry is None:
        return {}
    values = {given.name: plain(given.value) for given in function.parameters}
    try:
        return entry.settings(values, inputs)
    except ParameterError as error:
        place: Node = function
        for given in function.parameters:
            if given.name == error.parameter:
                place = given.value
        raise at(place, error.message, error.help) from None


def varying(node: Node) -> Node | None:
    """The first part of a resolved tree that changes with x."""
    if isinstance(node, (Variable, Function)):
        return node
    inner = node.arguments if isinstance(node, Apply) else children(node)
    return next(filter(None, map(varying, inner)), None)


def _check_inputs(
    node: Function, known: names.Known, inputs: tuple[Node, ...], applied: Apply | None
) -> None:
    count, least, most = len(inputs), known.least, known.most
    if count >= least and (most is None or count <= most):
        return
    plural = "" if most == 1 else "s"
    numbers = f"at least {least}" if most is None else "one" if most == 1 else f"{most}"
    if most is not None and least < most:
        numbers = f"{least} to {most}"
    takes = f"{numbers} input{plural}"
    given = f", not {count}" if count else ""
    help = None
    if known.entry is not None:
        own = known.entry.parameters
        example = known.entry.example
        if most == count - 1 and len(own) > 0:
            example = f"{known.name}({text(inputs[0])}, {own[0].name}={text(inputs[-1])})"
        help = f"for example `{example}`"
    extra = inputs[most] if most is not None and count > most else None
    start = node.start if extra is None else extra.start
    end = (applied or node).end if extra is None else inputs[-1].end
    raise ExpressionError(f"{known.name} takes {takes}{given}", start, end - start, help)


def _value(node: Node, parameter: Parameter) -> Node:
    """The value of a parameter with its lists spelt out and its numbers checked."""
    if isinstance(node, Sweep):
        return _swept(node)
    if not isinstance(node, ListNode):
        _check_number(node)
        return node
    if len(node.items) > MOST_MEMBERS:
        raise at(node, f"a list of {len(node.items)} values exceeds the maximum of {MOST_MEMBERS}")
    nested = [isinstance(item, (ListNode, Sweep)) for item in node.items]
    if any(nested) and not parameter.vector:
        place = node.items[nested.index(True)]
        raise at(place, f"each value of '{parameter.name}' must be a single number")
    if any(nested) and not all(nested):
        place = node.items[nested.index(False)]
        raise at(place, f"each value of '{parameter.name}' must be a list of numbers")
    return rebuilt(node, lambda item: _value(item, parameter))


def _listed(node: Node, known: names.Known) -> ListNode:
    """The values of an input of several, one for each curve."""
    if known.most == 1:
        raise at(node, "a list can only be the value of a parameter", LIST_HELP)
    values = _swept(node) if isinstance(node, Sweep) else node
    assert isinstance(values, ListNode)
    if len(values.items) > MOST_MEMBERS:
        raise at(
            node, f"a list of {len(values.items)} values exceeds the maximum of {MOST_MEMBERS}"
        )
    for item in values.items:
        if isinstance(item, (ListNode, Sweep)):
            raise at(item, f"each value of an input of {known.name} must be a single number")
        _check_number(item)
    return values


def _check_number(node: Node) -> None:
    for part in walk(node):
        if isinstance(part, Variable):
            raise at(part, "a parameter cannot depend on x")
    arithmetic.value(node)


def _swept(node: Sweep) -> ListNode:
    first, last = arithmetic.value(node.first), arithmetic.value(node.last)
    count = arithmetic.value(node.count)
    if not 2 <= count <= MOST_MEMBERS or count != int(count):
        raise at(node.count, f"a sweep must have 2 to {MOST_MEMBERS} values")
    if node.logarithmic and (first <= 0 or last <= 0):
        end = node.first if first <= 0 else node.last
        raise at(end, "a logarithmic sweep needs positive ends")
    steps = int(count) - 1
    values = [first]
    for step in range(1, steps):
        share = step / steps
        between = (
            first ** (1 - share) * last**share
            if node.logarithmic
            else first * (1 - share) + last * share
        )
        values.append(float(f"{between:.{_DIGITS}g}"))
    values.append(last)
    span = span_of(node)
    return ListNode(tuple(_number(value, **span) for value in values), **span)


def _number(value: float, **span: int) -> Node:
    number = Number(abs(float(value)), **span)
    return Negative(number, **span) if value < 0 else number


def plain(node: Node) -> Value:
    """The number or the list of numbers that the value of a parameter is."""
    if isinstance(node, ListNode):
        return [arithmetic.value(item) for item in node.items]
    return arithmetic.value(node)


def _latin(name: str, entry: Activation) -> str:
    """The name of the parameter that a Greek letter denotes; other names as they are."""
    for parameter in entry.parameters:
        if len(name) == 1 and name in names.GREEK.get(parameter.name, ""):
            return parameter.name
    return name


def _parameter_names() -> set[str]:
    entries = activations.catalogue().values()
    return {parameter.name for entry in entries for parameter in entry.parameters}


def _at_name(given: Given, message: str, help: str | None = None) -> ExpressionError:
    return ExpressionError(message, given.start, given.name_end - given.start, help)
