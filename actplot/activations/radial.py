"""Even units with a peak at 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special


@activation(
    title="Gaussian",
    formula=r"e^{-x^{2}}",
    aliases="radbas rbf matlab.radbas",
    plain="高斯函数 高斯径向基函数",
    reference="broomhead1988multivariable",
    window=(-4.0, 4.0),
)
def gaussian(x: Any) -> Any:
    """exp(-x^2); range (0, 1]."""
    return special.bell(x)


@activation(
    title="Gaussian (coordinate networks)",
    symbol="Gaussian_a",
    formula=r"e^{-x^{2} / (2 a^{2})}",
    domain={"a": "a > 0"},
    reference="ramasinghe2022beyond",
    window=(-0.5, 0.5),
    note="0.1 is chosen for illustration",
)
def gaussian_a(x: Any, *, a: float = 0.1) -> Any:
    """exp(-x^2 / (2 a^2)); range (0, 1]."""
    return special.gaussian(x, over=a)


@activation(
    title="Laplacian",
    formula=r"e^{-|x| / a}",
    plain="拉普拉斯函数",
    domain={"a": "a > 0"},
    reference="ramasinghe2022beyond",
    note="1 is chosen for illustration",
)
def laplacian(x: Any, *, a: float = 1.0) -> Any:
    """exp(-|x| / a); range (0, 1]. At the corner the derivative is 0."""
    return special.decay(-np.abs(x), over=a)


@activation(
    title="Quadratic (inverse quadratic)",
    formula=r"\frac{1}{1 + (a x)^{2}}",
    domain={"a": "a > 0"},
    reference="ramasinghe2022beyond",
    note="1 is chosen for illustration",
)
def quadratic(x: Any, *, a: float = 1.0) -> Any:
    """1 / (1 + (a x)^2); range (0, 1]."""
    return algebraic.cauchy(a * x)


@activation(
    title="Multi-quadratic (inverse multiquadric)",
    symbol="Multi quadratic",
    formula=r"\frac{1}{\sqrt{1 + (a x)^{2}}}",
    aliases="inverse_multiquadric",
    domain={"a": "a > 0"},
    reference="ramasinghe2022beyond",
    note="1 is chosen for illustration",
)
def multi_quadratic(x: Any, *, a: float = 1.0) -> Any:
    """1 / sqrt(1 + (a x)^2); range (0, 1]."""
    return algebraic.inverse_root(a * x)


@activation(
    title="Multiquadric",
    formula=r"\sqrt{x^{2} + a^{2}}",
    domain={"a": "a > 0"},
    reference="hardy1971multiquadric",
    note="1 is chosen for illustration",
)
def multiquadric(x: Any, *, a: float = 1.0) -> Any:
    """sqrt(x^2 + a^2); range [a, inf)."""
    return a * algebraic.root(x / a)


@activation(
    title="Square-law RBF",
    symbol="SQRBF",
    formula=r"\begin{cases} 1 - x^{2} / 2 & |x| \leq 1 \\ (2 - |x|)^{2} / 2 & 1 < |x| < 2 \\ "
    r"0 & |x| \geq 2 \end{cases}",
    reference="wuraola2018computationally",
    window=(-3.0, 3.0),
)
def sq_rbf(x: Any) -> Any:
    """1 - x^2/2 for |x| <= 1, (2 - |x|)^2/2 up to 2, then 0; range [0, 1]."""
    size = np.abs(x)
    return np.where(size <= 1.0, 1.0 - 0.5 * x * x, 0.5 * np.maximum(2.0 - size, 0.0) ** 2)


@activation(
    title="Mexican hat (Ricker wavelet)",
    formula=r"(1 - x^{2})\,e^{-x^{2} / 2}",
    aliases="mexican_hat",
    plain="墨西哥帽小波",
    reference="zhang1992wavelet",
    note="unnormalised",
    called="mexican_hat",
)
def ricker(x: Any) -> Any:
    """(1 - x^2) exp(-x^2/2); range [-0.446, 1]."""
    hump = special.gaussian(x)
    return hump - x * (x * hump)  # x^2 would overflow where the hump has vanished


@activation(
    title="Derivative of the sigmoid",
    formula=r"\frac{e^{-x}}{(1 + e^{-x})^{2}}",
    aliases="dsigmoid",
    plain="S型函数的导数",
    reference="kunc2024three",
)
def logistic_derivative(x: Any) -> Any:
    """sigmoid(x) sigmoid(-x); range (0, 1/4]."""
    return special.sigmoid(x) * special.sigmoid(-x)
