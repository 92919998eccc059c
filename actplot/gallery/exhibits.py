"""What a gallery shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.pipeline.orders import Order
from actplot.records import Record

if TYPE_CHECKING:
    from actplot.activations import Activation


class Exhibit(Record):
    """A figure that is to be shown.

    name: with slashes, unique; its files are called so. spec: the file of its spec from the
    gallery's folder, with slashes; None for one of the catalogue.
    """

    name: str
    order: Order
    spec: str | None = None


class Gallery(Record):
    """The exhibits of one page, in order. catalogue: they are all activations there are.

    lang: the language that the page speaks; titles and specs are in that of their author.
    """

    folder: Path
    title: str
    exhibits: Sequence[Exhibit]
    catalogue: bool = False
    lang: str = "en"


class File(Record):
    """A file of a figure; path with slashes, from the gallery's folder."""

    format: str
    path: str
    size: int
    sha256: str


class Figure(Record):
    """An exhibit that has been drawn.

    spec: the file of its spec from the gallery's folder, with slashes, None where there is none;
    text: a spec that draws it. width, height in pt. facts: those of `facts.computed`, None unless
    it shows one activation of the catalogue.
    """

    name: str
    title: str
    alt: str
    spec: str | None
    text: str
    width: float
    height: float
    files: Sequence[File]
    activations: Sequence[Activation]
    facts: dict[str, Any] | None = None

    @property
    def group(self) -> str:
        """The folder that it is in; empty at the top."""
        return self.name.rpartition("/")[0]

    @property
    def families(self) -> list[str]:
        return list(dict.fromkeys(entry.family for entry in self.activations))

    @property
    def picture(self) -> File:
        """The file that a page shows."""
        return next(file for file in self.files if file.format == "svg")
