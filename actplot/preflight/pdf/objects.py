"""Objects of a PDF, which may be given by references."""

from __future__ import annotations

from typing import Any

from actplot.preflight.geometry import IDENTITY, Matrix


def plain(value: Any) -> Any:
    """The object itself where value is a reference to it."""
    return value.get_object() if hasattr(value, "get_object") else value


def dictionary(value: Any) -> dict[str, Any]:
    """The dictionary behind value; an empty one for anything else."""
    direct = plain(value)
    return direct if isinstance(direct, dict) else {}


def matrix(value: Any) -> Matrix:
    """Six numbers; the identity for anything else."""
    numbers = plain(value)
    if not isinstance(numbers, list) or len(numbers) != 6:
        return IDENTITY
    a, b, c, d, e, f = (float(plain(number)) for number in numbers)
    return a, b, c, d, e, f
