"""What every activation is, written a second time and independently.

`FORMULAS[name]` takes x as an `Exact` and the parameters; a vector function
takes the values of its other inputs in `others`.
"""

from __future__ import annotations

import mpmath as mp
from reference_numbers import (
    Exact,
    atan,
    cos,
    cosh,
    erf,
    exp,
    log,
    normal_cdf,
    sigmoid,
    sin,
    sinh,
    softplus,
    sqrt,
    tanh,
)
from reference_settings import EXACT_DEFAULTS, OTHER_INPUTS


def const(c):
    return Exact(c)


def clip(x, low, high):
    return const(low) if x <= low else const(high) if x >= high else x


def relu(x):
    return x if x > 0 else const(0)


def sgn(x):
    return mp.sign(x.value)


def ratio(text):
    top, _, bottom = text.partition("/")
    return mp.mpf(top) / mp.mpf(bottom or 1)


def soft_clipping(x, p):
    return (softplus(p * x) - softplus(p * (x - 1))) / p


def soft_exponential(x, alpha):
    if alpha == 0:
        return x
    if alpha < 0:
        return -log(1 - alpha * (x + alpha)) / alpha
    return (exp(alpha * x) - 1) / alpha + alpha


def sqnl(x):
    if abs(x) > 2:
        return const(sgn(x))
    return x + x**2 / 4 if x < 0 else x - x**2 / 4


def smooth_step(x, gamma):
    if x <= -gamma / 2:
        return const(0)
    if x >= gamma / 2:
        return const(1)
    return -2 / gamma**3 * x**3 + 3 / (2 * gamma) * x + mp.mpf(1) / 2


def hard_elish(x):
    gate = clip((x + 1) / 2, 0, 1)
    return x * gate if x >= 0 else (exp(x) - 1) * gate


def sq_rbf(x):
    if abs(x) <= 1:
        return 1 - x**2 / 2
    return (2 - abs(x)) ** 2 / 2 if abs(x) < 2 else const(0)


def srelu(x, tl, al, tr, ar):
    if x <= tl:
        return tl + al * (x - tl)
    return x if x < tr else tr + ar * (x - tr)


def shrink(x, lambd, bias):
    return x + bias if x < -lambd else x - bias if x > lambd else const(0)


def log_sum_exp(values):
    top = max(values, key=lambda each: each.value)
    return top + log(sum((exp(each - top) for each in values), const(0)))


def softmax(values, component=1):
    return exp(values[component - 1] - log_sum_exp(values))


def sparsemax(values, component=1):
    ranked = sorted(values, key=lambda each: -each.value)
    for count in range(len(ranked), 0, -1):
        threshold = (sum(ranked[:count], const(0)) - 1) / count
        if ranked[count - 1] > threshold:
            break
    return relu(values[component - 1] - threshold)


def entmax(values, alpha, component=1):
    """The threshold by bisection, then by Newton's rule on series."""
    inputs = [(alpha - 1) * each for each in values]
    power = 1 / (alpha - 1)

    def shares(tau, exponent):
        above = [each - tau for each in inputs]
        return [each**exponent if each > 0 else const(0) for each in above]

    high = max(each.value for each in inputs)
    low = high - 1
    for _ in range(int(mp.mp.prec) + 10):
        middle = (low + high) / 2
        total = sum(max(each.value - middle, 0) ** power for each in inputs)
        low, high = (middle, high) if total >= 1 else (low, middle)
    tau = const(low)
    for _ in range(3):
        slope = power * sum(shares(tau, power - 1), const(0))
        tau = tau + (sum(shares(tau, power), const(0)) - 1) / slope
    return shares(tau, power)[component - 1]


def poly_norm(values, w1, w2, w3, b, component=1):
    chosen = values[component - 1]
    total = const(b)
    for power, weight in enumerate((w1, w2, w3), 1):
        mean = sum((each ** (2 * power) for each in values), const(0)) / len(values)
        total = total + weight * chosen**power / sqrt(mean)
    return total


def hardmax(values, component=1):
    best = max(range(len(values)), key=lambda place: (values[place].value, -place))
    return const(1 if best == component - 1 else 0)


FORMULAS = {
    "identity": lambda x: x,
    "binary_step": lambda x: const(0 if x < 0 else 1),
    "bipolar_step": lambda x: const(-1 if x < 0 else 1),
    "sign": lambda x: const(sgn(x)),
    "thresholded_relu": lambda x, theta: x if x > theta else const(0),
    "threshold": lambda x, threshold, value: x if x > threshold else const(value),
    # S-shaped
    "sigmoid": sigmoid,
    "bipolar_sigmoid": lambda x: (exp(x) - 1) / (exp(x) + 1),
    "tanh": tanh,
    "scaled_tanh": lambda x, a, b: a * tanh(b * x),
    "arctan": atan,
    "softsign": lambda x: x / (1 + abs(x)),
    "elliott": lambda x: x / (2 * (1 + abs(x))) + mp.mpf(1) / 2,
    "erf": erf,
    "normal_cdf": normal_cdf,
    "laplace_mega": lambda x, mu, sigma: (1 + erf((x - mu) / (sigma * mp.sqrt(2)))) / 2,
    "isru": lambda x, alpha: x / sqrt(1 + alpha * x**2),
    "rootsig": lambda x, a: a * x / (1 + sqrt(1 + (a * x) ** 2)),
    "sqnl": sqnl,
    "log_sqnl": lambda x: (sqnl(x) + 1) / 2,
    "smooth_step": smooth_step,
    "soft_clipping": soft_clipping,
    "loglog": lambda x: exp(-exp(-x)),
    "cloglog": lambda x: 1 - exp(-exp(x)),
    "cloglog_m": lambda x: 1 - 2 * exp(ratio("-7/10") * exp(x)),
    "aranda_ordaz": lambda x, lam: 1 - (1 + lam * exp(x)) ** (-1 / lam),
    "hexpo": lambda x, a, b, c, d: c * (exp(x / d) - 1) if x < 0 else a * (1 - exp(-x / b)),
    "smht": lambda x, a, b, c, d: (exp(a * x) - exp(-b * x)) / (exp(c * x) + exp(-d * x)),
    "penalized_tanh": lambda x, a: a * tanh(x) if x < 0 else tanh(x),
    "dynamic_tanh": lambda x, alpha, gamma, beta: gamma * tanh(alpha * x) + beta,
    "dynamic_erf": lambda x, alpha, s, gamma, beta: gamma * erf(alpha * x + s) + beta,
    "softcap": lambda x, c: c * tanh(x / c),
    "scaled_softsign": lambda x, alpha, beta: alpha * x / (beta + abs(x)),
    "elliott2": lambda x: sgn(x) * x**2 / (1 + x**2),
    # bounded, of straight lines
    "hard_sigmoid": lambda x, slope, offset: clip(slope * x + offset, 0, 1),
    "sparse_sigmoid": lambda x: clip((x + 1) / 2, 0, 1),
    "hard_tanh": lambda x, min_val, max_val: clip(x, min_val, max_val),
    "relu6": lambda x: clip(x, 0, 6),
    "clipped_relu": lambda x, n: clip(x, 0, n),
    "screlu": lambda x: clip(x, 0, 1) ** 2,
    "tent": lambda x, delta: relu(delta - abs(x)),
    "hat": lambda x, a: const(0) if x < 0 or x >= a else x if x < a / 2 else a - x,
    # unbounded, of straight lines
    "relu": relu,
    "leaky_relu": lambda x, alpha: x if x > 0 else alpha * x,
    "prelu": lambda x, alpha: x if x > 0 else alpha * x,
    "rrelu": lambda x, lower, upper: x if x > 0 else (lower + upper) / 2 * x,
    "displaced_relu": lambda x, delta: x if x > -delta else const(-delta),
    "srelu": srelu,
    "bounded_leaky_relu": lambda x, alpha, b: (
        alpha * x if x <= 0 else x if x < b else alpha * x + (1 - alpha) * b
    ),
    "shilu": lambda x, alpha, beta: alpha * relu(x) + beta,
    "absolute": abs,
    # linear to the right
    "elu": lambda x, alpha: x if x > 0 else alpha * (exp(x) - 1),
    "selu": lambda x, alpha, lam: lam * (x if x > 0 else alpha * (exp(x) - 1)),
    "celu": lambda x, alpha: x if x > 0 else alpha * (exp(x / alpha) - 1),
    "pelu": lambda x, a, b: a / b * x if x >= 0 else a * (exp(x / b) - 1),
    "mpelu": lambda x, alpha, beta: x if x > 0 else alpha * (exp(beta * x) - 1),
    "serlu": lambda x, lam, alpha: lam * x if x >= 0 else lam * alpha * x * exp(x),
    "elish": lambda x: (x if x >= 0 else exp(x) - 1) / (1 + exp(-x)),
    "hard_elish": hard_elish,
    "isrlu": lambda x, alpha: x if x >= 0 else x / sqrt(1 + alpha * x**2),
    "reu": lambda x: x if x > 0 else x * exp(x),
    "signrelu": lambda x, a: x if x >= 0 else a * x / (1 - x),
    "polylu": lambda x: x if x >= 0 else 1 / (1 - x) - 1,
    "polu": lambda x, n: x if x >= 0 else (1 - x) ** mp.mpf(-n) - 1,
    "ptelu": lambda x, alpha, beta: x if x >= 0 else alpha * tanh(beta * x),
    "thlu": lambda x: x if x >= 0 else tanh(x / 2),
    "erf_relu": lambda x, a: x if x >= 0 else a * erf(x),
    "slu": lambda x: x if x >= 0 else 2 * softplus(x) - 2 * mp.log(2),
    "xielu": lambda x, alpha_p, alpha_n, beta: (
        alpha_p * x**2 + beta * x if x > 0 else alpha_n * (exp(x) - 1) - alpha_n * x + beta * x
    ),
    "sine_relu": lambda x, epsilon: x if x > 0 else epsilon * (sin(x) - cos(x)),
    "nelu": lambda x, alpha: x if x > 0 else -alpha / (1 + x**2),
    "delu": lambda x, n: (n + ratio("1/2")) * x + 1 - exp(-x) if x > 0 else x / (1 + exp(-x)),
    "min_sin": lambda x: sin(x) if x > 0 else x,
    # smooth or bent rectifiers
    "softplus": lambda x, beta: softplus(beta * x) / beta,
    "shifted_softplus": lambda x: softplus(x) - mp.log(2),
    "log_sigmoid": lambda x: -softplus(-x),
    "squareplus": lambda x, b: (x + sqrt(x**2 + b)) / 2,
    "sparse_plus": lambda x: const(0) if x <= -1 else (x + 1) ** 2 / 4 if x < 1 else x,
    "smelu": lambda x, beta: (
        const(0) if x <= -beta else (x + beta) ** 2 / (4 * beta) if x < beta else x
    ),
    "bent_identity": lambda x: (sqrt(x**2 + 1) - 1) / 2 + x,
    "blu": lambda x, beta: beta * (sqrt(x**2 + 1) - 1) + x,
    "pflu": lambda x: x / 2 * (1 + x / sqrt(1 + x**2)),
    "fpflu": lambda x: x if x >= 0 else x / (1 + x**2),
    "nlrelu": lambda x, beta: log(1 + beta * x) if x > 0 else const(0),
    "squared_relu": lambda x: relu(x) ** 2,
    "poly_relu": lambda x, a0, a1, a2, a3: (
        a0 + a1 * relu(x) + a2 * relu(x) ** 2 + a3 * relu(x) ** 3
    ),
    "repu": lambda x, s: relu(x) ** int(s),
    "star_relu": lambda x, s, b: s * relu(x) ** 2 + b,
    "sqlu": lambda x: x if x > 0 else x + x**2 / 4 if x >= -2 else const(-1),
    "squish": lambda x: x + x**2 / 32 if x > 0 else x + x**2 / 2 if x >= -2 else const(0),
    "sqreu": lambda x: x if x > 0 else x + x**2 / 2 if x >= -2 else const(0),
    "bi_firing": lambda x, a: abs(x) - a / 2 if abs(x) > a else x**2 / (2 * a),
    "softmodulus_q": lambda x: abs(x) if abs(x) > 1 else x**2 * (2 - abs(x)),
    "softmodulus_t": lambda x, a: x * tanh(x / a),
    "relu_sigmoid": lambda x: sigmoid(relu(x)),
    # x times a logistic gate
    "silu": lambda x: x / (1 + exp(-x)),
    "swish": lambda x, beta: x / (1 + exp(-beta * x)),
    "e_swish": lambda x, beta: beta * x / (1 + exp(-x)),
    "quick_gelu": lambda x: x / (1 + exp(ratio("-1702/1000") * x)),
    "hard_swish": lambda x: x * clip((x + 3) / 6, 0, 1),
    "hard_mish": lambda x: x / 2 * clip(x + 2, 0, 2),
    "dsilu": lambda x: 1 / (1 + exp(-x)) * (1 + x * sigmoid(-x)),
    "b_silu": lambda x, alpha: (x + alpha) / (1 + exp(-x)) - alpha / 2,
    "flatten_t_swish": lambda x, T: x / (1 + exp(-x)) + T if x >= 0 else const(T),
    "lalu": lambda x: x * (1 - exp(-x) / 2) if x >= 0 else x * exp(x) / 2,
    "eanaf": lambda x: x / (1 + 2 * exp(-x)),
    "acon_c": lambda x, p1, p2, beta: (p1 - p2) * x / (1 + exp(-beta * (p1 - p2) * x)) + p2 * x,
    "aria2": lambda x, alpha, beta: x * (1 + exp(-beta * x)) ** mp.mpf(-alpha),
    "sinlu": lambda x, a, b: (x + a * sin(b * x)) / (1 + exp(-x)),
    "coslu": lambda x, a, b: (x + a * cos(b * x)) / (1 + exp(-x)),
    "tanhsig": lambda x: (x + tanh(x)) / (1 + exp(-x)),
    "sechsig": lambda x: (x + 1 / cosh(x)) / (1 + exp(-x)),
    "asilu": lambda x: atan(x / (1 + exp(-x))),
    "srs": lambda x, alpha, beta: x / (x / alpha + exp(-x / beta)),
    "colu": lambda x: x / (1 - x * exp(-x - exp(x))),
    "sinsig": lambda x: x * sin(mp.pi / 2 * sigmoid(x)),
    "tsrelu": lambda x: x * tanh(sigmoid(x)),
    "swat": lambda x: x / (1 + exp(-atan(x))),
    "golu": lambda x: x * exp(-exp(-x)),
    "loglogish": lambda x: x * (1 - exp(-exp(x))),
    "logish": lambda x: x * log(1 + sigmoid(x)),
    "gish": lambda x: x * log(2 - exp(-exp(x))),
    # x times another gate
    "gelu": lambda x: x * normal_cdf(x),
    "gelu_tanh": lambda x: (
        x / 2 * (1 + tanh(mp.sqrt(2 / mp.pi) * (x + ratio("44715/1000000") * x**3)))
    ),
    "sgelu": lambda x, alpha: alpha * x * erf(x / mp.sqrt(2)),
    "serf": lambda x: x * erf(softplus(x)),
    "pserf": lambda x, gamma, delta: x * erf(gamma * softplus(delta * x)),
    "erfact": lambda x, a, b: x * erf(a * exp(b * x)),
    "smu": lambda x, alpha, mu: ((1 + alpha) * x + (1 - alpha) * x * erf(mu * (1 - alpha) * x)) / 2,
    "smu1": lambda x, alpha, mu: ((1 + alpha) * x + sqrt((1 - alpha) ** 2 * x**2 + mu**2)) / 2,
    "phish": lambda x: x * tanh(x * normal_cdf(x)),
    "mish": lambda x: x * tanh(softplus(x)),
    "tanhexp": lambda x: x * tanh(exp(x)),
    "smish": lambda x, alpha, beta: alpha * x * tanh(log(1 + sigmoid(beta * x))),
    "lisht": lambda x: x * tanh(x),
    "tanhsoft1": lambda x, alpha: tanh(alpha * x) * softplus(x),
    "tanhsoft2": lambda x, beta, gamma: x * tanh(beta * exp(gamma * x)),
    "tbsrelu": lambda x: x * tanh(tanh(x / 2)),
    "calu": lambda x: x * (atan(x) / mp.pi + mp.mpf(1) / 2),
    "self_arctan": lambda x: x * atan(x),
    "rehsec": lambda x: x / cosh(x),
    # with gates that reach farther
    "xatlu": lambda x, alpha: x * ((atan(x) / mp.pi + mp.mpf(1) / 2) * (1 + 2 * alpha) - alpha),
    "xsilu": lambda x, alpha: x * (sigmoid(x) * (1 + 2 * alpha) - alpha),
    "xgelu": lambda x, alpha: x * (normal_cdf(x) * (1 + 2 * alpha) - alpha),
    # shrinkage
    "hard_shrink": lambda x, lambd: x if abs(x) > lambd else const(0),
    "soft_shrink": lambda x, lambd: shrink(x, lambd, lambd),
    "shrink": shrink,
    "tanh_shrink": lambda x: x - tanh(x),
    # humps
    "gaussian": lambda x: exp(-(x**2)),
    "gaussian_a": lambda x, a: exp(-(x**2) / (2 * a**2)),
    "laplacian": lambda x, a: exp(-abs(x) / a),
    "quadratic": lambda x, a: 1 / (1 + (a * x) ** 2),
    "multi_quadratic": lambda x, a: 1 / sqrt(1 + (a * x) ** 2),
    "multiquadric": lambda x, a: sqrt(x**2 + a**2),
    "sq_rbf": sq_rbf,
    "ricker": lambda x: (1 - x**2) * exp(-(x**2) / 2),
    "logistic_derivative": lambda x: sigmoid(x) * sigmoid(-x),
    # oscillating
    "sine": lambda x, omega: sin(omega * x),
    "cosine": cos,
    "snake": lambda x, a: x + sin(a * x) ** 2 / a,
    "snake_beta": lambda x, alpha, beta: x + sin(alpha * x) ** 2 / beta,
    "gcu": lambda x: x * cos(x),
    "asu": lambda x: x * sin(x),
    "sinc": lambda x, omega: sin(omega * x) / (omega * x),
    "dsu": lambda x: mp.pi**2 * sin(x) / (mp.pi**2 - x**2),
    "cosid": lambda x: cos(x) - x,
    "sinp": lambda x, a: sin(x) - a * x,
    "finer": lambda x, omega: sin(omega * (1 + abs(x)) * x),
    # powers, logarithms, exponentials
    "square": lambda x: x**2,
    "cube": lambda x: x**3,
    "ncu": lambda x: x - x**3,
    "squ": lambda x: x**2 + x,
    "exponential": exp,
    "soft_exponential": soft_exponential,
    "symlog": lambda x: sgn(x) * log(1 + abs(x)),
    "symexp": lambda x: sgn(x) * (exp(abs(x)) - 1),
    "arcsinh": lambda x: sgn(x) * log(abs(x) + sqrt(x**2 + 1)),
    "log_cosh": lambda x: log(cosh(x)),
    "seagull": lambda x: log(1 + x**2),
    "hyper_sinh": lambda x: sinh(x) / 3 if x > 0 else x**3 / 4,
    "m_arcsinh": lambda x: sgn(x) * log(abs(x) + sqrt(x**2 + 1)) * sqrt(abs(x)) / 12,
    "signed_sqrt": lambda x: sgn(x) * sqrt(abs(x)),
    # gated units and vector functions
    "glu": lambda x, others: x * sigmoid(others[0]),
    "gtu": lambda x, others: tanh(x) * sigmoid(others[0]),
    "bilinear_glu": lambda x, others: x * others[0],
    "reglu": lambda x, others: x * relu(others[0]),
    "geglu": lambda x, others: x * others[0] * normal_cdf(others[0]),
    "swiglu": lambda x, others: x * others[0] * sigmoid(others[0]),
    "clamped_swiglu": lambda x, others, alpha, limit: (
        min(x, const(limit), key=lambda each: each.value)
        * sigmoid(alpha * min(x, const(limit), key=lambda each: each.value))
        * (clip(others[0], -limit, limit) + 1)
    ),
    "softmax": lambda x, others, component, temperature: softmax(
        [each / temperature for each in [x, *others]], int(component)
    ),
    "softmin": lambda x, others, component, temperature: softmax(
        [-each / temperature for each in [x, *others]], int(component)
    ),
    "log_softmax": lambda x, others, component, temperature: (
        [x, *others][int(component) - 1] / temperature
        - log_sum_exp([each / temperature for each in [x, *others]])
    ),
    "softmax1": lambda x, others, component: softmax([x, *others, const(0)], int(component)),
    "radbasn": lambda x, others, component: softmax(
        [-(each**2) for each in [x, *others]], int(component)
    ),
    "entmax": lambda x, others, alpha, component: entmax([x, *others], alpha, int(component)),
    "poly_norm": lambda x, others, component, **weights: poly_norm(
        [x, *others], **weights, component=int(component)
    ),
    "sparsemax": lambda x, others, component: sparsemax([x, *others], int(component)),
    "hardmax": lambda x, others, component: hardmax([x, *others], int(component)),
    "maxout": lambda x, w, b: max(
        (slope * x + offset for slope, offset in zip(w, b, strict=True)),
        key=lambda line: line.value,
    ),
    "crelu": lambda x, component: relu(x if component == 1 else -x),
    "solu": lambda x, others, component: (
        [x, *others][int(component) - 1] * softmax([x, *others], int(component))
    ),
}


def exact(name, x, parameters, digits=60):
    """f and its first four derivatives at x, each an mpf.

    parameters: every parameter; a default may stand for the fraction that it rounds.
    """
    with mp.workdps(digits):
        values = {key: _number(name, key, value) for key, value in parameters.items()}
        if name in OTHER_INPUTS:
            values["others"] = [const(each) for each in OTHER_INPUTS[name]]
        return FORMULAS[name](Exact(x, 1), **values).d


def _number(name, key, value):
    if isinstance(value, tuple):
        return tuple(mp.mpf(each) for each in value)
    fraction = EXACT_DEFAULTS.get(name, {}).get(key)
    if fraction is not None and value == float(ratio(fraction)):
        return ratio(fraction)
    return mp.mpf(value)
