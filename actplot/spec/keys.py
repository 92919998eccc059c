"""Every key of a spec: its name, its check, what it does; and what makes a model of the values.

The schema, the completion of keys and the documentation are read from here.
"""

from __future__ import annotations

from actplot.spec import together
from actplot.spec.annotation_keys import CAPTION, LINE_, NOTE, POINT, TANGENT, XNAME, YNAME
from actplot.spec.curves import COLORS, ENDS_OF_CURVE, curve
from actplot.spec.curves import DOMAIN as DOMAIN_OF_CURVE
from actplot.spec.model import InsetSpec
from actplot.spec.parts import (
    EXPRESSION,
    axes,
    condition,
    families,
    fill,
    font,
    functions,
    legend,
    panel,
    styles,
    two_expressions,
)
from actplot.spec.sections import Key, Section, made, table
from actplot.spec.steps import STEP_KEY
from actplot.spec.values.checks import (
    FLAG,
    OPACITY,
    PROSE,
    SPAN,
    TEXT,
    Check,
    integer,
    number,
    word,
)
from actplot.spec.values.colors import COLOR
from actplot.spec.values.files import FORMAT, REFERENCE, STEM
from actplot.spec.values.lengths import LENGTH, RATIO, STROKE, WIDTH, points
from actplot.spec.values.lists import several
from actplot.spec.values.mosaic import MOSAIC
from actplot.spec.values.sizes import LIST_HELP, SIDES, sides, size, venue
from actplot.spec.values.terms import (
    ASYMPTOTE,
    GRID,
    JUMP,
    LANGUAGE,
    LEGEND_PLACE,
    LETTERS,
    LINE,
    MARKER,
    MARKS,
    PLACE,
    TICKS,
    WHICH_AXES,
)
from actplot.spec.wording import DECIMAL, LABEL, LABELS, LET, NUMBERS

_STYLE = {"$ref": "#/definitions/style"}
_STYLES = {
    "anyOf": [
        _STYLE,
        {"type": ["string", "object"], "minLength": 1},
        {
            "type": "array",
            "items": {"anyOf": [_STYLE, {"type": ["string", "object"]}]},
            "minItems": 1,
        },
    ]
}
_VENUE = Check(venue, {"anyOf": [{"$ref": "#/definitions/venue"}, {"type": "string"}]})
_CONDITION = Check(condition, {"type": "string"})
_FUNCTIONS = several(Check(functions, {"type": "string"}))
_BETWEEN = Check(
    two_expressions,
    {"type": "array", "items": EXPRESSION.schema, "minItems": 2, "maxItems": 2},
)
_FRAME = word("frame", "centred", "boxed", "open", also={"centered": "centred"})
_HATCH = word("hatch", "/", "\\", "|", "-", "+", "x", ".", "//", "\\\\", "xx", "..")
_SVG = word("kind of text", "path", "text")
_HTML = word("kind of HTML", "page", "fragment")
_TEXT_BY = word("way to set text", "figure", "latex")
_STEPS = word("kind of steps", "curves", "panels")
_MARK = several(word("feature", *MARKS))
_FAMILY = several(TEXT, many=20)

CURVE = Section(
    "a curve", "in an entry of `curves:`",
    table(
        Key("expr", EXPRESSION, "an activation or any expression of x; ' is the derivative"),
        Key("label", LABEL.check(), "its name: auto, none, a text, or {text, at, sloped}"),
        Key("color", COLOR, "a CSS name, #rrggbb, tab:blue, C0 (of the style), or a grey 0 to 1"),
        Key("line", LINE, "solid, dashed, dotted, dashdot, or [stroke, gap] in line widths"),
        Key("width", STROKE, "of the line, in pt"),
        Key("marker", MARKER, "a symbol set along the curve at equal distances"),
        Key("asymptotes", ASYMPTOTE, "on, off, or a list of vertical, horizontal, slant"),
        Key("jumps", JUMP, "what joins the ends at a jump: gap (nothing), dotted, dashed, solid"),
        Key("holes", FLAG, "an open circle where it is undefined at a single point"),
        Key("mark", _MARK, "points to mark: minimum, maximum, zero, corner, inflection"),
        Key("x", DOMAIN_OF_CURVE, "a domain of its own: [0, 2]; inf: up to the edge of the axes"),
        Key("ends", ENDS_OF_CURVE, "markers at its ends: none, closed, open, arrow; or two"),
        Key("opacity", OPACITY, "from 0 to 1; multiplies that of the colour"),
        Key("hidden", FLAG, "on: it takes its room, but is not drawn", False),
        Key("colors", COLORS, "of a family: viridis, plasma, ..., or one colour per member"),
        STEP_KEY,
    ),
    curve, short="expr", needs=("expr",),
)  # fmt: skip

INSET = Section(
    "an inset", "under `inset:`",
    table(
        Key("x", SPAN, "the range of x that it magnifies"),
        Key("y", SPAN, "the range of y; default: fits the curves"),
        Key("at", PLACE, "its position; default: where there is room"),
        Key("width", number(0.05, 1), "its width as a share of the panel's"),
        Key("height", number(0.05, 1), "its height as a share of the panel's"),
    ),
    made(InsetSpec), needs=("x",),
)  # fmt: skip

FILL = Section(
    "a filled region", "in an entry of `fill:`",
    table(
        Key("between", _BETWEEN, "two expressions; the region between them is filled"),
        Key("where", _CONDITION, "a condition that limits it, such as x < 0"),
        Key("x", SPAN, "or a vertical band over this range of x"),
        Key("y", SPAN, "or a horizontal band over this range of y"),
        Key("color", COLOR, "as for a curve"),
        Key("opacity", OPACITY, "from 0 to 1; multiplies that of the colour"),
        Key("alpha", OPACITY, "old name of opacity", hidden=True),
        Key("label", LABEL.check(), "its name, inside or in the legend; at: near an x"),
        Key("hatch", _HATCH, "a pattern for print without colour"),
        STEP_KEY,
    ),
    fill,
    rule=together.FILL,
)  # fmt: skip

AXES = Section(
    "axes", "under `axes:`",
    table(
        Key("frame", _FRAME, "centred (through the origin), boxed, or open (left and bottom)"),
        Key("arrows", FLAG, "arrowheads at the ends of centred axes"),
        Key("grid", GRID, "lines at the ticks: on, off, x or y alone, minor (minor ticks, too)"),
        Key("reverse", WHICH_AXES, "x, y or both: reverses the axis"),
        Key("equal", FLAG, "one unit of x is as long as one of y", False),
        Key("xscale", word("scale", "linear", "log", "symlog"), "scale of the x axis", "linear"),
        Key("yscale", word("scale", "linear", "log", "symlog"), "scale of the y axis", "linear"),
        Key("linthresh", number(above=0), "up to where a symlog scale is linear", 1.0),
        Key("xticks", TICKS, "auto, pi, a step, a list, off, or numbers with labels: {0: $a$}"),
        Key("yticks", TICKS, "the same for y"),
        Key("minor", FLAG, "minor ticks between the others"),
        Key("ticks", word("side", "across", "out", "in"), "the side of the axis with the ticks"),
        Key("decimal", DECIMAL, "deprecated: use numbers: {decimal}", hidden=True),
    ),
    axes, short="frame", keeps=True,
    rule=together.AXES,
)  # fmt: skip

LEGEND = Section(
    "a legend", "under `legend:`",
    table(
        Key("at", LEGEND_PLACE, "auto, direct (at curves), box, none, a corner, or outside right"),
        Key("place", LEGEND_PLACE, "old name of at", "auto", hidden=True),
        Key("columns", integer(1, 20), "number of entries side by side"),
        Key("common", FLAG, "one legend for all panels", False),
    ),
    legend, short="at",
)  # fmt: skip

FONT = Section(
    "a font", "under `font:`",
    table(
        Key("latin", _FAMILY, "family or file for Latin letters and digits; of a list, the first"),
        Key("cjk", _FAMILY, "family or file for Chinese, Japanese and Korean, or a list"),
        Key("math", _FAMILY, "family for formulas: stix, cm, dejavu, ..., or a list"),
        Key("size", points(1, 200, "a size"), "in pt, or a Chinese grade such as 五号"),
        Key("lang", LANGUAGE, "which face of a CJK collection: sc, tc, hk, jp, kr"),
    ),
    font, short="latin", also=families, forms=(_FAMILY.schema["anyOf"][1],),
)  # fmt: skip

SIZE = Section(
    "a size", "under `size:`",
    table(
        Key("venue", _VENUE, "a publisher or class: ieee, ieee-full, nature, thesis, ..."),
        Key("columns", number(0.5, 4), "how many of the venue's columns: 1, 1.5, 2"),
        Key("width", WIDTH, "such as 84 mm (mm, cm, in, pt, texpt) or 0.8 textwidth"),
        Key("height", LENGTH, "such as 60 mm"),
        Key("aspect", RATIO, "width over height, such as 4/3"),
        Key("textwidth", LENGTH, "the width of the document's text, for shares of it"),
    ),
    size, short="venue", also=sides, forms=SIDES,
    hint=LIST_HELP,
    rule=together.SIZE,
)  # fmt: skip

_CURVES = several(CURVE.check(), many=100, empty=True)
PANEL = Section(
    "a panel", "in an entry of `panels:`",
    table(
        Key("curves", _CURVES, "what is drawn: one entry per curve or family"),
        Key("title", TEXT, "title above the axes"),
        Key("xlabel", XNAME.check(), "label of the x axis; of `input $z$`, z is the variable"),
        Key("ylabel", YNAME.check(), "label of the y axis, or {text, sloped}"),
        Key("x", SPAN, "the range of x; default: suits the curves"),
        Key("y", SPAN, "the range of y; default: fits the curves"),
        Key("axes", AXES.check(), "centred, boxed, open, or a mapping of more"),
        Key("legend", LEGEND.check(), "auto, direct, box, none, a place, or a mapping of more"),
        Key("labels", LABELS.check(), "of all curves: names, symbols, formulas, none, or more"),
        Key("numbers", NUMBERS.check(), "of ticks and labels: {decimal, group}"),
        Key("lines", several(LINE_.check()), "reference lines, each at an x or a y"),
        Key("notes", several(NOTE.check()), "texts with an arrow, on a curve or at a point"),
        Key("points", several(POINT.check()), "dots: on a curve, at a place, or measured"),
        Key("tangents", several(TANGENT.check()), "straight lines that touch a curve at an x"),
        Key("asymptotes", ASYMPTOTE, "dashed lines that curves approach: on, off, or which"),
        Key("jumps", JUMP, "what joins the ends of a curve at a jump: gap, dotted, dashed, solid"),
        Key("holes", FLAG, "open circles where a formula is undefined at a single point"),
        Key("inset", INSET.check(), "a magnified region"),
        Key("fill", several(FILL.check()), "filled regions"),
        Key("mark", _MARK, "points to mark on every curve"),
        STEP_KEY,
        Key("name", TEXT, "what a mosaic calls the panel"),
    ),
    panel, needs=("curves",), instead=("points", "lines", "fill"),
)  # fmt: skip

_PANELS = several(PANEL.check(), many=100)
FIGURE = Section(
    "a spec", "at the top of the spec",
    {key.name: key for key in PANEL.keys.values() if key.name not in ("name", "step")}
    | table(
        Key("let", LET.check(), "numbers and functions of your own: mine(x, a=0.5): a * x^2"),
        Key("panels", _PANELS, "several axes; each takes the keys above and those given for all"),
        Key("columns", integer(1, 20), "number of panels side by side"),
        Key("mosaic", MOSAIC, "rows of panels by name: [a a, b c]; without names they are a, b, c"),
        Key("share", WHICH_AXES, "axes on which all panels have one range"),
        Key("letters", LETTERS, "of panels: auto, on, off, or how the first looks: (a)", "auto"),
        Key("size", SIZE.check(), "a venue, 84x60 (in mm), or a mapping of width, height, ..."),
        Key("style", Check(styles, _STYLES), "a name, a list (later wins), a path, or a mapping"),
        Key("font", FONT.check(), "fonts and the size of text"),
        Key("formats", several(FORMAT, once=True), "the files to write: pdf, svg, png"),
        Key("dpi", number(20, 2400), "pixels per inch of a PNG"),
        Key("svg", _SVG, "path or text: what text becomes in SVG files"),
        Key("html", _HTML, "page or fragment: an HTML file, or a piece to put into one"),
        Key("text", _TEXT_BY, "latex: the text of the PDF is left to the document, by a .tex file"),
        Key("steps", _STEPS, "one page per step, in one layout: curves or panels appear"),
        Key("output", STEM, "name of the files without suffix; default: the spec's own"),
        Key("caption", CAPTION.check(), "for LaTeX: a text, or {text, short, cite, label}"),
        Key("label", REFERENCE, "for \\ref in LaTeX, such as fig:gelu"),
        Key("alt", PROSE, "the figure in words, for those who cannot see it"),
        Key("functions", _FUNCTIONS, "Python files with your own functions; run only if allowed"),
        Key("extends", several(TEXT), "specs that this one extends; later ones win"),
    ),
    panel, adds=("style",),
    rule=together.FIGURE,
)  # fmt: skip

SECTIONS = (FIGURE, PANEL, AXES, CURVE, SIZE, LEGEND, FONT, LINE_, NOTE, INSET, FILL, LABEL, LABELS,
            NUMBERS, XNAME, YNAME, POINT, TANGENT, CAPTION)  # fmt: skip
