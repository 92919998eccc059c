"""Colours by name: what `crimson`, `tab:blue`, `k`, `0.5` and `#1f77b4` stand for.

The names are those of CSS Color Module Level 4, the `tab:` names those of Tableau's
ten colours, and the letters those that MATLAB made common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from actplot.later import pattern

RGB = tuple[float, float, float]

_CSS = """
    aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff
    beige=f5f5dc bisque=ffe4c4 black=000000 blanchedalmond=ffebcd blue=0000ff
    blueviolet=8a2be2 brown=a52a2a burlywood=deb887 cadetblue=5f9ea0 chartreuse=7fff00
    chocolate=d2691e coral=ff7f50 cornflowerblue=6495ed cornsilk=fff8dc crimson=dc143c
    cyan=00ffff darkblue=00008b darkcyan=008b8b darkgoldenrod=b8860b darkgray=a9a9a9
    darkgreen=006400 darkgrey=a9a9a9 darkkhaki=bdb76b darkmagenta=8b008b
    darkolivegreen=556b2f darkorange=ff8c00 darkorchid=9932cc darkred=8b0000
    darksalmon=e9967a darkseagreen=8fbc8f darkslateblue=483d8b darkslategray=2f4f4f
    darkslategrey=2f4f4f darkturquoise=00ced1 darkviolet=9400d3 deeppink=ff1493
    deepskyblue=00bfff dimgray=696969 dimgrey=696969 dodgerblue=1e90ff firebrick=b22222
    floralwhite=fffaf0 forestgreen=228b22 fuchsia=ff00ff gainsboro=dcdcdc ghostwhite=f8f8ff
    gold=ffd700 goldenrod=daa520 gray=808080 green=008000 greenyellow=adff2f grey=808080
    honeydew=f0fff0 hotpink=ff69b4 indianred=cd5c5c indigo=4b0082 ivory=fffff0 khaki=f0e68c
    lavender=e6e6fa lavenderblush=fff0f5 lawngreen=7cfc00 lemonchiffon=fffacd
    lightblue=add8e6 lightcoral=f08080 lightcyan=e0ffff lightgoldenrodyellow=fafad2
    lightgray=d3d3d3 lightgreen=90ee90 lightgrey=d3d3d3 lightpink=ffb6c1 lightsalmon=ffa07a
    lightseagreen=20b2aa lightskyblue=87cefa lightslategray=778899 lightslategrey=778899
    lightsteelblue=b0c4de lightyellow=ffffe0 lime=00ff00 limegreen=32cd32 linen=faf0e6
    magenta=ff00ff maroon=800000 mediumaquamarine=66cdaa mediumblue=0000cd
    mediumorchid=ba55d3 mediumpurple=9370db mediumseagreen=3cb371 mediumslateblue=7b68ee
    mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585
    midnightblue=191970 mintcream=f5fffa mistyrose=ffe4e1 moccasin=ffe4b5 navajowhite=ffdead
    navy=000080 oldlace=fdf5e6 olive=808000 olivedrab=6b8e23 orange=ffa500 orangered=ff4500
    orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98 paleturquoise=afeeee
    palevioletred=db7093 papayawhip=ffefd5 peachpuff=ffdab9 peru=cd853f pink=ffc0cb
    plum=dda0dd powderblue=b0e0e6 purple=800080 rebeccapurple=663399 red=ff0000
    rosybrown=bc8f8f royalblue=4169e1 saddlebrown=8b4513 salmon=fa8072 sandybrown=f4a460
    seagreen=2e8b57 seashell=fff5ee sienna=a0522d silver=c0c0c0 skyblue=87ceeb
    slateblue=6a5acd slategray=708090 slategrey=708090 snow=fffafa springgreen=00ff7f
    steelblue=4682b4 tan=d2b48c teal=008080 thistle=d8bfd8 tomato=ff6347 turquoise=40e0d0
    violet=ee82ee wheat=f5deb3 white=ffffff whitesmoke=f5f5f5 yellow=ffff00
    yellowgreen=9acd32
"""
_TABLEAU = """
    blue=1f77b4 orange=ff7f0e green=2ca02c red=d62728 purple=9467bd brown=8c564b pink=e377c2
    gray=7f7f7f grey=7f7f7f olive=bcbd22 cyan=17becf
"""
_LETTERS = "b=0000ff g=008000 r=ff0000 c=00bfbf m=bf00bf y=bfbf00 k=000000 w=ffffff"


def _table(text: str, prefix: str = "") -> dict[str, str]:
    pairs = (item.split("=") for item in text.split())
    return {f"{prefix}{name}": f"#{value}" for name, value in pairs}


NAMES = MappingProxyType(_table(_CSS) | _table(_TABLEAU, "tab:") | _table(_LETTERS))
"""Every name with its value as #rrggbb."""

TABLEAU = frozenset(name for name in NAMES if name.startswith("tab:"))
LETTERS = frozenset(name for name in NAMES if len(name) == 1)
CSS = frozenset(NAMES) - TABLEAU - LETTERS

_HEX = pattern(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CYCLE = pattern(r"C([0-9]+)")
_GREY = pattern(r"0?\.[0-9]+|[01](?:\.0*)?")
PATTERN = rf"^({_HEX.pattern}|{_CYCLE.pattern}|tab:[a-z]+|[a-z]+|{_GREY.pattern})$"
"""A colour, for a schema."""


def known(text: str) -> str | None:
    """The colour in matplotlib's spelling, or None if it is no colour.

    A name, #rgb, #rgba, #rrggbb, #rrggbbaa, tab:name, C0 .. for the style's own
    colours, or a grey from 0 (black) to 1 (white).
    """
    if text in LETTERS or any(form.fullmatch(text) for form in (_HEX, _CYCLE, _GREY)):
        return text
    folded = text.lower()
    return folded if folded in CSS or folded in TABLEAU else None


def converted(text: str) -> str | None:
    """`rgb(11 74 155)`, `rgba(11, 74, 155, 50%)` or three to four shares of 1, as #rrggbb.

    None for any other text.
    """
    function = _FUNCTION.fullmatch(text[:_LONGEST])
    parts = re.split(r"\s*[,/]\s*|\s+", function[2].strip()) if function else []
    amounts = [amount for part in parts if (amount := _AMOUNT.fullmatch(part))]
    if function is None or len(amounts) < len(parts) or not 3 <= len(parts) <= 4:
        return None
    whole = 255.0 if function[1] else 1.0
    shares = [
        float(amount[1]) / (100.0 if amount[2] else size)
        for amount, size in zip(amounts, (whole, whole, whole, 1.0), strict=False)
    ]
    if max(shares) > 1.0:
        return None
    return "#" + "".join(f"{round(255 * share):02x}" for share in shares)


_LONGEST = 60  # characters of a function that is read
_AMOUNT = pattern(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(%?)")
_FUNCTION = pattern(r"(?i:(rgba?))?[(\[]([0-9.,/%\s]+)[)\]]")


def rgb(color: str, cycle: Sequence[str] = ()) -> RGB:
    """Red, green and blue of a colour, each from 0 to 1.

    color is a name, #rgb, #rgba, #rrggbb, #rrggbbaa, a grey from "0" (black) to "1" (white), or
    C0, C1, ... for the colours of cycle in turn. Opacity is left out. Raises ValueError.
    """
    if cycle and (numbered := _CYCLE.fullmatch(color)):
        return rgb(cycle[int(numbered[1]) % len(cycle)])
    value = NAMES.get(color.lower(), color)
    if _HEX.fullmatch(value):
        digits = value[1:]
        if len(digits) < 6:
            digits = "".join(2 * digit for digit in digits)
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    grey = float(value)
    if not 0 <= grey <= 1:
        raise ValueError(f"{color!r} is not a colour")
    return grey, grey, grey


def opacity(color: str) -> float:
    """The opacity of a colour, from 0 to 1: that of #rgba and #rrggbbaa, else 1."""
    if not _HEX.fullmatch(color) or len(color) not in (5, 9):
        return 1.0
    digits = color[4:] * 2 if len(color) == 5 else color[7:]
    return int(digits, 16) / 255


def on_ground(color: str, ground: str) -> str:
    """A colour as it looks on a ground: where it is seen through, mixed with that."""
    share = 1.0 - opacity(color)
    return hex_text(mixed(rgb(color), rgb(ground), share)) if share else color


def mixed(one: RGB, other: RGB, share: float) -> RGB:
    """One colour with a share (0 to 1) of the other mixed in, as a printer mixes tints."""
    red, green, blue = ((1 - share) * a + share * b for a, b in zip(one, other, strict=True))
    return red, green, blue


def hex_text(color: RGB) -> str:
    """A colour as #rrggbb."""
    return "#" + "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02x}" for part in color)
