"""The steps of a figure: what is there in which, and how many there are."""

from __future__ import annotations

from actplot.spec.model import FigureSpec, PanelSpec, Step
from actplot.spec.sections import Key
from actplot.spec.values.checks import Check, Context, Wrong, integer
from actplot.spec.yaml.nodes import Dictionary, Node, Places, Scalar

MOST = 100
# A family of more members is a sweep: solid lines in even shades, with one entry in the legend
# for all, which come in at once.
LONGEST_FAMILY = 6
_ONE = integer(1, MOST)


def _step(node: Node, context: Context) -> int | tuple[int, ...]:
    if isinstance(node, Dictionary):
        raise Wrong("a step is a number or a list of them", node, "write 2 or [2, 3]")
    if isinstance(node, Scalar):
        first: int = _ONE.convert(node, context)
        return first
    if not node.items:
        raise Wrong("the list is empty", node, "write 2: from there on; or [2, 3]: in these")
    numbers = context.attempt_each(_ONE, node.items)
    return tuple(sorted({number for number in numbers if number is not None}))


STEP = Check(
    _step, {"anyOf": [_ONE.schema, {"type": "array", "items": _ONE.schema, "minItems": 1}]}
)
STEP_KEY = Key("step", STEP, "the first step that shows it, or a list of steps")

# Keys of a panel whose entries may come in at a step.
TIMED = ("curves", "lines", "notes", "fill", "points", "tangents")


def count(spec: FigureSpec) -> int:
    """How many steps a figure has; 1 if it has none."""
    counts = [1]
    if spec.steps == "panels":
        counts.append(len(spec.panels))
    for panel in spec.panels:
        if spec.steps == "curves":
            counts.append(sum(1 for _ in turns(panel)))
        counts += _last(panel.step)
        for key in TIMED:
            for entry in getattr(panel, key):
                counts += _last(entry.step)
    return min(max(counts), MOST)


def turns(panel: PanelSpec) -> list[int]:
    """For each step by curves the number of its first curve: a long family takes one."""
    starts: list[int] = []
    number = 1
    for entry in panel.curves:
        many = len(entry.curves)
        starts += [number] if many > LONGEST_FAMILY else range(number, number + many)
        number += many
    return starts


def _last(step: Step | None) -> list[int]:
    if step is None:
        return []
    return [step] if isinstance(step, int) else [max(step)]


def mentioned(root: Dictionary) -> bool:
    """Whether a spec may have steps, before it is read in full."""
    return "steps" in root.entries or any("step" in path for path in Places(root))
