"""Bounded S-shaped units."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special
from actplot.calculus.primitive import primitive, smooth

# What rounding took from 2/3 and from 0.7.
TWO_THIRDS_REST, SEVEN_TENTHS_REST = 3.700743415417188e-17, 4.4408920985006264e-17


@activation(
    title="Logistic sigmoid",
    formula=r"\frac{1}{1 + e^{-x}}",
    aliases="logistic expit soft_step logsig σ torch.sigmoid torch.nn.Sigmoid "
    "torch.nn.functional.sigmoid keras.activations.sigmoid jax.nn.sigmoid flax.linen.sigmoid "
    "tf.nn.sigmoid tf.sigmoid onnx.Sigmoid nnlib.sigmoid nnlib.sigmoid_fast nnlib.σ "
    "paddle.nn.functional.sigmoid paddle.nn.Sigmoid mxnet.sigmoid timm.sigmoid matlab.logsig "
    "scipy.special.expit hf.sigmoid",
    plain="S型函数 逻辑斯谛函数 西格莫伊德函数",
    reference="rumelhart1986learning",
    letter=r"\sigma",
    called="logistic",
)
def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)); range (0, 1)."""
    return special.sigmoid(x)


@activation(
    title="Bipolar sigmoid",
    formula=r"\tanh\frac{x}{2}",
    aliases="symmetric_sigmoid",
    plain="双极性S型函数",
    reference="kunc2024three",
)
def bipolar_sigmoid(x: Any) -> Any:
    """tanh(x/2) = 2 sigmoid(x) - 1; range (-1, 1)."""
    return np.tanh(0.5 * x)


@activation(
    title="Hyperbolic tangent",
    formula=r"\tanh(x)",
    aliases="tansig torch.tanh torch.nn.Tanh torch.nn.functional.tanh keras.activations.tanh "
    "jax.nn.tanh jax.numpy.tanh flax.linen.tanh tf.nn.tanh tf.tanh onnx.Tanh nnlib.tanh "
    "nnlib.tanh_fast paddle.tanh paddle.nn.functional.tanh paddle.nn.Tanh mxnet.tanh timm.tanh "
    "matlab.tansig hf.tanh matlab.tanhLayer",
    plain="双曲正切函数",
    reference="lecun1998efficient",
)
def tanh(x: Any) -> Any:
    """tanh(x); range (-1, 1)."""
    return np.tanh(x)


@activation(
    title="Scaled tanh",
    formula=r"a \tanh(b x)",
    aliases="stanh lecun_tanh paddle.stanh(a=1.7159,b=0.67) "
    "lasagne.nonlinearities.ScaledTanH(a=1,b=1)",
    plain="缩放双曲正切函数",
    domain={"a": "a > 0", "b": "b > 0"},
    spellings={"a": "scale_b scale_out", "b": "scale_a scale_in"},
    reference="lecun1998efficient",
)
def scaled_tanh(x: Any, *, a: float = 1.7159, b: float = 2 / 3) -> Any:
    """a tanh(b x); range (-a, a)."""
    return a * np.tanh(b * x + (TWO_THIRDS_REST * x if b == 2 / 3 else 0.0))


@activation(
    title="Inverse tangent",
    formula=r"\arctan(x)",
    aliases="atan torch.atan torch.arctan jnp.arctan jax.numpy.arctan onnx.Atan tf.atan",
    plain="反正切函数",
    reference="kamruzzaman2002note",
)
def arctan(x: Any) -> Any:
    """arctan(x); range (-pi/2, pi/2)."""
    return np.arctan(x)


@activation(
    title="Softsign",
    formula=r"\frac{x}{1 + |x|}",
    aliases="soft_sign elliotsig torch.nn.Softsign torch.nn.functional.softsign "
    "keras.activations.softsign jax.nn.soft_sign flax.linen.soft_sign tf.nn.softsign "
    "onnx.Softsign nnlib.softsign paddle.nn.functional.softsign paddle.nn.Softsign "
    "mxnet.softsign matlab.elliotsig",
    plain="软符号函数",
    reference="turian2009quadratic",
)
def softsign(x: Any) -> Any:
    """x / (1 + |x|); range (-1, 1). At 0 the second derivative is -2."""
    return algebraic.softsign(x)


@activation(
    title="Elliott (sigmoid form)",
    formula=r"\frac{1}{2} + \frac{x}{2\,(1 + |x|)}",
    reference="elliott1993better",
)
def elliott(x: Any) -> Any:
    """(1 + x / (1 + |x|)) / 2; range (0, 1)."""
    return algebraic.elliott(x)


@activation(
    title="Gauss error function",
    formula=r"\mathrm{erf}(x)",
    aliases="torch.erf jax.scipy.special.erf onnx.Erf tf.math.erf scipy.special.erf",
    plain="误差函数",
    reference="kunc2024three",
    window=(-3.0, 3.0),
)
def erf(x: Any) -> Any:
    """erf(x); range (-1, 1)."""
    return special.erf(x)


@activation(
    title="Normal distribution function",
    symbol="Normal CDF",
    formula=r"\Phi(x) = \frac{1}{2} \left(1 + \mathrm{erf}\,\frac{x}{\sqrt{2}}\right)",
    aliases="gaussian_cdf ndtr torch.special.ndtr jax.scipy.special.ndtr scipy.special.ndtr "
    "scipy.stats.norm.cdf",
    plain="正态分布函数",
    reference="kunc2024three",
    note="the probit is its inverse, the quantile function; probit models are this function",
    letter=r"\Phi",
    called="gaussian_cdf",
)
def normal_cdf(x: Any) -> Any:
    """The standard normal distribution function Phi(x); range (0, 1)."""
    return special.normal_cdf(x)


@activation(
    title="Laplace attention function (Mega)",
    symbol="Laplace",
    formula=r"\Phi\left(\frac{x - \mu}{\sigma}\right)",
    aliases="hf.laplace transformers.activations.LaplaceActivation",
    domain={"sigma": "sigma > 0"},
    reference="ma2023mega",
    window=(-2.0, 3.0),
)
def laplace_mega(x: Any, *, mu: float = 0.707107, sigma: float = 0.282095) -> Any:
    """Phi((x - mu) / sigma), close to the squared ReLU; range (0, 1)."""
    return special.normal_cdf((x - mu) / sigma)


@activation(
    title="Inverse square root unit",
    symbol="ISRU",
    formula=r"\frac{x}{\sqrt{1 + \alpha x^{2}}}",
    domain={"alpha": "alpha > 0"},
    reference="carlile2017improving",
)
def isru(x: Any, *, alpha: float = 1.0) -> Any:
    """x / sqrt(1 + alpha x^2); range (-1, 1) / sqrt(alpha)."""
    scale = math.sqrt(alpha)
    return algebraic.isru(scale * x) / scale


@activation(
    title="Rootsig",
    formula=r"\frac{a x}{1 + \sqrt{1 + a^{2} x^{2}}}",
    domain={"a": "a > 0"},
    reference="kunc2024three",
)
def rootsig(x: Any, *, a: float = 1.0) -> Any:
    """a x / (1 + sqrt(1 + (a x)^2)); range (-1, 1)."""
    return algebraic.rootsig(a * x)


@activation(
    title="Square nonlinearity",
    symbol="SQNL",
    formula=r"\begin{cases} -1 & x < -2 \\ x + x^{2} / 4 & -2 \leq x < 0 \\ "
    r"x - x^{2} / 4 & 0 \leq x \leq 2 \\ 1 & x > 2 \end{cases}",
    reference="wuraola2018sqnl",
)
def sqnl(x: Any) -> Any:
    """x - x |x| / 4 between -2 and 2, else -1 or 1; range [-1, 1]."""
    inner = np.clip(x, -2.0, 2.0)
    return inner * (1.0 - 0.25 * np.abs(inner))


@activation(
    title="Square logistic sigmoid",
    symbol="LogSQNL",
    formula=r"\begin{cases} 0 & x < -2 \\ (2 + x)^{2} / 8 & -2 \leq x < 0 \\ "
    r"1 - (2 - x)^{2} / 8 & 0 \leq x \leq 2 \\ 1 & x > 2 \end{cases}",
    reference="wuraola2021efficient",
)
def log_sqnl(x: Any) -> Any:
    """(sqnl(x) + 1) / 2, in the continuous form; range [0, 1]."""
    inner = np.clip(x, -2.0, 2.0)
    return np.where(x < 0.0, (2.0 + inner) ** 2 / 8.0, 1.0 - (2.0 - inner) ** 2 / 8.0)


@activation(
    title="Smooth step",
    formula=r"\begin{cases} 0 & x \leq -\gamma / 2 \\ \frac{1}{2} + \frac{3 x}{2 \gamma} - "
    r"\frac{2 x^{3}}{\gamma^{3}} & |x| < \gamma / 2 \\ 1 & x \geq \gamma / 2 \end{cases}",
    domain={"gamma": "gamma > 0"},
    reference="hazimeh2020tree",
    window=(-1.5, 1.5),
)
def smooth_step(x: Any, *, gamma: float = 1.0) -> Any:
    """1/2 + 3/2 t - 2 t^3 with t = x / gamma between -1/2 and 1/2; range [0, 1]."""
    half = 0.5 * gamma
    return np.where(x <= -half, 0.0, np.where(x >= half, 1.0, algebraic.cubic_rise(x, half=half)))


def _soft_clipping_slope(x: Any, *, p: float) -> Any:
    return -math.expm1(-p) * special.sigmoid(p * x) * special.sigmoid(p * (1.0 - x))


@activation(
    title="Soft clipping",
    formula=r"\frac{1}{p} \ln \frac{1 + e^{p x}}{1 + e^{p (x - 1)}}",
    domain={"p": "p > 0"},
    reference="klimek2020networkbased",
    window=(-0.5, 1.5),
)
@primitive(_soft_clipping_slope)
def soft_clipping(x: Any, *, p: float = 50.0) -> Any:
    """log((1 + exp(p x)) / (1 + exp(p (x - 1)))) / p; range (0, 1)."""
    # The upper half is the lower one turned about (1/2, 1/2).
    low = np.minimum(x, 1.0 - x)
    rise = -math.expm1(-p) * np.exp(p * low) * special.sigmoid(p * (1.0 - low))
    half = np.log1p(rise) / p
    return np.where(x > 0.5, 1.0 - half, half)


@activation(
    title="LogLog (Gompertz, Gumbel distribution function)",
    formula=r"e^{-e^{-x}}",
    aliases="gompertz gumbel_cdf",
    reference="gomes2011comparison",
)
def loglog(x: Any) -> Any:
    """exp(-exp(-x)); range (0, 1)."""
    return np.exp(-np.exp(-x))


@activation(
    title="Complementary log-log",
    symbol="CLogLog",
    formula=r"1 - e^{-e^{x}}",
    plain="互补双对数函数",
    reference="gomes2011comparison",
    note="some software has exp(-x) inside, which falls; this is the rising form of the paper",
)
def cloglog(x: Any) -> Any:
    """1 - exp(-exp(x)); range (0, 1)."""
    return -np.expm1(-np.exp(x))


@activation(
    title="Modified complementary log-log",
    symbol="CLogLog_m",
    formula=r"1 - 2\,e^{-0.7\,e^{x}}",
    reference="gomes2011comparison",
)
def cloglog_m(x: Any) -> Any:
    """1 - 2 exp(-0.7 exp(x)); range (-1, 1)."""
    return 1.0 - 2.0 * np.exp(-0.7 * np.exp(x) - SEVEN_TENTHS_REST * np.exp(x))


@smooth
def _log_rise(x: Any, *, lam: float) -> Any:
    """log(1 + lam exp(x))."""
    left = np.log1p(lam * np.exp(np.minimum(x, 0.0)))
    return np.where(x < 0.0, left, special.softplus(x + math.log(lam)))


@activation(
    title="Aranda-Ordaz",
    symbol="Aranda Ordaz",
    formula=r"1 - (1 + \lambda e^{x})^{-1 / \lambda}",
    domain={"lam": "lam > 0"},
    reference="gomes2011comparison gomes2013optimization",
)
def aranda_ordaz(x: Any, *, lam: float = 2.0) -> Any:
    """1 - (1 + lam exp(x))^(-1/lam); lam = 1 is the sigmoid; range (0, 1)."""
    return -np.expm1(-_log_rise(x, lam=lam) / lam)


@activation(
    title="Hexpo",
    formula=r"\begin{cases} c\,(e^{x / d} - 1) & x < 0 \\ "
    r"a\,(1 - e^{-x / b}) & x \geq 0 \end{cases}",
    domain={"a": "a > 0", "b": "b > 0", "c": "c > 0", "d": "d > 0"},
    reference="kong2017hexpo",
)
def hexpo(x: Any, *, a: float = 1.0, b: float = 1.0, c: float = 1.0, d: float = 1.0) -> Any:
    """c (exp(x/d) - 1) for x < 0, else a (1 - exp(-x/b)); a corner at 0 unless a/b = c/d."""
    return np.where(x < 0.0, c * np.expm1(x / d), -a * np.expm1(-x / b))


@activation(
    title="Soboleva modified hyperbolic tangent",
    symbol="SMHT",
    formula=r"\frac{e^{a x} - e^{-b x}}{e^{c x} + e^{-d x}}",
    aliases="mtanh",
    domain={"a": "a > 0", "b": "b > 0", "c": "c >= a", "d": "d >= b"},
    reference="soboleva2008utility",
    note="a = b = c = d = 1, chosen for illustration, is tanh",
)
@smooth
def smht(x: Any, *, a: float = 1.0, b: float = 1.0, c: float = 1.0, d: float = 1.0) -> Any:
    """(exp(a x) - exp(-b x)) / (exp(c x) + exp(-d x))."""
    rises = np.exp((a - c) * x) * -np.expm1(-(a + b) * x) * special.sigmoid((c + d) * x)
    falls = np.exp((d - b) * x) * np.expm1((a + b) * x) * special.sigmoid(-(c + d) * x)
    return np.where(x < 0.0, falls, rises)


@activation(
    title="Penalized tanh",
    formula=r"\begin{cases} a \tanh(x) & x < 0 \\ \tanh(x) & x \geq 0 \end{cases}",
    aliases="ptanh",
    domain={"a": "0 < a < 1"},
    reference="xu2016revise",
)
def penalized_tanh(x: Any, *, a: float = 0.25) -> Any:
    """a tanh(x) for x < 0, else tanh(x); range (-a, 1). At the corner the derivative is 1."""
    return np.tanh(x) * np.where(x < 0.0, a, 1.0)


@activation(
    title="Dynamic tanh (DyT)",
    symbol="DyT",
    formula=r"\gamma \tanh(\alpha x) + \beta",
    aliases="dyt",
    domain={"alpha": "alpha > 0", "gamma": "gamma != 0"},
    reference="zhu2025transformers",
)
def dynamic_tanh(x: Any, *, alpha: float = 0.5, gamma: float = 1.0, beta: float = 0.0) -> Any:
    """gamma tanh(alpha x) + beta; range beta + gamma (-1, 1)."""
    return gamma * np.tanh(alpha * x) + beta
