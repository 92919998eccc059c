"""Fonts of a PDF: what kind each is, whether it is in the file, and what its codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from actplot.preflight.pdf.objects import dictionary, matrix, plain
from actplot.preflight.runs import SYMBOLS
from actplot.preflight.sheet import Font
from actplot.records import Record, field

_KINDS = {"/Type1": "Type 1", "/MMType1": "Type 1", "/TrueType": "TrueType", "/Type3": "Type 3"}
_CID = {"/CIDFontType0": "CID Type 0C", "/CIDFontType2": "CID TrueType"}
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MARKS = {"prime": "′", "minus": "−", "space": " ", "period": ".", "comma": ",", "asterisk": "*"}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# The longest table of widths or characters that is read.
MOST_CODES = 70_000


class PdfFont(Record, frozen=False):
    """A font as text is shown in it. Widths are in multiples of the text size."""

    name: str
    info: dict[str, Any]
    wide: bool  # codes of two bytes
    em: float  # how large text of size 1 is; 1 but for some Type 3 fonts
    capital: float
    widths: dict[int, float]
    default: float
    unicode: dict[int, str] = field(default_factory=dict)

    def read(self, data: bytes) -> tuple[str, float, int]:
        """The text of a string, the width of its glyphs, and how many spaces stretch it."""
        step = 2 if self.wide else 1
        codes = [int.from_bytes(data[at : at + step], "big") for at in range(0, len(data), step)]
        text = "".join(self.unicode.get(code, "\N{REPLACEMENT CHARACTER}") for code in codes)
        spaces = 0 if self.wide else codes.count(32)
        return text, sum(self.widths.get(code, self.default) for code in codes), spaces


def face(value: Any) -> PdfFont:
    """A font dictionary as a face."""
    info = dictionary(value)
    kind = str(plain(info.get("/Subtype")))
    own = _descendant(info) if kind == "/Type0" else info
    descriptor = dictionary(own.get("/FontDescriptor"))
    unit = abs(matrix(info.get("/FontMatrix"))[3]) if kind == "/Type3" else 0.001
    name = str(plain(info.get("/BaseFont") or info.get("/Name") or "")).lstrip("/")
    widths, default = _wide(own) if kind == "/Type0" else _narrow(info, descriptor, unit)
    return PdfFont(
        name=name,
        info=info,
        wide=kind == "/Type0",
        em=_em(info, unit) if kind == "/Type3" else 1.0,
        capital=float(plain(descriptor.get("/CapHeight")) or 0) / 1000,
        widths=widths,
        default=default,
        unicode=_unicode(info, name, wide=kind == "/Type0"),
    )


def _em(info: dict[str, Any], unit: float) -> float:
    """How large text of size 1 is in a Type 3 font.

    Its glyphs may be drawn in thousandths of an em or in pixels; then the text size is that of
    the text. Or they are drawn in units of the page, and only their height shows it.
    """
    box = plain(info.get("/FontBBox"))
    if unit < 0.1 or not isinstance(box, list) or len(box) != 4:
        return 1.0
    return abs(float(plain(box[3])) - float(plain(box[1]))) * unit or 1.0


def kinds(fonts: Iterable[dict[str, Any]]) -> Iterator[Font]:
    """The kind of each font in which text is shown, and whether it is embedded."""
    for info in fonts:
        kind = str(plain(info.get("/Subtype")))
        name = str(plain(info.get("/BaseFont") or info.get("/Name") or "a font")).lstrip("/")
        if kind == "/Type3":
            yield Font(name, "Type 3", True)
            continue
        own = _descendant(info) if kind == "/Type0" else info
        descriptor = dictionary(own.get("/FontDescriptor"))
        table = _CID if kind == "/Type0" else _KINDS
        shown = table.get(str(plain(own.get("/Subtype"))), kind.lstrip("/"))
        yield Font(name, shown, any(key in descriptor for key in _FILES))


def _descendant(info: dict[str, Any]) -> dict[str, Any]:
    descendants = plain(info.get("/DescendantFonts"))
    return dictionary(descendants[0]) if isinstance(descendants, list) and descendants else {}


def _narrow(
    info: dict[str, Any], descriptor: dict[str, Any], unit: float
) -> tuple[dict[int, float], float]:
    """The widths of a font with codes of one byte, and that of all others."""
    first = int(plain(info.get("/FirstChar")) or 0)
    listed = plain(info.get("/Widths"))
    widths = listed if isinstance(listed, list) else []
    missing = float(plain(descriptor.get("/MissingWidth")) or (0 if widths else 500))
    return {
        first + index: float(plain(width)) * unit for index, width in enumerate(widths[:256])
    }, missing * unit


def _wide(own: dict[str, Any]) -> tuple[dict[int, float], float]:
    """The widths of a font with codes of two bytes: `c [w ...]` and `first last w` in turn."""
    widths: dict[int, float] = {}
    items = plain(own.get("/W"))
    queue = [plain(item) for item in items] if isinstance(items, list) else []
    at = 0
    while at + 1 < len(queue):
        first, second = int(queue[at]), queue[at + 1]
        if isinstance(second, list):
            widths |= {first + i: float(plain(width)) / 1000 for i, width in enumerate(second)}
            at += 2
        elif at + 2 < len(queue):
            last = min(int(second), first + MOST_CODES)
            widths |= dict.fromkeys(range(first, last + 1), float(queue[at + 2]) / 1000)
            at += 3
        else:
            break
    return widths, float(plain(own.get("/DW")) or 1000) / 1000


def _unicode(info: dict[str, Any], name: str, *, wide: bool) -> dict[int, str]:
    """What the codes of a font mean, as far as the file says."""
    symbols = bool(SYMBOLS.search(name))
    table = plain(info.get("/ToUnicode"))
    if hasattr(table, "get_data"):
        known = _mapped(table.get_data())
        # matplotlib says that the prime of Computer Modern is a zero, whose code it has.
        return dict.fromkeys(known, "·") if symbols else known
    if wide:
        return {}
    codes = {code: "·" if symbols else bytes([code]).decode("cp1252", "replace")
             for code in range(32, 256)}  # fmt: skip
    encoding = plain(info.get("/Encoding"))
    differences = plain(encoding.get("/Differences")) if isinstance(encoding, dict) else None
    at = 0
    for item in differences if isinstance(differences, list) else []:
        value = plain(item)
        if isinstance(value, int | float):
            at = int(value)
        else:
            codes[at] = _glyph(str(value).lstrip("/"))
            at += 1
    return codes


def _glyph(name: str) -> str:
    """The character of a glyph's name; a dot for names that are only marks to us."""
    stem = name.partition(".")[0]
    if len(stem) == 1:
        return stem
    if match := re.fullmatch(r"[a-z](\d{1,3})", stem):  # TeX's bitmap fonts name codes
        return bytes([int(match[1]) % 256]).decode("cp1252", "replace")
    if stem in _DIGITS:
        return str(_DIGITS.index(stem))
    if match := re.fullmatch(r"(?:uni|u)([0-9A-F]{4,6})", stem):
        return chr(min(int(match[1], 16), 0x10FFFF))
    return _MARKS.get(stem, "·")


def _mapped(data: bytes) -> dict[int, str]:
    """The characters of a ToUnicode table."""
    mapping: dict[int, str] = {}
    for kind, body in _SECTION.findall(data):
        tokens = [
            "[" if opened else "]" if closed else re.sub(rb"\s", b"", digits).decode()
            for digits, opened, closed in _TOKEN.findall(body)
        ]
        (_characters if kind == b"char" else _ranges)(tokens, mapping)
        if len(mapping) > MOST_CODES:
            break
    return mapping


def _characters(tokens: list[str], mapping: dict[int, str]) -> None:
    for code, text in zip(tokens[::2], tokens[1::2], strict=False):
        mapping[int(code or "0", 16)] = _utf16(text)


def _ranges(tokens: list[str], mapping: dict[int, str]) -> None:
    at = 0
    while at + 2 < len(tokens):
        first, last = int(tokens[at] or "0", 16), int(tokens[at + 1] or "0", 16)
        last = min(last, first + MOST_CODES)
        if tokens[at + 2] == "[":
            end = tokens.index("]", at + 2) if "]" in tokens[at + 2 :] else len(tokens)
            mapping |= {first + i: _utf16(text) for i, text in enumerate(tokens[at + 3 : end])}
            at = end + 1
            continue
        start = _utf16(tokens[at + 2])
        for code in range(first, last + 1) if start else ():
            mapping[code] = start[:-1] + chr(min(ord(start[-1]) + code - first, 0x10FFFF))
        at += 3


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits if len(digits) % 2 == 0 else digits + "0").decode(
        "utf-16-be", "replace"
    )
