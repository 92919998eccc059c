"""`actplot gallery`: what it draws and writes, leaves alone, says and removes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import gallery_sample
import pytest
from gallery_sample import HOSTILE, NAMES, Page
from support import ROOT, Cli

from actplot import activations, metadata
from actplot.facts import facts
from actplot.formats import FORMATS
from actplot.gallery import entries, gather, record
from actplot.gallery.markup import Markup, element
from actplot.gallery.page import slugs
from actplot.gallery.publish import publish
from actplot.paint.symbols import MathSymbol
from actplot.pipeline.deps import escape
from actplot.pipeline.orders import read
from actplot.pipeline.render import render
from actplot.records import replace

CATALOGUE = activations.catalogue()
PAGES = set(record.FILES)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with specs/ and their gallery in out/, which tests only read."""
    from actplot.cli.main import run

    folder = tmp_path_factory.mktemp("gallery")
    specs = gallery_sample.write(folder / "specs")
    assert (
        run(["gallery", str(specs), "-o", str(folder / "out"), "-q", "-f", "png", "-j", "1"]) == 0
    )
    return folder


@pytest.fixture
def copy(sample: Path, tmp_path: Path) -> Path:
    """The same to be changed, as the working folder of `cli`."""
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def the_page(folder: Path) -> Page:
    return Page((folder / "out" / "index.html").read_text(encoding="utf-8"))


# --- What is drawn


def test_the_structure_of_the_folders_is_kept(sample: Path) -> None:
    figures = {f"{name}.{format}" for name in NAMES for format in ("svg", "png")}
    assert set(files(sample / "out")) == figures | PAGES


def test_all_formats_by_default(cli: Cli, tmp_path: Path) -> None:
    gallery_sample.write(tmp_path / "specs", {"a.yaml": "curves: [relu]"})
    assert cli("gallery", "specs", "-o", "out", "-q").status == 0
    assert set(files(tmp_path / "out")) == {"a.pdf", "a.svg", "a.png"} | PAGES


def test_a_run_that_has_nothing_to_do_does_nothing(cli: Cli, copy: Path) -> None:
    before = times(copy)
    ran = cli("gallery", "specs", "-o", "out", "-f", "png")
    assert (ran.status, ran.out) == (0, "")
    assert "5 figures: 5 up to date in" in ran.err
    assert times(copy) == before


def test_nothing_to_do_needs_no_matplotlib(copy: Path) -> None:
    script = (
        "import sys; from actplot.cli.main import run\n"
        "status = run(['gallery', 'specs', '-o', 'out', '-f', 'png', '-q'])\n"
        "loaded = {'matplotlib', 'numpy', 'yaml', 'multiprocessing'} & set(sys.modules)\n"
        "assert status == 0 and not loaded, loaded\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], cwd=copy, env=environment, check=True)


def test_only_what_changed_is_drawn(cli: Cli, copy: Path) -> None:
    before = times(copy / "out")
    (copy / "specs" / "base.yaml").write_text("x: [-3, 2]\n")
    ran = cli("gallery", "specs", "-o", "out", "-f", "png")
    assert "2 drawn, 3 up to date" in ran.err
    changed = {name for name, time in times(copy / "out").items() if time != before[name]}
    drawn = {f"{n}.{f}" for n in ("relu", "two parts/deep/extends") for f in ("svg", "png")}
    assert changed == {str(copy / "out" / name) for name in drawn | PAGES}


def test_the_same_bytes_everywhere(cli: Cli, sample: Path, tmp_path: Path) -> None:
    """In another folder, called otherwise, by two workers, twice over."""
    specs = gallery_sample.write(tmp_path / "specs")
    for options in (["-j", "2"], ["--force", "-j", "1"]):
        where = f"{specs.parent}/out"
        assert cli("gallery", "./specs", "-o", where, "-f", "png", "-q", *options).status == 0
        assert files(tmp_path / "out") == files(sample / "out")


def test_shares_make_up_the_whole(cli: Cli, sample: Path, tmp_path: Path) -> None:
    gallery_sample.write(tmp_path / "specs")
    gallery = ["gallery", "specs", "-o", "out", "-f", "png"]
    shares = []
    for number in (1, 2, 3):
        before = set(files(tmp_path / "out"))
        assert cli(*gallery, "-q", "--shard", f"{number}/3", "--deps", "share.d").status == 0
        shares.append(set(files(tmp_path / "out")) - before)
        rules = (tmp_path / "share.d").read_text()
        assert all(escape(name) in rules for name in shares[-1])
    assert not any(PAGES & share for share in shares)
    assert sum(map(len, shares)) == 2 * len(NAMES)
    assert max(map(len, shares)) - min(map(len, shares)) <= 2
    assert "5 up to date" in cli(*gallery).err
    assert files(tmp_path / "out") == files(sample / "out")


@pytest.mark.parametrize("changed", ["", "x: [-3, 2]\n"])
def test_make_is_satisfied(cli: Cli, copy: Path, changed: str) -> None:
    """With --touch everything is newer than what the rules of --deps say it is made from."""
    base = copy / "specs" / "base.yaml"
    base.write_text(changed or base.read_text())
    soon = base.stat().st_mtime + 50
    for path in copy.rglob("*"):
        os.utime(path, (1e9, 1e9))
    os.utime(base, (1e9 + 50, 1e9 + 50))
    ran = cli("gallery", "specs", "-o", "out", "-f", "png", "-q", "--touch", "--deps", "out.d")
    assert ran.status == 0
    rules = (copy / "out.d").read_text()
    assert all(escape(name) in rules for name in files(copy / "out"))
    assert all(1e9 + 50 < time / 1e9 < soon for time in times(copy / "out").values())
    if shutil.which("make"):
        # One file for each kind of rule, with a recipe: make -q asks whether it would run.
        for target in ("out/index.html", "out/relu.png"):
            (copy / "Makefile").write_text(f"all: {target}\n{target}: ; false\n-include out.d\n")
            os.utime(base, (1e9 + 50, 1e9 + 50))
            assert subprocess.run(["make", "-q"], cwd=copy).returncode == 0
            os.utime(base, (soon + 50, soon + 50))
            assert subprocess.run(["make", "-q"], cwd=copy).returncode == 1


def test_settings_hold_for_every_spec(cli: Cli, tmp_path: Path) -> None:
    gallery_sample.write(tmp_path / "specs", {"a.yaml": "curves: [relu]"})
    cli("gallery", "specs", "-o", "out", "-f", "svg", "-q", "--set", "x=[-7, 7]")
    assert "for x from −7 to 7" in (tmp_path / "out" / "a.svg").read_text(encoding="utf-8")
    (figure,) = json.loads((tmp_path / "out" / "gallery.json").read_text())["figures"]
    assert "x: [-7, 7]" in figure["source"]


def test_a_failing_spec_does_not_stop_the_others(cli: Cli, copy: Path) -> None:
    old = (copy / "out" / "relu.svg").read_bytes()
    (copy / "specs" / "relu.yaml").write_text("curves: [relo]\n")
    (copy / "specs" / "new.yaml").write_text("curves: [sigmoid]\n")
    ran = cli("gallery", "specs", "-o", "out", "-f", "png", "--prune")
    assert ran.status == 1
    assert "specs/relu.yaml:1:10: error: no activation is called 'relo'" in ran.err
    assert "6 figures: 1 drawn, 4 up to date, 1 failed" in ran.err
    assert (copy / "out" / "relu.svg").read_bytes() == old
    listed = json.loads((copy / "out" / "gallery.json").read_text())["figures"]
    names = [figure["name"] for figure in listed]
    assert "new" in names
    assert "relu" not in names
    assert "relu.svg" not in the_page(copy).values("src")


def test_an_unreadable_spec_fails_alone(cli: Cli, copy: Path) -> None:
    (copy / "specs" / "lost.yaml").symlink_to(copy / "nowhere.yaml")
    ran = cli("gallery", "specs", "-o", "out", "-f", "png")
    assert ran.status == 1
    assert "specs/lost.yaml: no such file or directory" in ran.err
    assert "5 up to date, 1 failed" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["gallery", "-o", "out"],
        ["gallery", "specs"],
        ["gallery", "specs", "--catalogue", "-o", "out"],
        ["gallery", "--catalogue", "--include", "a", "-o", "out"],
        ["gallery", "specs", "-o", "out", "--prune", "--shard", "1/2"],
        ["gallery", "specs", "-o", "out", "--shard", "3/2"],
    ],
)
def test_wrong_usage(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    ran = cli(*arguments)
    assert ran.status == 2
    assert not list(tmp_path.iterdir())


def test_no_spec_at_all(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    ran = cli("gallery", "specs", "-o", "out")
    assert ran.status == 1
    assert "specs: no specs found" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_dry_run_writes_nothing(cli: Cli, copy: Path) -> None:
    (copy / "specs" / "relu.yaml").write_text("curves: [relu6]\n")
    (copy / "specs" / "gelu.yaml").unlink()
    before = times(copy)
    ran = cli("gallery", "specs", "-o", "out", "-f", "png", "--prune", "--dry-run")
    assert ran.status == 0
    assert ran.out == "out/relu.svg: spec changed\nout/relu.png: spec changed\n"
    assert "out/gelu.svg: its spec no longer exists" in ran.err
    assert times(copy) == before


def test_events_for_programs(cli: Cli, copy: Path) -> None:
    (copy / "specs" / "gelu.yaml").unlink()
    ran = cli("gallery", "specs", "-o", "out", "-f", "png", "--json", "--prune")
    events = [json.loads(line) for line in ran.out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds == ["figure"] * 4 + ["summary"] + ["page"] * 3 + ["vanished"] * 2
    assert {Path(event["file"]).name for event in events if event["event"] == "page"} == PAGES
    assert all(event["removed"] for event in events if event["event"] == "vanished")
    assert ran.err == ""


# --- Files that are edited, others', or without a spec


@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("change", ["edited", "truncated", "removed"])
def test_a_page_that_is_not_as_it_was_is_written_anew(
    cli: Cli, copy: Path, name: str, change: str
) -> None:
    path = copy / "out" / name
    before = path.read_bytes()
    if change == "removed":
        path.unlink()
    else:
        path.write_bytes(before[:-20] if change == "truncated" else before + b" ")
    assert cli("gallery", "specs", "-o", "out", "-f", "png", "-q").status == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", sorted(PAGES))
def test_files_of_others_are_not_overwritten(cli: Cli, tmp_path: Path, name: str) -> None:
    gallery_sample.write(tmp_path, {"specs/a.yaml": "curves: [relu]", f"out/{name}": "mine"})
    for more in ([], ["--force", "--prune"]):
        ran = cli("gallery", "specs", "-o", "out", *more)
        assert ran.status == 1
        assert f"out/{name}: exists and was not written by actplot gallery" in ran.err
        assert files(tmp_path / "out") == {name: b"mine"}


def test_figures_whose_spec_is_gone(cli: Cli, copy: Path) -> None:
    (copy / "specs" / "two parts" / "deep" / "extends.yaml").unlink()
    gone = ["out/two parts/deep/extends.png", "out/two parts/deep/extends.svg"]
    command = ["gallery", "specs", "-o", "out", "-f", "png"]
    for _ in range(2):  # told of as long as they are there
        ran = cli(*command)
        assert ran.status == 0
        assert [f"{name}: its spec no longer exists" in ran.err for name in gone] == [True, True]
        assert all((copy / name).exists() for name in gone)
        assert not any("extends" in source for source in the_page(copy).values("src"))
    ran = cli(*command, "--prune")
    assert [f"removed {name}" in ran.err for name in gone] == [True, True]
    assert not (copy / "out" / "two parts" / "deep").exists()
    assert (copy / "out" / "two parts" / "hostile.svg").exists()
    ran = cli(*command, "--prune")
    assert "extends" not in ran.err
    assert "extends" not in (copy / "out" / "gallery.json").read_text(encoding="utf-8")


def test_prune_leaves_what_is_not_a_vanished_figure(cli: Cli, copy: Path) -> None:
    """Others' files, figures of specs that are only left out, and those another run drew."""
    out = copy / "out"
    cli("render", "specs/relu.yaml", "-o", "out/mine.svg", "-q")
    (out / "photo.svg").write_text("<svg/>")
    (copy / "specs" / "gelu.yaml").unlink()
    (out / "gelu.png").write_bytes(b"somebody's own picture by now")
    before = files(out)
    ran = cli("gallery", "specs", "-o", "out", "-f", "png", "--exclude", "two parts", "--prune")
    assert ran.status == 0
    after = files(out)
    assert set(before) - set(after) == {"gelu.svg"}
    assert all(after[name] == before[name] for name in set(after) - PAGES)


def test_prune_believes_no_record_that_leads_elsewhere(cli: Cli, copy: Path) -> None:
    cli("render", "specs/relu.yaml", "-o", "outside.svg", "-q")
    (copy / "out" / "link.svg").symlink_to(copy / "outside.svg")
    (copy / "out" / "way").symlink_to(copy)
    path = copy / "out" / "gallery.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    led = ["../outside.svg", str(copy / "outside.svg"), "link.svg", "way/outside.svg", "relu.yaml"]
    values["former"] = [{"file": name, "spec": None} for name in led] + [{"file": 1}, 7]
    for former in (values["former"][:-2], values["former"]):
        path.write_text(json.dumps(values | {"former": former}))
        assert cli("gallery", "specs", "-o", "out", "-f", "png", "--prune", "-q").status == 0
        assert metadata.read(copy / "outside.svg") is not None
        assert (copy / "out" / "link.svg").exists()


# --- The record


def test_the_record(sample: Path) -> None:
    values = json.loads((sample / "out" / "gallery.json").read_text(encoding="utf-8"))
    figures = {figure["name"]: figure for figure in values["figures"]}
    assert list(figures) == NAMES
    for figure in figures.values():
        for file in figure["files"]:
            content = (sample / "out" / file["path"]).read_bytes()
            assert file["size"] == len(content)
            assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert (sample / "out" / figure["spec"]).resolve().is_file()
        carried = metadata.read(sample / "out" / figure["files"][0]["path"])
        assert carried is not None
        assert figure["alt"] == carried.alt
    gelu = figures["gelu"]
    assert (gelu["activations"], gelu["families"]) == (["gelu", "silu"], ["gelu", "silu"])
    assert gelu["source"] == gallery_sample.SPECS["gelu.yaml"]
    assert gelu["title"] == "gelu"
    hostile = figures["two parts/hostile"]
    assert (hostile["title"], hostile["activations"]) == (HOSTILE, [])
    extends = figures["two parts/deep/extends"]
    assert extends["source"] == "x: [-3, 3]\ncurves: [elu(alpha=0.5)]\n"


# --- The page


def test_ids_are_unique_and_labels_lead_somewhere(sample: Path) -> None:
    page = the_page(sample)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    led = [*page.values("for"), *page.values("aria-labelledby"), *page.values("aria-describedby")]
    led += [href[1:] for href in page.values("href") if href.startswith("#")]
    assert set(led) <= set(ids)
    assert "search" in page.values("for")
    assert not any(" " in each for each in ids)


def test_every_picture_has_a_text_and_every_control_a_name(sample: Path) -> None:
    page = the_page(sample)
    pictures = page.all("img")
    assert len(pictures) == 2 * len(NAMES)  # in the card and in the large view
    assert all(picture["alt"] for picture in pictures)
    assert sum("loading" in picture for picture in pictures) == len(NAMES)
    formulas = [a for a in page.all("svg") if a.get("role") == "img"]
    assert formulas
    assert all(formula["aria-label"] for formula in formulas)
    assert all(a.get("aria-hidden") == "true" for a in page.all("svg") if a.get("role") != "img")
    assert all(button["type"] == "button" for button in page.all("button"))


def test_landmarks(sample: Path) -> None:
    page = the_page(sample)
    for name in ("header", "main", "h1", "title", "dialog"):
        assert len(page.all(name)) == 1, name
    assert page.all("html") == [{"lang": "en"}]
    assert {"search", "status"} <= set(page.values("role"))
    first = next(a for tag, a in page.elements if tag in ("a", "button", "input"))
    assert first == {"class": "skip", "href": "#figures"}


def test_a_page_needs_nothing_but_the_figures_beside_it(sample: Path) -> None:
    page = the_page(sample)
    assert not page.all("link")
    assert all("src" not in script for script in page.all("script"))
    text = (sample / "out" / "index.html").read_text(encoding="utf-8")
    assert "@import" not in text
    assert "url(" not in text
    for link in [*page.values("src"), *page.values("href")]:
        if not link.startswith(("#", "https://arxiv.org/", "https://doi.org/")):
            assert (sample / "out" / unquote(link)).is_file(), link
    for source in page.values("src"):
        assert not source.startswith(("/", "http", "data:"))


def test_without_scripts_a_card_leads_to_its_figure(sample: Path) -> None:
    page = the_page(sample)
    links = [a["href"] for tag, a in page.elements if tag == "a"]
    cards = [unquote(href or "") for href in links if (href or "").endswith(".svg")]
    assert cards[::2] == [f"{name}.svg" for name in NAMES]


def test_nothing_that_a_spec_says_becomes_markup(sample: Path) -> None:
    page = the_page(sample)
    assert len(page.all("script")) == 1
    texts = [text for _, text in page.texts]
    assert HOSTILE in texts
    assert any(HOSTILE in alt for alt in page.values("alt"))
    assert any("<script>" in text for tag, text in page.texts if tag == "code")
    for name in ("index.html", "README.md"):
        assert "<script>alert" not in (sample / "out" / name).read_text(encoding="utf-8")


def test_markup_escapes_all_but_markup() -> None:
    assert element("a", "<b>", title="\"&'") == '<a title="&quot;&amp;&#x27;">&lt;b&gt;</a>'
    assert element("p", [Markup("<b>"), "<"]) == "<p><b>&lt;</p>"
    assert element("input", hidden=True, disabled=False, name=None) == "<input hidden>"
    assert element("p", class_="a", aria_label="b") == '<p class="a" aria-label="b"></p>'


def test_addresses_of_figures() -> None:
    class Named:
        def __init__(self, name: str) -> None:
            self.name = name

    addresses = slugs([Named(name) for name in ("a b", "a-b", "激活/x", "a  b")])  # type: ignore[misc]
    assert addresses == ["a-b", "a-b.2", "激活/x", "a-b.3"]


# --- The contact sheet


def test_the_contact_sheet(sample: Path) -> None:
    text = (sample / "out" / "README.md").read_text(encoding="utf-8")
    page = Page(text)
    assert [unquote(source) for source in page.values("src")] == [f"{name}.svg" for name in NAMES]
    assert all(page.values("alt"))
    for href in page.values("href"):
        assert (sample / "out" / unquote(href)).is_file(), href
    tables = [part.partition("</table>")[0] for part in text.split("<table>")[1:]]
    assert len(tables) == 3
    assert not any("\n\n" in table for table in tables)  # where Markdown would end it
    assert "## two parts/deep" in text


def test_a_title_of_ones_own(cli: Cli, copy: Path) -> None:
    cli("gallery", "specs", "-o", "out", "-f", "png", "-q", "--title", "激活 <函数> *1*")
    page = the_page(copy)
    assert page.all("html") == [{"lang": "zh"}]
    assert ("h1", "激活 <函数> *1*") in page.texts
    sheet = (copy / "out" / "README.md").read_text(encoding="utf-8")
    assert "# 激活 \\<函数\\> \\*1\\*\n" in sheet


# --- The catalogue


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of some of the catalogue: with parameters, inputs, components, pieces."""
    out = tmp_path_factory.mktemp("catalogue") / "out"
    whole = gather.of_catalogue(out, title="Some", formats=["svg"])
    chosen = ("elu", "swiglu", "softmax", "crelu", "maxout", "identity")
    gallery = replace(whole, exhibits=[each for each in whole.exhibits if each.name in chosen])
    orders = [exhibit.order for exhibit in gallery.exhibits]
    outcomes = list(render(orders))
    assert [outcome.status for outcome in outcomes] == ["drawn"] * len(chosen)
    publish(gallery, outcomes)
    assert publish(gallery, list(render(orders))).written == ()
    return out.parent


def test_a_page_of_the_catalogue(some: Path) -> None:
    page = the_page(some)
    texts = {text for _, text in page.texts}
    assert {"Exponential linear unit", "指数线性单元", "keras.layers.ELU", "Limits"} <= texts
    assert "https://arxiv.org/abs/1511.07289" in page.values("href")
    labels = page.values("aria-label")
    assert {"{ x if x > 0; α (e^x − 1) if x ≤ 0 }", "{ 1 if x > 0; α e^x if x ≤ 0 }"} <= set(labels)
    cards = [a["id"] for a in page.all("li") if a.get("class") == "card"]
    assert cards == ["identity", "elu", "swiglu", "softmax", "maxout", "crelu"]
    assert len(page.all("h2")) == 4 + 1  # families, and the large view's
    sheet = (some / "out" / "README.md").read_text(encoding="utf-8")
    assert "## Vector functions, drawn against one input with the others held fixed" in sheet
    assert sheet.count("<img") == 6
    (first, *_) = json.loads((some / "out" / "gallery.json").read_text())["figures"]
    assert (first["name"], first["spec"]) == ("identity", None)
    assert first["source"] == "curves:\n  - identity\n  - identity'\n"


def test_every_activation_has_a_spec_that_is_read(tmp_path: Path) -> None:
    gallery = gather.of_catalogue(tmp_path, title="All")
    assert [exhibit.name for exhibit in gallery.exhibits] == list(CATALOGUE)
    for exhibit in gallery.exhibits:
        curves = [c for entry in read(exhibit.order.source).panels[0].curves for c in entry.curves]
        assert {entry.name for curve in curves for entry in curve.activations} == {exhibit.name}
        assert len(curves) % 2 == 0


def test_every_activation_is_told_of() -> None:
    symbols: Any = defaultdict(lambda: MathSymbol(1.0, 1.0, 0.0, "formula-0"))
    for count, (name, entry) in enumerate(CATALOGUE.items()):
        # What is computed takes its time, and is tested for all where it is computed.
        with_facts = count % 10 == 0
        computed = facts.computed(facts.curve_of(activations.find(name))) if with_facts else None
        page = Page(str(entries.about(entry, symbols, computed)))
        texts = "".join(text for _, text in page.texts)
        assert page.all("svg")
        assert not {"nan", "inf"} & set(re.findall(r"\w+", texts))
        names = (*(alias.partition("(")[0] for alias in entry.aliases), *entry.plain)
        assert all(name in texts for name in names)
        assert all(parameter.name in texts for parameter in entry.parameters)
        assert entry.reference in texts
        assert (texts.count("for x → −∞") >= 2) is with_facts
        assert "-∞" not in texts


def test_a_gallery_has_every_format_and_papers_that_nobody_keeps(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.yaml").write_text(
        "let: {gate(x): {formula: x * sigmoid(x), title: Gate, reference: me2026}}\n"
        "curves: [gate, 'elu(alpha=[0.5, 1])']\nsize: 60x40\ndpi: 60\n"
    )
    wanted = [word for name in FORMATS for word in ("-f", name)]
    ran = cli("gallery", "specs", "-o", "out", *wanted)
    assert (ran.status, ran.err.count("error")) == (0, 0)
    page, sheet = ((tmp_path / "out" / name).read_text() for name in ("index.html", "README.md"))
    for name in FORMATS:
        assert (tmp_path / "out" / f"a.{name}").is_file()
        assert f"a.{name}" in page
        assert f'href="a.{name}"' in sheet
    assert "me2026" in page
    before = files(tmp_path / "out")
    assert "1 figure: 1 up to date" in cli("gallery", "specs", "-o", "out", *wanted).err
    assert files(tmp_path / "out") == before
