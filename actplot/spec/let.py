"""`let`: numbers and functions of the spec's own, from their keys and formulas to entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from actplot.errors import Problem
from actplot.records import Record
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
    """What an entry of `let` says, and where: the formula, and what comes with a function."""

    formula: Scalar
    title: str = ""
    domain: Mapping[str, DictionaryEntry] | None = None
    reference: str = ""


def entry(values: dict[str, Any], node: Dictionary, context: Context) -> LetEntry:
    return LetEntry(**values)


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
    for each in node.entries.values():
        scalar(each.value, "a condition")
    return node.entries


DOMAIN = Check(domains, {"type": "object", "additionalProperties": {"type": "string"}})
FORMULA = Check(formula, {"type": ["string", "number"]})


class LetSection(Section, frozen=False, eq=False):
    """A mapping whose keys are names that the spec gives: f(x) and f(x, a=1) are one name."""

    entry: Section | None = None

    def same(self, name: str) -> str:
        return name.partition("(")[0].strip()

    def schema(self) -> dict[str, Any]:
        assert self.entry is not None
        return {
            "type": "object",
            "additionalProperties": self.entry.schema(),
            "maxProperties": MANY,
            "propertyNames": {
                "pattern": _KEY,
                "not": {"$ref": "#/definitions/taken"},
            },
        }

    def convert(self, node: Node, context: Context) -> dict[str, Any]:
        if not isinstance(node, Dictionary):
            raise Wrong("`let` is a mapping of names", node, _as_mapping(node))
        return _Definitions(node, context, self).all()


# A name, and for a function x and its parameters in parentheses; as JavaScript reads it, too.
_KEY = (
    r"^\s*[^\s\d()\[\]{},;:.+*/^=<>!'\"-][^\s()\[\]{},;:.+*/^=<>!'\"-]*\s*(\(\s*x\s*(,.*)?\)\s*)?$"
)


class Written(Record, frozen=False, eq=False):
    """One definition on its way: its key, its signature, what is said of it."""

    key: Scalar
    signature: own.Signature
    said: LetEntry
    tree: Any


class _Definitions:
    def __init__(self, node: Dictionary, context: Context, section: LetSection) -> None:
        self.node = node
        self.context = context
        self.section = section
        self.written: dict[str, Written] = {}
        self.known: dict[str, Any] = dict(context.functions)
        self.failed: set[str] = set()

    def all(self) -> dict[str, Any]:
        """Every function and number by name, with the functions known before."""
        entries = list(self.node.entries.values())
        if len(entries) > MANY:
            message = f"at most {MANY} names are expected, not {len(entries)}"
            self.context.report(Problem(message, self.node.place()))
        else:
            for each in entries:
                self._read(each)
        for name in list(self.written):
            if name not in self.known and name not in self.failed:
                self._define(name, (name,))
        return self.known

    def _read(self, each: DictionaryEntry) -> None:
        from actplot.expression import ExpressionError, let

        name = let.stem(each.key.text)
        if isinstance(each.value, Scalar) and each.value.null:
            return
        if self.failed and each.key.text.count(")") > each.key.text.count("("):
            return  # the rest of a name that commas split
        if isinstance(each.value, SequenceNode):
            self.failed.add(name)
            self.context.attempt(FORMULA, each.value, each.key.text)
            return
        try:
            found = let.signature(each.key.text)
        except ExpressionError as error:
            self._fail(name, _in_key(error, each, self.node.flow))
            return
        name = found.name
        if name in self.written:
            line = self.written[name].key.place().line
            message = f"'{name}' is defined twice"
            self._fail(name, Problem(message, each.key.place(), f"first on line {line}"))
            return
        if name in self.context.functions:
            message = f"'{name}' is a function of the Python file, too"
            self._fail(name, Problem(message, each.key.place(), "choose another name"))
            return
        if isinstance(each.value, Scalar) and each.value.empty:
            self._fail(name, Problem(f"'{each.key.text}' has no value", each.key.place()))
            return
        said = self.context.attempt(self._check(), each.value, each.key.text)
        if said is None:
            self.failed.add(name)
            return
        try:
            tree = let.formula(said.formula.text)
        except ExpressionError as error:
            self._fail(name, _in_text(error, said.formula))
            return
        self.written[name] = Written(each.key, found, said, tree)

    def _check(self) -> Check:
        assert self.section.entry is not None
        return self.section.entry.check()

    def _fail(self, name: str, problem: Problem) -> None:
        self.context.report(problem)
        self.failed.add(name)
        self.context.missing.setdefault(name, problem)

    def _define(self, name: str, chain: tuple[str, ...]) -> None:
        """Define a name after those that its formula uses; chain: the names on the way here."""
        from actplot.expression import let

        each = self.written[name]
        parameters = {p.name for p in each.signature.parameters or ()}
        for use in let.uses(each.tree):
            if use.name in parameters or use.name not in self.written:
                if use.name in self.failed and use.name not in parameters:
                    self.failed.add(name)
                continue
            if use.name in chain:
                by = chain[chain.index(use.name) + 1 :]
                way = f", through {', '.join(by)}" if by else ""
                place = each.said.formula.part(use.start, use.name_end - use.start)
                help = "definitions must not be circular"
                self._fail(
                    name, Problem(f"{use.name} is defined in terms of itself{way}", place, help)
                )
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
        self._made(name, each)

    def _made(self, name: str, each: Written) -> None:
        from actplot.activations import ParameterError
        from actplot.expression import ExpressionError, let

        said, signature = each.said, each.signature
        try:
            if signature.parameters is None:
                self._plain(each)
                self.known[name] = let.number(name, said.formula.text, self.known)
                return
            parameters = self._parameters(each)
            if parameters is None:
                self.failed.add(name)
                return
            self.known[name] = let.DefinedFunction(
                name, parameters, said.formula.text, self.known,
                title=said.title, reference=said.reference,
            )  # fmt: skip
        except ExpressionError as error:
            self._fail(name, self._in_formula(error, each))
        except ParameterError as error:
            at = next((p for p in signature.parameters or () if p.name == error.parameter), None)
            start, end = (at.default or (at.start, at.end)) if at is not None else (0, len(name))
            place = each.key.part(start, end - start)
            self._fail(name, Problem(f"{error.message}", place, error.help))

    def _plain(self, each: Written) -> None:
        """A number has nothing but its value."""
        for key in ("domain", "title", "reference"):
            if getattr(each.said, key):
                message = f"a number has no {key}"
                help = f"write {each.key.text}: {each.said.formula.text}"
                self.context.report(Problem(message, each.key.place(), help))

    def _in_formula(self, error: ExpressionError, each: Written) -> Problem:
        return _in_text(error, each.said.formula)

    def _parameters(self, each: Written) -> tuple[Parameter, ...] | None:
        """The parameters with their defaults and domains; None where one is wrong."""
        from actplot.activations import Parameter
        from actplot.expression import ExpressionError, let

        found: list[Parameter] = []
        names = [p.name for p in each.signature.parameters or ()]
        domains = each.said.domain or {}
        wrong = False
        for condition in domains.values():
            problem = domain_problem(condition, names, self.known)
            if problem is not None:
                self._fail(each.signature.name, problem)
                wrong = True
        for parameter in each.signature.parameters or ():
            default: float | None = None
            if parameter.default is not None:
                start, end = parameter.default
                try:
                    default = let.value(each.key.text[start:end], self.known)
                except ExpressionError as error:
                    place = each.key.part(start + error.start, error.length)
                    self._fail(each.signature.name, Problem(error.message, place, error.help))
                    wrong = True
            domain = domains.get(parameter.name)
            text = "real" if domain is None else scalar(domain.value, "a condition").text
            found.append(Parameter(parameter.name, default, spelt_out(text, self.known)))
        return None if wrong else tuple(found)


def _in_text(error: ExpressionError, text: Scalar) -> Problem:
    return Problem(error.message, text.part(error.start, error.length), error.help)


def _in_key(error: ExpressionError, each: DictionaryEntry, flow: bool) -> Problem:
    key = each.key
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
        each = next(iter(first.entries.values()))
        written = each.value.written() if isinstance(each.value, Scalar) else "..."
        return f"write it without the '-': {each.key.text}: {written}"
    return "for example mine(x, a=0.5): x * sigmoid(a * x)"
