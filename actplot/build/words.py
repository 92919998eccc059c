"""Numbers, limits and points in words, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Sequence

# A sine has more zeros than anybody wants to read.
MOST = 6


def number(value: float | Sequence[float], digits: int = 6) -> str:
    """1 for 1.0, 0.333333 for a third, [1, 2] for a vector."""
    if isinstance(value, Sequence):
        return "[" + ", ".join(number(each, digits) for each in value) + "]"
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def limits(ends: Sequence[float | str | None]) -> str:
    """What a function tends to on the left and on the right; None: there is no limit."""
    words = [
        "none" if end is None else end.replace("inf", "∞") if isinstance(end, str) else number(end)
        for end in ends
    ]
    return f"{words[0]} for x → -∞, {words[1]} for x → ∞"


def points(found: Sequence[Sequence[float]]) -> str:
    return listed([f"{number(y)} at x = {number(x)}" for x, y in found])


def listed(items: Sequence[str | float]) -> str:
    words = [item if isinstance(item, str) else number(item) for item in items]
    more = [f"and {len(words) - MOST} more"] if len(words) > MOST else []
    return ", ".join(words[:MOST] + more)
