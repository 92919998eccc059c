"""Vector functions, drawn against one input with the others held fixed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import simplex, special

COMPONENT = {"component": "integer, 1 <= component <= inputs"}
TEMPERED = COMPONENT | {"temperature": "temperature > 0"}
TEMPERATURE = {"temperature": "T tau"}


def _logit(inputs: Sequence[Any], component: float, temperature: float = 1.0) -> Any:
    """The component's input, minus the logarithm of the sum of the others' exponentials.

    All inputs are divided by the temperature first.
    """
    others = [value / temperature for value in inputs]
    chosen = others.pop(int(component) - 1)
    return chosen - reduce(np.logaddexp, others)


@activation(
    title="Softmax",
    formula=r"\frac{e^{x_k / T}}{\sum_j e^{x_j / T}},\ k = \mathrm{component},\ "
    r"T = \mathrm{temperature}",
    aliases="torch.nn.Softmax torch.nn.Softmax2d torch.nn.functional.softmax "
    "keras.activations.softmax keras.layers.Softmax jax.nn.softmax flax.linen.softmax "
    "tf.nn.softmax onnx.Softmax nnlib.softmax paddle.nn.functional.softmax paddle.nn.Softmax "
    "paddle.nn.Softmax2D "
    "mxnet.softmax scipy.special.softmax matlab.softmax",
    plain="归一化指数函数 软最大值函数",
    domain=TEMPERED,
    spellings=TEMPERATURE,
    reference="bridle1990probabilistic",
    example="softmax(x, 0, 1)",
)
def softmax(x: Any, *others: Any, component: float = 1, temperature: float = 1.0) -> Any:
    """exp(x_k) / sum_j exp(x_j) for the inputs x_1, x_2, ...; range (0, 1)."""
    return special.sigmoid(_logit((x, *others), component, temperature))


@activation(
    title="Softmin",
    formula=r"\frac{e^{-x_k / T}}{\sum_j e^{-x_j / T}},\ k = \mathrm{component},\ "
    r"T = \mathrm{temperature}",
    aliases="torch.nn.Softmin torch.nn.functional.softmin",
    plain="软最小值函数",
    domain=TEMPERED,
    spellings=TEMPERATURE,
    reference="bridle1990probabilistic",
    example="softmin(x, 0, 1)",
)
def softmin(x: Any, *others: Any, component: float = 1, temperature: float = 1.0) -> Any:
    """softmax of the negated inputs; range (0, 1)."""
    return special.sigmoid(_logit([-value for value in (x, *others)], component, temperature))


@activation(
    title="Log-softmax",
    symbol="LogSoftmax",
    formula=r"\frac{x_k}{T} - \ln \sum_j e^{x_j / T},\ k = \mathrm{component},\ "
    r"T = \mathrm{temperature}",
    aliases="logsoftmax torch.nn.LogSoftmax torch.nn.functional.log_softmax "
    "keras.activations.log_softmax jax.nn.log_softmax flax.linen.log_softmax "
    "tf.nn.log_softmax onnx.LogSoftmax nnlib.logsoftmax paddle.nn.functional.log_softmax "
    "paddle.nn.LogSoftmax mxnet.log_softmax scipy.special.log_softmax",
    plain="对数归一化指数函数",
    domain=TEMPERED,
    spellings=TEMPERATURE,
    reference="bridle1990probabilistic",
    example="log_softmax(x, 0, 1)",
)
def log_softmax(x: Any, *others: Any, component: float = 1, temperature: float = 1.0) -> Any:
    """The logarithm of softmax; range (-inf, 0)."""
    return special.log_sigmoid(_logit((x, *others), component, temperature))


@activation(
    title="Softmax with a one (quiet softmax)",
    formula=r"\frac{e^{x_k}}{1 + \sum_j e^{x_j}},\ k = \mathrm{component}",
    aliases="softmax_1 quiet_softmax softmax_one softmax_plus_one off_by_one_softmax "
    "burn.tensor.activation.quiet_softmax",
    domain=COMPONENT,
    reference="miller2023attention",
    example="softmax1(x, 0, 1)",
    note="softmax with a further input 0; all components may be small",
)
def softmax1(x: Any, *others: Any, component: float = 1) -> Any:
    """exp(x_k) / (1 + sum_j exp(x_j)); range (0, 1)."""
    return special.sigmoid(_logit((x, *others, 0.0), component))


@activation(
    title="Normalized radial basis",
    symbol="RadBasN",
    formula=r"\frac{e^{-x_k^{2}}}{\sum_j e^{-x_j^{2}}},\ k = \mathrm{component}",
    aliases="matlab.radbasn",
    domain=COMPONENT,
    reference="broomhead1988multivariable",
    example="radbasn(x, 0, 1)",
)
def radbasn(x: Any, *others: Any, component: float = 1) -> Any:
    """softmax of the squares, negated; range (0, 1)."""
    return special.sigmoid(_logit([-(value * value) for value in (x, *others)], component))


@activation(
    title="Sparsemax",
    formula=r"\max(x_k - \tau, 0),\ \sum_j \max(x_j - \tau, 0) = 1,\ k = \mathrm{component}",
    aliases="keras.activations.sparsemax",
    plain="稀疏最大值函数",
    domain=COMPONENT,
    reference="martins2016softmax",
    example="sparsemax(x, 0, 0.5)",
    note="the components that Keras 3 returns do not always sum to 1",
)
def sparsemax(x: Any, *others: Any, component: float = 1) -> Any:
    """The component of the projection onto the probability simplex; range [0, 1]."""
    # Only differences matter, and those from the largest keep their digits.
    largest = reduce(np.maximum, (x, *others))
    inputs = [number - largest for number in (x, *others)]
    ranked: list[Any] = []
    for value in inputs:  # insertion into a falling order
        for place, other in enumerate(ranked):
            ranked[place], value = np.maximum(other, value), np.minimum(value, other)
        ranked.append(value)
    total = ranked[0]
    threshold = total - 1.0
    for count, value in enumerate(ranked[1:], start=2):
        total = total + value
        threshold = np.where(1.0 + count * value > total, (total - 1.0) / count, threshold)
    return np.maximum(inputs[int(component) - 1] - threshold, 0.0)


@activation(
    title="Entmax",
    formula=r"\max((\alpha - 1)\,x_k - \tau, 0)^{1 / (\alpha - 1)},\ "
    r"\sum_j \max((\alpha - 1)\,x_j - \tau, 0)^{1 / (\alpha - 1)} = 1,\ "
    r"k = \mathrm{component}",
    aliases="entmax15 alpha_entmax entmax_bisect",
    domain=COMPONENT | {"alpha": "1 < alpha <= 2"},
    reference="peters2019sparse",
    example="entmax(x, 0, 0.5)",
    note="alpha = 1 would be softmax, alpha = 2 is sparsemax",
)
def entmax(x: Any, *others: Any, alpha: float = 1.5, component: float = 1) -> Any:
    """Between softmax and sparsemax: far components are exactly 0; range [0, 1]."""
    # Only differences matter, and those from the largest keep their digits.
    largest = reduce(np.maximum, (x, *others))
    inputs = [(alpha - 1.0) * (value - largest) for value in (x, *others)]
    power = 1.0 / (alpha - 1.0)
    return simplex.share(inputs[int(component) - 1], simplex.threshold(inputs, power), power)


@activation(
    title="Hardmax",
    formula=r"\begin{cases} 1 & x_k = \max_j x_j \\ 0 & x_k < \max_j x_j \end{cases},\ "
    r"k = \mathrm{component}",
    aliases="compet onnx.Hardmax matlab.compet",
    plain="硬最大值函数 竞争函数",
    domain=COMPONENT,
    example="hardmax(x, 0, 1)",
)
def hardmax(x: Any, *others: Any, component: float = 1) -> Any:
    """1 for the largest input, else 0; the first of several largest is 1."""
    inputs = (x, *others)
    chosen, place = inputs[int(component) - 1], int(component) - 1
    wins = [chosen > other for other in inputs[:place]]
    wins += [chosen >= other for other in inputs[place + 1 :]]
    return np.where(reduce(np.logical_and, wins), 1.0, 0.0)


@activation(
    title="Maxout",
    formula=r"\max_k\,(w_k x + b_k)",
    aliases="paddle.nn.functional.maxout paddle.nn.Maxout",
    plain="最大输出单元",
    reference="goodfellow2013maxout",
    example="maxout(x, w=[-1, 0.5], b=[0, 0])",
)
def maxout(x: Any, *, w: Sequence[float], b: Sequence[float]) -> Any:
    """The largest of the lines w_k x + b_k; convex. At a corner f' is that of the later line."""
    return reduce(np.maximum, [slope * x + offset for slope, offset in zip(w, b, strict=True)])


@activation(
    title="Concatenated ReLU",
    symbol="CReLU",
    formula=r"\max(x, 0)\ \mathrm{and}\ \max(-x, 0)",
    aliases="tf.nn.crelu nnlib.crelu",
    plain="级联修正线性单元",
    domain={"component": "integer, 1 <= component <= 2"},
    reference="shang2016understanding",
    example="crelu(component=[1, 2])",
    note="in chess networks (NNUE) CReLU is clip(x, 0, 1), clipped_relu(n=1)",
)
def crelu(x: Any, *, component: float = 1) -> Any:
    """max(x, 0) as the first component, max(-x, 0) as the second; at the corner f' is 0."""
    return np.maximum(x if component == 1 else -x, 0.0)


@activation(
    title="Softmax linear unit",
    symbol="SoLU",
    formula=r"\frac{x_k\,e^{x_k}}{\sum_j e^{x_j}},\ k = \mathrm{component}",
    domain=COMPONENT,
    reference="elhage2022softmax",
    example="solu(x, 0, 1)",
)
def solu(x: Any, *others: Any, component: float = 1) -> Any:
    """x_k softmax(x)_k."""
    inputs = (x, *others)
    return inputs[int(component) - 1] * special.sigmoid(_logit(inputs, component))


@activation(
    title="Polynomial of normalised powers",
    symbol="PolyNorm",
    formula=r"\sum_{i=1}^{3} \frac{w_{i} x_k^{i}}{\sqrt{\frac{1}{n} \sum_j x_j^{2 i}}} + b,\ "
    r"k = \mathrm{component}",
    domain=COMPONENT,
    reference="zhuo2024polynomial",
    example="poly_norm(x, 0.5, 1)",
    note="the coefficients are learned and start at these values; programs add 1e-6 below the root",
)
def poly_norm(
    x: Any,
    *others: Any,
    w1: float = 1 / 3,
    w2: float = 1 / 3,
    w3: float = 1 / 3,
    b: float = 0.0,
    component: float = 1,
) -> Any:
    """sum_i w_i x_k^i / rms(x^i) + b, the root mean square taken over the inputs."""
    inputs = (x, *others)
    # Divided by the largest, no power overflows.
    largest = reduce(np.maximum, [np.abs(value) for value in inputs])
    scaled = [np.where(np.isinf(value), np.sign(value), value / largest) for value in inputs]
    total, powers = b, scaled
    for weight in (w1, w2, w3):
        mean = sum(power * power for power in powers) / len(inputs)
        total = total + weight * (powers[int(component) - 1] / np.sqrt(mean))
        powers = [power * value for power, value in zip(powers, scaled, strict=True)]
    return total
