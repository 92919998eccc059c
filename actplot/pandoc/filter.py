"""The filter: a document as pandoc's JSON, in which fences become figures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actplot.documents.blocks import PageBlock
from actplot.documents.illustrations import Illustration, illustrate
from actplot.documents.places import place
from actplot.errors import Place
from actplot.tex.requests import FOLDER

# The formats of pandoc that take a picture as SVG or as PDF; all others get a PNG.
_WEB = ("html", "epub", "chunkedhtml", "revealjs", "slidy", "slideous", "s5", "dzslides")
_LATEX = ("latex", "beamer", "context", "pdf")
_PAGES = ("*.qmd", "*.md", "*.markdown", "*.Rmd")
# From here on a figure is an element of its own.
_FIGURES = [1, 23]


def main() -> None:
    """Read a document from standard input and write it, with its figures, to standard output."""
    document = json.load(sys.stdin.buffer)
    writer = sys.argv[1] if len(sys.argv) > 1 else "html"
    document["blocks"] = _replaced(
        document["blocks"], writer, document["pandoc-api-version"] >= _FIGURES
    )
    json.dump(document, sys.stdout)


def _replaced(part: Any, writer: str, figures: bool) -> Any:
    """A part of a document, with figures for the fences in it."""
    if isinstance(part, list):
        return [_replaced(each, writer, figures) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") == "CodeBlock" and "actplot" in part["c"][0][1]:
        return _figure(part, writer, figures)
    return {key: _replaced(each, writer, figures) for key, each in part.items()}


def _figure(fence: dict[str, Any], writer: str, figures: bool) -> dict[str, Any]:
    (name, classes, pairs), source = fence["c"]
    options = {key: str(each) for key, each in pairs}
    for each in classes:
        if each == "interactive":
            options.setdefault(each, "on")
    file = options.pop("file", "")
    asked = PageBlock(source, _at(source, file), file, options)
    web = writer.startswith(_WEB)
    format = "svg" if web else "pdf" if writer.startswith(_LATEX) else "png"
    found = illustrate(asked, asked.folder / FOLDER, (format,))
    for problem in found.problems:
        print(problem, file=sys.stderr)
    attributes = [name, ["actplot-figure"], []]
    if found.failed:
        text = "\n".join(map(str, found.problems))
        return {"t": "CodeBlock", "c": [[name, ["actplot-error"], []], text]}
    if asked.interactive and web:
        moving = {"t": "RawBlock", "c": ["html", found.fragment]}
        return {"t": "Div", "c": [attributes, [moving, *_below(options)]]}
    return _picture(found, Path(found.files[format]), attributes, figures)


def _picture(
    found: Illustration, path: Path, attributes: list[Any], figures: bool
) -> dict[str, Any]:
    """The picture of a fence, with the caption below it."""
    caption = found.block.options.get("caption", "")
    shown = os.path.relpath(path).replace(os.sep, "/")
    alt = found.block.options.get("alt") or found.alt
    if not caption:
        image = {"t": "Image", "c": [attributes, _inlines(alt), [shown, ""]]}
        return {"t": "Para", "c": [image]}
    if figures:
        image = {"t": "Image", "c": [["", [], []], _inlines(alt), [shown, ""]]}
        below = [None, [{"t": "Plain", "c": _inlines(caption)}]]
        return {"t": "Figure", "c": [attributes, below, [{"t": "Plain", "c": [image]}]]}
    attributes[2] = [["alt", alt]]
    return {
        "t": "Para",
        "c": [{"t": "Image", "c": [attributes, _inlines(caption), [shown, "fig:"]]}],
    }


def _below(options: dict[str, str]) -> Iterator[Any]:
    if options.get("caption"):
        yield {"t": "Para", "c": _inlines(options["caption"])}


def _inlines(text: str) -> list[dict[str, Any]]:
    """A text as pandoc has it, word by word."""
    found: list[dict[str, Any]] = []
    for word in text.split():
        found += [{"t": "Space"}, {"t": "Str", "c": word}]
    return found[1:]


def _at(source: str, file: str) -> Place:
    """Where a fence stands, which pandoc does not tell: the page in this folder that has it."""
    first = source.partition("\n")[0]
    pages = [path for pattern in _PAGES for path in sorted(Path().glob(pattern))]
    for path in pages:
        if (found := place(path, source, file)) is not None:
            return Place(str(path), found[0], found[1] + 1, max(len(first), 1), first)
    return Place("<pandoc>", 1, 1, max(len(first), 1), first)
