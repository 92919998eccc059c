"""The formats of figures, a row each, and the suffixes of fonts.

How a format is written is said in the module of its name in `paint.formats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from actplot.records import Record


class Format(Record):
    """One format: its name is the suffix of its files; others are read as the same.

    made_from: the figure with all its artists; the scene, which the format writes down in its
    own words; or the frames of a figure that moves. usual: drawn unless somebody asks for
    others. pixels: its size in bytes goes with its area. steps: one file holds all steps of a
    figure. moves: it is for figures in which something changes. opaque: nothing is seen through
    in it. backend: what matplotlib writes it with, other than what all formats share.
    """

    name: str
    title: str
    mime: str
    made_from: Literal["figure", "scene", "frames"] = "figure"
    usual: bool = False
    pixels: bool = False
    steps: bool = False
    moves: bool = False
    opaque: bool = False
    others: tuple[str, ...] = ()
    backend: str | None = None


def _animation(name: str, title: str, mime: str) -> Format:
    return Format(name, title, mime, made_from="frames", pixels=True, steps=True, moves=True)


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format("pdf", "PDF", "application/pdf", usual=True, steps=True, backend="pdf"),
        Format("svg", "SVG", "image/svg+xml", usual=True, backend="svg"),
        Format("png", "PNG", "image/png", usual=True, pixels=True, backend="agg"),
        Format("eps", "Encapsulated PostScript", "application/postscript", opaque=True),
        Format("tiff", "TIFF", "image/tiff", pixels=True, others=("tif",)),
        Format("html", "HTML", "text/html", made_from="frames", steps=True, others=("htm",)),
        _animation("gif", "GIF", "image/gif"),
        _animation("webp", "WebP", "image/webp"),
        _animation("apng", "APNG", "image/apng"),
        Format("tikz", "TikZ", "text/x-tex", made_from="scene"),
    )
}
"""By name, in the order in which they are drawn."""

USUAL = tuple(name for name, row in FORMATS.items() if row.usual)
"""What is drawn where nobody asks for a format."""

LATEX = "tex"
"""The suffix of the file that puts a PDF into a LaTeX document."""

FONTS = (".ttf", ".otf", ".ttc", ".otc")
"""The suffixes of font files, in lower case; a font whose name ends in one is given as a file."""

_WORD = "Word and PowerPoint take SVG: Insert > Pictures > This Device"
_INSTEAD = {
    "emf": f"{_WORD}; `inkscape figure.svg --export-filename=figure.emf` converts one",
    "wmf": _WORD,
    "docx": _WORD,
    "pptx": _WORD,
    "ps": "eps is PostScript for one figure",
    "jpg": "JPEG blurs lines and letters; png keeps them sharp",
    "jpeg": "JPEG blurs lines and letters; png keeps them sharp",
    "tex": "`--latex` writes it next to the PDF",
}


def step_of(target: str) -> tuple[str, int | None]:
    """The format of a target and the step of the figure that it shows: `svg:2`; None: all."""
    name, _, step = target.partition(":")
    return name, int(step) if step else None


def in_steps(formats: Iterable[str], count: int) -> Iterator[str]:
    """The targets of a figure in so many steps: a file for each step where one holds no more."""
    for name in formats:
        if count > 1 and not (name == LATEX or FORMATS[name].steps):
            yield from (f"{name}:{step}" for step in range(1, count + 1))
        else:
            yield name


def of_suffix(suffix: str) -> str | None:
    """The name of the format whose files end so, with or without a dot; None if there is none."""
    plain = suffix.lower().removeprefix(".")
    return next((n for n, row in FORMATS.items() if plain in (n, *row.others)), None)


def instead(suffix: str) -> str:
    """What to do where files cannot end in suffix."""
    known = f"formats: {', '.join(FORMATS)}"
    plain = suffix.lower().removeprefix(".")
    return f"{_INSTEAD[plain]}; {known}" if plain in _INSTEAD else known
