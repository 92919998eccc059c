"""Values as a terminal shows them."""

from __future__ import annotations

from collections.abc import Sequence


def number(value: float | Sequence[float], digits: int = 6) -> str:
    """1 for 1.0, 0.333333 for a third, [1, 2] for a vector."""
    if isinstance(value, Sequence):
        return "[" + ", ".join(number(each, digits) for each in value) + "]"
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")
