"""Lengths of a page in their units. A point, pt, is 1/72 in, as everywhere but in TeX."""

from __future__ import annotations

MM_PER_INCH = 25.4
PT_PER_INCH = 72
TEX_PT_PER_INCH = 72.27
PX_PER_INCH = 96
"""Pixels as CSS and browsers count them."""
MM_PER_PT = MM_PER_INCH / PT_PER_INCH
PT_PER_MM = PT_PER_INCH / MM_PER_INCH
FEW_MM = 20
"""A side of fewer mm, given without a unit, was likely meant in another."""
