"""A panel onto the page: what is put down first, and what keeps clear of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from actplot.layout import axes, crowd, curves, points, rows, tangents, ticklabels
from actplot.layout.areas import EDGE, Strips, around, figure_title, plots
from actplot.layout.axes import PlacedPanel
from actplot.layout.clear import cleared, parted
from actplot.layout.draft import PanelDraft, finish
from actplot.layout.formula_placing import put_formulas
from actplot.layout.geometry import Ground
from actplot.layout.inset import edge_of_region, inset, placement_warning
from actplot.layout.labels import CROWD
from actplot.layout.legend_placing import put_legend, strip
from actplot.layout.linelabels import on_lines, on_tangents
from actplot.layout.naming import names
from actplot.layout.notes import notes
from actplot.layout.outside import put_common, strips
from actplot.layout.page import Page
from actplot.layout.regions import hatched
from actplot.layout.scene import Ink, Measure, Scene, Shape, Words, rectangle
from actplot.layout.stretches import Stretch, stretches
from actplot.plan.plans import CurvePlan, FigurePlan, InsetPlan, NotePlan
from actplot.plan.strokes import label_color
from actplot.records import replace

SLACK = 0.3  # pt by which ink may leave a page: rounding, and boxes that it does not fill
# How much lower the name of an axis is, in text sizes, where a line is in its way.
NAME_STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
HATCH_HALO = 1.0  # pt around words over a hatch


def compose(plan: FigurePlan, measure: Measure) -> Scene:
    """Everything on the page at its place; measure says how large a text is.

    A legend that finds no room in its panel gets a strip below its row of panels, for
    which the plots are laid out once more.
    """
    measure = cache(measure)
    free = strips(Page(plan, measure))
    if plan.grows:
        plan = replace(plan, height=plan.height + free.at("lower", "upper"))
    while True:
        scene, drafts = _attempt(Page(plan, measure), free)
        wanted = _wanted(plan, free, drafts)
        if wanted == free:
            # What is hidden only takes its room.
            scene.shapes = [shape for shape in scene.shapes if not shape.hidden]
            scene.words = [words for words in scene.words if not words.hidden]
            scene.steps = plan.steps
            return cleared(scene) if plan.style.transparent else parted(scene)
        if plan.grows:
            more = sum(wanted.below.values()) - sum(free.below.values())
            plan = replace(plan, height=plan.height + more)
        free = wanted


def _wanted(plan: FigurePlan, free: Strips, drafts: Sequence[PanelDraft]) -> Strips:
    """The strips that are needed below rows of panels after an attempt with those of free."""
    below, broad, legends = dict(free.below), free.broad, free.legends
    down = [draft for draft in drafts if draft.below or draft.sunk]
    for row in {plan.cells[draft.index].last_row for draft in down}:
        users = [d for d in down if plan.cells[d.index].last_row == row]
        alone = frozenset({users[0].index}) if len(users) == 1 < plan.columns else frozenset()
        if row not in below and not alone <= broad:
            # Nobody else is there: it may reach below its neighbours, and needs less height.
            broad |= alone
            continue
        if not alone:
            broad -= {draft.index for draft in users}
        needed = max(draft.need for draft in users)
        if needed:
            below[row] = max(below.get(row, 0.0), needed)
        if any(draft.below for draft in users):
            legends |= {row}
    # Panels of one figure name a few curves in one way.
    alike = free.alike or {"legend", "direct"} <= {draft.named for draft in drafts}
    ends = {d.index: d.end_labels for d in drafts if d.end_labels is not None}
    end_labels = {**free.end_labels, **ends}
    return replace(
        free, below=below, legends=legends, broad=broad, alike=alike, end_labels=end_labels
    )


def _attempt(page: Page, free: Strips) -> tuple[Scene, list[PanelDraft]]:
    """The scene, and its panels, which know what strips they still need."""
    style = page.plan.style
    scene = Scene(page.plan.width, page.plan.height, style.background, style.foreground)
    scene.add(*figure_title(page))
    drafts: list[PanelDraft] = []
    done = [crowd.PlacedWords(scene.words)]
    placed = plots(page, free)
    scene.areas = [plot.area for plot in placed]
    for index, (panel, plot) in enumerate(zip(page.plan.panels, placed, strict=True)):
        room = plot.room.grown(EDGE * page.plan.font_size)
        vicinity = room.grown(CROWD * page.ink(style.label_scale).size)
        draft = PanelDraft(
            page,
            scene,
            index,
            plot,
            PlacedPanel(panel, plot.area),
            Ground(page.plan.width, page.plan.height, room),
            free,
            neighbours=[box for words in done for box in words.within(vicinity)],
            first_word=len(scene.words),
            first_shape=len(scene.shapes),
        )
        _panel(draft)
        finish(draft)
        drafts.append(draft)
        done.append(crowd.PlacedWords(draft.words))
    if free.common:
        put_common(page, scene)
    _warn(scene)
    return scene, drafts


def _warn(scene: Scene) -> None:
    """Warnings for what has no room on the page."""
    paper = scene.paper
    names = {"title": "title", "figure-title": "title", "x-name": "label of the x axis",
             "y-name": "label of the y axis"}  # fmt: skip
    for words in scene.words:
        if words.role in names and not words.box.within(paper):
            text = " ".join(words.text.split("\n"))
            scene.warnings.append(
                f"there is no room on the page for the {names[words.role]}: '{text}'"
            )
    outside = {w.role for w in scene.words if not w.box.within(paper.grown(SLACK))} - {*names}
    if "legend-label" in outside and not any("legend" in warning for warning in scene.warnings):
        scene.warnings.append("there is no room on the page for a legend; make the figure larger")
    if outside - {"legend-label"} or not all(area.within(paper) for area in scene.areas):
        scene.warnings.append("the figure is too small for the labels around its plots")


def _panel(draft: PanelDraft) -> None:
    """Put down a panel, what is fixed first."""
    place, panel, ground, scene = draft.place, draft.panel, draft.ground, draft.scene
    page, style = draft.page, draft.page.plan.style
    ground.take(strip(draft))
    for fill in panel.fills:
        scene.add(*curves.fill(place, fill))
    _lines(draft)
    lines = _curves(draft)
    if panel.inset is not None:
        ground.take_path(edge_of_region(place, panel.inset), page.look.width)
    _words(draft)
    if panel.inset is not None:
        _inset(draft, panel.inset)
    ink = page.ink(style.label_scale)
    for plan in panel.points:
        # In the colour of its curve, where curves are labelled in their colours.
        own = replace(ink, color=label_color(plan.stroke, style))
        words = points.label(place, plan, own, ground, scene.warnings)
        if words is not None:
            scene.add(replace(words, pages=plan.stroke.pages))
    scene.add(*on_tangents(place, panel, ink, ground, scene.warnings))
    pinned = [note for note in panel.notes if isinstance(note.at, tuple)]
    _notes(draft, pinned, ink)
    scene.add(*on_lines(place, panel, ink, draft.ground, scene.warnings))
    entries = names(draft, lines)
    _notes(draft, [note for note in panel.notes if note not in pinned], ink)
    if entries:
        put_legend(draft, entries)
    _struck(draft)
    _over_hatches(draft)


def _notes(draft: PanelDraft, plans: Sequence[NotePlan], ink: Ink) -> None:
    for plan in plans:
        if plan.equations:
            put_formulas(draft, plan, ink)
    plans = [plan for plan in plans if not plan.equations]
    if not plans:
        return
    boxes = [text.box for text in draft.words]
    placed = notes(draft.place, plans, ink, draft.ground, crowd.rows(draft), boxes)
    for plan, note in zip(plans, placed, strict=True):
        draft.scene.add(replace(note.words, pages=plan.pages))
        draft.scene.add(*(replace(shape, pages=plan.pages) for shape in note.leader))


def _struck(draft: PanelDraft) -> None:
    """A halo for words that found no free place, so that they can be read, and a warning."""
    for words in draft.words:
        if not words.struck or words.hidden:
            continue
        if not words.angle:
            _halo(draft, words, "halo", rows.HALO)
        kind = "note" if words.role == "note" else "label"
        # A sign in braces is one of a number that actplot wrote.
        text = words.text.replace("\n", " ").replace("{-}", "-")
        draft.warn(
            f"there is no free room for the {kind} '{text}'; move it, shorten it, or "
            "make the figure larger"
        )


def _over_hatches(draft: PanelDraft) -> None:
    """A halo for words over a hatch."""
    ground = hatched(draft.place, draft.panel.fills, draft.ground)
    if ground is not None:
        for words in draft.words:
            if words.layer in ("tick-label", "label") and not ground.free(words.box):
                _halo(draft, words, "line", HATCH_HALO)


def _lines(draft: PanelDraft) -> None:
    """The axes, reference lines and asymptotes."""
    place = draft.place
    for shape in axes.lines(place, draft.page.look):
        draft.scene.add(shape)
        if shape.layer == "axis":
            draft.ground.take_path(shape.line, shape.width)
    for line in place.panel.lines:
        _draw(draft, curves.line(place, line))
    for asymptote in place.panel.asymptotes:
        _draw(draft, tangents.asymptote(place, asymptote))


def _curves(draft: PanelDraft) -> list[tuple[CurvePlan, tuple[Stretch, ...]]]:
    """The curves, tangents and points; returns the curves with what is visible of them."""
    drawn, place, style = [], draft.place, draft.page.plan.style
    for curve in place.panel.curves:
        draft.scene.add(*curves.curve(place, curve))
        for part in curves.visible(place, curve):
            draft.ground.take_path(part, curve.stroke.width)
        for shape in curves.across_jumps(place, curve):
            _draw(draft, shape)
        for shape in (
            *curves.circles(place, curve, style),
            *curves.markers(place, curve, style),
            *curves.arrows(place, curve),
        ):
            _draw_mark(draft, shape)
        drawn.append((curve, stretches(place, curve)))
    for shape in curves.dots(place, place.panel.dots, style):
        _draw_mark(draft, shape)
    for touching in place.panel.tangents:
        for shape in tangents.tangent(place, touching, style):
            _draw(draft, replace(shape, pages=touching.stroke.pages))
    for plan in place.panel.points:
        for shape in points.shapes(place, plan, style):
            draw = _draw if len(shape.points) == 2 else _draw_mark
            draw(draft, replace(shape, pages=plan.stroke.pages))
    return drawn


def _draw(draft: PanelDraft, line: Shape) -> None:
    """Add a line, and take the ground along it."""
    draft.scene.add(line)
    draft.ground.take_path(line.points, line.width)


def _draw_mark(draft: PanelDraft, mark: Shape) -> None:
    """Add a small shape, and take the ground around it."""
    draft.scene.add(mark)
    draft.ground.take(mark.bounds.grown(mark.width / 2 + 0.5))


def _words(draft: PanelDraft) -> None:
    """Tick labels, names, title and the common zero; labels that a curve would cross move."""
    place, ground, view = draft.place, draft.ground, draft.page.look
    labels = around(draft.page, draft.index, draft.plot)
    if draft.panel.frame != "centred":
        for words in labels:
            _put(draft, words)
        # A name between the labels beside a frame would read as one of them.
        for rect in crowd.rows(draft):
            ground.take(rect)
        return
    for words in labels:
        if words.role not in ("x-tick-label", "y-tick-label"):
            _put(draft, _clear_name(draft, words) if words.role == "x-name" else words)
    across = rows.clear("x", ticklabels.x_labels, place, view, ground)
    for words in across.labels:
        _put(draft, words)
    for words in rows.clear("y", ticklabels.y_labels, place, view, ground).labels:
        _put(draft, words)
    zero = ticklabels.zero(place, view, ground, across.labels, across.drop)
    if zero is not None:
        draft.put(zero)


def _clear_name(draft: PanelDraft, words: Words) -> Words:
    """The name under an axis, lower or above the axis if something would strike it."""
    ground, size, up = draft.ground, draft.page.look.size, draft.place.crossing[1]
    lower = [words.moved(0.0, -step * size) for step in NAME_STEPS]
    inside = [name for name in lower if name.box.bottom >= draft.place.area.bottom]
    above = words.moved(0.0, 2 * up - words.box.top - words.box.bottom)
    tried = [words, *inside, above]
    return next((name for name in tried if ground.free(name.box)), words)


def _put(draft: PanelDraft, words: Words) -> None:
    """Add words of the axes, with a thin halo where something is behind them."""
    bottom, axis = draft.place.area.bottom, draft.place.crossing[1]
    under = words.role == "x-name" and bottom <= words.box.bottom and words.box.top < axis
    if (under or words.role.endswith("tick-label")) and not draft.ground.free(
        words.box.grown(-rows.TOUCH)
    ):
        _halo(draft, words, "halo", rows.HALO)
    draft.put(words)


def _inset(draft: PanelDraft, plan: InsetPlan) -> None:
    """The inset; lines to what it magnifies end before the words that are in their way."""
    place, ground, before = draft.place, draft.ground, draft.words
    if warning := placement_warning(place, plan, ground):
        draft.warn(warning)
    lines = Ground(draft.scene.width, draft.scene.height)
    for part in inset(place, plan, draft.page.look, ground):
        draft.scene.add(part)
        if isinstance(part, Shape) and part.role in ("inset-region", "inset-connector"):
            lines.take_path(part.line, part.width)
    for words in before:
        if not lines.free(words.box):
            _halo(draft, words, "line", 0.8)


def _halo(draft: PanelDraft, words: Words, layer: str, width: float) -> None:
    """Add a ground for words that covers what is behind them."""
    fill = draft.scene.background
    draft.scene.add(rectangle(words.box.grown(width), "halo", layer, fill=fill))
