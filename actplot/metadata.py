"""What a written figure says about itself: title, alternative text, spec, fingerprint.

The four are carried by every figure that actplot writes, with a seal: a digest of
the rest of the file. They are read here without any library, also from files that
other tools have rewritten (`qpdf --linearize`, `optipng`); the seal tells that they have.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

from actplot.inputs import FIGURE, read_file
from actplot.records import Record

NAMESPACE = "urn:actplot:figure"
PNG = b"\x89PNG\r\n\x1a\n"
KEYWORDS = {
    "title": "Title",
    "alt": "Description",
    "spec": "actplot:spec",
    "fingerprint": "actplot:fingerprint",
}
"""The keywords of PNG text chunks."""

_SEAL = "actplot:seal"
_SEAL_LENGTH = 32
# What stands in the place of the seal while it is computed.
_BLANK = b"0" * _SEAL_LENGTH
_ELEMENT = re.compile(rb"<actplot:(\w+)(?: encoding=\"(base64)\")?>([^<]*)</actplot:\1>")
# Of what calls itself a figure: at most so many streams or chunks are looked at, so many bytes
# of each, and so many of all when they are unpacked.
_PARTS, _LONGEST, _UNPACKED = 20_000, 1 << 22, 1 << 26
# Behind it the first byte of what zlib packs.
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")


class Metadata(Record):
    """Carried inside every figure; spec is the canonical YAML text.

    intact: nobody has changed, cut or lengthened the file since it was written.
    """

    title: str = ""
    alt: str = ""
    spec: str = ""
    fingerprint: str = ""
    intact: bool = True


def read(source: bytes | str | os.PathLike[str]) -> Metadata | None:
    """The metadata of a figure, given as a path or as its bytes; None if it has none.

    Raises OSError where the file cannot be read.
    """
    data = source if isinstance(source, bytes) else read_file(source, FIGURE)
    fields = _read_png(data) if data.startswith(PNG) else _read_elements(data)
    if "spec" not in fields:
        return None
    return Metadata(
        title=fields.get("title", ""),
        alt=fields.get("alt", ""),
        spec=fields["spec"],
        fingerprint=fields.get("fingerprint", ""),
        intact=fields.get("seal") == _seal(data),
    )


def elements(metadata: Metadata) -> str:
    """The metadata as XML elements with the prefix actplot, for PDF and SVG; not yet sealed."""
    fields = {name: getattr(metadata, name) for name in KEYWORDS} | {"seal": _BLANK.decode()}
    return "".join(
        f"<actplot:{name}{_element(text)}</actplot:{name}>" for name, text in fields.items()
    )


def comments(metadata: Metadata) -> str:
    """What tells from what a LaTeX file was made, as comments, a line each; not yet sealed."""
    fields = {"spec": metadata.spec, "fingerprint": metadata.fingerprint}
    lines = [
        f'% <actplot:{name} encoding="base64">{_packed(text)}</actplot:{name}>'
        for name, text in fields.items()
    ]
    return "\n".join([*lines, f"% <actplot:seal>{_BLANK.decode()}</actplot:seal>"])


def wrapped(metadata: Metadata, width: int = 76) -> str:
    """The metadata as comments in lines of a width, for formats with short ones; not yet sealed."""
    lines = []
    for name in KEYWORDS:
        packed = _packed(getattr(metadata, name))
        rows = [packed[at : at + width] for at in range(0, len(packed), width)]
        element = [f'<actplot:{name} encoding="base64">', *rows, f"</actplot:{name}>"]
        lines += [f"% {row}" for row in element]
    return "\n".join([*lines, f"% <actplot:seal>{_BLANK.decode()}</actplot:seal>"])


def seal(data: bytes) -> bytes:
    """A file with `elements`, `comments` or `wrapped` in it, made final."""
    place = data.index(b"<actplot:seal>" + _BLANK) + len(b"<actplot:seal>")
    digest = _seal(data).encode()
    return data[:place] + digest + data[place + _SEAL_LENGTH :]


def seal_png(chunks: list[tuple[bytes, bytes]], metadata: Metadata) -> bytes:
    """A PNG of chunks (kind, content), IHDR first, with the metadata after that, final."""
    texts = [
        (b"iTXt", _international(keyword, getattr(metadata, name)))
        for name, keyword in KEYWORDS.items()
        if getattr(metadata, name)
    ]
    head = PNG + _chunk(*chunks[0])
    tail = b"".join(_chunk(kind, content) for kind, content in (*texts, *chunks[1:]))
    blank = _chunk(b"tEXt", _SEAL.encode() + b"\0" + _BLANK)
    digest = _seal(head + blank + tail).encode()
    return head + _chunk(b"tEXt", _SEAL.encode() + b"\0" + digest) + tail


def _seal(data: bytes) -> str:
    """The digest of a file without its seal (and the PNG checksum that depends on it)."""
    if data.startswith(PNG):
        place = data.find(_SEAL.encode() + b"\0")
        if place < 0:
            return ""
        place += len(_SEAL) + 1
        after = place + _SEAL_LENGTH + 4
    else:
        place = data.find(b"<actplot:seal>")
        if place < 0:
            return ""
        place += len(b"<actplot:seal>")
        after = place + _SEAL_LENGTH
    digest = hashlib.sha256()
    for part in (memoryview(data)[:place], memoryview(data)[after:]):
        digest.update(part)
    return digest.hexdigest()[:_SEAL_LENGTH]


def _element(text: str) -> str:
    """From after the element's name to its content's end."""
    if not all(map(_writable, text)):
        return f' encoding="base64">{_packed(text)}'
    return f">{escaped(text)}"


def _packed(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()


def _writable(character: str) -> bool:
    """Whether XML has a way to write a character."""
    return (
        character in "\t\n"
        or " " <= character < "\ud800"
        or "\ue000" <= character < "\ufffe"
        or character > "\uffff"
    )


def escaped(text: str) -> str:
    """Text as the content of an XML element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _read_elements(data: bytes) -> dict[str, str]:
    fields = dict(_elements(data))
    if "spec" not in fields and data.startswith(b"%PDF"):
        for content in _streams(data):
            fields |= _elements(content)
    return fields


def _elements(data: bytes) -> Iterator[tuple[str, str]]:
    for name, encoding, content in _ELEMENT.findall(data):
        text = content.decode("utf-8", "replace")
        if encoding:
            try:
                # What is no digit, such as the beginnings of lines of comments, is passed over.
                text = base64.b64decode(content).decode("utf-8", "surrogatepass")
            except ValueError:
                continue
        elif b"&" in content:
            from html import unescape

            text = unescape(text)
        yield name.decode(), text


def _streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF that hold the metadata after another program compressed them."""
    left = _UNPACKED
    for match in islice(_STREAM.finditer(data), _PARTS):
        packed = memoryview(data)[match.end() : match.end() + _LONGEST]
        try:
            content = zlib.decompressobj().decompress(packed, min(_LONGEST, left))
        except zlib.error:
            continue
        left -= len(content)
        if left <= 0:
            return
        if b"<actplot:" in content:
            yield content


def _read_png(data: bytes) -> dict[str, str]:
    names = {keyword: name for name, keyword in KEYWORDS.items()} | {_SEAL: "seal"}
    fields: dict[str, str] = {}
    for kind, content in png_chunks(data):
        if kind in (b"iTXt", b"tEXt"):
            keyword, _, rest = content.partition(b"\0")
            name = names.get(keyword.decode("latin-1"))
            text = _text(kind, rest)
            if name is not None and text is not None:
                fields[name] = text
    return fields


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks (kind, content) of a PNG whose check sums are right, up to its end."""
    chunks: list[tuple[bytes, bytes]] = []
    place = len(PNG)
    for _ in range(_PARTS):
        if place + 12 > len(data) or (chunks and chunks[-1][0] == b"IEND"):
            break
        length, kind = struct.unpack(">L4s", data[place : place + 8])
        content = data[place + 8 : place + 8 + length]
        if data[place + 8 + length : place + 12 + length] == _check(kind, content):
            chunks.append((kind, content))
        place += 12 + length
    return chunks


def _text(kind: bytes, rest: bytes) -> str | None:
    """The text of a PNG chunk after its keyword."""
    if kind == b"tEXt":
        return rest.decode("latin-1")
    compressed = rest[:1] == b"\1"
    body = rest[2:].split(b"\0", 2)[-1]
    try:
        if compressed:
            body = zlib.decompressobj().decompress(body, _LONGEST)
        return body.decode("utf-8")
    except (zlib.error, UnicodeDecodeError):
        return None


def _international(keyword: str, text: str) -> bytes:
    """The content of an iTXt chunk, compressed where that makes it shorter."""
    body = text.encode("utf-8", "replace")
    packed = zlib.compress(body, 9)
    flag, body = (1, packed) if len(packed) < len(body) else (0, body)
    return keyword.encode("latin-1") + bytes((0, flag, 0, 0, 0)) + body


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + _check(kind, content)


def _check(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", zlib.crc32(kind + content))
