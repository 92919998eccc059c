"""What the directive and the role have in common: figures of a page of Sphinx."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from actplot.documents import illustrations
from actplot.documents.blocks import PageBlock
from actplot.documents.illustrations import Illustration, illustrate
from actplot.errors import Place

LOGGER = logging.getLogger(__name__)
FOLDER = "actplot"
"""Where figures are drawn, in the folder of the pages that have been read."""


def add_style(app: Sphinx, config: Config) -> None:
    """Let the site have the style of figures."""
    config.html_static_path.append(str(Path(illustrations.__file__).parent / "static"))


def drawn(env: BuildEnvironment, block: PageBlock) -> Illustration:
    """The figure of a block; problems are reported, and the files it was made from are watched."""
    figure = illustrate(block, Path(env.doctreedir, FOLDER))
    for path in figure.inputs:
        env.note_dependency(os.path.abspath(path))
    if block.file:
        env.note_dependency(os.path.abspath(block.folder / block.file))
    for problem in figure.problems:
        place = problem.place or block.at
        first, _, rest = str(problem).partition("\n")
        text = first.partition(f"{problem.severity}: ")[2] + ("\n" + rest if rest else "")
        LOGGER.warning(
            text, location=f"{place.file}:{place.line}", type="actplot", subtype=problem.severity
        )
    return figure


def image(env: BuildEnvironment, figure: Illustration) -> nodes.image:
    """The picture, of which every builder takes the format that it likes best."""
    svg = os.path.relpath(figure.files["svg"], env.srcdir)
    alt = figure.block.options.get("alt") or figure.alt
    pattern = "/" + Path(svg).with_suffix(".*").as_posix()
    return nodes.image(uri=pattern, alt=alt, classes=["actplot-figure"])


def block(
    env: BuildEnvironment,
    text: str,
    source: str,
    line: int,
    options: dict[str, Any],
    file: str = "",
) -> PageBlock:
    """A block of a page; options of all figures come before its own."""
    return PageBlock(
        text,
        Place(source, line, 1, 1, text.partition("\n")[0]),
        file,
        {key: "" if value is None else str(value) for key, value in options.items()},
        bool(env.config.actplot_allow_python),
    )
