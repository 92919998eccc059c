"""The position of the parser in the text, and its messages about what is wrong there."""

from __future__ import annotations

import re

from actplot.expression.error import ExpressionError, at
from actplot.expression.lexer import Token
from actplot.expression.nodes import AND, OR, Binary, Constant, Function, Node, Number

WORDS = {"or": OR, "and": AND}
CONSTANTS = {"pi": "pi", "π": "pi", "e": "e", "nan": "nan", "NaN": "nan"} | {
    f"{module}.{name}": name
    for module in ("math", "np", "numpy", "jnp", "torch")
    for name in ("pi", "e", "nan")
}
_SINGLE = ("number", "name")
_BRACKETS = "put parameters in parentheses, also for a component: `softmax(x, 0, 1, component=2)`"
_STARTS = ("number", "name", "(", "√", "[")


def is_program(name: str) -> bool:
    """Whether a name can be that of a class: `nn.ELU`, `GELU`."""
    return "." in name or name[:1].isupper()


class Cursor:
    """A place in a row of tokens. depth: how many expressions it is inside of."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def advance(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def missing_operand(self) -> ExpressionError:
        token = self.token
        previous = self.tokens[self.index - 1] if self.index else None
        if token.kind == "end" and previous is not None:
            return at(token, f"incomplete expression after '{self.written(previous)}'")
        if token.kind == ")" and previous is not None and previous.kind == "(":
            return at(token, "the parentheses are empty")
        if token.kind == "prime":
            help = "a quote is a prime here; texts in quotes are not supported"
            closed = any(later.kind == "prime" for later in self.tokens[self.index + 1 :])
            message = "a prime must follow a function, as in `gelu'`"
            return at(token, message, help if closed else None)
        return at(token, f"expected a number, a name or '(' before '{self.written(token)}'")

    def check_what_follows(self, left: Node) -> None:
        """Whether the text can go on like this behind a complete expression."""
        token = self.token
        if token.kind == "prime":
            raise self.stray_prime(left)
        if token.kind in _STARTS and token.text != "not":
            raise self.missing_operator(left, token)

    def stray_prime(self, left: Node) -> ExpressionError:
        token = next(token for token in self.tokens if token.start >= left.end)
        written = self.text[left.start : left.end]
        if isinstance(left, (Number, Constant)):
            help = "put the prime after a function, as in `gelu'`"
            return at(token, "a number has no derivative", help)
        return at(token, "ambiguous prime", f"did you mean `({written})'`?")

    def missing_operator(self, left: Node, token: Token) -> ExpressionError:
        written, following = self.text[left.start : left.end], self.stretch(self.index)
        name = left.name if isinstance(left, Function) else ""
        if "if" in (token.text, name):
            help = "write a case as `where(x > 0, x, 0)`"
            first = token if token.text == "if" else self.tokens[self.index - 1]
            return at(first, "'if' is Python syntax, which is not supported", help)
        if name == "lambda":
            message = "'lambda' is Python syntax, which is not supported"
            return at(self.tokens[self.index - 1], message, "write only the part after the colon")
        if self.text[: token.start].replace(" ", "").endswith("d/dx"):
            return at(token, "write a derivative with a prime", f"write `{following}'`")
        if token.kind == "[":
            return at(token, "indexing with [...] is not supported", _BRACKETS)
        if isinstance(left, Function) and left.end == left.name_end and token.kind in _SINGLE:
            help = f"did you mean `{written}({following})`?"
            return at(token, f"'{left.name}' needs parentheses", help)
        powered = left.left if isinstance(left, Binary) and left.operator == "^" else None
        if isinstance(powered, Function) and token.kind == "(":
            return self.early_power(powered.start, token)
        if isinstance(left, Number) and re.fullmatch(r"[0-9]{3}", following):
            return at(token, "an operator is missing", f"did you mean `{written}{following}`?")
        return at(token, "an operator is missing", f"did you mean `{written} * {following}`?")

    def refuse_two_readings(self, number: Token, following: Token) -> None:
        """`1/2x` and `x^2x` could mean either; no reader should have to guess."""
        before = self.index - 2
        while before >= 0 and self.tokens[before].kind in ("-", "+"):
            before -= 1
        if before < 1 or self.tokens[before].kind not in ("/", "^"):
            return
        if self.tokens[before].kind == "^" and following.kind == "(":
            name = self.tokens[before - 1]
            if name.kind == "name" and name.text not in ("x", *CONSTANTS):
                raise self.early_power(name.start, following)
        start = self.stretch_before(before)
        left = self.text[start : number.start]
        factor, other = self.written(number), self.stretch(self.index)
        help = f"write `{left}({factor} * {other})` or `{left}{factor} * {other}`"
        raise ExpressionError("ambiguous expression", start, following.end - start, help)

    def early_power(self, start: int, token: Token) -> ExpressionError:
        written = self.text[start : token.start].strip()
        name = next(candidate for candidate in self.tokens if candidate.start == start)
        power = written[name.end - name.start :]
        help = f"write `{name.text}{self.stretch(self.index)}{power}`"
        message = f"the exponent of '{name.text}' must follow its argument"
        return ExpressionError(message, name.end, len(power), help)

    def misplaced(
        self, token: Token, expected: str | None = None, help: str | None = None
    ) -> ExpressionError:
        if token.kind == "=":
            return self.lone_equals(token)
        if token.kind in (")", "]") and expected is None:
            return at(token, f"unmatched '{token.text}'")
        if token.kind == ",":
            help = "write each curve as an entry of its own under `curves`"
            if (wide := self.written(token)) != ",":
                help += f"; in a YAML list write ',' and a space instead of '{wide}'"
            elif re.search(r"\d,\d", self.text[token.start - 1 : token.start + 2]):
                help = "use a decimal point: 1.5"
            return at(token, "a comma outside a function call", help)
        if expected:
            return at(token, f"expected {expected}, found '{self.written(token)}'", help)
        return at(token, f"unexpected '{self.written(token)}'", help)

    def lone_equals(self, token: Token) -> ExpressionError:
        if self.depth == 0:
            help = "write only the right-hand side"
            return at(token, "'=' is not allowed in an expression", help)
        return at(token, "'=' is not a comparison", "did you mean `==`?")

    def written(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def stretch(self, index: int) -> str:
        """The text of the token, or from a parenthesis to the one that closes it."""
        first, level = self.tokens[index], 0
        if first.kind != "(":
            return self.written(first)
        for token in self.tokens[index:]:
            level += (token.kind == "(") - (token.kind == ")")
            if level == 0:
                return self.text[first.start : token.end]
        return self.text[first.start :]

    def stretch_before(self, index: int) -> int:
        """Where the operand in front of a token begins in the text."""
        level = 0
        while index > 0:
            index -= 1
            kind = self.tokens[index].kind
            level += (kind == ")") - (kind == "(")
            if level == 0 and kind != "prime":
                break
        before = self.tokens[index - 1] if index else None
        if self.tokens[index].kind == "(" and before is not None and before.kind == "name":
            return before.start
        return self.tokens[index].start
