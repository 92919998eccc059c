"""Which installed font is used for a name in a spec, without importing matplotlib.

The folders of the system are looked at anew whenever one of them has changed, so
a font is seen as soon as it is installed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from actplot.errors import ActplotError, reason
from actplot.fonts import candidates, faces
from actplot.fonts.candidates import CJK, LATIN, Kind, canonical, kind_of, normal
from actplot.fonts.faces import Face
from actplot.formats import FONTS
from actplot.records import Record, replace

_REGION_WORDS = {
    "sc": ("SC", "CN", "GB"),
    "tc": ("TC", "TW", "Big5"),
    "hk": ("HK", "HC", "HKSCS"),
    "jp": ("JP", "J"),
    "kr": ("KR", "K"),
}


class FontFamily(Record):
    """The faces of a family that a figure may use; None where it has no such face."""

    name: str
    regular: Face
    italic: Face | None = None
    bold: Face | None = None
    bold_italic: Face | None = None

    @property
    def faces(self) -> dict[str, Face]:
        """The faces that there are, each by its style."""
        styles = ("regular", "italic", "bold", "bold_italic")
        faces = {style.replace("_", " "): getattr(self, style) for style in styles}
        return {style: face for style, face in faces.items() if face is not None}

    def face(self, *, bold: bool, italic: bool) -> Face | None:
        """The face of exactly this style."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


def folders() -> tuple[str, ...]:
    """Where fonts are installed on this system, the user's own folders first."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData/Local"))
        paths = [
            f"{local}/Microsoft/Windows/Fonts",
            f"{os.environ.get('WINDIR', 'C:/Windows')}/Fonts",
        ]
    elif sys.platform == "darwin":
        paths = [
            f"{home}/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts",
            "/System/Library/AssetsV2/com_apple_MobileAsset_Font7",
            "/System/Library/AssetsV2/com_apple_MobileAsset_Font8",
            "/opt/homebrew/share/fonts", "/usr/local/texlive/texmf-local/fonts",
        ]  # fmt: skip
    else:
        data = os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
        shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        paths = [
            f"{data}/fonts", f"{home}/.fonts",
            *(f"{folder}/fonts" for folder in shared.split(":") if folder),
            "/usr/local/share/fonts", "/usr/share/fonts",
            *(
                f"{tree}/fonts/{kind}"
                for tree in ("/usr/share/texmf", "/usr/share/texlive/texmf-dist")
                for kind in ("opentype", "truetype")
            ),
        ]  # fmt: skip
    return tuple(dict.fromkeys(os.path.normpath(folder) for folder in paths))


@cache
def _bundled_folder() -> Path:
    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def find(name: str) -> FontFamily | None:
    """The installed family of exactly this name, in any language of its names."""
    return _family(_shelf(folders()).named(name))


def bundled(name: str) -> FontFamily:
    """A family that comes with matplotlib; not each version has all of its styles."""
    paths = [_bundled_folder() / f"{file}.ttf" for file in candidates.BUNDLED[name]]
    regular, *others = paths
    styles = [faces.read(str(path))[0] if path.exists() else None for path in others]
    return FontFamily(name, faces.read(str(regular))[0], *styles)


def is_path(name: str) -> bool:
    """Whether a font is given as a file."""
    return name.lower().endswith(FONTS)


def is_cjk(name: str) -> bool:
    """Whether a name is known to be that of a Chinese, Japanese or Korean font."""
    return kind_of(name, CJK) is not None or bool(not is_path(name) and region_of(name))


def open_path(name: str, region: str = "") -> FontFamily:
    """The family of a font file; in a collection, the face made for region.

    The other styles are looked for in its folder. Raises ActplotError.
    """
    path = os.path.abspath(os.path.expanduser(name))
    try:
        members = faces.read(path)
    except OSError as error:
        raise ActplotError(f"the font file '{name}' cannot be read: {reason(error)}") from None
    except faces.NotAFontError:
        members = ()
    if not members:
        message = f"'{name}' is not a TrueType or OpenType font"
        raise ActplotError(message, help="use a .ttf, .otf or .ttc file")
    face = next((face for face in members if region_of(face.family) == region), members[0])
    siblings = [
        other
        for other in _shelf((os.path.dirname(path),)).named(face.family)
        if (other.path, other.index) != (path, face.index)
    ]
    family = _family([face, *siblings])
    assert family is not None
    return replace(family, regular=face)


def region_of(family: str) -> str:
    """The region for which a family such as `Noto Serif CJK JP` is drawn; "" if it says none."""
    words = set(re.split(r"[ _-]", family))
    return next((region for region, known in _REGION_WORDS.items() if words & {*known}), "")


def latin(name: str, *, serif: bool) -> tuple[FontFamily, Kind]:
    """The family that stands in for a Latin one, and the row it was looked for in."""
    kind = kind_of(name, LATIN) or next(kind for kind in LATIN if kind.serif == serif)
    if name in candidates.BUNDLED:
        return bundled(name), kind
    for candidate in (name, canonical(name), *kind.families):
        if family := find(candidate):
            return family, kind
    return bundled(kind.bundled), kind


def cjk(name: str, *, region: str, serif: bool) -> tuple[FontFamily | None, Kind]:
    """The family that stands in for a Chinese, Japanese or Korean one, and its row.

    region is "" where the spec does not say.
    """
    own = kind_of(name, CJK)
    named_region = region_of(name)
    region = region or named_region or (own.region if own else "sc")
    serif = own.serif if own else serif
    rows = sorted(CJK, key=lambda row: (row.region != region, row is not own, row.serif != serif))
    if named_region in ("", region):
        names = [name, canonical(name)]
    else:
        # `Noto Serif CJK SC` with another language means its sibling.
        stem = name.rpartition(" ")[0]
        names = [f"{stem} {word}" for word in _REGION_WORDS[region]]
    for candidate in (*names, *(family for row in rows for family in row.families)):
        if family := find(candidate):
            return family, rows[0]
    return None, rows[0]


def _family(members: list[Face]) -> FontFamily | None:
    """The family of these faces; None of none."""
    if not members:
        return None
    upright = [face for face in members if not face.italic] or members
    regular = min(upright, key=lambda face: _distance(face, 400))

    def style(*, bold: bool, italic: bool) -> Face | None:
        fitting = [
            face
            for face in members
            if face.italic == italic and (face.weight >= 600) == bold and face is not regular
        ]
        return min(fitting, key=lambda face: _distance(face, 700 if bold else 400), default=None)

    return FontFamily(
        regular.family,
        regular,
        style(bold=False, italic=True),
        style(bold=True, italic=False),
        style(bold=True, italic=True),
    )


def _distance(face: Face, weight: int) -> tuple[int, int, bool]:
    return abs(face.width - 5), abs(face.weight - weight), face.variable


class _Shelf:
    """All faces below some folders, by name; read again when a folder changes."""

    def __init__(self, roots: tuple[str, ...]) -> None:
        self._roots = roots
        self._stamps: dict[str, int] = {}
        self._names: dict[str, list[Face]] = {}

    def named(self, name: str) -> list[Face]:
        if not self._stamps or any(
            _stamp(folder) != stamp for folder, stamp in self._stamps.items()
        ):
            self._read()
        return self._names.get(normal(name), [])

    def _read(self) -> None:
        self._stamps = {root: _stamp(root) for root in self._roots}
        families: dict[str, list[Face]] = {}
        full: dict[str, list[Face]] = {}
        for face in self._faces():
            for names, by_name in ((face.families, families), (face.full, full)):
                for name in {normal(name) for name in names}:
                    by_name.setdefault(name, []).append(face)
        # A family's name wins over the name of a single face.
        self._names = full | families

    def _faces(self) -> Iterator[Face]:
        seen: set[str] = set()
        for root in self._roots:
            for folder, below, files in os.walk(root, followlinks=True):
                real = os.path.realpath(folder)
                if real in seen:  # links may lead in circles
                    below.clear()
                    continue
                seen.add(real)
                below.sort()
                self._stamps[folder] = _stamp(folder)
                for file in sorted(files):
                    if is_path(file):
                        yield from _readable(f"{folder}/{file}")


@lru_cache(maxsize=16)
def _shelf(roots: tuple[str, ...]) -> _Shelf:
    return _Shelf(roots)


def _stamp(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0


def _readable(path: str) -> Iterable[Face]:
    try:
        return faces.read(path)
    except (OSError, faces.NotAFontError):
        return ()
