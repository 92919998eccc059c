"""Settings from the command line: KEY=VALUE, laid over a spec."""

from __future__ import annotations

import re

from actplot.errors import ActplotError, Problem
from actplot.records import replace
from actplot.spec.merge import added, inner_section
from actplot.spec.sections import Section
from actplot.spec.yaml.compose import MAX_DEPTH, compose
from actplot.spec.yaml.nodes import Dictionary, DictionaryEntry, Node, Scalar, SequenceNode
from actplot.spec.yaml.source import SETTING, Source, check_text


def set_in(
    root: Dictionary, setting: str, number: int, section: Section
) -> tuple[Dictionary, list[Problem]]:
    """The tree with one KEY=VALUE of the command line in it; number: the how-manieth."""
    source = Source(SETTING, setting, number)
    try:
        check_text(source)
    except ActplotError as error:
        return root, list(error.problems)
    at = _outside(setting, "=")
    key, equals, value = (setting[:at], "=", setting[at + 1 :]) if at >= 0 else (setting, "", "")
    if not equals or not key.strip():
        place = source.place(0, len(setting))
        return root, [Problem(f"'{setting}' is not KEY=VALUE", place, "for example size=ieee")]
    steps: list[Scalar] = []
    at = 0
    for word in _words(key):
        steps.append(Scalar(source, at, at + len(word), word.strip()))
        at += len(word) + 1
        if not word.strip():
            place = source.place(at - len(word) - 1, at)
            return root, [Problem("a key is missing here", place, "for example axes.grid=on")]
    if len(steps) > MAX_DEPTH:
        message = f"a key has at most {MAX_DEPTH} parts, not {len(steps)}"
        return root, [Problem(message, source.place(0, len(key)))]
    start = len(key) + 1
    node: Node | None
    if value.lstrip().startswith("#"):
        # A colour; nobody writes a comment here.
        first = start + len(value) - len(value.lstrip())
        node = Scalar(source, first, len(setting), value.strip())
        problems: list[Problem] = []
    else:
        node, problems = compose(source, " " * start + value)
    if problems:
        return root, problems
    if node is None:
        node = Scalar(source, start, start, "")
    try:
        changed = _set(root, steps, node, section)
    except ActplotError as error:
        return root, list(error.problems)
    assert isinstance(changed, Dictionary)
    return changed, []


def _outside(text: str, sign: str, start: int = 0) -> int:
    """Where a sign stands outside of parentheses, -1 if nowhere: f(x, a=0.5)=x is one key."""
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "(") - (text[index] == ")")
        if text[index] == sign and depth <= 0:
            return index
    return -1


def _words(key: str) -> list[str]:
    words, start = [], 0
    while (at := _outside(key, ".", start)) >= 0:
        words.append(key[start:at])
        start = at + 1
    return [*words, key[start:]]


def _is_entry(steps: list[Scalar]) -> bool:
    """Whether a key goes on with the number of an entry of a list."""
    return bool(steps) and re.fullmatch(r"\d+", steps[0].text) is not None


def _set(node: Node, steps: list[Scalar], value: Node, section: Section | None) -> Node:
    if not steps:
        return value
    step, *rest = steps
    if re.fullmatch(r"\d+", step.text) and not isinstance(node, Dictionary):
        if isinstance(node, Scalar):
            node = SequenceNode(node.source, node.start, node.end, [node], flow=True)
        index = int(step.text)
        if index >= len(node.items):
            count = len(node.items)
            named = "entry, number 0" if count == 1 else f"entries, numbers 0 to {count - 1}"
            message = f"there is no entry {index}: the list has {count} {named}"
            raise ActplotError(Problem(message, step.place()))
        items = list(node.items)
        items[index] = _set(items[index], rest, value, section)
        return replace(node, items=items)
    if isinstance(node, SequenceNode):
        raise ActplotError(
            Problem(
                f"'{step.text}' is not the number of an entry of this list",
                step.place(),
                "entries are counted from 0: curves.0.color=red",
            )
        )
    if section is not None:
        node = section.whole(node)
    entries = dict(node.entries) if isinstance(node, Dictionary) else {}
    known = section.key_in(entries, step.text) if section is not None else step.text
    if "(" in step.text and known != step.text:
        del entries[known]  # f(x, a=1) comes in the place of f(x)
    else:
        step = replace(step, text=known)
    before = entries.get(step.text)
    inner = inner_section(section, step.text)
    if before is None:
        if rest and re.fullmatch(r"\d+", rest[0].text):
            message = f"there is no list '{step.text}' in the spec"
            help = f"give it whole: {step.text}=[...]"
            raise ActplotError(Problem(message, step.place(), help))
        before = DictionaryEntry(step, Dictionary(step.source, step.start, step.end, {}, flow=True))
    elif rest and isinstance(before.value, Scalar) and (before.value.null or before.value.empty):
        before = DictionaryEntry(step, Dictionary(step.source, step.start, step.end, {}, flow=True))
    if section is not None and step.text in section.adds and not _is_entry(rest):
        empty = Dictionary(step.source, step.start, step.end, {}, flow=True)
        over = _set(empty, rest, value, None)
        entries[step.text] = DictionaryEntry(before.key, added(before.value, over))
    else:
        entries[step.text] = DictionaryEntry(before.key, _set(before.value, rest, value, inner))
    if isinstance(node, Dictionary):
        return replace(node, entries=entries)
    return Dictionary(node.source, node.start, node.end, entries, flow=True)
