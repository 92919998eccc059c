"""Texts with names: offsets in them as places; reading and checking them."""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from collections.abc import Mapping

from actplot.errors import ActplotError, Place, Problem, did_you_mean, reason
from actplot.later import pattern

MAX_CHARACTERS = 1_000_000
SETTING = "--set"
"""What the sources of settings of the command line are called."""
# What YAML takes as the end of a line; Python's own splitlines knows more of them.
LINE_BREAK = pattern("\r\n|[\r\n\x85\u2028\u2029]")
# What YAML does not allow; halves of surrogate pairs aside, which no file can hold.
UNPRINTABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


class Source:
    """The text of one file (or option, or value), in which offsets become places."""

    __slots__ = ("_line", "_starts", "file", "first_line", "text")

    def __init__(self, file: str, text: str, first_line: int = 1) -> None:
        self.file = file
        self.text = text
        self.first_line = first_line
        self._starts: list[int] = []
        self._line = -1, ""  # the number and the text of the line that was asked for last

    def place(self, start: int, end: int | None = None) -> Place:
        """The stretch from offset start to end, as far as it lies on one line."""
        if not self._starts:
            self._starts = [0, *(line_break.end() for line_break in LINE_BREAK.finditer(self.text))]
        start = min(max(start, 0), len(self.text))
        number = bisect_right(self._starts, start) - 1
        first = self._starts[number]
        if self._line[0] != number:
            line_break = LINE_BREAK.search(self.text, first)
            line = self.text[first : line_break.start() if line_break else len(self.text)]
            # A terminal would obey a control character.
            self._line = number, UNPRINTABLE.sub("\ufffd", line)
        shown = self._line[1]
        last = first + len(shown)
        stop = last if end is None else min(end, last)
        length = max(1, len(self.text[start:stop].rstrip()))
        return Place(self.file, self.first_line + number, start - first + 1, length, shown)


def decode(data: bytes, file: str) -> str:
    """The text of a file. Raises ActplotError where it is not UTF-8 (or UTF-16 with its mark)."""
    if (encoding := _unmarked(data)) is not None:
        place = Source(file, "").place(0, 0)
        message, help = f"this file is {encoding.upper()}", "save the file as UTF-8"
        raise ActplotError(Problem(message, place, help))
    utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf_16 else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            help = "a spec is YAML; figures are PDF, SVG, PNG, EPS, TIFF or JPEG files"
            place = Source(file, "").place(0, 0)
            raise ActplotError(Problem("this is not a text file", place, help)) from None
        # Everything before the first bad byte is good, so that its line can be shown.
        good = data[: error.start].decode(encoding, errors="ignore")
        rest = LINE_BREAK.split(data[error.start :].decode("utf-8", errors="replace"), 1)[0]
        place = Source(file, good + rest).place(len(good), len(good) + 1)
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        help = f"save the file as UTF-8{_guess(data)}"
        raise ActplotError(Problem(message, place, help)) from None


def cannot_read(
    path: str,
    error: OSError,
    place: Place | None = None,
    suffixes: tuple[str, ...] = (".yaml", ".yml"),
) -> Problem:
    """A file that cannot be read, and the one of these suffixes that may be meant."""
    folder, name = os.path.split(path)
    try:
        files = sorted(os.listdir(folder or "."))
    except (OSError, ValueError):  # a NUL in the name
        files = []
    others = [file for file in files if file.endswith(suffixes)]
    help = None if name in others else did_you_mean(name, others)
    return Problem(f"cannot read {path}: {reason(error)}", place, help)


def _unmarked(data: bytes) -> str | None:
    """The name of UTF-32, or of UTF-16 without its mark, if a text is that."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    for form, encoding in _WIDE.items():
        if form.match(data):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if UNPRINTABLE.search(text) is None:
                return encoding[:-3]
    return None


# The first characters of a spec are ASCII, which shows where the bytes of nothing are.
_WIDE: Mapping[re.Pattern[bytes], str] = {
    re.compile(rb"\0\0\0[^\0]"): "utf-32-be",
    re.compile(rb"[^\0]\0\0\0"): "utf-32-le",
    re.compile(rb"(?:\0[^\0]){2}"): "utf-16-be",
    re.compile(rb"(?:[^\0]\0){2}"): "utf-16-le",
}


def _guess(data: bytes) -> str:
    for name, encoding in _ENCODINGS.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if re.search("[\u4e00-\u9fff]", text):
            return f"; it looks like {name}"
    return ""


_ENCODINGS: Mapping[str, str] = {"GB 18030 (GBK)": "gb18030", "Big5": "big5"}


def check_text(source: Source) -> None:
    """Raises ActplotError for a text that is too long or that YAML cannot hold."""
    if len(source.text) > MAX_CHARACTERS:
        message = f"the spec has {len(source.text):,} characters, which is too long"
        help = f"a spec can have at most {MAX_CHARACTERS:,} characters"
        raise ActplotError(Problem(message, source.place(0, 1), help))
    at = unprintable(source.text)
    if at is not None:
        message = f"the character U+{ord(source.text[at]):04X} is not allowed in a spec"
        place = source.place(at, at + 1)
        raise ActplotError(Problem(message, place, "it is invisible; delete it"))


def unprintable(text: str) -> int | None:
    """The offset of the first character that a spec cannot contain; None if there is none."""
    match = UNPRINTABLE.search(text)
    if match:
        return match.start()
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None
