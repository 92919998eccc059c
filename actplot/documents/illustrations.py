"""The figure of a block: drawn unless it is up to date, and what a page needs to know of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from actplot import metadata
from actplot.documents.blocks import PageBlock, in_page, order
from actplot.errors import Problem
from actplot.pipeline.render import render
from actplot.records import Record, replace


class Illustration(Record):
    """What became of a block.

    files: by format, none where it failed. inputs: the files it was made from. problems: errors
    or warnings, each at its line of the page.
    """

    block: PageBlock
    files: Mapping[str, Path]
    alt: str
    inputs: tuple[Path, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> bool:
        return not self.files

    @property
    def fragment(self) -> str:
        """The figure as a piece of HTML that moves and is read."""
        return self.files["html"].read_text(encoding="utf-8")

    @property
    def complaint(self) -> str:
        """What is wrong, to be shown instead of the figure; files as seen from the page."""
        errors = (problem for problem in self.problems if problem.severity == "error")
        return "\n".join(str(_seen_from(self.block.folder, problem)) for problem in errors)


def illustrate(
    block: PageBlock, folder: Path, formats: Sequence[str] = ("svg", "pdf")
) -> Illustration:
    """Draw what a block asks for into a folder, unless it is up to date there."""
    asked = order(block, folder, formats)
    (outcome,) = render([asked])
    label = asked.source.label
    problems = tuple(in_page(problem, block, label) for problem in outcome.problems)
    if outcome.status == "failed":
        return Illustration(block, {}, "", outcome.inputs, problems)
    carried = metadata.read(asked.targets[formats[0]])
    alt = carried.alt if carried is not None else ""
    return Illustration(block, asked.targets, alt, outcome.inputs, problems)


def markup(illustration: Illustration, address: str, caption: str = "") -> str:
    """A figure as HTML. address: where its SVG is; caption: as HTML, instead of its text."""
    name = illustration.block.options.get("name", "")
    identity = f' id="{escape(name)}"' if name else ""
    if illustration.failed:
        complaint = escape(illustration.complaint)
        return f'<pre class="actplot-error" role="alert"{identity}>{complaint}</pre>'
    caption = caption or escape(illustration.block.options.get("caption", ""))
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    picture = (
        illustration.fragment
        if illustration.block.interactive
        else f'<img src="{escape(address)}" alt="{escape(illustration.alt)}" loading="lazy">'
    )
    return f'<figure class="actplot-figure"{identity}>{picture}{below}</figure>'


def _seen_from(folder: Path, problem: Problem) -> Problem:
    """A problem without the folders of this machine, which do not concern readers of a page."""
    message, place = problem.message.replace(f"{folder}{os.sep}", ""), problem.place
    if place is not None and os.path.isabs(place.file):
        place = replace(place, file=Path(os.path.relpath(place.file, folder)).as_posix())
    return replace(problem, message=message, place=place)
