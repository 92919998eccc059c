"""The interactive page: what it holds, and how it is used in a browser."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
from pathlib import Path

import numpy as np
import pytest
from browser import NEEDS_AXE, Browser
from pages import hover, load, readout, saved, shot, values
from PIL import Image
from support import Cli

import actplot
from actplot.paint import render
from actplot.plan.figure import plan
from actplot.spec import read

SWISH = "{curves: ['swish(beta=[0:4:41])', \"swish'(beta=[0:4:41])\"]}"
EVIL = "</script><img src=x onerror=document.title=1>"
SPECS = {
    "swish": SWISH,
    "few": "{curves: ['elu(alpha=[0.5, 1, 2])', relu], title: ELU}",
    "plain": "{curves: [gelu, gelu', relu'], x: [-3, 3], size: 100x70}",
    "panels": "{panels: [{curves: [sigmoid, sigmoid']},"
    f" {{curves: [{{expr: exp(x), label: '{EVIL}'}}],"
    " x: [-4, 2], axes: {yscale: log}}]}",
    "symlog": "{curves: [sinh(x)], x: [-6, 6], axes: {yscale: symlog}}",
    "reversed": "{curves: [tanh], axes: {reverse: x}}",
}  # fmt: skip
# What is read, in terms of x and of the value of a slider.
READ = {
    "swish": {"Swish(x)": "swish(beta={})", "Swish′(x)": "swish'(beta={})"},
    "few": {"ELU(x)": "elu(alpha={})", "ReLU(x)": "relu"},
    "plain": {"GELU(x)": "gelu", "GELU′(x)": "gelu'", "ReLU′(x)": "relu'"},
    "panels": {"Sigmoid(x)": "sigmoid", "Sigmoid′(x)": "sigmoid'", EVIL: "exp(x)"},
    "symlog": {"sinh x": "sinh(x)"},
    "reversed": {"tanh x": "tanh"},
}


def page(name: str, *formats: str, text: str = "") -> dict[str, bytes]:
    return render(plan(read(text or SPECS[name], name=name)), formats or ("html",)).files


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    return {name: page(name)["html"] for name in SPECS}


def test_a_page_asks_for_nothing_and_allows_only_itself(pages) -> None:
    for data in pages.values():
        text = data.decode()
        assert "eval(" not in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace(
            "http-equiv", ""
        )
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
        assert policy.startswith("default-src 'none';")
        for kind in ("script", "style"):
            (content,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy
        assert " style=" not in text
        assert " on" not in "".join(re.findall(r"<\w+([^>]*)>", text)).replace(" on-", "")


@pytest.mark.parametrize("keys", ["numbers: {decimal: ','}", "axes: {decimal: ','}"])
def test_values_have_the_decimal_mark_of_the_figure(keys: str) -> None:
    data = page("comma", text=f"{{curves: [gelu], {keys}}}")["html"].decode()
    assert '"decimal":","' in data
    assert '"decimal":"."' in page("point", text="{curves: [gelu]}")["html"].decode()


def test_labels_are_text(pages) -> None:
    text = pages["panels"].decode()
    assert text.count("<script>") == text.count("</script>") == 1
    assert "<img" not in text
    assert "&lt;/script&gt;&lt;img" in text


def test_a_fragment_is_a_piece_for_any_page(cli: Cli, tmp_path: Path) -> None:
    text = page("few", text=SPECS["few"][:-1] + ", html: fragment}")["html"].decode()
    assert text.startswith('<div class="actplot"')
    assert text.rstrip().endswith("</div>")
    assert "<html" not in text
    assert "Content-Security-Policy" not in text
    assert text.count("<style>") == text.count("<script>") == 1
    by_command = tmp_path / "a.html"
    assert cli("plot", "gelu", "-o", by_command, "--fragment", "-q").status == 0
    assert by_command.read_text().startswith('<div class="actplot"')
    # All its rules are for what is inside.
    rules = re.search(r"<style>(.*)</style>", text)[1]
    rules = re.sub(r"@media[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}", r"\1", rules)
    assert all(
        each.strip().startswith((".actplot", "#a"))
        for chosen in re.findall(r"([^{}]+)\{", rules)
        for each in chosen.split(",")
    )


def test_pages_are_small(pages) -> None:
    assert len(gzip.compress(pages["swish"], 9)) <= 13_600
    for name in ("plain", "panels", "symlog", "reversed"):
        assert len(pages[name]) - len(page(name, "svg")["svg"]) <= 12 * 1024


# --- In a browser


@pytest.fixture
def shown(browser: Browser, pages, tmp_path: Path):
    """A function that shows a page; nothing may go wrong in it, nor be asked of the network."""
    browser.call("Emulation.setEmulatedMedia", media="", features=[])
    browser.resize(900)

    def show(name: str) -> Browser:
        load(browser, tmp_path / f"{name}.html", pages[name])
        return browser

    with browser.undisturbed():
        yield show


@pytest.mark.parametrize("name", SPECS)
def test_hovering_reads_values_to_a_ten_thousandth_of_the_range(shown, name: str) -> None:
    it = shown(name)
    made = plan(read(SPECS[name]))
    start = it.run("[...document.querySelectorAll('output.value')].map(o=>o.textContent)")
    value = start[0].split("=")[1].strip() if start else ""
    random = np.random.default_rng(3)
    seen = set()
    for across, up in random.uniform([0.05, 0.05], [0.95, 0.95], (40, 2)):
        text = hover(it, across, up)
        if "=" not in text:
            continue
        x, curve, heights, rise = values(text)
        seen.add(curve)
        expression = READ[name][curve].format(value)
        index = next(
            n for n, panel in enumerate(made.panels)
            if name != "panels" or (curve == EVIL) == (n == 1)
        )  # fmt: skip
        axis = made.panels[index].y.axis
        true = actplot.evaluate(expression, x)
        if heights:
            places = axis.fraction([*heights, true])
            assert min(abs(places[:-1] - places[-1])) < 1e-4, (text, true)
        if rise:
            slope = actplot.evaluate(expression, x, derivative=1)
            x = made.panels[index].x.axis.value(np.linspace(0.01, 0.99, 99))
            scale = np.ptp(actplot.evaluate(expression, x, derivative=1))
            assert min(abs(np.array(rise) - slope)) < 2e-3 * max(scale, 0.1) + 5e-4 * abs(slope)
    assert len(seen) >= min(2, len(READ[name]))


def test_at_a_jump_both_sides_are_told(shown) -> None:
    it = shown("plain")
    it.run("document.querySelector('.plot').focus()")
    it.press("ArrowDown")
    for _ in range(6):
        if "ReLU′" in readout(it):
            break
        it.press("ArrowDown")
    it.press("Home")
    for _ in range(120):
        it.press("ArrowRight")
        if values(readout(it))[0] == 0:
            break
    x, name, heights, _ = values(readout(it))
    assert (x, name, heights) == (0.0, "ReLU′(x)", [0.0, 1.0])


@pytest.mark.parametrize("name", ["swish", "few"])
def test_the_slider_moves_one_member_of_each_family(shown, name: str) -> None:
    it = shown(name)
    count = int(it.run("document.querySelector('input').max")) + 1
    members = (
        "[...document.querySelectorAll('path.c')].filter(p=>/ f\\d/.test(p.className.baseVal))"
    )
    families = it.run(f"new Set({members}.map(p=>p.className.baseVal.match(/ (f\\d+)/)[1])).size")
    visible = (
        f"{members}.filter(p=>getComputedStyle(p).display!='none').map(p=>p.className.baseVal)"
    )
    drawn = []
    for step in range(0, count, max(1, count // 5)):
        it.run(
            f"(i=>{{i.value={step};i.dispatchEvent(new Event('input'))}})"
            "(document.querySelector('input'))"
        )
        assert len(it.run(visible)) == families
        drawn.append(tuple(it.run(visible)))
        label = it.run("document.querySelector('output.value').textContent")
        assert it.run("document.querySelector('input').getAttribute('aria-valuetext')") == label
        if name == "swish":
            assert label in it.run("document.querySelector('.plot svg').textContent")
    assert len(set(drawn)) == len(drawn)


def test_curves_are_switched_off_and_on(shown) -> None:
    it = shown("plain")
    visible = ("[...document.querySelectorAll('path.c')].filter(p=>"
               "getComputedStyle(p).display!='none').length")  # fmt: skip
    assert it.run(visible) == 3
    it.run("document.querySelectorAll('.keys button')[1].click()")
    assert it.run(visible) == 2
    pressed = "document.querySelectorAll('.keys button')[1].getAttribute('aria-pressed')"
    assert it.run(pressed) == "false"
    assert "GELU′" not in hover(it, 0.5, 0.5)
    it.run("document.querySelectorAll('.keys button')[1].click()")
    assert it.run(visible) == 3
    assert it.run(pressed) == "true"


def test_the_keyboard_reaches_and_reads_everything(shown) -> None:
    it = shown("few")
    it.press("Tab")
    assert it.run("document.activeElement.className") == "plot"
    it.press("ArrowRight")
    before = values(readout(it))[0]
    it.press("ArrowRight")
    assert values(readout(it))[0] > before
    names = set()
    for _ in range(3):
        it.press("ArrowDown")
        names.add(values(readout(it))[1])
    assert names == {"ELU(x)", "ReLU(x)"}
    it.press("End")
    assert values(readout(it))[0] == pytest.approx(5)
    it.press("Escape")
    assert "=" not in readout(it)
    focused = []
    for _ in range(8):
        it.press("Tab")
        focused.append(it.run("document.activeElement.tagName"))
    assert focused[0] == "INPUT"
    assert focused.count("BUTTON") == 4
    assert it.run("document.querySelector('.read').getAttribute('aria-live')") == "polite"


def test_what_is_shown_is_saved(shown) -> None:
    it = shown("swish")
    it.run("document.querySelector('button.svg').click()")
    svg = saved(it, "swish.svg").decode()
    assert len(re.findall(r'class="c ', svg)) == 2
    assert "β = 1" in svg
    assert 'class="marks' not in svg
    it.run("document.querySelector('button.png').click()")
    image = Image.open(io.BytesIO(saved(it, "swish.png"))).convert("RGB")
    made = plan(read(SWISH))
    assert image.size[0] == pytest.approx(made.width * made.dpi / 72, abs=1)
    pixels = np.asarray(image).astype(int)
    assert ((np.ptp(pixels, axis=2) > 60).sum()) > 1000  # coloured curves


def test_a_dark_page_is_dark_and_its_curves_are_seen(shown) -> None:
    it = shown("few")
    assert shot(it).mean() > 200
    it.prefer("dark")
    dark = shot(it)
    assert dark.mean() < 80
    assert dark.max() > 180
    colors = it.run(
        "[...document.querySelectorAll('path.c:not(.off)')].map(p=>getComputedStyle(p).stroke)"
    )
    for color in colors:
        assert sum(map(int, re.findall(r"\d+", color))) > 200


@pytest.mark.parametrize("width", [320, 1400])
def test_it_fits_narrow_and_wide_windows(shown, width: int) -> None:
    it = shown("few")
    it.resize(width)
    assert it.run("document.documentElement.scrollWidth") <= width
    figure = it.run("document.querySelector('.plot svg').getBoundingClientRect().width")
    assert 0.6 * min(width, 960) < figure <= width
    assert "=" in hover(it, 0.7, 0.4)


def test_print_shows_every_member_and_no_controls(shown) -> None:
    it = shown("swish")
    it.call("Emulation.setEmulatedMedia", media="print")
    visible = ("[...document.querySelectorAll('path.c')].filter(p=>"
               "getComputedStyle(p).display!='none').length")  # fmt: skip
    assert it.run(visible) == 82
    assert it.run(
        "[...document.querySelectorAll('.no')].every(e=>getComputedStyle(e).display=='none')"
    )
    assert it.run("getComputedStyle(document.querySelector('.l')).display") == "none"


@NEEDS_AXE
@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_axe_has_no_complaint(browser: Browser, tmp_path: Path, wanted: str) -> None:
    for name in ("few", "panels"):
        # What tests it may come in only where the policy is away.
        text = page(name)["html"].decode()
        path = tmp_path / f"{name}.html"
        path.write_text(re.sub(r"<meta http-equiv[^>]*>", "", text))
        browser.prefer(wanted)
        browser.goto(path.as_uri())
        assert browser.complaints() == []


def test_steps_are_buttons(shown, browser: Browser, tmp_path: Path) -> None:
    text = (
        "{x: [-2, 2], y: [-1, 2], curves: [relu, elu, gelu], steps: curves,"
        " notes: [{curve: 2, x: 1, text: here, step: 2}]}"
    )
    load(browser, tmp_path / "steps.html", page("steps", text=text)["html"])
    visible = ("[...document.querySelectorAll('path.c')].filter(p=>"
               "getComputedStyle(p).display!='none').length")  # fmt: skip
    buttons = "document.querySelectorAll('.steps button')"
    assert browser.run(f"{buttons}.length") == 3
    for step in (1, 3, 2):
        browser.run(f"{buttons}[{step - 1}].click()")
        assert browser.run(visible) == step
        pressed = browser.run(f"[...{buttons}].map(b=>b.getAttribute('aria-pressed'))")
        assert pressed == [str(k == step).lower() for k in (1, 2, 3)]
        # What is not there is not read.
        names = {values(hover(browser, 0.9, up))[1] for up in (0.1, 0.2, 0.3, 0.5)}
        assert len(names) <= step
