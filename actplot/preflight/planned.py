"""A plan as a sheet: what will be drawn, known before it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actplot.errors import Place
from actplot.formats import FORMATS
from actplot.later import pattern
from actplot.looks.colour.names import RGB, mixed, rgb
from actplot.plan.plans import FigurePlan, PanelPlan
from actplot.plan.plans import Stroke as Pen
from actplot.plan.refusals import see_through
from actplot.plan.strokes import label_color
from actplot.preflight.sheet import InkStroke, SheetContents, Text
from actplot.spec.model import KeyPath
from actplot.spec.yaml.nodes import part_of
from actplot.units import MM_PER_PT

# The size of scripts and fractions, in text sizes.
SCRIPT = 0.7
_SCRIPTED = pattern(r"\$[^$]*(?:[_^]|\\frac)[^$]*\$")
_KEYS = ("size", "font", "style", "formats", "dpi", "axes", "title", "legend")


def sheet(plan: FigurePlan) -> SheetContents:
    """What is known of a figure from its plan."""
    spec, style = plan.spec, plan.style
    return SheetContents(
        origin="plan",
        width=plan.width * MM_PER_PT,
        height=plan.height * MM_PER_PT,
        formats=plan.formats,
        texts=tuple(_texts(plan)),
        strokes=tuple(_strokes(plan)),
        background=rgb(style.background),
        dpi=plan.dpi if any(FORMATS[name].pixels for name in plan.formats) else None,
        transparent=_is_transparent(plan),
        grid=any(panel.grid for panel in plan.panels),
        alt=not plan.spec.alt or bool(plan.spec.alt.strip()),
        made_for=plan.venue.name if plan.venue else "",
        places={key: spec.places[key,] for key in _KEYS if (key,) in spec.places},
    )


def _texts(plan: FigurePlan) -> Iterator[Text]:
    """Every text with its scripts."""
    ink = rgb(plan.style.foreground)
    if plan.title:
        yield from _set(plan, plan.title, plan.font_size * plan.style.title_scale, ink,
                        "figure title", plan.spec.given(("title",)))  # fmt: skip
    for index, panel in enumerate(plan.panels):
        path: KeyPath = plan.spec.panels[index].path
        yield from _panel(plan, panel, path, ink)


def _panel(plan: FigurePlan, panel: PanelPlan, path: KeyPath, ink: RGB) -> Iterator[Text]:
    size, style = plan.font_size, plan.style
    title = "title" if len(plan.panels) > 1 else "figure title"
    yield from _set(plan, panel.title, size * style.title_scale, ink, title,
                    plan.spec.given((*path, "title")))  # fmt: skip
    for key, axis in (("xlabel", panel.x), ("ylabel", panel.y)):
        yield from _set(plan, axis.name, size, ink, "axis name", plan.spec.given((*path, key)))
        for tick in axis.ticks:
            yield from _set(plan, tick.text, size * style.tick_scale, ink, "tick label", None)
    at_curves = plan.common is None and (
        panel.legend is None or panel.legend.place in ("auto", "direct")
    )

    def at(stroke: Pen) -> RGB:
        return rgb(label_color(stroke, style))

    for curve in panel.shown:
        color = at(curve.stroke) if at_curves else ink
        place = plan.spec.given(curve.entry.path)
        yield from _set(plan, curve.label, style.label_scale * size, color, "label", place)
    for sweep in panel.sweeps:
        yield from _set(plan, sweep.label, size, ink, "label", None)
    labels = [
        *((line.label, ink) for line in panel.lines),
        *((points.label, at(points.stroke)) for points in panel.points),
        *((tangent.label, ink) for tangent in panel.tangents),
        *((fill.label, at(Pen(fill.color, 0))) for fill in panel.fills),
    ]
    for label, color in labels:
        yield from _set(plan, label, style.label_scale * size, color, "label", part_of(label))
    for note in panel.notes:
        color = rgb(note.color, style.colors)
        place = part_of(note.text)
        yield from _set(plan, note.text, style.label_scale * size, color, "note", place)
    if panel.inset is not None:
        inner, place = panel.inset.panel, plan.spec.given((*path, "inset"))
        for tick in (*inner.x.ticks, *inner.y.ticks):
            yield from _set(plan, tick.text, style.inset_scale * size * style.tick_scale, ink,
                            "tick label of the inset", place)  # fmt: skip


def _set(
    plan: FigurePlan, text: str, size: float, color: RGB, role: str, place: Place | None
) -> Iterator[Text]:
    if not text.strip():
        return
    plain = _readable(text)
    font = next(iter(plan.spec.font.latin), "STIXGeneral" if plan.style.serif else "DejaVu Sans")
    yield Text(plain, size, color, font, role=role, place=place)
    if _SCRIPTED.search(text):
        script = f"script of the {role}"
        yield Text(plain, SCRIPT * size, color, font, script=True, role=script, place=place)


def _readable(text: str) -> str:
    """A text with its mathematics as a person would type it."""
    text = re.sub(r"\\(?:mathrm|mathit|operatorname|text)\s*\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\[ ,;:!]", " ", text.replace("$", ""))
    return re.sub(r"\\([a-zA-Z]+)", r"\1", text)


def _strokes(plan: FigurePlan) -> Iterator[InkStroke]:
    """The lines of the axes, the curves and what marks them."""
    style = plan.style
    ink = rgb(style.foreground)
    yield InkStroke("axes and ticks", style.axis_width, ink)
    if any(panel.grid for panel in plan.panels):
        yield InkStroke("grid lines", style.grid_width, rgb(style.muted))
    for index, panel in enumerate(plan.panels):
        path = plan.spec.panels[index].path
        for curve in panel.shown:
            pen = curve.stroke
            yield InkStroke(
                name=curve.curve.text,
                width=pen.width,
                color=_seen(plan, pen),
                dash=pen.dash,
                marker=pen.marker or "",
                curve=True,
                panel=index,
                place=plan.spec.given(curve.entry.path),
            )
        for name, pen, at in _lines(panel, path):
            yield InkStroke(name, pen.width, _seen(plan, pen), place=plan.spec.given(at))


def _lines(panel: PanelPlan, path: KeyPath) -> Iterator[tuple[str, Pen, KeyPath]]:
    """The lines of a panel other than curves: their names, and their places in the spec."""
    for number, line in enumerate(panel.lines):
        yield "the reference line", line.stroke, (*path, "lines", number)
    for tangent in panel.tangents:
        yield "the tangent", tangent.stroke, tangent.path
    for points in panel.points:
        if points.joined or points.errors:
            yield "the line of the points", points.stroke, points.path
    for asymptote in panel.asymptotes:
        yield "the asymptote", asymptote.stroke, (*path, "asymptotes")
    for curve in panel.shown:
        for jump in curve.jumps[:1]:
            yield f"the line across a jump of {curve.curve.text}", jump.stroke, curve.entry.path


def _seen(plan: FigurePlan, pen: Pen) -> RGB:
    """The colour of a stroke with its tint, on the page that is seen through it."""
    style = plan.style
    other = style.background if pen.tint > 0 else style.foreground
    own = mixed(rgb(pen.color, style.colors), rgb(other), abs(pen.tint))
    return mixed(own, rgb(style.background), 1 - pen.opacity)


def _is_transparent(plan: FigurePlan) -> bool:
    """Whether anything of a figure is neither opaque nor invisible."""
    return any(
        any(see_through(panel, spec))
        or any(0 < fill.alpha < 1 and not fill.hatch for fill in panel.fills)
        for panel, spec in zip(plan.panels, plan.spec.panels, strict=True)
    )
