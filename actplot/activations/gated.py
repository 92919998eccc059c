"""Gated linear units: an input times a function of a second input, the gate's.

Without a second input the gate takes x as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import special

FAMILY = "gated"


@activation(
    title="Gated linear unit",
    formula=r"\frac{x}{1 + e^{-y}}",
    aliases="torch.nn.GLU torch.nn.functional.glu keras.activations.glu jax.nn.glu nnlib.glu "
    "flax.linen.glu paddle.nn.functional.glu paddle.nn.GLU",
    plain="门控线性单元",
    reference="dauphin2017language",
    example="glu(x, 1)",
)
def glu(x: Any, y: Any = None) -> Any:
    """x sigmoid(y)."""
    return x * special.sigmoid(x if y is None else y)


@activation(
    title="Gated tanh unit",
    symbol="GTU",
    formula=r"\frac{\tanh(x)}{1 + e^{-y}}",
    plain="门控双曲正切单元",
    reference="oord2016conditional",
    example="gtu(x, 1)",
)
def gtu(x: Any, y: Any = None) -> Any:
    """tanh(x) sigmoid(y)."""
    return np.tanh(x) * special.sigmoid(x if y is None else y)


@activation(
    title="Bilinear gated unit",
    symbol="Bilinear GLU",
    formula=r"x y",
    plain="双线性门控单元",
    reference="shazeer2020glu",
    example="bilinear_glu(x, 1)",
)
def bilinear_glu(x: Any, y: Any = None) -> Any:
    """x y."""
    return x * (x if y is None else y)


@activation(
    title="ReLU-gated linear unit",
    symbol="ReGLU",
    formula=r"x \max(y, 0)",
    reference="shazeer2020glu",
    example="reglu(x, 1)",
)
def reglu(x: Any, y: Any = None) -> Any:
    """x relu(y)."""
    return x * np.maximum(x if y is None else y, 0.0)


@activation(
    title="GELU-gated linear unit",
    symbol="GEGLU",
    formula=r"x\,y\,\Phi(y)",
    reference="shazeer2020glu",
    example="geglu(x, 1)",
    note="Phi is the standard normal distribution function",
)
def geglu(x: Any, y: Any = None) -> Any:
    """x gelu(y)."""
    gate = x if y is None else y
    return x * (gate * special.normal_cdf(gate))


@activation(
    title="Swish-gated linear unit",
    formula=r"\frac{x y}{1 + e^{-y}}",
    aliases="onnx.SwiGLU paddle.nn.functional.swiglu paddle.incubate.nn.functional.swiglu",
    reference="shazeer2020glu",
    example="swiglu(x, 1)",
    note="which of two inputs is the gate's differs: the first in ONNX and Paddle, silu(x) y",
)
def swiglu(x: Any, y: Any = None) -> Any:
    """x silu(y)."""
    gate = x if y is None else y
    return x * (gate * special.sigmoid(gate))
