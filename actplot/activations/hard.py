"""Bounded piecewise linear units."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, twofold
from actplot.calculus.primitive import twofold_formula


def _clipped_line(x: Any, slope: float = 1 / 6, offset: float = 0.5) -> Any:
    return np.clip(x * (twofold.Twofold(1.0) / 6.0 if slope == 1 / 6 else slope) + offset, 0.0, 1.0)


@activation(
    title="Hard sigmoid",
    formula=r"\min(\max(s x + b, 0), 1),\ s = \mathrm{slope},\ b = \mathrm{offset}",
    aliases="hardsigmoid hard_σ hardσ torch.nn.Hardsigmoid torch.nn.functional.hardsigmoid "
    "keras.activations.hard_sigmoid jax.nn.hard_sigmoid flax.linen.hard_sigmoid "
    "onnx.HardSigmoid(slope=0.2,offset=0.5) nnlib.hardsigmoid nnlib.hardσ "
    "paddle.nn.functional.hardsigmoid paddle.nn.Hardsigmoid "
    "mxnet.hard_sigmoid(slope=0.2,offset=0.5) timm.hard_sigmoid "
    "burn.nn.HardSigmoid(slope=0.2,offset=0.5) tinygrad.Tensor.hardsigmoid "
    "chainer.functions.hard_sigmoid(slope=0.2,offset=0.5) "
    "theano.tensor.nnet.hard_sigmoid(slope=0.2,offset=0.5) "
    "keras.backend.hard_sigmoid(slope=0.2,offset=0.5) "
    "paddle.fluid.layers.hard_sigmoid(slope=0.2,offset=0.5) "
    "mindspore.nn.HSigmoid candle.Activation.HardSigmoid",
    plain="硬S型函数 分段线性近似",
    domain={"slope": "slope != 0"},
    spellings={"slope": "alpha", "offset": "beta"},
    reference="courbariaux2015binaryconnect",
    note="slope 1/6 in torch, Keras 3, JAX, NNlib, Paddle and timm; 0.2 in ONNX, MXNet, Chainer, "
    "Theano and Keras before 3; 1/2 in BinaryConnect",
)
@twofold_formula(_clipped_line, breaks=True)
def hard_sigmoid(x: Any, *, slope: float = 1 / 6, offset: float = 0.5) -> Any:
    """clip(slope x + offset, 0, 1); range [0, 1]. At the corners the derivative is 0."""
    rising, slope = (-x, -slope) if slope < 0.0 else (x, slope)
    return algebraic.ramp(rising, -offset / slope, (1.0 - offset) / slope)


@activation(
    title="Sparse sigmoid",
    formula=r"\begin{cases} 0 & x \leq -1 \\ (x + 1) / 2 & |x| < 1 \\ 1 & x \geq 1 \end{cases}",
    aliases="keras.activations.sparse_sigmoid jax.nn.sparse_sigmoid",
    plain="稀疏S型函数",
    reference="martins2016softmax blondel2020learning",
    window=(-3.0, 3.0),
)
def sparse_sigmoid(x: Any) -> Any:
    """clip((x + 1) / 2, 0, 1); range [0, 1]. At the corners the derivative is 0."""
    return algebraic.ramp(x, -1.0, 1.0)


@activation(
    title="Hard tanh",
    formula=r"\min(\max(x, a), b),\ a = \mathrm{min\_val},\ b = \mathrm{max\_val}",
    aliases="hardtanh satlins clip torch.nn.Hardtanh torch.nn.functional.hardtanh "
    "keras.activations.hard_tanh jax.nn.hard_tanh flax.linen.hard_tanh onnx.Clip nnlib.hardtanh "
    "paddle.nn.functional.hardtanh paddle.nn.Hardtanh matlab.satlins ",
    plain="硬双曲正切函数",
    domain={"min_val": "min_val < max_val", "max_val": "max_val > min_val"},
    spellings={"min_val": "min", "max_val": "max"},
    reference="collobert2004large",
    window=(-3.0, 3.0),
    note="onnx.Clip has no bounds unless they are given",
)
def hard_tanh(x: Any, *, min_val: float = -1.0, max_val: float = 1.0) -> Any:
    """clip(x, min_val, max_val); range [min_val, max_val]. At the corners f' is 0."""
    return np.clip(x, min_val, max_val)


@activation(
    title="ReLU6",
    formula=r"\min(\max(x, 0), 6)",
    aliases="torch.nn.ReLU6 torch.nn.functional.relu6 keras.activations.relu6 jax.nn.relu6 "
    "flax.linen.relu6 tf.nn.relu6 nnlib.relu6 paddle.nn.functional.relu6 paddle.nn.ReLU6 "
    "timm.relu6 hf.relu6",
    plain="截断修正线性单元",
    reference="krizhevsky2010convolutional",
    window=(-3.0, 9.0),
)
def relu6(x: Any) -> Any:
    """clip(x, 0, 6); range [0, 6]. At the corners the derivative is 0."""
    return np.clip(x, 0.0, 6.0)


@activation(
    title="Clipped (bounded) ReLU",
    symbol="Clipped ReLU",
    formula=r"\min(\max(x, 0), n)",
    aliases="brelu relu_n satlin(n=1) matlab.satlin(n=1) matlab.clippedReluLayer "
    "chainer.functions.clipped_relu",
    plain="有界修正线性单元",
    domain={"n": "n > 0"},
    spellings={"n": "max_value z ceiling"},
    reference="hannun2014speech",
    window=(-5.0, 25.0),
    note="20 in Deep Speech; 24 in older Paddle; n = 1 is MATLAB's satlin",
)
def clipped_relu(x: Any, *, n: float = 20.0) -> Any:
    """clip(x, 0, n); range [0, n]. At the corners the derivative is 0."""
    return np.clip(x, 0.0, n)


@activation(
    title="Squared clipped ReLU",
    symbol="SCReLU",
    formula=r"\min(\max(x, 0), 1)^{2}",
    reference="bullet2024screlu",
    window=(-1.0, 2.0),
    note="of chess networks (NNUE), whose CReLU is clip(x, 0, 1)",
)
def screlu(x: Any) -> Any:
    """clip(x, 0, 1)^2; range [0, 1]. At the corner 1 the derivative is 0."""
    return np.clip(x, 0.0, 1.0) ** 2


@activation(
    title="Tent",
    formula=r"\max(\delta - |x|, 0)",
    aliases="tribas(delta=1) mrelu(delta=1) matlab.tribas(delta=1)",
    plain="三角函数基",
    domain={"delta": "delta > 0"},
    reference="rozsa2019improved",
    window=(-3.0, 3.0),
)
def tent(x: Any, *, delta: float = 1.0) -> Any:
    """max(delta - |x|, 0); range [0, delta]. At the corners the derivative is 0."""
    return np.maximum(delta - np.abs(x), 0.0)


@activation(
    title="Hat",
    formula=r"\begin{cases} x & 0 \leq x < a / 2 \\ a - x & a / 2 \leq x < a \\ "
    r"0 & x < 0,\ x \geq a \end{cases}",
    domain={"a": "a > 0"},
    reference="hong2022activation",
    window=(-2.0, 4.0),
)
def hat(x: Any, *, a: float = 2.0) -> Any:
    """max(min(x, a - x), 0); range [0, a/2]. At the ends f' is 0, at the top -1."""
    return np.maximum(np.minimum(x, a - x), 0.0)
