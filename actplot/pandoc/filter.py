"""The filter: a document as pandoc's JSON, in which fences become figures."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actplot.documents import illustrations
from actplot.documents.illustrations import Illustration, illustrate
from actplot.pandoc.fences import Fence, FenceReader, is_fence
from actplot.pandoc.inlines import marked_up, words
from actplot.tex.requests import FOLDER

# The formats of pandoc that are pages of the web, that take a picture as SVG, or as PDF; all
# others get a PNG.
_WEB = ("html", "epub", "chunkedhtml", "revealjs", "slidy", "slideous", "s5", "dzslides")
_SVG = (*_WEB, "gfm", "commonmark", "typst")
_LATEX = ("latex", "beamer", "context", "pdf")
# From here on a figure is an element of its own.
_FIGURES = [1, 23]
_EXTENSION = Path("_extensions", "actplot")


def main() -> None:
    """Read a document from standard input and write it, with its figures, to standard output.

    `actplot-pandoc --quarto` writes the extension of Quarto to _extensions/actplot instead.
    """
    writer = sys.argv[1] if len(sys.argv) > 1 else "html"
    if writer == "--quarto":
        shutil.copytree(Path(__file__).parent / "quarto", _EXTENSION, dirs_exist_ok=True)
        print(_EXTENSION.as_posix())
        return
    document = json.load(sys.stdin.buffer)
    figures = document["pandoc-api-version"] >= _FIGURES
    fences = [*_fences(document["blocks"])]
    drawer = _Drawer(FenceReader(fences), writer, figures)
    document["blocks"] = drawer.replaced(document["blocks"])
    if fences and drawer.web:
        _add_head(document["meta"])
    json.dump(document, sys.stdout)


def _fences(part: Any) -> Iterator[dict[str, Any]]:
    """All fences in a part of a document, in their order."""
    if isinstance(part, list):
        for member in part:
            yield from _fences(member)
    elif isinstance(part, dict):
        if is_fence(part):
            yield part
        else:
            yield from _fences([*part.values()])


class _Drawer:
    """Puts figures in the places of fences. figures: whether pandoc has an element for them."""

    def __init__(self, reader: FenceReader, writer: str, figures: bool) -> None:
        self.reader, self.figures = reader, figures
        self.web = writer.startswith(_WEB)
        self.quarto = "QUARTO_DOCUMENT_PATH" in os.environ
        self.format = (
            "svg" if writer.startswith(_SVG) else "pdf" if writer.startswith(_LATEX) else "png"
        )

    def replaced(self, part: Any) -> Any:
        """A part of a document, with figures for the fences in it."""
        if isinstance(part, list):
            return [self.replaced(member) for member in part]
        if not isinstance(part, dict):
            return part
        if is_fence(part):
            return self._figure(self.reader.read(part))
        return {key: self.replaced(member) for key, member in part.items()}

    def _figure(self, fence: Fence) -> dict[str, Any]:
        asked = fence.block
        figure = illustrate(asked, asked.folder / FOLDER, (self.format,))
        for problem in figure.problems:
            print(problem, file=sys.stderr)
        if figure.failed:
            content = [[fence.name, ["actplot-error"], []], figure.complaint]
            return {"t": "CodeBlock", "c": content}
        classes = ["actplot-figure", *fence.classes]
        attributes = [fence.name, classes, [*map(list, fence.attributes)]]
        if asked.interactive and self.web:
            moving = {"t": "RawBlock", "c": ["html", figure.fragment]}
            below = (
                [{"t": "Para", "c": marked_up(caption)}] if (caption := _caption(figure)) else []
            )
            return {"t": "Div", "c": [attributes, [moving, *below]]}
        return self._picture(figure, attributes)

    def _picture(self, figure: Illustration, attributes: list[Any]) -> dict[str, Any]:
        """The picture of a fence, with the caption below it."""
        path, alt, caption = figure.files[self.format], figure.alt, _caption(figure)
        target = [os.path.relpath(path).replace(os.sep, "/"), ""]
        if not caption:
            # Quarto would print the description of a lone picture below it.
            inside = [] if self.quarto else words(alt)
            attributes[2].append(["alt", alt])
            return {"t": "Para", "c": [{"t": "Image", "c": [attributes, inside, target]}]}
        if self.figures:
            inner = ["", ["actplot-figure"], [["alt", alt]]]
            image = {"t": "Image", "c": [inner, words(alt), target]}
            attributes[2] += [["fig-alt", alt]] * self.quarto
            below = [None, [{"t": "Plain", "c": marked_up(caption)}]]
            return {"t": "Figure", "c": [attributes, below, [{"t": "Plain", "c": [image]}]]}
        attributes[2].append(["alt", alt])
        image = {"t": "Image", "c": [attributes, marked_up(caption), [target[0], "fig:"]]}
        return {"t": "Para", "c": [image]}


def _caption(figure: Illustration) -> str:
    return figure.block.options.get("caption", "")


def _add_head(meta: dict[str, Any]) -> None:
    """Let figures be as dark as the page around them."""
    sheet = Path(illustrations.__file__).parent / "static" / "actplot.css"
    script = Path(__file__).parent / "dark.html"
    head = f"<style>\n{sheet.read_text('utf-8')}</style>\n{script.read_text('utf-8')}"
    block = {"t": "MetaBlocks", "c": [{"t": "RawBlock", "c": ["html", head]}]}
    given = meta.get("header-includes", {"t": "MetaList", "c": []})
    others = given["c"] if given["t"] == "MetaList" else [given]
    meta["header-includes"] = {"t": "MetaList", "c": [*others, block]}
