"""Which characters a font has, as matplotlib's own engine sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from matplotlib.ft2font import FT2Font

from actplot.fonts import faces, finding
from actplot.fonts.candidates import BUNDLED
from actplot.fonts.charmap import charmap

HERE = Path(__file__).parent / "fonts"
FILES = [HERE / "song.ttf", HERE / "song-cff.otf"]
FILES += [Path(finding.bundled(name).regular.path) for name in BUNDLED]
CODES = [*range(0x3000), *range(0x4E00, 0x9FFF, 7), *range(0xF000, 0x11000), 0x1D400, 0x20BB7]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_font_has_what_it_can_draw(path: Path) -> None:
    (face,) = faces.read(str(path))
    known, font = charmap(face), FT2Font(str(path))
    assert known is not None
    assert [code for code in CODES if (code in known) != bool(font.get_char_index(code))] == []


@pytest.mark.parametrize("form", [4, 12])
def test_both_forms_of_the_table(tmp_path: Path, form: int) -> None:
    font = TTFont(HERE / "song.ttf")
    best = font.getBestCmap()
    table = CmapSubtable.newSubtable(form)
    table.platformID, table.platEncID, table.language = 3, 1 if form == 4 else 10, 0
    table.format, table.reserved, table.length, table.nGroups = form, 0, 0, 0
    wide = {0x20BB7: best[0x56FE]} if form == 12 else {}
    table.cmap = {**best, **wide}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]
    path = tmp_path / "font.ttf"
    font.save(path)
    (face,) = faces.read(str(path))
    known = charmap(face)
    assert known is not None
    assert {code for code in CODES if code in known} == {*best, *wide} & {*CODES}
    assert (0x20BB7 in known) is bool(wide)


def test_a_font_without_a_table_is_unknown_rather_than_empty(tmp_path: Path) -> None:
    font = TTFont(HERE / "song.ttf")
    table = CmapSubtable.newSubtable(6)
    table.platformID, table.platEncID, table.language, table.format = 0, 3, 0, 6
    table.cmap = {0x56FE: font.getBestCmap()[0x56FE]}
    font["cmap"].tables = [table]
    path = tmp_path / "font.ttf"
    font.save(path)
    (face,) = faces.read(str(path))
    assert charmap(face) is None
