"""Matplotlib style sheets, in the terms of our own styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from actplot.errors import ActplotError
from actplot.inputs import read_file
from actplot.units import MM_PER_INCH

SIZES = {
    "xx-small": 0.579, "x-small": 0.694, "small": 0.833, "medium": 1.0,
    "large": 1.2, "x-large": 1.44, "xx-large": 1.728,
}  # fmt: skip


def read(path: Path) -> dict[str, Any]:
    """The Style keys that an .mplstyle file sets; what has no counterpart is left out.

    Raises ActplotError where the file cannot be read.
    """
    try:
        text = read_file(path).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ActplotError(f"cannot read the style {path}: {error}") from None
    settings: dict[str, str] = {}
    for line in text.splitlines():
        # A comment begins at a '#' that is not inside quotes.
        bare = re.sub(r"""(?x) ^((?:[^"'\#]|"[^"]*"|'[^']*')*)\#.*$""", r"\1", line).strip()
        if ":" in bare:
            key, value = bare.split(":", 1)
            settings[key.strip()] = value.strip().strip("\"'")
    try:
        return translated(settings)
    except ActplotError as error:
        raise ActplotError(f"{path}: {error.problems[0].message}") from None


def translated(settings: Mapping[str, str]) -> dict[str, Any]:
    """The Style keys behind matplotlib's; what has no counterpart is left out.

    Raises ActplotError for a value that matplotlib's key cannot have.
    """
    values: dict[str, Any] = {}
    for key, translate in TRANSLATIONS.items():
        if key in settings:
            try:
                values |= translate(settings[key], settings)
            except ValueError:
                raise ActplotError(f"{key} cannot be {settings[key]!r}") from None
    return values


def written(value: Any) -> str:
    """A value as a style sheet would write it."""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _colour(text: str) -> str:
    return f"#{text}" if re.fullmatch(r"[0-9a-fA-F]{6}", text) else text


def _truth(text: str) -> bool:
    return text.lower() in {"true", "on", "yes", "t", "y", "1"}


Translation = Callable[[str, Mapping[str, str]], dict[str, Any]]
"""What makes our keys of a value and of all settings of a style sheet."""


def _to(key: str, convert: Callable[[str], Any]) -> Translation:
    return lambda text, _: {key: convert(text)}


def _relative(key: str) -> Translation:
    def translate(text: str, settings: Mapping[str, str]) -> dict[str, Any]:
        base = float(settings.get("font.size", 10))
        return {key: SIZES[text] if text in SIZES else float(text) / base}

    return translate


def _cycle(text: str, _: Mapping[str, str]) -> dict[str, Any]:
    match = re.search(r"""['"]?color['"]?\s*[,=]\s*\[([^\]]*)\]""", text)
    if match is None:
        return {}
    colours = [item.strip().strip("\"'") for item in match[1].split(",")]
    return {"colors": tuple(_colour(colour) for colour in colours if colour)}


def _size(text: str, _: Mapping[str, str]) -> dict[str, Any]:
    width, height = (float(part) for part in text.strip("()[]").split(","))
    return {"width": width * MM_PER_INCH, "aspect": width / height}


TRANSLATIONS: dict[str, Translation] = {
    "font.family": _to("serif", lambda text: "sans" not in text),
    "font.size": _to("font_size", float),
    "xtick.labelsize": _relative("tick_scale"),
    "axes.titlesize": _relative("title_scale"),
    "axes.titleweight": _to("title_weight", str),
    "lines.linewidth": _to("line_width", float),
    "axes.linewidth": _to("axis_width", float),
    "grid.linewidth": _to("grid_width", float),
    "xtick.major.size": _to("tick_length", float),
    "xtick.direction": _to("ticks", lambda text: "across" if text == "inout" else text),
    "figure.facecolor": _to("background", _colour),
    "text.color": _to("foreground", _colour),
    "axes.edgecolor": _to("foreground", _colour),
    "grid.color": _to("muted", _colour),
    "axes.prop_cycle": _cycle,
    "axes.grid": _to("grid", _truth),
    "figure.figsize": _size,
}
"""matplotlib's keys that have a counterpart, and how they are translated."""
