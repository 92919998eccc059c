"""What show, compare and the pages of galleries say in Chinese: the same, in the words of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from gallery_sample import Page
from support import ROOT, Cli

from actplot import activations
from actplot.activations import builtin
from actplot.cli.folding import folded
from actplot.errors import columns
from actplot.facts import words
from actplot.facts.chinese import say, tables, title
from actplot.facts.facts import computed, curve_of
from actplot.gallery import gather, page
from actplot.gallery.publish import publish
from actplot.pipeline.render import render

CATALOGUE = builtin()
TABLES = tables()
OF = re.compile("^(monotone|symmetry|limits): ")
CHINESE = {text: translation for table in TABLES.values() for text, translation in table.items()}
FACTS = {name: computed(curve_of(activations.find(name))) for name in CATALOGUE}


def chinese(text: str) -> bool:
    return any(east_asian_width(each) == "W" for each in text)


# The words of the terms, and those that no sentence is without.
ENGLISH = {
    word
    for table in ("comparisons", "facts")
    for text in TABLES[table]
    for word in re.findall("[a-z]{2,}", re.sub(r"\{\w+\}", "", text))
} | {"the", "of", "with", "to", "are", "it", "its", "by", "as", "chosen", "has", "have", "where"}


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"-?\d[\d.e\-]*|∞|[⁰¹²³⁴⁵⁶⁷⁸⁹]", text))


def rows(out: str) -> dict[str, str]:
    """Terms and texts of what `show` prints."""
    texts: dict[str, str] = {}
    term = ""
    # Behind the picture, whose lines begin with blanks.
    for line in out.rpartition("\n\n")[2].splitlines():
        if not line.startswith(" "):
            term, _, line = line.partition(" ")
            assert term not in texts
        texts[term] = f"{texts.get(term, '')} {line.strip()}".strip()
    return texts


# Words


@pytest.mark.parametrize("text", CHINESE)
def test_each_text_is_said_in_chinese_with_its_values(text: str) -> None:
    translation = CHINESE[text]
    assert Counter(re.findall(r"\{\w+\}", translation)) == Counter(re.findall(r"\{\w+\}", text))
    assert translation != text
    assert not re.search(r"(?<=[\u4e00-\u9fff])[,;:.]", translation), translation


def test_no_text_is_said_twice_or_to_nobody() -> None:
    assert sum(map(len, TABLES.values())) == len(CHINESE)
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for suffix in ("py", "js", "txt", "bib")
        for path in (ROOT / "actplot").rglob(f"*.{suffix}")
    )
    headings = {page.family_of(entry) for entry in CATALOGUE.values()}
    notes = {entry.note for entry in CATALOGUE.values()}
    notes |= {each.paper.fields.get("formula") for each in CATALOGUE.values() if each.paper}
    for table, texts in TABLES.items():
        for text in texts:
            if table == "families":
                assert text in headings
            elif table == "notes":
                assert text in notes, text
            elif table == "pages" and text.startswith("{"):
                assert text.removeprefix("{shown} of ") in source, text
            else:
                assert f'"{OF.sub("", text)}"' in source, text


def test_what_is_not_known_stays_english() -> None:
    assert say("brand new", "zh") == "brand new"
    assert say("Function", "en") == "Function"


# Show


@pytest.mark.parametrize("name", CATALOGUE)
def test_facts_are_the_same_in_both_languages(name: str) -> None:
    english, translations = dict(words.summary(FACTS[name])), dict(words.summary(FACTS[name], "zh"))
    assert len(translations) == len(english)
    for (term, text), (word, translation) in zip(
        english.items(), translations.items(), strict=True
    ):
        assert chinese(word), term
        assert numbers(translation) == numbers(text), term
        assert not set(re.findall("[a-z]+", translation)) & ENGLISH, translation


@pytest.mark.parametrize("name", CATALOGUE)
def test_nothing_is_left_in_english_but_names(cli: Cli, name: str) -> None:
    entry = CATALOGUE[name]
    translations = rows(cli("show", name, "--lang", "zh").out)
    english = rows(cli("show", name).out)
    assert len(translations) == len(english)
    own = {*CATALOGUE, *(each.name for each in entry.parameters)}
    for term, old in zip(translations, english, strict=True):
        assert chinese(term), old
        if term not in ("文献", "名称", "名同实异"):
            assert not set(re.findall("[a-z]+", translations[term])) & ENGLISH - own, translations[
                term
            ]


def test_terms_of_the_field(cli: Cli) -> None:
    texts = rows(cli("show", "leaky_relu", "--lang", "zh").out)
    assert texts["值域"] == "(-∞, ∞)"
    assert texts["单调性"] == "严格递增"
    assert texts["渐近线"] == "y = 0.01 x（x → -∞），y = x（x → ∞）"
    assert texts["可导性"] == "C⁰：连续，但并非处处可导"
    assert texts["奇偶性"] == "非奇非偶"
    assert texts["角点"] == "0（x = 0）"
    assert texts["公式"] == "{ x，当 x > 0；α x，当 x ≤ 0 }"
    assert texts["参数"].startswith("alpha = 0.01（α），实数；PyTorch, JAX,")
    out = cli("show", "torch.nn.GELU", "--lang", "zh").out
    assert out.startswith("gelu：高斯误差线性单元（Gaussian error linear unit）\n")
    assert rows(cli("show", "tanh(x) + x", "--lang", "zh").out)["奇偶性"] == "奇函数"
    compared = cli("compare", "sine", "relu", "--lang", "zh", "-f", "csv").out
    assert "不存在, 不存在" in compared
    assert "不单调" in compared
    assert "{ 1，当 x > 0；0，当 x ≤ 0 }" in compared


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_chinese_lines_fit_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("leaky_relu", "hard_sigmoid", "softmax", "gelu_tanh"):
        for line in cli("show", name, "--lang", "zh").out.splitlines():
            # A word that is longer than the line stands out; so does a bracket behind one.
            assert columns(line) <= max(width, 33) or len(line.split()) <= 2, line
            assert line.lstrip()[:1] not in tuple("，。；：）")


def test_lines_are_broken_between_characters_and_nothing_is_lost() -> None:
    text = "斜率在 torch、JAX 与 Paddle 中为 0.01（见论文），在 MXNet 中为 0.25"
    for width in range(20, 80):
        lines = folded(text, width)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(columns(line) <= width for line in lines)
        assert all(line[0] not in "，。）、" for line in lines)
    assert folded("", 40) == [""]


@pytest.mark.parametrize("arguments", [("--json",), ("-f", "latex")])
def test_what_has_no_language_says_so(cli: Cli, arguments: tuple[str, ...]) -> None:
    ran = cli("show", "gelu", "--lang", "zh", *arguments)
    assert ran.status == 2
    assert "--lang" in ran.err


# Galleries


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two activations of the catalogue, and specs, on pages in Chinese."""
    from actplot.cli.main import run
    from actplot.records import replace

    made = tmp_path_factory.mktemp("chinese")
    (made / "specs").mkdir()
    (made / "specs" / "one.yaml").write_text("alt: 激活函数\ncurves: [elu]\n", encoding="utf-8")
    (made / "specs" / "two.yaml").write_text("title: Two\ncurves: [relu, x^2]\n", encoding="utf-8")
    call = ["gallery", str(made / "specs"), "-o", str(made / "own"), "-q", "-f", "svg", "-j", "1"]
    assert run([*call, "--lang", "zh"]) == 0
    whole = gather.of_catalogue(made / "all", title="激活函数", formats=["svg"], lang="zh")
    chosen = [each for each in whole.exhibits if each.name in ("elu", "softmax", "gelu")]
    gallery = replace(whole, exhibits=chosen)
    publish(gallery, list(render([exhibit.order for exhibit in gallery.exhibits])))
    return made


@pytest.mark.parametrize("place", ["own", "all"])
def test_a_page_speaks_chinese(folder: Path, place: str) -> None:
    text = (folder / place / "index.html").read_text(encoding="utf-8")
    assert '<html lang="zh">' in text
    parsed = Page(text)
    # Each is said of a button, a label, a heading or a row, in the language of the page.
    labels = [
        text for tag, text in parsed.texts if tag in ("button", "label", "h2", "dt", "option")
    ]
    labels += [
        label
        for tag, each in parsed.elements
        if tag != "svg" and (label := each.get("aria-label") or "")
    ]
    own = {entry.family for entry in CATALOGUE.values()}
    for each in labels:
        assert chinese(each) or not re.search("[A-Za-z]{2}", each) or each.strip() in own, each
    for tag, each in parsed.elements:
        if tag == "img" and each["alt"]:
            language = "zh" if chinese(each["alt"]) else "en"
            assert (each.get("lang") or "zh") == language
            # Those of the large view are told by their titles, which are in their author's words.
            assert chinese(each["alt"]) or each.get("loading") != "lazy", each["alt"]
        if tag == "p" and each.get("class") == "alt":
            assert each.get("lang") is None
    (script,) = parsed.all("script")
    assert json.loads(script["data-words"]) == TABLES["pages"]
    sheet = (folder / place / "README.md").read_text(encoding="utf-8")
    assert "幅图。在 [`index.html`](index.html) 中" in sheet


def test_a_gallery_in_another_language_is_written_anew(
    folder: Path, tmp_path: Path, cli: Cli
) -> None:
    (tmp_path / "a.yaml").write_text("curves: [relu]\n", encoding="utf-8")
    call = ("gallery", ".", "-o", "out", "-f", "svg")
    assert cli(*call).status == 0
    english = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in english
    drawn = (tmp_path / "out" / "a.svg").stat().st_mtime_ns
    assert cli(*call, "--title", "图").status == 0
    assert '<html lang="zh">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert cli(*call, "--lang", "zh").status == 0
    assert '<html lang="zh">' in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "a.svg").stat().st_mtime_ns == drawn
    assert cli(*call).status == 0
    assert (tmp_path / "out" / "index.html").read_text(encoding="utf-8") == english


def test_what_the_script_says_is_said_in_chinese() -> None:
    script = (ROOT / "actplot" / "gallery" / "page.js").read_text(encoding="utf-8")
    texts = {
        text
        for call in re.findall(r"say\((.*)\)", script)
        for text in re.findall('"([A-Z{][^"]+)"', call)
    }
    assert len(texts) >= 5
    assert texts <= TABLES["pages"].keys()


def test_names_in_chinese() -> None:
    assert title(CATALOGUE["gelu"], "zh") == "高斯误差线性单元（Gaussian error linear unit）"
    assert title(CATALOGUE["gelu"], "en") == CATALOGUE["gelu"].title
    for entry in CATALOGUE.values():
        assert entry.title in title(entry, "zh")


@pytest.mark.parametrize("page", ["README.zh.md", "docs/how-to/thesis.zh.md"])
def test_no_blank_comes_between_chinese_characters(page: str) -> None:
    text = re.sub("^```.*?^```", "", (ROOT / page).read_text("utf-8"), flags=re.M | re.S)
    wide = "[\u3000-\u9fff\uff00-\uffef]"
    assert not re.findall(rf"{wide}\n *{wide}", text)  # a line's end becomes a blank
