"""The site as its readers have it, in a browser: search, accessibility, width, sharp figures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

import pytest
from browser import NEEDS_AXE, PROGRAM, Browser
from support import ROOT

pytestmark = [
    pytest.mark.skipif(not PROGRAM, reason="there is no Chromium here"),
    pytest.mark.skipif(
        not all(map(find_spec, ("material", "jieba"))), reason="no MkDocs Material, or no jieba"
    ),
    pytest.mark.timeout(600),
]
# One of each kind.
PAGES = (
    "", "spec/", "spec/keys/", "errors/", "how-to/thesis.zh/", "how-to/documentation/",
    "catalogue/", "catalogue/swish/", "looks/styles/", "looks/venues/", "commands/", "python/",
    "architecture/",
)  # fmt: skip
PICTURE = re.compile(r"\]\(([^)]+\.svg)\)")
DRAWN = ("drawn", "catalogue/figures/swish.", "catalogue/figures/gelu.", "how-to/drawn")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, with the figures of some of its pages."""
    from docs.generate.__main__ import draw, gather

    folder = tmp_path_factory.mktemp("site")
    expected, specs = gather(folder / "docs")
    wanted = [str(folder / "docs" / name) for name in DRAWN]
    few = {
        place: kept
        for place, paths in specs.items()
        if (
            kept := [
                path
                for path in paths
                if f"{place[0] / path.stem}{place[1]}".startswith(tuple(wanted))
            ]
        )
    }
    assert draw(few)
    for page in expected:  # stand for the others, so that no link is dead
        if page.suffix == ".md":
            for name in PICTURE.findall(page.read_text(encoding="utf-8")):
                path = page.parent / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub("^docs_dir:.*", f"docs_dir: {folder / 'docs'}", text, flags=re.M)
    text = re.sub("^site_dir:.*", f"site_dir: {folder / 'site'}", text, flags=re.M)
    text = text.replace("hooks: [", f"hooks: [{ROOT}/")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Browser:
    """Somebody who has never been here before, whatever was chosen on another page."""
    forget = "try { localStorage.clear() } catch {}"
    browser.call("Page.addScriptToEvaluateOnNewDocument", source=forget)
    return browser


def visit(reader: Browser, address: str, width: int = 1300, scheme: str = "light") -> None:
    reader.resize(width)
    reader.prefer(scheme)
    reader.goto(address)
    palette = {"light": "default", "dark": "slate"}[scheme]
    reader.wait(f"document.body.dataset.mdColorScheme === '{palette}'")


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("修正线性单元", "catalogue/relu/"),
        ("双曲正切", "catalogue/tanh/"),
        ("torch.nn.GELU", "catalogue/gelu/"),
        ("open circle", ""),
        ("学位论文", "how-to/thesis.zh/"),
        ("slider", "how-to/documentation/"),
    ],
)
def test_search_finds(reader: Browser, address: str, words: str, page: str) -> None:
    visit(reader, address + "versions/")
    field = "document.querySelector('[data-md-component=search-query]')"
    reader.run(f"{field}.focus()")
    reader.wait("document.querySelector('.md-search-result__meta').textContent.includes('Type')")
    reader.press(words)
    reader.run(f"{field}.dispatchEvent(new KeyboardEvent('keyup', {{ bubbles: true }}))")
    links = "[...document.querySelectorAll('.md-search-result__link')].map((a) => a.href)"
    reader.wait(f"{links}.length > 0")
    pages = [each.partition("?")[0].partition("#")[0] for each in reader.run(links)]
    assert address + page in pages[:20], pages


@NEEDS_AXE
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_axe_finds_nothing(reader: Browser, address: str, width: int, scheme: str) -> None:
    for page in PAGES:
        visit(reader, address + page, width, scheme)
        assert reader.complaints() == [], page


@pytest.mark.parametrize("width", [1300, 390])
def test_no_page_is_scrolled_sideways_and_no_picture_is_blurred(
    reader: Browser, address: str, width: int
) -> None:
    for page in PAGES:
        visit(reader, address + page, width)
        assert reader.run("document.documentElement.scrollWidth <= innerWidth"), page
        pictures = "[...document.querySelectorAll('.md-content img')].map((i) => i.src)"
        assert all(each.endswith(".svg") for each in reader.run(pictures)), page


def test_a_page_in_chinese_says_so(reader: Browser, address: str) -> None:
    visit(reader, address + "how-to/thesis.zh/")
    assert reader.run("document.documentElement.lang") == "zh"
    visit(reader, address + "how-to/thesis/")
    assert reader.run("document.documentElement.lang") == "en"


@pytest.mark.parametrize("width", [1300, 390])
def test_a_figure_that_moves_fits_its_frame(reader: Browser, address: str, width: int) -> None:
    visit(reader, address + "catalogue/swish/", width)
    reader.run("document.querySelector('iframe').scrollIntoView()")
    inside = "document.querySelector('iframe').contentDocument?.documentElement"
    reader.wait(f"!!{inside}?.querySelector('input[type=range]')")
    assert reader.run(f"{inside}.scrollHeight <= {inside}.clientHeight")
    assert reader.run(f"{inside}.scrollWidth <= {inside}.clientWidth")


def test_every_spec_of_a_page_has_its_picture(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'src="(drawn/index-\d\.svg)"', text) == [
        "drawn/index-1.svg",
        "drawn/index-2.svg",
    ]
    slides = (site / "how-to" / "slides" / "index.html").read_text(encoding="utf-8")
    assert 'src="../drawn/slides-1-4.svg"' in slides


def test_no_link_of_the_site_is_dead(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#?]*)["#?]', text):
            if not target or re.match(r"[a-z]+:|//|javascript", target) or page.name == "404.html":
                continue
            path = (page.parent / target).resolve()
            assert path.exists() or target.endswith(".html"), f"{page.relative_to(site)}: {target}"
