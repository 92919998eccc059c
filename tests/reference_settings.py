"""At which parameters and inputs the activations are checked, and where they may break."""

from __future__ import annotations

OTHER_INPUTS = {
    "glu": (1.5,), "gtu": (1.5,), "bilinear_glu": (1.5,), "reglu": (1.5,), "geglu": (1.5,),
    "swiglu": (1.5,), "clamped_swiglu": (1.5,), "softmax1": (0.0, 1.0), "radbasn": (0.0, 1.0),
    "entmax": (0.0, 0.5), "poly_norm": (0.5, 1.0), "softmax": (0.0, 1.0), "softmin": (0.0, 1.0),
    "log_softmax": (0.0, 1.0), "sparsemax": (0.0, 0.5), "hardmax": (0.0, 1.0), "solu": (0.0, 1.0),
}  # fmt: skip
"""The values at which the inputs besides x are held."""

EXACT_DEFAULTS = {
    "hard_sigmoid": {"slope": "1/6"},
    "scaled_tanh": {"a": "17159/10000", "b": "2/3"},
    "rrelu": {"upper": "1/3"},
    "selu": {
        "alpha": "16732632423543772848170429916717/10000000000000000000000000000000",
        "lam": "10507009873554804934193349852946/10000000000000000000000000000000",
    },
    "poly_relu": {"a1": "1/3", "a2": "1/3", "a3": "1/3"},
    "poly_norm": {"w1": "1/3", "w2": "1/3", "w3": "1/3"},
}
"""Defaults that are fractions which no float equals."""

OTHER_PARAMETERS = {
    "thresholded_relu": ({"theta": 0.0}, {"theta": -2.5}),
    "threshold": ({"threshold": -1.0, "value": 0.5}, {"threshold": 0.5, "value": 0.5}),
    "scaled_tanh": ({"a": 1.0, "b": 0.5}, {"a": 2.5, "b": 1.5}),
    "laplace_mega": ({"mu": 0.0, "sigma": 1.0}, {"mu": -1.5, "sigma": 2.5}),
    "isru": ({"alpha": 0.25}, {"alpha": 3.0}),
    "rootsig": ({"a": 0.5}, {"a": 3.0}),
    "smooth_step": ({"gamma": 0.25}, {"gamma": 6.0}),
    "soft_clipping": ({"p": 0.5}, {"p": 5.0}),
    "aranda_ordaz": ({"lam": 0.5}, {"lam": 1.0}),
    "hexpo": ({"a": 2.0, "b": 1.0, "c": 1.0, "d": 2.0}, {"a": 0.5, "b": 2.0, "c": 1.0, "d": 4.0}),
    "smht": ({"a": 0.5, "b": 1.0, "c": 1.5, "d": 1.0}, {"a": 1.0, "b": 0.25, "c": 1.0, "d": 2.0}),
    "penalized_tanh": ({"a": 0.5}, {"a": 0.75}),
    "dynamic_tanh": (
        {"alpha": 1.0, "gamma": 0.5, "beta": 0.25}, {"alpha": 2.0, "gamma": -1.0, "beta": -0.5},
    ),
    "hard_sigmoid": ({"slope": 0.2, "offset": 0.5}, {"slope": -0.5, "offset": 1.25}),
    "hard_tanh": ({"min_val": -2.0, "max_val": 0.5}, {"min_val": 0.0, "max_val": 6.0}),
    "clipped_relu": ({"n": 1.0}, {"n": 6.0}),
    "tent": ({"delta": 0.5}, {"delta": 2.5}),
    "hat": ({"a": 1.0}, {"a": 5.0}),
    "leaky_relu": ({"alpha": 0.3}, {"alpha": -0.5}),
    "prelu": ({"alpha": 0.1}, {"alpha": 1.5}),
    "rrelu": ({"lower": 0.25, "upper": 0.25}, {"lower": 0.0, "upper": 0.5}),
    "displaced_relu": ({"delta": 0.0}, {"delta": 1.0}),
    "srelu": (
        {"tl": -2.0, "al": 0.0, "tr": 0.5, "ar": 2.0}, {"tl": 0.0, "al": 0.5, "tr": 3.0, "ar": 0.0},
    ),
    "bounded_leaky_relu": ({"alpha": 0.25, "b": 1.0}, {"alpha": 0.0, "b": 3.0}),
    "elu": ({"alpha": 0.0}, {"alpha": -2.0}),
    "selu": ({"alpha": 1.0, "lam": 1.0}, {"alpha": -0.5, "lam": 2.0}),
    "celu": ({"alpha": 0.5}, {"alpha": -2.0}),
    "pelu": ({"a": 0.5, "b": 1.0}, {"a": 2.0, "b": 4.0}),
    "mpelu": ({"alpha": 0.5, "beta": 2.0}, {"alpha": 2.0, "beta": 0.25}),
    "serlu": ({"lam": 1.0, "alpha": 1.0}, {"lam": 0.5, "alpha": 3.0}),
    "isrlu": ({"alpha": 0.25}, {"alpha": 3.0}),
    "signrelu": ({"a": 0.5}, {"a": 2.0}),
    "polu": ({"n": 1.0}, {"n": 1.5}),
    "ptelu": ({"alpha": 0.5, "beta": 1.0}, {"alpha": 1.0, "beta": 2.0}),
    "erf_relu": ({"a": 0.5}, {"a": 2.0}),
    "xielu": (
        {"alpha_p": 0.5, "alpha_n": 1.0, "beta": 0.5},
        {"alpha_p": 1.5, "alpha_n": 2.0, "beta": 0.25},
    ),
    "sine_relu": ({"epsilon": 0.25}, {"epsilon": 1.0}),
    "softplus": ({"beta": 0.5}, {"beta": -3.0}),
    "squareplus": ({"b": 0.0}, {"b": 0.01}),
    "blu": ({"beta": 1.0}, {"beta": -1.0}),
    "nlrelu": ({"beta": 0.5}, {"beta": 3.0}),
    "repu": ({"s": 1.0}, {"s": 2.0}),
    "star_relu": ({"s": 1.0, "b": 0.0}, {"s": 0.5, "b": 0.25}),
    "bi_firing": ({"a": 0.5}, {"a": 3.0}),
    "softmodulus_t": ({"a": 0.5}, {"a": 1.0}),
    "swish": ({"beta": 0.0}, {"beta": -1.0}),
    "e_swish": ({"beta": 1.0}, {"beta": 2.0}),
    "flatten_t_swish": ({"T": 0.0}, {"T": -1.0}),
    "acon_c": ({"p1": 1.5, "p2": 0.25, "beta": 1.0}, {"p1": 1.0, "p2": -0.5, "beta": 2.0}),
    "aria2": ({"alpha": 1.0, "beta": 1.0}, {"alpha": 0.5, "beta": 3.0}),
    "sinlu": ({"a": 0.5, "b": 2.0}, {"a": -1.0, "b": 0.3}),
    "coslu": ({"a": 0.5, "b": 2.0}, {"a": -1.0, "b": 0.3}),
    "srs": ({"alpha": 3.0, "beta": 2.0}, {"alpha": 1.0, "beta": 1.0}),
    "sgelu": ({"alpha": 0.5}, {"alpha": 2.0}),
    "pserf": ({"gamma": 1.0, "delta": 1.0}, {"gamma": 0.5, "delta": 2.0}),
    "erfact": ({"a": 1.0, "b": 1.0}, {"a": 0.5, "b": 0.25}),
    "smu": ({"alpha": 0.0, "mu": 1.0}, {"alpha": 0.5, "mu": 3.0}),
    "smu1": ({"alpha": 0.0, "mu": 2.0}, {"alpha": 0.5, "mu": -0.5}),
    "smish": ({"alpha": 0.5, "beta": 2.0}, {"alpha": 2.0, "beta": 0.5}),
    "tanhsoft1": ({"alpha": 0.5}, {"alpha": 2.0}),
    "tanhsoft2": ({"beta": 1.0, "gamma": 1.0}, {"beta": 0.25, "gamma": 2.0}),
    "hard_shrink": ({"lambd": 0.25}, {"lambd": -1.5}),
    "soft_shrink": ({"lambd": 0.25}, {"lambd": 1.5}),
    "shrink": ({"lambd": 1.0, "bias": 1.0}, {"lambd": 0.5, "bias": -0.5}),
    "gaussian_a": ({"a": 0.5}, {"a": 2.0}),
    "laplacian": ({"a": 0.5}, {"a": 2.0}),
    "quadratic": ({"a": 0.5}, {"a": 3.0}),
    "multi_quadratic": ({"a": 0.5}, {"a": 3.0}),
    "multiquadric": ({"a": 0.5}, {"a": 3.0}),
    "sine": ({"omega": 0.3}, {"omega": 30.0}),
    "snake": ({"a": 0.3}, {"a": 5.0}),
    "sinc": ({"omega": 3.141592653589793}, {"omega": 0.5}),
    "sinp": ({"a": 0.0}, {"a": -0.5}),
    "finer": ({"omega": 0.3}, {"omega": 5.0}),
    "soft_exponential": ({"alpha": 0.5}, {"alpha": -0.25}),
    "softmax": ({"component": 2}, {"component": 3, "temperature": 0.5}),
    "softmin": ({"component": 2}, {"component": 3, "temperature": 4.0}),
    "log_softmax": ({"component": 2}, {"component": 3, "temperature": 0.5}),
    "softmax1": ({"component": 2}, {"component": 3}),
    "radbasn": ({"component": 2}, {"component": 3}),
    "entmax": ({"alpha": 1.25, "component": 2}, {"alpha": 2.0, "component": 3}),
    "poly_norm": (
        {"component": 2}, {"w1": 1.0, "w2": -0.5, "w3": 0.25, "b": 0.5, "component": 3},
    ),
    "clamped_swiglu": ({"alpha": 1.0, "limit": 3.0}, {"alpha": 0.5, "limit": 1.0}),
    "dynamic_erf": (
        {"alpha": 1.0, "s": 0.5, "gamma": 0.5, "beta": 0.25},
        {"alpha": 2.0, "s": -1.0, "gamma": -1.0, "beta": -0.5},
    ),
    "softcap": ({"c": 1.0}, {"c": 50.0}),
    "scaled_softsign": ({"alpha": 2.0, "beta": 0.5}, {"alpha": -1.0, "beta": 3.0}),
    "shilu": ({"alpha": 0.5, "beta": 0.0}, {"alpha": -1.0, "beta": -0.5}),
    "nelu": ({"alpha": 0.05}, {"alpha": 1.0}),
    "delu": ({"n": 0.5}, {"n": -1.0}),
    "smelu": ({"beta": 0.5}, {"beta": 3.0}),
    "poly_relu": (
        {"a0": 0.5, "a1": 1.0, "a2": 0.0, "a3": -0.25},
        {"a0": 0.0, "a1": 0.0, "a2": 1.0, "a3": 0.0},
    ),
    "b_silu": ({"alpha": 0.0}, {"alpha": -1.0}),
    "xatlu": ({"alpha": 0.5}, {"alpha": -0.25}),
    "xsilu": ({"alpha": 0.5}, {"alpha": -0.25}),
    "xgelu": ({"alpha": 0.5}, {"alpha": -0.25}),
    "snake_beta": ({"alpha": 0.3, "beta": 2.0}, {"alpha": 5.0, "beta": -1.0}),
    "sparsemax": ({"component": 2}, {"component": 3}),
    "hardmax": ({"component": 2}, {"component": 3}),
    "maxout": (
        {"w": (1.0, 2.0), "b": (0.0, 0.0)}, {"w": (-2.0, 0.0, 0.5), "b": (-3.0, 0.25, -1.0)},
    ),
    "crelu": ({"component": 2}, {"component": 1}),
    "solu": ({"component": 2}, {"component": 3}),
}  # fmt: skip


JOINTS = {
    "sqnl": lambda: (-2, 2),
    "log_sqnl": lambda: (-2, 2),
    "smooth_step": lambda gamma: (-gamma / 2, gamma / 2),
    "hard_sigmoid": lambda slope, offset: (-offset / slope, (1 - offset) / slope),
    "hard_tanh": lambda min_val, max_val: (min_val, max_val),
    "sparse_sigmoid": lambda: (-1, 1),
    "relu6": lambda: (6,),
    "clipped_relu": lambda n: (n,),
    "thresholded_relu": lambda theta: (theta,),
    "threshold": lambda threshold, value: (threshold,),
    "displaced_relu": lambda delta: (-delta,),
    "srelu": lambda tl, al, tr, ar: (tl, tr),
    "bounded_leaky_relu": lambda alpha, b: (b,),
    "hard_elish": lambda: (-1, 1),
    "sparse_plus": lambda: (-1, 1),
    "screlu": lambda: (1,),
    "smelu": lambda beta: (-beta, beta),
    "clamped_swiglu": lambda alpha, limit: (limit,),
    "sqlu": lambda: (-2,),
    "squish": lambda: (-2,),
    "sqreu": lambda: (-2,),
    "hard_shrink": lambda lambd: (-lambd, lambd),
    "soft_shrink": lambda lambd: (-lambd, lambd),
    "shrink": lambda lambd, bias: (-lambd, lambd),
    "hard_swish": lambda: (-3, 3),
    "hard_mish": lambda: (-2,),
    "bi_firing": lambda a: (-a, a),
    "tent": lambda delta: (-delta, delta),
    "hat": lambda a: (a / 2, a),
    "softmodulus_q": lambda: (-1, 1),
    "sq_rbf": lambda: (-2, -1, 1, 2),
    "entmax": lambda alpha, component: (-0.25, 0.5, 1.5) if alpha == 2 else (),
    "sparsemax": lambda component: (-0.25, 0.5, 1.5),
    "hardmax": lambda component: (1,),
    "maxout": lambda w, b: (-1.625, 2.5),
}
"""Where the pieces of an activation meet, besides 0."""

SAMPLES = {"maxout": {"w": (-1.0, 0.5), "b": (0.0, 0.0)}}
"""Values for parameters without defaults."""


def settings(entry):
    """The settings at which an entry is checked, every parameter given: the defaults first."""
    defaults = {each.name: each.default for each in entry.parameters} | SAMPLES.get(entry.name, {})
    return [defaults, *(defaults | other for other in OTHER_PARAMETERS.get(entry.name, ()))]


def bound(entry, parameters):
    """The entry as a function of x, its other inputs held."""
    others = OTHER_INPUTS.get(entry.name, ())
    values = entry.settings(parameters, 1 + len(others))
    return lambda x: entry(x, *others, **values)


def joints(entry, parameters):
    return sorted({0.0, *(float(x) for x in JOINTS.get(entry.name, lambda **_: ())(**parameters))})
