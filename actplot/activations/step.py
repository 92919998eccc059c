"""Step and threshold units."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation


@activation(
    title="Binary step (Heaviside)",
    formula=r"\begin{cases} 0 & x < 0 \\ 1 & x \geq 0 \end{cases}",
    aliases="heaviside unit_step hardlim threshold_unit torch.heaviside matlab.hardlim mlx.nn.step",
    plain="阶跃函数 单位阶跃函数",
    reference="mcculloch1943logical",
    window=(-3.0, 3.0),
    note="torch.heaviside takes the value at 0 as an argument",
    letter="H",
    called="heaviside unit_step",
)
def binary_step(x: Any) -> Any:
    """0 for x < 0, else 1; range {0, 1}. At the jump the value is 1."""
    return np.where(x < 0.0, 0.0, 1.0)


@activation(
    title="Sign",
    formula=r"\begin{cases} -1 & x < 0 \\ 0 & x = 0 \\ 1 & x > 0 \end{cases}",
    aliases="signum torch.sign jnp.sign jax.numpy.sign onnx.Sign tf.sign ggml.sgn",
    plain="符号函数",
    reference="hubara2016binarized",
    window=(-3.0, 3.0),
    note="1 at 0 in binarized networks: `bipolar_step`",
    called="signum",
)
def sign(x: Any) -> Any:
    """-1 for x < 0, 1 for x > 0; range {-1, 0, 1}. At the jump the value is 0."""
    return np.sign(x)


@activation(
    title="Bipolar step",
    formula=r"\begin{cases} -1 & x < 0 \\ 1 & x \geq 0 \end{cases}",
    aliases="hardlims matlab.hardlims",
    plain="双极性阶跃函数",
    reference="hubara2016binarized",
    window=(-3.0, 3.0),
)
def bipolar_step(x: Any) -> Any:
    """-1 for x < 0, else 1; range {-1, 1}. At the jump the value is 1."""
    return np.where(x < 0.0, -1.0, 1.0)


@activation(
    title="Thresholded ReLU",
    formula=r"\begin{cases} x & x > \theta \\ 0 & x \leq \theta \end{cases}",
    aliases="trec trelu jump_relu jumprelu onnx.ThresholdedRelu nnlib.trelu "
    "keras.layers.ThresholdedReLU paddle.nn.functional.thresholded_relu paddle.nn.ThresholdedReLU",
    plain="阈值修正线性单元",
    spellings={"theta": "threshold alpha"},
    reference="konda2015zerobias rajamanoharan2024jumping",
    window=(-3.0, 5.0),
    note="sparse autoencoders call it JumpReLU, with a learned threshold for each feature",
)
def thresholded_relu(x: Any, *, theta: float = 1.0) -> Any:
    """x for x > theta, else 0; range {0} and (theta, inf). At the jump the value is 0."""
    return np.where(x > theta, x, 0.0)


@activation(
    title="Threshold",
    formula=r"\begin{cases} x & x > \mathrm{threshold} \\ "
    r"\mathrm{value} & x \leq \mathrm{threshold} \end{cases}",
    aliases="torch.nn.Threshold torch.nn.functional.threshold keras.activations.threshold",
    plain="阈值函数",
    spellings={"value": "default_value"},
    reference="pytorch2016threshold",
    window=(-3.0, 5.0),
    note="torch and Keras have no defaults; 1 and 0 are chosen for illustration",
)
def threshold(x: Any, *, threshold: float = 1.0, value: float = 0.0) -> Any:
    """x for x > threshold, else value; continuous only if the two are equal."""
    return np.where(x > threshold, x, value)
