"""What was meant where the brackets of a YAML text do not match."""

from __future__ import annotations

import re

from actplot.later import pattern
from actplot.spec.yaml.complaint import Complaint, Explanation

_TOKEN = pattern(
    r"""(?<![\w)'])'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?<![^\s\[{,])#.*|[\[\]{}]""", re.M
)
_COLOUR_COMMENT = pattern(r"[:,\[]\s*(#[0-9a-zA-Z]+)\s*[,\]}]")


def unclosed(complaint: Complaint) -> Explanation | None:
    if "while parsing a flow" not in complaint.context:
        return None
    at = complaint.opened
    if complaint.mended[at : at + 1] not in ("[", "{"):
        at = _opened(complaint.mended[: complaint.at])
    opening = complaint.mended[at : at + 1]
    closing = {"[": "]", "{": "}"}.get(opening)
    if closing is None:
        return None
    other = {"]": "}", "}": "]"}[closing]
    here = complaint.at
    if complaint.mended[here : here + 1] == other:
        message, help = f"'{opening}' is closed by '{other}'", f"'{opening}' needs '{closing}'"
        return complaint.say(message, here, here + 1, help)
    if "stream end" in complaint.problem or complaint.line(here) != complaint.line(at):
        start, line = complaint.line(at)
        comment = _COLOUR_COMMENT.search(line, at - start)
        if comment:
            message = f"'{opening}' is not closed: everything after the unquoted # is a comment"
            first, end = comment.span(1)
            help = f'write "{comment[1]}" in quotes'
            return complaint.say(message, start + first, start + end, help)
        message, help = f"this '{opening}' is never closed", f"'{closing}' is missing"
        return complaint.say(message, at, at + 1, help)
    help = "quote a text with commas, brackets or ': ' in it"
    return complaint.say(f"a comma or '{closing}' is expected here", here, here + 1, help)


def _opened(text: str) -> int:
    """The offset of the last bracket of text that is still open, or of the end of text."""
    open_at = []
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            open_at.append(token.start())
        elif token[0] in "]}" and open_at:
            open_at.pop()
    return open_at[-1] if open_at else len(text)


def unopened(complaint: Complaint) -> Explanation | None:
    match = re.search(r"(?:found|got) '([\]},])'", complaint.problem)
    if match is None:
        return None
    mark = match[1]
    help = 'in quotes it is a text: ","' if mark == "," else None
    return complaint.say(f"unmatched '{mark}'", complaint.at, complaint.at + 1, help)
