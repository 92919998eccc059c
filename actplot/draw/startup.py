"""Savings that matplotlib does not offer by itself, in one place.

Each reaches into private parts of matplotlib, is used only where these look as they are
known to, and changes nothing of what is drawn. The tests fail when one of them does not
apply any more; a run is then slower, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO


@contextmanager
def fast_subsets() -> Iterator[bool]:
    """A context in which PDFs get their fonts cut down by `fonts.cut` and not by fontTools.

    That takes 2 ms a font where fontTools takes 20 to 60, and spares importing
    `fontTools.subset`. Yields whether it applies.
    """
    from matplotlib.backends import _backend_pdf_ps

    original = getattr(_backend_pdf_ps, "get_glyphs_subset", None)
    known = getattr(_backend_pdf_ps, "SubsetResults", None)
    if original is None or getattr(known, "_fields", None) != ("font", "glyph_index_map"):
        yield False
        return

    def subset(fontfile: Any, glyphs: Iterable[int]) -> Any:
        from actplot.draw.fonts.cut import NotTrueTypeError, cut

        try:
            data, numbers = cut(str(fontfile), fontfile.face_index, frozenset(glyphs))
        except NotTrueTypeError:
            return original(fontfile, glyphs)
        return _Subset(data, numbers)

    module: Any = _backend_pdf_ps
    module.get_glyphs_subset = subset
    try:
        yield True
    finally:
        module.get_glyphs_subset = original


@dataclass(frozen=True, slots=True)
class _Subset:
    """What matplotlib expects of a font that was cut down: a font that can be saved."""

    data: bytes
    glyph_index_map: dict[int, int]

    @property
    def font(self) -> _Subset:
        return self

    def save(self, file: BinaryIO, reorderTables: bool = False) -> None:
        file.write(self.data)

    def __enter__(self) -> _Subset:
        return self

    def __exit__(self, *exception: object) -> None:
        pass
