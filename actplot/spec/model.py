"""What a spec says once it has been read: every value checked and converted.

Numbers are floats, lengths of the page are in mm, strokes and fonts in pt, names
are known names. `None` means that the spec is silent and the style decides.
`path` is where a part stands in the spec, for `FigureSpec.place`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from actplot.records import Record, field
from actplot.spec.annotations import AxisNameSpec as AxisNameSpec
from actplot.spec.annotations import CaptionSpec as CaptionSpec
from actplot.spec.annotations import End as End
from actplot.spec.annotations import Grid as Grid
from actplot.spec.annotations import Jumps as Jumps
from actplot.spec.annotations import KeyPath as KeyPath
from actplot.spec.annotations import LabelSpec as LabelSpec
from actplot.spec.annotations import Line as Line
from actplot.spec.annotations import LineSpec as LineSpec
from actplot.spec.annotations import NoteSpec as NoteSpec
from actplot.spec.annotations import Pair as Pair
from actplot.spec.annotations import PointSpec as PointSpec
from actplot.spec.annotations import Scale as Scale
from actplot.spec.annotations import Step as Step
from actplot.spec.annotations import TangentSpec as TangentSpec

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.errors import Place
    from actplot.expression import Curve


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
    grid: Grid | None = None
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
    """How curves are called that have no label of their own, and where their labels stand."""

    text: Literal["names", "symbols", "formulas", "none"] | None = None
    at: float | Literal["start", "end"] | None = None
    sloped: bool | None = None


class NumbersSpec(Record):
    """How numbers are printed: the mark before decimals, and what parts long ones."""

    decimal: Literal[".", ","] | None = None
    group: Literal["thin", "comma", "none"] | None = None


class CurveSpec(Record):
    """One entry of `curves`: one curve, or one for each member of a family.

    x: its own domain, an end of which may be infinite; ends: what stands at them. hidden: it
    takes its room, but nothing of it is drawn. colors: of the members, one each or a map.
    """

    expr: str
    curves: tuple[Curve, ...] = field(compare=False)
    label: LabelSpec | None = None
    color: str | None = None
    line: Line | None = None
    width: float | None = None
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
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class InsetSpec(Record):
    """A magnified region; width and height are fractions of the panel."""

    x: Pair
    y: Pair | None = None
    at: str | None = None
    width: float | None = None
    height: float | None = None
    path: KeyPath = field(default=(), compare=False)


class FillSpec(Record):
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
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)


class PanelSpec(Record):
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
    step: Step | None = None
    path: KeyPath = field(default=(), compare=False)

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

    file: as the user named it (`<stdin>`, `<spec>` for texts). source: YAML after `extends`
    and overrides, which reads back to an equal spec. original: what the user wrote.
    let: the functions and numbers that the spec defines, by name.
    inputs: the files that were read (spec, bases, styles, functions).
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
        """Where the value at path stands, or the nearest thing around it that stands anywhere.

        A panel's own key that the figure gives for all panels is found there.
        """
        if path in self.places:
            return self.places[path]
        if len(path) > 2 and path[0] == "panels" and path[2:] in self.places:
            return self.places[path[2:]]
        return self.place(path[:-1]) if path else None
