"""Units that are linear on the right and saturate or decay on the left."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, special

SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@activation(
    title="Exponential linear unit",
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \leq 0 \end{cases}",
    aliases="torch.nn.ELU torch.nn.functional.elu keras.activations.elu keras.layers.ELU "
    "jax.nn.elu flax.linen.elu tf.nn.elu onnx.Elu nnlib.elu paddle.nn.functional.elu "
    "paddle.nn.ELU mxnet.ELU timm.elu",
    plain="指数线性单元",
    spellings={"alpha": "a α"},
    reference="clevert2016fast",
    note="alpha = 0 is relu; MXNet's LeakyReLU(act_type='elu') has alpha 0.25",
)
def elu(x: Any, *, alpha: float = 1.0) -> Any:
    """x for x > 0, else alpha (exp(x) - 1); range (-alpha, inf). At 0 the derivative is alpha."""
    return np.where(x > 0.0, x, alpha * np.expm1(x))


@activation(
    title="Scaled ELU",
    formula=r"\lambda \begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \leq 0 \end{cases}",
    aliases="torch.nn.SELU torch.nn.functional.selu keras.activations.selu jax.nn.selu "
    "flax.linen.selu tf.nn.selu onnx.Selu nnlib.selu paddle.nn.functional.selu paddle.nn.SELU "
    "mxnet.SELU timm.selu",
    plain="缩放指数线性单元 自归一化",
    spellings={"alpha": "a", "lam": "gamma scale"},
    reference="klambauer2017selfnormalizing",
)
def selu(x: Any, *, alpha: float = SELU_ALPHA, lam: float = SELU_SCALE) -> Any:
    """lam x for x > 0, else lam alpha (exp(x) - 1). At 0 f' is lam alpha."""
    return np.where(x > 0.0, lam * x, lam * alpha * np.expm1(x))


@activation(
    title="Continuously differentiable ELU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x / \alpha} - 1) & x \leq 0 \end{cases}",
    aliases="torch.nn.CELU torch.nn.functional.celu keras.activations.celu jax.nn.celu "
    "flax.linen.celu onnx.Celu nnlib.celu paddle.nn.functional.celu paddle.nn.CELU timm.celu",
    plain="连续可微指数线性单元",
    domain={"alpha": "alpha != 0"},
    spellings={"alpha": "a α"},
    reference="barron2017continuously",
)
def celu(x: Any, *, alpha: float = 1.0) -> Any:
    """x for x > 0, else alpha (exp(x / alpha) - 1); range (-alpha, inf)."""
    return np.where(x > 0.0, x, alpha * np.expm1(x / alpha))


@activation(
    title="Parametric ELU",
    symbol="PELU",
    formula=r"\begin{cases} \frac{a}{b}\,x & x \geq 0 \\ a\,(e^{x / b} - 1) & x < 0 \end{cases}",
    domain={"a": "a > 0", "b": "b > 0"},
    reference="trottier2017parametric",
)
def pelu(x: Any, *, a: float = 1.0, b: float = 1.0) -> Any:
    """a/b x for x >= 0, else a (exp(x/b) - 1); range (-a, inf)."""
    return np.where(x >= 0.0, a / b * x, a * np.expm1(x / b))


@activation(
    title="Multiple parametric ELU",
    symbol="MPELU",
    formula=r"\begin{cases} x & x > 0 \\ \alpha\,(e^{\beta x} - 1) & x \leq 0 \end{cases}",
    domain={"alpha": "alpha >= 0", "beta": "beta > 0"},
    reference="li2018improving",
)
def mpelu(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """x for x > 0, else alpha (exp(beta x) - 1). At 0 the derivative is alpha beta."""
    return np.where(x > 0.0, x, alpha * np.expm1(beta * x))


@activation(
    title="Scaled exponentially-regularized linear unit",
    symbol="SERLU",
    formula=r"\lambda \begin{cases} x & x \geq 0 \\ \alpha x e^{x} & x < 0 \end{cases},\ "
    r"\lambda = \mathrm{lam}",
    domain={"lam": "lam > 0", "alpha": "alpha > 0"},
    reference="zhang2018effectiveness",
)
def serlu(x: Any, *, lam: float = 1.07862, alpha: float = 2.90427) -> Any:
    """lam x for x >= 0, else lam alpha x exp(x). At the corner the derivative is lam."""
    return np.where(x >= 0.0, lam * x, lam * alpha * (x * np.exp(x)))


@activation(
    title="Exponential linear sigmoid squashing",
    symbol="ELiSH",
    formula=r"\frac{1}{1 + e^{-x}} \begin{cases} x & x \geq 0 \\ e^{x} - 1 & x < 0 \end{cases}",
    reference="basirat2018quest",
)
def elish(x: Any) -> Any:
    """sigmoid(x) times x for x >= 0, times exp(x) - 1 for x < 0."""
    return np.where(x >= 0.0, x, np.expm1(x)) * special.sigmoid(x)


@activation(
    title="Hard ELiSH",
    formula=r"\min\left(\max\left(\frac{x + 1}{2}, 0\right), 1\right) "
    r"\begin{cases} x & x \geq 0 \\ e^{x} - 1 & x < 0 \end{cases}",
    reference="basirat2018quest",
)
def hard_elish(x: Any) -> Any:
    """clip((x + 1)/2, 0, 1) times x for x >= 0, times exp(x) - 1 for x < 0."""
    return np.where(x >= 0.0, x, np.expm1(x)) * algebraic.ramp(x, -1.0, 1.0)


@activation(
    title="Inverse square root linear unit",
    symbol="ISRLU",
    formula=r"\begin{cases} x & x \geq 0 \\ \frac{x}{\sqrt{1 + \alpha x^{2}}} & x < 0 "
    r"\end{cases}",
    domain={"alpha": "alpha > 0"},
    reference="carlile2017improving",
)
def isrlu(x: Any, *, alpha: float = 1.0) -> Any:
    """x for x >= 0, else x / sqrt(1 + alpha x^2); range (-1 / sqrt(alpha), inf)."""
    scale = np.sqrt(alpha)
    return np.where(x >= 0.0, x, algebraic.isru(scale * x) / scale)


@activation(
    title="Rectified exponential unit",
    symbol="REU",
    formula=r"\begin{cases} x & x > 0 \\ x e^{x} & x \leq 0 \end{cases}",
    aliases="suish",
    reference="ying2019rectified",
)
def reu(x: Any) -> Any:
    """x for x > 0, else x exp(x); range [-1/e, inf)."""
    return np.where(x > 0.0, x, x * np.exp(x))


@activation(
    title="SignReLU (DLU)",
    formula=r"\begin{cases} x & x \geq 0 \\ \frac{a x}{1 - x} & x < 0 \end{cases}",
    aliases="dlu",
    domain={"a": "a >= 0"},
    reference="lin2018research",
)
def signrelu(x: Any, *, a: float = 1.0) -> Any:
    """x for x >= 0, else a x / (1 - x); range (-a, inf). At 0 the derivative is 1."""
    return np.where(x >= 0.0, x, a * algebraic.softsign(x))


@activation(
    title="Polynomial linear unit",
    symbol="PolyLU",
    formula=r"\begin{cases} x & x \geq 0 \\ \frac{1}{1 - x} - 1 & x < 0 \end{cases}",
    aliases="fplus",
    reference="feng2023polylu",
)
def polylu(x: Any) -> Any:
    """x for x >= 0, else 1 / (1 - x) - 1; range (-1, inf)."""
    return np.where(x >= 0.0, x, algebraic.softsign(x))


@activation(
    title="Power linear unit",
    symbol="PoLU",
    formula=r"\begin{cases} x & x \geq 0 \\ (1 - x)^{-n} - 1 & x < 0 \end{cases}",
    domain={"n": "n > 0"},
    reference="li2018training",
    note="the paper uses n = 1, 1.5 and 2",
)
def polu(x: Any, *, n: float = 2.0) -> Any:
    """x for x >= 0, else (1 - x)^(-n) - 1; range (-1, inf). At 0 the derivative is 1."""
    return np.where(x >= 0.0, x, np.expm1(-n * np.log1p(np.abs(x))))


@activation(
    title="Parametric tanh linear unit",
    symbol="PTELU",
    formula=r"\begin{cases} x & x \geq 0 \\ \alpha \tanh(\beta x) & x < 0 \end{cases}",
    aliases="p-telu maxtanh",
    domain={"alpha": "alpha >= 0", "beta": "beta >= 0"},
    reference="duggal2017ptelu",
)
def ptelu(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """x for x >= 0, else alpha tanh(beta x); range (-alpha, inf). At 0 the derivative is 1."""
    return np.where(x >= 0.0, x, alpha * np.tanh(beta * x))


@activation(
    title="Tanh linear unit",
    symbol="ThLU",
    formula=r"\begin{cases} x & x \geq 0 \\ \tanh\frac{x}{2} & x < 0 \end{cases}",
    reference="kunc2024three",
)
def thlu(x: Any) -> Any:
    """x for x >= 0, else tanh(x/2); range (-1, inf). At the corner the derivative is 1."""
    return np.where(x >= 0.0, x, np.tanh(0.5 * x))


@activation(
    title="ErfReLU",
    formula=r"\begin{cases} x & x \geq 0 \\ a\,\mathrm{erf}(x) & x < 0 \end{cases}",
    reference="rajanand2023erfrelu",
    note="a is learned; 1 is chosen for illustration",
)
def erf_relu(x: Any, *, a: float = 1.0) -> Any:
    """x for x >= 0, else a erf(x); range (-a, inf). At the corner the derivative is 1."""
    return np.where(x >= 0.0, x, a * special.erf(x))


@activation(
    title="Softplus linear unit",
    symbol="SLU",
    formula=r"\begin{cases} x & x \geq 0 \\ 2 \ln\frac{1 + e^{x}}{2} & x < 0 \end{cases}",
    reference="zhao2018softplus",
)
def slu(x: Any) -> Any:
    """x for x >= 0, else 2 (softplus(x) - log 2); range (-2 log 2, inf)."""
    return np.where(x >= 0.0, x, 2.0 * special.shifted_softplus(x))


@activation(
    title="xIELU",
    formula=r"\begin{cases} \alpha_p x^{2} + \beta x & x > 0 \\ "
    r"\alpha_n (e^{x} - 1 - x) + \beta x & x \leq 0 \end{cases}",
    aliases="hf.xielu transformers.activations.XIELUActivation",
    domain={"alpha_p": "alpha_p > 0", "alpha_n": "alpha_n > beta"},
    reference="huang2024deriving",
)
def xielu(x: Any, *, alpha_p: float = 0.8, alpha_n: float = 0.8, beta: float = 0.5) -> Any:
    """alpha_p x^2 + beta x for x > 0, else alpha_n (exp(x) - 1 - x) + beta x."""
    return beta * x + np.where(x > 0.0, alpha_p * x * x, alpha_n * (np.expm1(x) - x))


@activation(
    title="Sine ReLU",
    symbol="SineReLU",
    formula=r"\begin{cases} x & x > 0 \\ \epsilon\,(\sin x - \cos x) & x \leq 0 \end{cases}",
    domain={"epsilon": "epsilon > 0"},
    reference="rodrigues2018sinerelu",
    window=(-10.0, 3.0),
)
def sine_relu(x: Any, *, epsilon: float = 0.0025) -> Any:
    """x for x > 0, else epsilon (sin(x) - cos(x)). At the jump the value is -epsilon."""
    return np.where(x > 0.0, x, epsilon * (np.sin(x) - np.cos(x)))


@activation(
    title="Minsin",
    symbol="MinSin",
    formula=r"\min(x, \sin x)",
    aliases="minsin",
    reference="eger2018time",
    window=(-5.0, 12.0),
)
def min_sin(x: Any) -> Any:
    """x for x <= 0, else sin(x); range (-inf, 1]."""
    return np.where(x > 0.0, np.sin(x), x)


@activation(
    title="Negative slope linear unit (SUGAR)",
    symbol="NeLU",
    formula=r"\begin{cases} x & x > 0 \\ -\frac{\alpha}{1 + x^{2}} & x \leq 0 \end{cases}",
    spellings={"alpha": "a"},
    reference="horuz2025resurrection",
    note="alpha is 0.05 in other code; SUGAR takes its derivative for that of relu",
)
def nelu(x: Any, *, alpha: float = 0.2) -> Any:
    """x for x > 0, else -alpha / (1 + x^2). At the jump the value is -alpha."""
    return np.where(x > 0.0, x, -alpha * algebraic.cauchy(x))


@activation(
    title="DELU",
    formula=r"\begin{cases} (n + \frac{1}{2})\,x + |e^{-x} - 1| & x > 0 \\ "
    r"\frac{x}{1 + e^{-x}} & x \leq 0 \end{cases}",
    aliases="helu",
    reference="pishchik2023trainable",
    note="n is learned and starts at 0; with n = 0 fixed it is called HELU",
)
def delu(x: Any, *, n: float = 0.0) -> Any:
    """(n + 1/2) x + |exp(-x) - 1| for x > 0, else x sigmoid(x). At the corner f' is 1/2."""
    return np.where(x > 0.0, (n + 0.5) * x - np.expm1(-x), x * special.sigmoid(x))
