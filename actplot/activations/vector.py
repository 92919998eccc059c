"""Vector functions, drawn against one input with the others held fixed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

from actplot import special
from actplot.activations.entry import activation

FAMILY = "vector"


def _logit(inputs: Sequence[Any], component: float) -> Any:
    """The component's input, minus the logarithm of the sum of the others' exponentials."""
    others = list(inputs)
    chosen = others.pop(int(component) - 1)
    return chosen - reduce(np.logaddexp, others)


@activation(
    title="Softmax",
    formula=r"\frac{e^{x_k}}{\sum_j e^{x_j}},\ k = \mathrm{component}",
    aliases=(
        "torch.nn.Softmax",
        "torch.nn.functional.softmax",
        "keras.activations.softmax",
        "keras.layers.Softmax",
        "jax.nn.softmax",
        "flax.linen.softmax",
        "tf.nn.softmax",
        "onnx.Softmax",
        "nnlib.softmax",
        "paddle.nn.functional.softmax",
        "scipy.special.softmax",
        "matlab.softmax",
    ),
    plain=("归一化指数函数", "软最大值函数"),
    domain={"component": "integer, 1 <= component <= inputs"},
    reference="bridle1990probabilistic",
    example="softmax(x, 0, 1)",
)
def softmax(x: Any, *others: Any, component: float = 1) -> Any:
    """exp(x_k) / sum_j exp(x_j) for the inputs x_1, x_2, ...; range (0, 1)."""
    return special.sigmoid(_logit((x, *others), component))


@activation(
    title="Log-softmax",
    formula=r"x_k - \ln \sum_j e^{x_j},\ k = \mathrm{component}",
    aliases=(
        "logsoftmax",
        "torch.nn.LogSoftmax",
        "torch.nn.functional.log_softmax",
        "keras.activations.log_softmax",
        "jax.nn.log_softmax",
        "flax.linen.log_softmax",
        "tf.nn.log_softmax",
        "onnx.LogSoftmax",
        "nnlib.logsoftmax",
        "paddle.nn.functional.log_softmax",
    ),
    plain=("对数归一化指数函数",),
    domain={"component": "integer, 1 <= component <= inputs"},
    reference="bridle1990probabilistic",
    example="log_softmax(x, 0, 1)",
)
def log_softmax(x: Any, *others: Any, component: float = 1) -> Any:
    """The logarithm of softmax; range (-inf, 0)."""
    return special.log_sigmoid(_logit((x, *others), component))


@activation(
    title="Maxout",
    formula=r"\max_k\,(w_k x + b_k)",
    aliases=("paddle.nn.functional.maxout",),
    plain=("最大输出单元",),
    reference="goodfellow2013maxout",
    example="maxout(x, w=[-1, 0.5], b=[0, 0])",
)
def maxout(x: Any, *, w: Sequence[float], b: Sequence[float]) -> Any:
    """The largest of the lines w_k x + b_k; convex. At a corner f' is that of the later line."""
    return reduce(np.maximum, [slope * x + offset for slope, offset in zip(w, b, strict=True)])
