"""What publishers would reject and readers would miss, in a planned figure or in a file.

    from actplot import preflight
    from actplot.looks import venues
    preflight.check_file("figure.pdf", venues.find("nature"))

Nothing here draws, so that a check is fast.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from actplot.preflight.finding import Finding, Severity

if TYPE_CHECKING:
    from actplot.looks.venues import Venue
    from actplot.plan.plans import FigurePlan

__all__ = ["SUFFIXES", "Finding", "Severity", "check_file", "check_plan", "is_file"]

SUFFIXES = (".pdf", ".svg", ".png", ".eps", ".tiff", ".tif", ".jpg", ".jpeg")


def check_plan(plan: FigurePlan, venue: Venue | None = None) -> list[Finding]:
    """What is wrong with a figure before it is drawn.

    venue: whose rules hold besides the general ones; None for the venue that the figure itself
    is made for, if any.
    """
    from actplot.preflight import planned, rules

    return rules.judge(planned.sheet(plan), venue or plan.venue)


def check_file(path: str | os.PathLike[str], venue: Venue | None = None) -> list[Finding]:
    """What is wrong with a PDF, SVG, PNG, EPS, TIFF or JPEG from any program. Raises ActplotError.

    A PDF is read by pypdf, which comes with the extra `pdf`.
    """
    from actplot.preflight import read, rules

    return rules.judge(read.sheet(path), venue)


def is_file(argument: str) -> bool:
    """Whether an argument names a figure to look into, and not a spec."""
    return os.path.splitext(argument)[1].lower() in SUFFIXES
