"""Keys of other tools, and what to write here instead: a word that sounds alike would not help."""

from __future__ import annotations

from collections.abc import Mapping

from actplot.spec.yaml.nodes import Dictionary, KeyPath, Scalar

_LONGEST = 40  # characters of a value that a hint repeats


def _table(*rows: tuple[str, str]) -> Mapping[str, str]:
    return {word: line for words, line in rows for word in words.split()}


_ANYWHERE = _table(
    ("transparent see_through", "write opacity: 0.5"),
    ("samples npoints num_points resolution n_points", "delete it: curves are exact"),
)
_CURVE = _table(
    ("domain range restrict restriction interval limits xlim xrange x_range from_to bounds span",
     "a curve's own domain is x: {value:[0, 2]}"),
    ("visible invisible show shown phantom ghost",
     "write hidden: on, for a curve that keeps its room"),
    ("end endpoints endpoint circles closed open dots",
     "write ends: [closed, open], beside x: [0, 2]"),
    ("cmap colormap colourmap palette gradient", "a family takes colors: {value:viridis}"),
    ("params parameters args arguments kwargs param",
     "parameters stand in the expression: swish(beta=2); your own functions under let:"),
    ("legend name title text caption", "write label: {value:GELU}"),
    ("slope rotation rotate label_at label_pos labelpos position pos",
     "write label: {{at: 2, sloped: on}}"),
)  # fmt: skip
_NOTE = _table(
    ("arrow arrows arrowprops arrowstyle leader connector",
     "a note without a target has no arrow: {{text: here, at: [1, 2]}}"),
    ("pos position xytext textpos textposition offset loc place where", "write at: {value:[1, 2]}"),
    ("xy point target pointer to", "write x: 1, and y: 2 or curve: 1"),
    ("label s name note string", "write text: {value:here}"),
    ("latex math equation", "write formula: on, for the formula of a curve"),
)  # fmt: skip
_LINE = _table(
    ("xmin xmax from to start end range", "a part of a line is {{y: 1, x: [-2, 0]}}"),
    ("m gradient", "write slope: {value:1}, and through: [0, 0]"),
)
_AXES = _table(
    ("invert inverted reversed invert_x invert_y backwards descending", "write reverse: x"),
    ("x y xlim ylim xrange yrange range limits", "ranges stand beside axes: x: {value:[-4, 4]}"),
    ("thousands group grouping separator thousands_sep",
     "write numbers: {{group: thin}}, beside axes"),
    ("minorgrid minor_grid gridminor", "write grid: minor"),
    ("log logx semilogx", "write xscale: log"),
    ("logy semilogy loglog", "write yscale: log"),
)  # fmt: skip
_PANEL = _table(
    ("background facecolor bg bgcolor transparent transparency",
     "write style: {{background: none}}"),
    ("dark darkmode dark_mode color_scheme", "write style: {{dark: on}}"),
    ("decimal decimals locale decimal_mark decimal_sep", 'write numbers: {{decimal: ","}}'),
    ("thousands group grouping separator thousands_sep", "write numbers: {{group: thin}}"),
    ("scatter markers dots point marker", "write points: [{{x: 0, y: 0}}]"),
    ("axhline hline yline", "write lines: [{{y: {value:1}}}]"),
    ("axvline vline xline", "write lines: [{{x: {value:1}}}]"),
    ("annotate annotations annotation texts", "write notes: [{{text: here, at: [1, 2]}}]"),
    ("definitions define defs def params parameters vars variables constants constant const macros"
     " expressions lambdas", "names of your own stand under let: {{k: 1.702}}"),
    ("animate animation frames pages slides reveal overlay overlays", "write steps: curves"),
    ("tight_layout constrained_layout bbox bbox_inches pad_inches",
     "delete it: the page is exactly as large as `size` says"),
    ("tangent_at slope slopes derivative_at", "write tangents: [{{curve: 1, x: 0}}]"),
    ("invert_xaxis reverse flip invert", "write axes: {{reverse: x}}"),
)  # fmt: skip
# Below x: or y:, where only a range stands.
_RANGE = _table(
    ("label name title text caption", "the name of the axis is {axis}label: {value:input}"),
    ("scale type", "write axes: {{{axis}scale: {value:log}}}"),
    ("log", "write axes: {{{axis}scale: log}}"),
    ("ticks tick majorticks tickvals xticks yticks", "write axes: {{{axis}ticks: {value:0.5}}}"),
    ("reverse reversed invert inverted", "write axes: {{reverse: {axis}}}"),
    ("grid", "write axes: {{grid: {axis}}}"),
    ("range limits lim interval bounds span", "write {axis}: {value:[-4, 4]}"),
)
_BY_PLACE = {
    "in an entry of `curves:`": _CURVE,
    "in an entry of `notes:`": _NOTE,
    "in an entry of `lines:`": _LINE,
    "in an entry of `panels:`": _PANEL,
    "at the top of the spec": _PANEL,
    "under `axes:`": _AXES,
}


def habit(where: str, name: str, node: Dictionary) -> str | None:
    """The line that says here what an unknown key means elsewhere; node: in which it stands."""
    word = name.lower().replace("-", "_")
    if where == "in an entry of `curves:`" and (found := _parameter(name, node)) is not None:
        return found
    line = _BY_PLACE.get(where, {}).get(word) or _ANYWHERE.get(word)
    if line is None:
        return None
    return line.format(value=_Value(node, name))


def in_place_of_range(node: Dictionary, path: KeyPath) -> str:
    """What to write instead of a mapping where a range belongs; path: where it stands."""
    axis = path[-1] if path[:-1] == () or path[:-2] == ("panels",) else ""
    for name in node.entries if axis else ():
        line = _RANGE.get(name.lower().replace("-", "_"))
        if line is not None:
            return line.format(axis=axis, value=_Value(node, name))
    return "write [low, high]"


class _Value:
    """The value of the unknown key, or what the table says where it is long or no value."""

    def __init__(self, node: Dictionary, name: str) -> None:
        value = node.entries[name].value
        plain = isinstance(value, Scalar) and value.text.lower() in ("on", "off", "true", "false")
        self._written = "" if plain else value.written().strip()

    def __format__(self, otherwise: str) -> str:
        short = 0 < len(self._written) <= _LONGEST and "\n" not in self._written
        return self._written if short else otherwise


def _parameter(name: str, node: Dictionary) -> str | None:
    """A parameter of the activation that is given as a key: alpha beside elu."""
    from actplot import activations

    written = node.entries.get("expr")
    expr = written.value if written is not None else None
    value = node.entries[name].value
    if not isinstance(expr, Scalar) or not isinstance(value, Scalar):
        return None
    bare = expr.text.partition("(")[0].rstrip("'").strip()
    try:
        entry = activations.find(bare).activation
        entry.parameter(name)
    except (activations.UnknownActivation, activations.ParameterError):
        return "write opacity: " + (value.text or "0.4") if name == "alpha" else None
    primes = "'" * (len(expr.text) - len(expr.text.rstrip("'")))
    call = f"{bare}({name}={value.text}){primes}"
    return f"write {call}" + (f", or opacity: {value.text}" if name == "alpha" else "")
