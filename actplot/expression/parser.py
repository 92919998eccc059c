"""Text to a tree: operator precedence by recursive descent.

From loose to tight: or, and, not, comparisons, + and -, * and /, powers. A leading minus binds
like a product (-x^2 is -(x^2)), powers group from the right, and primes and calls belong to
what immediately precedes them.
"""

from __future__ import annotations

from math import inf

from actplot.expression.cursor import CONSTANTS, WORDS, Cursor, is_program
from actplot.expression.error import ExpressionError, at
from actplot.expression.lexer import Token, tokens
from actplot.expression.nodes import (
    AND,
    COMPARE,
    FACTOR,
    LEVELS,
    OR,
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
    Negative,
    Node,
    Not,
    Number,
    Quoted,
    Sweep,
    Variable,
    height,
    unnamed,
)
from actplot.records import replace

# The bounds keep every later walk over a tree far from Python's own limit of recursion.
DEEPEST = 50
"""Levels of nesting in the text."""
HIGHEST = 120
"""Levels of the tree: a sum of n terms has n."""
MOST_PRIMES = 50
"""The highest order of a derivative: 50! still leaves room below the largest float."""

_BINDING = LEVELS | dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), COMPARE)
_BINDING["superscript"] = POWER


def parse(text: str) -> Node:
    """The tree of an expression, its names not yet looked up.

    Raises ExpressionError, without the text.
    """
    return _Parser(text).whole()


class _Parser(Cursor):
    def __init__(self, text: str) -> None:
        super().__init__(text, tokens(text))

    def whole(self) -> Node:
        if self.token.kind == "end":
            raise ExpressionError("the expression is empty", 0, len(self.text))
        node = self.expression(0)
        if self.token.kind != "end":
            raise self.misplaced(self.token)
        if height(node) > HIGHEST:
            raise at(node, f"more than {HIGHEST} operations in a row")
        return node

    def expression(self, minimum: int) -> Node:
        """Everything from here on whose operators bind at least as tightly as minimum."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise at(self.token, "the expression is nested too deeply")
        left = self.operand(minimum)
        while True:
            token = self.token
            binding = WORDS.get(token.text) if token.kind == "name" else _BINDING.get(token.kind)
            if binding is None or binding < minimum:
                break
            left = self.operation(left, binding)
        if binding is None:
            self.check_what_follows(left)
        self.depth -= 1
        return left

    def operation(self, left: Node, binding: int) -> Node:
        """The operator at this place with its right side."""
        if binding == COMPARE:
            return self.comparison(left)
        token = self.advance()
        if token.kind == "superscript":
            exponent = _number(token, token.text.lstrip("-"))
            right = _negative(exponent, token.start) if token.text[0] == "-" else exponent
            return Binary("^", left, right, start=left.start, end=token.end)
        # Powers group from the right; the others from the left.
        right = self.expression(binding if binding == POWER else binding + 1)
        if isinstance(right, Derivative) and binding == POWER and self.text[right.start] == "x":
            raise self.stray_prime(Binary("^", left, right, start=left.start, end=right.start + 1))
        kind = Logic if binding in (OR, AND) else Binary
        return kind(token.text, left, right, start=left.start, end=right.end)

    def comparison(self, left: Node) -> Node:
        signs: list[str] = []
        operands = [left]
        while _BINDING.get(self.token.kind) == COMPARE:
            signs.append(self.advance().kind)
            operands.append(self.expression(SUM))
        end = operands[-1].end
        return Comparison(tuple(signs), tuple(operands), start=left.start, end=end)

    def operand(self, minimum: int) -> Node:
        token = self.token
        if token.kind == "-":
            self.advance()
            # In a / -b * c the minus takes b alone; in -b * c the product.
            return _negative(self.expression(max(minimum, PRODUCT)), token.start)
        if token.kind == "+":
            self.advance()
            return self.expression(max(minimum, PRODUCT))
        if token.kind == "number":
            return self.number()
        if token.kind == "text":
            self.advance()
            return Quoted(token.text, start=token.start, end=token.end)
        if token.kind == "√":
            self.advance()
            inside = self.operand(POWER)
            root = Function("sqrt", start=token.start, end=token.end, name_end=token.end)
            return Apply(root, (inside,), start=token.start, end=inside.end)
        if token.kind == "(":
            return self.methods(self.primed(self.group()))
        if token.kind == "name" and token.text == "not":
            self.advance()
            operand = self.expression(COMPARE)
            return Not(operand, start=token.start, end=operand.end)
        if token.kind == "name" and token.text not in WORDS:
            return self.name()
        if token.kind == "[":
            raise at(token, "a list can only be the value of a parameter", LIST_HELP)
        raise self.missing_operand()

    def number(self) -> Node:
        token = self.advance()
        node = _number(token, token.text)
        following = self.token
        if following.kind in ("(", "√") or (
            following.kind == "name" and following.text not in (*WORDS, "not")
        ):
            self.refuse_two_readings(token, following)
            right = self.expression(FACTOR)
            return Binary("*", node, right, start=token.start, end=right.end)
        return node

    def group(self) -> Node:
        opening = self.advance()
        inside = self.expression(0)
        closing = self.close(opening, ")")
        return replace(inside, start=opening.start, end=closing.end)

    def name(self) -> Node:
        token = self.advance()
        start, end = token.start, token.end
        if token.text == "x":
            return self.primed(Variable(start=start, end=end))
        if token.text in CONSTANTS:
            return Constant(CONSTANTS[token.text], start=start, end=end)
        if self.token.kind == "[" and self.tokens[self.index + 1].kind == "text":
            opening, token = self.advance(), self.advance()  # ACT2FN["gelu"]
            end = self.close(opening, "]").end
        node: Node = self.primed(Function(token.text, start=start, end=end, name_end=end))
        while self.token.kind == "(":
            if isinstance(node, Apply) and node.function.order == 0 and is_program(token.text):
                node = _configured(node)  # nn.ELU(0.5)(x)
            if not isinstance(node, Function):
                break
            node = self.primed(self.call(node))
        return self.methods(node)

    def methods(self, node: Node) -> Node:
        """The node with the methods that are called on it: `F.relu(x).square()`."""
        while self.token.kind == "method":
            token = self.advance()
            name = f"torch.{token.text[1:]}"
            start, end = token.start + 1, token.end
            function = Function(name, start=start, end=end, name_end=end)
            if self.token.kind != "(":
                message = f"the method '{token.text}' needs parentheses"
                raise at(token, message, "add (...) after it")
            node = self.primed(self.call(function, node))
        return node

    def primed(self, node: Node) -> Node:
        """The node with the primes that follow it."""
        if self.token.kind != "prime":
            return node
        order = 0
        while self.token.kind == "prime":
            token = self.advance()
            order += len(token.text)
        total = order + (node.order if isinstance(node, (Function, Derivative)) else 0)
        if total > MOST_PRIMES:
            raise at(token, f"a derivative of order {total} exceeds the maximum of {MOST_PRIMES}")
        if isinstance(node, (Function, Derivative)):
            return replace(node, order=total, end=token.end)
        return Derivative(node, order, start=node.start, end=token.end)

    def call(self, function: Function, *before: Node) -> Node:
        """`(arguments)`: with inputs a value, with parameters alone still a function.

        before: inputs in front of the function, as those of methods are.
        """
        opening = self.advance()
        inputs = list(before)
        given = list(function.parameters)
        while self.token.kind != ")":
            name = self.token
            if self.is_keyword(function):
                self.index += 2
                value = self.value()
                span = {"start": name.start, "end": value.end, "name_end": name.end}
                given.append(Given(name.text, value, **span))
            elif inputs or not given or len(given) == len(function.parameters):
                inputs.append(self.value())
            else:
                raise at(name, "an input after a parameter", "put inputs before parameters")
            if self.token.kind != ",":
                break
            comma = self.advance()
            if self.token.kind == ")":
                raise at(comma, "expected an argument after this comma")
        closing = self.close(opening, ")")
        with_parameters = replace(function, parameters=tuple(given), end=closing.end)
        if given and not inputs:
            return with_parameters
        start = before[0].start if before else function.start
        return Apply(with_parameters, tuple(inputs), start=start, end=closing.end)

    def is_keyword(self, function: Function) -> bool:
        name = self.token
        if name.kind != "name" or self.tokens[self.index + 1].kind != "=":
            return False
        # These are no parameters: a comparison with one sign too few, which is reported later.
        return (name.text != "x" or "." in function.name) and function.name != "where"

    def value(self) -> Node:
        """What a parameter is set to: an expression, a list or a sweep."""
        if self.token.kind != "[":
            return self.expression(0)
        opening = self.advance()
        if self.token.kind == "]":
            raise at(opening, "the list is empty", LIST_HELP)
        items = [self.value()]
        if self.token.kind == ":":
            return self.sweep(opening, items[0])
        while self.token.kind == ",":
            self.advance()
            items.append(self.value())
        closing = self.close(opening, "]")
        return ListNode(tuple(items), start=opening.start, end=closing.end)

    def sweep(self, opening: Token, first: Node) -> Node:
        self.advance()
        last = self.expression(0)
        if self.token.kind != ":":
            raise at(self.token, "a sweep needs a number of values", _SWEEP_HELP)
        self.advance()
        # The word log would be taken for a factor behind the number.
        count = self.advance()
        if count.kind != "number":
            raise at(count, "the number of values is missing", _SWEEP_HELP)
        logarithmic = self.token.kind == "name" and self.token.text == "log"
        if logarithmic:
            self.advance()
        closing = self.close(opening, "]", _SWEEP_HELP)
        number = _number(count, count.text)
        return Sweep(first, last, number, logarithmic, start=opening.start, end=closing.end)

    def close(self, opening: Token, sign: str, help: str | None = None) -> Token:
        token = self.token
        if token.kind == sign:
            return self.advance()
        if token.kind == "end":
            raise at(opening, f"this '{opening.text}' is never closed")
        raise self.misplaced(token, f"'{sign}'", help)


LIST_HELP = "a list gives one curve for each value: `elu(alpha=[0.5, 1])`"
_SWEEP_HELP = "a sweep is `[first:last:count]` or `[first:last:count log]`"


def _configured(node: Apply) -> Function:
    """A class that was given its parameters by their places, ready for its input."""
    places = map(unnamed, node.arguments)
    return replace(node.function, parameters=(*places, *node.function.parameters))


def _number(token: Token, digits: str) -> Number:
    value = float(digits)
    if value == inf:
        raise at(token, "this number is too large")
    return Number(value, start=token.start, end=token.end)


def _negative(operand: Node, start: int) -> Node:
    return Negative(operand, start=start, end=operand.end)
