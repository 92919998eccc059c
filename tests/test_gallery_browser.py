"""The page of a gallery in a browser: search, keyboard, copying, downloads, accessibility."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import gallery_sample
import pytest
from browser import NEEDS_AXE, PROGRAM, SECONDS, Browser
from gallery_sample import NAMES

from actplot.gallery import gather
from actplot.gallery.publish import publish

pytestmark = pytest.mark.skipif(not PROGRAM, reason="there is no Chromium here")

SHOWN = "[...document.querySelectorAll('.card')].filter((c) => c.offsetParent).map((c) => c.id)"
SLUGS = ["-".join(name.split()) for name in NAMES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery in out/, a page of the catalogue in catalogue/."""
    from actplot.cli.main import run
    from actplot.pipeline.render import render
    from actplot.records import replace

    made = tmp_path_factory.mktemp("browsed")
    specs = gallery_sample.write(made / "specs")
    assert run(["gallery", str(specs), "-o", str(made / "out"), "-q", "-f", "png", "-j", "1"]) == 0
    whole = gather.of_catalogue(made / "catalogue", title="Activation functions", formats=["svg"])
    gallery = replace(whole, exhibits=[e for e in whole.exhibits if e.name in ("elu", "softmax")])
    publish(gallery, list(render([exhibit.order for exhibit in gallery.exhibits])))
    whole = gather.of_catalogue(made / "chinese", title="激活函数", formats=["svg"], lang="zh")
    gallery = replace(whole, exhibits=[e for e in whole.exhibits if e.name in ("elu", "relu")])
    publish(gallery, list(render([exhibit.order for exhibit in gallery.exhibits])))
    return made


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Browser]:
    """The gallery, loaded anew; at the end, nothing went wrong in it."""
    browser.requests.clear()
    browser.errors.clear()
    browser.resize(1200, 800)
    browser.prefer("light")
    browser.goto((folder / "out" / "index.html").as_uri())
    yield browser
    assert browser.errors == []


def type_in(page: Browser, text: str) -> None:
    page.run(
        "document.querySelector('#search').focus(); document.querySelector('#search').select()"
    )
    page.press(text)


def opened(page: Browser) -> str | None:
    """The name of the figure in the large view, None if that is closed."""
    return page.run(
        "dialog.open ? decodeURIComponent(location.hash.slice(1)) : null"
        .replace("dialog", "document.querySelector('#dialog')")
    )  # fmt: skip


def open_figure(page: Browser, slug: str) -> None:
    page.run(f"document.getElementById({json.dumps(slug)}).querySelector('h3 a').click()")
    page.wait("document.querySelector('#dialog').open")


def text(page: Browser, selector: str) -> str:
    return str(page.run(f"document.querySelector({json.dumps(selector)}).textContent"))


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("gelu", ["gelu"]),
        ("GELU", ["gelu"]),
        ("torch.nn.ReLU", ["relu"]),  # an alias of what is drawn
        ("线性单元", ["gelu", "relu", "two-parts/deep/extends"]),  # a plain name, and a comment
        ("two parts", SLUGS[2:]),  # the folder
        ("two_parts extends", SLUGS[4:]),  # all words, in any order
        ("extends two", SLUGS[4:]),
        ("x^2", ["two-parts/hostile"]),  # the spec
        ("<script>", ["two-parts/hostile"]),  # the title
        ("Hendrycks", ["gelu"]),  # the reference
        ("   ", SLUGS),
    ],
)
def test_search(page: Browser, words: str, hits: list[str]) -> None:
    assert page.run(SHOWN) == SLUGS
    type_in(page, words)
    assert page.run(SHOWN) == hits
    count = "5 figures" if len(hits) == 5 else f"{len(hits)} of 5 figures"
    assert text(page, "#count") == count


def test_a_search_for_nothing_can_be_undone(page: Browser) -> None:
    assert not page.run("document.querySelector('#nothing').offsetParent")
    type_in(page, "no such thing")
    assert page.run(SHOWN) == []
    assert text(page, "#count") == "0 of 5 figures"
    assert page.run("[...document.querySelectorAll('.group')].every((g) => !g.offsetParent)")
    page.run("document.querySelector('#reset').click()")
    assert page.run(SHOWN) == SLUGS
    type_in(page, "gelu")
    page.press("Escape")
    assert page.run(SHOWN) == SLUGS


def test_a_page_in_chinese(page: Browser, folder: Path) -> None:
    page.goto((folder / "chinese" / "index.html").as_uri())
    assert text(page, "#count") == "2 幅图"
    type_in(page, "指数线性单元")
    assert page.run(SHOWN) == ["elu"]
    assert text(page, "#count") == "2 幅图中的 1 幅"
    open_figure(page, "elu")
    assert text(page, "#place") == "第 1 幅，共 1 幅"
    page.run("document.querySelector('.copy').click()")
    page.wait("document.querySelector('.copy').textContent === '已复制'")
    assert text(page, "#said") == "说明文件已复制"


def test_families(page: Browser) -> None:
    names = "[...document.querySelectorAll('[data-family]')].map((b) => b.textContent)"
    assert page.run(names) == ["all 5", "sigmoid 1", "relu 1", "elu 1", "silu 1", "gelu 1"]
    for family, slugs in (("silu", ["gelu"]), ("elu", SLUGS[4:]), ("", SLUGS)):
        page.run(f"document.querySelector('[data-family=\"{family}\"]').click()")
        assert page.run(SHOWN) == slugs
        pressed = "[...document.querySelectorAll('[data-family][aria-pressed=true]')]"
        assert page.run(f"{pressed}.map((b) => b.dataset.family)") == [family]
    page.run("document.querySelector('[data-family=silu]').click()")
    type_in(page, "relu")
    assert page.run(SHOWN) == []  # both must fit


def test_the_keyboard_alone(page: Browser) -> None:
    """Past the head to the figures; open, step, leave; back where one was."""
    page.press("Tab")
    assert page.run("document.activeElement.className") == "skip"
    page.press("Enter")
    page.wait("document.activeElement.id === 'figures'")
    page.press("Tab")
    assert page.run("document.activeElement.textContent") == "gelu"
    page.press("Enter")
    page.wait("document.querySelector('#dialog').open")
    assert opened(page) == "gelu"
    assert page.run("document.activeElement.id") == "detail-title"
    assert text(page, "#place") == "1 of 5"
    assert page.run("document.querySelector('#previous').disabled")
    for key, index in [("ArrowLeft", 0), ("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1)]:
        page.press(key)
        page.wait(f"document.querySelector('#place').textContent === '{index + 1} of 5'")
        assert opened(page) == SLUGS[index]
    page.press("Escape")
    page.wait("document.activeElement.closest('.card')?.id === 'relu'")
    assert opened(page) is None
    assert page.run("location.hash") == ""


def test_the_focus_stays_in_the_large_view(page: Browser) -> None:
    open_figure(page, "relu")
    seen = []
    for _ in range(12):
        page.press("Tab")
        seen.append(page.run("document.querySelector('#dialog').contains(document.activeElement)"
                             " || document.activeElement === document.body"))  # fmt: skip
    assert all(seen)


def test_stepping_keeps_to_what_was_found(page: Browser) -> None:
    type_in(page, "线性单元")
    slugs = ["gelu", "relu", SLUGS[4]]
    assert page.run(SHOWN) == slugs
    open_figure(page, "relu")
    assert text(page, "#place") == "2 of 3"
    page.run("document.querySelector('#next').click()")
    page.wait(f"location.hash === '#{SLUGS[4]}'")
    page.wait("document.querySelector('#place').textContent === '3 of 3'")
    assert page.run("document.querySelector('#next').disabled")
    page.run("document.querySelector('#close').click()")
    page.wait("!document.querySelector('#dialog').open")
    assert page.run(SHOWN) == slugs


def test_what_the_large_view_says(page: Browser) -> None:
    open_figure(page, "gelu")
    assert text(page, "#detail-title") == "gelu"
    assert text(page, "#detail .alt").startswith("GELU and SiLU for x from")
    assert page.run("document.querySelectorAll('#detail .activation').length") == 2
    assert "Hendrycks" in text(page, "#detail")
    assert page.run("document.querySelector('#detail img').naturalWidth") > 100
    size = "document.querySelector('#detail .formula use').getBoundingClientRect().width"
    assert page.run(size) > 10  # the formula is there, not only its frame
    open_figure(page, SLUGS[2])
    assert text(page, "#detail-title") == gallery_sample.HOSTILE
    assert text(page, "#detail-name") == "two parts/hostile"
    assert page.run("document.querySelector('#detail .activations').offsetParent") is None


def test_a_figure_has_an_address(page: Browser, folder: Path) -> None:
    for name, slug in zip(NAMES, SLUGS, strict=True):
        address = (folder / "out" / "index.html").as_uri() + "#" + slug
        page.goto(address.replace("激活", "%E6%BF%80%E6%B4%BB"))
        assert opened(page) == slug
        assert page.run("document.querySelector('#detail pre').textContent") in {
            gallery_sample.SPECS.get(f"{name}.yaml"), "x: [-3, 3]\ncurves: [elu(alpha=0.5)]\n",
            "x: [-3, 3]\ncurves: [relu, relu']\n",
        }  # fmt: skip
    page.goto((folder / "out" / "index.html").as_uri() + "#nowhere%")
    assert opened(page) is None


def test_the_way_back_leads_to_the_page(page: Browser) -> None:
    open_figure(page, "gelu")
    page.press("ArrowRight")
    page.wait("document.querySelector('#place').textContent === '2 of 5'")
    page.run("history.back()")
    page.wait("!document.querySelector('#dialog').open")
    assert page.run(SHOWN) == SLUGS


@pytest.mark.parametrize("refused", [False, True])
def test_copying_a_spec(page: Browser, refused: bool) -> None:
    """Also where the clipboard is closed to scripts, as in browsers that are old or strict."""
    page.run("navigator.clipboard.writeText('nothing')")
    if refused:
        page.run("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    open_figure(page, "gelu")
    page.run("document.querySelector('.copy').click()")
    page.wait("document.querySelector('.copy').textContent === 'Copied'")
    assert text(page, "#said") == "The spec is copied"
    assert page.run("navigator.clipboard.readText()") == gallery_sample.SPECS["gelu.yaml"]


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of the folder on a server; files that are opened directly cannot be saved."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_downloads(page: Browser, folder: Path, served: str, tmp_path: Path) -> None:
    page.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    page.goto(f"{served}/out/index.html")
    open_figure(page, SLUGS[3])
    links = "[...document.querySelectorAll('.downloads a')]"
    assert page.run(f"{links}.map((a) => a.firstChild.textContent)") == ["SVG", "PNG"]
    page.run(f"{links}[1].click()")
    path, end = tmp_path / "激活 #1.png", time.monotonic() + SECONDS
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert path.read_bytes() == (folder / "out" / "two parts" / path.name).read_bytes()
    assert opened(page) == SLUGS[3]


def test_light_and_dark(page: Browser, folder: Path) -> None:
    def is_dark(dark: bool) -> None:
        """Both the page and what the button says of it, as soon as they have changed."""
        pressed = f"document.querySelector('#theme').ariaPressed === '{str(dark).lower()}'"
        page.wait(pressed)
        ground = page.run("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, ground[4:-1].split(", "))) < 3 * 128) is dark

    is_dark(False)
    page.prefer("dark")
    is_dark(True)
    page.run("document.querySelector('#theme').click()")
    is_dark(False)
    page.prefer("light")
    page.run("document.querySelector('#theme').click()")
    is_dark(True)
    page.goto((folder / "out" / "index.html").as_uri())
    is_dark(False)


def test_nothing_is_asked_of_the_network(page: Browser) -> None:
    open_figure(page, "gelu")
    page.run("document.querySelectorAll('img').forEach((img) => (img.loading = 'eager'))")
    page.wait(
        "[...document.querySelectorAll('.card img')].every((i) => i.complete && i.naturalWidth)"
    )
    assert len({address for address in page.requests if address.endswith(".svg")}) == 5
    assert all(address.startswith(("file:", "about:")) for address in page.requests)


def test_a_narrow_page_is_not_scrolled_sideways(page: Browser) -> None:
    page.resize(320, 640)
    wide = "document.documentElement.scrollWidth > innerWidth"
    assert not page.run(wide)
    open_figure(page, "gelu")
    assert not page.run(wide)
    assert page.run("document.querySelector('#detail').scrollWidth <= innerWidth")


@NEEDS_AXE
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing(page: Browser, folder: Path, scheme: str, width: int) -> None:
    page.prefer(scheme)
    page.resize(width, 800)
    pages = {"out": ["gelu", SLUGS[2]], "catalogue": ["elu", "softmax"], "chinese": ["elu"]}
    for place, figures in pages.items():
        page.goto((folder / place / "index.html").as_uri())
        for figure in (None, *figures):
            if figure is not None:
                open_figure(page, figure)
            assert page.complaints() == []
