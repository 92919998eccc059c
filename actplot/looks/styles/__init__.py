"""Styles: how a figure looks, as data.

A style is a TOML file next to this module; each gives only what differs from
the `thesis` style, which is the default and is complete. Styles compose: a
later one wins. A matplotlib `.mplstyle` file and a mapping take part too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from actplot.errors import ActplotError, Problem, alike, closest, did_you_mean, reason
from actplot.inputs import read_file
from actplot.looks.colour.maps import MAPS, spread
from actplot.looks.colour.names import NAMES, hex_text, on_ground, rgb
from actplot.records import Record, replace

FOLDER = Path(__file__).parent
DEFAULT = "thesis"
# Colours of a cycle that is made of a map.
FROM_A_MAP = 6
_GROUND, _NO_GROUND = "background", "none"
_DERIVED = ("transparent", "colormap")  # from other keys


# What keys of other tools are here.
_ELSEWHERE = {
    "color colour palette cmap colormap color_cycle prop_cycle colorway": "write colors: viridis",
    "bg bgcolor facecolor transparent": "write background: none",
    "theme name base preset": "a style by its name comes first: style: [slide, {dark: on}]",
    "darkmode dark_mode": "write dark: on",
    "grid_alpha gridwidth gridcolor grid_color": "write grid_width: 0.3",
    "fontsize textsize size": "write font_size: 10",
    "linewidth lw thickness": "write line_width: 2",
    "family font fontfamily fontname": "write font: {latin: Times New Roman}, next to `style:`",
    "legend title labels": "it belongs at the top of the spec",
}
SHORTEST_PATTERN = 0.5
"""In line widths: shorter dash patterns cannot be seen, and take for ever to draw."""
_KEYS = "`actplot schema` lists all keys"


class Style(Record):
    """Every choice that makes a look. Lengths in pt unless said otherwise."""

    about: str  # one line for the list of styles
    serif: bool  # STIX if true, else DejaVu Sans, unless a font is named
    font_size: float  # axis names, labels, legend
    tick_scale: float  # tick labels, as a share of font_size
    label_scale: float  # labels at curves and lines, and notes, likewise
    inset_scale: float  # all text of an inset, as a share of that of its panel
    title_scale: float  # titles, likewise
    title_weight: str  # normal or bold
    line_width: float  # curves
    axis_width: float  # axes, ticks, circles
    grid_width: float
    tick_length: float
    ticks: str  # of boxed and open axes: across, out or in
    arrow_length: float  # in multiples of axis_width
    arrow_width: float  # likewise
    circle_radius: float  # in multiples of line_width
    background: str
    foreground: str  # axes and text
    muted: str  # grid, reference lines, leaders
    colors: tuple[str, ...]
    dashes: tuple[tuple[float, ...], ...]  # in multiples of line_width; () is solid
    markers: tuple[str, ...]  # one for each curve in turn; empty: none
    label_color: str  # curve or foreground
    frame: str  # centred, boxed or open
    grid: bool
    width: float  # mm, of a figure with one panel
    panel_width: float  # mm, of a figure with several panels in a row
    aspect: float  # width of one panel over its height
    letters: str  # how panels are lettered, such as "(a)"; empty: not at all
    dark: str = ""  # the style whose colours an SVG takes on a dark page
    transparent: bool = False  # set by `background: none`; colours are mixed with the last other
    colormap: str = ""  # set by `colors: viridis`: the map of which colours are parts

    def cycle(self, count: int = FROM_A_MAP) -> Style:
        """The style with count colours in its cycle, if they are those of a map."""
        if not self.colormap:
            return self
        colors = spread(self.colormap, count, rgb(self.background))
        return replace(self, colors=tuple(map(hex_text, colors)))


class StyleError(ActplotError):
    """A style that does not exist, or with keys or values that styles do not have."""


def names() -> list[str]:
    """The styles that come with actplot, the default first."""
    stems = sorted(file.stem for file in FOLDER.glob("*.toml"))
    return sorted(stems, key=lambda name: name != DEFAULT)


def load(parts: Sequence[str | Path | Mapping[str, Any]] = ()) -> Style:
    """The style that parts make together, each overriding those before it.

    A part is a name, a path of an .mplstyle or .toml file, or a mapping of
    Style's own keys or of matplotlib's. Raises ActplotError.
    """
    values, transparent = dict(_named(DEFAULT)), False
    for part in parts:
        more = _checked(_values(part))
        if "background" in more:
            transparent = more["background"] == _NO_GROUND
            more = {key: value for key, value in more.items() if not transparent or key != _GROUND}
        values |= more
    for key in ("foreground", "muted"):
        values[key] = on_ground(values[key], values["background"])
    if values["colors"][0] in MAPS:
        return Style(**values, transparent=transparent, colormap=values["colors"][0]).cycle()
    return Style(**values, transparent=transparent)


@cache
def _named(name: str) -> Mapping[str, Any]:
    if name not in names():
        raise StyleError(f"no style is called '{name}'", help=_meant(name))
    return _checked(_toml(FOLDER / f"{name}.toml"))


def _meant(name: str) -> str | None:
    from actplot.looks import venues

    try:
        venue = venues.find(name).title
    except ActplotError:
        return did_you_mean(name, names(), f"there are {', '.join(names())}")
    return f"the size for {venue} is a key of its own: `size: {name}`"


def _values(part: str | Path | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(part, Mapping):
        return _translated(part)
    path = Path(part)
    if path.suffix == ".mplstyle":
        from actplot.looks.styles.mplstyle import read

        return read(path)
    if path.suffix == ".toml":
        return _toml(path)
    return _named(str(part))


def _translated(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """A mapping with matplotlib's keys in terms of our own."""
    if not any("." in key for key in part):
        return part
    from actplot.looks.styles import mplstyle

    theirs = {key: mplstyle.written(part[key]) for key in mplstyle.TRANSLATIONS if key in part}
    return {key: part[key] for key in part if key not in theirs} | mplstyle.translated(theirs)


def _toml(file: Path) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_file(file).decode())
    except OSError as error:
        raise StyleError(f"cannot read the style {file}: {reason(error)}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StyleError(f"the style {file} is not valid TOML: {error}") from None


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {key: kind for key, kind in Style.__annotations__.items() if key not in _DERIVED}
    problems = []
    checked: dict[str, Any] = {}
    for key, value in values.items():
        if key not in kinds:
            problems.append(Problem(f"styles have no key '{key}'", help=_meant_key(key, kinds)))
            continue
        if key == "dark":
            value = _dark(value)
        if key == "frame" and value == "centered":
            value = "centred"
        if key == "colors" and isinstance(value, str) and value in MAPS:
            checked[key] = (value,)
            continue
        try:
            checked[key] = _CHECKS[str(kinds[key])](value)
            problems += _refused(key, checked[key], value)
        except (TypeError, ValueError):
            problems.append(Problem(f"the style key '{key}' cannot be {value!r}"))
    if problems:
        raise StyleError(*problems)
    return checked


def _meant_key(key: str, kinds: Mapping[str, str]) -> str | None:
    for words, line in _ELSEWHERE.items():
        if key.lower() in words.split():
            return line
    nearest = closest(key, kinds)
    if nearest is None or not alike(key, nearest):
        return _KEYS
    return f"did you mean '{nearest}'?"


def _dark(value: Any) -> Any:
    """The name of a style: `on` is that of the dark one, off is none."""
    if value in (False, "off", "none"):
        return ""
    return "dark" if value is True else value


def _refused(key: str, value: Any, written: Any) -> Iterator[Problem]:
    """A value that is of the right kind, but no use."""
    message = f"the style key '{key}' cannot be {written!r}"
    if isinstance(value, float):
        low, high = _LIMITS.get(key, _WIDTHS)
        if not low <= value <= high:
            yield Problem(message, help=f"it must be a number from {low:g} to {high:g}")
    elif key == "dark" and value and value not in names():
        yield Problem(f"no style is called '{value}'", help=did_you_mean(value, names(), _DARK))
    elif key in _WORDS and value not in _WORDS[key]:
        help = f"it must be one of {', '.join(_WORDS[key])}"
        yield Problem(message, help=did_you_mean(value, _WORDS[key], help))
    elif key == "colors" and not value:
        yield Problem(message, help="name at least one colour")
    elif key == "dashes" and not all(
        len(dashes) % 2 == 0 and (not dashes or SHORTEST_PATTERN <= sum(dashes) <= 1000)
        for dashes in value
    ):
        help = "each is a list of strokes and gaps, such as [4, 2]; [] is solid"
        yield Problem(message, help=help)
    for color in value if key == "colors" else [value] if key in _COLOURS else ():
        try:
            if (key, color) != (_GROUND, _NO_GROUND):
                rgb(color)
        except ValueError:
            otherwise = "use a CSS name, #rrggbb, or a grey from 0 to 1"
            hint = did_you_mean(color, NAMES, otherwise)
            yield Problem(f"no colour is called '{color}'", help=hint)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not float(value) >= 0:
        raise ValueError(value)
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _patterns(value: Any) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(_number(length) for length in _list(item)) for item in _list(value))


def _list(value: Any) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(value)
    return value


_WIDTHS = (0.0, 50.0)
_SCALES, _PAGE = (0.1, 10.0), (5.0, 3000.0)
_LIMITS = {
    "font_size": (1.0, 200.0), "tick_scale": _SCALES, "label_scale": _SCALES,
    "inset_scale": _SCALES, "title_scale": _SCALES, "line_width": (0.05, 50.0),
    "width": _PAGE, "panel_width": _PAGE, "aspect": (0.05, 20.0),
}  # fmt: skip
"""What a number may be, where it is no width or length of a stroke."""
_WORDS = {
    "title_weight": ("normal", "bold"),
    "ticks": ("across", "out", "in"),
    "label_color": ("curve", "foreground"),
    "frame": ("centred", "boxed", "open"),
}
_DARK = "write on, off or the name of a style"
_COLOURS = ("background", "foreground", "muted")

_CHECKS = {
    "str": _text,
    "float": _number,
    "bool": _truth,
    "tuple[str, ...]": _texts,
    "tuple[tuple[float, ...], ...]": _patterns,
}
