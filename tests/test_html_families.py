"""Laws of the page of every spec in configs/: those with a family are used in a browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from browser import Browser
from pages import hover, load, readout, saved, shot, values
from PIL import Image
from support import ROOT

from actplot.calculus.derivatives import evaluate
from actplot.paint import render
from actplot.plan.alt import plain
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.spec import read

CONFIGS = sorted((ROOT / "configs").rglob("*.yaml"))
EVIL = "</script><img src=x onerror=document.title=1>"
VISIBLE = (
    "[...document.querySelectorAll('path.c')]"
    ".filter(p=>getComputedStyle(p).display!='none').map(p=>p.className.baseVal)"
)
MOVED = (
    "((k,v)=>{const i=document.querySelectorAll('input')[k];i.value=v;"
    "i.dispatchEvent(new Event('input'))})"
)


def planned(path: Path, *overrides: str) -> FigurePlan:
    return plan(read(path, allow_python=True, overrides=overrides))


def has_family(path: Path) -> bool:
    return any(each.curve.family for panel in planned(path).panels for each in panel.curves)


FAMILIES = [path for path in CONFIGS if has_family(path)]


@pytest.fixture(params=FAMILIES, ids=lambda path: path.stem)
def shown(
    browser: Browser, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Browser, FigurePlan]]:
    """The page of a spec, in which nothing goes wrong and which asks for nothing."""
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    browser.resize(900)
    made = planned(request.param)
    with browser.undisturbed():
        load(browser, tmp_path / "page.html", page(made))
        yield browser, made


def page(made: FigurePlan) -> bytes:
    return render(made, ["html"]).files["html"]


def positions(browser: Browser) -> Iterator[tuple[int, int]]:
    """Each slider with its first, middle and last position."""
    for slider, end in enumerate(
        map(int, browser.run("[...document.querySelectorAll('input')].map(i=>i.max)"))
    ):
        yield from ((slider, position) for position in sorted({0, end // 2, end}))


def test_every_value_is_read_to_a_ten_thousandth(shown: tuple[Browser, FigurePlan]) -> None:
    browser, made = shown
    curves: dict[str, list] = {}
    for panel in made.panels:
        for each in panel.curves:
            family = each.curve.family
            name = plain(family.title if family else each.label or each.curve.math)
            curves.setdefault(name.replace("'", "′"), []).append((each, panel.y.axis))
    for slider, position in positions(browser):
        browser.run(f"{MOVED}({slider},{position})")
        seen, random = 0, np.random.default_rng(position)
        for _ in range(200):
            text = hover(browser, *random.uniform(0.1, 0.9, 2))
            if "=" not in text or " –" in text:
                continue
            seen += 1
            x, name, read_off, _ = values(text)
            assert (
                min(
                    np.abs(
                        axis.fraction(read_off) - axis.fraction(evaluate(each.curve.function, x))
                    ).min()
                    for each, axis in curves[name]
                )
                < 1e-4
            ), text
            if seen == 20:
                break
        assert seen == 20


def test_sliders_show_one_member_and_say_which(shown: tuple[Browser, FigurePlan]) -> None:
    browser, _ = shown
    families = browser.run(
        "new Set([...document.querySelectorAll('path.c')].flatMap("
        "p=>p.className.baseVal.match(/ f\\d+/)||[])).size"
    )
    for slider, position in positions(browser):
        browser.run(f"{MOVED}({slider},{position})")
        assert len([name for name in browser.run(VISIBLE) if re.search(r" f\d", name)]) == families
        displayed = f"document.querySelectorAll('output.value')[{slider}].textContent"
        spoken = f"document.querySelectorAll('input')[{slider}].getAttribute('aria-valuetext')"
        assert browser.run(displayed) == browser.run(spoken)
        # By the keyboard, too: the next one, and back.
        before = browser.run(VISIBLE)
        browser.run(f"document.querySelectorAll('input')[{slider}].focus()")
        there, back = ("ArrowRight", "ArrowLeft") if position == 0 else ("ArrowLeft", "ArrowRight")
        browser.press(there)
        assert browser.run(VISIBLE) != before
        browser.press(back)
        assert browser.run(VISIBLE) == before


def test_the_figure_is_read_by_the_keyboard(shown: tuple[Browser, FigurePlan]) -> None:
    browser, _ = shown
    browser.run("document.querySelector('.plot').focus()")
    browser.press("Home")
    first = readout(browser)
    browser.press("ArrowRight")
    assert values(readout(browser))[0] > values(first)[0]
    names = set()
    for _ in browser.run(VISIBLE):
        names.add(values(readout(browser))[1])
        browser.press("ArrowDown")
    assert readout(browser) != first
    assert len(names) >= min(len(browser.run(VISIBLE)), 2)
    browser.press("Escape")
    assert "=" not in readout(browser)


def test_every_curve_is_switched_off_and_on(shown: tuple[Browser, FigurePlan]) -> None:
    browser, _ = shown
    before = browser.run(VISIBLE)
    count = browser.run("document.querySelectorAll('.keys button').length")
    for number in range(count):
        browser.run(f"document.querySelectorAll('.keys button')[{number}].click()")
        assert len(browser.run(VISIBLE)) == len(before) - 1
        browser.run(f"document.querySelectorAll('.keys button')[{number}].click()")
        assert browser.run(VISIBLE) == before
    for number in range(count):
        browser.run(f"document.querySelectorAll('.keys button')[{number}].click()")
    assert browser.run(VISIBLE) == []
    assert "=" not in hover(browser, 0.5, 0.5)


def test_what_is_seen_is_saved(shown: tuple[Browser, FigurePlan]) -> None:
    browser, made = shown
    name = made.spec.name
    browser.run("document.querySelector('button.svg').click()")
    svg = ElementTree.fromstring(saved(browser, f"{name}.svg"))
    assert float(svg.attrib["width"].removesuffix("pt")) == pytest.approx(made.width, abs=1e-3)
    drawn = [each.attrib["class"] for each in svg.iter() if "c" in each.get("class", "").split()]
    assert drawn == browser.run(VISIBLE)
    browser.run("document.querySelector('button.png').click()")
    image = Image.open(io.BytesIO(saved(browser, f"{name}.png"))).convert("RGBA")
    dpi = min(max(made.dpi, 150), 600)
    assert image.size == (round(made.width * dpi / 72), round(made.height * dpi / 72))
    inked = np.asarray(image.convert("L")).astype(int)[np.asarray(image)[:, :, 3] > 200]
    assert np.ptp(inked) > 100 or len(inked) < 0.5 * image.size[0] * image.size[1]


def luminance(color: str) -> float:
    """Of what a browser says of a colour: rgb(), or color(srgb) with shares."""
    numbers = [float(each) for each in re.findall(r"\d[\d.e-]*", color)[:3]]
    shares = np.array(numbers) / (1 if "srgb" in color else 255)
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_curves_are_seen_on_light_and_dark_pages(
    shown: tuple[Browser, FigurePlan], wanted: str
) -> None:
    browser, _ = shown
    browser.prefer(wanted)
    mean = shot(browser).mean()
    assert mean < 80 if wanted == "dark" else mean > 200
    ground = luminance(
        browser.run("getComputedStyle(document.querySelector('.actplot')).backgroundColor")
    )
    for color in browser.run(
        "[...document.querySelectorAll('path.c, button path')]"
        ".filter(p=>getComputedStyle(p).display!='none')"
        ".map(p=>getComputedStyle(p).stroke)"
    ):
        high, low = sorted([luminance(color), ground], reverse=True)
        assert (high + 0.05) / (low + 0.05) > 2.5, color


@pytest.mark.parametrize("width", [300, 1600])
def test_it_fits_narrow_and_wide_windows(shown: tuple[Browser, FigurePlan], width: int) -> None:
    browser, _ = shown
    browser.resize(width)
    assert browser.run("document.documentElement.scrollWidth") <= width
    figure = browser.run("document.querySelector('.plot svg').getBoundingClientRect().width")
    assert 0.6 * min(width, 960) < figure <= width
    # Whatever can be pressed or moved lies inside.
    assert browser.run(
        "[...document.querySelectorAll('button,input,.actplot output')].every(e=>"
        f"e.getBoundingClientRect().right<={width})"
    )
    assert any("=" in hover(browser, share, share) for share in np.linspace(0.2, 0.8, 7))


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_labels_and_titles_stay_text(browser: Browser, tmp_path: Path, path: Path) -> None:
    spec = read(path, allow_python=True)
    where = "" if len(spec.panels) == 1 else "panels.0."
    hostile = planned(path, f"title={EVIL!r}", f"{where}xlabel={EVIL!r}", f"alt={EVIL!r}")
    with browser.undisturbed():
        load(browser, tmp_path / "page.html", page(hostile))
        assert browser.run("document.querySelectorAll('img,script').length") == 1
        assert EVIL in browser.run("document.title")
        assert EVIL in browser.run("document.querySelector('h1').textContent")


@pytest.mark.parametrize("path", FAMILIES, ids=lambda path: path.stem)
def test_pieces_live_in_a_column_of_300_pixels(
    browser: Browser, tmp_path: Path, path: Path
) -> None:
    """Two of them, in a page with styles of its own."""
    pieces = [
        render(planned(each, "html=fragment"), ["html"]).files["html"].decode()
        for each in (path, FAMILIES[0] if path != FAMILIES[0] else FAMILIES[1])
    ]
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><meta charset=utf-8><style>*{box-sizing:border-box}"
        "svg{max-width:10px}p{margin:3em}button,input{width:100%}</style>"
        f"<body style='margin:0'><div style='width:300px'>{''.join(pieces)}</div>"
    )
    with browser.undisturbed():
        browser.goto((tmp_path / "page.html").as_uri())
        browser.wait("document.querySelectorAll('.actplot.live').length==2")
        assert browser.run("document.querySelector('div').scrollWidth") <= 300
        wide = browser.run(
            "[...document.querySelectorAll('.plot svg')].map(e=>e.getBoundingClientRect().width)"
        )
        assert all(200 < each <= 300 for each in wide)
        # Each moves itself alone.
        second = "document.querySelectorAll('.actplot')[1]"
        other = f"{second}.querySelectorAll('path.c:not(.off)').length"
        before = browser.run(other)
        browser.run(f"{MOVED}(0,0)")
        assert browser.run(other) == before


@pytest.mark.parametrize(
    "path", [path for path in CONFIGS if path not in FAMILIES], ids=lambda path: path.stem
)
def test_pages_without_a_family_are_hardly_larger_than_their_svg(path: Path) -> None:
    files = render(planned(path), ["html", "svg"]).files
    assert len(files["html"]) - len(files["svg"]) <= 12 * 1024
