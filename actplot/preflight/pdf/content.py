"""A page's content: which operator does what (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from actplot.preflight.painting import Painting
from actplot.preflight.pdf.canvas import Canvas, Handler, State
from actplot.preflight.pdf.objects import dictionary, plain


def paint(page: Any, reader: Any) -> Painting:
    """What a page shows."""
    painting = Painting()
    contents = plain(page.get("/Contents"))
    if contents is not None:
        unit = float(page.get("/UserUnit", 1) or 1)
        state = State(ctm=(unit, 0, 0, unit, 0, 0))
        resources = dictionary(page.get("/Resources"))
        Canvas(painting, OPERATORS, reader, resources, state).run(contents)
    return painting


def _picture(canvas: Canvas, operands: Any) -> None:
    """A picture within the content itself, whose operands pypdf gives by name."""
    canvas.picture(dictionary(operands["settings"]))


def _sets(**names: Callable[[Any], Any]) -> Handler:
    """A handler that sets one value of the state from the first operand."""
    ((name, convert),) = names.items()
    return lambda canvas, operands: canvas.change(**{name: convert(operands[0])})


def _ends(*, stroked: bool = False, filled: bool = False, closed: bool = False) -> Handler:
    def end(canvas: Canvas, _: Sequence[Any]) -> None:
        canvas.closed |= closed
        canvas.finish(stroked=stroked, filled=filled)

    return end


OPERATORS: dict[bytes, Handler] = {
    b"q": Canvas.save,
    b"Q": Canvas.restore,
    b"cm": Canvas.concat,
    b"w": _sets(line=float),
    b"d": Canvas.set_dash,
    b"gs": Canvas.set_extended,
    b"CS": lambda canvas, operands: canvas.set_space("stroke", operands),
    b"cs": lambda canvas, operands: canvas.set_space("fill", operands),
    **dict.fromkeys((b"SC", b"SCN"), lambda canvas, values: canvas.set_color("stroke", values)),
    **dict.fromkeys((b"sc", b"scn"), lambda canvas, values: canvas.set_color("fill", values)),
    b"G": lambda canvas, operands: canvas.set_device("stroke", "grey", operands),
    b"g": lambda canvas, operands: canvas.set_device("fill", "grey", operands),
    b"RG": lambda canvas, operands: canvas.set_device("stroke", "RGB", operands),
    b"rg": lambda canvas, operands: canvas.set_device("fill", "RGB", operands),
    b"K": lambda canvas, operands: canvas.set_device("stroke", "CMYK", operands),
    b"k": lambda canvas, operands: canvas.set_device("fill", "CMYK", operands),
    b"m": lambda canvas, operands: canvas.add(operands, start=True),
    b"l": lambda canvas, operands: canvas.add(operands),
    **dict.fromkeys((b"c", b"v", b"y"), lambda canvas, values: canvas.add(values, bent=True)),
    b"re": Canvas.rectangle,
    b"h": Canvas.close,
    b"S": _ends(stroked=True),
    b"s": _ends(stroked=True, closed=True),
    **dict.fromkeys((b"f", b"F", b"f*"), _ends(filled=True)),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*"), _ends(stroked=True, filled=True)),
    b"n": _ends(),
    b"BT": Canvas.begin,
    b"Tf": Canvas.set_font,
    b"Tc": _sets(spacing=float),
    b"Tw": _sets(word_spacing=float),
    b"Tz": _sets(stretch=lambda percent: float(percent) / 100),
    b"TL": _sets(leading=float),
    b"Ts": _sets(rise=float),
    b"Tr": _sets(mode=int),
    b"Tm": Canvas.set_text,
    b"Td": Canvas.move,
    b"TD": lambda canvas, operands: canvas.move(operands, lead=True),
    b"T*": Canvas.next_line,
    b"Tj": Canvas.show,
    b"TJ": lambda canvas, operands: canvas.show_all(operands[0]),
    b"'": Canvas.show_on_next,
    b'"': Canvas.show_spaced,
    b"Do": Canvas.do,
    b"INLINE IMAGE": _picture,
}
