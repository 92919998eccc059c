"""One family out of several: Latin letters, Chinese ones and symbols in the same font.

matplotlib sets a text with mathematics in one family, drops embedded bitmaps at some sizes
and embeds CFF outlines in PDFs as what they are not. So the glyphs that a figure needs are
put together into TrueType fonts of their own, which every backend handles alike.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from matplotlib.font_manager import FontEntry

from actplot.fonts import characters
from actplot.fonts.faces import Face
from actplot.fonts.finding import FontFamily
from actplot.paint.embedding import sfnt
from actplot.paint.embedding.installed import entry
from actplot.paint.embedding.outlines import Outlines, outlines
from actplot.records import Record

_STYLES = {
    (False, False): "Regular",
    (False, True): "Italic",
    (True, False): "Bold",
    (True, True): "Bold Italic",
}


class Sources(Record):
    """The families that glyphs are taken from; in bundled, the first one that has it."""

    latin: FontFamily | None
    cjk: FontFamily | None
    bundled: tuple[FontFamily, ...]


class Merged(Record):
    """A family made for a figure.

    missing: code points that no source has. faces: the family as matplotlib is to know it.
    """

    name: str
    missing: frozenset[int]
    files: tuple[str, ...]
    faces: tuple[FontEntry, ...]


@lru_cache(maxsize=256)
def merge(
    sources: Sources,
    codes: frozenset[int],
    pairs: frozenset[tuple[int, int]],
    *,
    italic: bool = True,
    bold: bool = False,
) -> Merged:
    """A family with these code points, kerned for pairs of them; made once a process."""
    wanted = [style for style in _STYLES if style[0] <= bold and style[1] <= italic]
    parts = {style: _collect(sources, codes, pairs, *style) for style in wanted}
    digest = hashlib.sha256()
    for style, part in parts.items():
        digest.update(repr((style, part.vertical, sorted(part.glyphs.items()))).encode())
        digest.update(repr(sorted(part.kerning.items())).encode())
    name = f"actplot{digest.hexdigest()[:12]}"
    made = tuple(entry(_write(name, style, part)) for style, part in parts.items())
    first = parts[False, False]
    files = sorted({face.path for part in parts.values() for face in part.faces})
    return Merged(name, codes - first.glyphs.keys(), tuple(files), made)


class _StyleGlyphs(Record):
    """What goes into the font of one style."""

    glyphs: dict[int, sfnt.Glyph]
    kerning: dict[tuple[int, int], int]
    vertical: tuple[int, int, int]
    faces: tuple[Face, ...]


def _collect(
    sources: Sources,
    codes: frozenset[int],
    pairs: frozenset[tuple[int, int]],
    bold: bool,
    italic: bool,
) -> _StyleGlyphs:
    glyphs: dict[int, sfnt.Glyph] = {}
    origin: dict[int, Outlines] = {}
    by_role = {role: [*_fonts(sources, role, bold, italic)] for role in ("latin", "bundled", "cjk")}
    for code in sorted(codes):
        for role in characters.order(chr(code)):
            font = next((entry for entry in by_role[role] if code in entry[0]), None)
            if font is not None:
                origin[code], slanted = font
                slanted = slanted and characters.is_letter(chr(code))
                glyphs[code] = origin[code].glyph(code, slanted=slanted)
                break
    kerning = {
        (first, second): origin[first].kerning(first, second)
        for first, second in pairs
        if first in origin and origin[first] is origin.get(second)
    }
    main = (by_role["latin"] or by_role["bundled"])[0][0]
    used = tuple(dict.fromkeys([main.face, *(source.face for source in origin.values())]))
    return _StyleGlyphs(glyphs, kerning, main.vertical(), used)


def _fonts(
    sources: Sources, role: str, bold: bool, italic: bool
) -> Iterator[tuple[Outlines, bool]]:
    """Open fonts for a role, best first, each with whether its glyphs are to be slanted.

    Chinese is never slanted: upright is what its italic looks like.
    """
    if role == "cjk":
        if sources.cjk is not None:
            yield outlines((sources.cjk.bold if bold else None) or sources.cjk.regular), False
        return
    families = [sources.latin] if role == "latin" else [*sources.bundled]
    for family in families:
        if family is None:
            continue
        if face := family.face(bold=bold, italic=italic):
            yield outlines(face), False
        if italic:
            upright = (family.bold if bold else None) or family.regular
            yield outlines(upright), True
        elif bold:
            yield outlines(family.regular), False


def _write(name: str, style: tuple[bool, bool], part: _StyleGlyphs) -> Path:
    bold, italic = style
    label = _STYLES[style]
    # Readers of the file see where the letters come from.
    origin = ".".join(face.postscript.split("-")[0] for face in part.faces[:3])
    postscript = f"{origin[:40]}-{label.replace(' ', '')}.{name[-6:]}"
    ascender, descender, line_gap = part.vertical
    data = sfnt.font(
        sfnt.FaceStyle(
            family=name, name=label, postscript=postscript, bold=bold, italic=italic,
            ascender=ascender, descender=descender, line_gap=line_gap,
            permissions=max((face.permissions & 0x000E for face in part.faces), default=0),
        ),
        part.glyphs,
        part.kerning,
    )  # fmt: skip
    path = folder() / f"{name}-{label.replace(' ', '')}.ttf"
    # Workers write to one folder, and may need the same font at once: it appears there whole.
    part_of_it = path.with_suffix(f".{os.getpid()}")
    part_of_it.write_bytes(data)
    part_of_it.replace(path)
    return path


@cache
def folder() -> Path:
    """Where the fonts of this process lie until it ends.

    A process that forks workers calls this first, so that they share the folder and leave
    it to their parent to remove.
    """
    path = Path(tempfile.mkdtemp(prefix="actplot-"))
    owner = os.getpid()

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(path, ignore_errors=True)

    atexit.register(remove)
    return path
