"""Polynomials, roots, logarithms and exponentials."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special
from actplot.calculus.primitive import primitive


@activation(
    title="Square",
    formula=r"x^{2}",
    plain="平方函数",
    reference="livni2014computational",
    window=(-3.0, 3.0),
)
def square(x: Any) -> Any:
    """x^2; range [0, inf)."""
    return x * x


@activation(
    title="Cube",
    formula=r"x^{3}",
    aliases="triple",
    plain="立方函数",
    reference="chen2014fast",
    window=(-2.0, 2.0),
)
def cube(x: Any) -> Any:
    """x^3; range (-inf, inf)."""
    return x**3


@activation(
    title="Non-monotonic cubic unit",
    symbol="NCU",
    formula=r"x - x^{3}",
    reference="noel2021biologically",
    window=(-2.0, 2.0),
)
def ncu(x: Any) -> Any:
    """x - x^3; range (-inf, inf)."""
    return x - x**3


@activation(
    title="Shifted quadratic unit",
    symbol="SQU",
    formula=r"x^{2} + x",
    reference="noel2021biologically",
    window=(-3.0, 2.0),
)
def squ(x: Any) -> Any:
    """x^2 + x; range [-1/4, inf)."""
    return x * (x + 1.0)


@activation(
    title="Exponential",
    formula=r"e^{x}",
    aliases="exp keras.activations.exponential torch.exp jnp.exp jax.numpy.exp onnx.Exp tf.exp",
    plain="指数函数",
    reference="keras2018exponential",
    window=(-3.0, 2.0),
)
def exponential(x: Any) -> Any:
    """exp(x); range (0, inf)."""
    return np.exp(x)


@activation(
    title="Soft exponential",
    formula=r"\begin{cases} -\frac{\ln(1 - \alpha (x + \alpha))}{\alpha} & \alpha < 0 \\ "
    r"x & \alpha = 0 \\ \frac{e^{\alpha x} - 1}{\alpha} + \alpha & \alpha > 0 \end{cases}",
    plain="软指数函数",
    reference="godfrey2015continuum",
    window=(-3.0, 3.0),
    example="soft_exponential(alpha=[0, -0.5, 0.5])",
    note="alpha is learned; -1 gives log(x), 0 the identity, 1 exp(x)",
)
def soft_exponential(x: Any, *, alpha: float = 0.0) -> Any:
    """From logarithm to exponential; for alpha < 0 defined where x > 1/alpha - alpha."""
    if alpha == 0.0:
        return +x
    if alpha < 0.0:
        # Beside the edge the argument of the logarithm is small, and a sum of exact terms.
        inner, edge = -alpha * (x + alpha), (1.0 - alpha) * (1.0 + alpha)
        return np.where(inner < -0.5, np.log(edge - alpha * x), np.log1p(inner)) / -alpha
    rise = np.where(x < 1.0, np.expm1(alpha * x), special.decay(x, rate=alpha) - 1.0)
    return rise / alpha + alpha


@activation(
    title="Symmetric logarithm",
    formula=r"\mathrm{sgn}(x) \ln(1 + |x|)",
    aliases="logarithmic laf",
    plain="对称对数函数",
    reference="hafner2023mastering",
    window=(-10.0, 10.0),
)
def symlog(x: Any) -> Any:
    """sign(x) log(1 + |x|); range (-inf, inf)."""
    return algebraic.symlog(x)


@activation(
    title="Symmetric exponential",
    formula=r"\mathrm{sgn}(x)\,(e^{|x|} - 1)",
    plain="对称指数函数",
    reference="hafner2023mastering",
    window=(-3.0, 3.0),
)
def symexp(x: Any) -> Any:
    """sign(x) (exp(|x|) - 1), the inverse of symlog; range (-inf, inf)."""
    return algebraic.symexp(x)


@activation(
    title="Inverse hyperbolic sine",
    formula=r"\mathrm{arsinh}(x) = \ln(x + \sqrt{x^{2} + 1})",
    aliases="asinh torch.asinh torch.arcsinh jnp.arcsinh jax.numpy.arcsinh onnx.Asinh tf.asinh",
    plain="反双曲正弦函数",
    reference="kunc2024three",
    window=(-10.0, 10.0),
)
def arcsinh(x: Any) -> Any:
    """arsinh(x); range (-inf, inf)."""
    return np.arcsinh(x)


@activation(
    title="Log-cosh",
    symbol="LogCosh",
    formula=r"\ln(\cosh x)",
    aliases="logcosh nnlib.logcosh",
    plain="对数双曲余弦函数",
    reference="fluxml2019logcosh",
)
def log_cosh(x: Any) -> Any:
    """log(cosh(x)); range [0, inf)."""
    return special.log_cosh(x)


@activation(
    title="Seagull",
    formula=r"\ln(1 + x^{2})",
    plain="海鸥函数",
    reference="gao2023dataaware",
    window=(-10.0, 10.0),
)
def seagull(x: Any) -> Any:
    """log(1 + x^2); range [0, inf)."""
    return algebraic.log_square(x)


@activation(
    title="Hyper-sinh",
    symbol="HyperSinh",
    formula=r"\begin{cases} \frac{\sinh x}{3} & x > 0 \\ \frac{x^{3}}{4} & x \leq 0 \end{cases}",
    reference="parisi2021hypersinh",
    window=(-3.0, 3.0),
)
def hyper_sinh(x: Any) -> Any:
    """sinh(x)/3 for x > 0, else x^3/4; range (-inf, inf). At the corner the derivative is 0."""
    return np.where(x > 0.0, np.sinh(x) / 3.0, 0.25 * x**3)


def _m_arcsinh_slope(x: Any) -> Any:
    size = np.abs(x)
    rate = (0.5 * np.arcsinh(size) + algebraic.isru(size)) / np.sqrt(size) / 12.0
    return np.where(x == 0.0, 0.0, rate)


@activation(
    title="Modified arcsinh",
    symbol="Arcsinh_m",
    formula=r"\frac{\sqrt{|x|}\,\mathrm{arsinh}(x)}{12}",
    reference="parisi2020marcsinh",
    window=(-10.0, 10.0),
)
@primitive(_m_arcsinh_slope, breaks=True)
def m_arcsinh(x: Any) -> Any:
    """sqrt(|x|) arsinh(x) / 12; range (-inf, inf). The second derivative is infinite at 0."""
    return np.arcsinh(x) * np.sqrt(np.abs(x)) / 12.0


@activation(
    title="Signed square root",
    formula=r"\mathrm{sgn}(x) \sqrt{|x|}",
    plain="带符号平方根",
    reference="kunc2024three",
)
def signed_sqrt(x: Any) -> Any:
    """sign(x) sqrt(|x|); range (-inf, inf). The tangent at 0 is vertical."""
    return np.where(x < 0.0, -np.sqrt(-x), np.sqrt(x))
