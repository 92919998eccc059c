"""Units with a jump."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation

FAMILY = "step"


@activation(
    title="Binary step (Heaviside)",
    formula=r"\begin{cases} 0 & x < 0 \\ 1 & x \geq 0 \end{cases}",
    aliases=(
        "heaviside",
        "unit_step",
        "hardlim",
        "threshold_unit",
        "torch.heaviside",
        "matlab.hardlim",
    ),
    plain=("阶跃函数", "单位阶跃函数"),
    reference="mcculloch1943logical",
    window=(-3.0, 3.0),
)
def binary_step(x: Any) -> Any:
    """0 for x < 0, else 1; range {0, 1}. At the jump the value is 1."""
    return np.where(x < 0.0, 0.0, 1.0)
