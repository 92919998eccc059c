"""The keys of annotations: reference lines, notes, points, tangents; of axis names and captions."""

from __future__ import annotations

from actplot.spec import together
from actplot.spec.lines import THROUGH, line
from actplot.spec.lines import WHERE as STRETCH
from actplot.spec.model import CaptionSpec, LabelSpec, TangentSpec
from actplot.spec.notes import AT, note
from actplot.spec.notes import X as NOTE_X
from actplot.spec.points import DATA, ERROR, HEIGHT, WHERE, point
from actplot.spec.sections import Key, Section, made, table
from actplot.spec.steps import STEP_KEY
from actplot.spec.values.checks import FLAG, NUMBER, PROSE, TEXT
from actplot.spec.values.colors import COLOR
from actplot.spec.values.files import CITE, PLACEMENT, REFERENCE
from actplot.spec.values.lengths import LENGTH_OF_TANGENT, STROKE, points
from actplot.spec.values.terms import LINE, MARKER, NAME, POINT_LINE, WHICH_AXES
from actplot.spec.which import CURVE_NAMED
from actplot.spec.wording import LABEL

XNAME = Section(
    "the label of an axis", "under `xlabel:`",
    table(Key("text", NAME, "its text: auto, none, or a text")),
    made(LabelSpec), short="text", text=True,
)  # fmt: skip

YNAME = Section(
    "the label of an axis", "under `ylabel:`",
    table(
        Key("text", NAME, "its text: auto, none, or a text"),
        Key("sloped", FLAG, "on: along the axis; off: horizontal"),
    ),
    made(LabelSpec), short="text", text=True,
)  # fmt: skip

LINE_ = Section(
    "a reference line", "in an entry of `lines:`",
    table(
        Key("x", STRETCH, "the x of a vertical line, or the range of x of another line"),
        Key("y", STRETCH, "the y of a horizontal line, or the range of y of another line"),
        Key("slope", NUMBER, "or the slope of a line"),
        Key("through", THROUGH, "and a point [x, y] on it"),
        Key("label", LABEL.check(), "text on the line, or {text, at, sloped}"),
        Key("color", COLOR, "as for a curve"),
        Key("line", LINE, "as for a curve"),
        Key("width", STROKE, "of the line, in pt"),
        STEP_KEY,
    ),
    line,
    rule=together.LINE,
)  # fmt: skip

NOTE = Section(
    "a note", "in an entry of `notes:`",
    table(
        Key("text", TEXT, "its text"),
        Key("formula", FLAG, "on: the formula of its curve, or of all, instead of a text", False),
        Key("at", AT, "its position: upper left, ..., or [x, y]; default: where there is room"),
        Key("x", NOTE_X, "where its arrow points: a number, or minimum, ... of its curve"),
        Key("y", NUMBER, "the y of the point, for a note not on a curve"),
        Key("curve", CURVE_NAMED, "its curve: the number (from 1), the expression or the label"),
        Key("color", COLOR, "of the text and the arrow"),
        STEP_KEY,
    ),
    note,
    rule=together.NOTE,
)  # fmt: skip

POINT = Section(
    "a point", "in an entry of `points:`",
    table(
        Key("x", WHERE, "a number, a list, a feature of the curve (minimum, ...), or a column"),
        Key("y", HEIGHT, "the same for y, for points that are not on a curve"),
        Key("curve", CURVE_NAMED, "the curve that it is on: number, expression or label"),
        Key("file", DATA, "measurements: .csv, .tsv, .txt or .dat (, ; tab or blanks), .npy, .npz"),
        Key("error", ERROR, "half the length of the error bars, a column of it, or [lower, upper]"),
        Key("marker", MARKER, "its symbol; default: a dot"),
        Key("filled", FLAG, "off: an empty symbol", True),
        Key("color", COLOR, "as for a curve"),
        Key("line", POINT_LINE, "none, or a line from point to point: solid, dashed, ..."),
        Key("size", points(0.5, 50, "a size of a symbol"), "the width of the symbol, in pt"),
        Key("label", LABEL.check(), "its name; auto: the coordinates"),
        Key("drop", WHICH_AXES, "x, y or [x, y]: a dashed line to that axis"),
        STEP_KEY,
    ),
    point, hint="write {x: 1, y: 2}, {curve: 1, x: 0} or {file: measured.csv}",
    rule=together.POINT,
)  # fmt: skip

TANGENT = Section(
    "a tangent", "in an entry of `tangents:`",
    table(
        Key("x", NUMBER, "where it touches the curve"),
        Key("curve", CURVE_NAMED, "the curve: number, expression or label", 1),
        Key("length", LENGTH_OF_TANGENT, "20 mm on paper, a number in units of x, or full"),
        Key("label", LABEL.check(), "its name; auto: its slope"),
        Key("color", COLOR, "as for a curve"),
        Key("line", LINE, "as for a curve"),
        Key("width", STROKE, "of the line, in pt"),
        STEP_KEY,
    ),
    made(TangentSpec), needs=("x",), hint="write {curve: 1, x: 0}",
)  # fmt: skip

CAPTION = Section(
    "a caption", "under `caption:`",
    table(
        Key("text", PROSE, "below the figure; \\ref and \\cite by their names"),
        Key("short", PROSE, "in the list of figures; default: the text without citations"),
        Key("cite", CITE, "the papers behind the curves: on, off, or a list of keys", True),
        Key("label", REFERENCE, "for \\ref, such as fig:gelu"),
        Key("placement", PLACEMENT, "where LaTeX may put the figure: htbp, t!, H"),
    ),
    made(CaptionSpec), short="text", text=True,
)  # fmt: skip
