"""A spec that has been read: every value checked and converted.

Numbers are floats, lengths of the page are in mm, strokes and fonts in pt, names
are known names. `None` means that the spec does not say, and the style decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from actplot.records import Record, field
from actplot.spec.yaml.nodes import KeyPath as KeyPath

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.errors import Place
    from actplot.expression import Curve
    from actplot.sampling.axis import Scale

Pair = tuple[float, float]
Line = str | tuple[float, ...]
"""solid, dashed, dotted, dashdot, or lengths of strokes and gaps in line widths."""
Step = int | tuple[int, ...]
Jumps = Literal["gap", "dotted", "dashed", "solid"]
End = Literal["none", "closed", "open", "arrow"]


class PartSpec(Record):
    """A part of a figure. step: from that one on, or in those; path: its keys in the spec."""

    step: Step | None = field(default=None, kw_only=True)
    path: KeyPath = field(default=(), compare=False, kw_only=True)


class LabelSpec(Record):
    """The name of a curve, a point, an axis, ... text None: made from that itself; "": none.

    at: the x at which it is placed, or the start or the end of the curve; None: where it
    fits. sloped: it follows the curve, or the axis.
    """

    text: str | None = None
    at: float | Literal["start", "end"] | None = None
    sloped: bool | None = None


class StrokedSpec(PartSpec):
    """A part that is a line, with a width in pt."""

    label: LabelSpec | None = field(default=None, kw_only=True)
    color: str | None = field(default=None, kw_only=True)
    line: Line | None = field(default=None, kw_only=True)
    width: float | None = field(default=None, kw_only=True)


class LineSpec(StrokedSpec):
    """A reference line at x or at y, the other of which may be the range of a part of it.

    Or one with a slope through a point, for a range of x or y or across the plot.
    """

    x: float | Pair | None = None
    y: float | Pair | None = None
    slope: float | None = None
    through: Pair | None = None


class NoteSpec(PartSpec):
    """Text with an arrow to (x, y), or to curve number `curve` (from 1) at x; without x, none.

    Curves are counted as drawn: each member of a family is one. at: where it stands, in data
    coordinates or by the name of a place. x may be a feature of the curve, such as minimum.
    """

    text: str | None = None
    formula: bool = False
    at: str | Pair | None = None
    x: float | str | None = None
    y: float | None = None
    curve: int | None = None
    color: str | None = None


class PointSpec(PartSpec):
    """Dots: at places x, y; on curve number `curve` at x, or at each of its features of a kind.

    x and y are of one length; y is empty on a curve, and so is x at a feature. errors: how far
    the bars of each dot reach down and up. line: through the dots, None for none. marker
    None: that of the style. label auto: the coordinates.
    """

    x: tuple[float, ...] = ()
    y: tuple[float, ...] = ()
    curve: int | None = None
    feature: str | None = None
    errors: tuple[Pair, ...] = ()
    marker: str | None = None
    filled: bool = True
    color: str | None = None
    line: Line | None = None
    size: float | None = None
    label: LabelSpec | None = None
    drop: tuple[Literal["x", "y"], ...] = ()


class TangentSpec(StrokedSpec):
    """The tangent of curve number `curve` at x.

    length: of paper in mm, in units of x, or the whole width of the plot.
    """

    x: float
    curve: int = 1
    length: tuple[Literal["mm", "x", "full"], float] | None = None


class CaptionSpec(Record):
    """What LaTeX sets below the figure, and in the list of figures if `short` is given.

    cite: whether the papers behind the curves are cited, or the keys of those that are.
    """

    text: str | None = None
    short: str | None = None
    cite: bool | tuple[str, ...] = True
    label: str | None = None
    placement: str | None = None


class Ticks(Record):
    """Where the ticks of an axis are.

    kind auto: suitable numbers, or with `pi` suitable multiples of pi; step: multiples
    of `step`; list: at `values`, with `labels` (None: the number itself); off: none.
    fractions: numbers are printed as fractions.
    """

    kind: Literal["auto", "step", "list", "off"] = "auto"
    step: float | None = None
    values: tuple[float, ...] = ()
    labels: tuple[str | None, ...] = ()
    pi: bool = False
    fractions: bool = False


class AxesSpec(Record):
    """The two axes of a panel."""

    frame: Literal["centred", "boxed", "open"] | None = None
    arrows: bool | None = None
    grid: bool | Literal["x", "y", "minor"] | None = None
    reverse: tuple[Literal["x", "y"], ...] = ()
    equal: bool = False
    xscale: Scale = "linear"
    yscale: Scale = "linear"
    linthresh: float = 1.0
    xticks: Ticks = Ticks()
    yticks: Ticks = Ticks()
    minor: bool | None = None
    ticks: Literal["across", "out", "in"] | None = None
    decimal: Literal[".", ","] | None = None


class LegendSpec(Record):
    """place: auto, direct, box, none, or a matplotlib place such as `upper left`."""

    place: str = "auto"
    columns: int | None = None
    common: bool = False


class LabelsSpec(Record):
    """The labels of curves that have none of their own: what they say, and where they are."""

    text: Literal["names", "symbols", "formulas", "none"] | None = None
    at: float | Literal["start", "end"] | None = None
    sloped: bool | None = None


class NumbersSpec(Record):
    """How numbers are printed: the mark before decimals, and what parts long ones."""

    decimal: Literal[".", ","] | None = None
    group: Literal["thin", "comma", "none"] | None = None


class CurveSpec(StrokedSpec):
    """One entry of `curves`: one curve, or one for each member of a family.

    x: its own domain, an end of which may be infinite; ends: the markers there. hidden: it
    takes its room, but nothing of it is drawn. colors: of the members, one each or a map.
    """

    expr: str
    curves: tuple[Curve, ...] = field(compare=False)
    marker: str | None = None
    mark: tuple[str, ...] = ()
    asymptotes: tuple[str, ...] | None = None
    jumps: Jumps | None = None
    holes: bool | None = None
    x: Pair | None = None
    ends: tuple[End, End] = ("none", "none")
    opacity: float | None = None
    hidden: bool = False
    colors: str | tuple[str, ...] | None = None


class InsetSpec(Record):
    """A magnified region; width and height are fractions of the panel."""

    x: Pair
    y: Pair | None = None
    at: str | None = None
    width: float | None = None
    height: float | None = None
    path: KeyPath = field(default=(), compare=False)


class FillSpec(PartSpec):
    """A filled region: between two curves (where a condition holds), or a band.

    Exactly one of `between`, `x`, `y` is given. `where` is a curve that is 1 where the
    condition holds and 0 elsewhere. `texts` are the two expressions as written.
    """

    between: tuple[Curve, Curve] | None = field(default=None, compare=False)
    texts: tuple[str, ...] = ()
    where: Curve | None = field(default=None, compare=False)
    condition: str | None = None
    x: Pair | None = None
    y: Pair | None = None
    color: str | None = None
    opacity: float | None = None
    label: LabelSpec | None = None
    hatch: str | None = None


class PanelSpec(PartSpec):
    """One pair of axes. What the figure says for all panels is already merged in."""

    curves: tuple[CurveSpec, ...]
    title: str | None = None
    xlabel: str | None = None
    ylabel: str | None = None
    sloped: bool | None = None
    x: Pair | None = None
    y: Pair | None = None
    axes: AxesSpec = AxesSpec()
    legend: LegendSpec = LegendSpec()
    labels: LabelsSpec = LabelsSpec()
    numbers: NumbersSpec = NumbersSpec()
    lines: tuple[LineSpec, ...] = ()
    notes: tuple[NoteSpec, ...] = ()
    points: tuple[PointSpec, ...] = ()
    tangents: tuple[TangentSpec, ...] = ()
    asymptotes: tuple[str, ...] | None = None
    jumps: Jumps | None = None
    holes: bool | None = None
    inset: InsetSpec | None = None
    fill: tuple[FillSpec, ...] = ()
    mark: tuple[str, ...] = ()
    name: str | None = None
    letter: str | None = None

    @property
    def shown(self) -> tuple[CurveSpec, ...]:
        """The entries of `curves` that are drawn."""
        return tuple(entry for entry in self.curves if not entry.hidden)


class FontSpec(Record):
    """Fonts by role: names of families or paths of font files, the first that is there; size in pt.

    lang picks the face of a CJK collection: sc, tc, hk, jp or kr.
    """

    latin: tuple[str, ...] = ()
    cjk: tuple[str, ...] = ()
    math: tuple[str, ...] = ()
    size: float | None = None
    lang: Literal["sc", "tc", "hk", "jp", "kr"] | None = None


class SizeSpec(Record):
    """The page in mm. width is set whenever the spec names a size at all.

    aspect is width over height; height wins over aspect. venue is the canonical name
    of the venue, whose font size and rules hold; columns how many of its columns.
    """

    venue: str | None = None
    columns: float | None = None
    width: float | None = None
    height: float | None = None
    aspect: float | None = None
    textwidth: float | None = None


class FigureSpec(Record):
    """A whole spec.

    file: as the user named it (`<stdin>`, `<spec>` for texts). source: YAML after `extends` and
    overrides, which reads back to an equal spec. original: what the user wrote. let: the functions
    and numbers that it defines. inputs: the files that were read (specs, styles, functions).
    """

    name: str
    panels: tuple[PanelSpec, ...]
    title: str | None = None
    caption: str | None = None
    captioned: CaptionSpec = CaptionSpec()
    label: str | None = None
    alt: str | None = None
    size: SizeSpec = SizeSpec()
    style: tuple[str | Mapping[str, Any], ...] = ()
    font: FontSpec = FontSpec()
    legend: LegendSpec = LegendSpec()
    columns: int | None = None
    mosaic: tuple[tuple[str | None, ...], ...] | None = None
    share: tuple[Literal["x", "y"], ...] = ()
    letters: str = "auto"
    formats: tuple[str, ...] | None = None
    dpi: float | None = None
    svg: Literal["path", "text"] | None = None
    html: Literal["page", "fragment"] | None = None
    text: Literal["figure", "latex"] | None = None
    steps: Literal["curves", "panels"] | None = None
    output: str | None = None
    functions: tuple[str, ...] = ()
    let: Mapping[str, Activation | float] = field(default_factory=dict, compare=False)
    file: str = field(default="<spec>", compare=False)
    source: str = field(default="", compare=False)
    original: str = field(default="", compare=False)
    inputs: tuple[str, ...] = field(default=(), compare=False)
    places: Mapping[KeyPath, Place] = field(default_factory=dict, compare=False)

    def place(self, path: KeyPath) -> Place | None:
        """The place of the value at path, or of the innermost value around it that has one."""
        return self.given(path) or (self.place(path[:-1]) if path else None)

    def given(self, path: KeyPath) -> Place | None:
        """The place of the value at path, if the spec gives it.

        A key that the figure gives for all panels has its place at the top.
        """
        if path not in self.places and len(path) > 2 and path[0] == "panels":
            path = path[2:]
        return self.places.get(path)
