"""Every text of a figure, as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actplot.formats import LATEX
from actplot.formula.environments import stand_in
from actplot.plan.plans import FigurePlan, NotePlan, PanelPlan
from actplot.spec.lettering import lettered
from actplot.spec.yaml.nodes import within


def texts(plan: FigurePlan) -> list[str]:
    """Every text of the figure, each once; those of the spec once for each place in it."""
    strings = [plan.title, *titles(plan)]
    for panel in plan.panels:
        strings += _of_panel(panel)
    once = {(text, id(getattr(text, "node", None))): text for text in strings}
    return [text for text in once.values() if text]


def prose(plan: FigurePlan) -> list[str]:
    """The texts of the figure that are not drawn."""
    return [text for text in (plan.spec.caption, plan.spec.captioned.short, plan.spec.alt) if text]


def measured(plan: FigurePlan, formats: Iterable[str]) -> list[str]:
    """The texts as the figure itself would set them: where LaTeX sets all, only about as large."""
    strings = texts(plan)
    return list(map(stand_in, strings)) if left_to_latex(plan, formats) else strings


def left_to_latex(plan: FigurePlan, formats: Iterable[str]) -> bool:
    """Whether LaTeX sets the texts in each of the formats that are drawn."""
    return plan.spec.text == "latex" and set(formats) <= {"pdf", LATEX}


def bold(plan: FigurePlan) -> tuple[str, ...]:
    """Those of them that are set in bold."""
    return (plan.title, *titles(plan)) if plan.style.title_weight == "bold" else ()


def titles(plan: FigurePlan) -> list[str]:
    """The title of each panel with its letter before it."""
    letters = plan.spec.letters
    pattern = plan.style.letters if letters in ("auto", "on") else letters
    if letters == "off" or (letters == "auto" and len(plan.panels) == 1):
        pattern = ""
    headings = []
    for index, panel in enumerate(plan.panels):
        own = plan.spec.panels[index].letter
        letter = own if own is not None else lettered(pattern, index)
        headings.append(
            within(panel.title, f"{letter} ") if letter and panel.title else letter or panel.title
        )
    return headings


def _of_panel(panel: PanelPlan) -> Iterator[str]:
    for axis in (panel.x, panel.y):
        yield axis.name
        yield axis.factor
        yield from (tick.text for tick in axis.ticks)
    yield "0"
    yield from (curve.label for curve in panel.curves)
    yield from (sweep.label for sweep in panel.sweeps)
    yield from (line.label for line in panel.lines)
    yield from (points.label for points in panel.points)
    yield from (tangent.label for tangent in panel.tangents)
    yield from (fill.label for fill in panel.fills)
    yield from (note.text for note in panel.notes)
    yield from (text for note in panel.notes for text in formulas(note))
    if panel.inset is not None:
        yield from _of_panel(panel.inset.panel)


def formulas(note: NotePlan) -> Iterator[str]:
    """The formulas in a note, part by part."""
    for equation in note.equations:
        parts = [equation.left, "=", equation.given]
        parts += [part for case in equation.cases for part in case]
        yield from (f"${part}$" for part in parts if part)
