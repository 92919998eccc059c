"""Figures in pages of documentation, in real builds of Sphinx and MkDocs."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest
from browser import Browser
from support import ROOT

from actplot import metadata
from actplot.documents import illustrations
from actplot.documents.blocks import ABOUT, PageBlock, curves
from actplot.documents.illustrations import illustrate, markup
from actplot.errors import Place


def needs(*modules: str) -> None:
    for each in modules:
        if find_spec(each) is None:
            pytest.skip(f"no {each} here")


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder, capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert "Traceback" not in ran.stderr + ran.stdout, ran.stderr + ran.stdout
    return ran


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}


def block(text: str, page: Path, **options: str) -> PageBlock:
    return PageBlock(text, Place(str(page), 10, 1), options.pop("file", ""), options)


# Blocks


def test_curves_stand_between_commas_and_line_ends() -> None:
    text = "# My own\ngelu, elu(alpha=[0.1, 0.5])\n  # and\nrelu"
    assert curves(text) == ["gelu", "elu(alpha=[0.1, 0.5])", "relu"]


def test_a_block_is_drawn_once_and_named_by_what_it_shows(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    first = illustrate(block("gelu", page, x="-2:2"), tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    further = PageBlock("gelu", Place(str(page), 99, 1), "", {"x": "-2:2"})
    again = illustrate(further, tmp_path / "out")
    assert again.files == first.files
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    other = illustrate(block("gelu", page, x="-3:3"), tmp_path / "out")
    assert not {*other.files.values()} & {*first.files.values()}
    carried = metadata.read(first.files["svg"])
    assert carried is not None
    assert first.alt == carried.alt != ""


@pytest.mark.parametrize(
    ("text", "options", "dark"),
    [
        ("gelu", {}, True),
        ("curves: [gelu]\nstyle: paper", {}, True),
        ("curves: [gelu]\nstyle: {dark: off}", {}, False),
        ("gelu", {"style.dark": "off"}, False),
    ],
)
def test_a_figure_follows_the_page_into_the_dark_unless_it_says_no(
    text: str, options: dict[str, str], dark: bool, tmp_path: Path
) -> None:
    illustration = illustrate(block(text, tmp_path / "page.md", **options), tmp_path)
    assert ("prefers-color-scheme" in illustration.files["svg"].read_text(encoding="utf-8")) is dark


@pytest.mark.parametrize(
    ("text", "options", "line", "marked"),
    [
        ("curves:\n  - gelu\n  - gelo", {}, 12, "gelo"),
        ("gelu\ngelo, relu", {}, 11, "gelo"),
        ("# My own\ngelu, gelo", {}, 11, "gelo"),
        ("gelu", {"size": "nowhere"}, 10, "nowhere"),
        ("gelu", {"sise": "ieee"}, 10, "sise"),
        ("", {"file": "missing.yaml"}, 10, ""),
        ("", {}, 10, ""),
    ],
)
def test_a_problem_stands_at_its_line_of_the_page(
    text: str, options: dict[str, str], line: int, marked: str, tmp_path: Path
) -> None:
    illustration = illustrate(block(text, tmp_path / "page.md", **options), tmp_path)
    assert illustration.failed
    assert not list(tmp_path.iterdir())
    place = illustration.problems[0].place
    assert place is not None
    assert (place.file, place.line) == (str(tmp_path / "page.md"), line)
    assert place.text[place.column - 1 :][: place.length] == marked or not marked
    shown = markup(illustration, "")
    assert "page.md:" in shown
    assert str(tmp_path) not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("indent", ["", "   ", "    - ", "> "])
def test_a_problem_is_shown_as_its_line_stands_in_the_page(indent: str, tmp_path: Path) -> None:
    blank = " " * len(indent) if indent != "> " else indent
    page = tmp_path / "page.md"
    page.write_text(f"One.\n\n{indent}```actplot\n{blank}curves:\n{blank}- gelu\n{blank}- gelo\n")
    asked = PageBlock("curves:\n- gelu\n- gelo", Place(str(page), 4, 1))
    (problem,) = illustrate(asked, tmp_path).problems
    place = problem.place
    assert place is not None
    assert (place.line, place.column, place.text) == (6, len(blank) + 3, f"{blank}- gelo")


def test_a_problem_of_a_spec_file_stays_in_it(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("curves:\n- gelo\n")
    illustration = illustrate(block("", tmp_path / "page.md", file="own.yaml"), tmp_path)
    place = illustration.problems[0].place
    assert place is not None
    assert (place.file, place.line) == (str(tmp_path / "own.yaml"), 2)
    assert illustration.complaint.startswith("own.yaml:2:3: error")


def test_what_a_page_says_is_escaped(tmp_path: Path) -> None:
    options = {"caption": "<b> & c", "name": 'a"b', "alt": '<i> "d"'}
    assert options.keys() <= {*ABOUT}
    shown = markup(illustrate(block("gelu", tmp_path / "p.md", **options), tmp_path), "a&b.svg")
    for text in (
        "&lt;b&gt; &amp; c",
        'id="a&quot;b"',
        'alt="&lt;i&gt; &quot;d&quot;',
        "a&amp;b.svg",
    ):
        assert text in shown


# Sphinx

INDEX = """\
Functions
=========

.. toctree::

   one
   two
   three
   four

A line with :actplot:`relu` in it; see :numref:`fig-gelu`.

.. actplot:: gelu, gelu'
   :x: -4:4
   :size: 84x60
   :caption: GELU and its *derivative*
   :name: fig-gelu
   :align: center
"""
PAGES = {
    "index.rst": INDEX,
    "one.rst": "One\n===\n\n.. actplot::\n   :alt: in words\n\n   curves: [tanh]\n   size: 40x30\n",
    "two.md": "# Two\n\n```{actplot}\n:file: figures/own.yaml\n:caption: of a *file*\n```\n",
    "three.rst": "Three\n=====\n\n.. actplot:: swish(beta=[0.5, 1])\n   :interactive:\n",
    "four.rst": "Four\n====\n\nNothing.\n",
}
CONF = "extensions = ['actplot.sphinx', 'myst_parser']\nnumfig = True\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    needs("sphinx", "myst_parser")
    pages = tmp_path / "pages"
    (pages / "figures").mkdir(parents=True)
    (pages / "figures" / "own.yaml").write_text("extends: base.yaml\ncurves: [selu]\n")
    (pages / "figures" / "base.yaml").write_text("size: 40x30\n")
    (pages / "conf.py").write_text(CONF)
    for name, text in PAGES.items():
        (pages / name).write_text(text)
    return tmp_path


def sphinx(site: Path, *options: str, builder: str = "html") -> subprocess.CompletedProcess[str]:
    return run("sphinx", "-b", builder, "-d", "read", *options, "pages", builder, folder=site)


def pictures(folder: Path, suffix: str = "svg") -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob(f"figure-*.{suffix}")}


def test_sphinx_builds_a_site_and_then_what_has_changed(site: Path) -> None:
    clean = sphinx(site, "-W")
    assert clean.returncode == 0, clean.stderr
    page = (site / "html" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<figure class="[^"]*actplot-figure[^"]*" id="fig-gelu">', page)
    assert "GELU and its <em>derivative</em>" in page
    assert ">Fig. 2<" in page  # the first one is that of two.md
    sources = re.findall(r'<img alt="([^"]+)" class="actplot-figure" src="([^"]+)"', page)
    assert len(sources) == 2
    for alt, source in sources:
        carried = metadata.read(site / "html" / source)
        assert carried is not None
        assert carried.alt.startswith(alt[:20])
        assert "prefers-color-scheme" in (site / "html" / source).read_text(encoding="utf-8")
    assert 'alt="in words"' in (site / "html" / "one.html").read_text(encoding="utf-8")
    assert "<em>file</em>" in (site / "html" / "two.html").read_text(encoding="utf-8")
    moving = (site / "html" / "three.html").read_text(encoding="utf-8")
    assert 'type="range"' in moving
    assert "<img" not in moving
    assert "color-scheme" in (site / "html" / "_static" / "actplot.css").read_text(encoding="utf-8")

    before = pictures(site / "read")
    assert "0 added, 0 changed" in sphinx(site).stdout
    (site / "pages" / "four.rst").write_text("Four\n====\n\n.. actplot:: mish\n")
    assert "0 added, 1 changed" in sphinx(site).stdout
    after = pictures(site / "read")
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1

    (site / "pages" / "figures" / "base.yaml").write_text("size: 50x30\n")
    assert "0 added, 1 changed" in sphinx(site).stdout
    shown = next((site / "html" / "_images").glob("own-*.svg")).read_text(encoding="utf-8")
    assert "141.73" in shown  # 50 mm in points


def test_a_spec_is_the_argument_of_a_directive_or_its_option(site: Path) -> None:
    (site / "pages" / "one.rst").write_text("One\n===\n\n.. actplot:: figures/own.yaml\n")
    assert sphinx(site, "-W").returncode == 0
    shown = [
        re.findall(r"own-[0-9a-f]+\.svg", (site / "html" / page).read_text(encoding="utf-8"))
        for page in ("one.html", "two.html")
    ]
    assert shown[0] == shown[1] != []
    (site / "pages" / "one.rst").write_text(
        "One\n===\n\n.. actplot:: relu\n   :file: figures/own.yaml\n"
    )
    assert "one.rst:4: ERROR" in sphinx(site).stderr


def test_sphinx_tells_of_problems_at_their_lines(site: Path) -> None:
    (site / "pages" / "one.rst").write_text(
        "One\n===\n\n.. actplot::\n   :size: 40x30\n\n   curves:\n     - gelo\n\n"
        "Text :actplot:`rely`.\n"
    )
    (site / "pages" / "two.md").write_text(
        "# Two\n\n```{actplot}\n:size: 40x30\n\ncurves:\n  - gelu\n  - gelo\n```\n"
    )
    (site / "pages" / "figures" / "own.yaml").unlink()
    stderr = sphinx(site).stderr
    pages = site / "pages"
    assert f"{pages / 'one.rst'}:8: WARNING: no activation is called 'gelo'" in stderr
    assert f"{pages / 'one.rst'}:10: WARNING: no activation is called 'rely'" in stderr
    assert f"{pages / 'two.md'}:8: WARNING: no activation is called 'gelo'" in stderr
    shown = (site / "html" / "one.html").read_text(encoding="utf-8")
    assert "did you mean" in shown
    assert "one.rst:8:8: error" in shown
    assert str(pages) not in shown
    assert sphinx(site, "-W", "-E").returncode == 1


def test_sphinx_gives_latex_a_pdf_without_reading_anew(site: Path) -> None:
    sphinx(site)
    ran = sphinx(site, "-W", builder="latex")
    assert "0 added, 0 changed" in ran.stdout
    text = (site / "latex" / next(p.name for p in (site / "latex").glob("*.tex"))).read_text()
    names = re.findall(r"includegraphics\{\{([^}]+)\}\.pdf\}", text)
    assert len(names) == 5
    for name in names:
        assert (site / "latex" / f"{name}.pdf").read_bytes().startswith(b"%PDF")


# MkDocs

MARKDOWN = {
    "index.md": (
        "---\ntitle: First\n---\n# One\n\n"
        '```actplot x="-4:4" size="84x60" caption="GELU & more"\ngelu, gelu\'\n```\n'
    ),
    "sub/two.md": '# Two\n\n```actplot file="../../specs/own.yaml" alt="in words"\n```\n',
    "three.md": "# Three\n\n```actplot interactive\nswish(beta=[0.5, 1])\n```\n",
    "four.md": "# Four\n\n- in a list\n\n    ```actplot\n    curves: [tanh]\n    ```\n",
    "five.md": "# Five\n\n```python\nprint()\n```\n",
}
THEMES = {"material": ("material",), "mkdocs": ("mkdocs",)}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    needs("mkdocs", "pymdownx")
    if not [each for each in entry_points(group="mkdocs.plugins") if each.name == "actplot"]:
        pytest.skip("actplot was installed without its plug-in: install it anew")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "own.yaml").write_text("curves: [selu]\nsize: 40x30\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nplugins: [search, actplot]\n")
    for name, text in MARKDOWN.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def page(docs: Path, name: str) -> str:
    return (docs / "site" / name / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", THEMES)
def test_mkdocs_builds_a_site_and_draws_what_has_changed(docs: Path, theme: str) -> None:
    needs(*THEMES[theme])
    with (docs / "mkdocs.yml").open("a") as config:
        config.write(f"theme: {theme}\n")
    ran = run("mkdocs", "build", "--strict", folder=docs)
    assert ran.returncode == 0, ran.stderr
    assert "<figcaption>GELU &amp; more</figcaption>" in page(docs, "")
    for name, alt in {"": "GELU and", "sub/two": "in words", "four": "tanh"}.items():
        image = re.search(r'<img src="([^"]+)" alt="([^"]+)"', page(docs, name))
        assert image
        assert image[2].startswith(alt)
        picture = docs / "site" / name / image[1]
        assert "prefers-color-scheme" in picture.read_text(encoding="utf-8")
    assert 'type="range"' in page(docs, "three")
    assert "actplot.css" in page(docs, "")
    assert (docs / "site" / "assets" / "actplot" / "actplot.css").exists()
    assert {path.name for path in docs.iterdir()} == {
        "specs", "docs", "mkdocs.yml", "site", ".cache"
    }  # fmt: skip

    before = pictures(docs / ".cache")
    (docs / "docs" / "five.md").write_text("# Five\n\n```actplot\nmish\n```\n")
    run("mkdocs", "build", folder=docs)
    after = pictures(docs / ".cache")
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1


def test_mkdocs_tells_of_problems_at_their_lines(docs: Path) -> None:
    (docs / "docs" / "index.md").write_text(
        "---\ntitle: First\n---\n# One\n\n```actplot\ncurves:\n- gelu\n- gelo\n```\n"
    )
    (docs / "specs" / "own.yaml").unlink()
    # Of two that are alike each is told of.
    (docs / "docs" / "five.md").write_text(2 * "Text.\n\n```actplot\nsoftplusss\n```\n\n")
    ran = run("mkdocs", "build", "--strict", folder=docs)
    assert ran.returncode == 1
    assert re.findall(r"five\.md:(\d+):1: error", ran.stderr) == ["4", "10"]
    assert f"{docs / 'docs' / 'index.md'}:9:3: error: no activation is called 'gelo'" in ran.stderr
    assert f"{docs / 'docs' / 'sub' / 'two.md'}:3:" in ran.stderr
    run("mkdocs", "build", folder=docs)
    assert "did you mean &#x27;gelu&#x27;?" in page(docs, "")


def test_a_caption_is_in_the_markdown_of_the_site(docs: Path) -> None:
    (docs / "mkdocs.yml").write_text(
        (docs / "mkdocs.yml").read_text()
        + "markdown_extensions:\n  - pymdownx.arithmatex: {generic: true}\n"
    )
    (docs / "docs" / "five.md").write_text(
        "# Five\n\n```actplot caption='*Mish* & `f` at $x^2$, [one](index.md)'\nmish\n```\n"
    )
    ran = run("mkdocs", "build", "--strict", folder=docs)
    assert ran.returncode == 0, ran.stderr
    shown = page(docs, "five")
    for each in ("<figcaption><em>Mish</em> &amp; <code>f</code>", 'class="arithmatex"'):
        assert each in shown
    assert "<figcaption><p>" not in shown


def test_the_fence_alone_puts_figures_into_pages(docs: Path) -> None:
    (docs / "mkdocs.yml").write_text(
        "site_name: Test\nplugins: []\nmarkdown_extensions:\n  - pymdownx.superfences:\n"
        "      custom_fences:\n        - name: actplot\n          class: actplot\n"
        "          format: !!python/name:actplot.mkdocs.fence\n"
        "          validator: !!python/name:actplot.mkdocs.options\n"
    )
    (docs / "docs" / "sub" / "two.md").unlink()
    ran = run("mkdocs", "build", "--strict", folder=docs)
    assert ran.returncode == 0, ran.stderr
    assert '<img src="data:image/svg+xml;base64,' in page(docs, "")
    assert "GELU &amp; more" in page(docs, "")


@pytest.fixture
def served(docs: Path) -> Iterator[queue.Queue[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"],
        cwd=docs, stderr=subprocess.PIPE, text=True, env=environment(),
    )  # fmt: skip
    lines: queue.Queue[str] = queue.Queue()
    assert process.stderr is not None
    stream = process.stderr
    reader = threading.Thread(target=lambda: [lines.put(line) for line in stream], daemon=True)
    reader.start()
    yield lines
    process.terminate()
    process.wait()
    reader.join()
    stream.close()


def until(lines: queue.Queue[str], words: str, seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            if words in lines.get(timeout=left):
                return True
        except queue.Empty:
            break
    return False


def test_a_served_site_is_built_anew_once_for_each_change(
    docs: Path, served: queue.Queue[str]
) -> None:
    assert until(served, "Serving on")
    assert not until(served, "Building", 2)
    (docs / "docs" / "five.md").write_text("# Five\n\n```actplot\nmish\n```\n")
    assert until(served, "Building")
    # MkDocs says no line twice, as "built in 0.50 seconds" may be.
    assert until(served, "Reloading")
    assert not until(served, "Building", 2)
    # A spec that is not among the pages is watched, too.
    (docs / "specs" / "own.yaml").write_text("curves: [selu]\nsize: 50x30\n")
    assert until(served, "Building")
    assert until(served, "Reloading")
    assert not until(served, "Building", 2)


# pandoc, and with it Quarto


def pandoc(folder: Path, to: str, *options: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("no pandoc here")
    script = folder / "actplot-pandoc"
    script.write_text(
        f"#!{sys.executable}\nfrom actplot.pandoc.filter import main\nmain()\n", encoding="utf-8"
    )
    script.chmod(0o755)
    return subprocess.run(
        [program, "page.md", "--filter", str(script), "-t", to, *options],
        cwd=folder, capture_output=True, text=True, env=environment(),
    )  # fmt: skip


QUARTO = """\
---
title: Functions
---

```{.actplot #fig-gelu x=-4:4 size=84x60 caption="GELU & more"}
gelu, gelu'
```

> ```actplot
> curves: [tanh]
> size: 40x30
> ```

```{.actplot interactive=on}
swish(beta=[0.5, 1])
```

```python
print()
```
"""


@pytest.mark.parametrize(("to", "suffix"), [("html", "svg"), ("latex", "pdf"), ("rst", "png")])
def test_pandoc_gets_the_picture_that_its_output_takes(
    to: str, suffix: str, tmp_path: Path
) -> None:
    (tmp_path / "page.md").write_text(QUARTO)
    ran = pandoc(tmp_path, to)
    assert (ran.returncode, ran.stderr) == (0, "")
    pictures = set(re.findall(rf"actplot-figures/figure-[0-9a-f]+\.{suffix}", ran.stdout))
    moving = to == "html"
    assert len(pictures) == (2 if moving else 3)
    assert ('type="range"' in ran.stdout) is moving
    assert "fig-gelu" in ran.stdout or to == "rst"
    assert "more" in ran.stdout
    assert "print" in ran.stdout
    for each in pictures:
        assert metadata.read(tmp_path / each) is not None
    before = {each: (tmp_path / each).stat().st_mtime_ns for each in pictures}
    assert pandoc(tmp_path, to).stdout == ran.stdout
    assert before == {each: (tmp_path / each).stat().st_mtime_ns for each in pictures}


def test_pandoc_tells_of_problems_at_their_lines(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# One\n\n```actplot\ncurves:\n- gelu\n- gelo\n```\n")
    ran = pandoc(tmp_path, "html")
    assert ran.returncode == 0
    assert "page.md:6:3: error: no activation is called 'gelo'" in ran.stderr
    assert "did you mean" in ran.stdout
    assert "<img" not in ran.stdout


def test_a_figure_is_as_dark_as_its_theme_whatever_the_reader_prefers(
    browser: Browser, tmp_path: Path
) -> None:
    style = (Path(illustrations.__file__).parent / "static" / "actplot.css").read_text()
    illustration = illustrate(block("gelu", tmp_path / "page.md"), tmp_path)
    moving = illustrate(block("elu", tmp_path / "page.md", interactive="on"), tmp_path)
    still = markup(illustration, illustration.files["svg"].name)
    (tmp_path / "page.html").write_text(
        f"<!DOCTYPE html><style>{style}</style><body>{still}{markup(moving, '')}"
    )
    scheme = "getComputedStyle(document.querySelector('img')).colorScheme"
    ground = "getComputedStyle(document.querySelector('.actplot')).backgroundColor"
    axis = "getComputedStyle(document.querySelector('.actplot svg [stroke]')).stroke"
    grounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)"}
    axes = {"light": "rgb(0, 0, 0)", "dark": "rgb(232, 232, 232)"}
    for preferred in ("light", "dark"):
        browser.prefer(preferred)
        browser.goto((tmp_path / "page.html").as_uri())
        assert browser.run(scheme) == "light"
        assert browser.run(ground) == grounds["light"]
        for attribute, light, dark in (
            ("data-theme", "light", "dark"),
            ("data-bs-theme", "light", "dark"),
            ("data-md-color-scheme", "default", "slate"),
        ):
            for value, shown in ((light, "light"), (dark, "dark")):
                browser.run(f"document.body.setAttribute('{attribute}', '{value}')")
                assert browser.run(scheme) == shown
                assert browser.run(ground) == grounds[shown]
                assert browser.run(axis) == axes[shown]
            browser.run(f"document.body.removeAttribute('{attribute}')")
        browser.run("document.body.setAttribute('data-theme', 'auto')")
        assert browser.run(scheme) == preferred


def test_an_interactive_figure_is_as_large_as_it_is_asked_to_be(
    browser: Browser, tmp_path: Path
) -> None:
    asked = block("elu(alpha=[0.5, 1])", tmp_path / "page.md", interactive="on", size="120x80")
    illustration = illustrate(asked, tmp_path)
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><body>{markup(illustration, '')}")
    for window, shown in ((1600, 120 / 25.4 * 96), (360, None)):
        browser.resize(window)
        browser.goto((tmp_path / "page.html").as_uri())
        width = browser.run("document.querySelector('.plot').getBoundingClientRect().width")
        assert width == pytest.approx(shown, abs=0.1) if shown else width < window
        assert browser.run("document.documentElement.scrollWidth") <= window


def test_options_of_all_figures_come_before_those_of_one(site: Path) -> None:
    (site / "pages" / "conf.py").write_text(
        CONF + "actplot_options = {'size': '55x44', 'x': '-1:1'}\n"
        "actplot_role_options = {'size': '33x22'}\n"
    )
    assert sphinx(site, "-W").returncode == 0
    specs = {
        record.spec
        for path in (site / "read" / "actplot").glob("*.svg")
        if (record := metadata.read(path)) is not None
    }
    assert sum("33" in each and "[-1, 1]" in each for each in specs) == 1
    assert sum("84" in each and "[-4, 4]" in each for each in specs) == 1
    assert sum("55" in each and "[-1, 1]" in each for each in specs) == 3
