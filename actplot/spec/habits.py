"""Keys of other tools: the line to write here, where a similar word would not help."""

from __future__ import annotations

import re

from actplot.spec.habit_lines import ANYWHERE, BY_PLACE, RANGE
from actplot.spec.yaml.nodes import Dictionary, KeyPath, Scalar
from actplot.units import FEW_MM

_LONGEST = 40  # characters of a value that a hint repeats
# What a line says to write, without the explanation behind it.
_WRITE = re.compile(r"write (.*?)(?:, (?:for|next to|and|or)\b.*)?")
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_PAIR = re.compile(rf"[\[(]?\s*({_NUMBER.pattern})\s*[,x×]\s*({_NUMBER.pattern})\s*[\])]?")
_SECTION = re.compile(r"(in an entry of|under) `(\w+):`")
# The keys that an entry of a list needs.
_NEEDED = {
    "curves": "expr: gelu", "panels": "curves: [gelu]", "lines": "y: 1",
    "notes": "text: here, at: [1, 2]", "points": "x: 1, y: 2", "fill": "x: [0, 1]",
    "tangents": "x: 0",
}  # fmt: skip


def habit(where: str, name: str, node: Dictionary) -> list[str]:
    """The lines that say here what an unknown key says elsewhere; node: the mapping with it.

    The first has the value that was given, which may not fit; the last one fits.
    """
    word = name.lower().replace("-", "_")
    if where == "in an entry of `curves:`" and (setting := _parameter(name, node)) is not None:
        return [setting, "write opacity: 0.4"] if word == "alpha" else [setting]
    line = BY_PLACE.get(where, {}).get(word) or ANYWHERE.get(word)
    if line is None:
        return []
    written = _Value(node, name)
    width, height = _inches(written) or (_Value(), _Value())
    given = line.format(value=written, side=_side(written), width=width, height=height)
    return [given, line.format(value=_Value(), side=_Value(), width=_Value(), height=_Value())]


def _inches(value: _Value) -> tuple[_Value, _Value] | None:
    """The sides of `[8, 6]`, or of what Python writes so, which are in inches elsewhere."""
    pair = _PAIR.fullmatch(f"{value:}")
    return None if pair is None else (_Value(text=f"{pair[1]} in"), _Value(text=f"{pair[2]} in"))


def _side(value: _Value) -> _Value:
    """A length whose unit nobody gave: it is as small in inches as in mm it is large."""
    written = f"{value:}"
    if _NUMBER.fullmatch(written) is None:
        return value
    return _Value(text=f"{written} {'mm' if float(written) >= FEW_MM else 'in'}")


def in_line(line: str) -> str | None:
    """The YAML that a hint says to write; None where it says something else."""
    match = _WRITE.fullmatch(line)
    return None if match is None else match[1]


def homes(where: str, name: str, value: str) -> str | None:
    """The line of a key that belongs elsewhere, with all that its section needs."""
    match = _SECTION.fullmatch(where)
    if match is None:
        return None
    entry, section = match[1] == "in an entry of", match[2]
    needed = _NEEDED.get(section, "")
    if section == "let":
        return None
    if not entry:
        return f"write {section}: {{{name}: {value}}}"
    return f"write {section}: [{{{needed}, {name}: {value}}}]"


def in_place_of_range(node: Dictionary, path: KeyPath) -> str:
    """What to write instead of a mapping in the place of a range; path: that place."""
    axis = path[-1] if path[:-1] == () or path[:-2] == ("panels",) else ""
    for name in node.entries if axis else ():
        line = RANGE.get(name.lower().replace("-", "_"))
        if line is not None:
            return line.format(axis=axis, value=_Value(node, name))
    return "write [low, high]"


def short(value: str) -> bool:
    """Whether a value can be repeated in a hint."""
    return 0 < len(value) <= _LONGEST and "\n" not in value


class _Value:
    """The value of the unknown key, or that of the table where it is long or none."""

    def __init__(self, node: Dictionary | None = None, name: str = "", *, text: str = "") -> None:
        self._written = text
        if node is None:
            return
        value = node.entries[name].value
        plain = isinstance(value, Scalar) and value.text.lower() in ("on", "off", "true", "false")
        self._written = "" if plain else value.written().strip()

    def __format__(self, otherwise: str) -> str:
        return self._written if short(self._written) else otherwise


def _parameter(name: str, node: Dictionary) -> str | None:
    """What to write for a parameter of the activation that is given as a key, as alpha of elu."""
    from actplot import activations

    written = node.entries.get("expr")
    expr = written.value if written is not None else None
    value = node.entries[name].value
    if not isinstance(expr, Scalar) or not isinstance(value, Scalar):
        return None
    bare = expr.text.partition("(")[0].rstrip("'").strip()
    otherwise = "write opacity: " + (value.text or "0.4") if name == "alpha" else None
    try:
        entry = activations.find(bare).activation
    except activations.UnknownActivation:
        return otherwise
    try:
        entry.parameter(name)
    except activations.ParameterError as error:
        others = (p for other in activations.catalogue().values() for p in other.parameters)
        elsewhere = any(name == p.name for p in others)
        return error.problems[0].help if elsewhere and otherwise is None else otherwise
    primes = "'" * (len(expr.text) - len(expr.text.rstrip("'")))
    call = f"{bare}({name}={value.text}){primes}"
    return f"write {call}" + (f", or opacity: {value.text}" if name == "alpha" else "")
