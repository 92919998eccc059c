"""Importing matplotlib in half the time, and savings that it does not offer by itself.

What is marked private reaches into matplotlib. It is used only where matplotlib looks
as it is known to, and changes nothing of what is drawn. The tests fail when one of
these does not apply any more; a run is then slower, nothing else.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from actplot.errors import ActplotError
from actplot.formats import FORMATS, USUAL
from actplot.later import StandIn, standing_in
from actplot.records import Record
from actplot.version import installed

# matplotlib imports them for every PDF and for dvi files; what is drawn here needs neither.
_LATER = ("fontTools.subset", "fontTools.agl")
# What the first of these would have imported, and matplotlib's EPS then finds.
_BROUGHT = ("fontTools.ttLib", "fontTools.pens.boundsPen")

# Modules that take a fifth of the time of importing matplotlib, with the names that it and
# pyparsing import from them. Of these, only PdfPages uses Figure, only SOURCE_DATE_EPOCH UTC, only
# colormaps that show themselves PngInfo, and only pyparsing's own tests TestCase.
_UNUSED: Mapping[str, Mapping[str, object]] = {
    "matplotlib.figure": {"Figure": type("Figure", (), {})},
    "matplotlib.dates": {"UTC": UTC},
    "matplotlib.widgets": {},
    "PIL.Image": {},
    "PIL.PngImagePlugin": {"PngInfo": type("PngInfo", (), {})},
    "unittest": {"TestCase": type("TestCase", (), {})},
}

_KEPT = 1 << 24  # bytes

_KNOWN = ("3.11",)
_OLDEST = (3, 10)


def load(formats: Collection[str] = USUAL, *, program: bool | None = None) -> None:
    """Import what drawing to formats needs.

    program: this process is `actplot`, where nobody else uses matplotlib: it goes without its
    documentation, which is half of the time of importing it. Elsewhere, nothing is changed.
    """
    rows = [row for name, row in FORMATS.items() if name in formats]
    modules = ("figure", "artists", "write", *(f"formats.{row.name}" for row in rows))
    if program is None:
        program = is_program()
    if not program:
        require()
        for name in modules:
            import_module(f"actplot.paint.{name}")
        return
    collecting = gc.isenabled()
    gc.disable()  # nothing that is imported becomes garbage
    try:
        for name in _LATER:
            _import_later(name)
        for name in _BROUGHT:
            _import_later(name, stated=False)
        with ExitStack() as savings:
            if known() and "matplotlib" not in sys.modules:
                with standing_in(_UNUSED):
                    savings.enter_context(without_docstrings())
                    savings.enter_context(without_signatures())
                    for row in rows:
                        backend = (
                            f"backends.backend_{row.backend}" if row.backend else "backend_bases"
                        )
                        import_module(f"matplotlib.{backend}")
            require()
            for name in modules:
                import_module(f"actplot.paint.{name}")
        only_bundled_fonts()
        _keep_memory()
        # Workers that are forked from here share it, and it goes with this process.
        import_module("actplot.paint.embedding.merge").folder()
    finally:
        if collecting:
            gc.enable()


def require() -> None:
    """Raises ActplotError for a matplotlib that is too old to draw with."""
    import matplotlib

    if matplotlib.__version_info__ < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise ActplotError(
            f"matplotlib {matplotlib.__version__} is too old: figures need {oldest} or newer",
            help="update it: python -m pip install --upgrade matplotlib",
        )


def only_bundled_fonts() -> None:
    """Have matplotlib know the fonts that come with it, and no others.

    Every look-up goes through all fonts it knows, and one formula takes a dozen. Fonts that a
    spec names are found by `fonts.finding` and added when they are needed.
    """
    from matplotlib import font_manager, get_data_path

    manager: Any = font_manager.fontManager
    folder = get_data_path()
    bundled = [entry for entry in manager.ttflist if entry.fname.startswith(folder)]
    if any(entry.name == "STIXGeneral" for entry in bundled):
        manager.ttflist = bundled


def _keep_memory() -> None:
    """Have the allocator keep what is free for the next array, for the rest of the process.

    glibc gives large pieces back to the system, which then clears them each time anew, until one
    as large as this has been free once. Nothing is written to it.
    """
    np.empty(_KEPT, np.uint8)


def is_program() -> bool:
    """Whether this process is the command `actplot`, not a session that imported it."""
    script = Path(sys.argv[0] if sys.argv else "")
    return script.stem == "actplot" or (script.stem, script.parent.name) == ("__main__", "actplot")


def known() -> bool:
    """Whether this matplotlib is one for which the private savings were tried out."""
    return ".".join(installed("matplotlib").split(".")[:2]) in _KNOWN


def _import_later(name: str, *, stated: bool = True) -> None:
    """Have a module imported when something in it is asked for, though an import statement did not.

    importlib's LazyLoader would do if the statement itself did not already ask. Unless stated, it
    is for those who reach the module through its package without such a statement.
    """
    package, _, child = name.rpartition(".")
    if name not in sys.modules and find_spec(package) is not None:
        module = StandIn(name)
        if stated:
            sys.modules[name] = module
        setattr(import_module(package), child, module)


def without_signatures() -> AbstractContextManager[bool]:
    """Private: matplotlib's artists do without the signature and docstring of `set`.

    Yields whether it applies.
    """
    artist: Any = import_module("matplotlib.artist").Artist
    nothing = classmethod(lambda cls: None)
    return _replaced(artist, "_update_set_signature_and_docstring", nothing)


@contextmanager
def without_docstrings() -> Iterator[bool]:
    """Private: matplotlib's docstrings stay as they are in its source.

    Yields whether it applies.
    """
    module: Any = import_module("matplotlib._docstring")
    with ExitStack() as replaced:
        yield all(
            replaced.enter_context(
                _replaced(getattr(module, name, object), "__call__", lambda self, it: it)
            )
            for name in ("Substitution", "_ArtistPropertiesSubstitution")
        )


def fast_subsets() -> AbstractContextManager[bool]:
    """Private: PDFs get their fonts cut down by `fonts.cut` and not by fontTools.

    That takes 2 ms a font where fontTools takes 20 to 60, and spares importing
    `fontTools.subset`. Yields whether it applies.
    """
    module: Any = import_module("matplotlib.backends._backend_pdf_ps")
    original = getattr(module, "get_glyphs_subset", None)
    expected = getattr(getattr(module, "SubsetResults", None), "_fields", None)

    def subset(fontfile: Any, glyphs: Iterable[int]) -> Any:
        from actplot.paint.embedding.cut import NotTrueTypeError, cut

        try:
            data, numbers = cut(str(fontfile), fontfile.face_index, frozenset(glyphs))
        except NotTrueTypeError:
            assert original is not None
            return original(fontfile, glyphs)
        return _Subset(data, numbers)

    fits = known() and expected == ("font", "glyph_index_map")
    return _replaced(module, "get_glyphs_subset", subset, fits)


def type42_fonts() -> AbstractContextManager[bool]:
    """Private: an EPS gets its fonts from `embedding.type42` and not from fontTools.

    That takes some ms a font where parsing all of STIX takes a second. Yields whether it
    applies.
    """
    module: Any = import_module("matplotlib.backends.backend_ps")
    original = getattr(module, "_font_to_ps_type42", None)

    def write(fontfile: Any, subset: int, glyphs: Iterable[int], file: Any) -> None:
        from actplot.paint.embedding.cut import NotTrueTypeError
        from actplot.paint.embedding.type42 import type42

        try:
            text = type42(str(fontfile), fontfile.face_index, frozenset(glyphs), subset)
        except NotTrueTypeError:
            assert original is not None
            original(fontfile, subset, glyphs, file)
        else:
            file.write(text)

    return _replaced(module, "_font_to_ps_type42", write, known())


def shared_formulas(renderer: Any, parser: object) -> AbstractContextManager[bool]:
    """Private: formulas are laid out by parser, once, and not by each format anew.

    mathtext takes 5 ms for `GELU'(x)`. Yields whether it applies.
    """
    owner = renderer
    if "mathtext_parser" not in vars(renderer):
        owner = getattr(renderer, "_text2path", object)
    return _replaced(owner, "mathtext_parser", parser, known())


@contextmanager
def _replaced(owner: Any, name: str, value: object, fits: bool = True) -> Iterator[bool]:
    """An attribute exchanged for a while; yields False, and does nothing, if there is none.

    fits: whether the rest of matplotlib is as it is known to be.
    """
    if not fits or name not in vars(owner):
        yield False
        return
    original = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield True
    finally:
        setattr(owner, name, original)


class _Subset(Record):
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
