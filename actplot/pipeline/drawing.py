"""One spec to the bytes of its files; what runs in a worker."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from actplot.errors import Problem
from actplot.formats import USUAL, step_of
from actplot.pipeline import fingerprint, typefaces, wishes
from actplot.pipeline.orders import Order, read
from actplot.records import Record, replace

if TYPE_CHECKING:
    from actplot.spec.model import FigureSpec


class Task(Record):
    """An order, and those of its formats that are to be drawn, each with why."""

    order: Order
    stale: Mapping[str, tuple[str, ...]]

    @property
    def files(self) -> list[Path]:
        return [self.order.targets[format] for format in self.stale]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that are to be drawn, whatever the steps."""
        return tuple(dict.fromkeys(step_of(target)[0] for target in self.stale))

    @property
    def stem(self) -> str:
        """The name of the files without suffix and step."""
        for target, path in zip(self.stale, self.files, strict=True):
            step = step_of(target)[1]
            return path.stem if step is None else path.stem.removesuffix(f"-{step}")
        return ""


class Drawn(Record):
    """The bytes of a file by format, the fingerprint in them, the other files, and warnings.

    inputs are paths relative to the spec's folder, fonts whole ones.
    """

    contents: Mapping[str, bytes]
    fingerprint: str
    inputs: tuple[str, ...]
    fonts: tuple[str, ...]
    warnings: tuple[Problem, ...]


def load(formats: Collection[str] = USUAL) -> None:
    """Import what drawing to formats needs, so that workers inherit it."""
    import_module("actplot.plan.figure")
    # At once and before anything else imports matplotlib: that halves the time.
    import_module("actplot.paint.startup").load(formats)


def _plug_ins(spec: FigureSpec) -> list[str]:
    """The distributions other than actplot that the activations of a spec come from."""
    from actplot.activations import origin
    from actplot.spec import activations

    return sorted({*map(origin, activations(spec, hidden=True))} - {"", "actplot"})


def draw(task: Task) -> Drawn:
    """Read, plan, draw. Raises ActplotError."""
    from actplot.fonts import examine
    from actplot.plan import refusals
    from actplot.plan.figure import plan
    from actplot.plan.texts import measured, prose

    source = task.order.source
    spec = read(source, task.order.draft)
    planned = plan(spec)
    refusals.check(planned, task.formats)
    words = measured(planned, task.formats)
    examine(planned.font, serif=planned.style.serif, texts=words, prose=prose(planned))
    load(task.formats)  # only now: a spec with a mistake is refused in half the time
    from actplot.paint import render

    inputs = tuple(
        os.path.relpath(path, source.folder)
        for path in spec.inputs
        if not isinstance(source.given, Path)
        or os.path.abspath(path) != os.path.abspath(source.given)
    )
    if source.content is None:
        source = replace(source, content=spec.source.encode())
    fonts = typefaces.request(planned, words, source.folder)
    parts = fingerprint.parts(source, inputs, fonts, _plug_ins(spec), wishes.text(wishes.of(spec)))
    made_from = fingerprint.text(parts)
    rendered = render(
        planned, tuple(task.stale), fingerprint=made_from, stem=task.stem or spec.name
    )
    return Drawn(rendered.files, made_from, inputs, rendered.fonts, rendered.notes)
