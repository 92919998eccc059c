"""Gated linear units: an input times a function of a second input, the gate's.

Drawn over the second input, with the first held at 1, the gate itself is seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import special


@activation(
    title="Gated linear unit",
    formula=r"\frac{x}{1 + e^{-y}}",
    aliases="torch.nn.GLU torch.nn.functional.glu keras.activations.glu jax.nn.glu nnlib.glu "
    "flax.linen.glu paddle.nn.functional.glu paddle.nn.GLU",
    plain="门控线性单元",
    reference="dauphin2017language",
    example="glu(1, x)",
)
def glu(x: Any, y: Any) -> Any:
    """x sigmoid(y)."""
    return x * special.sigmoid(y)


@activation(
    title="Gated tanh unit",
    symbol="GTU",
    formula=r"\frac{\tanh(x)}{1 + e^{-y}}",
    plain="门控双曲正切单元",
    reference="oord2016conditional",
    example="gtu(1, x)",
)
def gtu(x: Any, y: Any) -> Any:
    """tanh(x) sigmoid(y)."""
    return np.tanh(x) * special.sigmoid(y)


@activation(
    title="Bilinear gated unit",
    symbol="Bilinear GLU",
    formula=r"x y",
    plain="双线性门控单元",
    reference="shazeer2020glu",
    example="bilinear_glu(1, x)",
)
def bilinear_glu(x: Any, y: Any) -> Any:
    """x y."""
    return x * y


@activation(
    title="ReLU-gated linear unit",
    symbol="ReGLU",
    formula=r"x \max(y, 0)",
    reference="shazeer2020glu",
    example="reglu(1, x)",
)
def reglu(x: Any, y: Any) -> Any:
    """x relu(y)."""
    return x * np.maximum(y, 0.0)


@activation(
    title="GELU-gated linear unit",
    symbol="GEGLU",
    formula=r"x\,y\,\Phi(y)",
    reference="shazeer2020glu",
    example="geglu(1, x)",
    note="Phi is the standard normal distribution function",
)
def geglu(x: Any, y: Any) -> Any:
    """x gelu(y)."""
    return x * (y * special.normal_cdf(y))


@activation(
    title="Swish-gated linear unit",
    formula=r"\frac{x y}{1 + e^{-y}}",
    aliases="onnx.SwiGLU paddle.nn.functional.swiglu paddle.incubate.nn.functional.swiglu "
    "candle.ops.swiglu",
    reference="shazeer2020glu",
    example="swiglu(1, x)",
    note="the second input is the gate's; ONNX and Paddle take it first: onnx.SwiGLU(x, y) is "
    "swiglu(y, x)",
)
def swiglu(x: Any, y: Any) -> Any:
    """x silu(y)."""
    return x * (y * special.sigmoid(y))


@activation(
    title="Clamped SwiGLU (gpt-oss)",
    formula=r"\frac{\min(x, l)\,(\min(\max(y, -l), l) + 1)}{1 + e^{-\alpha \min(x, l)}},\ "
    r"l = \mathrm{limit}",
    aliases="swiglu_oai swigluoai gpt_oss_swiglu",
    domain={"limit": "limit > 0"},
    reference="openai2025gptoss",
    example="clamped_swiglu(x, 1)",
    note="the first input is the gate's, as in gpt-oss",
)
def clamped_swiglu(x: Any, y: Any, *, alpha: float = 1.702, limit: float = 7.0) -> Any:
    """g sigmoid(alpha g) (u + 1) with g = min(x, limit), u = clip(y, -limit, limit)."""
    gate = np.minimum(x, limit)
    return gate * special.sigmoid(alpha * gate) * (np.clip(y, -limit, limit) + 1.0)
