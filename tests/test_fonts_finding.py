"""Fonts by name, by file and by what they stand in for; what is said about it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTCollection, TTFont
from support import RECENT, printed

from actplot.errors import ActplotError
from actplot.fonts import candidates, characters, choose, faces, finding
from actplot.fonts.candidates import ALIASES, BUNDLED, CJK, LATIN
from actplot.fonts.report import report
from actplot.spec.model import FontSpec

HERE = Path(__file__).parent / "fonts"
SONG, CFF = HERE / "song.ttf", HERE / "song-cff.otf"
ROWS = (*LATIN, *CJK)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system without fonts: the folder where they may be installed."""
    folder = tmp_path / "share" / "fonts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(finding, "folders", lambda: (str(folder),))
    return folder


def install(
    path: Path, family: str, *, weight: int = 400, italic: bool = False, permissions: int = 0
) -> Path:
    """The test font under another name."""
    font = TTFont(SONG)
    font["name"].names = []
    style = ("Bold " if weight > 500 else "") + ("Italic" if italic else "Regular")
    for number, text in ((1, family), (2, style), (4, f"{family} {style}"), (6, "Test")):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x01 if italic else 0x40
    font["OS/2"].fsType = permissions
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def test_a_font_is_seen_as_soon_as_it_is_installed(system: Path) -> None:
    assert finding.find("SimSun") is None
    path = install(system / "new" / "simsun.ttf", "SimSun")
    family = finding.find("SimSun")
    assert family is not None
    assert family.regular.path == str(path)
    path.unlink()
    assert finding.find("SimSun") is None


def test_the_folders_of_the_user_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("folders are fixed there")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", "/one:/two")
    folders = finding.folders()
    assert folders[0] == str(tmp_path / "fonts")
    assert folders.index("/one/fonts") < folders.index("/two/fonts")


@pytest.mark.parametrize(
    "name", ["Actplot Test Song", "actplot test song", "ActplotTestSong", "测试宋体"]
)
def test_any_name_of_a_family_finds_it(system: Path, name: str) -> None:
    shutil.copy(SONG, system)
    family = finding.find(name)
    assert family is not None
    assert family.name == "Actplot Test Song"


def test_styles_are_told_apart(system: Path) -> None:
    files = {
        (bold, italic): install(
            system / f"{bold}{italic}.ttf", "Foo", weight=700 if bold else 400, italic=italic
        )
        for bold in (False, True)
        for italic in (False, True)
    }
    install(system / "light.ttf", "Foo", weight=300)
    family = finding.find("Foo")
    assert family is not None
    for (bold, italic), path in files.items():
        face = family.face(bold=bold, italic=italic)
        assert face is not None
        assert face.path == str(path)


def test_links_in_a_circle_end(system: Path) -> None:
    os.symlink(system, system / "again")
    shutil.copy(SONG, system)
    assert len(finding._shelf(finding.folders()).named("Actplot Test Song")) == 1


def test_a_single_face_is_found_by_its_full_name(system: Path) -> None:
    install(system / "a.ttf", "Foo")
    path = install(system / "b.ttf", "Foo", weight=700)
    family = finding.find("Foo Bold Regular")
    assert family is not None
    assert family.regular.path == str(path)


# Stand-ins


def test_what_is_not_installed_is_replaced_in_order_and_said(system: Path) -> None:
    install(system / "b.ttf", "TeX Gyre Termes")
    install(system / "a.ttf", "Liberation Serif")
    chosen = choose(FontSpec(latin=("Times New Roman",)), serif=False, texts=[])
    assert chosen.latin is not None
    assert chosen.latin.name == "Liberation Serif"
    assert chosen.serif
    assert chosen.notes == (
        "font 'Times New Roman' is not installed; 'Liberation Serif' is used instead",
    )


def test_the_font_itself_is_used_without_a_word(system: Path) -> None:
    install(system / "a.ttf", "Times New Roman")
    install(system / "b.ttf", "SimSun")
    chosen = choose(FontSpec(latin=("times new roman",), cjk=("宋体",)), serif=True, texts=[])
    assert chosen.latin is not None
    assert chosen.cjk is not None
    assert (chosen.latin.name, chosen.cjk.name) == ("Times New Roman", "SimSun")
    assert not chosen.notes


@pytest.mark.parametrize(
    ("name", "stands"),
    [("Times New Roman", "STIXGeneral"), ("Arial", "DejaVu Sans"), ("Nonsense", "STIXGeneral")],
)
def test_the_last_resort_comes_with_matplotlib(system: Path, name: str, stands: str) -> None:
    chosen = choose(FontSpec(latin=(name,)), serif=True, texts=[])
    assert chosen.latin is not None
    assert chosen.latin.name == stands
    assert len(chosen.notes) == 1
    assert "mpl-data" in chosen.latin.regular.path


@pytest.mark.parametrize("row", CJK, ids=lambda row: row.name)
def test_every_name_of_a_row_is_replaced_by_the_first_that_is_there(
    system: Path, row: candidates.Kind
) -> None:
    install(system / "last.ttf", row.families[-1])
    for name in row.families:
        family, matched = finding.cjk(name, region="", serif=row.serif)
        assert family is not None
        assert family.name == row.families[-1]
        assert matched is row


# Several names


def families(*latin: str, cjk: tuple[str, ...] = (), **others: Any) -> tuple[str, str]:
    chosen = choose(FontSpec(latin=latin, cjk=cjk, **others), serif=True, texts=[])
    return tuple(each.name if each else "" for each in (chosen.latin, chosen.cjk))


def test_the_first_of_several_that_is_installed_is_used_without_a_word(system: Path) -> None:
    names = ("Times New Roman", "Liberation Serif", "Tinos")
    install(system / "a.ttf", "Tinos")
    install(system / "b.ttf", "Noto Serif CJK SC")
    chosen = choose(FontSpec(latin=names, cjk=("宋体", "noto serif cjk sc")), serif=True, texts=[])
    assert chosen.notes == ()
    assert families(*names, cjk=("SimSun", "Noto Serif CJK SC")) == ("Tinos", "Noto Serif CJK SC")
    install(system / "c.ttf", "Liberation Serif")
    install(system / "d.ttf", "SimSun")
    assert families(*names, cjk=("宋体", "Noto Serif CJK SC")) == ("Liberation Serif", "SimSun")


def test_of_several_a_file_that_is_missing_is_passed_over(system: Path) -> None:
    install(system / "a.ttf", "SimSun")
    assert families(cjk=(str(system / "none.ttf"), "SimSun")) == ("", "SimSun")
    assert families(cjk=(str(CFF), "SimSun"))[1] == "Actplot Test Song CFF"


def test_where_none_of_several_is_installed_the_first_is_stood_in_for(system: Path) -> None:
    chosen = choose(FontSpec(latin=("Arial", "Foo")), serif=True, texts=[])
    assert chosen.latin is not None
    assert chosen.latin.name == "DejaVu Sans"
    assert chosen.notes == (
        "none of the fonts 'Arial', 'Foo' is installed; 'DejaVu Sans' is used instead",
    )


def test_mathematics_may_name_several_too(system: Path) -> None:
    assert choose(FontSpec(math=("Foo", "STIX")), serif=True, texts=[]).math == "stix"


def test_a_chinese_font_alone_serves_for_everything(system: Path) -> None:
    install(system / "a.ttf", "SimSun")
    assert families("宋体") == ("SimSun", "SimSun")
    assert families("SimSun", "Noto Serif CJK SC") == ("SimSun", "SimSun")
    (system / "a.ttf").unlink()
    install(system / "b.ttf", "Noto Serif CJK SC")
    assert families("SimSun") == ("Noto Serif CJK SC", "Noto Serif CJK SC")
    chosen = choose(FontSpec(latin=("SimSun",)), serif=True, texts=[])
    assert chosen.notes == ("font 'SimSun' is not installed; 'Noto Serif CJK SC' is used instead",)
    (system / "b.ttf").unlink()
    assert families("SimSun") == ("", "")


def test_a_list_may_hold_a_latin_font_and_a_chinese_one(system: Path) -> None:
    install(system / "a.ttf", "Tinos")
    install(system / "b.ttf", "SimSun")
    assert families("Tinos", "SimSun") == ("Tinos", "SimSun")
    assert families("SimSun", "Tinos") == ("Tinos", "SimSun")
    assert families("SimSun", cjk=("KaiTi", "Tinos")) == ("SimSun", "Tinos")


def test_songs_come_before_other_kinds_and_other_regions(system: Path) -> None:
    install(system / "hei.ttf", "SimHei")
    install(system / "mincho.ttf", "MS Mincho")
    assert finding.cjk("SimSun", region="", serif=True)[0].name == "SimHei"
    (system / "hei.ttf").unlink()
    assert finding.cjk("SimSun", region="", serif=True)[0].name == "MS Mincho"
    (system / "mincho.ttf").unlink()
    assert finding.cjk("SimSun", region="", serif=True)[0] is None


def test_the_language_goes_before_the_kind(system: Path) -> None:
    install(system / "song.ttf", "STSong")
    install(system / "hei.ttf", "Microsoft JhengHei")
    assert finding.cjk("SimSun", region="tc", serif=True)[0].name == "Microsoft JhengHei"
    assert finding.cjk("SimSun", region="", serif=True)[0].name == "STSong"


def test_a_forbidden_font_is_remarked_on(system: Path) -> None:
    install(system / "a.ttf", "SimSun", permissions=0x0002)
    (note,) = choose(FontSpec(cjk=("SimSun",)), serif=True, texts=[]).notes
    assert note == (
        "font 'SimSun' must not be embedded without the permission of its maker (fsType 0x0002)"
    )


@pytest.mark.parametrize(
    ("bits", "forbidden"),
    [(0, False), (2, True), (4, False), (8, False), (0x0A, False), (0x104, True), (0x204, True)],
)
def test_permissions_are_read_as_opentype_says(tmp_path: Path, bits: int, forbidden: bool) -> None:
    (face,) = faces.read(str(install(tmp_path / "a.ttf", "Foo", permissions=bits)))
    assert face.permissions == bits
    assert face.forbidden is forbidden
    assert bool(face.embedding) is (bits not in (0, 8, 0x0A))


# Files


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """One file with faces for three regions."""
    names = [f"Test Song CJK {word}" for word in ("JP", "SC", "TC")]
    fonts = [TTFont(install(tmp_path / f"{name}.ttf", name)) for name in names]
    path = tmp_path / "all.ttc"
    whole = TTCollection()
    whole.fonts = fonts
    whole.save(path)
    return path


@pytest.mark.parametrize(
    ("lang", "texts", "face"),
    [
        (None, ["激活"], "Test Song CJK SC"),
        ("tc", ["激活"], "Test Song CJK TC"),
        ("jp", ["激活"], "Test Song CJK JP"),
        (None, ["活性化かんすう"], "Test Song CJK JP"),
        ("kr", ["激活"], "Test Song CJK JP"),
    ],
)
def test_a_collection_gives_the_face_of_the_language(
    collection: Path, lang: str | None, texts: list[str], face: str
) -> None:
    chosen = choose(FontSpec(cjk=(str(collection),), lang=lang), serif=True, texts=texts)
    assert chosen.cjk is not None
    assert chosen.cjk.name == face
    assert chosen.cjk.regular.families == (face,)


def test_another_language_means_the_sibling(system: Path, collection: Path) -> None:
    shutil.copy(collection, system)
    for region, word in (("", "SC"), ("sc", "SC"), ("tc", "TC"), ("jp", "JP")):
        family, row = finding.cjk("Test Song CJK SC", region=region, serif=True)
        assert family is not None
        assert family.name == f"Test Song CJK {word}"
        assert row.region == (region or "sc")


def test_the_styles_of_a_file_lie_beside_it(tmp_path: Path) -> None:
    install(tmp_path / "bold.ttf", "Foo", weight=700)
    family = finding.open_path(str(install(tmp_path / "plain.ttf", "Foo")))
    assert family.bold is not None
    assert family.bold.path == str(tmp_path / "bold.ttf")
    assert family.italic is None


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read"), (b"", "not a TrueType"), (b"\0\1\0\0\0\7", "not a TrueType")],
)
def test_a_file_that_is_no_font(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "broken.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ActplotError, match=says):
        choose(FontSpec(cjk=(str(path),)), serif=True, texts=[])


@pytest.mark.parametrize("source", [SONG, CFF], ids=["ttf", "otf"])
def test_a_damaged_file_never_stops_the_search(system: Path, source: Path) -> None:
    whole = source.read_bytes()
    for number, length in enumerate(range(0, 2000, 37)):
        (system / f"{number}.ttf").write_bytes(whole[:length])
    noise = bytes((place * 97 + 31) % 256 for place in range(3000))
    (system / "noise.ttf").write_bytes(whole[:12] + noise)
    (system / "collection.ttc").write_bytes(b"ttcf\0\1\0\0\0\0\0\2" + noise)
    (system / "folder.ttf").mkdir()
    assert finding.find("Nothing of the kind") is None


# The table of candidates


def test_a_family_stands_in_one_row() -> None:
    names = [candidates.normal(family) for row in ROWS for family in row.families]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("alias", ALIASES)
def test_an_alias_leads_into_a_row(alias: str) -> None:
    family = candidates.canonical(alias)
    rows = [row for row in ROWS if candidates.kind_of(alias, (row,))]
    assert len(rows) == 1 or family in BUNDLED


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.region}")
def test_a_row_says_how_to_get_one(row: candidates.Kind) -> None:
    assert "everywhere: https://" in row.advice
    assert bool(row.region) is not bool(row.bundled)
    assert row.region in ("", *finding._REGION_WORDS)
    if row.bundled:
        assert row.bundled in BUNDLED


@RECENT
@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_families_are_there(name: str) -> None:
    family = finding.bundled(name)
    assert family.regular.families[0] == name
    assert family.italic is not None
    assert family.bold is not None


def test_the_report_has_a_row_for_each_kind(system: Path) -> None:
    install(system / "song.ttf", "AR PL SungtiL GB", permissions=4)
    rows = {(row.kind, row.region): row for row in report()}
    assert len(rows) == len(ROWS)
    song = rows["song", "sc"]
    assert (song.wanted, song.found, song.exact) == ("SimSun", "AR PL SungtiL GB", False)
    assert song.embedding == "may be embedded for viewing and printing"
    assert song.styles == ("regular",)
    assert rows["hei", "sc"].found == ""
    assert rows["serif", ""].bundled
    assert rows["serif", ""].licence


# Writing systems


@pytest.mark.parametrize(
    ("text", "region"), [("激活", ""), ("かな", "jp"), ("カナ", "jp"), ("한글", "kr"), ("x", "")]
)
def test_the_writing_tells_the_region(text: str, region: str) -> None:
    assert characters.region([text]) == region


@pytest.mark.parametrize(
    ("character", "first"),
    [("激", "cjk"), ("，", "cjk"), ("“", "latin"), ("A", "latin"), ("−", "latin"),
     ("∫", "bundled"), ("′", "bundled"), ("①", "latin"), ("한", "cjk")],
)  # fmt: skip
def test_from_which_font_a_character_comes(character: str, first: str) -> None:
    assert characters.order(character)[0] == first
    assert set(characters.order(character)) == {"latin", "bundled", "cjk"}


def test_commands_of_a_formula_count_as_their_characters() -> None:
    assert {ord("α"), ord("激"), ord("∑")} <= characters.drawn(r"激 $\alpha \sum \frac{1}{2}$")
    assert ord("α") not in characters.drawn(r"\alpha")


def test_choosing_imports_neither_numpy_nor_matplotlib() -> None:
    code = (
        "import sys; from actplot.fonts import choose;"
        "from actplot.spec.model import FontSpec;"
        "font = FontSpec(latin=('Times New Roman',), cjk=('SimSun',));"
        "choose(font, serif=True, texts=['激 $x$']);"
        "print(*{'numpy', 'matplotlib'} & set(sys.modules))"
    )
    assert printed(code).strip() == ""
