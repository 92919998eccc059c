"""Colours of a PDF as RGB, and the names of their spaces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actplot.looks.colour.names import RGB
from actplot.preflight.pdf.objects import dictionary, plain

BLACK: RGB = (0.0, 0.0, 0.0)
DEVICE = {
    "/DeviceGray": "grey",
    "/G": "grey",
    "/CalGray": "grey",
    "/DeviceRGB": "RGB",
    "/RGB": "RGB",
    "/CalRGB": "RGB",
    "/Lab": "Lab",
    "/DeviceCMYK": "CMYK",
    "/CMYK": "CMYK",
    "/Pattern": "pattern",
    "/Separation": "spot",
    "/DeviceN": "spot",
}
_BY_COMPONENTS = {1: "grey", 3: "RGB", 4: "CMYK"}


def space(value: Any, resources: dict[str, Any]) -> str:
    """The name of a colour space: grey, RGB, CMYK, Lab, spot, pattern, or "" if unknown."""
    definition = plain(value)
    if isinstance(definition, str):
        if definition in DEVICE:
            return DEVICE[definition]
        named = plain(dictionary(resources.get("/ColorSpace")).get(definition))
        return space(named, {}) if named is not None else ""
    if isinstance(definition, list) and definition:
        name = str(plain(definition[0]))
        if name == "/ICCBased" and len(definition) > 1:
            return _BY_COMPONENTS.get(int(dictionary(definition[1]).get("/N", 0)), "")
        if name in ("/Indexed", "/I") and len(definition) > 1:
            return space(definition[1], resources)
        return DEVICE.get(name, "")
    return ""


def color(numbers: Sequence[Any], kind: str) -> RGB | None:
    """A colour as RGB; None for what only its own space can tell."""
    try:
        parts = [min(max(float(number), 0.0), 1.0) for number in numbers]
    except (TypeError, ValueError):
        return None
    if kind == "grey" and len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if kind == "RGB" and len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if kind == "CMYK" and len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None
