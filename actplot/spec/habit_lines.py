"""What keys of other tools are here, by where they stand: the line to write, word by word.

`{value:...}` is the value that the user gave, or what stands after the colon; `side` the same as a
length, `width` and `height` its two numbers in inches. A line that begins
with "write" is YAML up to the first `, next to`, `, and`, `, or` or `, for`.
"""

from __future__ import annotations

from collections.abc import Mapping


def _table(*rows: tuple[str, str]) -> Mapping[str, str]:
    return {word: line for words, line in rows for word in words.split()}


_OWN_DOMAIN = "write x: {value:[0, 2]}"
_COLOURS = "write style: {{colors: {value:viridis}}}"
_FILE = "write file: {value:measured.csv}"
_DROP = "write drop: [x, y]"
_OPACITY = (
    "alpha opacity transparency",
    'put the opacity into the last two digits of a colour: color: "#0b4a9b80"',
)

ANYWHERE = _table(
    ("samples npoints num_points resolution n_points smooth smoothing antialiased drawstyle",
     "delete it: curves are exact"),
    ("zorder z order layer", "delete it: later entries of a list are drawn on top"),
    ("markersize marker_size ms", "delete it: the size of markers follows the line width"),
)  # fmt: skip
CURVE = _table(
    ("transparent see_through opaque", "write opacity: 0.5"),
    ("domain range restrict restriction interval limits xlim xrange x_range from_to bounds span"
     " x_lim", _OWN_DOMAIN),
    ("from to xmin xmax x_min x_max start stop", "write x: [0, 2]"),
    ("y ylim y_range yrange ymin ymax",
     "write y: {value:[0, 1]}, next to `curves:`"),
    ("visible invisible show shown phantom ghost hide",
     "write hidden: on, for a curve that keeps its room"),
    ("end endpoints endpoint circles closed open dots",
     "write {{expr: gelu, x: [0, 2], ends: [closed, open]}}"),
    ("arrow arrows arrowhead arrowheads tip tips", "write ends: arrow"),
    ("cmap colormap colourmap palette gradient", "for a family, write colors: {value:viridis}"),
    ("params parameters args arguments kwargs param",
     "put parameters in the expression: swish(beta=2); your own functions under let:"),
    ("legend name title text caption", "write label: {value:GELU}"),
    ("slope rotation rotate label_at label_pos labelpos label_position label_loc position pos",
     "write label: {{at: 2, sloped: on}}"),
    ("stroke linecolor line_color edgecolor markercolor", "write color: {value:crimson}"),
    ("weight stroke_width stroke_weight line_width linewidths penwidth", "write width: {value:2}"),
    ("dasharray stroke_dasharray line_style linetype lty pattern", "write line: {value:dashed}"),
    ("derivative order diff gradient grad nth differentiate",
     "derivatives are written with a prime for each order: \"gelu'\""),
    ("point points dot", "write points: [{{curve: 1, x: 0}}], next to `curves:`"),
    ("note notes annotation annotate",
     "write notes: [{{curve: 1, x: 0, text: here}}], next to `curves:`"),
    ("tangent tangents", "write tangents: [{{curve: 1, x: 0}}], next to `curves:`"),
    ("fill fillto area shade fill_between",
     "write fill: [{{between: [gelu, 0]}}], next to `curves:`"),
    ("discontinuities discontinuity connect", "write jumps: dotted"),
)  # fmt: skip
NOTE = _table(
    ("arrow arrows arrowprops arrowstyle leader connector showarrow arrowhead",
     "a note without a target has no arrow: {{text: here, at: [1, 2]}}"),
    ("pos position xytext textpos textposition offset loc place where coords ax ay anchor xanchor"
     " ha va align halign valign", "write at: {value:[1, 2]}"),
    ("xy point target pointer to", "write {{text: here, x: 1, y: 2}}"),
    ("label s name note string", "write text: {value:here}"),
    ("latex math equation", "write {{curve: 1, formula: on}}, for the formula of a curve"),
    ("fontsize size font_size textsize", "for the size of all texts, write font: {{size: 10.5}}"),
    ("rotation angle rotate bbox box background frame",
     "delete it: notes are horizontal and have no box"),
)  # fmt: skip
LINE = _table(
    ("xmin xmax from to start end range", "for a segment, write {{y: 1, x: [-2, 0]}}"),
    ("m gradient", "write {{slope: {value:1}, through: [0, 0]}}"),
    ("b intercept c0", "write {{slope: 1, through: [0, {value:1}]}}"),
    ("point xy1 p", "write {{slope: 1, through: {value:[0, 0]}}}"),
    ("value at pos position x1 y1 orientation",
     "a line is at an x or at a y: {{x: 1}} or {{y: 1}}"),
    _OPACITY,
    ("arrow arrows", "for an arrow, write notes: [{{text: here, x: 1, y: 1}}]"),
)  # fmt: skip
POINT = _table(
    ("s ms markersize marker_size radius diameter width", "write size: {value:3}"),
    ("fillstyle mfc markerfacecolor facecolor open hollow empty fill", "write filled: off"),
    ("yerr yerror errors err errorbar errorbars error_y std stderr sem sigma sd uncertainty ci"
     " delta", "write error: {value:0.1}"),
    ("xerr xerror error_x", "only vertical error bars are supported: error: {value:0.1}"),
    ("csv data url path table source src filename from dataset tsv npy", _FILE),
    ("columns column usecols cols",
     "write {{file: measured.csv, x: 1, y: 2}}, for columns by name or number"),
    ("delimiter sep separator skiprows header comments",
     "delete it: the separator is detected automatically"),
    ("name text annotation title legend annotate", "write label: {value:here}"),
    ("at xy coords coordinates pos position place point", "write {{x: 1, y: 2}}"),
    ("dropline droplines drop_lines projection project projections dashed guides guide vlines stem",
     _DROP),
    ("shape symbol glyph style", "write marker: {value:square}"),
    ("connect connected mode lines joined join linestyle_", "write line: solid"),
    _OPACITY,
    ("edgecolor mec markeredgecolor", "write color: {value:crimson}"),
    ("feature kind special where", "write {{curve: 1, x: minimum}}"),
)  # fmt: skip
TANGENT = _table(
    ("at x0 a point position pos", "write x: {value:1}"),
    ("y", "a tangent touches its curve at an x: {{curve: 1, x: 0}}"),
    ("slope m gradient show_slope", "write label: auto, for its slope"),
    ("len span extent full long range", "write length: full"),
    _OPACITY,
    ("through", "for a line of any slope, write lines: [{{slope: 1, through: {value:[0, 0]}}}]"),
)  # fmt: skip
FILL = _table(
    ("transparent see_through opaque", "write opacity: 0.5"),
    ("y1 y2 upper lower under above below to from curve curves base baseline",
     "write between: [gelu, 0]"),
    ("xmin xmax start end domain range", "write where: x > 0"),
    ("pattern texture hatches", "write hatch: {value://}"),
    ("facecolor fillcolor edgecolor", "write color: {value:gold}"),
)  # fmt: skip
AXES = _table(
    ("invert inverted reversed invert_x invert_xaxis flip flipped backwards descending",
     "write reverse: x"),
    ("invert_y invert_yaxis flip_y", "write reverse: y"),
    ("x y xlim ylim xrange yrange range limits",
     "write x: {value:[-4, 4]}, next to `axes:`"),
    ("thousands group grouping separator thousands_sep",
     "write numbers: {{group: thin}}, next to `axes:`"),
    ("minorgrid minor_grid gridminor", "write grid: minor"),
    ("minorticks minor_ticks subticks", "write minor: on"),
    ("log logx semilogx logscale xlog log_x", "write xscale: log"),
    ("logy semilogy loglog ylog log_y", "write yscale: log"),
    ("tick_params tickdir tick_direction direction", "write ticks: in"),
    ("xticklabels xtick_labels ticklabels tick_labels", "write xticks: {{0: a, 1: b}}"),
    ("yticklabels ytick_labels", "write yticks: {{0: a, 1: b}}"),
    ("box boxed type style kind", "write frame: boxed"),
    ("spines spine despine", "write frame: open"),
    ("aspect", "write equal: on"),
    ("zero origin centered centred", "write frame: centred"),
    ("visible show hidden off", "write xticks: off, and yticks: off"),
    ("grid_alpha gridcolor grid_color gridwidth grid_width gridlines gridstyle",
     "write grid: on, and style: {{grid_width: 0.3}}, next to `axes:`"),
    ("xtitle x_label xname", "write xlabel: {value:input}, next to `axes:`"),
    ("ytitle y_label yname", "write ylabel: {value:output}, next to `axes:`"),
    ("xformat yformat tickformat format",
     "for tick labels of your own, write xticks: {{0.5: 50 %}}"),
    ("decimals locale", 'write numbers: {{decimal: ","}}, next to `axes:`'),
)  # fmt: skip
LEGEND = _table(
    ("loc location position pos where", "write at: {value:upper left}"),
    ("bbox_to_anchor outside out", "write at: outside right"),
    ("orientation horizontal ncol ncols cols", "write columns: {value:2}"),
    ("shared share single figlegend", "write common: on"),
    ("show visible hide off", "write at: none"),
    ("fontsize size font_size", "for the size of all texts, write font: {{size: 10.5}}"),
    ("frame frameon edgecolor fancybox framealpha shadow border box",
     "delete it: legends have no frame"),
    ("title labels names order",
     "its entries are the labels of curves: {{expr: gelu, label: GELU}}"),
)  # fmt: skip
NUMBERS = _table(
    ("thousands grouping separator thousands_sep sep", "write group: {value:thin}"),
    ("locale language mark point decimals decimal_mark decimal_sep comma", 'write decimal: ","'),
    ("precision digits format fmt round",
     "for tick labels of your own, write axes: {{xticks: {{0.5: 50 %}}}}"),
)  # fmt: skip
LABELS = _table(
    ("kind style format type as mode", "write text: {value:symbols}"),
    ("rotate rotation slope angle", "write sloped: on"),
    ("position pos loc location place where", "write at: {value:end}"),
)
CAPTION = _table(
    ("title long caption content", "write text: {value:The GELU}"),
    ("lof toc list", "write short: {value:GELU}"),
    ("citation citations cites refs references bibliography", "write cite: {value:off}"),
    ("ref id tag anchor", "write label: {value:fig:gelu}"),
    ("pos position float where", "write placement: {value:htbp}"),
)
FONT = _table(
    ("serif sans main roman family name text", "write latin: {value:Times New Roman}"),
    ("zh ja ko chinese japanese korean han", "write cjk: {value:SimSun}"),
    ("mathtext mathfont formula formulas", "write math: {value:stix}"),
    ("weight style bold italic color", "delete it: letters are upright, variables slanted"),
)  # fmt: skip
SIZE = _table(
    ("preset journal publisher class document documentclass target", "write venue: {value:ieee}"),
    ("unit units", "write width: 84 mm"),
    ("figsize size", "write width: {width:8 in}, and height: {height:6 in}"),
    ("scale zoom factor", "write width: 84 mm, and height: 60 mm"),
)
INSET = _table(
    ("loc location position pos place", "write at: {value:lower right}"),
    ("bounds size scale zoom", "write width: 0.4, and height: 0.4"),
    ("border frame edgecolor", "delete it: an inset has a frame"),
)
PANEL = _table(
    ("transparent transparency", "write style: {{background: none}}"),
    ("background facecolor bg bgcolor paper_bgcolor plot_bgcolor",
     "write style: {{background: {value:none}}}"),
    ("aspect", "write size: {{aspect: {value:4/3}}}, or axes: {{equal: on}}"),
    ("step", "write steps: {value:curves}"),
    ("sharex share_x", "write share: x"),
    ("sharey share_y", "write share: y"),
    ("axis", "write axes: {{xticks: off, yticks: off}}"),
    ("dark darkmode dark_mode color_scheme mode", "write style: {{dark: on}}"),
    ("colors colours color_cycle colour_cycle colorcycle prop_cycle palette cmap colormap colorway"
     " color_palette", _COLOURS),
    ("linewidth lw line_width linewidths thickness stroke_width",
     "write style: {{line_width: {value:2}}}"),
    ("title_fontsize titlesize title_size title_font",
     "write style: {{title_scale: 1.2}}, and font: {{size: 10}} for all texts"),
    ("font_size textsize text_size labelsize label_size", "write font: {{size: {value:10.5}}}"),
    ("fontfamily font_family fontname typeface", "write font: {{latin: {value:Times New Roman}}}"),
    ("decimal decimals locale decimal_mark decimal_sep", 'write numbers: {{decimal: ","}}'),
    ("thousands group grouping separator thousands_sep", "write numbers: {{group: thin}}"),
    ("number_format numberformat tickformat tick_format precision digits",
     "for tick labels of your own, write axes: {{xticks: {{0.5: 50 %}}}}"),
    ("scatter markers dots point marker", "write points: [{{x: 0, y: 0}}]"),
    ("data csv measurements dataset table", "write points: [{{file: {value:measured.csv}}}],"
     " for what was measured"),
    ("errorbars errorbar yerr errors", "write points: [{{x: 1, y: 2, error: {value:0.1}}}]"),
    ("axhline hline hlines yline", "write lines: [{{y: {value:1}}}]"),
    ("axvline vline vlines xline", "write lines: [{{x: {value:1}}}]"),
    ("axhspan hspan hband", "write fill: [{{y: {value:[0, 1]}}}]"),
    ("axvspan vspan vband shapes band bands rect", "write fill: [{{x: [0, 1]}}]"),
    ("fill_between fillbetween area shade", "write fill: [{{between: {value:[gelu, 0]}}}]"),
    ("annotate annotations annotation texts text text_at note",
     "write notes: [{{text: here, at: [1, 2]}}]"),
    ("definitions define defs def params parameters vars variables constants constant const macros"
     " expressions lambdas", "define your own names under let: {{k: 1.702}}"),
    ("animate animation frames pages slides reveal overlay overlays", "write steps: curves"),
    ("tight_layout constrained_layout bbox bbox_inches pad_inches margins autosize",
     "delete it: the page is exactly as large as `size` says"),
    ("tangent tangent_at slope slopes derivative_at", "write tangents: [{{curve: 1, x: 0}}]"),
    ("invert_xaxis reverse flip invert", "write axes: {{reverse: x}}"),
    ("invert_yaxis flip_y", "write axes: {{reverse: y}}"),
    ("figsize figure_size fig_size", "write size: {{width: {width:8 in}, height: {height:6 in}}}"),
    ("width fig_width figwidth", "write size: {{width: {side:84 mm}}}"),
    ("height fig_height figheight", "write size: {{width: 84 mm, height: {side:60 mm}}}"),
    ("legend_loc legend_position legend_pos legend.position legend_at legend_place loc",
     "write legend: {value:upper left}"),
    ("showlegend show_legend hide_legend no_legend nolegend", "write legend: none"),
    ("xmin xmax x_min x_max", "write x: [-4, 4]"),
    ("ymin ymax y_min y_max", "write y: [-1, 1]"),
    ("x_range xrange x_lim x_limits xlimits xlim domain x_domain", "write x: {value:[-4, 4]}"),
    ("y_range yrange y_lim y_limits ylimits ylim y_domain", "write y: {value:[-1, 1]}"),
    ("logx semilogx xlog log_x log", "write axes: {{xscale: log}}"),
    ("logy semilogy ylog log_y", "write axes: {{yscale: log}}"),
    ("loglog", "write axes: {{xscale: log, yscale: log}}"),
    ("grid_alpha gridcolor grid_color grid_width gridwidth grid_style gridlines gridstyle showgrid"
     " show_grid", "write axes: {{grid: on}}, and style: {{grid_width: 0.3}} for finer lines"),
    ("minor_grid minorgrid minorticks", "write axes: {{grid: minor}}"),
    ("suptitle subtitle main heading", "write title: {value:Activations}"),
    ("xaxis x_axis", "write x: [-4, 4], and xlabel: input, axes: {{xticks: 1}}"),
    ("yaxis y_axis", "write y: [-1, 1], and ylabel: output, axes: {{yticks: 1}}"),
    ("x_label xtitle x_title xname labs xaxis_title", "write xlabel: {value:input}"),
    ("y_label ytitle y_title yname yaxis_title", "write ylabel: {value:output}"),
    ("xtick_labels xticklabels ticklabels tick_labels", "write axes: {{xticks: {{0: a, 1: b}}}}"),
    ("traces series layers geoms geom plots formula formulas function func",
     "write curves: {value:[gelu]}"),
    ("twinx secondary_y twiny y2 yaxis2 y2axis second_axis",
     "write panels: [{{curves: [gelu]}}, {{curves: [\"gelu'\"]}}], for a second scale of y"),
    ("arrow arrows", "write axes: {{arrows: off}}"),
    ("spines despine frame_on box boxed", "write axes: {{frame: open}}"),
    ("nrows rows n_rows", "write columns: 2, for panels; their rows follow"),
    ("subplots subplot facets facet facet_wrap facet_grid figures axs",
     "write panels: [{{curves: [gelu]}}, {{curves: [relu]}}]"),
    ("asymptote", "write asymptotes: on"),
    ("discontinuities discontinuity jump connect", "write jumps: gap"),
    ("hole removable", "write holes: on"),
    ("reference references citation citations refs bibliography",
     "write caption: {{text: The GELU, cite: off}}"),
    ("short_caption shortcaption lof", "write caption: {{text: The GELU, short: {value:GELU}}}"),
    ("savefig save_as saveas", "write output: gelu, and formats: [pdf, svg]"),
)  # fmt: skip
LET = _table(
    ("name label text caption", "write title: {value:Gate}"),
    ("expr expression function f def definition value body", "write formula: x * sigmoid(x)"),
    ("params parameters parameter args arguments defaults default kwargs",
     "put parameters into the name: f(x, a=1): a * x"),
    ("range limits bounds constraint constraints condition conditions where",
     "write domain: {{a: a > 0}}, for a parameter a"),
    ("ref cite citation paper source doi bib", "write reference: {value:me2026}"),
    ("derivative gradient grad diff", "delete it: derivatives are exact"),
)  # fmt: skip
BY_PLACE = {
    "in an entry of `let:`": LET,
    "in an entry of `curves:`": CURVE,
    "in an entry of `notes:`": NOTE,
    "in an entry of `lines:`": LINE,
    "in an entry of `points:`": POINT,
    "in an entry of `tangents:`": TANGENT,
    "in an entry of `fill:`": FILL,
    "in an entry of `panels:`": PANEL,
    "at the top of the spec": PANEL,
    "under `axes:`": AXES,
    "under `legend:`": LEGEND,
    "under `numbers:`": NUMBERS,
    "under `labels:`": LABELS,
    "under `label:`": LABELS,
    "under `caption:`": CAPTION,
    "under `font:`": FONT,
    "under `size:`": SIZE,
    "under `inset:`": INSET,
}
# Below x: or y:, where only a range stands.
RANGE = _table(
    ("label name title text caption", "write {axis}label: {value:input}"),
    ("scale type", "write axes: {{{axis}scale: {value:log}}}"),
    ("log", "write axes: {{{axis}scale: log}}"),
    ("ticks tick majorticks tickvals xticks yticks", "write axes: {{{axis}ticks: {value:0.5}}}"),
    ("reverse reversed invert inverted", "write axes: {{reverse: {axis}}}"),
    ("grid", "write axes: {{grid: {axis}}}"),
    ("range limits lim interval bounds span", "write {axis}: {value:[-4, 4]}"),
)
