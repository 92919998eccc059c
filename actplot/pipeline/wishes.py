"""What files a spec asks for; a figure remembers it, so that the spec need not be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actplot.formats import USUAL
from actplot.records import Record

if TYPE_CHECKING:
    from actplot.spec import FigureSpec
    from actplot.spec.model import SizeSpec


class Wishes(Record):
    """The files that a spec asks for where the command line does not say.

    stem: None is the name of the spec. latex: a file for a LaTeX document goes with the PDF.
    """

    stem: str | None = None
    formats: tuple[str, ...] = USUAL
    latex: bool = False
    steps: int = 1


def of(spec: FigureSpec) -> Wishes:
    from actplot.spec import steps

    formats = tuple(dict.fromkeys(spec.formats or ())) or usual(spec.size)
    return Wishes(spec.output, formats, spec.text == "latex", steps.count(spec))


def usual(size: SizeSpec | None) -> tuple[str, ...]:
    """The formats by default: those that the venue of a size takes, if any."""
    if size is None or not size.venue:
        return USUAL
    from actplot.looks import venues

    return venues.find(size.venue).usual


def text(wishes: Wishes) -> str:
    """Wishes as a fingerprint carries them: "" for the usual ones."""
    import json

    plain = Wishes()
    own = {name: value for name, value in vars(wishes).items() if value != getattr(plain, name)}
    return json.dumps(own, ensure_ascii=False, separators=(",", ":")) if own else ""


def parse(text: str) -> Wishes:
    """The wishes that `text` made a text of."""
    import json

    own = json.loads(text or "{}")
    return Wishes(**own | ({"formats": tuple(own["formats"])} if "formats" in own else {}))
