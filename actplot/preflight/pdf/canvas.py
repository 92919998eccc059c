"""The operators of a stream, followed with the state that they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import hypot
from typing import Any, TypeAlias

from actplot.looks.colour.names import RGB
from actplot.preflight import geometry
from actplot.preflight.geometry import IDENTITY, Matrix, Point, bounds, corners, moved, times
from actplot.preflight.painting import LONG, MANY, Painting, PaintState
from actplot.preflight.pdf import colours
from actplot.preflight.pdf.fonts import PdfFont, face
from actplot.preflight.pdf.objects import dictionary, matrix, plain
from actplot.preflight.runs import Rule, Run
from actplot.preflight.sheet import Image
from actplot.records import Record, replace
from actplot.units import PT_PER_INCH

DEEPEST = 16  # forms within forms

Handler: TypeAlias = "Callable[[Canvas, Sequence[Any]], None]"


class State(Record):
    """The graphics state, as far as it shows in what is known of a sheet."""

    ctm: Matrix = IDENTITY
    line: float = 1.0
    dash: tuple[float, ...] = ()
    stroke: RGB | None = colours.BLACK
    fill: RGB | None = colours.BLACK
    stroke_space: str = "grey"
    fill_space: str = "grey"
    stroke_alpha: float = 1.0
    fill_alpha: float = 1.0
    blended: bool = False
    face: PdfFont | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


class Canvas:
    """One stream of operators: a page, or a form on it."""

    def __init__(
        self,
        painting: Painting,
        operators: Mapping[bytes, Handler],
        reader: Any,
        resources: dict[str, Any],
        state: State,
        depth: int = 0,
    ) -> None:
        self.painting, self.operators = painting, operators
        self.reader, self.resources = reader, resources
        self.state, self.stack, self.depth = state, list[State](), depth
        self.text = self.text_line = IDENTITY
        self.points: list[Point] = []
        self.segments = 0
        self.bent = self.closed = False
        self.faces: dict[str, PdfFont] = {}

    def run(self, contents: Any) -> None:
        from pypdf.generic import ContentStream

        stream = ContentStream(contents, self.reader)
        for operands, operator in stream.operations:
            handler = self.operators.get(bytes(operator))
            if handler is not None:
                try:
                    handler(self, operands)
                except (TypeError, ValueError, IndexError):
                    continue  # viewers skip an operator with wrong operands, too

    def change(self, **values: Any) -> None:
        self.state = replace(self.state, **values)

    # Graphics state

    def save(self, _: Sequence[Any]) -> None:
        self.stack.append(self.state)

    def restore(self, _: Sequence[Any]) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def concat(self, operands: Sequence[Any]) -> None:
        self.change(ctm=times(matrix(list(operands)), self.state.ctm))

    def set_dash(self, operands: Sequence[Any]) -> None:
        self.change(dash=tuple(float(length) for length in operands[0]))

    def set_extended(self, operands: Sequence[Any]) -> None:
        """A named set of values."""
        values = dictionary(dictionary(self.resources.get("/ExtGState")).get(operands[0]))
        if "/LW" in values:
            self.change(line=float(plain(values["/LW"])))
        if "/D" in values:
            self.set_dash(plain(values["/D"]))
        if "/CA" in values:
            self.change(stroke_alpha=float(plain(values["/CA"])))
        if "/ca" in values:
            self.change(fill_alpha=float(plain(values["/ca"])))
        if "/Font" in values:
            font, size = plain(values["/Font"])
            self.change(face=face(font), size=float(size))
        modes = plain(values.get("/BM", "/Normal"))
        names = [str(mode) for mode in (modes if isinstance(modes, list) else [modes])]
        masked = plain(values.get("/SMask", "/None")) != "/None"
        self.change(blended=masked or names[0] not in ("/Normal", "/Compatible"))

    # Colours

    def set_space(self, which: str, operands: Sequence[Any]) -> None:
        kind = colours.space(operands[0], self.resources)
        black = (0, 0, 0, 1) if kind == "CMYK" else (0,) * {"RGB": 3}.get(kind, 1)
        self.change(**{f"{which}_space": kind, which: colours.color(black, kind)})

    def set_color(self, which: str, operands: Sequence[Any]) -> None:
        kind = getattr(self.state, f"{which}_space")
        self.change(**{which: colours.color(operands, kind)})

    def set_device(self, which: str, kind: str, operands: Sequence[Any]) -> None:
        self.change(**{f"{which}_space": kind, which: colours.color(operands, kind)})

    # Paths

    def add(self, operands: Sequence[Any], *, start: bool = False, bent: bool = False) -> None:
        numbers = [float(number) for number in operands]
        for pair in zip(numbers[::2], numbers[1::2], strict=True):
            self.points.append(moved(pair, self.state.ctm))
        self.segments += not start
        self.bent |= bent

    def rectangle(self, operands: Sequence[Any]) -> None:
        x, y, across, up = (float(number) for number in operands)
        self.points += [moved(corner, self.state.ctm) for corner in corners(x, y, across, up)]
        self.segments += 3

    def finish(self, *, stroked: bool = False, filled: bool = False) -> None:
        state, points = self.state, self.points
        if points and filled:
            self.used(state.fill_space, state.fill_alpha)
            if self.segments <= 5 and not self.bent:
                self.painting.fill(bounds(points), state.fill, opaque=state.fill_alpha == 1)
        if points and stroked and state.stroke_alpha > 0:
            self.used(state.stroke_space, state.stroke_alpha)
            factor = geometry.scale(state.ctm)
            left, bottom, right, top = bounds(points)
            if len(points) == 2:
                self.painting.rules.append(Rule(*points))
            curve = (self.bent or self.segments >= MANY) and not filled and not self.closed
            self.painting.looks.append(
                PaintState(
                    round(state.line * factor, 4),
                    state.stroke,
                    tuple(round(length * factor, 2) for length in state.dash),
                    curve and max(right - left, top - bottom) >= LONG,
                )
            )
        self.points, self.segments, self.bent, self.closed = [], 0, False, False

    def close(self, _: Sequence[Any] = ()) -> None:
        self.closed = True

    def used(self, kind: str, alpha: float) -> None:
        if kind and kind != "pattern":
            self.painting.spaces.add(kind)
        self.painting.transparent |= alpha < 1 or self.state.blended

    # Text

    def begin(self, _: Sequence[Any]) -> None:
        self.text = self.text_line = IDENTITY

    def set_font(self, operands: Sequence[Any]) -> None:
        name = str(operands[0])
        if name not in self.faces:
            self.faces[name] = face(dictionary(self.resources.get("/Font")).get(name))
        self.change(face=self.faces[name], size=float(operands[1]))

    def set_text(self, operands: Sequence[Any]) -> None:
        self.text = self.text_line = matrix(list(operands))

    def move(self, operands: Sequence[Any], *, lead: bool = False) -> None:
        x, y = (float(number) for number in operands)
        if lead:
            self.change(leading=-y)
        self.text = self.text_line = times((1, 0, 0, 1, x, y), self.text_line)

    def next_line(self, _: Sequence[Any] = ()) -> None:
        self.move((0.0, -self.state.leading))

    def show(self, operands: Sequence[Any]) -> None:
        self.show_all([operands[0]])

    def show_on_next(self, operands: Sequence[Any]) -> None:
        self.next_line()
        self.show(operands)

    def show_spaced(self, operands: Sequence[Any]) -> None:
        self.change(word_spacing=float(operands[0]), spacing=float(operands[1]))
        self.show_on_next(operands[2:])

    def show_all(self, parts: Sequence[Any]) -> None:
        """Strings with numbers between them, which move what follows."""
        state = self.state
        if state.face is None:
            return
        if state.face.info not in self.painting.fonts:
            self.painting.fonts.append(state.face.info)
        for part in parts:
            start, text = self.text, ""
            if isinstance(part, int | float) or hasattr(part, "as_numeric"):
                advance = -float(part) / 1000 * state.size
            else:
                text, across, spaces = state.face.read(_bytes(part))
                advance = across * state.size + len(text) * state.spacing
                advance += spaces * state.word_spacing
            self.text = times((1, 0, 0, 1, advance * state.stretch, 0), start)
            # Modes 3 and 7 show nothing.
            if text.strip() and state.mode not in (3, 7):
                self._shown(text, start, state.face)

    def _shown(self, text: str, start: Matrix, face: PdfFont) -> None:
        state = self.state
        outlined = state.mode in (1, 5)
        alpha = state.stroke_alpha if outlined else state.fill_alpha
        self.used(state.stroke_space if outlined else state.fill_space, alpha)
        page = times(start, state.ctm)
        size = abs(state.size) * face.em * geometry.height(page)
        if not size or not alpha:
            return
        _, _, c, d, _, _ = page
        self.painting.runs.append(
            Run(
                text=text,
                size=size,
                start=moved((0, state.rise), page),
                end=moved((0, state.rise), times(self.text, state.ctm)),
                color=state.stroke if outlined else state.fill,
                font=face.name,
                capital=face.capital,
                upwards=(round(c / hypot(c, d), 3), round(d / hypot(c, d), 3)),
            )
        )

    # Forms and pictures

    def do(self, operands: Sequence[Any]) -> None:
        xobject = plain(dictionary(self.resources.get("/XObject")).get(operands[0]))
        if not isinstance(xobject, dict):
            return
        if xobject.get("/Subtype") == "/Image":
            self.picture(xobject)
        elif xobject.get("/Subtype") == "/Form" and self.depth < DEEPEST:
            state = replace(self.state, ctm=times(matrix(xobject.get("/Matrix")), self.state.ctm))
            self._placed(xobject.get("/BBox"), state.ctm)
            resources = dictionary(xobject.get("/Resources")) or self.resources
            Canvas(
                self.painting, self.operators, self.reader, resources, state, self.depth + 1
            ).run(xobject)

    def _placed(self, value: Any, by: Matrix) -> None:
        box = plain(value)
        if isinstance(box, list) and len(box) == 4:
            left, bottom, right, top = (float(plain(side)) for side in box)
            frame = corners(left, bottom, right - left, top - bottom)
            self.painting.forms.append(bounds(moved(corner, by) for corner in frame))

    def picture(self, info: dict[str, Any]) -> None:
        across, up = (
            int(plain(info.get(long) or info.get(short)) or 0)
            for long, short in (("/Width", "/W"), ("/Height", "/H"))
        )
        mask = plain(info.get("/ImageMask") or info.get("/IM"))
        kind = colours.space(info.get("/ColorSpace") or info.get("/CS"), self.resources)
        if mask:
            kind = self.state.fill_space
        self.used(kind, self.state.fill_alpha)
        self.painting.transparent |= "/SMask" in info
        wide = geometry.width(self.state.ctm)
        # Bars are sometimes drawn as a single pixel.
        if across > 1 < up and wide:
            self.painting.images.append(Image(across, up, across / wide * PT_PER_INCH, kind))


def _bytes(value: Any) -> bytes:
    """The bytes of a string; pypdf takes some strings for text."""
    raw = getattr(value, "original_bytes", value)
    return bytes(raw) if isinstance(raw, bytes) else str(raw).encode("latin-1", "replace")
