"""`let`: numbers and functions of the spec's own, from their keys and formulas to entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from actplot.errors import Problem
from actplot.records import Record, field
from actplot.spec.conditions import domain_problem, spelt_out
from actplot.spec.sections import Section
from actplot.spec.values.checks import Check, Context, Wrong, scalar
from actplot.spec.yaml.nodes import Dictionary, DictionaryEntry, Node, Scalar, SequenceNode
from actplot.spec.yaml.syntax import quoted

if TYPE_CHECKING:
    from actplot.activations import Parameter
    from actplot.expression import ExpressionError
    from actplot.expression import let as own

MANY = 100


class LetEntry(Record):
    """An entry of `let`: the formula, and what a function has in addition, with their places."""

    formula: Scalar
    title: str = ""
    domain: Mapping[str, DictionaryEntry] | None = None
    reference: str = ""


def formula(node: Node, context: Context) -> Scalar:
    """The text of a formula, which is read when all names are known."""
    if isinstance(node, SequenceNode):
        help = "give a list where the function is drawn: mine(a=[0.5, 1])"
        raise Wrong("a formula is expected, not a list", node, help)
    return scalar(node, "a formula")


def domains(node: Node, context: Context) -> dict[str, DictionaryEntry]:
    """The conditions on parameters, by parameter, as they are written."""
    if not isinstance(node, Dictionary):
        raise Wrong("a domain is a mapping of parameters", node, "for example {beta: beta > 0}")
    for pair in node.entries.values():
        scalar(pair.value, "a condition")
    return node.entries


DOMAIN = Check(domains, {"type": "object", "additionalProperties": {"type": "string"}})
FORMULA = Check(formula, {"type": ["string", "number"]})


class LetSection(Section, frozen=False, eq=False):
    """A mapping whose keys are names that the spec gives: f(x) and f(x, a=1) are one name."""

    entry: Section = field(kw_only=True)

    def same(self, name: str) -> str:
        """The name without its parameters, whatever else is wrong with it."""
        return name.partition("(")[0].strip()

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": self.entry.schema(),
            "maxProperties": MANY,
            "propertyNames": {"pattern": _KEY, "not": {"$ref": "#/definitions/taken"}},
        }

    def convert(self, node: Node, context: Context) -> dict[str, Any]:
        if not isinstance(node, Dictionary):
            raise Wrong("`let` is a mapping of names", node, _as_mapping(node))
        return _Definitions(node, context, self, dict(context.functions)).all()


# A name, and for a function x and its parameters in parentheses; as JavaScript reads it, too.
_KEY = (
    r"^\s*[^\s\d()\[\]{},;:.+*/^=<>!'\"-][^\s()\[\]{},;:.+*/^=<>!'\"-]*\s*(\(\s*x\s*(,.*)?\)\s*)?$"
)


class Written(Record, frozen=False, eq=False):
    """A definition that has been parsed, but not yet looked up."""

    key: Scalar
    signature: own.Signature
    entry: LetEntry
    tree: Any


class _Definitions(Record, frozen=False, eq=False):
    """known: what names mean so far; failed: names with a problem, which has been reported."""

    node: Dictionary
    context: Context
    section: LetSection
    known: dict[str, Any]
    written: dict[str, Written] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def all(self) -> dict[str, Any]:
        """Every function and number by name, with the functions known before."""
        entries = list(self.node.entries.values())
        if len(entries) > MANY:
            message = f"at most {MANY} names are expected, not {len(entries)}"
            self.context.refuse(message, self.node)
        else:
            for pair in entries:
                self._read(pair)
        for name in list(self.written):
            if name not in self.known and name not in self.failed:
                self._define(name, (name,))
        return self.known

    def _read(self, pair: DictionaryEntry) -> None:
        from actplot.expression import ExpressionError, let

        name = self.section.same(pair.key.text)
        if isinstance(pair.value, Scalar) and pair.value.null:
            return
        if self.failed and pair.key.text.count(")") > pair.key.text.count("("):
            return  # the rest of a name that commas split
        if isinstance(pair.value, SequenceNode):
            self.failed.add(name)
            self.context.attempt(FORMULA, pair.value, pair.key.text)
            return
        try:
            signature = let.signature(pair.key.text)
        except ExpressionError as error:
            self._fail(name, _in_key(error, pair, self.node.flow))
            return
        name = signature.name
        message = help = None
        if name in self.written:
            message = f"'{name}' is defined twice"
            help = f"first on line {self.written[name].key.place().line}"
        elif name in self.context.functions:
            message, help = f"'{name}' is a function of the Python file, too", "choose another name"
        elif isinstance(pair.value, Scalar) and pair.value.empty:
            message = f"'{pair.key.text}' has no value"
        if message is not None:
            self._fail(name, Problem(message, pair.key.place(), help))
            return
        check = self.section.entry.check()
        definition = self.context.attempt(check, pair.value, pair.key.text)
        if definition is None:
            self.failed.add(name)
            return
        try:
            tree = let.formula(definition.formula.text)
        except ExpressionError as error:
            self._fail(name, _in_text(error, definition.formula))
            return
        self.written[name] = Written(pair.key, signature, definition, tree)

    def _fail(self, name: str, problem: Problem) -> None:
        self.context.report(problem)
        self.failed.add(name)
        self.context.missing.setdefault(name, problem)

    def _define(self, name: str, chain: tuple[str, ...]) -> None:
        """Define a name after those that its formula uses; chain: the names on the way here."""
        from actplot.expression import let

        written = self.written[name]
        parameters = {p.name for p in written.signature.parameters or ()}
        for use in let.uses(written.tree):
            if use.name in parameters or use.name not in self.written:
                if use.name in self.failed and use.name not in parameters:
                    self.failed.add(name)
                continue
            if use.name in chain:
                by = chain[chain.index(use.name) + 1 :]
                way = f", through {', '.join(by)}" if by else ""
                place = written.entry.formula.part(use.start, use.name_end - use.start)
                message = f"{use.name} is defined in terms of itself{way}"
                self._fail(name, Problem(message, place, "definitions must not be circular"))
                break
            if use.name not in self.known and use.name not in self.failed:
                self._define(use.name, (*chain, use.name))
            if use.name in self.failed:
                self.failed.add(name)
        if name in self.failed:
            known = next(iter(self.context.problems), None)
            if known is not None:
                self.context.missing.setdefault(name, known)
            return
        self._make(name, written)

    def _make(self, name: str, written: Written) -> None:
        from actplot.activations import ParameterError
        from actplot.expression import ExpressionError, let

        definition, signature = written.entry, written.signature
        try:
            if signature.parameters is None:
                self._check_number(written)
                self.known[name] = let.number(name, definition.formula.text, self.known)
                return
            parameters = self._parameters(written)
            if parameters is None:
                self.failed.add(name)
                return
            self.known[name] = let.DefinedFunction(
                name, parameters, definition.formula.text, self.known,
                title=definition.title, reference=definition.reference,
            )  # fmt: skip
        except ExpressionError as error:
            self._fail(name, _in_text(error, definition.formula))
        except ParameterError as error:
            at = next((p for p in signature.parameters or () if p.name == error.parameter), None)
            start, end = (at.default or (at.start, at.end)) if at is not None else (0, len(name))
            place = written.key.part(start, end - start)
            self._fail(name, Problem(error.message, place, error.help))

    def _check_number(self, written: Written) -> None:
        """A number has nothing but its value."""
        for key in ("domain", "title", "reference"):
            if getattr(written.entry, key):
                help = f"write {written.key.text}: {written.entry.formula.text}"
                self.context.refuse(f"a number has no {key}", written.key, help)

    def _parameters(self, written: Written) -> tuple[Parameter, ...] | None:
        """The parameters with their defaults and domains; None where one is wrong."""
        from actplot.activations import Parameter
        from actplot.expression import ExpressionError, let

        parameters: list[Parameter] = []
        names = [p.name for p in written.signature.parameters or ()]
        domains = written.entry.domain or {}
        wrong = False
        for condition in domains.values():
            problem = domain_problem(condition, names, self.known)
            if problem is not None:
                self._fail(written.signature.name, problem)
                wrong = True
        for parameter in written.signature.parameters or ():
            default: float | None = None
            if parameter.default is not None:
                start, end = parameter.default
                try:
                    default = let.value(written.key.text[start:end], self.known)
                except ExpressionError as error:
                    place = written.key.part(start + error.start, error.length)
                    self._fail(written.signature.name, Problem(error.message, place, error.help))
                    wrong = True
            domain = domains.get(parameter.name)
            text = "real" if domain is None else scalar(domain.value, "a condition").text
            parameters.append(Parameter(parameter.name, default, spelt_out(text, self.known)))
        return None if wrong else tuple(parameters)


def _in_text(error: ExpressionError, text: Scalar) -> Problem:
    return Problem(error.message, text.part(error.start, error.length), error.help)


def _in_key(error: ExpressionError, pair: DictionaryEntry, flow: bool) -> Problem:
    key = pair.key
    if flow and key.text.count("(") > key.text.count(")") and not key.style:
        # In braces its commas ended the key.
        message = "commas inside braces split this name"
        start = key.source.text[key.start :]
        whole = re.match(r"[^:{}]*\)", start)
        help = f"quote it: {quoted(whole[0])}" if whole else "quote it"
        end = key.start + (whole.end() if whole else len(key.text))
        return Problem(message, key.source.place(key.start, end), help)
    return Problem(error.message, key.part(error.start, error.length), error.help)


def _as_mapping(node: Node) -> str:
    equals = re.fullmatch(r"\s*(\w+\s*(?:\([^()]*\))?)\s*:?=\s*(.+)", node.written())
    if isinstance(node, Scalar) and equals:
        return f"write {equals[1].strip()}: {equals[2].strip()}, on a line below let:"
    first = node.items[0] if isinstance(node, SequenceNode) and node.items else node
    if isinstance(first, Dictionary) and first.entries:
        pair = next(iter(first.entries.values()))
        written = pair.value.written() if isinstance(pair.value, Scalar) else "..."
        return f"write it without the '-': {pair.key.text}: {written}"
    return "for example mine(x, a=0.5): x * sigmoid(a * x)"
