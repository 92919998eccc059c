"""A current figure spares reading its spec, and never changes which files are drawn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from actplot import metadata
from actplot.paint import Rendered
from actplot.pipeline.freshness import examine, ordered
from actplot.pipeline.orders import OutputOptions, Reading, named, prepare
from actplot.pipeline.render import render
from actplot.plan.plans import FigurePlan

LINES = [
    "formats: [svg]", "formats: [pdf, eps]", "formats: [png, svg, png]", "formats: []",
    "output: a", "output: other", "output: sub/x", "output: ../up", "steps: curves", "text: latex",
    "size: nature", "size: {width: 60 mm}", "extends: base.yaml", "extends: gone.yaml", "dpi: 30",
]  # fmt: skip
CURVES = ["curves: [gelu]", "curves: [relu, gelu']", "curves: [gelo]"]
specs = st.builds(
    lambda curves, lines: "\n".join([curves, *lines, ""]),
    st.sampled_from([*CURVES, *CURVES[:2]]),
    st.lists(st.sampled_from(LINES), max_size=3, unique_by=lambda line: line.split(":")[0]),
)
bases = st.lists(
    st.sampled_from([line for line in LINES if not line.startswith("extends")]),
    max_size=2, unique_by=lambda line: line.split(":")[0],
).map("\n".join)  # fmt: skip
asked = st.tuples(
    st.lists(st.sampled_from(["svg", "pdf", "eps"]), max_size=2, unique=True),
    st.sampled_from([None, None, "out/", "a.svg", "b.pdf", "a.tif"]),
    st.sampled_from([None, None, "stem"]),
    st.booleans(),
    st.sampled_from([(), (), ("steps=curves",), ("formats=[svg]",), ("output=set",)]),
)


def unpainted(
    plan: FigurePlan, formats: Iterable[str], *, fingerprint: str = "", stem: str = ""
) -> Rendered:
    """What carries all that a figure remembers, and shows nothing."""
    carried = metadata.Metadata(spec=plan.spec.source, fingerprint=fingerprint)
    content = metadata.seal(metadata.elements(carried).encode())
    return Rendered(dict.fromkeys(formats, content), (), ())


@contextmanager
def workplace() -> Iterator[None]:
    before = os.getcwd()
    with (
        TemporaryDirectory() as folder,
        mock.patch("actplot.paint.render", unpainted),
        mock.patch("actplot.pipeline.drawing.load"),
    ):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_files_are_those_of_the_spec_whatever_lies_there(data: st.DataObject) -> None:
    with workplace():
        spec, base = Path("a.yaml"), Path("base.yaml")
        spec.write_text(data.draw(specs))
        base.write_text(data.draw(bases))
        for _ in range(data.draw(st.integers(1, 3))):
            formats, output, stem, latex, sets = data.draw(asked)
            source = named("a.yaml", Reading(settings=sets))
            list(render([prepare(source, OutputOptions(formats, output, stem, latex))]))
            change = data.draw(
                st.sampled_from(["spec", "base", "remove", "damage", "copy", "", ""])
            )
            figures = sorted(p for p in Path().rglob("a*") if p.is_file() and p != spec)
            if change == "spec":
                spec.write_text(data.draw(specs))
            elif change == "base":
                base.write_text(data.draw(bases))
            elif change and figures:
                figure = data.draw(st.sampled_from(figures))
                if change == "remove":
                    figure.unlink()
                elif change == "damage":
                    figure.write_bytes(figure.read_bytes()[:-9])
                else:
                    Path("a.png").write_bytes(figure.read_bytes())
            if data.draw(st.booleans()):
                formats, output, stem, latex, sets = data.draw(asked)
                source = named("a.yaml", Reading(settings=sets))
            else:
                source = named("a.yaml", source.reading)
            options = OutputOptions(formats, output, stem, latex)
            kept, whole = (way(source, options) for way in (ordered, prepare))
            assert kept == whole
            assert examine(kept) == examine(whole)
