"""The exhibits of a gallery, and what is known of them once they are drawn."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from actplot import metadata
from actplot.errors import ActplotError, Problem, reason
from actplot.formats import FORMATS, USUAL
from actplot.gallery.exhibits import Exhibit, Figure, File, Gallery
from actplot.gallery.finding import SpecFile, common, find
from actplot.pipeline.orders import PLAIN, Order, Reading, SpecInput

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.spec import FigureSpec

_VIEW_BOX = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_EXTENDS = re.compile(r"^[ \t]*[\"']?extends[\"']?[ \t]*:|[{,]\s*[\"']?extends", re.MULTILINE)


def of_folders(
    folders: Sequence[str],
    folder: Path,
    *,
    title: str,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    formats: Sequence[str] = (),
    reading: Reading = PLAIN,
    lang: str = "en",
) -> Gallery:
    """A gallery of every spec below folders, with their structure kept below folder.

    formats: the usual ones by default; an SVG is always among them. Raises ActplotError.
    """
    specs = find(folders, include, exclude)
    if not specs:
        where = " and ".join(folders)
        raise ActplotError(f"{where}: no specs found", help="specs are *.yaml")
    top = os.path.relpath(common(folders), folder).replace(os.sep, "/")
    exhibits = [
        Exhibit(
            spec.name,
            _order(spec, folder, formats, reading),
            posixpath.join(top, spec.below) if top != "." else spec.below,
        )
        for spec in specs
    ]
    return Gallery(folder, title, exhibits, lang=lang)


def of_catalogue(
    folder: Path,
    *,
    title: str,
    formats: Sequence[str] = (),
    reading: Reading = PLAIN,
    lang: str = "en",
) -> Gallery:
    """A gallery of every activation with its derivative."""
    from actplot.activations import catalogue

    exhibits = []
    for entry in catalogue().values():
        text = f"curves:\n  - {entry.example}\n  - {entry.example}'\n"
        source = SpecInput(entry.name, entry.name, text, Path(), text.encode(), reading)
        exhibits.append(
            Exhibit(entry.name, Order(source, targets(folder, entry.name, formats), below=folder))
        )
    return Gallery(folder, title, exhibits, catalogue=True, lang=lang)


def targets(folder: Path, name: str, formats: Sequence[str]) -> dict[str, Path]:
    """The files of a figure."""
    wanted = dict.fromkeys(("svg", *formats)) if formats else dict.fromkeys(USUAL)
    return {format: folder / f"{name}.{format}" for format in FORMATS if format in wanted}


def _order(spec: SpecFile, folder: Path, formats: Sequence[str], reading: Reading) -> Order:
    path = spec.path
    content = None if isinstance(spec.content, OSError) else spec.content
    source = SpecInput(str(path), path.stem, path, path.parent, content, reading)
    if isinstance(spec.content, OSError):
        return Order(source, problems=(Problem(f"{path}: {reason(spec.content)}"),))
    return Order(source, targets(folder, spec.name, formats), below=folder)


def figure(gallery: Gallery, exhibit: Exhibit) -> Figure:
    """All that a page says of an exhibit that has been drawn."""
    from actplot.activations import find as find_activation
    from actplot.facts import chinese
    from actplot.facts.facts import computed, curve_of

    picture = exhibit.order.targets["svg"].read_bytes()
    carried = metadata.read(picture) or metadata.Metadata()
    box = _VIEW_BOX.search(picture)
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    facts = None
    if gallery.catalogue:
        match = find_activation(exhibit.name)
        title, activations = chinese.title(match.activation, gallery.lang), [match.activation]
        facts = computed(curve_of(match))
    else:
        title, activations = _read(exhibit, carried.spec)
    return Figure(
        name=exhibit.name,
        title=title or exhibit.name.rpartition("/")[2],
        alt=_alt(exhibit, carried, gallery.lang),
        spec=exhibit.spec,
        text=_text(exhibit, carried.spec),
        width=width,
        height=height,
        files=[_file(*target, gallery.folder) for target in exhibit.order.targets.items()],
        activations=activations,
        facts=facts,
    )


def _spec(exhibit: Exhibit, text: str) -> FigureSpec:
    """The spec that the figure of an exhibit carries."""
    from actplot import spec

    source = exhibit.order.source
    return spec.read(
        text, name=source.name, base=source.folder, allow_python=source.reading.allow_python
    )


def _alt(exhibit: Exhibit, carried: metadata.Metadata, lang: str) -> str:
    """What is said of a figure to those who cannot see it, in the language of the page.

    A figure carries its author's words, which stay, or ours in English.
    """
    if lang == "en" or not carried.spec:
        return carried.alt
    from actplot.facts.chinese import alternative
    from actplot.plan.figure import plan

    return alternative(plan(_spec(exhibit, carried.spec)), lang)


def _read(exhibit: Exhibit, text: str) -> tuple[str, list[Activation]]:
    """The title, and the activations of the curves, from the spec that the figure carries."""
    from actplot.fonts.characters import FORMULA
    from actplot.formula.equation import plain
    from actplot.spec import activations

    read = _spec(exhibit, text)
    # A title of one panel of several is not that of the figure.
    title = read.title or (read.panels[0].title if len(read.panels) == 1 else None) or ""
    title = FORMULA.sub(lambda match: plain(match[1]), title).replace(r"\$", "$")
    return " ".join(title.split()), activations(read)


def _text(exhibit: Exhibit, carried: str) -> str:
    """The spec as it was written, if it draws the figure without the help of others."""
    source = exhibit.order.source
    if source.content is None or source.reading.settings:
        return carried
    try:
        written = source.content.decode("utf-8-sig")
    except UnicodeDecodeError:  # UTF-16, which specs may be
        return carried
    return carried if _EXTENDS.search(written) else written


def _file(format: str, path: Path, folder: Path) -> File:
    content = path.read_bytes()
    where = path.relative_to(folder).as_posix()
    return File(format, where, len(content), hashlib.sha256(content).hexdigest())
