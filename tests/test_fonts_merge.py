"""Families put together for a figure, fonts cut down for a PDF, and what no font has."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.figure import Figure
from PIL import Image
from support import printed, written

from actplot.errors import ActplotError
from actplot.fonts import faces, finding
from actplot.fonts.candidates import CJK
from actplot.fonts.charmap import charmap
from actplot.metadata import Metadata
from actplot.paint import text, write
from actplot.paint.embedding import merge
from actplot.paint.embedding import setting as fonts
from actplot.paint.embedding.cut import NotTrueTypeError, cut
from actplot.paint.embedding.outlines import outlines
from actplot.paint.figure import setting as fonts_in_force
from actplot.paint.label import Label
from actplot.paint.live import FigurePainting
from actplot.records import replace
from actplot.spec.model import FontSpec

HERE = Path(__file__).parent / "fonts"
SONG, CFF = str(HERE / "song.ttf"), str(HERE / "song-cff.otf")
TEXTS = [
    r"图 2-1 激活函数 $\sigma(x)=\frac{1}{1+e^{-x}}$ 及其导数",
    "输入 $x$",
    r"输出 $y_{\mathrm{激活}}$",
    "纵轴，单位（年）−5",
]


def resolved(**names: str | None) -> fonts.Fonts:
    given = {role: (name,) for role, name in names.items() if name}
    return fonts.resolve(FontSpec(**given), serif=True, texts=TEXTS)


def made(font_set: fonts.Fonts) -> dict[str, TTFont]:
    """The fonts that were made for a figure, by their style."""
    family = font_set.rc["font.family"][0]
    return {
        str(font["name"].getDebugName(2)): font
        for entry in font_set.faces
        if entry.name == family
        for font in [TTFont(entry.fname)]
    }


def shape(font: TTFont, code: int) -> tuple[float, ...]:
    """Area, width and bounds of a glyph in ems."""
    glyphs, name = font.getGlyphSet(), font.getBestCmap()[code]
    area, bounds = AreaPen(glyphs), BoundsPen(glyphs)
    glyphs[name].draw(area)
    glyphs[name].draw(bounds)
    em = font["head"].unitsPerEm
    return (
        abs(area.value) / em**2,
        glyphs[name].width / em,
        *(value / em for value in bounds.bounds or (0, 0, 0, 0)),
    )


@pytest.mark.parametrize("song", [SONG, CFF], ids=["TrueType", "CFF"])
def test_glyphs_keep_their_shape_and_width(song: str) -> None:
    font, source = made(resolved(cjk=song))["Regular"], TTFont(song)
    for character in "图激活函数及其导，（":
        drawn, expected = shape(font, ord(character)), shape(source, ord(character))
        assert drawn == pytest.approx(expected, abs=1e-3)
        assert drawn[1] == pytest.approx(expected[1], abs=3e-4)


def test_latin_glyphs_of_the_same_scale_are_exact() -> None:
    font = made(resolved(latin="DejaVu Serif", cjk=SONG))["Regular"]
    source = TTFont(finding.bundled("DejaVu Serif").regular.path)
    for code in (*range(0x21, 0x7F), 0x2212):
        assert shape(font, code) == pytest.approx(shape(source, code), abs=1e-6)


@pytest.mark.parametrize("song", [SONG, CFF], ids=["TrueType", "CFF"])
def test_every_style_holds_every_character_as_truetype(song: str) -> None:
    font_set = fonts.resolve(FontSpec(cjk=(song,)), serif=True, texts=TEXTS, bold=["激活"])
    styles = made(font_set)
    assert set(styles) == {"Regular", "Italic", "Bold", "Bold Italic"}
    for font in styles.values():
        assert "glyf" in font
        assert not {"CFF ", "EBDT", "EBLC", "GSUB", "GPOS", "fpgm"} & set(font.keys())
        assert set(map(ord, "图激活x−")) <= set(font.getBestCmap())


def test_an_italic_leans_and_its_chinese_does_not() -> None:
    styles = made(resolved(latin="STIXGeneral", cjk=SONG))
    upright, italic = styles["Regular"], styles["Italic"]
    assert shape(upright, ord("激")) == shape(italic, ord("激"))
    assert shape(upright, ord("x")) != shape(italic, ord("x"))


def test_a_family_without_italic_is_slanted_but_for_figures_and_signs() -> None:
    font_set = fonts.resolve(FontSpec(latin=(SONG,)), serif=True, texts=["$x = 1$"])
    assert (
        "font 'Actplot Test Song' has no italic face; its regular one is slanted" in font_set.notes
    )
    upright, italic = (made(font_set)[style] for style in ("Regular", "Italic"))
    assert shape(upright, ord("1")) == shape(italic, ord("1"))
    before, after = shape(upright, ord("x")), shape(italic, ord("x"))
    assert after[5] == before[5]
    # An x-height of half an em leans by half of 12 degrees' worth.
    assert after[4] - before[4] == pytest.approx(0.2126 * before[5], abs=0.02)


def test_kerning_is_kept() -> None:
    font_set = fonts.resolve(FontSpec(latin=("DejaVu Sans",)), serif=False, texts=["AVAV To"])
    with fonts_in_force(font_set):
        merged = text.measure("AV", 10).width - text.measure("A V", 10).width
    with mpl.rc_context({"font.family": ["DejaVu Sans"]}):
        own = text.measure("AV", 10).width - text.measure("A V", 10).width
        apart = sum(text.measure(letter, 10).width for letter in "AV")
        assert text.measure("AV", 10).width < apart - 0.3
    assert merged == pytest.approx(own, abs=0.02)


def test_the_same_is_made_once() -> None:
    count = len(font_manager.fontManager.ttflist)
    first = resolved(cjk=SONG)
    added = len(font_manager.fontManager.ttflist)
    assert resolved(cjk=SONG) == first
    assert len(font_manager.fontManager.ttflist) == added >= count


def test_a_font_that_is_made_again_is_whole_to_whoever_reads_it() -> None:
    first = resolved(cjk=SONG)
    (path, *_) = (Path(entry.fname) for entry in first.faces if merge.folder() in
                  Path(entry.fname).parents)  # fmt: skip
    content = path.read_bytes()
    with path.open("rb", buffering=0) as reader:
        head = reader.read(100)
        merge.merge.cache_clear()
        assert resolved(cjk=SONG) == first
        assert os.fstat(reader.fileno()).st_ino != path.stat().st_ino  # it came in one step
        assert head + reader.read() == content == path.read_bytes()
    assert {each.suffix for each in merge.folder().iterdir()} == {".ttf"}


def test_names_and_bytes_are_the_same_in_every_process() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path;"
        "from actplot.paint.embedding import setting as fonts;"
        "from actplot.paint.embedding import merge; from actplot.spec.model import FontSpec;"
        f"fonts.resolve(FontSpec(cjk=({SONG!r},)), serif=True, texts={TEXTS!r}, bold=['激']);"
        "files = sorted(merge.folder().iterdir());"
        "print([(f.name, hashlib.sha256(f.read_bytes()).hexdigest()) for f in files])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True, text=True, check=True, cwd=HERE.parent.parent,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    assert "Italic" in outputs.pop()


def test_the_fonts_of_a_process_go_with_it() -> None:
    code = (
        "from actplot.paint.embedding import merge, setting as fonts;"
        "from actplot.spec.model import FontSpec;"
        f"fonts.resolve(FontSpec(cjk=({SONG!r},)), serif=True, texts=['激']);"
        "import os; child = os.fork() if hasattr(os, 'fork') else 0;"
        "child == 0 and hasattr(os, 'fork') and exit();"  # a worker leaves them alone
        "child and os.waitpid(child, 0);"
        "print(merge.folder(), len(os.listdir(merge.folder())))"
    )
    folder, count = printed(code, "-W", "ignore").split()
    assert int(count) == 1
    assert not Path(folder).exists()


# Everything is drawn


@pytest.mark.parametrize("dpi", [72, 100, 300])
@pytest.mark.parametrize("song", [SONG, CFF], ids=["TrueType", "CFF"])
@pytest.mark.parametrize("math", [None, "stix", "cm", "dejavusans", "DejaVu Serif"])
def test_chinese_is_drawn_everywhere_at_any_resolution(
    song: str, dpi: int, math: str | None
) -> None:
    font_set = resolved(cjk=song, math=math)
    content = r"激活 $激 y_{\mathrm{激活}}$ $\mathbf{数}$"
    plain = fonts.resolve(None, serif=True, texts=["x"])
    with fonts_in_force(font_set):
        layout = text.formula(content)
        drawn = pixels(content, dpi)
    with fonts_in_force(plain):
        assert pixels("x", dpi).any()
    places = [(x, y, size) for _, size, code, *_, x, y in layout.glyphs if chr(code) in "激活数"]
    assert len(places) == 6
    for x, y, size in places:
        # From the lower left of a character's square; at 10 pt, 10 pt into the page.
        left, bottom, side = (value / 100 for value in (x, y, size))
        depth = layout.depth / 100
        area = drawn[
            slice(*(round((20 + bottom - depth + end * side) * dpi / 72) for end in (-0.1, 0.9))),
            slice(*(round((10 + left + end * side) * dpi / 72) for end in (0, 1))),
        ]
        assert 0.05 < area.mean() < 0.6, (x, y)


def pixels(content: str, dpi: int) -> np.ndarray:
    """How dark a page with one text is, from the bottom up, 0 to 1; the text at (10, 20)."""
    figure = Figure(figsize=(2, 0.7), dpi=72)
    figure.add_artist(Label(10, 20, content, fontsize=10, transform=_Points(figure)))
    data = write.to_bytes(FigurePainting(figure), "png", dpi=dpi, metadata=Metadata())
    return 1 - np.asarray(Image.open(io.BytesIO(data)).convert("L"))[::-1] / 255


def _Points(figure: Figure):
    return mpl.transforms.Affine2D().scale(1 / 72) + figure.dpi_scale_trans


# What no font has


def says(error: ActplotError) -> list[tuple[str, str]]:
    return [(problem.message, problem.help or "") for problem in error.problems]


def test_chinese_without_a_font_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "folders", lambda: ())
    with pytest.raises(ActplotError) as caught:
        fonts.resolve(None, serif=True, texts=["x", written("激活 x", line=7)])
    ((message, advice),) = says(caught.value)
    assert message == (
        "'激' (U+6FC0 CJK UNIFIED IDEOGRAPH-6FC0) needs a font for Chinese,"
        " and `font` names none: '激活 x'"
    )
    assert advice.startswith(
        "add `font: {cjk: SimSun}`; Debian and Ubuntu: apt install fonts-noto-"
    )
    place = caught.value.problems[0].place
    assert place is not None
    assert (place.file, place.line) == ("a.yaml", 7)


@pytest.mark.parametrize("serif", [True, False])
def test_a_font_that_is_installed_is_named_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, serif: bool
) -> None:
    copied = shutil.copy(SONG, tmp_path)
    face = faces.read(str(copied))[0]
    monkeypatch.setattr(finding, "folders", lambda: (str(tmp_path),))
    monkeypatch.setattr(finding, "CJK", tuple(replace(r, families=(face.family,)) for r in CJK))

    def advice(text: str) -> str:
        with pytest.raises(ActplotError) as caught:
            fonts.resolve(None, serif=serif, texts=[text])
        return says(caught.value)[0][1]

    known = next(chr(code) for code in range(0x4E00, 0x9FFF) if code in charmap(face))
    unknown = next(chr(code) for code in range(0x4E00, 0x9FFF) if code not in charmap(face))
    assert advice(known) == f"add `font: {{cjk: {face.family}}}`, which is installed"
    # One that lacks the character does not help.
    assert "which is installed" not in advice(unknown)


@pytest.mark.parametrize(
    ("content", "region", "wanted"),
    [
        ("激活", "Chinese", "SimSun"),
        ("かんすう", "Japanese", "MS Mincho"),
        ("함수", "Korean", "Batang"),
    ],
)
def test_without_any_font_installed_the_error_names_one_to_get(
    monkeypatch: pytest.MonkeyPatch, content: str, region: str, wanted: str
) -> None:
    monkeypatch.setattr(finding, "folders", lambda: ())
    with pytest.raises(ActplotError) as caught:
        fonts.resolve(FontSpec(cjk=("Nothing",)), serif=True, texts=[content])
    ((message, advice),) = says(caught.value)
    assert f"needs a font for {region}, and none is installed" in message
    assert wanted in advice
    assert "apt install fonts-noto-cjk" in advice
    assert "Windows has" in advice
    assert "macOS has" in advice


def test_a_character_that_no_font_has_names_itself_its_text_and_the_fonts() -> None:
    font = FontSpec(latin=("STIXGeneral",), cjk=(SONG,))
    with pytest.raises(ActplotError) as caught:
        fonts.resolve(font, serif=True, texts=["a龘b", "ok"])
    ((message, advice),) = says(caught.value)
    assert message == "no font has '龘' (U+9F98 CJK UNIFIED IDEOGRAPH-9F98), in the text 'a龘b'"
    assert advice.startswith("tried STIXGeneral, Actplot Test Song, DejaVu Serif, DejaVu Sans;")


def test_every_text_with_a_missing_character_is_reported() -> None:
    with pytest.raises(ActplotError) as caught:
        fonts.resolve(FontSpec(cjk=(SONG,)), serif=True, texts=["龘龙", "$x_龘$", "图"])
    assert [message for message, _ in says(caught.value)] == [
        "no font has '龘' (U+9F98 CJK UNIFIED IDEOGRAPH-9F98) and 1 other, in the text '龘龙'",
        "no font has '龘' (U+9F98 CJK UNIFIED IDEOGRAPH-9F98), in the text '$x_龘$'",
    ]


def test_bundled_fonts_help_one_another_out() -> None:
    """STIXGeneral has no Georgian; DejaVu Serif has."""
    font_set = fonts.resolve(None, serif=True, texts=["ფუნქცია $x$"])
    assert font_set.notes == ()
    with fonts_in_force(font_set):
        assert text.measure("ფუნქცია", 10).width > 20


def test_missing_styles_are_remarked_on() -> None:
    font = FontSpec(cjk=(SONG,))
    font_set = fonts.resolve(font, serif=True, texts=[r"$\mathit{激}$"], bold=["活 x"])
    assert font_set.notes == (
        "font 'Actplot Test Song' has no bold face; its regular one is used",
        "font 'Actplot Test Song' has no italic face; its regular one is used",
    )
    assert resolved(cjk=SONG).notes == ()


def test_without_a_font_in_the_spec_only_bundled_fonts_are_used() -> None:
    for serif, name in ((True, "STIXGeneral"), (False, "DejaVu Sans")):
        font_set = fonts.resolve(None, serif=serif, texts=["−1 $x$"])
        assert font_set.rc["font.family"] == [name]
        assert font_set.files == ()
        path = font_manager.findfont(name)
        assert Path(path).parent == Path(mpl.get_data_path()) / "fonts" / "ttf"


def test_the_font_files_are_told(tmp_path: Path) -> None:
    assert [str(path) for path in resolved(cjk=SONG).files] == [SONG]


# Fonts cut down


def names() -> list[str]:
    return [name for name in finding.candidates.BUNDLED if name != "cmr10"]


@pytest.mark.parametrize("name", names())
def test_a_cut_font_has_the_same_glyphs(name: str) -> None:
    path = finding.bundled(name).regular.path
    whole = TTFont(path)
    codes = [ord(character) for character in "Aéñ½−αxﬁ" if ord(character) in whole.getBestCmap()]
    wanted = {whole.getGlyphID(whole.getBestCmap()[code]): code for code in codes}
    data, numbers = cut(path, 0, frozenset(wanted))
    small = TTFont(io.BytesIO(data))
    assert len(data) < 12000
    assert set(wanted) | {0} <= set(numbers)
    for glyph in wanted:
        old, new = whole.getGlyphName(glyph), small.getGlyphName(numbers[glyph])
        drawn = []
        for font, each in ((whole, old), (small, new)):
            pen = BoundsPen(font.getGlyphSet())
            area = AreaPen(font.getGlyphSet())
            font.getGlyphSet()[each].draw(pen)
            font.getGlyphSet()[each].draw(area)
            drawn.append((pen.bounds, area.value, font["hmtx"][each]))
        assert drawn[0] == drawn[1]
    assert not {"fpgm", "prep", "cvt "} & set(small.keys())
    for glyph in small["glyf"].glyphs.values():
        glyph.expand(small["glyf"])
        assert not (hasattr(glyph, "program") and glyph.program.getBytecode())


def test_checksums_of_a_cut_font_hold() -> None:
    data, _ = cut(finding.bundled("DejaVu Sans").regular.path, 0, frozenset({36, 37}))
    font = TTFont(io.BytesIO(data), checkChecksums=2)
    for tag in font.reader.keys():  # noqa: SIM118
        assert font.reader[tag]
    assert sum(np.frombuffer(data + bytes(-len(data) % 4), ">u4").astype(int)) % 2**32 == 0xB1B0AFBA


def test_other_fonts_are_left_to_others(tmp_path: Path) -> None:
    with pytest.raises(NotTrueTypeError):
        cut(CFF, 0, frozenset({1}))


def test_outlines_open_a_face_of_a_collection(tmp_path: Path) -> None:
    from fontTools.ttLib import TTCollection

    whole = TTCollection()
    whole.fonts = [TTFont(SONG), TTFont(finding.bundled("STIXGeneral").regular.path)]
    whole.save(tmp_path / "two.ttc")
    song, stix = faces.read(str(tmp_path / "two.ttc"))
    assert ord("激") in outlines(song)
    assert ord("激") not in outlines(stix)
    assert ord("α") in outlines(stix)
    font = TTFont(str(tmp_path / "two.ttc"), fontNumber=1)
    number = font.getGlyphID(font.getBestCmap()[ord("α")])
    data, numbers = cut(str(tmp_path / "two.ttc"), 1, frozenset({number}))
    assert len(numbers) == 2
    assert len(data) < 2000


def test_merged_fonts_pass_their_checksums() -> None:
    merge.folder()
    for font in made(resolved(cjk=CFF)).values():
        again = TTFont(font.reader.file.name, checkChecksums=2)
        for tag in again.reader.keys():  # noqa: SIM118
            assert again.reader[tag]
