"""Looks at many figures at once: a table of what is wrong with them, and sheets to look through.

    python tests/looks.py [-o FOLDER] [SPEC.yaml | FOLDER | SPECS.yaml ...]

Without arguments: configs/, the stress set and the everyday set of these tests. A file of specs
maps names to specs. Sheets show each figure enlarged, with its name.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import figure_names
import figure_rows
import yaml
from figure_laws import violations
from PIL import Image, ImageDraw

from actplot.errors import ActplotError
from actplot.paint import render
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.records import replace
from actplot.spec import read

HERE = Path(__file__).parent
SPECS = (HERE.parent / "configs", HERE / "stress.yaml", HERE / "everyday.yaml")
# What is counted, in the order of the table.
KINDS = {
    "far": "tick labels more than 0.45 em from home",
    "halves": "axes whose halves stand at two distances",
    "ragged": "halves of axes whose labels are not in one row",
    "height": "labels of y axes off the height of their tick by more than 0.1 em",
    "step": "labels of x axes aside of their tick by a quarter of the spacing",
    "cut": "tick labels with a halo that cuts a curve",
    "astray": "labels far from their curve, or beside what is not their curve",
    "row": "labels and notes in a row of tick labels",
    "unnamed": "labelled things without a label or a warning",
    "legends": "legends of two panels that read as one",
    "hatch": "texts that a hatch strikes",
    "laws": "overlaps of texts with texts, curves, circles, axes, the page's edge",
}
COLUMNS, ROWS, WIDTH, HEIGHT, HEAD = 3, 3, 640, 480, 20


class Look(NamedTuple):
    """A figure that was looked at: its plan, how many tick labels it has, and its faults."""

    name: str
    plan: FigurePlan
    labels: int
    faults: dict[str, list[str]]
    warnings: list[str]


def specs(paths: Sequence[Path]) -> Iterator[tuple[str, Path | str]]:
    """The specs of files and folders, by name."""
    for path in paths:
        if path.is_dir():
            yield from ((file.stem, file) for file in sorted(path.glob("*.yaml")))
            continue
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if {"curves", "panels", "extends"} & set(content):
            yield path.stem, path
        else:
            for name, spec in content.items():
                yield name, yaml.safe_dump(spec, allow_unicode=True)


def look(name: str, source: Path | str) -> Look:
    """Draw a spec and find its faults."""
    planned = plan(read(source) if isinstance(source, Path) else read(source, name=name))
    drawing = draw(planned)
    scene, warnings = drawing.scene, [note.message for note in drawing.notes]
    faults = {
        **figure_rows.faults(planned, scene),
        "cut": [words.text for words in figure_rows.cut(scene)],
        "astray": figure_names.astray(planned, scene),
        "row": figure_names.in_rows(planned, scene),
        "unnamed": figure_names.unnamed(planned, scene, warnings),
        "legends": figure_names.legends_touch(planned, scene),
        "hatch": figure_names.over_hatches(scene),
        "laws": violations(scene),
    }
    count = sum(words.role.endswith("tick-label") for words in scene.words)
    return Look(name, planned, count, faults, warnings)


def table(looks: Sequence[Look]) -> Iterator[str]:
    """A line for each kind of fault, and how many of how many."""
    total, labels = Counter[str](), sum(each.labels for each in looks)
    for each in looks:
        total.update({kind: len(messages) for kind, messages in each.faults.items()})
    yield f"{len(looks)} figures, {labels} tick labels"
    for kind, what in KINDS.items():
        share = f" ({total[kind] / max(labels, 1):.1%})" if kind == "cut" else ""
        yield f"{total[kind]:5}  {what}{share}"


def sheets(looks: Sequence[Look]) -> Iterator[Any]:
    """Pages with some figures each."""
    some = COLUMNS * ROWS
    for start in range(0, len(looks), some):
        sheet = Image.new("RGB", (COLUMNS * WIDTH, ROWS * HEIGHT), (205, 205, 205))
        pen = ImageDraw.Draw(sheet)
        for number, each in enumerate(looks[start : start + some]):
            left, top = (number % COLUMNS) * WIDTH, (number // COLUMNS) * HEIGHT
            image = Image.open(
                io.BytesIO(render(replace(each.plan, dpi=200.0), ["png"]).files["png"])
            )
            image = image.convert("RGBA")
            image.thumbnail((WIDTH - 6, HEIGHT - HEAD - 4))
            sheet.paste(image, (left + 3, top + HEAD), image)
            pen.text((left + 4, top + 4), each.name, fill=(170, 0, 0))
        yield sheet


def main() -> None:
    parser = argparse.ArgumentParser(description="look at many figures at once")
    parser.add_argument("specs", nargs="*", type=Path, default=SPECS)
    parser.add_argument("-o", "--output", type=Path, help="a folder for the sheets")
    parser.add_argument("-v", "--verbose", action="store_true", help="name every fault")
    wanted = parser.parse_args()
    looks = []
    for name, source in specs(wanted.specs):
        try:
            looks.append(look(name, source))
        except ActplotError as error:
            print(f"{name}: {error.problems[0].message}", file=sys.stderr)
    if wanted.verbose:
        for each in looks:
            by_kind = {kind: faults for kind, faults in each.faults.items() if faults}
            print(
                "\n".join(
                    f"{each.name}: {kind}: {one}" for kind in by_kind for one in by_kind[kind]
                )
            )
            print("\n".join(f"{each.name}: warning: {one}" for one in each.warnings))
    print("\n".join(table(looks)))
    if wanted.output:
        wanted.output.mkdir(parents=True, exist_ok=True)
        for number, sheet in enumerate(sheets(looks)):
            sheet.save(wanted.output / f"{number:02}.png")


if __name__ == "__main__":
    main()
