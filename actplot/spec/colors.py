"""Colours by the names that matplotlib knows, without matplotlib."""

from __future__ import annotations

import re

# The names of CSS Color Module Level 4.
_CSS = """
aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen
darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite
forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue
lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime
limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple
mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue
mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum
powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen
seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
"""
_TABLEAU = "blue brown cyan gray green grey olive orange pink purple red"
CSS = frozenset(_CSS.split())
TABLEAU = frozenset(f"tab:{name}" for name in _TABLEAU.split())
LETTERS = frozenset("bgrcmykw")
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_CYCLE = re.compile(r"C[0-9]+")
_GREY = re.compile(r"0?\.[0-9]+|[01](?:\.0*)?")
PATTERN = (
    r"^(#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|C[0-9]+|tab:[a-z]+|[a-z]+"
    r"|0?\.[0-9]+|[01](\.0*)?)$"
)


def known(text: str) -> str | None:
    """The colour in matplotlib's spelling, or None if it is no colour.

    A name, #rgb, #rgba, #rrggbb, #rrggbbaa, tab:name, C0 .. for the style's own
    colours, or a grey from 0 (black) to 1 (white).
    """
    if text in LETTERS or any(each.fullmatch(text) for each in (_HEX, _CYCLE, _GREY)):
        return text
    folded = text.lower()
    return folded if folded in CSS or folded in TABLEAU else None
