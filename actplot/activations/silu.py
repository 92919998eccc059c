"""Units of the form x times a logistic gate, and their piecewise linear versions."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import derivatives, gates, special, twofold, units
from actplot.calculus.primitive import primitive, smooth


@activation(
    title="Sigmoid linear unit",
    formula=r"\frac{x}{1 + e^{-x}}",
    aliases="swish1 sil torch.nn.SiLU torch.nn.functional.silu keras.activations.silu "
    "keras.activations.swish jax.nn.silu jax.nn.swish flax.linen.silu flax.linen.swish tf.nn.silu "
    "tf.nn.swish nnlib.swish paddle.nn.functional.silu paddle.nn.functional.swish paddle.nn.Silu "
    "paddle.nn.Swish mxnet.SiLU timm.silu timm.swish hf.silu hf.swish mlx.nn.silu "
    "burn.tensor.activation.silu candle.Activation.Silu tinygrad.Tensor.swish "
    "tinygrad.Tensor.silu mindspore.nn.SiLU transformers.activations.SiLUActivation "
    "matlab.swishLayer",
    plain="S型加权线性单元",
    reference="elfwing2018sigmoidweighted",
)
def silu(x: Any) -> Any:
    """x sigmoid(x); range [-0.278, inf)."""
    return units.silu(x)


@activation(
    title="Swish",
    formula=r"\frac{x}{1 + e^{-\beta x}}",
    aliases="onnx.Swish mxnet.gluon.nn.Swish",
    plain="自门控激活函数",
    spellings={"beta": "alpha"},
    reference="ramachandran2017searching",
    note="most frameworks call the case beta = 1, silu, swish; beta = 0 is x/2",
)
def swish(x: Any, *, beta: float = 1.0) -> Any:
    """x sigmoid(beta x)."""
    return units.silu(x) if beta == 1.0 else x * special.logistic(x, rate=beta)


@activation(
    title="E-swish",
    symbol="ESwish",
    formula=r"\frac{\beta x}{1 + e^{-x}}",
    aliases="eswish",
    reference="alcaide2018eswish",
    note="the paper advises 1 to 2; 1.5 is chosen for illustration",
)
def e_swish(x: Any, *, beta: float = 1.5) -> Any:
    """beta x sigmoid(x)."""
    return beta * units.silu(x)


@activation(
    title="Quick GELU",
    symbol="QuickGELU",
    formula=r"\frac{x}{1 + e^{-1.702 x}}",
    aliases="gelu_sigmoid timm.quick_gelu hf.quick_gelu mlx.nn.gelu_fast_approx "
    "tinygrad.Tensor.quick_gelu ggml.gelu_quick mindspore.nn.FastGelu "
    "transformers.activations.QuickGELUActivation",
    plain="高斯误差线性单元的S型近似",
    reference="hendrycks2016gaussian",
    note="swish with beta = 1.702; NNlib's gelu_sigmoid is gelu_tanh",
)
def quick_gelu(x: Any) -> Any:
    """x sigmoid(1.702 x); range [-0.164, inf)."""
    return x * special.logistic(x, rate=1.702, rest=4.263256414560601e-17)


@primitive(lambda u: (u + 1.5) / 3.0)
def _hard_middle(u: Any) -> Any:
    """u (u + 3) / 6, the digits of its slope kept at its root."""
    return u * ((u + 3.0) / 6.0)


@activation(
    title="Hard swish",
    symbol="Hard Swish",
    formula=r"x\,\frac{\min(\max(x + 3, 0), 6)}{6}",
    aliases="hardswish hard_silu torch.nn.Hardswish torch.nn.functional.hardswish "
    "keras.activations.hard_silu keras.activations.hard_swish jax.nn.hard_silu "
    "jax.nn.hard_swish flax.linen.hard_silu flax.linen.hard_swish onnx.HardSwish "
    "nnlib.hardswish paddle.nn.functional.hardswish paddle.nn.Hardswish timm.hard_swish "
    "hf.hardswish mindspore.nn.HSwish mlx.nn.hardswish tinygrad.Tensor.hardswish "
    "burn.tensor.activation.hard_swish",
    plain="硬Swish函数",
    reference="howard2019searching",
)
def hard_swish(x: Any) -> Any:
    """x clip((x + 3) / 6, 0, 1); range [-0.375, inf). At -3 f' is 0, at 3 it is 1."""
    return np.where(x <= -3.0, 0.0, np.where(x >= 3.0, x, _hard_middle(x)))


@activation(
    title="Hard mish",
    symbol="Hard Mish",
    formula=r"\frac{x}{2} \min(\max(x + 2, 0), 2)",
    aliases="hardmish timm.hard_mish",
    reference="misra2020hmish",
    note="the same function as sqreu",
)
def hard_mish(x: Any) -> Any:
    """x/2 clip(x + 2, 0, 2); range [-1/2, inf). At the corner -2 the derivative is 0."""
    inner = np.maximum(x, -2.0)
    return np.where(x > 0.0, x, 0.5 * inner * (inner + 2.0))


@activation(
    title="Derivative of SiLU",
    symbol="dSiLU",
    formula=r"\sigma(x)\,(1 + x\,\sigma(-x)),\ \sigma(x) = \frac{1}{1 + e^{-x}}",
    reference="elfwing2018sigmoidweighted",
)
def dsilu(x: Any) -> Any:
    """sigmoid(x) (1 + x sigmoid(-x)); range [-0.0998, 1.0998]."""
    return derivatives.prime(units.silu)(x)


@activation(
    title="Bounded SiLU (SUGAR)",
    symbol="BSiLU",
    formula=r"\frac{x + \alpha}{1 + e^{-x}} - \frac{\alpha}{2}",
    aliases="bsilu",
    reference="horuz2025resurrection",
    note="SUGAR takes its derivative for that of relu",
)
def b_silu(x: Any, *, alpha: float = 1.67) -> Any:
    """(x + alpha) sigmoid(x) - alpha/2."""
    return (x + alpha) * special.sigmoid(x) - 0.5 * alpha


@activation(
    title="Flatten-T swish",
    symbol="FTSwish",
    formula=r"\begin{cases} \frac{x}{1 + e^{-x}} + T & x \geq 0 \\ T & x < 0 \end{cases}",
    aliases="fts",
    reference="chieng2018flattent",
)
def flatten_t_swish(x: Any, *, T: float = -0.2) -> Any:
    """max(x, 0) sigmoid(x) + T; range [T, inf). At the corner the derivative is 1/2."""
    return np.where(x >= 0.0, x * special.sigmoid(x), 0.0) + T


@activation(
    title="Laplace linear unit",
    symbol="LaLU",
    formula=r"\begin{cases} x\,(1 - e^{-x} / 2) & x \geq 0 \\ x e^{x} / 2 & x < 0 \end{cases}",
    reference="kunc2024three",
)
def lalu(x: Any) -> Any:
    """x times the Laplace distribution function; range [-0.184, inf)."""
    return x * np.where(x >= 0.0, 1.0 - 0.5 * np.exp(-x), 0.5 * np.exp(x))


@activation(title="EANAF", formula=r"\frac{x}{1 + 2 e^{-x}}", reference="kunc2024three")
def eanaf(x: Any) -> Any:
    """x / (1 + 2 exp(-x)) = x sigmoid(x - log 2); range [-0.157, inf)."""
    return x * special.logistic(x, shift=(-twofold.LN2.high, -twofold.LN2.low))


@activation(
    title="ACON-C",
    formula=r"(p_1 - p_2)\,x\,\sigma(\beta (p_1 - p_2) x) + p_2 x,\ "
    r"\sigma(x) = \frac{1}{1 + e^{-x}}",
    reference="ma2021activate",
    note="p1 = 1, p2 = 0 is swish (ACON-A); p1 = 1 is ACON-B",
)
def acon_c(x: Any, *, p1: float = 1.0, p2: float = 0.0, beta: float = 1.0) -> Any:
    """x (p1 sigmoid(u) + p2 sigmoid(-u)) with u = beta (p1 - p2) x."""
    u = beta * (p1 - p2) * x
    return x * (p1 * special.sigmoid(u) + p2 * special.sigmoid(-u))


@activation(
    title="ARiA-2",
    symbol="ARiA2",
    formula=r"x\,(1 + e^{-\beta x})^{-\alpha}",
    domain={"alpha": "alpha > 0", "beta": "beta > 0"},
    reference="patwardhan2018aria",
)
def aria2(x: Any, *, alpha: float = 1.5, beta: float = 2.0) -> Any:
    """x (1 + exp(-beta x))^(-alpha)."""
    return x * np.exp(-alpha * special.softplus(-beta * x))


@activation(
    title="Sinu-sigmoidal linear unit",
    symbol="SinLU",
    formula=r"\frac{x + a \sin(b x)}{1 + e^{-x}}",
    reference="paul2022sinlu",
)
def sinlu(x: Any, *, a: float = 1.0, b: float = 1.0) -> Any:
    """(x + a sin(b x)) sigmoid(x)."""
    return (x + a * special.waves(x, b)[0]) * special.sigmoid(x)


@activation(
    title="Cosinu-sigmoidal linear unit",
    symbol="CosLU",
    formula=r"\frac{x + a \cos(b x)}{1 + e^{-x}}",
    reference="pishchik2023trainable",
)
def coslu(x: Any, *, a: float = 1.0, b: float = 1.0) -> Any:
    """(x + a cos(b x)) sigmoid(x)."""
    return (x + a * special.waves(x, b)[1]) * special.sigmoid(x)


@activation(title="TanhSig", formula=r"\frac{x + \tanh x}{1 + e^{-x}}", reference="kunc2024three")
def tanhsig(x: Any) -> Any:
    """(x + tanh(x)) sigmoid(x); range [-0.475, inf)."""
    return (x + np.tanh(x)) * special.sigmoid(x)


@activation(
    title="SechSig",
    formula=r"\frac{x + 1 / \cosh x}{1 + e^{-x}}",
    reference="kunc2024three",
)
def sechsig(x: Any) -> Any:
    """(x + sech(x)) sigmoid(x); range [-0.210, inf)."""
    return (x + special.sech(x)) * special.sigmoid(x)


@activation(
    title="Arctan SiLU",
    symbol="ASiLU",
    formula=r"\arctan\frac{x}{1 + e^{-x}}",
    reference="kunc2024three",
)
def asilu(x: Any) -> Any:
    """arctan(x sigmoid(x)); range [-0.272, pi/2)."""
    return np.arctan(x * special.sigmoid(x))


@activation(
    title="Soft-root-sign",
    symbol="SRS",
    formula=r"\frac{x}{x / \alpha + e^{-x / \beta}}",
    domain={"alpha": "alpha > 0", "beta": "0 < beta < e alpha"},
    reference="zhou2020softrootsign",
)
@smooth
def srs(x: Any, *, alpha: float = 2.0, beta: float = 3.0) -> Any:
    """x / (x/alpha + exp(-x/beta)); range [alpha beta / (beta - alpha e), alpha)."""
    fade = np.exp(x / beta)
    left = x * fade / (1.0 + x * fade / alpha)
    right = alpha / (1.0 + alpha * (np.exp(-x / beta) / x))
    return np.where(x < beta, left, right)


@activation(
    title="Collapsing linear unit",
    symbol="CoLU",
    formula=r"\frac{x}{1 - x e^{-(x + e^{x})}}",
    reference="vagerwal2021deeper",
)
@smooth
def colu(x: Any) -> Any:
    """x / (1 - x exp(-(x + exp(x)))); range [-0.377, inf)."""
    rise = np.exp(x + np.exp(x))
    right = x / (1.0 - x * np.exp(-(x + np.exp(x))))
    return np.where(x < 0.0, x * rise / (rise - x), right)


@activation(
    title="SinSig",
    formula=r"x \sin\left(\frac{\pi}{2}\,\frac{1}{1 + e^{-x}}\right)",
    reference="kunc2024three",
)
def sinsig(x: Any) -> Any:
    """x sin(pi/2 sigmoid(x)); range [-0.429, inf)."""
    return x * gates.quarter_sine(x)


@activation(
    title="Tangent-sigmoid ReLU",
    symbol="TSReLU",
    formula=r"x \tanh\frac{1}{1 + e^{-x}}",
    reference="kunc2024three",
)
def tsrelu(x: Any) -> Any:
    """x tanh(sigmoid(x)); range [-0.274, inf)."""
    return x * np.tanh(special.sigmoid(x))


@activation(title="SwAT", formula=r"\frac{x}{1 + e^{-\arctan x}}", reference="kunc2024three")
def swat(x: Any) -> Any:
    """x sigmoid(arctan(x)); range (-inf, inf)."""
    return gates.arctan_gated(x)


@activation(
    title="Gompertz linear unit",
    symbol="GoLU",
    formula=r"x\,e^{-e^{-x}}",
    aliases="expexpish",
    reference="das2025gompertz",
)
def golu(x: Any) -> Any:
    """x exp(-exp(-x)); range [-0.0973, inf)."""
    return x * np.exp(-np.exp(-x))


@activation(title="LogLogish", formula=r"x\,(1 - e^{-e^{x}})", reference="kunc2024three")
def loglogish(x: Any) -> Any:
    """x (1 - exp(-exp(x))); range [-0.312, inf)."""
    return -x * np.expm1(-np.exp(x))


@activation(
    title="Logish",
    formula=r"x \ln\left(1 + \frac{1}{1 + e^{-x}}\right)",
    reference="zhu2021logish",
)
def logish(x: Any) -> Any:
    """x log(1 + sigmoid(x)); range [-0.253, inf)."""
    return x * np.log1p(special.sigmoid(x))


@activation(title="Gish", formula=r"x \ln(2 - e^{-e^{x}})", reference="kaytan2023gish")
def gish(x: Any) -> Any:
    """x log(2 - exp(-exp(x))); range [-0.278, inf)."""
    return x * np.log1p(-np.expm1(-np.exp(x)))
