"""The rules: each looks at a sheet and says what is wrong with it, for a venue or for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from actplot.looks.venues import Venue
from actplot.preflight.finding import SEVERITIES, Finding
from actplot.preflight.rules import colours, ink, page, text
from actplot.preflight.sheet import SheetContents
from actplot.records import replace

# What the plan of a figure for a venue sees to, unless the spec insists on something else.
MET = frozenset(
    ["page-width", "page-height", "text-size", "text-large", "capital-height", "coloured-text",
     "line-thin", "line-thick", "grid", "resolution"]
)  # fmt: skip
Rule = Callable[[SheetContents, Venue | None], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    page.width,
    page.height,
    page.pages,
    page.formats,
    page.resolution,
    page.size,
    page.lossy,
    text.sizes,
    text.scripts,
    text.capitals,
    text.kinds,
    text.families,
    text.outlines,
    text.coloured,
    text.titles,
    ink.widths,
    ink.grid,
    ink.spaces,
    ink.transparency,
    colours.alike,
    colours.contrast,
    colours.text_contrast,
    page.alternative,
    page.office,
)


def judge(sheet: SheetContents, venue: Venue | None) -> list[Finding]:
    """Every finding, the worst first."""
    findings = [finding for rule in RULES for finding in rule(sheet, venue)]
    if venue is not None and sheet.origin == "plan" and sheet.made_for != venue.name:
        help = f"write `size: {venue.name}`, and figures meet this by themselves"
        findings = [replace(f, help=help) if f.code in MET else f for f in findings]
    worst = [*SEVERITIES]
    return sorted(findings, key=lambda finding: worst.index(finding.severity))
