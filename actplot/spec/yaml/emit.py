"""Nodes as canonical YAML: one way to write each spec, which reads back to the same."""

from __future__ import annotations

from actplot.later import pattern
from actplot.spec.yaml.nodes import NULLS, Dictionary, Node, Scalar, SequenceNode

WIDTH = 88
# What needs no quotes anywhere, also in braces.
_PLAIN = pattern(
    r"(?:[^-\s?:,\[\]{}#&*!|>'\"%@`=<~]|-(?=[A-Za-z0-9.(]))(?:[^:,\[\]{}#\"`%@\s]| (?=\S))*"
)
# What is written by number, in double quotes.
_HIDDEN = pattern("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")


def emit(root: Dictionary) -> str:
    """A spec as text: block style at the top, short values on one line."""
    return "".join(_entry(name, entry.value, "") for name, entry in root.entries.items())


def _entry(name: str, value: Node, indent: str) -> str:
    key = text(name)
    line = f"{indent}{key}: {flow(value)}"
    empty = isinstance(value, (SequenceNode, Dictionary)) and not _children(value)
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


def _children(node: SequenceNode | Dictionary) -> list[Node]:
    if isinstance(node, SequenceNode):
        return node.items
    return [entry.value for entry in node.entries.values()]


def _deep(node: Node) -> bool:
    """Whether a value holds mappings or lists of lists, which read better on lines."""
    return not isinstance(node, Scalar) and any(
        isinstance(child, Dictionary) or (isinstance(child, SequenceNode) and _deep(child))
        for child in _children(node)
    )


def flow(node: Node) -> str:
    """A value on one line."""
    if isinstance(node, Scalar):
        if not node.style:
            return node.text if node.null else text(node.text)
        return text(node.text)
    if isinstance(node, SequenceNode):
        return f"[{', '.join(flow(item) for item in node.items)}]"
    inner = ", ".join(f"{text(name)}: {flow(entry.value)}" for name, entry in node.entries.items())
    return f"{{{inner}}}"


def text(value: str) -> str:
    """A text as YAML, in quotes where it needs them."""
    if _HIDDEN.search(value):
        return '"' + "".join(_escaped(character, value) for character in value) + '"'
    if _PLAIN.fullmatch(value) and value not in NULLS and value != "...":
        return value
    if "'" in value and "\\" not in value and '"' not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _escaped(character: str, value: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n" and "$" not in value:
        return "\\n"
    if not _HIDDEN.match(character):
        return character
    code = ord(character)
    # By number: before a letter the short escapes look like the beginning of LaTeX.
    return f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}"
