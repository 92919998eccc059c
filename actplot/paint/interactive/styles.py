"""The styles of a page that depend on its figure: families, and the colours of a dark page."""

from __future__ import annotations

import re

from actplot.layout.scene import Scene
from actplot.looks.colour.names import RGB, hex_text, rgb
from actplot.looks.colour.vision import contrast, legible
from actplot.paint.artists import mixed
from actplot.paint.formats import number
from actplot.paint.interactive import program
from actplot.paint.interactive.curves import TracedPanel
from actplot.plan.plans import FigurePlan
from actplot.plan.sliders import Slider, families

_NIGHT, _LIGHT = rgb("#16191d"), rgb("#e8e8e8")
_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')


def styles(
    plan: FigurePlan,
    scene: Scene,
    picture: str,
    name: str,
    controls: tuple[Slider, ...],
    panels: list[TracedPanel],
) -> str:
    """The styles of the page: one look for each family, and the colours of a dark page."""
    ground = rgb("white" if scene.background == "none" else scene.background)
    ink = rgb(scene.foreground)
    turns = contrast(ground, (0, 0, 0)) > contrast(ground, (1, 1, 1))

    def both(color: str) -> str:
        """A colour as the page around is, which says by color-scheme whether it is dark."""
        return f"light-dark({color},{_night(rgb(color), ground, ink)})" if turns else color

    looks: dict[str, str] = {}
    if turns:
        fixed = re.sub(r'<path class="c [^>]* f\d+"[^>]*>', "", picture)
        # The shades of a long family in the legend are seen in print only.
        fixed = re.sub(r"<linearGradient.*?</linearGradient>", "", fixed)
        pairs = {("fill", hex_text(rgb(scene.foreground))), *_COLOUR.findall(fixed)}
        looks = {f'[{key}="{color}"]': f"{key}:{both(color)}" for key, color in sorted(pairs)}
    for number_, family in enumerate(families(controls)):
        panel, first = family[0]
        stroke = plan.panels[panel].curves[first - 1].stroke
        plain = hex_text(mixed(stroke.color, 0.0, scene))
        color = both(plain)
        looks[f'button [stroke="{plain}"]'] = f"stroke:{color}"
        for chosen, unit in ((f".c.f{number_}", panels[panel].unit), (f".s.f{number_} path", 1)):
            lengths = " ".join(number(length * stroke.width * unit) for length in stroke.dash)
            looks[chosen] = f"stroke:{color};stroke-dasharray:{lengths or 'none'}"
    rules = "".join(f"#{name} {chosen}{{{look}}}" for chosen, look in looks.items())
    return program.styles() + (f"@media screen{{{rules}}}" if rules else "")


def _night(color: RGB, ground: RGB, ink: RGB) -> str:
    """A colour on a dark page, where ground and ink change places and others are to be seen."""
    if color == ground:
        return hex_text(_NIGHT)
    return hex_text(_LIGHT if color == ink else legible(color, _NIGHT, _LIGHT))
