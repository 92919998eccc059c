"""Whether the files of an order are up to date, by the fingerprints that they carry."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from actplot import metadata
from actplot.errors import ActplotError, reason
from actplot.pipeline import fingerprint, typefaces
from actplot.pipeline.orders import Order, OutputOptions, SpecInput, files, prepare
from actplot.pipeline.wishes import Wishes, parse
from actplot.records import Record, field, replace


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
        before = order.carried.get(path) or _carried(path)
        if isinstance(before, str):
            stale[format] = (before,)
            continue
        if reasons := _changes(before, order.source):
            stale[format] = tuple(reasons)
        inputs |= dict.fromkeys(fingerprint.inputs(before))
        asked = before.get(typefaces.REQUEST, "")
        fonts |= dict.fromkeys(typefaces.files(asked, order.source.folder))
    return Freshness(stale, tuple(inputs), tuple(fonts))


def ordered(source: SpecInput, options: OutputOptions) -> Order:
    """The order for a spec as `prepare` gives it; a spec whose figures are all current is not read.

    One that is to be drawn is read anyhow: no file is written because a figure remembers it.
    """
    try:
        for first, before in _remembered(source, options).items():
            wishes = parse(before.get(fingerprint.WISHES, ""))
            if options.stem is None and wishes.stem is not None:
                break
            paths = files(source, wishes, options)
            if all(path == first or _carried(path) == before for path in paths.values()):
                return Order(source, paths, carried=dict.fromkeys(paths.values(), before))
    except ActplotError:
        pass  # which `prepare` reports
    return prepare(source, options)


def _remembered(source: SpecInput, options: OutputOptions) -> dict[Path, fingerprint.Parts]:
    """The first of the files of a spec that is there, with what it carries, if it is current."""
    for path in files(source, Wishes(), replace(options, latex=False)).values():
        if os.path.exists(path):  # that of a Path raises where a folder cannot be looked into
            before = _carried(path)
            return {} if isinstance(before, str) or _changes(before, source) else {path: before}
    return {}


def _changes(before: fingerprint.Parts, source: SpecInput) -> list[str]:
    """Why a figure of a spec with this fingerprint is out of date."""
    return fingerprint.changes(before, fingerprint.renewed(before, source))


def _carried(path: Path) -> fingerprint.Parts | str:
    """The fingerprint that a file carries, or why there is none."""
    try:
        record = metadata.read(path)
    except FileNotFoundError:
        return "the file does not exist yet"
    except OSError as error:
        return reason(error)
    if record is not None and record.intact:
        parts = fingerprint.parse(record.fingerprint)
        if parts is not None:
            return parts
    return "the existing file is damaged or was not written by actplot"
