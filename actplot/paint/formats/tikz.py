"""TikZ: the scene as a drawing that a person could have written, and can go on with.

Colours and styles are named at the top, paths are the exact Bezier curves, and words are nodes
that the document sets in its own fonts. Nothing is needed but the package tikz. A node is held
by the part by which its words were placed, since other fonts are wider or narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from actplot.formula.escape import escape
from actplot.layout.geometry import Rect
from actplot.layout.scene import HATCH_WIDTH, LAYERS, Scene, Shape, Words
from actplot.metadata import Metadata, seal, wrapped
from actplot.paint.artists import mixed
from actplot.paint.formats import number
from actplot.paint.formats.latex import anchored, font_size, lines, provided
from actplot.paint.formats.tikzpaths import hatching, path
from actplot.records import Record

if TYPE_CHECKING:
    from actplot.plan.plans import FigurePlan

_WIDE = 96
_NAMED = {(0, 0, 0): "black", (255, 255, 255): "white"}
_SIDES = {0.0: "base west", 0.5: "base", 1.0: "base east"}


class _Drawn(Record):
    """A path or a node: the style it has, what it is, and the window it is seen through."""

    style: str
    code: tuple[str, ...]
    clip: Rect | None = None
    command: str = "\\draw"


def write(plan: FigurePlan, scene: Scene, metadata: Metadata) -> bytes:
    """The file that a document with tikz inputs."""
    names = _Names()
    for shape in scene.shapes:
        if shape.layer == "curve" and shape.color:  # whose colours labels and fills share
            names.color(mixed(shape.color, shape.tint, scene), shape.role)
    parts: list[Shape | Words] = [*scene.shapes, *scene.words]
    parts.sort(key=lambda part: LAYERS.index(part.layer))  # from the back to the front
    items = [item for part in parts for item in _items(part, scene, names)]
    body = [line for layer in _body(items) for line in layer]
    text = [
        f"% {' '.join(metadata.title.split())}",
        f"% \\input{{{plan.spec.name}.tikz}} in a document with \\usepackage{{tikz}}",
        *provided("".join(body)),
        "\\begin{tikzpicture}[",
        "  x=1bp, y=1bp, line cap=butt, line join=round,",
        "  every node/.style={inner sep=0pt, outer sep=0pt},",
        *(f"  {name}/.style={{{look}}}," for look, name in names.styles.items()),
        "]",
        *(
            f"  \\definecolor{{{name}}}{{RGB}}{{{','.join(map(str, color))}}}"
            for color, name in names.colors.items()
            if name not in _NAMED.values()
        ),
        f"  \\useasboundingbox (0,0) rectangle ({number(scene.width)},{number(scene.height)});",
        *(f"  {line}" for line in body),
        "\\end{tikzpicture}%",
        wrapped(metadata),
        "",
    ]
    return seal("\n".join(text).encode("utf-8", "replace"))


class _Names:
    """What colours and looks are called: by the role that has them first."""

    def __init__(self) -> None:
        self.colors: dict[tuple[int, int, int], str] = {}
        self.styles: dict[str, str] = {}

    def color(self, parts: tuple[float, float, float], role: str) -> str:
        code: tuple[int, int, int] = tuple(round(255 * part) for part in parts)  # type: ignore[assignment]
        if code not in self.colors:
            # A document may have colours of these names, which stay as they are outside.
            name = "".join(role.replace("-", " ").split())
            self.colors[code] = _NAMED.get(code) or _free(name, self.colors.values())
        return self.colors[code]

    def style(self, look: str, role: str) -> str:
        if look not in self.styles:
            # These are keys of TikZ itself.
            name = {"fill": "region", "label": "name"}.get(role, role)
            self.styles[look] = _free(name, self.styles.values())
        return self.styles[look]


def _free(name: str, taken: Iterable[str]) -> str:
    names = set(taken)
    if name not in names:
        return name
    return next(
        new for n in range(2, len(names) + 3) if (new := f"{name} {_letter(n)}") not in names
    )


def _letter(count: int) -> str:
    """b, c, ..., z, then numbers: TikZ reads `curve 1 2` badly."""
    return chr(ord("a") + count - 1) if count <= 26 else f"no {count}"


def _items(part: Shape | Words, scene: Scene, names: _Names) -> Iterator[_Drawn]:
    if isinstance(part, Words):
        if part.text.strip():
            yield _node(part, scene, names)
    elif part.hatch:
        yield _hatched(part, scene, names)
    elif part.fill or (part.color and part.width):
        yield _Drawn(_look(part, scene, names), path(part), _clip(part), _command(part))


def _look(shape: Shape, scene: Scene, names: _Names) -> str:
    role = shape.role.replace("-", " ")
    look = []
    both = _command(shape) == "\\filldraw"
    if shape.color and shape.width:
        color = names.color(mixed(shape.color, shape.tint, scene), role)
        look += [f"{'draw' if both else 'color'}={color}"]
        look += [f"line width={number(shape.width)}bp"]
        if shape.dash:
            lengths = [f"{number(length * shape.width)}bp" for length in shape.dash]
            pairs = zip(lengths[::2], lengths[1::2], strict=True)
            look += ["dash pattern=" + " ".join(f"on {on} off {off}" for on, off in pairs)]
        if shape.miter:
            look += ["line join=miter"]
    if shape.fill:
        color = names.color(mixed(shape.fill, shape.tint, scene), role)
        look += [f"{'fill' if both else 'color'}={color}"]
    if 0 < shape.alpha < 1:
        look += [f"opacity={number(shape.alpha)}"]
    return names.style(", ".join(look), role)


def _command(shape: Shape) -> str:
    if not shape.fill:
        return "\\draw"
    return "\\filldraw" if shape.color and shape.width else "\\fill"


def _clip(shape: Shape) -> Rect | None:
    """The window of a shape, unless all of it lies inside."""
    if shape.clip is None:
        return None
    return None if shape.bounds.grown(shape.width / 2).within(shape.clip) else shape.clip


def _hatched(shape: Shape, scene: Scene, names: _Names) -> _Drawn:
    """The lines or dots of a hatch, seen through the shape."""
    pieces, dots = hatching(shape, scene.height)
    color = names.color(mixed(shape.fill, shape.tint, scene), "hatch")
    look = f"draw={color}, line width={number(HATCH_WIDTH)}bp, line cap=rect"
    style = names.style(f"{look}, fill={color}" if dots else look, "hatch")
    outline = " ".join(path(shape))
    command = "filldraw" if dots else "draw"
    return _Drawn(
        f"\\clip {outline}", (f"\\{command}[{style}]", *pieces), _clip(shape) or shape.bounds
    )


def _node(words: Words, scene: Scene, names: _Names) -> _Drawn:
    x, y = anchored(words)
    role = words.role.replace("-", " ")
    color = names.color(mixed(words.color, words.tint, scene), role)
    look = [
        f"anchor={_SIDES[words.anchor]}",
        f"font={font_size(words)}" + ("\\bfseries" if words.weight == "bold" else ""),
        *([f"text={color}"] if color != "black" else []),
        *(["rotate=90"] if words.upright else []),
        *([f"rotate={number(words.angle)}"] if words.angle else []),
    ]
    text = lines(escape(words.text).split("\n"), words.align[0])
    style = names.style(", ".join(look), role)
    return _Drawn(style, (f"({number(x)},{number(y)}) {{{text}}}",), command="\\node")


def _body(items: list[_Drawn]) -> Iterator[list[str]]:
    """Paths of one style that follow each other as one, what one window shows in one scope."""
    for clip, together in groupby(items, key=lambda item: item.clip):
        commands = [line for group in _drawn(list(together)) for line in group]
        if clip is None:
            yield commands
        else:
            corners = f"({number(clip.left)},{number(clip.bottom)}) rectangle "
            corners += f"({number(clip.right)},{number(clip.top)})"
            yield [
                "\\begin{scope}",
                f"  \\clip {corners};",
                *(f"  {x}" for x in commands),
                "\\end{scope}",
            ]


def _drawn(items: list[_Drawn]) -> Iterator[list[str]]:
    for (style, command), together in groupby(items, key=lambda x: (x.style, x.command)):
        if command == "\\node":
            yield [f"\\node[{style}] at {code};" for item in together for code in item.code]
        elif style.startswith("\\clip"):
            for item in together:
                code = _broken(item.code[0], item.code[1:])
                yield ["\\begin{scope}", f"  {style};", *(f"  {x}" for x in code), "\\end{scope}"]
        else:
            # Overlapping parts of one filled path would be drawn by another rule.
            parts = list(together)
            if command == "\\draw":
                yield _broken(f"\\draw[{style}]", [c for part in parts for c in part.code])
            else:
                for part in parts:
                    yield _broken(f"{command}[{style}]", part.code)


def _broken(head: str, pieces: Sequence[str]) -> list[str]:
    """A path in lines of a width that can be read."""
    rows, row = [], head
    for piece in pieces:
        if len(row) + 1 + len(piece) > _WIDE and row.strip():
            rows.append(row)
            row = f"  {piece}"
        else:
            row += f" {piece}"
    return [*rows, f"{row};"]
