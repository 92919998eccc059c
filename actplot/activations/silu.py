"""Gated units: x times a gate that opens from 0 to 1."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot import special
from actplot.activations.entry import activation

FAMILY = "silu"


@activation(
    title="Sigmoid linear unit",
    formula=r"\frac{x}{1 + e^{-x}}",
    aliases=(
        "swish1",
        "sil",
        "torch.nn.SiLU",
        "torch.nn.functional.silu",
        "keras.activations.silu",
        "keras.activations.swish",
        "jax.nn.silu",
        "jax.nn.swish",
        "flax.linen.silu",
        "flax.linen.swish",
        "tf.nn.silu",
        "nnlib.swish",
        "paddle.nn.functional.silu",
        "paddle.nn.functional.swish",
        "mxnet.SiLU",
        "timm.silu",
        "timm.swish",
        "hf.silu",
        "hf.swish",
    ),
    plain=("S型加权线性单元",),
    reference="elfwing2018sigmoidweighted",
)
def silu(x: Any) -> Any:
    """x sigmoid(x); range [-0.278, inf)."""
    return x * special.sigmoid(x)


@activation(
    title="Swish",
    formula=r"\frac{x}{1 + e^{-\beta x}}",
    aliases=("tf.nn.swish", "onnx.Swish", "mxnet.Swish"),
    plain=("自门控激活函数",),
    domain={"beta": "beta > 0"},
    reference="ramachandran2017searching",
    note="many frameworks call silu, the case beta = 1, swish",
)
def swish(x: Any, *, beta: float = 1.0) -> Any:
    """x sigmoid(beta x)."""
    return x * special.sigmoid(beta * x)


@activation(
    title="Gaussian error linear unit",
    formula=r"\frac{x}{2} \left(1 + \mathrm{erf}\,\frac{x}{\sqrt{2}}\right)",
    aliases=(
        "gelu_erf",
        "torch.nn.GELU",
        "torch.nn.functional.gelu",
        "keras.activations.gelu",
        "tf.nn.gelu",
        "onnx.Gelu",
        "nnlib.gelu_erf",
        "paddle.nn.functional.gelu",
        "timm.gelu",
        "hf.gelu",
    ),
    plain=("高斯误差线性单元",),
    reference="hendrycks2016gaussian",
    note="jax.nn.gelu, flax.linen.gelu, keras.ops.gelu and NNlib's gelu mean gelu_tanh",
)
def gelu(x: Any) -> Any:
    """x Phi(x), Phi the standard normal distribution function; range [-0.170, inf)."""
    return x * special.normal_cdf(x)


@activation(
    title="GELU, tanh approximation",
    formula=r"\frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}}\,"
    r"(x + 0.044715\,x^{3})\right)\right)",
    aliases=(
        "gelu_new",
        "gelu_pytorch_tanh",
        "jax.nn.gelu",
        "flax.linen.gelu",
        "keras.ops.gelu",
        "nnlib.gelu",
        "nnlib.gelu_tanh",
        "nnlib.gelu_sigmoid",
        "timm.gelu_tanh",
        "hf.gelu_new",
        "hf.gelu_pytorch_tanh",
    ),
    plain=("高斯误差线性单元的双曲正切近似",),
    reference="hendrycks2016gaussian",
    note="torch, tf.nn, keras.activations and ONNX compute it with approximate='tanh' or True; "
    "their default is gelu",
)
def gelu_tanh(x: Any) -> Any:
    """x/2 (1 + tanh(u)), u = sqrt(2/pi) (x + 0.044715 x^3); range [-0.170, inf)."""
    return x * special.sigmoid(2.0 * math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3))


@activation(
    title="Mish",
    formula=r"x \tanh(\ln(1 + e^{x}))",
    aliases=(
        "torch.nn.Mish",
        "torch.nn.functional.mish",
        "keras.activations.mish",
        "jax.nn.mish",
        "onnx.Mish",
        "nnlib.mish",
        "paddle.nn.functional.mish",
        "mxnet.mish",
        "timm.mish",
        "hf.mish",
    ),
    reference="misra2020mish",
)
def mish(x: Any) -> Any:
    """x tanh(softplus(x)); range [-0.309, inf)."""
    return x * np.tanh(special.softplus(x))


@activation(
    title="Hard swish",
    formula=r"x\,\frac{\min(\max(x + 3, 0), 6)}{6}",
    aliases=(
        "hardswish",
        "hard_silu",
        "torch.nn.Hardswish",
        "torch.nn.functional.hardswish",
        "keras.activations.hard_silu",
        "keras.activations.hard_swish",
        "jax.nn.hard_silu",
        "jax.nn.hard_swish",
        "flax.linen.hard_silu",
        "flax.linen.hard_swish",
        "onnx.HardSwish",
        "nnlib.hardswish",
        "paddle.nn.functional.hardswish",
        "timm.hard_swish",
    ),
    plain=("硬Swish函数",),
    reference="howard2019searching",
)
def hard_swish(x: Any) -> Any:
    """x clip((x + 3) / 6, 0, 1); range [-0.375, inf). At -3 f' is 0, at 3 it is 1."""
    return x * np.clip((x + 3.0) / 6.0, 0.0, 1.0)
