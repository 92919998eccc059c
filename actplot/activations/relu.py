"""Piecewise linear units."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation

FAMILY = "relu"


@activation(
    title="Rectified linear unit",
    formula=r"\max(x, 0)",
    aliases=(
        "rectifier",
        "poslin",
        "ramp",
        "torch.relu",
        "torch.nn.ReLU",
        "torch.nn.functional.relu",
        "keras.activations.relu",
        "keras.layers.ReLU",
        "jax.nn.relu",
        "flax.linen.relu",
        "tf.nn.relu",
        "onnx.Relu",
        "nnlib.relu",
        "paddle.nn.functional.relu",
        "mxnet.relu",
        "timm.relu",
        "matlab.poslin",
        "hf.relu",
    ),
    plain=("修正线性单元", "线性整流函数"),
    reference="fukushima1969visual",
)
def relu(x: Any) -> Any:
    """max(x, 0); range [0, inf). At the corner the derivative is 0."""
    return np.maximum(x, 0.0)


@activation(
    title="ReLU6",
    formula=r"\min(\max(x, 0), 6)",
    aliases=(
        "torch.nn.ReLU6",
        "torch.nn.functional.relu6",
        "keras.activations.relu6",
        "jax.nn.relu6",
        "flax.linen.relu6",
        "tf.nn.relu6",
        "nnlib.relu6",
        "paddle.nn.functional.relu6",
        "timm.relu6",
        "hf.relu6",
    ),
    plain=("截断修正线性单元",),
    reference="krizhevsky2010convolutional",
    window=(-3.0, 9.0),
)
def relu6(x: Any) -> Any:
    """clip(x, 0, 6); range [0, 6]. At the corners the derivative is 0."""
    return np.clip(x, 0.0, 6.0)


@activation(
    title="Leaky ReLU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha x & x \leq 0 \end{cases}",
    aliases=(
        "lrelu",
        "torch.nn.LeakyReLU",
        "torch.nn.functional.leaky_relu",
        "keras.activations.leaky_relu(alpha=0.2)",
        "keras.layers.LeakyReLU(alpha=0.3)",
        "jax.nn.leaky_relu",
        "flax.linen.leaky_relu",
        "tf.nn.leaky_relu(alpha=0.2)",
        "onnx.LeakyRelu",
        "nnlib.leakyrelu",
        "paddle.nn.functional.leaky_relu",
        "mxnet.LeakyReLU(alpha=0.25)",
        "timm.leaky_relu",
        "hf.leaky_relu",
    ),
    plain=("带泄露修正线性单元", "渗漏整流线性单元"),
    reference="maas2013rectifier",
    note="slope 0.01 in torch, JAX, ONNX, NNlib and Paddle; 0.2 in TensorFlow and in the Keras "
    "function; 0.3 in the Keras layer; 0.25 in MXNet",
)
def leaky_relu(x: Any, *, alpha: float = 0.01) -> Any:
    """x for x > 0, else alpha x; range (-inf, inf). At the corner the derivative is alpha."""
    return np.where(x > 0.0, x, alpha * x)


@activation(
    title="Parametric ReLU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha x & x \leq 0 \end{cases}",
    aliases=(
        "torch.nn.PReLU",
        "torch.nn.functional.prelu",
        "keras.layers.PReLU(alpha=0)",
        "flax.linen.PReLU(alpha=0.01)",
        "onnx.PRelu",
        "paddle.nn.functional.prelu",
        "timm.prelu",
        "hf.prelu",
    ),
    plain=("参数化修正线性单元",),
    reference="he2015delving",
    note="the slope is learned; it starts at 0.25 in torch, timm, Paddle and MXNet, at 0 in Keras "
    "and at 0.01 in Flax",
)
def prelu(x: Any, *, alpha: float = 0.25) -> Any:
    """x for x > 0, else alpha x, with a learned alpha. At the corner f' is alpha."""
    return np.where(x > 0.0, x, alpha * x)
