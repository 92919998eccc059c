"""Units of the form x times a gate made of tanh or arctan."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, gates, special, units


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
    aliases="torch.nn.Mish torch.nn.functional.mish keras.activations.mish jax.nn.mish onnx.Mish "
    "nnlib.mish paddle.nn.functional.mish paddle.nn.Mish mxnet.mish timm.mish hf.mish "
    "transformers.activations.MishActivation mlx.nn.mish tinygrad.Tensor.mish "
    "tfa.activations.mish mindspore.nn.Mish",
    reference="misra2020mish",
)
def mish(x: Any) -> Any:
    """x tanh(softplus(x)); range [-0.309, inf)."""
    return units.mish(x)


@activation(
    title="TanhExp (TeLU)",
    formula=r"x \tanh(e^{x})",
    aliases="telu",
    reference="liu2020tanhexp fernandez2024stable",
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
    symbol="LiSHT",
    formula=r"x \tanh(x)",
    aliases="nnlib.lisht tfa.activations.lisht",
    reference="roy2019lisht",
)
def lisht(x: Any) -> Any:
    """x tanh(x); range [0, inf)."""
    return x * np.tanh(x)


@activation(
    title="TanhSoft-1",
    symbol="TanhSoft_1",
    formula=r"\tanh(\alpha x) \ln(1 + e^{x})",
    domain={"alpha": "alpha > 0"},
    reference="biswas2021tanhsoft",
)
def tanhsoft1(x: Any, *, alpha: float = 0.87) -> Any:
    """tanh(alpha x) softplus(x)."""
    return np.tanh(alpha * x) * special.softplus(x)


@activation(
    title="TanhSoft-2",
    symbol="TanhSoft_2",
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
    symbol="TBSReLU",
    formula=r"x \tanh\left(\tanh\frac{x}{2}\right)",
    reference="kunc2024three",
)
def tbsrelu(x: Any) -> Any:
    """x tanh(tanh(x/2)); range [0, inf)."""
    return x * np.tanh(np.tanh(0.5 * x))


@activation(
    title="Cauchy linear unit (arctan gate)",
    symbol="CaLU",
    formula=r"x \left(\frac{\arctan x}{\pi} + \frac{1}{2}\right)",
    aliases="atlu",
    reference="huang2024expanded",
)
def calu(x: Any) -> Any:
    """x (arctan(x) / pi + 1/2), the Cauchy distribution function as gate; range (-1/pi, inf)."""
    return gates.cauchy_gated(x)


@activation(
    title="Self arctan",
    symbol="SelfArctan",
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
