"""Unbounded piecewise linear units."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation


@activation(
    title="Rectified linear unit",
    formula=r"\max(x, 0)",
    aliases="rectifier rectify poslin lasagne.nonlinearities.rectify ramp "
    "torch.relu torch.nn.ReLU torch.nn.functional.relu "
    "keras.activations.relu keras.layers.ReLU jax.nn.relu flax.linen.relu tf.nn.relu onnx.Relu "
    "nnlib.relu paddle.nn.functional.relu paddle.nn.ReLU mxnet.relu timm.relu matlab.poslin "
    "hf.relu mlx.nn.relu burn.tensor.activation.relu candle.Activation.Relu "
    "tinygrad.Tensor.relu mindspore.nn.ReLU matlab.reluLayer",
    plain="修正线性单元 线性整流函数",
    reference="fukushima1969visual nair2010rectified",
    called="rectifier ramp",
)
def relu(x: Any) -> Any:
    """max(x, 0); range [0, inf). At the corner the derivative is 0."""
    return np.maximum(x, 0.0)


@activation(
    title="Leaky ReLU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha x & x \leq 0 \end{cases}",
    aliases="lrelu torch.nn.LeakyReLU torch.nn.functional.leaky_relu "
    "keras.activations.leaky_relu(alpha=0.2) keras.layers.LeakyReLU(alpha=0.3) "
    "jax.nn.leaky_relu flax.linen.leaky_relu tf.nn.leaky_relu(alpha=0.2) onnx.LeakyRelu "
    "nnlib.leakyrelu paddle.nn.functional.leaky_relu paddle.nn.LeakyReLU "
    "mxnet.LeakyReLU(alpha=0.25) timm.leaky_relu hf.leaky_relu mlx.nn.leaky_relu "
    "tinygrad.Tensor.leaky_relu mindspore.nn.LeakyReLU(alpha=0.2) "
    "mindspore.ops.leaky_relu(alpha=0.2) chainer.functions.leaky_relu(alpha=0.2) "
    "lasagne.nonlinearities.leaky_rectify(alpha=0.01) "
    "lasagne.nonlinearities.very_leaky_rectify(alpha=0.3333333333333333) "
    "burn.nn.LeakyRelu matlab.leakyrelu "
    "matlab.leakyReluLayer",
    plain="带泄露修正线性单元 渗漏整流线性单元",
    spellings={"alpha": "a negative_slope slope neg_slope"},
    reference="maas2013rectifier",
    note="slope 0.01 in torch, JAX, ONNX, NNlib and Paddle; 0.2 in TensorFlow and in the Keras "
    "function, Chainer and MindSpore; 0.3 in the Keras layer; 0.25 in MXNet",
)
def leaky_relu(x: Any, *, alpha: float = 0.01) -> Any:
    """x for x > 0, else alpha x; range (-inf, inf). At the corner the derivative is alpha."""
    return np.where(x > 0.0, x, alpha * x)


@activation(
    title="Parametric ReLU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha x & x \leq 0 \end{cases}",
    aliases="torch.nn.PReLU torch.nn.functional.prelu keras.layers.PReLU(alpha=0) "
    "flax.linen.PReLU(alpha=0.01) onnx.PRelu paddle.nn.functional.prelu paddle.nn.PReLU "
    "timm.prelu hf.prelu burn.nn.PRelu mlx.nn.PReLU mindspore.nn.PReLU",
    plain="参数化修正线性单元",
    spellings={
        "alpha": "a negative_slope slope init negative_slope_init w weight alpha_initializer"
    },
    reference="he2015delving",
    note="the slope is learned; it starts at 0.25 in torch, timm, Paddle and MXNet, at 0 in Keras "
    "and at 0.01 in Flax",
)
def prelu(x: Any, *, alpha: float = 0.25) -> Any:
    """x for x > 0, else alpha x, with a learned alpha. At the corner f' is alpha."""
    return np.where(x > 0.0, x, alpha * x)


@activation(
    title="Randomized leaky ReLU (inference mode)",
    formula=r"\begin{cases} x & x > 0 \\ \frac{l + u}{2}\,x & x \leq 0 \end{cases},\ "
    r"l = \mathrm{lower},\ u = \mathrm{upper}",
    aliases="torch.nn.RReLU torch.nn.functional.rrelu nnlib.rrelu paddle.nn.functional.rrelu "
    "paddle.nn.RReLU",
    plain="随机带泄露修正线性单元",
    domain={"lower": "lower <= upper", "upper": "upper >= lower"},
    spellings={"lower": "lo", "upper": "hi"},
    reference="xu2015empirical",
    note="in training the slope is drawn from [lower, upper]; MXNet's upper is 0.334",
)
def rrelu(x: Any, *, lower: float = 1 / 8, upper: float = 1 / 3) -> Any:
    """x for x > 0, else (lower + upper)/2 x. At the corner f' is (lower + upper)/2."""
    return np.where(x > 0.0, x, 0.5 * (lower + upper) * x)


@activation(
    title="Displaced ReLU",
    formula=r"\max(x, -\delta)",
    aliases="disrelu shifted_relu(delta=1)",
    domain={"delta": "delta >= 0"},
    reference="macedo2019enhancing",
    window=(-3.0, 3.0),
)
def displaced_relu(x: Any, *, delta: float = 0.05) -> Any:
    """max(x, -delta); range [-delta, inf). At the corner the derivative is 0."""
    return np.maximum(x, -delta)


@activation(
    title="S-shaped ReLU",
    symbol="SReLU",
    formula=r"\begin{cases} t_l + a_l (x - t_l) & x \leq t_l \\ x & t_l < x < t_r \\ "
    r"t_r + a_r (x - t_r) & x \geq t_r \end{cases}",
    plain="S型修正线性单元",
    domain={"tl": "tl < tr", "tr": "tr > tl"},
    reference="jin2016learning",
    note="all four parameters are learned; the defaults are chosen for illustration",
)
def srelu(x: Any, *, tl: float = -1.0, al: float = 0.2, tr: float = 1.0, ar: float = 0.5) -> Any:
    """x between tl and tr, beyond them lines of slope al and ar. At the corners f' is al and ar."""
    left, right = tl + al * (x - tl), tr + ar * (x - tr)
    return np.where(x <= tl, left, np.where(x < tr, x, right))


@activation(
    title="Bounded leaky ReLU",
    formula=r"\begin{cases} \alpha x & x \leq 0 \\ x & 0 < x < b \\ "
    r"b + \alpha (x - b) & x \geq b \end{cases}",
    aliases="blrelu",
    domain={"alpha": "0 <= alpha < 1", "b": "b > 0"},
    spellings={"alpha": "a negative_slope slope"},
    reference="liew2016bounded",
    window=(-5.0, 10.0),
    note="the defaults are chosen for illustration",
)
def bounded_leaky_relu(x: Any, *, alpha: float = 0.01, b: float = 6.0) -> Any:
    """x between 0 and b, beyond them slope alpha. At the corners f' is alpha."""
    return np.where(x <= 0.0, alpha * x, np.where(x < b, x, b + alpha * (x - b)))


@activation(
    title="Shifted ReLU with a slope (ShiLU)",
    symbol="ShiLU",
    formula=r"\alpha \max(x, 0) + \beta",
    reference="pishchik2023trainable",
    window=(-3.0, 3.0),
    note="both are learned and start at 1",
)
def shilu(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """alpha max(x, 0) + beta; range [beta, inf). At the corner the derivative is 0."""
    return alpha * np.maximum(x, 0.0) + beta


@activation(
    title="Absolute value (V-shaped ReLU, modulus)",
    formula=r"|x|",
    aliases="vrelu modulus abs torch.abs jnp.abs jax.numpy.abs onnx.Abs tf.abs ",
    plain="绝对值函数",
    reference="vallesperez2023empirical",
    called="modulus",
)
def absolute(x: Any) -> Any:
    """|x|; range [0, inf). At the corner the derivative is 0."""
    return np.abs(x)
