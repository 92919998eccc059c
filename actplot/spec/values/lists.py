"""Lists of values, and values that were meant as lists."""

from __future__ import annotations

from typing import Any

from actplot.errors import Place, Problem
from actplot.later import pattern
from actplot.records import replace
from actplot.spec.values.checks import Check, Context, Wrong
from actplot.spec.yaml.nodes import Node, Scalar, SequenceNode, items_of

_SEPARATOR = pattern(r"\s*[,;，、]\s*|\s+")


def several(check: Check, *, many: int = 1000, empty: bool = False, once: bool = False) -> Check:
    """A list of values, or one value alone, as a tuple.

    empty: it may have none; once: what is listed repeatedly is taken once.
    """

    def convert(node: Node, context: Context) -> tuple[Any, ...]:
        items = items_of(node)
        if not items and not empty:
            raise Wrong("the list is empty", node)
        if len(items) > many:
            raise Wrong(f"a list of at most {many} is expected, not {len(items)}", node)
        listed = []
        for index, item in enumerate(items):
            if isinstance(item, Scalar) and (item.empty or item.null):
                context.report(Problem("an entry is empty", _around(item, node)))
            else:
                listed.append(
                    context.attempt(_alone(check) if item is node else check, item, index)
                )
        values = [value for value in listed if value is not None]
        return tuple(dict.fromkeys(values) if once else values)

    array = {"type": "array", "items": check.schema, "minItems": 0 if empty else 1}
    return Check(convert, {"anyOf": [check.schema, array]}, check.words, check.section)


def _alone(check: Check) -> Check:
    """The check of a value that is no list, though it may have been meant as one."""

    def convert(node: Node, context: Context) -> Any:
        reported, wrong, value = len(context.problems), None, None
        try:
            value = check.convert(node, context)
        except Wrong as error:
            wrong = error
        if wrong is None and len(context.problems) == reported:
            return value
        words = _SEPARATOR.split(node.text.strip()) if isinstance(node, Scalar) else []
        if (
            isinstance(node, Scalar)
            and len(words) > 1
            and ("x" not in words or check.words)  # relu x is no list
            and all(_fits(check, node, word, context) for word in words)
        ):
            del context.problems[reported:]
            raise Wrong("several values must be a list", node, f"write [{', '.join(words)}]")
        if wrong is not None:
            raise wrong
        return value

    return replace(check, convert=convert)


def _fits(check: Check, node: Scalar, text: str, context: Context) -> bool:
    """Whether a check takes a text in the place of a node."""
    trial = replace(context, problems=[])
    try:
        check.convert(replace(node, text=text), trial)
    except Wrong:
        return False
    return not trial.problems


def _around(item: Scalar, node: Node) -> Place:
    """The place of an empty entry: of its '-' if there is one."""
    before = item.source.text.rfind("-", node.start, item.start + 1)
    at = before if isinstance(node, SequenceNode) and not node.flow and before >= 0 else item.start
    return item.source.place(at, at + 1)
