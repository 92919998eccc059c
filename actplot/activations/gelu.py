"""Units of the form x times a gate made of the error function, and related units."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special, units


@activation(
    title="Gaussian error linear unit",
    formula=r"\frac{x}{2} \left(1 + \mathrm{erf}\,\frac{x}{\sqrt{2}}\right)",
    aliases="gelu_erf ggml.gelu_erf torch.nn.GELU torch.nn.functional.gelu keras.activations.gelu "
    "tf.nn.gelu "
    "onnx.Gelu nnlib.gelu_erf paddle.nn.functional.gelu paddle.nn.GELU mxnet.gelu timm.gelu "
    "hf.gelu hf.gelu_python transformers.activations.GELUActivation mlx.nn.gelu "
    "burn.tensor.activation.gelu candle.Activation.Gelu candle.Tensor.gelu_erf mindspore.ops.gelu "
    "matlab.gelu matlab.geluLayer",
    plain="高斯误差线性单元",
    reference="hendrycks2016gaussian",
    note="jax.nn.gelu, flax.linen.gelu, keras.ops.gelu and NNlib's gelu mean gelu_tanh",
)
def gelu(x: Any) -> Any:
    """x Phi(x), Phi the standard normal distribution function; range [-0.170, inf)."""
    return units.gelu(x)


@activation(
    title="GELU, tanh approximation",
    symbol="GELU_tanh",
    formula=r"\frac{x}{2} \left(1 + \tanh\left(\sqrt{\frac{2}{\pi}}\,"
    r"(x + 0.044715\,x^{3})\right)\right)",
    aliases="gelu_new gelu_pytorch_tanh jax.nn.gelu flax.linen.gelu keras.ops.gelu nnlib.gelu "
    "nnlib.gelu_tanh nnlib.gelu_sigmoid timm.gelu_tanh hf.gelu_new hf.gelu_pytorch_tanh "
    "hf.gelu_python_tanh hf.gelu_fast hf.gelu_accurate mlx.nn.gelu_approx ggml.gelu "
    "burn.tensor.activation.gelu_approximate candle.Tensor.gelu candle.Activation.NewGelu "
    "candle.Activation.GeluPytorchTanh tinygrad.Tensor.gelu tfa.activations.gelu tfa.layers.GELU "
    "mindspore.nn.GELU transformers.activations.NewGELUActivation "
    "transformers.activations.PytorchGELUTanh transformers.activations.GELUTanh "
    "transformers.activations.FastGELUActivation transformers.activations.AccurateGELUActivation",
    plain="高斯误差线性单元的双曲正切近似",
    reference="hendrycks2016gaussian",
    note="torch, tf.nn, keras.activations and ONNX compute it with approximate='tanh' or True; "
    "their default is gelu",
)
def gelu_tanh(x: Any) -> Any:
    """x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))); range [-0.170, inf)."""
    return units.gelu_tanh(x)


@activation(
    title="Symmetrical GELU",
    symbol="SGELU",
    formula=r"\alpha x\,\mathrm{erf}\,\frac{x}{\sqrt{2}}",
    domain={"alpha": "alpha > 0"},
    reference="yu2019symmetrical",
    note="1 is chosen for illustration",
)
def sgelu(x: Any, *, alpha: float = 1.0) -> Any:
    """alpha x erf(x / sqrt(2)); range [0, inf)."""
    return alpha * (x * special.erf(math.sqrt(0.5) * x))


@activation(title="Serf", formula=r"x\,\mathrm{erf}(\ln(1 + e^{x}))", reference="nag2023serf")
def serf(x: Any) -> Any:
    """x erf(softplus(x)); range [-0.348, inf)."""
    return x * special.erf(special.softplus(x))


@activation(
    title="Parametric Serf",
    formula=r"x\,\mathrm{erf}(\gamma \ln(1 + e^{\delta x}))",
    domain={"gamma": "gamma > 0", "delta": "delta > 0"},
    reference="biswas2022erfact",
)
def pserf(x: Any, *, gamma: float = 1.25, delta: float = 0.85) -> Any:
    """x erf(gamma softplus(delta x))."""
    return x * special.erf(gamma * special.softplus(delta * x))


@activation(
    title="ErfAct",
    formula=r"x\,\mathrm{erf}(a e^{b x})",
    domain={"a": "a > 0", "b": "b > 0"},
    reference="biswas2022erfact",
)
def erfact(x: Any, *, a: float = 0.75, b: float = 0.75) -> Any:
    """x erf(a exp(b x))."""
    return x * special.erf(a * np.exp(b * x))


@activation(
    title="Smooth maximum unit",
    symbol="SMU",
    formula=r"\frac{(1 + \alpha) x + (1 - \alpha) x\,\mathrm{erf}(\mu (1 - \alpha) x)}{2}",
    domain={"alpha": "0 <= alpha < 1", "mu": "mu > 0"},
    shown="mu",
    reference="biswas2022smooth",
    note="mu is learned and starts at 1e6; 1 is chosen for illustration. alpha = 0, "
    "mu = 1/sqrt(2) is gelu",
)
def smu(x: Any, *, alpha: float = 0.25, mu: float = 1.0) -> Any:
    """alpha x + (1 - alpha) x (1 + erf(mu (1 - alpha) x)) / 2."""
    gate = 0.5 * special.erfc(-mu * (1.0 - alpha) * x)
    return x * (alpha + (1.0 - alpha) * gate)


@activation(
    title="Smooth maximum unit 1",
    symbol="SMU_1",
    formula=r"\frac{(1 + \alpha) x + \sqrt{(1 - \alpha)^{2} x^{2} + \mu^{2}}}{2}",
    domain={"alpha": "0 <= alpha < 1", "mu": "mu != 0"},
    shown="mu",
    reference="biswas2022smooth",
    note="mu is learned and starts at 4.35e-9; 1 is chosen for illustration. alpha = 0, "
    "mu = 2 is squareplus",
)
def smu1(x: Any, *, alpha: float = 0.25, mu: float = 1.0) -> Any:
    """((1 + alpha) x + sqrt((1 - alpha)^2 x^2 + mu^2)) / 2."""
    size = abs(mu)
    return alpha * x + size * algebraic.squareplus((1.0 - alpha) / size * x)
