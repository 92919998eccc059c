"""Nodes as canonical YAML: one way to write each spec, which reads back to the same."""

from __future__ import annotations

import re

from actplot.spec.nodes import NULLS, Dictionary, Node, Scalar, Sequence

WIDTH = 88
# What may stand unquoted anywhere, in braces too.
_PLAIN = re.compile(
    r"(?:[A-Za-z0-9_.$\\(+/^\u00a1-\u2027\u2030-\ud7ff]|-(?=[A-Za-z0-9.(]))"
    r"(?:[A-Za-z0-9_.$\\(+/^\u00a1-\u2027\u2030-\ud7ff)*=<>';~!&|-]| (?=\S))*"
)
_SINGLE = re.compile(
    r"[\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)


def emit(root: Dictionary) -> str:
    """A spec as text: block style at the top, short values on one line."""
    return "".join(_entry(name, entry.value, "") for name, entry in root.entries.items())


def _entry(name: str, value: Node, indent: str) -> str:
    key = text(name)
    line = f"{indent}{key}: {flow(value)}"
    empty = isinstance(value, (Sequence, Dictionary)) and not _children(value)
    if isinstance(value, Scalar) or empty or (len(line) <= WIDTH and not _deep(value)):
        return line + "\n"
    if isinstance(value, Dictionary):
        inner = "".join(_entry(k, e.value, indent + "  ") for k, e in value.entries.items())
        return f"{indent}{key}:\n{inner}"
    return f"{indent}{key}:\n" + "".join(_item(item, indent + "  ") for item in value.items)


def _item(node: Node, indent: str) -> str:
    line = f"{indent}- {flow(node)}"
    if isinstance(node, Dictionary) and node.entries and (len(line) > WIDTH or _deep(node)):
        inner = "".join(_entry(k, e.value, indent + "  ") for k, e in node.entries.items())
        return f"{indent}- {inner[len(indent) + 2 :]}"
    return line + "\n"


def _children(node: Sequence | Dictionary) -> list[Node]:
    if isinstance(node, Sequence):
        return node.items
    return [entry.value for entry in node.entries.values()]


def _deep(node: Node) -> bool:
    """Whether a value holds mappings or lists of lists, which read better on lines."""
    return not isinstance(node, Scalar) and any(
        isinstance(child, Dictionary) or (isinstance(child, Sequence) and _deep(child))
        for child in _children(node)
    )


def flow(node: Node) -> str:
    """A value on one line."""
    if isinstance(node, Scalar):
        if not node.style:
            return node.text if node.null or _PLAIN.fullmatch(node.text) else text(node.text)
        return text(node.text)
    if isinstance(node, Sequence):
        return f"[{', '.join(flow(item) for item in node.items)}]"
    inner = ", ".join(f"{text(name)}: {flow(entry.value)}" for name, entry in node.entries.items())
    return f"{{{inner}}}"


def text(value: str) -> str:
    """A text as YAML, in quotes where it needs them."""
    if _PLAIN.fullmatch(value) and value not in NULLS and value not in ("...", "<<", "="):
        return value
    if "'" not in value and _SINGLE.fullmatch(value):
        return f"'{value}'"
    if _SINGLE.fullmatch(value) and ("\\" in value or '"' in value):
        return "'" + value.replace("'", "''") + "'"
    return '"' + "".join(_escaped(character, value) for character in value) + '"'


def _escaped(character: str, value: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n" and "$" not in value:
        return "\\n"
    if _SINGLE.fullmatch(character):
        return character
    code = ord(character)
    # By number: before a letter the short escapes look like the beginning of LaTeX.
    return f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}"
