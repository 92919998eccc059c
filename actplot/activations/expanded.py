"""Gated units whose gate ranges from -alpha to 1 + alpha instead of from 0 to 1."""

from __future__ import annotations

from typing import Any

from actplot.activations.entry import activation
from actplot.calculus import gates, special

LEARNED = "alpha is learned and starts at 0, where it is "


@activation(
    title="Expanded arctan linear unit",
    symbol="xATLU",
    formula=r"x \left(\left(\frac{\arctan x}{\pi} + \frac{1}{2}\right) (1 + 2 \alpha) - "
    r"\alpha\right)",
    reference="huang2024expanded",
    example="xatlu(alpha=[0, 0.25, 0.5])",
    note=LEARNED + "calu",
)
def xatlu(x: Any, *, alpha: float = 0.0) -> Any:
    """x (g (1 + 2 alpha) - alpha) with g = arctan(x) / pi + 1/2."""
    return (1.0 + 2.0 * alpha) * gates.cauchy_gated(x) - alpha * x


@activation(
    title="Expanded SiLU",
    symbol="xSiLU",
    formula=r"x\,(\sigma(x)\,(1 + 2 \alpha) - \alpha),\ \sigma(x) = \frac{1}{1 + e^{-x}}",
    reference="huang2024expanded",
    example="xsilu(alpha=[0, 0.25, 0.5])",
    note=LEARNED + "silu",
)
def xsilu(x: Any, *, alpha: float = 0.0) -> Any:
    """x (sigmoid(x) (1 + 2 alpha) - alpha)."""
    return (1.0 + 2.0 * alpha) * (x * special.sigmoid(x)) - alpha * x


@activation(
    title="Expanded GELU",
    symbol="xGELU",
    formula=r"x\,(\Phi(x)\,(1 + 2 \alpha) - \alpha)",
    reference="huang2024expanded",
    example="xgelu(alpha=[0, 0.25, 0.5])",
    note=LEARNED + "gelu; Phi is the standard normal distribution function",
)
def xgelu(x: Any, *, alpha: float = 0.0) -> Any:
    """x (Phi(x) (1 + 2 alpha) - alpha), Phi the standard normal distribution function."""
    return (1.0 + 2.0 * alpha) * (x * special.normal_cdf(x)) - alpha * x
