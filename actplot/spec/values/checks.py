"""Checks: what a value must be, how it becomes a Python value, and its schema.

A check raises `Wrong` for a value that it refuses; those that look at several values
report each of them and go on.
"""

from __future__ import annotations

import math
import os
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from actplot.errors import Place, Problem, did_you_mean
from actplot.records import Record, field, replace
from actplot.spec import habits
from actplot.spec.yaml.nodes import Dictionary, KeyPath, Node, Scalar, SequenceNode, WrittenText
from actplot.spec.yaml.syntax import quoted

Schema = Mapping[str, Any]
Values = dict[str, Any]
"""The converted values of a mapping by their keys."""
MAX_MESSAGE, MAX_PROBLEMS = 200, 100
# Characters of any value, and of a text that is drawn.
MAX_VALUE, MAX_TEXT = 10_000, 1000
# Longer ranges have no room for margins and steps.
LONGEST = 1e300
TRUE = ("on", "yes", "true")
FALSE = ("off", "no", "false")
_FLOAT = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
# Ways to write a range that YAML takes for one text: (-4, 4), -4:4, -4 4.
_PAIR = re.compile(r"[\[(]?\s*([^\s,;:，、]+)\s*(?:[,;:，、]|\s|\.\.)\s*([^\s,;:，、]+?)\s*[\])]?")
_NOTHING = ("null", "none", "~")
NUMBER_PATTERN = r"^(?=.*(?:[0-9]|pi))[-+*/^().0-9eEpi \t]+$"
_UNSIGNED_PATTERN = NUMBER_PATTERN.replace("^", r"^(?![ \t]*-)", 1)


class Wrong(Exception):
    """A value that a check refuses; place: where, if not the whole value."""

    def __init__(
        self, message: str, node: Node, help: str | None = None, place: Place | None = None
    ) -> None:
        super().__init__(message)
        self.problem = Problem(message, place or node.place(), help)


class KnownKeys(Protocol):
    """What messages need to know about a section of the spec; see `sections.Section`."""

    @property
    def where(self) -> str: ...

    @property
    def keys(self) -> Mapping[str, Any]: ...

    @property
    def shown(self) -> list[str]: ...

    def line(self, key: str, written: str, context: Context) -> str | None: ...


class Context(Record, frozen=False, eq=False):
    """What checks share while one spec is read.

    functions: activations of the spec's own. missing: names of others, which are not known
    because of a problem that has been reported. inputs: files that values name and that were
    read.
    """

    problems: list[Problem] = field(default_factory=list)
    functions: Mapping[str, Any] = field(default_factory=dict)
    missing: dict[str, Problem] = field(default_factory=dict)
    folder: str = ""
    sections: tuple[KnownKeys, ...] = ()
    path: KeyPath = ()
    inputs: list[str] = field(default_factory=list)

    def report(self, problem: Problem) -> None:
        if len(problem.message) > MAX_MESSAGE or "\n" in problem.message:
            # It quotes a value in full.
            message = " ".join(problem.message.split())
            if len(message) > MAX_MESSAGE:
                message = f"{message[:MAX_MESSAGE]}..."
            problem = replace(problem, message=message)
        # What panels inherit is read once for each of them.
        if len(self.problems) < MAX_PROBLEMS and problem not in self.problems:
            self.problems.append(problem)

    def refuse(self, message: str, node: Node, help: str | None = None) -> None:
        """Report what is wrong with a node, and go on."""
        self.report(Problem(message, node.place(), help))

    def attempt(self, check: Check, node: Node, step: str | int) -> Any:
        """The converted value; None, with the problem noted, where it is wrong."""
        if (isinstance(node, Scalar) and node.broken) or len(self.problems) >= MAX_PROBLEMS:
            return None
        outer, self.path = self.path, (*self.path, step)
        try:
            if isinstance(node, Scalar):
                _check_length(node, MAX_VALUE)
            return check.convert(node, self)
        except Wrong as wrong:
            self.report(wrong.problem)
            return None
        finally:
            self.path = outer

    def attempt_each(self, check: Check, items: Sequence[Node]) -> list[Any]:
        """The converted values of a list, None for each that is wrong."""
        return [self.attempt(check, item, index) for index, item in enumerate(items)]


class Check(Record, frozen=False, eq=False):
    """How a value is converted; its JSON schema; the words that it may be."""

    convert: Callable[[Node, Context], Any]
    schema: Schema
    words: tuple[str, ...] = ()
    section: KnownKeys | None = None  # of which a mapping must be, or each entry of a list


def _check_length(node: Scalar, most: int) -> None:
    """Raises Wrong for a value of more characters than most."""
    if len(node.text) > most:
        count = len(node.text)
        message = f"a text of {count:,} characters is too long: at most {most:,} are allowed"
        raise Wrong(message, node)


def scalar(node: Node, wanted: str) -> Scalar:
    """The node as a single value."""
    if isinstance(node, Scalar):
        _check_length(node, MAX_VALUE)
        return node
    kind = "a list" if isinstance(node, SequenceNode) else "a mapping"
    written = node.written().strip()
    short = "\n" not in written and len(written) < 60
    help = None
    if short and wanted == "a text":
        help = f"{'if the brackets belong to the text, ' * node.flow}quote it: {quoted(written)}"
    raise Wrong(f"{wanted} is expected, not {kind}", node, help)


def _text(node: Node, context: Context) -> str:
    _check_length(scalar(node, "a text"), MAX_TEXT)
    return _prose(node, context)


def _prose(node: Node, context: Context) -> str:
    value = scalar(node, "a text")
    after = re.match(r"[ \t]+#[^\s#]", value.source.text[value.end :])
    if after and not value.style:
        line = re.split("[\r\n]", value.source.text[value.start :])[0].rstrip()
        at = value.end + after.end() - 2
        help = f"write {quoted(line)}, or put a space after the # of a comment"
        message = "the text ends here, because ' #' begins a comment"
        raise Wrong(message, node, help, value.source.place(at, at + 1))
    return WrittenText(value.text.rstrip("\n"), value)


_TEXT_SCHEMA = ["string", "number", "boolean"]
TEXT = Check(_text, {"type": _TEXT_SCHEMA, "maxLength": MAX_TEXT})
PROSE = Check(_prose, {"type": _TEXT_SCHEMA, "maxLength": MAX_VALUE})
"""A text that is not drawn."""


def number_of(node: Node, wanted: str = "a number") -> float:
    """The number of a value, which may use pi. Raises Wrong."""
    value = scalar(node, wanted)
    text = value.text.strip()
    if _FLOAT.fullmatch(text):
        value_of = float(text)
        if math.isinf(value_of):
            raise Wrong(f"{text} is larger than any number that can be drawn", node)
        return value_of
    if text.lower().lstrip("+-") in ("inf", ".inf", "infinity", "nan", ".nan"):
        raise Wrong(f"a finite number is expected, not {text}", node)
    wide = _wide(text)
    if wide:
        raise Wrong(f"'{text}' is not {wanted}", node, wide)
    from actplot import expression
    from actplot.expression.error import THIS_VALUE

    try:
        return expression.number(value.text)
    except expression.ExpressionError as error:
        if error.message.startswith(THIS_VALUE):
            message = f"'{text}' {error.message.removeprefix(THIS_VALUE)}"
            raise Wrong(message, node, error.help) from None
        known = error.help if re.search(r"\d|pi", text) else None
        raise Wrong(f"'{text}' is not {wanted}", node, known) from None


def _wide(text: str) -> str | None:
    """A hint if a text holds full-width characters where plain ones are meant."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("、", ",")
    return f"write {plain} with half-width characters" if plain != text else None


def number(low: float = -math.inf, high: float = math.inf, *, above: float | None = None) -> Check:
    """A number from low to high, or greater than `above`."""

    def convert(node: Node, context: Context) -> float:
        value = number_of(node)
        if above is not None and not value > above:
            raise Wrong(f"a number greater than {above:g} is expected, not {value:g}", node)
        if value < low:
            raise Wrong(f"a number of at least {low:g} is expected, not {value:g}", node)
        if value > high:
            raise Wrong(f"a number of at most {high:g} is expected, not {value:g}", node)
        return value

    limits: dict[str, Any] = {"type": "number"}
    if above is not None:
        limits["exclusiveMinimum"] = above
    if math.isfinite(low):
        limits["minimum"] = low
    if math.isfinite(high):
        limits["maximum"] = high
    below = low < 0 and (above is None or above < 0)
    pattern = NUMBER_PATTERN if below else _UNSIGNED_PATTERN
    return Check(convert, {"anyOf": [limits, {"type": "string", "pattern": pattern}]})


def integer(low: int, high: int) -> Check:
    """A whole number from low to high."""

    def convert(node: Node, context: Context) -> int:
        value = number_of(node, "a whole number")
        if value != int(value):
            raise Wrong(f"a whole number is expected, not {value:g}", node)
        if not low <= value <= high:
            message = f"a whole number from {low} to {high} is expected, not {int(value):d}"
            raise Wrong(message, node)
        return int(value)

    return Check(convert, {"type": "integer", "minimum": low, "maximum": high})


NUMBER = number()


def _opacity(node: Node, context: Context) -> float:
    share = re.fullmatch(r"\s*([0-9.]+)\s*%\s*", scalar(node, "a number").text)
    if share:
        raise Wrong("an opacity is a number from 0 to 1", node, f"write {float(share[1]) / 100:g}")
    return float(_SHARE.convert(node, context))


_SHARE = number(0, 1)
OPACITY = Check(_opacity, _SHARE.schema)


def _flag(node: Node, context: Context) -> bool:
    text = scalar(node, "on or off").text.lower()
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise Wrong(f"on or off is expected, not '{text}'", node)


FLAG = Check(_flag, {"anyOf": [{"type": "boolean"}, {"enum": ["on", "off"]}]}, ("on", "off"))


def word(noun: str, *choices: str, also: Mapping[str, str] = MappingProxyType({})) -> Check:
    """One of some words; noun says what they are, for messages.

    also: other spellings, each with the word that it is.
    """

    def convert(node: Node, context: Context) -> str:
        text = scalar(node, noun).text.strip()
        known = also.get(text.lower(), text.lower())
        if known in choices:
            return known
        help = did_you_mean(text, choices, f"it must be one of {', '.join(choices)}")
        raise Wrong(f"no {noun} is called '{text}'", node, help)

    return Check(convert, {"enum": [*choices, *also]}, choices)


def _as_pair(text: str) -> str:
    pair = _PAIR.fullmatch(text[:MAX_MESSAGE])
    return f"write [{pair[1]}, {pair[2]}]" if pair else "write [low, high]"


def span(node: Node, context: Context) -> tuple[float, float]:
    """A range: two numbers, the smaller first."""
    if isinstance(node, Dictionary):
        help = habits.in_place_of_range(node, context.path)
        raise Wrong("a range is a list of two numbers, not a mapping", node, help)
    if not isinstance(node, SequenceNode):
        written = scalar(node, "a range").text
        help = _as_pair(written)
        if _FLOAT.fullmatch(written):
            help = f"write [-{written.lstrip('+-')}, {written.lstrip('+-')}]"
        raise Wrong("a range is a list of two numbers", node, help)
    if len(node.items) != 2:
        help = _as_pair(node.written())
        raise Wrong(f"a range has two numbers, not {len(node.items)}", node, help)
    if any(
        isinstance(i, Scalar) and not i.broken and i.text.lower() in ("auto", "", *_NOTHING)
        for i in node.items
    ):
        raise Wrong("a range has two numbers", node, "leave it out for an automatic range")
    low, high = context.attempt_each(NUMBER, node.items)
    if low is None or high is None:
        return 0.0, 1.0  # a value that raises no further problem; the spec is refused anyway
    if low == high:
        raise Wrong(f"the range is empty: both ends are {low:g}", node)
    if low > high:
        first, second = (item.written() for item in node.items)
        help = f"write [{second}, {first}]"
        if context.path in (("x",), ("y",)) or context.path[:-2] == ("panels",):
            axis = context.path[-1]
            help += f"; with axes: {{reverse: {axis}}} the axis itself is reversed"
        raise Wrong("the range is reversed", node, help)
    if not high - low <= LONGEST:
        raise Wrong(f"the range is too long: at most {LONGEST:g} can be drawn", node)
    if high - low < 1e-12 * max(abs(low), abs(high)):
        raise Wrong("the ends are too close together to be distinguished", node)
    return low, high


SPAN = Check(span, {"type": "array", "items": NUMBER.schema, "minItems": 2, "maxItems": 2})


def plain(node: Node, context: Context) -> Any:
    """Any value, with numbers and truth values as YAML 1.2 reads them."""
    if isinstance(node, SequenceNode):
        return [plain(item, context) for item in node.items]
    if isinstance(node, Dictionary):
        return {key: plain(entry.value, context) for key, entry in node.entries.items()}
    if node.style:
        return node.text
    if node.empty or node.null:
        return None
    if _FLOAT.fullmatch(node.text):
        return int(node.text) if re.fullmatch(r"[+-]?\d+", node.text) else float(node.text)
    folded = node.text.lower()
    return folded in TRUE if folded in TRUE + FALSE else node.text


def file_path(text: str, context: Context) -> str:
    """A path in a spec as a path from the current folder."""
    return os.path.normpath(os.path.join(context.folder, os.path.expanduser(text)))
