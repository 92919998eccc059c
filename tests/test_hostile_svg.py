"""A foreign figure, however broken, is judged or said to be unreadable."""

from __future__ import annotations

import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path

from figure_files import drawn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actplot import preflight
from actplot.errors import ActplotError
from actplot.looks import venues

VALUES = st.sampled_from(
    ["0", "-1", "1e999", "-1e999", "1e-300", "1e300", "nan", "inf", "p", "", "0 0 1 p", "0 0 0 0",
     "0 0 100", "0 0 1e999 1", "100mm", "0mm", "1e5mm", "50%", "0.0000001px", "#12", "rgb(",
     "url(#",
     "url(#a)", "matrix(0 0 0 0 0 0)", "matrix(1e200 0 0 1e200 0 0)", "scale(0)", "rotate(nan)",
     "translate(1e308 1e308) scale(1e300)", "M0 0L1e999 1e999", "M", "M 1 2 C 3", "A 0 0 0 0 0 0 0",
     "0.0000001px Times", "none", "\u221e", "1e", "--", "9" * 400, "M0,0" + "L1,1" * 500]
)  # fmt: skip
NAMES = st.sampled_from(
    ["width", "height", "viewBox", "style", "font-size", "font", "transform", "d", "x", "y", "r",
     "stroke-width", "fill", "stroke", "opacity", "fill-opacity", "points", "href",
     "stroke-dasharray",
     "font-family", "dx", "preserveAspectRatio", "id", "class", "cx", "x2"]
)  # fmt: skip
ELEMENTS = st.sampled_from(
    ["svg", "g", "text", "tspan", "path", "rect", "circle", "ellipse", "line", "polygon", "use",
     "image", "style", "defs", "linearGradient", "a", "foreignObject", "filter", "symbol", "title"]
)  # fmt: skip


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    name = draw(ELEMENTS)
    attributes = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    if "style" in attributes:
        size, value = draw(NAMES), draw(VALUES)
        written = written.replace('style="', f'style="{size}: {value}; ')
    inside = draw(st.sampled_from(["", "abc", "图", "text {font-size: 0}", "@font-face {"]))
    if depth:
        inside += "".join(draw(st.lists(elements(depth - 1), max_size=3)))
    return f"<{name}{written}>{inside}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> str:
    attributes = draw(st.dictionaries(NAMES, VALUES, max_size=4))
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inside = "".join(draw(st.lists(elements(), max_size=4)))
    return f'<svg xmlns="http://www.w3.org/2000/svg"{written}>{inside}</svg>'


def judged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    before = time.process_time()
    for venue in (None, venues.find("ieee"), venues.find("nature")):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with suppress(ActplotError):
                preflight.check_file(path, venue)
    assert time.process_time() - before < 3


@settings(max_examples=250, deadline=None)
@given(documents())
@example('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 p"/>')
@example('<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>')
@example('<svg xmlns="http://www.w3.org/2000/svg" height="100mm"/>')
@example('<svg xmlns="http://www.w3.org/2000/svg" width="100mm"/>')
@example('<svg xmlns="http://www.w3.org/2000/svg" width="110mm" height="70mm">'
         '<text style="font-size: 0.0000001px">abc</text></svg>')  # fmt: skip
def test_any_svg(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        judged(Path(folder, "figure.svg"), text.encode())


GOOD = {suffix: drawn({"curves": ["gelu", "gelu'"]}, suffix)[suffix] for suffix in ("svg", "png")}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["svg", "png"]), st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12))
def test_any_slip_in_a_figure(suffix: str, where: float, length: int, piece: bytes) -> None:
    whole = GOOD[suffix]
    at = int(where * len(whole))
    with tempfile.TemporaryDirectory() as folder:
        judged(Path(folder, f"figure.{suffix}"), whole[:at] + piece + whole[at + length :])
