"""A style of ours as rcParams, for figures that matplotlib makes alone."""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any

from cycler import cycler

from actplot.looks.styles import Style
from actplot.units import MM_PER_INCH

_DIRECTIONS = {"across": "inout", "in": "in", "out": "out"}


def rc_params(style: Style) -> dict[str, Any]:
    """The rcParams under which matplotlib's own axes look like those of a style."""
    size, ink = style.font_size, style.foreground
    ground = "none" if style.transparent else style.background
    dashes = [(0, dash) if dash else "-" for dash in islice(cycle(style.dashes), len(style.colors))]
    width = style.width / MM_PER_INCH
    boxed = style.frame == "boxed"
    rc: dict[str, Any] = {
        "font.family": ["STIXGeneral" if style.serif else "DejaVu Sans"],
        "mathtext.fontset": "stix" if style.serif else "dejavusans",
        "font.size": size,
        "axes.labelsize": size,
        "axes.titlesize": size * style.title_scale,
        "axes.titleweight": style.title_weight,
        "legend.fontsize": size * style.label_scale,
        "legend.frameon": False,
        "figure.figsize": (width, width / style.aspect),
        "figure.facecolor": ground,
        "axes.facecolor": ground,
        "savefig.facecolor": "auto",
        "text.color": ink,
        "axes.edgecolor": ink,
        "axes.labelcolor": ink,
        "axes.linewidth": style.axis_width,
        "axes.spines.top": boxed,
        "axes.spines.right": boxed,
        "axes.axisbelow": True,
        "axes.grid": style.grid,
        "grid.color": style.muted,
        "grid.linewidth": style.grid_width,
        "lines.linewidth": style.line_width,
        "axes.prop_cycle": cycler(color=list(style.colors), linestyle=dashes),
        "pdf.fonttype": 42,
        "ps.fonttype": 42,
    }
    for axis in ("xtick", "ytick"):
        rc |= {
            f"{axis}.labelsize": size * style.tick_scale,
            f"{axis}.color": ink,
            f"{axis}.direction": _DIRECTIONS[style.ticks],
            f"{axis}.major.size": style.tick_length,
            f"{axis}.major.width": style.axis_width,
        }
    return rc
