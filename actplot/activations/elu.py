"""Units that are linear to the right and saturate exponentially to the left."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation

FAMILY = "elu"

SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@activation(
    title="Exponential linear unit",
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \leq 0 \end{cases}",
    aliases=(
        "torch.nn.ELU",
        "torch.nn.functional.elu",
        "keras.activations.elu",
        "keras.layers.ELU",
        "jax.nn.elu",
        "flax.linen.elu",
        "tf.nn.elu",
        "onnx.Elu",
        "nnlib.elu",
        "paddle.nn.functional.elu",
        "mxnet.ELU",
        "timm.elu",
    ),
    plain=("指数线性单元",),
    domain={"alpha": "alpha > 0"},
    reference="clevert2016fast",
)
def elu(x: Any, *, alpha: float = 1.0) -> Any:
    """x for x > 0, else alpha (exp(x) - 1); range (-alpha, inf). At 0 the derivative is alpha."""
    return np.where(x > 0.0, x, alpha * np.expm1(x))


@activation(
    title="Scaled ELU",
    formula=r"\lambda \begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \leq 0 \end{cases},\ "
    r"\lambda \approx 1.0507,\ \alpha \approx 1.6733",
    aliases=(
        "torch.nn.SELU",
        "torch.nn.functional.selu",
        "keras.activations.selu",
        "jax.nn.selu",
        "flax.linen.selu",
        "tf.nn.selu",
        "onnx.Selu",
        "nnlib.selu",
        "paddle.nn.functional.selu",
        "mxnet.SELU",
        "timm.selu",
    ),
    plain=("缩放指数线性单元", "自归一化"),
    reference="klambauer2017selfnormalizing",
)
def selu(x: Any) -> Any:
    """lambda x for x > 0, else lambda alpha (exp(x) - 1); at 0 f' is lambda alpha."""
    return np.where(x > 0.0, SELU_SCALE * x, SELU_SCALE * SELU_ALPHA * np.expm1(x))


@activation(
    title="Continuously differentiable ELU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x / \alpha} - 1) & x \leq 0 \end{cases}",
    aliases=(
        "torch.nn.CELU",
        "torch.nn.functional.celu",
        "keras.activations.celu",
        "jax.nn.celu",
        "flax.linen.celu",
        "onnx.Celu",
        "nnlib.celu",
        "paddle.nn.functional.celu",
        "timm.celu",
    ),
    plain=("连续可微指数线性单元",),
    domain={"alpha": "alpha > 0"},
    reference="barron2017continuously",
)
def celu(x: Any, *, alpha: float = 1.0) -> Any:
    """x for x > 0, else alpha (exp(x / alpha) - 1); range (-alpha, inf), smooth at 0."""
    return np.where(x > 0.0, x, alpha * np.expm1(x / alpha))
