"""The scene of a figure as SVG inside a page: every part knows the curve that it belongs to.

It is that of the SVG file but for the curves, which are drawn from the paths that are read, and
for colours and strokes, which are attributes: a page that allows no styles but its own shows
them, and its own can lay others over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from actplot.layout.geometry import Rect
from actplot.layout.scene import Scene, Shape, Words, union
from actplot.looks.colour.names import hex_text
from actplot.paint.artists import ScenePainting, mixed
from actplot.paint.embedding.installed import Fonts
from actplot.paint.formats import number
from actplot.paint.formats.scheme import STYLE
from actplot.paint.formats.svg import body
from actplot.paint.interactive.curves import TracedPanel
from actplot.plan.sliders import Owner
from actplot.records import replace

_CURVE = re.compile(r"curve-\d+ o(\d+)-(\d+)( k[k \d]*)?")
_SAMPLE = re.compile(r"legend-sample o(\d+)--(\d+)( k[k \d]*)?")
_OWNED = re.compile(r".*? o(\d+)-(-?\d+)( k[k \d]*)?")
_TIMED = re.compile(r".*?( k [k \d]+)")
_GLYPH = re.compile(r'(<path id="[^"]*" d="[^"]*" transform="scale\()([\d.]+)')
# Outlines of letters are written in 400 steps an em: 0.025 pt of a text of 10 pt.
_COARSER = 16


def drawing(
    scene: Scene,
    fonts: Fonts,
    panels: list[TracedPanel],
    prefix: str,
    families: list[tuple[Owner, ...]],
    swept: Mapping[Owner, Owner],
) -> str:
    """The content of the element svg; prefix begins every id that it defines.

    Curves have the class c, the lines of the legend s, what belongs to a curve oPANEL-NUMBER,
    members of a family fNUMBER, and what is not in every step k and kSTEP. swept: the long
    family of each of its members. These are paths without a look in a group of class
    wPANEL-NUMBER, and their words are left out: the script says in which shade each is.
    """
    classes = {owner: f" f{number}" for number, family in enumerate(families) for owner in family}
    named = replace(
        scene,
        shapes=[_named(shape) for shape in scene.shapes],
        words=[_named(words) for words in scene.words if words.owner >= 0],
    )
    written = body(ScenePainting(named, fonts.faces), "path", coarser=_COARSER)
    written = re.sub(r"<!--.*?-->\n?", "", written)
    written = STYLE.sub(lambda match: _attributes(match[1]), written)
    written = _GLYPH.sub(lambda match: match[1] + number(float(match[2]) * _COARSER), written)
    written = written.replace("xlink:href", "href")
    written = re.sub(r'(id="|href="#|url\(#)', rf"\g<1>{prefix}", written)
    written = written.rpartition("</svg>")[0]
    written = "".join(_parts(written, panels, scene, prefix, classes, swept))
    return _clips(panels, scene, prefix) + re.sub(r"\n+", "\n", written)


def _named(item: Shape | Words) -> Shape | Words:
    """The item with its owner and its steps in its role, which becomes the class of its group."""
    owner = f" o{item.panel}-{item.owner}" if item.owner else ""
    steps = "" if item.pages is None else " k " + " ".join(f"k{n}" for n in sorted(item.pages))
    return replace(item, role=f"{item.role}{owner}{steps}")


def _attributes(style: str) -> str:
    pairs = (pair.partition(":")[::2] for pair in style.split(";") if pair.strip())
    return "".join(f' {key.strip()}="{value.strip()}"' for key, value in pairs)


def _parts(
    written: str,
    panels: list[TracedPanel],
    scene: Scene,
    prefix: str,
    families: Mapping[Owner, str],
    swept: Mapping[Owner, Owner],
) -> Iterator[str]:
    """The drawing with one path for each curve in the place of its pieces, one sample a sweep."""
    looks = {
        (shape.panel, shape.owner): shape
        for shape in scene.shapes
        if shape.role == f"curve-{shape.owner}"
    }
    done: set[str] = set()
    for look, together in groupby(_groups(written), lambda group: _kind(group[0], looks, swept)):
        if look is None:
            for name, content in together:
                if name not in done or not _SAMPLE.fullmatch(name):
                    yield _part(name, content, scene, prefix, families)
                done.add(name)
            continue
        names = [name for name in dict.fromkeys(name for name, _ in together) if name not in done]
        done.update(names)
        curves = [_CURVE.fullmatch(name) for name in names]
        steps = {(int(match[1]), int(match[2])): match[3] or "" for match in curves if match}
        if not steps:
            continue
        panel, width, sweep = look
        shade, place = "", _place(panels[panel], width, scene.height)
        if sweep:
            color = hex_text(mixed(looks[next(iter(steps))].color, 0.0, scene))
            shade = f' class="w{sweep[0]}-{-sweep[1]}" stroke="{color}"'
        drawn = (
            f'<path d="{panels[panel].curves[owner[1]].path}"/>\n'
            if sweep
            else _curve(owner, panels[panel], looks[owner], scene, families.get(owner, "") + step)
            for owner, step in steps.items()
        )
        yield (
            f'<g clip-path="url(#{prefix}a{panel})"><g fill="none"{shade} {place}>\n'
            f"{''.join(drawn)}</g></g>\n"
        )


def _kind(
    name: str, looks: Mapping[Owner, Shape], swept: Mapping[Owner, Owner]
) -> tuple[int, float, Owner | None] | None:
    """The panel, the width and the long family of a curve, None for all else."""
    curve = _CURVE.fullmatch(name)
    if curve is None:
        return None
    owner = int(curve[1]), int(curve[2])
    return owner[0], looks[owner].width, swept.get(owner)


def _part(name: str, content: str, scene: Scene, prefix: str, families: Mapping[Owner, str]) -> str:
    """A group that is no curve: the sample of a long family, what belongs to a curve, or else."""
    if sample := _SAMPLE.fullmatch(name):
        return _sample(int(sample[1]), -int(sample[2]), scene, prefix)
    if owned := _OWNED.fullmatch(name):
        mark = "s " if name.startswith("legend-sample") else ""
        family = families.get((int(owned[1]), int(owned[2])), "") + (owned[3] or "")
        return f'<g class="{mark}o{owned[1]}-{owned[2]}{family}">\n{content}\n</g>\n'
    if timed := _TIMED.fullmatch(name):
        return f'<g class="{timed[1].strip()}">\n{content}\n</g>\n'
    return f"{content}\n"


def _groups(written: str) -> Iterator[tuple[str, str]]:
    """The groups of a drawing, one for each of its items, with their classes; the rest has none."""
    depth, start, name = 0, 0, ""
    for tag in re.finditer(r"<g(?: class=\"([^\"]*)\")?[^>]*>|</g>|\Z", written):
        closes = tag[0] == "</g>"
        content = written[start : tag.start()]
        if depth == 0 or (depth == 1 and closes):
            if depth or content.strip():
                yield name, content.strip("\n")
            name, start = tag[1] or "", tag.end()
        # The one that closes the whole drawing was not opened here.
        depth = max(depth - 1, 0) if closes else depth + 1


def _curve(owner: Owner, panel: TracedPanel, shape: Shape, scene: Scene, more: str) -> str:
    unit = panel.unit
    dash = " ".join(number(length * shape.width * unit) for length in shape.dash)
    color = hex_text(mixed(shape.color, shape.tint, scene))
    return (
        f'<path class="c o{owner[0]}-{owner[1]}{more}" d="{panel.curves[owner[1]].path}"'
        f' stroke="{color}"'
        + (f' stroke-dasharray="{dash}"' if dash else "")
        + (f' opacity="{number(shape.alpha)}"' if shape.alpha < 1 else "")
        + "/>\n"
    )


def _place(traced: TracedPanel, width: float, height: float) -> str:
    """Where the paths of a panel lie, and how wide they are, as attributes."""
    unit, area = traced.unit, traced.area
    left = area.left + traced.origin[0] * area.width
    bottom = area.bottom + traced.origin[1] * area.height
    place = f"translate({number(left)} {number(height - bottom)})"
    return (
        f'stroke-width="{number(width * unit)}"'
        f' transform="{place} scale({1 / unit:.5g} {-1 / unit:.5g})"'
    )


def _sample(panel: int, sweep: int, scene: Scene, prefix: str) -> str:
    """The shades of a long family in the legend, as one rectangle."""
    sample = panel, sweep, "legend-sample"
    samples = [shape for shape in scene.shapes if (shape.panel, shape.owner, shape.role) == sample]
    name = f"{prefix}s{panel}{sweep}"
    # Shades lie evenly, and turn where the colour is pure.
    tints = [shape.tint for shape in samples]
    turns = sorted({0, min(range(len(tints)), key=lambda at: abs(tints[at])), len(tints) - 1})
    stops = "".join(
        f'<stop offset="{at / max(len(tints) - 1, 1):.3g}"'
        f' stop-color="{hex_text(mixed(samples[at].fill, samples[at].tint, scene))}"/>'
        for at in turns
    )
    place = _corner_and_size(union(shape.bounds for shape in samples), scene)
    return (
        f'<linearGradient id="{name}">{stops}</linearGradient>'
        f'<rect class="o{panel}-{sweep}" {place}'
        f' fill="url(#{name})"/>\n'
    )


def _clips(panels: list[TracedPanel], scene: Scene, prefix: str) -> str:
    """The windows of the plots, which are larger by half a line."""
    widths = {shape.panel: shape.width for shape in scene.shapes if shape.layer == "curve"}

    areas = [panel.area.grown(widths.get(n, 0.0) / 2) for n, panel in enumerate(panels)]
    return "".join(
        f'<clipPath id="{prefix}a{n}"><rect {_corner_and_size(area, scene)}/></clipPath>\n'
        for n, area in enumerate(areas)
    )


def _corner_and_size(rect: Rect, scene: Scene) -> str:
    """The attributes of a rectangle, which counts downwards from the top of the page."""
    return (
        f'x="{number(rect.left)}" y="{number(scene.height - rect.top)}"'
        f' width="{number(rect.width)}" height="{number(rect.height)}"'
    )
