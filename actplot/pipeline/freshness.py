"""Whether the files of an order are up to date, by the fingerprints that they carry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from actplot import metadata
from actplot.pipeline import fingerprint, typefaces
from actplot.pipeline.orders import Order
from actplot.records import Record, field


class Freshness(Record):
    """The formats that are to be drawn, each with why.

    inputs: the files that the others were made from, by path relative to the spec's folder.
    fonts: the font files among them, by their whole paths.
    """

    stale: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    fonts: tuple[str, ...] = ()


def examine(order: Order, *, force: bool = False) -> Freshness:
    """What of an order is to be drawn; force: all of it."""
    if force:
        return Freshness(dict.fromkeys(order.targets, ("it was asked for",)))
    stale: dict[str, tuple[str, ...]] = {}
    inputs: dict[str, None] = {}
    fonts: dict[str, None] = {}
    for format, path in order.targets.items():
        before = _carried(path)
        if isinstance(before, str):
            stale[format] = (before,)
            continue
        used = fingerprint.inputs(before)
        asked = before.get(typefaces.REQUEST, "")
        source = order.source
        now = fingerprint.parts(
            source.content or b"", source.name, source.reading.settings, used, source.folder,
            asked, fingerprint.plug_ins(before),
        )  # fmt: skip
        if reasons := fingerprint.changes(before, now):
            stale[format] = tuple(reasons)
        inputs |= dict.fromkeys(used)
        fonts |= dict.fromkeys(typefaces.files(asked, source.folder))
    return Freshness(stale, tuple(inputs), tuple(fonts))


def _carried(path: Path) -> fingerprint.Parts | str:
    """The fingerprint that a file carries, or why there is none."""
    try:
        found = metadata.read(path)
    except FileNotFoundError:
        return "there is no such file yet"
    except OSError as error:
        return (error.strerror or str(error)).lower()
    if found is not None and found.intact:
        parts = fingerprint.parse(found.fingerprint)
        if parts is not None:
            return parts
    return "the file there is damaged, or not from actplot"
