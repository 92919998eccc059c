"""No claim without a check: each number on a page is held by a test or printed by a benchmark."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from support import ROOT, Cli

from actplot.activations import builtin, frameworks
from actplot.looks import styles
from actplot.looks.venues import catalogue as venues
from actplot.plan.page import DPI

PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
]
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
# A number that says how much; one within code, or of a list or a place, says nothing.
QUANTITY = re.compile(
    r"(?<![\w.:\-+])(\d[\d.,]*(?: ?%|×| times\b| pt\b| mm\b| dpi\b| kB\b| MB\b| m?s\b| seconds?\b"
    r"| minutes?\b| figures\b| or newer\b| 或更高| 以上| 倍| by 4 inches\b| 个| 种"
    r"| styles\b| venues\b| frameworks\b| activations\b| commands\b))"
)
HELD = {
    "9 styles": ("tests/test_claims.py", "def test_counts"),
    "24 frameworks": ("tests/test_claims.py", "def test_counts"),
    "3.11 or newer": ("pyproject.toml", 'requires-python = ">=3.11"'),
    "3.11 或更高": ("pyproject.toml", 'requires-python = ">=3.11"'),
    "0.02 pt": ("tests/test_written_curves.py", "TOLERANCE = 0.02"),
    "10,000 figures": ("benchmarks/endurance.py", "default=10_000"),
    "6 by 4 inches": ("tests/test_claims.py", "def test_what_is_wrong_with_the_script"),
    "100 dpi": ("tests/test_claims.py", "def test_what_is_wrong_with_the_script"),
    "300 dpi": ("tests/test_claims.py", "def test_sizes_are_those_of_the_program"),
    "150 mm": ("tests/test_claims.py", "def test_sizes_are_those_of_the_program"),
    "600 dpi": ("docs/how-to/word.md", "dpi: 600"),
}


def quantities(page: str) -> set[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    # Of commands, what their comments say.
    text = re.sub("^```sh\n(.*?)^```", _comments, text, flags=re.M | re.S)
    text = FENCE.sub("", text)
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|<[^>]*>", " ", text)
    return {" ".join(quantity.split()) for quantity in QUANTITY.findall(text)}


def _comments(block: re.Match[str]) -> str:
    return "\n".join(re.findall(" # (.*)", block[1]))


@pytest.mark.parametrize("page", PAGES)
def test_each_number_on_a_page_is_held(page: str) -> None:
    for quantity in quantities(page):
        assert quantity in HELD, f"{page} says {quantity}: what holds it?"
        path, words = HELD[quantity]
        assert words in (ROOT / path).read_text(encoding="utf-8")


def test_no_number_is_held_that_nobody_says() -> None:
    stated = set().union(*map(quantities, PAGES))
    assert {*HELD} == stated


def test_counts() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    named = {who for entry in builtin().values() for who in frameworks.grouped(entry) if who}
    assert f" {len(named)} frameworks" in changelog
    assert f" {len(styles.names())} styles" in changelog


def test_the_address_of_the_project_is_one() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    kinds = (".md", ".yml", ".yaml", ".toml", ".cff", ".py")
    skipped = ("build-output", "dist", "node_modules")
    for name in sorted(os.listdir(ROOT)):
        if name in skipped or (name.startswith((".venv", ".git")) and name != ".github"):
            continue
        place = ROOT / name
        for path in place.rglob("*") if place.is_dir() else [place]:
            if path.suffix in kinds and path.is_file():
                text = path.read_text(encoding="utf-8", errors="replace")
                addresses = re.findall(r"https://github\.com/[\w-]+/actplot\b", text)
                addresses += re.findall(r"https://[\w-]+\.github\.io/actplot/", text)
                assert {*addresses} <= {urls["Source"], urls["Documentation"]}, path


def test_sizes_are_those_of_the_program() -> None:
    assert DPI == 300
    thesis = venues()["thesis"]
    assert thesis.widths[1] == 150  # of 210 mm, with margins of 30 mm
    assert "30 mm" in thesis.title


def test_what_is_wrong_with_the_script(tmp_path: Path, cli: Cli) -> None:
    """Of the page on scripts: what it says of the script, and of the figure beside it."""
    page = (ROOT / "docs" / "how-to" / "from-matplotlib.md").read_text(encoding="utf-8")
    script = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)[0]
    spec = re.findall(r"^```yaml\n(.*?)^```", page, re.M | re.S)[0]
    known: dict[str, object] = {}
    exec(compile(script, "script", "exec"), known)  # in the folder of `cli`
    x, slope = np.asarray(known["x"]), np.asarray(known["dy"])
    assert 0 not in x
    assert "slopes of 0.25 and 0.75" in page
    assert slope[(slope > 0.01) & (slope < 0.99)] == pytest.approx([0.25, 0.75])
    with Image.open("relu.png") as picture:
        assert picture.size != (600, 400)
        assert round(picture.info["dpi"][0]) == 100
    Path("relu.yaml").write_text(spec, encoding="utf-8")
    assert cli("render", "relu.yaml", "--force").status == 0
    assert {"relu.pdf", "relu.svg", "relu.png"} <= {path.name for path in tmp_path.iterdir()}
    with Image.open("relu.png") as picture:
        assert round(picture.info["dpi"][0]) == 300
        assert picture.size == (round(150 / 25.4 * 300), round(100 / 25.4 * 300))
