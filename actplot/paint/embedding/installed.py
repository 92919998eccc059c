"""The fonts of a figure; those made for it are known to matplotlib only while it is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry

from actplot.errors import Problem
from actplot.paint.settings import settings
from actplot.records import Record

TURN = RLock()
"""Held while settings are in force and fonts are read, of which matplotlib has one in a process."""


class Fonts(Record):
    """The fonts of one figure.

    rc: rcParams for a context around building, measuring and writing the figure. notes: what was
    substituted. files: the font files used. remarks: what is odd in a text. faces: fonts made for
    the figure.
    """

    rc: Mapping[Any, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    remarks: tuple[Problem, ...] = ()
    faces: tuple[FontEntry, ...] = ()


def entry(path: Path) -> FontEntry:
    """What matplotlib has to know of a font file."""
    return font_manager.ttfFontProperty(font_manager.get_font(path))


@contextmanager
def in_force(rc: Mapping[Any, Any], faces: Iterable[FontEntry]) -> Iterator[None]:
    """Settings in force in which faces can be asked for by their family's name."""
    with TURN, settings(rc), installed(faces):
        yield


@contextmanager
def installed(faces: Iterable[FontEntry]) -> Iterator[None]:
    """matplotlib knows faces; afterwards, its list of fonts is as it was."""
    manager: Any = font_manager.fontManager
    known = set(map(id, manager.ttflist))
    added = [face for face in faces if id(face) not in known]
    manager.ttflist += added
    try:
        yield
    finally:
        for face in added:
            with suppress(ValueError):  # matplotlib has looked for fonts anew
                manager.ttflist.remove(face)
