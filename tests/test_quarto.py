"""Figures in pages of Quarto, and what the filter does for it: in Quarto itself, where it is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

from actplot import metadata

FENCE = "```{.actplot %s}\n%s\n```\n"
QUARTO = shutil.which("quarto")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the extension in it."""
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "actplot-pandoc"
    script.write_text(
        f"#!{sys.executable}\nfrom actplot.pandoc.filter import main\nmain()\n", encoding="utf-8"
    )
    script.chmod(0o755)
    ran = run(tmp_path, "actplot-pandoc", "--quarto")
    assert ran.stdout == "_extensions/actplot\n"
    return tmp_path


def run(
    site: Path, *command: str, folder: str = "", given: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(site / "bin"), os.environ["PATH"]))
    outside = {key: each for key, each in os.environ.items() if not key.startswith("QUARTO_")}
    program = shutil.which(command[0], path=path)
    if program is None:
        pytest.skip(f"no {command[0]} here")
    return subprocess.run(
        [program, *command[1:]], cwd=site / folder, input=given, capture_output=True, text=True,
        env={**outside, "PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **more},
        check=True,
    )  # fmt: skip


def filtered(site: Path, *fences: dict[str, Any], **more: str) -> tuple[list[Any], str]:
    """What the filter makes of fences, and what it says."""
    page = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": fences}
    ran = run(site, "actplot-pandoc", "html", given=json.dumps(page), **more)
    return json.loads(ran.stdout)["blocks"], ran.stderr


def fence(
    text: str, *classes: str, name: str = "", kind: str = "actplot", **options: str
) -> dict[str, Any]:
    return {"t": "CodeBlock", "c": [[name, [kind, *classes], [*options.items()]], text]}


def elements(blocks: Any, kind: str) -> list[Any]:
    """All elements of one kind."""
    if isinstance(blocks, list):
        return [each for block in blocks for each in elements(block, kind)]
    if not isinstance(blocks, dict):
        return []
    own = [blocks["c"]] if blocks.get("t") == kind else []
    return own + elements([*blocks.values()], kind)


@pytest.mark.parametrize("quarto", [True, False])
def test_the_description_of_a_picture_is_printed_nowhere(site: Path, quarto: bool) -> None:
    where = {"QUARTO_DOCUMENT_PATH": str(site)} if quarto else {}
    blocks, messages = filtered(site, fence("relu"), fence("gelu", caption="One"), **where)
    assert messages == ""
    (alone, inside, _), (captioned, _, _) = elements(blocks, "Image")
    # Quarto prints what stands in a lone picture below it.
    assert bool(inside) is not quarto
    for attributes in (alone, captioned):
        assert dict(attributes[2])["alt"].startswith(("ReLU for x", "GELU for x"))
        assert attributes[1] == ["actplot-figure"]


def test_a_caption_is_marked_up_as_the_page_is(site: Path) -> None:
    caption = r"The `GELU` at $\alpha = 1$, *not* **always** smooth; costs $5 or $6"
    blocks, _ = filtered(site, fence("gelu", caption=caption))
    assert elements(blocks, "Math") == [[{"t": "InlineMath"}, r"\alpha = 1"]]
    assert [text for _, text in elements(blocks, "Code")] == ["GELU"]
    assert [elements(each, "Str") for each in elements(blocks, "Emph")] == [["not"]]
    assert [elements(each, "Str") for each in elements(blocks, "Strong")] == [["always"]]
    assert "$5" in elements(blocks, "Str")


def test_the_words_of_quarto_are_known(site: Path) -> None:
    own = {"fig-cap": "Its caption", "fig-alt": "A curve.", "fig-align": "left"}
    asked = fence("gelu", "column-margin", name="fig-own", **own)
    for where in ({"QUARTO_DOCUMENT_PATH": str(site)}, {}):
        blocks, messages = filtered(site, asked, **where)
        assert messages == ""
        ((attributes, _, _),) = elements(blocks, "Figure")
        assert attributes[:2] == ["fig-own", ["actplot-figure", "column-margin"]]
        assert attributes[2][0] == ["fig-align", "left"]
        assert attributes[2][1:] == ([["fig-alt", "A curve."]] if where else [])
        assert "caption" in elements(blocks, "Str")


def test_a_cell_has_its_options_at_its_head(site: Path) -> None:
    cell = '#| label: fig-elu\n#| fig-cap: "One: two"\n#| x: -2:2\nelu\nelo'
    (site / "page.qmd").write_text(f"```{{actplot}}\n{cell}\n```\n")
    blocks, messages = filtered(site, fence(cell, kind="{actplot}"))
    assert "page.qmd:6:1: error: no activation is called 'elo'" in messages
    blocks, messages = filtered(site, fence(cell.removesuffix("\nelo"), kind="{actplot}"))
    assert messages == ""
    ((attributes, _, _),) = elements(blocks, "Figure")
    assert attributes[0] == "fig-elu"
    assert "One:" in elements(blocks, "Str")
    ((_, _, (address, _)),) = elements(blocks, "Image")
    carried = metadata.read(site / address)
    assert carried is not None
    assert "from −2 to 2" in carried.alt


def test_a_problem_is_told_of_the_page_and_the_line_it_is_in(site: Path) -> None:
    broken = FENCE % ("", "gelo")
    (site / "a.md").write_text("One.\n\n" + broken)
    (site / "b.md").write_text("```actplot\nrelu\n```\n\n" + broken + "\n" + broken)
    _, messages = filtered(site, fence("relu"), fence("gelo"), fence("gelo"))
    assert re.findall(r"(\w+\.md:\d+):", messages) == ["b.md:6", "b.md:10"]
    _, messages = filtered(site, fence("gelo"), QUARTO_DOCUMENT_FILE="a.md")
    assert re.findall(r"(\w+\.md:\d+):", messages) == ["a.md:4"]


def test_a_path_with_a_slash_starts_at_the_project(site: Path) -> None:
    (site / "own.yaml").write_text("curves: [mish]\n")
    blocks, messages = filtered(site, fence("", file="/own.yaml"), QUARTO_PROJECT_DIR=str(site))
    assert messages == ""
    assert elements(blocks, "Image")
    (site / "page.md").write_text("One.\n\n" + FENCE % ("file=other.yaml", ""))
    _, messages = filtered(site, fence("", file="other.yaml"))
    assert "page.md:3:1: error" in messages
    assert "3 | ```{.actplot file=other.yaml}" in messages


def test_the_extension_hands_a_page_to_the_filter(site: Path) -> None:
    (site / "page.md").write_text(FENCE % ("#fig-a caption=One", "gelu"))
    lua = "_extensions/actplot/actplot.lua"
    shown = [
        run(site, "pandoc", "page.md", "-s", "-M", "title=A", *option, "-t", "html").stdout
        for option in (("--lua-filter", lua), ("--filter", "actplot-pandoc"))
    ]
    assert shown[0] == shown[1]
    assert "<figcaption" in shown[0]
    assert ".quarto-dark" in shown[0]


PROJECT = """\
project: {type: website}
website: {title: Functions}
filters: [actplot]
format: {html: {theme: {light: cosmo, dark: darkly}, keep-md: true}}
"""
INDEX = """\
---
title: Functions
---

See @fig-gelu and @fig-mish.

```{.actplot #fig-gelu x=-4:4 size=84x60 caption="GELU and $f'$"}
gelu, gelu'
```

::: {#fig-mish layout-ncol=2}

```{.actplot #fig-left caption="Left"}
tanh
```

```{.actplot #fig-right file=/figures/own.yaml caption="Right"}
```

Both.
:::

```actplot
relu
```

```{.actplot .interactive}
swish(beta=[0.5, 1])
```

```actplot
gelo
```
"""


def test_quarto_builds_a_site_with_its_figures(site: Path) -> None:
    if QUARTO is None:
        pytest.skip("no quarto here")
    (site / "_quarto.yml").write_text(PROJECT)
    (site / "figures").mkdir()
    (site / "figures" / "own.yaml").write_text("curves: [mish]\n")
    for page in ("index.qmd", "deep/down/page.qmd"):
        (site / page).parent.mkdir(parents=True, exist_ok=True)
        (site / page).write_text(INDEX)
    ran = run(site, "quarto", "render", "--no-clean")
    output = ran.stdout + ran.stderr
    assert "Unable to resolve" not in output
    for page in ("index.qmd:32:1: error", "page.qmd:32:1: error"):
        assert page in output
    for name in ("index.html", "deep/down/page.html"):
        built = site / "_site" / name
        text = built.read_text(encoding="utf-8")
        assert len(re.findall(r'class="quarto-xref"', text)) == 2
        pictures = re.findall(r'<img[^>]*src="(actplot-figures/[^"]*)"[^>]*>', text)
        assert len(pictures) == 4
        assert all('alt="' in each for each in re.findall(r"<img[^>]*actplot-figures[^>]*>", text))
        assert all((built.parent / each).is_file() for each in pictures)
        # What is said of a picture is told, and not printed.
        assert "has a corner" not in re.sub(r"<[^>]*>", "", text).partition('{"')[0]
        assert 'type="range"' in text
        assert "did you mean" in text
    drawn = {path: path.stat().st_mtime_ns for path in site.glob("actplot-figures/*")}
    run(site, "quarto", "render", "index.qmd")
    assert drawn == {path: path.stat().st_mtime_ns for path in site.glob("actplot-figures/*")}


def test_quarto_makes_a_pdf_with_its_figures(site: Path) -> None:
    if QUARTO is None or shutil.which("lualatex") is None:
        pytest.skip("no quarto with LaTeX here")
    (site / "deep").mkdir()
    (site / "figures").mkdir()
    (site / "figures" / "own.yaml").write_text("curves: [mish]\n")
    (site / "_quarto.yml").write_text("filters: [actplot]\nformat: {pdf: {keep-tex: true}}\n")
    (site / "deep" / "page.qmd").write_text(INDEX.partition("```actplot\ngelo")[0])
    run(site, "quarto", "render", "deep/page.qmd")
    assert (site / "deep" / "page.pdf").stat().st_size > 20_000
    code = (site / "deep" / "page.tex").read_text(encoding="utf-8")
    assert len(re.findall(r"\\includegraphics\[[^]]*alt=[^]]*\]\{actplot-figures/", code)) == 5
    assert r"\label{fig-gelu}" in code
