"""Smooth rectifiers."""

from __future__ import annotations

from typing import Any

from actplot import special
from actplot.activations.entry import activation

FAMILY = "softplus"


@activation(
    title="Softplus",
    formula=r"\frac{1}{\beta} \ln(1 + e^{\beta x})",
    aliases=(
        "smooth_relu",
        "softrelu",
        "bnll",
        "torch.nn.Softplus",
        "torch.nn.functional.softplus",
        "keras.activations.softplus",
        "jax.nn.softplus",
        "flax.linen.softplus",
        "tf.nn.softplus",
        "onnx.Softplus",
        "nnlib.softplus",
        "paddle.nn.functional.softplus",
        "mxnet.softrelu",
    ),
    plain=("软加函数", "平滑修正线性单元"),
    domain={"beta": "beta > 0"},
    reference="dugas2000incorporating",
    note="only torch and Paddle have beta; both return x itself where beta x > 20",
)
def softplus(x: Any, *, beta: float = 1.0) -> Any:
    """log(1 + exp(beta x)) / beta; range (0, inf)."""
    return special.softplus(beta * x) / beta
