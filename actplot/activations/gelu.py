"""Units of the form x times a gate made of the error function or of tanh."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot import algebraic, gates, special
from actplot.activations.entry import activation

FAMILY = "gelu"


@activation(
    title="Gaussian error linear unit",
    formula=r"\frac{x}{2} \left(1 + \mathrm{erf}\,\frac{x}{\sqrt{2}}\right)",
    aliases="gelu_erf torch.nn.GELU torch.nn.functional.gelu keras.activations.gelu tf.nn.gelu "
    "onnx.Gelu nnlib.gelu_erf paddle.nn.functional.gelu paddle.nn.GELU mxnet.gelu timm.gelu "
    "hf.gelu",
    plain="高斯误差线性单元",
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
    aliases="gelu_new gelu_pytorch_tanh jax.nn.gelu flax.linen.gelu keras.ops.gelu nnlib.gelu "
    "nnlib.gelu_tanh nnlib.gelu_sigmoid timm.gelu_tanh hf.gelu_new hf.gelu_pytorch_tanh",
    plain="高斯误差线性单元的双曲正切近似",
    reference="hendrycks2016gaussian",
    note="torch, tf.nn, keras.activations and ONNX compute it with approximate='tanh' or True; "
    "their default is gelu",
)
def gelu_tanh(x: Any) -> Any:
    """x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))); range [-0.170, inf)."""
    return x * gates.gelu_tanh_gate(x)


@activation(
    title="Symmetrical GELU",
    formula=r"\alpha x\,\mathrm{erf}\,\frac{x}{\sqrt{2}}",
    domain={"alpha": "alpha > 0"},
    reference="yu2019symmetrical",
    note="1 is chosen for illustration",
)
def sgelu(x: Any, *, alpha: float = 1.0) -> Any:
    """alpha x erf(x / sqrt(2)); range [0, inf)."""
    return alpha * (x * special.erf(math.sqrt(0.5) * x))


@activation(
    title="Serf",
    formula=r"x\,\mathrm{erf}(\ln(1 + e^{x}))",
    reference="nag2023serf",
)
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
    formula=r"\frac{(1 + \alpha) x + (1 - \alpha) x\,\mathrm{erf}(\mu (1 - \alpha) x)}{2}",
    domain={"alpha": "0 <= alpha < 1", "mu": "mu > 0"},
    reference="biswas2022smooth",
    note="mu is learned; 1 is chosen for illustration. alpha = 0, mu = 1/sqrt(2) is gelu",
)
def smu(x: Any, *, alpha: float = 0.25, mu: float = 1.0) -> Any:
    """alpha x + (1 - alpha) x (1 + erf(mu (1 - alpha) x)) / 2."""
    gate = 0.5 * special.erfc(-mu * (1.0 - alpha) * x)
    return x * (alpha + (1.0 - alpha) * gate)


@activation(
    title="Smooth maximum unit 1",
    formula=r"\frac{(1 + \alpha) x + \sqrt{(1 - \alpha)^{2} x^{2} + \mu^{2}}}{2}",
    domain={"alpha": "0 <= alpha < 1", "mu": "mu != 0"},
    reference="biswas2022smooth",
    note="mu is learned; 1 is chosen for illustration. alpha = 0, mu = 2 is squareplus",
)
def smu1(x: Any, *, alpha: float = 0.25, mu: float = 1.0) -> Any:
    """((1 + alpha) x + sqrt((1 - alpha)^2 x^2 + mu^2)) / 2."""
    size = abs(mu)
    return alpha * x + size * algebraic.squareplus((1.0 - alpha) / size * x)


@activation(
    title="Phish",
    formula=r"x \tanh(x\,\Phi(x))",
    reference="naveen2022phish",
    note="Phi is the standard normal distribution function",
)
def phish(x: Any) -> Any:
    """x tanh(gelu(x)); range [0, inf)."""
    return x * np.tanh(x * special.normal_cdf(x))


@activation(
    title="Mish",
    formula=r"x \tanh(\ln(1 + e^{x}))",
    aliases="torch.nn.Mish torch.nn.functional.mish keras.activations.mish jax.nn.mish "
    "onnx.Mish nnlib.mish paddle.nn.functional.mish paddle.nn.Mish mxnet.mish timm.mish hf.mish",
    reference="misra2020mish",
)
def mish(x: Any) -> Any:
    """x tanh(softplus(x)); range [-0.309, inf)."""
    return x * gates.mish_gate(x)


@activation(
    title="TanhExp (TeLU)",
    formula=r"x \tanh(e^{x})",
    aliases="telu",
    reference="liu2020tanhexp",
)
def tanhexp(x: Any) -> Any:
    """x tanh(exp(x)); range [-0.353, inf)."""
    return x * np.tanh(np.exp(x))


@activation(
    title="Smish",
    formula=r"\alpha x \tanh\left(\ln\left(1 + \frac{1}{1 + e^{-\beta x}}\right)\right)",
    domain={"alpha": "alpha > 0", "beta": "beta > 0"},
    reference="wang2022smish",
)
def smish(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """alpha x tanh(log(1 + sigmoid(beta x))); tends to 0.6 alpha x on the right."""
    return alpha * (x * np.tanh(np.log1p(special.sigmoid(beta * x))))


@activation(
    title="Linearly scaled tanh",
    formula=r"x \tanh(x)",
    aliases="nnlib.lisht",
    reference="roy2019lisht",
)
def lisht(x: Any) -> Any:
    """x tanh(x); range [0, inf)."""
    return x * np.tanh(x)


@activation(
    title="TanhSoft-1",
    formula=r"\tanh(\alpha x) \ln(1 + e^{x})",
    domain={"alpha": "alpha > 0"},
    reference="biswas2021tanhsoft",
)
def tanhsoft1(x: Any, *, alpha: float = 0.87) -> Any:
    """tanh(alpha x) softplus(x)."""
    return np.tanh(alpha * x) * special.softplus(x)


@activation(
    title="TanhSoft-2",
    formula=r"x \tanh(\beta e^{\gamma x})",
    domain={"beta": "beta > 0", "gamma": "gamma > 0"},
    reference="biswas2021tanhsoft",
    note="beta = gamma = 1 is tanhexp",
)
def tanhsoft2(x: Any, *, beta: float = 0.6, gamma: float = 1.0) -> Any:
    """x tanh(beta exp(gamma x))."""
    return x * np.tanh(beta * np.exp(gamma * x))


@activation(
    title="Tangent-bipolar-sigmoid ReLU",
    formula=r"x \tanh\left(\tanh\frac{x}{2}\right)",
    reference="kunc2024three",
)
def tbsrelu(x: Any) -> Any:
    """x tanh(tanh(x/2)); range [0, inf)."""
    return x * np.tanh(np.tanh(0.5 * x))


@activation(
    title="Cauchy linear unit (arctan gate)",
    formula=r"x \left(\frac{\arctan x}{\pi} + \frac{1}{2}\right)",
    aliases="atlu",
    reference="huang2024expanded",
)
def calu(x: Any) -> Any:
    """x (arctan(x) / pi + 1/2), the Cauchy distribution function as gate; range (-1/pi, inf)."""
    return gates.cauchy_gated(x)


@activation(
    title="Self arctan",
    formula=r"x \arctan(x)",
    reference="kunc2024three",
)
def self_arctan(x: Any) -> Any:
    """x arctan(x); range [0, inf)."""
    return algebraic.self_arctan(x)


@activation(
    title="Rectified hyperbolic secant",
    formula=r"\frac{x}{\cosh x}",
    reference="njikam2016activation",
)
def rehsec(x: Any) -> Any:
    """x sech(x); range [-0.663, 0.663]."""
    return x * special.sech(x)
