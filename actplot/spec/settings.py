"""Settings from the command line: KEY=VALUE, laid over a spec."""

from __future__ import annotations

import re

from actplot.errors import ActplotError, Problem
from actplot.records import replace
from actplot.spec.merge import added, inner_section
from actplot.spec.sections import Section
from actplot.spec.yaml.compose import MAX_DEPTH, compose
from actplot.spec.yaml.nodes import (
    Dictionary,
    DictionaryEntry,
    Node,
    Scalar,
    SequenceNode,
    items_of,
)
from actplot.spec.yaml.source import SETTING, Source, check_text


def set_in(root: Dictionary, setting: str, number: int, section: Section) -> Dictionary:
    """The tree with one KEY=VALUE of the command line in it; number: which one, from 1.

    Raises ActplotError.
    """
    source = Source(SETTING, setting, number)
    check_text(source)
    at = _outside(setting, "=")
    if not setting[: max(at, 0)].strip():
        place = source.place(0, len(setting))
        raise ActplotError(Problem(f"'{setting}' is not KEY=VALUE", place, "for example size=ieee"))
    changed = _set(root, _steps(source, setting[:at]), _value(source, at + 1), section)
    assert isinstance(changed, Dictionary)
    return changed


def _steps(source: Source, key: str) -> list[Scalar]:
    """The parts of a key, which dots separate."""
    steps: list[Scalar] = []
    start = 0
    while start <= len(key):
        end = _outside(key, ".", start)
        end = end if end >= 0 else len(key)
        steps.append(Scalar(source, start, end, key[start:end].strip()))
        if not steps[-1].text:
            help = "for example axes.grid=on"
            raise ActplotError(Problem("a key is missing here", source.place(start, end + 1), help))
        start = end + 1
    if len(steps) > MAX_DEPTH:
        message = f"a key has at most {MAX_DEPTH} parts, not {len(steps)}"
        raise ActplotError(Problem(message, source.place(0, len(key))))
    return steps


def _value(source: Source, start: int) -> Node:
    """The value behind the equals sign, which is at start - 1."""
    value = source.text[start:]
    if value.lstrip().startswith("#"):  # a colour; nobody writes a comment here
        first = start + len(value) - len(value.lstrip())
        return Scalar(source, first, len(source.text), value.strip())
    node, problems = compose(source, " " * start + value)
    if problems:
        raise ActplotError(*problems)
    return Scalar(source, start, start, "") if node is None else node


def _outside(text: str, sign: str, start: int = 0) -> int:
    """The offset of a sign outside of parentheses, or -1: in f(x, a=0.5)=x it is the second =."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if text[index] == sign and depth <= 0:
            return index
    return -1


def _is_index(steps: list[Scalar]) -> bool:
    """Whether a key goes on with the number of an entry of a list."""
    return bool(steps) and re.fullmatch(r"\d+", steps[0].text) is not None


def _set(node: Node, steps: list[Scalar], value: Node, section: Section | None) -> Node:
    """The node with the value at the end of these steps."""
    if not steps:
        return value
    step, *rest = steps
    if _is_index(steps) and not isinstance(node, Dictionary):
        return _set_item(node, steps, value, section)
    if isinstance(node, SequenceNode):
        message = f"'{step.text}' is not the number of an entry of this list"
        help = "entries are counted from 0: curves.0.color=red"
        raise ActplotError(Problem(message, step.place(), help))
    if section is not None:
        node = section.whole(node)
    if not isinstance(node, Dictionary):
        node = Dictionary(node.source, node.start, node.end, flow=True)
    entries = dict(node.entries)
    known = section.key_in(entries, step.text) if section is not None else step.text
    if "(" in step.text and known != step.text:
        del entries[known]  # f(x, a=1) comes in the place of f(x)
    else:
        step = replace(step, text=known)
    before = entries.get(step.text)
    if before is None and _is_index(rest):
        message = f"there is no list '{step.text}' in the spec"
        help = f"give it whole: {step.text}=[...]"
        raise ActplotError(Problem(message, step.place(), help))
    empty = Dictionary(step.source, step.start, step.end, flow=True)
    if before is None or (
        rest and isinstance(before.value, Scalar) and (before.value.null or before.value.empty)
    ):
        before = DictionaryEntry(step, empty)
    if section is not None and step.text in section.adds and not _is_index(rest):
        changed = added(before.value, _set(empty, rest, value, None))
    else:
        changed = _set(before.value, rest, value, inner_section(section, step.text))
    entries[step.text] = DictionaryEntry(before.key, changed)
    return replace(node, entries=entries)


def _set_item(
    node: Scalar | SequenceNode, steps: list[Scalar], value: Node, section: Section | None
) -> SequenceNode:
    """The list, or the single value as a list, with the value in the entry of a number."""
    step, *rest = steps
    items, index = list(items_of(node)), int(step.text)
    if index >= len(items):
        count = len(items)
        named = "entry, number 0" if count == 1 else f"entries, numbers 0 to {count - 1}"
        message = f"there is no entry {index}: the list has {count} {named}"
        raise ActplotError(Problem(message, step.place()))
    items[index] = _set(items[index], rest, value, section)
    if isinstance(node, SequenceNode):
        return replace(node, items=items)
    return SequenceNode(node.source, node.start, node.end, items, flow=True)
