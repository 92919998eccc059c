"""A fence of a page in Markdown, and its figure."""

from __future__ import annotations

import base64
import logging
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from actplot.documents.blocks import PageBlock
from actplot.documents.illustrations import Illustration, illustrate, markup
from actplot.documents.places import next_place, places
from actplot.errors import Place

LOGGER = logging.getLogger("mkdocs.plugins.actplot")
UNKNOWN = "<markdown>"


def block(
    source: str,
    options: Mapping[str, Any],
    others: Mapping[str, Any],
    *,
    page: Path | None = None,
    seen: set[Place] | None = None,
    allow_python: bool = False,
) -> PageBlock:
    """A fence as a block; page: the file that it stands in; seen: the fences before it there."""
    own = {key: str(value) for key, value in options.items()}
    file = own.pop("file", "")
    if others.get("id_value"):
        own.setdefault("name", str(others["id_value"]))
    first = source.partition("\n")[0]
    unknown = Place(UNKNOWN if page is None else str(page), 1, 1, max(len(first), 1), first)
    candidates = iter(()) if page is None else places(page, source, file)
    at = next_place(candidates, set() if seen is None else seen, unknown)
    return PageBlock(source, at, file, own, allow_python)


def inline(asked: PageBlock) -> str:
    """A figure within its page; drawn once in a run, whatever is built again."""
    figure = illustrate(asked, Path(_folder().name))
    tell(figure)
    if figure.failed:
        return markup(figure, "")
    content = base64.b64encode(figure.files["svg"].read_bytes()).decode()
    return markup(figure, f"data:image/svg+xml;base64,{content}")


def tell(figure: Illustration) -> None:
    """Say what is wrong with a figure."""
    for problem in figure.problems:
        LOGGER.warning("%s", problem)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    """Where figures stand that become part of a page, until the program ends."""
    return tempfile.TemporaryDirectory(prefix="actplot-")
