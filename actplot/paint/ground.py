"""A scene without transparency, for formats that have none."""

from __future__ import annotations

from actplot.layout.scene import Scene, Shape
from actplot.looks.colour.names import hex_text, mixed, on_ground, rgb
from actplot.records import replace


def opaque(scene: Scene) -> Scene:
    """The same picture, what is seen through mixed with the ground of the page.

    That is exact for what lies on nothing else: fills and their samples in a legend. Lines of a
    grid look the same upon a fill as beside it. `plan.refusals` has refused all else.
    """
    ground = rgb(scene.background)

    def laid(color: str, alpha: float) -> str:
        return color and hex_text(mixed(rgb(color), ground, 1 - alpha))

    def solid(shape: Shape) -> Shape:
        if not 0 < shape.alpha < 1 or shape.hatch:
            return shape
        color, fill = laid(shape.color, shape.alpha), laid(shape.fill, shape.alpha)
        return replace(shape, color=color, fill=fill, alpha=1.0)

    paper = on_ground(scene.background, "white")
    return replace(scene, background=paper, shapes=[solid(shape) for shape in scene.shapes])
