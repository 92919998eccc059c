"""S-shaped units, bounded on both sides."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot import special
from actplot.activations.entry import activation

FAMILY = "sigmoid"


@activation(
    title="Logistic sigmoid",
    formula=r"\frac{1}{1 + e^{-x}}",
    aliases=(
        "logistic",
        "expit",
        "soft_step",
        "logsig",
        "torch.sigmoid",
        "torch.nn.Sigmoid",
        "torch.nn.functional.sigmoid",
        "keras.activations.sigmoid",
        "jax.nn.sigmoid",
        "flax.linen.sigmoid",
        "tf.nn.sigmoid",
        "onnx.Sigmoid",
        "nnlib.sigmoid",
        "nnlib.sigmoid_fast",
        "σ",
        "paddle.nn.functional.sigmoid",
        "mxnet.sigmoid",
        "timm.sigmoid",
        "matlab.logsig",
        "scipy.special.expit",
        "hf.sigmoid",
    ),
    plain=("S型函数", "逻辑斯谛函数", "西格莫伊德函数"),
    reference="rumelhart1986learning",
)
def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)); range (0, 1)."""
    return special.sigmoid(x)


@activation(
    title="Hyperbolic tangent",
    formula=r"\tanh(x)",
    aliases=(
        "tansig",
        "torch.tanh",
        "torch.nn.Tanh",
        "torch.nn.functional.tanh",
        "keras.activations.tanh",
        "jax.nn.tanh",
        "flax.linen.tanh",
        "tf.nn.tanh",
        "onnx.Tanh",
        "nnlib.tanh",
        "nnlib.tanh_fast",
        "paddle.tanh",
        "mxnet.tanh",
        "timm.tanh",
        "matlab.tansig",
        "hf.tanh",
    ),
    plain=("双曲正切函数",),
    reference="lecun1998efficient",
)
def tanh(x: Any) -> Any:
    """tanh(x); range (-1, 1)."""
    return np.tanh(x)


@activation(
    title="Softsign",
    formula=r"\frac{x}{1 + |x|}",
    aliases=(
        "soft_sign",
        "elliotsig",
        "torch.nn.Softsign",
        "torch.nn.functional.softsign",
        "keras.activations.softsign",
        "jax.nn.soft_sign",
        "flax.linen.soft_sign",
        "tf.nn.softsign",
        "onnx.Softsign",
        "nnlib.softsign",
        "paddle.nn.functional.softsign",
        "mxnet.softsign",
        "matlab.elliotsig",
    ),
    plain=("软符号函数",),
    reference="turian2009quadratic",
)
def softsign(x: Any) -> Any:
    """x / (1 + |x|); range (-1, 1). At 0 the second derivative is 0, between its two sides."""
    return special.softsign(x)


@activation(
    title="Hard sigmoid",
    formula=r"\min(\max(s x + b, 0), 1),\ s = \mathrm{slope},\ b = \mathrm{offset}",
    aliases=(
        "hardsigmoid",
        "hard_σ",
        "torch.nn.Hardsigmoid",
        "torch.nn.functional.hardsigmoid",
        "keras.activations.hard_sigmoid",
        "jax.nn.hard_sigmoid",
        "flax.linen.hard_sigmoid",
        "onnx.HardSigmoid(slope=0.2, offset=0.5)",
        "nnlib.hardsigmoid",
        "nnlib.hardσ",
        "paddle.nn.functional.hardsigmoid",
        "mxnet.hard_sigmoid(slope=0.2, offset=0.5)",
        "timm.hard_sigmoid",
    ),
    plain=("硬S型函数",),
    domain={"slope": "slope > 0", "offset": "0 < offset < 1"},
    reference="courbariaux2015binaryconnect",
    note="slope 1/6 in torch, Keras 3, JAX, NNlib, Paddle and timm; 0.2 in ONNX, MXNet and Keras "
    "before 3; 1/2 in BinaryConnect",
)
def hard_sigmoid(x: Any, *, slope: float = 1 / 6, offset: float = 0.5) -> Any:
    """clip(slope x + offset, 0, 1); range [0, 1]. At the corners the derivative is 0."""
    # (x + 3) / 6 keeps digits near -3 that x / 6 + 1/2 loses.
    return np.clip((x + offset / slope) / (1.0 / slope), 0.0, 1.0)


@activation(
    title="Hard tanh",
    formula=r"\min(\max(x, m), M),\ m = \mathrm{min\_val},\ M = \mathrm{max\_val}",
    aliases=(
        "hardtanh",
        "satlins",
        "clip",
        "torch.nn.Hardtanh",
        "torch.nn.functional.hardtanh",
        "keras.activations.hard_tanh",
        "jax.nn.hard_tanh",
        "flax.linen.hard_tanh",
        "onnx.Clip",
        "nnlib.hardtanh",
        "paddle.nn.functional.hardtanh",
        "matlab.satlins",
    ),
    plain=("硬双曲正切函数",),
    domain={"min_val": "min_val < max_val", "max_val": "max_val > min_val"},
    reference="collobert2004large",
    window=(-3.0, 3.0),
)
def hard_tanh(x: Any, *, min_val: float = -1.0, max_val: float = 1.0) -> Any:
    """clip(x, min_val, max_val); range [min_val, max_val]. At the corners f' is 0."""
    return np.clip(x, min_val, max_val)
