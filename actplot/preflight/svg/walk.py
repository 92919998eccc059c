"""Through an SVG's tree: what is stroked, written and shown, with its size on the page."""

from __future__ import annotations

from collections.abc import Mapping

from actplot.preflight.geometry import Matrix, height, moved, scale, times, width
from actplot.preflight.painting import LONG, MANY, Painting, PaintState
from actplot.preflight.runs import SYMBOLS, Run
from actplot.preflight.sheet import Image
from actplot.preflight.svg.paths import FlatPath, outline, pixels
from actplot.preflight.svg.style import Rules, length, numbers, paint, share, styled, transform
from actplot.preflight.svg.tree import Element
from actplot.units import PT_PER_INCH

Look = Mapping[str, str]
"""The properties that hold for an element."""
MOST_USES = 20_000
EM = 0.5  # the usual width of a letter in text sizes
FONT_SIZE = "16"  # of a browser, where nothing says otherwise
RELATIVE = {"em": 1.0, "%": 0.01, "ex": 0.5}
_UNDRAWN = """
    defs symbol clipPath mask pattern marker linearGradient radialGradient filter style title
    desc metadata script
"""
UNDRAWN = frozenset(_UNDRAWN.split())


def painting_of(root: Element, sheet: Rules, unit: float) -> Painting:
    """What an SVG shows under the rules of its style sheets. unit: the pt of one of its units."""
    named = {element.get("id"): element for element in root.all() if element.get("id")}
    walk = _Walk(sheet, named)
    # The pages of a Painting have their origin below.
    walk.visit(root, (unit, 0, 0, -unit, 0, 0), {}, 1.0)
    return walk.painting


class _Walk:
    def __init__(self, sheet: Rules, named: Mapping[str, Element]) -> None:
        self.painting, self.sheet, self.named = Painting(), sheet, named
        self.uses = 0
        self.within: list[Element] = []
        self.at = (0.0, 0.0)

    def visit(self, element: Element, matrix: Matrix, parent: Look, opacity: float) -> None:
        if not element.drawn or element.name in UNDRAWN:
            return
        style = styled(element, self.sheet, parent)
        if style.get("display") == "none" or style.get("visibility") == "hidden":
            return
        style["font-size"] = _font_size(style.get("font-size"), parent.get("font-size", FONT_SIZE))
        opacity *= share(style.get("opacity"))
        matrix = times(transform(element.get("transform")), matrix)
        if element.name == "use":
            self.use(element, matrix, style, opacity)
            return
        shape = outline(element)
        if shape is not None:
            self.shape(shape, matrix, style, opacity)
        elif element.name in ("text", "tspan", "textPath"):
            self.text(element, matrix, style, opacity)
        elif element.name == "image":
            self.image(element, matrix)
        for child in element.children:
            self.visit(child, matrix, style, opacity)

    def use(self, element: Element, matrix: Matrix, style: Look, opacity: float) -> None:
        target = self.named.get(element.get("href").lstrip("#"))
        self.uses += 1
        if target is None or target in self.within or self.uses > MOST_USES:
            return
        x, y = pixels(element, "x"), pixels(element, "y")
        self.within.append(target)
        self.visit(target, times((1, 0, 0, 1, x, y), matrix), style, opacity)
        self.within.pop()

    def shape(self, shape: FlatPath, matrix: Matrix, style: Look, opacity: float) -> None:
        current = style.get("color", "black")
        fill = paint(style.get("fill", "black"), current)
        stroke = paint(style.get("stroke", "none"), current)
        factor = scale(matrix)
        if fill is not None:
            alpha = opacity * share(style.get("fill-opacity"))
            self.painting.transparent |= 0 < alpha < 1
            if alpha and shape.segments <= 5 and not shape.bent:
                self.painting.fill(shape.bounds(matrix), fill, opaque=alpha == 1)
        alpha = opacity * share(style.get("stroke-opacity"))
        if stroke is None or not alpha:
            return
        self.painting.transparent |= alpha < 1
        dash = style.get("stroke-dasharray", "none")
        curve = (shape.bent or shape.segments >= MANY) and fill is None and not shape.closed
        self.painting.looks.append(
            PaintState(
                round(_length(style.get("stroke-width", "1"), 1.0) * factor, 4),
                stroke,
                () if dash == "none" else tuple(round(n * factor, 2) for n in numbers(dash)),
                curve and shape.size(matrix) >= LONG,
            )
        )

    def text(self, element: Element, matrix: Matrix, style: Look, opacity: float) -> None:
        """The words of an element, or its letters where each has its place."""
        words = " ".join(element.text.split())
        xs, ys = numbers(element.get("x")), numbers(element.get("y"))
        if element.name == "text":
            self.at = 0.0, 0.0
        x, y = self.at
        self.at = xs[0] if xs else x, ys[0] if ys else y
        if not words or not opacity:
            return
        letters = "".join(element.text.split("\n"))
        if len(xs) > 1 and len(xs) == len(letters):
            for letter, x in zip(letters, xs, strict=True):
                self.at = x, self.at[1]
                self.run(letter, matrix, style)
        else:
            self.run(words, matrix, style)

    def run(self, words: str, matrix: Matrix, style: Look) -> None:
        """Words from where the pen is; where they end is a guess."""
        size, up = float(style["font-size"]), height(matrix)
        (x, y), end = self.at, self.at[0] + EM * size * len(words)
        self.at = end, y
        if not size or not up:
            return
        font = style.get("font-family", "").split(",")[0].strip("'\" ")
        _, _, c, d, _, _ = matrix
        self.painting.runs.append(
            Run(
                text="·" if SYMBOLS.search(font) else words,
                size=size * up,
                start=moved((x, y), matrix),
                end=moved((end, y), matrix),
                color=paint(style.get("fill", "black"), style.get("color", "black")),
                font=font,
                capital=0.0,
                # Text stands upright where the picture's y points down.
                upwards=(round(-c / up, 3), round(-d / up, 3)),
            )
        )

    def image(self, element: Element, matrix: Matrix) -> None:
        """A picture of pixels, where the file carries it and so tells how many."""
        across = pixels(element, "width") * width(matrix)
        size = _size(element.get("href"))
        if across and size is not None:
            self.painting.images.append(Image(*size, size[0] / across * PT_PER_INCH, "RGB"))


def _size(link: str) -> tuple[int, int] | None:
    """Width and height of a PNG that is written into the link itself."""
    import base64
    import binascii
    import struct

    kind, _, data = link.partition("base64,")
    if "image/png" not in kind:
        return None
    try:
        head = base64.b64decode(data[:64].translate({10: "", 13: "", 32: ""})[:40], validate=False)
        across, up = struct.unpack(">II", head[16:24])
    except (binascii.Error, ValueError, struct.error):
        return None
    return (across, up) if across and up else None


def _font_size(text: str | None, parent: str) -> str:
    """The size of text in units of the picture, as a number."""
    if text is None:
        return parent
    for unit, factor in RELATIVE.items():
        if text.endswith(unit) and (values := numbers(text)):
            return str(values[0] * factor * float(parent))
    return str(_length(text, float(parent)))


def _length(text: str, otherwise: float) -> float:
    value = length(text)
    return otherwise if value is None else value
