"""The fonts of one figure, as matplotlib takes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actplot.errors import Problem
from actplot.records import Record

if TYPE_CHECKING:
    from matplotlib.font_manager import FontEntry


class Fonts(Record):
    """The fonts of one figure.

    rc are rcParams for a context around building, measuring and writing the
    figure; notes say what was substituted; remarks are what is odd in a text; files are
    the font files used; faces are those made for the figure.
    """

    rc: Mapping[Any, Any]
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    remarks: tuple[Problem, ...] = ()
    faces: tuple[FontEntry, ...] = ()
