"""What was meant where a text is not YAML: PyYAML's complaint turned into a place and a hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from actplot.errors import Problem
from actplot.later import pattern
from actplot.spec.yaml import brackets
from actplot.spec.yaml.complaint import Complaint, Explanation
from actplot.spec.yaml.source import Source

# Inside brackets these end a plain text. Where an expression holds them they are replaced,
# one for one so that every place stays right, and put back when the text has been read.
_STRUCTURE = ",[]{}:"
_STAND_IN = str.maketrans(_STRUCTURE, "\ue0f0\ue0f1\ue0f2\ue0f3\ue0f4\ue0f5")
_RESTORE = str.maketrans("\ue0f0\ue0f1\ue0f2\ue0f3\ue0f4\ue0f5", _STRUCTURE)
_NO_SPACE = pattern(r"^\s*(?:- )?([A-Za-z_]+:)[^\s:/]")
_WIDE_COLON = pattern("^\\s*(?:- )?[A-Za-z_]+\\s*(：)")
_PRIMED = pattern(r"'([^\s'][^']*'+)'?\s*(?:[,\]}#]|$)")
_GOES_ON = pattern(r"""(?:^\s*|[:\[,{-] )('(?:[^']|'')*'|"(?:[^"\\]|\\.)*")(?=[^\s,\]}#:])""")
_FORMULA_KEY = pattern(r"\s*(?:- )?[^:#]*(?:\)|\b(?:expr|formula))\s*:")
LATEX_HELP = "use single quotes, in which a backslash is a backslash"


def restored(text: str) -> str:
    """A text as it was before `explain` mended it."""
    return text.translate(_RESTORE)


def quoted(text: str) -> str:
    """The text in quotes that need no escape, as far as that is possible."""
    mark = "'" if '"' in text or "\\" in text else '"'
    return f"{mark}{text.replace(mark, mark * 2) if mark in text else text}{mark}"


def explain(error: Any, source: Source, mended: str) -> Explanation:
    """The problems behind a YAML error, and the text without them if they can be mended."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = mark.index if mark else getattr(error, "position", 0)
    context = getattr(error, "context_mark", None)
    opened = context.index if context else at
    complaint = Complaint(
        source, mended, str(getattr(error, "problem", None) or error), at, opened,
        str(getattr(error, "context", None) or ""),
    )  # fmt: skip
    for reading in _READINGS:
        explanation = reading(complaint)
        if explanation is not None:
            return explanation
    return complaint.say(complaint.problem, at, at + 1)


def _tab(complaint: Complaint) -> Explanation | None:
    """Every line that is indented with a tab."""
    problems = []
    offset = 0
    for line in complaint.source.text.splitlines(keepends=True):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            at = offset + indent.index("\t")
            place = complaint.source.place(at, at + 1)
            problem = Problem("indentation must not contain tabs", place, "indent with spaces")
            problems.append(problem)
        offset += len(line)
    return (problems, None) if problems else None


def _expression(complaint: Complaint) -> Explanation | None:
    """`[elu(alpha=[0.3, 1]), relu]`: brackets of an expression inside brackets of YAML."""
    if "while parsing a flow" not in complaint.context:
        return None
    text = complaint.mended
    # The expression begins after the separator before its first open parenthesis.
    line_start, _ = complaint.line(complaint.at)
    before = text[line_start : complaint.at]
    head = re.search(r"[^\s,\[\]{}:][^,\[\]{}:]*\([^\[\]{}:)]*$", before)
    if head is None:
        return None
    start = line_start + head.start()
    end = _balanced(text, start)
    if end is None:
        return None
    piece = text[start:end]
    better = text[:start] + piece.translate(_STAND_IN) + text[end:]
    if better == text:
        return None
    help = f"quote it: {quoted(restored(piece))}"
    return complaint.say("nested brackets split this expression", start, end, help, better)


def _balanced(text: str, start: int) -> int | None:
    """Where the expression that begins at start ends: after its parentheses and primes."""
    depth = 0
    for index in range(start, len(text)):
        if text[index] in "\r\n":
            return None
        if text[index] in "([":
            depth += 1
        elif text[index] in ")]":
            depth -= 1
            if depth == 0:
                after = re.compile(r"'*[^,\[\]{}:#\r\n(]*").match(text, index + 1)
                end = after.end() if after else index + 1
                if text[end : end + 1] == "(":
                    continue
                return start + len(text[start:end].rstrip())
    return None


def _escape(complaint: Complaint) -> Explanation | None:
    quoted = "while scanning a double-quoted scalar" in complaint.context
    if not quoted or "escape" not in complaint.problem:
        return None
    start = complaint.source.text.rfind("\\", 0, complaint.at + 1)
    if "beyond the last character" in complaint.problem:
        digits = complaint.source.text[start : start + 10]
        message = f"there is no character '{digits}'; the last one is \\U0010FFFF"
        return complaint.say(message, start, start + 10)
    word = re.compile(r"\\[a-zA-Z]*").match(complaint.source.text, start)
    end = max(word.end() if word else 0, start + 2)
    escape = complaint.source.text[start:end]
    message = f"in double quotes '{escape}' begins an escape that YAML does not know"
    return complaint.say(message, start, end, LATEX_HELP)


def _quote(complaint: Complaint) -> Explanation | None:
    """A quote that is never closed, or that closes something else than was meant."""
    problems = []
    for start, line in reversed(complaint.lines_before(complaint.at)[:3]):
        primed = _PRIMED.search(line)
        if primed and line.count("'") % 2 == 1 and not re.search(r"[\w)]$", line[: primed.start()]):
            # The last quote was meant to close, those before it are primes.
            text = primed[1][:-1]
            place = complaint.source.place(start + primed.start(), start + primed.end(1))
            help = f'write {text} without quotes, or "{text}"'
            message = "inside single quotes, '' is an escaped quote and does not end the text"
            problems.append(Problem(message, place, help))
    if problems:
        return problems, None
    if "quoted scalar" in complaint.context and "end of stream" in complaint.problem:
        help = "close it, or write the text without quotes"
        opened = complaint.opened
        return complaint.say("this quote is never closed", opened, opened + 1, help)
    start, line = complaint.line(complaint.at)
    inside = _GOES_ON.search(line)
    if inside and start + inside.end() <= complaint.at + 1:
        mark, at = inside[1][0], start + inside.end()
        escaped, other = ("''", '"') if mark == "'" else ('\\"', "'")
        help = f"write {mark} inside the text as {escaped}, or quote the text with {other}"
        return complaint.say("there is text after the closing quote", at, at + 1, help)
    return None


def _no_space(complaint: Complaint) -> Explanation | None:
    """`key:value` and `key：value`, which are texts to YAML, near the complaint."""
    for start, line in complaint.lines_before(complaint.at)[:2]:
        wide = _WIDE_COLON.match(line)
        if wide:
            at = start + wide.start(1)
            help = "write ': ' (a colon and a space) after the key"
            return complaint.say("a full-width colon '：' does not end a key", at, at + 1, help)
        joined = _NO_SPACE.match(line)
        if joined:
            first, end = joined.span(1)
            help = f"write '{joined[1]} {line[end:].strip()}'"
            message = "a space is missing after the colon"
            return complaint.say(message, start + first, start + end, help)
    return None


def _colon(complaint: Complaint) -> Explanation | None:
    """A second ': ' on a line, or a key deeper than the line above allows."""
    if "mapping values are not allowed" not in complaint.problem:
        return None
    start, line = complaint.line(complaint.at)
    head = re.match(r"\s*(?:- )*[^\s:#'\"]+:\s+(?=\S)|\s*(?:- )+(?=\S)", line)
    if head and start + head.end() < complaint.at:
        value = line[head.end() :].split(" #")[0].rstrip()
        if len(re.findall(r":(?=\s|$)", line)) > 1:
            outside = re.fullmatch(r"outside:\s+(\w+)", value)
            help = f"write {f'outside {outside[1]}' if outside else quoted(value)}"
            at = start + head.end()
            return complaint.say("a text with ': ' in it needs quotes", at, at + len(value), help)
    above = complaint.lines_before(start - 1)[:1] if start else []
    if above and not re.search(r":(\s|$)|^\s*-", above[0][1]):
        return _missing_colon(complaint, *above[0])
    return _indent(complaint)


_MISPLACED = (
    "expected <block end>", "mapping values are not allowed", "sequence entries are not allowed",
    "did not find expected", "expected the node content", "expected '<document start>'",
)  # fmt: skip


def _indent(complaint: Complaint) -> Explanation | None:
    """A line whose indentation is that of no block above."""
    start, line = complaint.line(complaint.at)
    if not any(words in complaint.problem for words in _MISPLACED):
        return None
    first = start + len(line) - len(line.lstrip())
    if complaint.source.text[complaint.at : complaint.at + 1] == "-" and complaint.at > first:
        value = line[complaint.at - start + 1 :].split(" #")[0].strip()
        message = "'-' begins a list entry only at the start of a line"
        help = "put it on a line of its own, or quote it: '-'"
        if re.fullmatch(r"[\w(].*", value) and _FORMULA_KEY.match(line):
            help = f"put a minus sign right before its number: -{value}"
        return complaint.say(message, complaint.at, complaint.at + 1, help)
    above = complaint.lines_before(start - 1)[:1] if start else []
    help = "keys of one mapping, and the '-' of one list, begin in the same column"
    if above:
        number = complaint.source.place(above[0][0]).line
        column = len(above[0][1]) - len(above[0][1].lstrip()) + 1
        help += f"; line {number} begins in column {column}"
    message = "wrong indentation: this line matches no block above"
    return complaint.say(message, first, start + len(line), help)


def _no_colon(complaint: Complaint) -> Explanation | None:
    if "could not find expected ':'" not in complaint.problem:
        return None
    return _missing_colon(complaint, *complaint.line(complaint.opened))


def _missing_colon(complaint: Complaint, start: int, line: str) -> Explanation:
    first, end = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
    return complaint.say("a colon is missing", first, end, "write 'key: value'")


def _directive(complaint: Complaint) -> Explanation | None:
    """`%YAML 9.9`, or `%TAG` with something wrong in it."""
    problem = complaint.problem
    if not ("directive" in complaint.context + problem or "incompatible YAML" in problem):
        return None
    start, line = complaint.line(complaint.at)
    if not line.startswith("%"):
        return None
    message = "this directive of YAML cannot be read"
    return complaint.say(message, start, start + len(line), "delete it: a spec needs none")


def _start(complaint: Complaint) -> Explanation | None:
    """A text that begins with a character to which YAML gives a meaning of its own."""
    cannot = "that cannot start any token" in complaint.problem
    alias = "while scanning an alias" in complaint.context
    anchor = "while scanning an anchor" in complaint.context
    block = "while scanning a block scalar" in complaint.context
    tag = "while scanning a tag" in complaint.context
    directive = "expected '<document start>'" in complaint.problem
    if directive and complaint.source.text.startswith("%"):
        complaint.opened = 0
    if not (cannot or alias or anchor or block or tag or (complaint.opened == 0 and directive)):
        return None
    at = complaint.at if cannot else complaint.opened
    start, line = complaint.line(at)
    text = re.split(r"\s#|[,\]}]", line[at - start :])[0].rstrip() or line[at - start]
    help = f"quote it: {quoted(text)}"
    key = re.search(r"([\w]+)\s*:\s*$", line[: at - start])
    if (bars := re.fullmatch(r"(.*)\|([^|]+)\|(.*)", text)) and _FORMULA_KEY.match(line):
        help = f"the absolute value is abs({bars[2]})"
    elif text[0] == ">" and key and re.match(r">=?\s*[\w.-]", text):
        help = f"write {key[1]}: {key[1]} {text}"
    return complaint.say(f"a text cannot begin with '{text[0]}'", at, at + len(text), help)


_READINGS: tuple[Callable[[Complaint], Explanation | None], ...] = (
    _tab,
    _escape,
    _expression,
    _directive,
    _start,
    _quote,
    _no_space,
    brackets.unclosed,
    _colon,
    _no_colon,
    brackets.unopened,
    _indent,
)
