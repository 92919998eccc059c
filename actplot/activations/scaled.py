"""S-shaped units with adjustable or learned height and steepness."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special

# The rest of the family, for which sigmoid.py has no room.
FAMILY = "sigmoid"


@activation(
    title="Dynamic error function (Derf)",
    symbol="Derf",
    formula=r"\gamma\,\mathrm{erf}(\alpha x + s) + \beta",
    aliases="derf",
    plain="动态误差函数",
    domain={"alpha": "alpha > 0", "gamma": "gamma != 0"},
    spellings={"s": "shift"},
    reference="chen2025stronger",
    note="all four parameters are learned and start at these values",
)
def dynamic_erf(
    x: Any, *, alpha: float = 0.5, s: float = 0.0, gamma: float = 1.0, beta: float = 0.0
) -> Any:
    """gamma erf(alpha x + s) + beta; range beta + gamma (-1, 1)."""
    return gamma * special.erf(alpha * x + s) + beta


@activation(
    title="Soft capping of logits",
    formula=r"c \tanh\frac{x}{c}",
    aliases="soft_cap tanh_softcap logit_softcap logit_softcapping softcapping",
    domain={"c": "c > 0"},
    spellings={"c": "cap softcap soft_cap"},
    reference="gemma2024improving",
    window=(-100.0, 100.0),
    note="Gemma 2 has c = 30 for the final logits and 50 for those of attention",
)
def softcap(x: Any, *, c: float = 30.0) -> Any:
    """c tanh(x / c); range (-c, c)."""
    return c * np.tanh(x / c)


@activation(
    title="Scaled softsign",
    symbol="ScaledSoftSign",
    formula=r"\frac{\alpha x}{\beta + |x|}",
    domain={"alpha": "alpha != 0", "beta": "beta > 0"},
    reference="pishchik2023trainable",
    note="both are learned and start at 1, where it is the softsign",
)
def scaled_softsign(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """alpha x / (beta + |x|); range (-alpha, alpha)."""
    return alpha * algebraic.softsign(x / beta)


@activation(
    title="Elliott 2 symmetric sigmoid",
    symbol="Elliot2Sig",
    formula=r"\frac{x\,|x|}{1 + x^{2}}",
    aliases="elliot2sig matlab.elliot2sig",
    reference="mathworks2012elliot",
)
def elliott2(x: Any) -> Any:
    """sign(x) x^2 / (1 + x^2); range (-1, 1). At 0 the second derivative is 0."""
    inverse = algebraic.cauchy(x)
    return np.where(np.abs(x) < 1.0, x * np.abs(x) * inverse, np.sign(x) * (1.0 - inverse))
