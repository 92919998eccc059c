"""Rectifiers with a smooth or bent corner."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import algebraic, gates, special


@activation(
    title="Softplus",
    formula=r"\frac{1}{\beta} \ln(1 + e^{\beta x})",
    aliases="smooth_relu softrelu bnll torch.nn.Softplus torch.nn.functional.softplus "
    "keras.activations.softplus jax.nn.softplus flax.linen.softplus tf.nn.softplus "
    "tf.math.softplus onnx.Softplus nnlib.softplus paddle.nn.functional.softplus "
    "paddle.nn.Softplus mxnet.softrelu scipy.special.softplus",
    plain="软加函数 平滑修正线性单元",
    domain={"beta": "beta != 0"},
    reference="dugas2000incorporating",
    note="only torch and Paddle have beta; both return x itself where beta x > 20",
)
def softplus(x: Any, *, beta: float = 1.0) -> Any:
    """log(1 + exp(beta x)) / beta; range (0, inf)."""
    return special.softplus(beta * x) / beta


@activation(
    title="Shifted softplus",
    formula=r"\ln\frac{1 + e^{x}}{2}",
    aliases="ssp",
    reference="schuett2017schnet",
)
def shifted_softplus(x: Any) -> Any:
    """softplus(x) - log 2; range (-log 2, inf)."""
    return special.shifted_softplus(x)


@activation(
    title="Log-sigmoid",
    symbol="LogSigmoid",
    formula=r"-\ln(1 + e^{-x})",
    aliases="logsigmoid log_expit logσ torch.nn.LogSigmoid torch.nn.functional.logsigmoid "
    "keras.activations.log_sigmoid jax.nn.log_sigmoid flax.linen.log_sigmoid "
    "tf.math.log_sigmoid nnlib.logsigmoid nnlib.logσ paddle.nn.functional.log_sigmoid "
    "paddle.nn.functional.logsigmoid "
    "paddle.nn.LogSigmoid mxnet.log_sigmoid scipy.special.log_expit",
    plain="对数S型函数",
    reference="kunc2024three",
)
def log_sigmoid(x: Any) -> Any:
    """log(sigmoid(x)) = -softplus(-x); range (-inf, 0)."""
    return special.log_sigmoid(x)


@activation(
    title="Squareplus",
    formula=r"\frac{x + \sqrt{x^{2} + b}}{2}",
    aliases="keras.activations.squareplus jax.nn.squareplus",
    domain={"b": "b >= 0"},
    reference="barron2021squareplus",
    note="b = 0 is relu",
)
def squareplus(x: Any, *, b: float = 4.0) -> Any:
    """(x + sqrt(x^2 + b)) / 2; range (0, inf)."""
    if b == 0.0:
        return np.maximum(x, 0.0)
    scale = np.sqrt(b)
    return scale * algebraic.squareplus(x / scale)


@activation(
    title="Sparse plus",
    formula=r"\begin{cases} 0 & x \leq -1 \\ (x + 1)^{2} / 4 & |x| < 1 \\ "
    r"x & x \geq 1 \end{cases}",
    aliases="keras.activations.sparse_plus jax.nn.sparse_plus",
    plain="稀疏加函数",
    reference="martins2016softmax blondel2020learning",
    window=(-3.0, 3.0),
)
def sparse_plus(x: Any) -> Any:
    """(x + 1)^2 / 4 between -1 and 1, left of it 0, right of it x; range [0, inf)."""
    return np.where(x < 1.0, (0.5 * np.maximum(x + 1.0, 0.0)) ** 2, x)


@activation(
    title="Smooth ReLU",
    symbol="SmeLU",
    formula=r"\begin{cases} 0 & x \leq -\beta \\ \frac{(x + \beta)^{2}}{4 \beta} & "
    r"|x| < \beta \\ x & x \geq \beta \end{cases}",
    domain={"beta": "beta > 0"},
    spellings={"beta": "b"},
    reference="shamir2022real",
    window=(-3.0, 3.0),
    note="beta = 1 is sparse_plus",
)
def smelu(x: Any, *, beta: float = 1.0) -> Any:
    """(x + beta)^2 / (4 beta) between -beta and beta, left of it 0, right of it x."""
    return np.where(x < beta, np.maximum(x + beta, 0.0) ** 2 / (4.0 * beta), x)


@activation(
    title="Bent identity",
    formula=r"\frac{\sqrt{x^{2} + 1} - 1}{2} + x",
    plain="弯曲恒等函数",
    reference="wikipedia2016activation",
)
def bent_identity(x: Any) -> Any:
    """(sqrt(x^2 + 1) - 1) / 2 + x; range (-inf, inf)."""
    return 0.5 * algebraic.root_rise(x) + x


@activation(
    title="Bendable linear unit",
    symbol="BLU",
    formula=r"\beta\,(\sqrt{x^{2} + 1} - 1) + x",
    domain={"beta": "-1 <= beta <= 1"},
    reference="godfrey2019evaluation",
    note="beta is learned; 1/2, chosen for illustration, is the bent identity",
)
def blu(x: Any, *, beta: float = 0.5) -> Any:
    """beta (sqrt(x^2 + 1) - 1) + x; range (-inf, inf) for |beta| < 1."""
    bent = algebraic.bend(x) if beta >= 0.0 else -algebraic.bend(-x)
    return (1.0 - abs(beta)) * x + abs(beta) * bent


@activation(
    title="Power function linear unit",
    symbol="PFLU",
    formula=r"\frac{x}{2} \left(1 + \frac{x}{\sqrt{1 + x^{2}}}\right)",
    reference="zhu2021pflu",
)
def pflu(x: Any) -> Any:
    """x/2 (1 + x / sqrt(1 + x^2)); range [-0.150, inf)."""
    return gates.root_gated(x)


@activation(
    title="Faster power function linear unit",
    symbol="FPFLU",
    formula=r"\begin{cases} x & x \geq 0 \\ \frac{x}{1 + x^{2}} & x < 0 \end{cases}",
    reference="zhu2021pflu",
    note="as the authors' code has it: max(x, x / (1 + x^2))",
)
def fpflu(x: Any) -> Any:
    """x for x >= 0, else x / (1 + x^2); range [-1/2, inf)."""
    return np.where(x >= 0.0, x, algebraic.isru(x) * algebraic.inverse_root(x))


@activation(
    title="Natural-logarithm ReLU",
    symbol="NLReLU",
    formula=r"\ln(1 + \beta \max(x, 0))",
    domain={"beta": "beta > 0"},
    reference="liu2019naturallogarithmrectified",
)
def nlrelu(x: Any, *, beta: float = 1.0) -> Any:
    """log(1 + beta max(x, 0)); range [0, inf). At the corner the derivative is 0."""
    return np.log1p(beta * np.maximum(x, 0.0))


@activation(
    title="Squared ReLU",
    formula=r"\max(x, 0)^{2}",
    aliases="relu2 relu_squared requ hf.relu2 transformers.activations.ReLUSquaredActivation "
    "mlx.nn.relu2 candle.Activation.Relu2",
    plain="平方修正线性单元",
    reference="so2021primer",
    window=(-3.0, 3.0),
)
def squared_relu(x: Any) -> Any:
    """max(x, 0)^2; range [0, inf)."""
    return np.maximum(x, 0.0) ** 2


@activation(
    title="Polynomial of the ReLU",
    symbol="PolyReLU",
    formula=r"a_0 + a_1 \max(x, 0) + a_2 \max(x, 0)^{2} + a_3 \max(x, 0)^{3}",
    reference="zhuo2024polynomial",
    window=(-3.0, 2.0),
    note="all coefficients are learned and start at these values",
)
def poly_relu(
    x: Any, *, a0: float = 0.0, a1: float = 1 / 3, a2: float = 1 / 3, a3: float = 1 / 3
) -> Any:
    """a0 + a1 r + a2 r^2 + a3 r^3 with r = max(x, 0). At the corner the derivative is 0."""
    r = np.maximum(x, 0.0)
    return a0 + r * (a1 + r * (a2 + r * a3))


@activation(
    title="Rectified power unit",
    symbol="RePU",
    formula=r"\max(x, 0)^{s}",
    plain="修正幂单元",
    domain={"s": "integer >= 1"},
    reference="li2020better",
    window=(-2.0, 2.0),
)
def repu(x: Any, *, s: float = 3) -> Any:
    """max(x, 0)^s; range [0, inf)."""
    return np.maximum(x, 0.0) ** s


@activation(
    title="StarReLU",
    formula=r"s \max(x, 0)^{2} + b",
    aliases="timm.StarReLU(s=1,b=0)",
    spellings={"s": "scale_value", "b": "bias_value"},
    reference="yu2022metaformer",
    window=(-3.0, 3.0),
)
def star_relu(x: Any, *, s: float = 0.8944, b: float = -0.4472) -> Any:
    """s max(x, 0)^2 + b; range [b, inf)."""
    return s * np.maximum(x, 0.0) ** 2 + b


@activation(
    title="Square linear unit",
    symbol="SQLU",
    formula=r"\begin{cases} x & x > 0 \\ x + x^{2} / 4 & -2 \leq x \leq 0 \\ "
    r"-1 & x < -2 \end{cases}",
    reference="wuraola2021efficient",
)
def sqlu(x: Any) -> Any:
    """x for x > 0, x + x^2/4 down to -2, then -1; range [-1, inf)."""
    inner = np.maximum(x, -2.0)
    return np.where(x > 0.0, x, inner * (1.0 + 0.25 * inner))


@activation(
    title="Square swish",
    formula=r"\begin{cases} x + x^{2} / 32 & x > 0 \\ x + x^{2} / 2 & -2 \leq x \leq 0 \\ "
    r"0 & x < -2 \end{cases}",
    reference="wuraola2021efficient",
)
def squish(x: Any) -> Any:
    """x + x^2/32 for x > 0, x + x^2/2 down to -2, then 0. At -2 the derivative is 0."""
    inner = np.maximum(x, -2.0)
    return np.where(x > 0.0, x * (1.0 + x / 32.0), inner * (1.0 + 0.5 * inner))


@activation(
    title="Square REU",
    symbol="SQREU",
    formula=r"\begin{cases} x & x > 0 \\ x + x^{2} / 2 & -2 \leq x \leq 0 \\ "
    r"0 & x < -2 \end{cases}",
    reference="wuraola2021efficient",
    note="the same function as hard_mish",
)
def sqreu(x: Any) -> Any:
    """x for x > 0, x + x^2/2 down to -2, then 0. At -2 the derivative is 0."""
    inner = np.maximum(x, -2.0)
    return np.where(x > 0.0, x, inner * (1.0 + 0.5 * inner))


@activation(
    title="Bi-firing (smoothed |x|)",
    symbol="Bifiring",
    formula=r"\begin{cases} |x| - a / 2 & |x| > a \\ \frac{x^{2}}{2 a} & |x| \leq a \end{cases}",
    aliases="bfire huber",
    domain={"a": "a > 0"},
    reference="li2014bifiring",
    window=(-3.0, 3.0),
    note="1 is chosen for illustration",
)
def bi_firing(x: Any, *, a: float = 1.0) -> Any:
    """|x| - a/2 for |x| > a, else x^2 / (2a); range [0, inf)."""
    return np.where(np.abs(x) > a, np.abs(x) - 0.5 * a, x * x / (2.0 * a))


@activation(
    title="SoftModulusQ",
    formula=r"\begin{cases} |x| & |x| > 1 \\ x^{2} (2 - |x|) & |x| \leq 1 \end{cases}",
    reference="vallesperez2023empirical",
    window=(-3.0, 3.0),
)
def softmodulus_q(x: Any) -> Any:
    """|x| for |x| > 1, else x^2 (2 - |x|); range [0, inf)."""
    return np.where(np.abs(x) > 1.0, np.abs(x), x * x * (2.0 - np.abs(x)))


@activation(
    title="SoftModulusT",
    formula=r"x \tanh\frac{x}{a}",
    domain={"a": "a > 0"},
    reference="vallesperez2023empirical",
    window=(-0.1, 0.1),
    note="a = 1 is lisht",
)
def softmodulus_t(x: Any, *, a: float = 0.01) -> Any:
    """x tanh(x/a); range [0, inf)."""
    return x * np.tanh(x / a)


@activation(
    title="Composition sigmoid(relu(x))",
    symbol="ReLUSigmoid",
    formula=r"\frac{1}{1 + e^{-\max(x, 0)}}",
)
def relu_sigmoid(x: Any) -> Any:
    """sigmoid(max(x, 0)); range [1/2, 1). At the corner the derivative is 0."""
    return special.sigmoid(np.maximum(x, 0.0))
