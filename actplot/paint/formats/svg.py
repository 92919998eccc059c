"""SVG: matplotlib's, with a title and a description, made smaller and fit to be put in a page.

matplotlib's file styles everything around it when it is put in an HTML page, names groups
by identifiers that come again in the next figure, and writes six decimals.
"""

from __future__ import annotations

import re
from io import StringIO

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG

from actplot.fonts.characters import language
from actplot.metadata import NAMESPACE, Metadata, elements, escaped, seal
from actplot.paint.formats import Drawable, Options, number, relative
from actplot.paint.formats.scheme import schemed
from actplot.paint.settings import settings
from actplot.units import MM_PER_INCH, PT_PER_INCH

_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_NUMERIC = re.compile(r'( (?:d|points|x|y|width|height)="|translate\()([^")]*)')
_GLYPH = re.compile(r'(<path id="[^"]*" d=")([^".]*)"')
_GROUP = re.compile(r'<g id="([^"]*)"')
_HEAD = re.compile(r"<svg .*?<g id=\"figure_\d+\">", re.DOTALL)
_GENERIC = ("serif", "sans-serif")
_STYLE = "stroke-linejoin:round;stroke-linecap:butt"


def write(drawable: Drawable, metadata: Metadata, options: Options) -> bytes:
    """The drawing with its texts as paths, or as text for the reader's own fonts."""
    text, width, height = options.text, drawable.width, drawable.height
    drawn, style = body(drawable, text), _STYLE
    if options.dark is not None:
        drawn = schemed(drawn, body(options.dark, text))
    if text == "text":
        style += f";font-family:{_families()}"
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' version="1.1" width="{number(width * MM_PER_INCH, 4)}mm"'
        f' height="{number(height * MM_PER_INCH, 4)}mm"'
        f' viewBox="0 0 {number(width * PT_PER_INCH, 4)} {number(height * PT_PER_INCH, 4)}"'
        f' role="img" xml:lang="{language(metadata.title + metadata.alt)}">\n'
        f"<title>{escaped(metadata.title)}</title>\n"
        f"<desc>{escaped(metadata.alt)}</desc>\n"
        f'<metadata xmlns:actplot="{NAMESPACE}">{elements(metadata)}</metadata>\n'
        f'<g style="{style}">'
    )
    return seal((head + drawn).encode("utf-8", "replace"))


def body(drawable: Drawable, text: str, *, coarser: int = 1) -> str:
    """What is drawn, without the head of the file; the units of letters may be coarser."""
    with (
        StringIO() as file,
        settings({"svg.hashsalt": "actplot", "svg.fonttype": "none" if text == "text" else "path"}),
    ):
        size = drawable.width * PT_PER_INCH, drawable.height * PT_PER_INCH
        renderer = RendererSVG(*size, file, metadata={"Date": None})
        drawable.draw(renderer, PT_PER_INCH)
        renderer.finalize()
        drawn = file.getvalue()
    start = _HEAD.search(drawn)
    assert start is not None
    content = _smaller(drawn[start.end() :], coarser)
    return _without_families(content) if text == "text" else content


def _smaller(body: str, coarser: int) -> str:
    body = _NUMERIC.sub(lambda match: match[1] + _numbers(match[2]), body)
    body = _GLYPH.sub(lambda match: f'{match[1]}{relative(match[2], coarser)}"', body)
    body = _GROUP.sub(r'<g class="\1"', body)
    return re.sub(r"\n\s*", "\n", body)


def _numbers(text: str) -> str:
    text = _NUMBER.sub(lambda match: number(float(match[0])), text)
    return re.sub(r" *\n", " ", text).strip()


def _without_families(body: str) -> str:
    """Texts in the figure's own family, which may be made for it, take that of the page."""
    own = re.escape(mpl.rcParams["font.family"][0])
    return re.sub(rf"; font-family: '(?:{own}|actplot[0-9a-f]{{12}})'(?:, '[^']*')*", "", body)


def _families() -> str:
    """The families that a reader may have, best first."""
    for names in (mpl.rcParams["font.serif"], mpl.rcParams["font.sans-serif"]):
        if names[-1] in _GENERIC:
            return ", ".join(map(_quoted, names))
    return "sans-serif"


def _quoted(name: str) -> str:
    return name if name in _GENERIC else f"'{escaped(name)}'"
