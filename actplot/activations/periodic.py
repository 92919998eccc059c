"""Oscillating units."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import special, twofold
from actplot.calculus.primitive import smooth, twofold_formula

TWO_PERIODS = (-2.0 * math.pi, 2.0 * math.pi)


@activation(
    title="Sine (SIREN)",
    formula=r"\sin(\omega x)",
    aliases="sinusoid siren sin torch.sin jnp.sin jax.numpy.sin onnx.Sin tf.sin",
    plain="正弦函数",
    spellings={"omega": "omega_0 w0"},
    reference="sitzmann2020implicit",
    window=TWO_PERIODS,
    note="SIREN uses omega = 30",
)
def sine(x: Any, *, omega: float = 1.0) -> Any:
    """sin(omega x); range [-1, 1]."""
    return special.waves(x, omega)[0]


@activation(
    title="Cosine",
    formula=r"\cos(x)",
    aliases="cos torch.cos jnp.cos jax.numpy.cos onnx.Cos tf.cos",
    plain="余弦函数",
    reference="kunc2024three",
    window=TWO_PERIODS,
)
def cosine(x: Any) -> Any:
    """cos(x); range [-1, 1]."""
    return np.cos(x)


@activation(
    title="Snake",
    formula=r"x + \frac{\sin^{2}(a x)}{a}",
    aliases="tfa.activations.snake",
    plain="蛇形函数",
    domain={"a": "a != 0"},
    spellings={"a": "alpha frequency"},
    reference="ziyin2020networks",
    window=TWO_PERIODS,
    note="a is learned; the paper advises 5 to 50 for periodic data",
)
def snake(x: Any, *, a: float = 1.0) -> Any:
    """x + sin(a x)^2 / a; range (-inf, inf)."""
    return x + special.waves(x, a)[0] ** 2 / a


@activation(
    title="Snake with an amplitude of its own (SnakeBeta)",
    symbol="SnakeBeta",
    formula=r"x + \frac{\sin^{2}(\alpha x)}{\beta}",
    aliases="snakebeta",
    domain={"beta": "beta != 0"},
    reference="lee2023bigvgan",
    window=TWO_PERIODS,
    note="both are learned, most often as logarithms, and start at 1; alpha = beta is snake",
)
def snake_beta(x: Any, *, alpha: float = 1.0, beta: float = 1.0) -> Any:
    """x + sin(alpha x)^2 / beta; range (-inf, inf)."""
    return x + special.waves(x, alpha)[0] ** 2 / beta


@activation(
    title="Growing cosine unit",
    symbol="GCU",
    formula=r"x \cos(x)",
    plain="增长余弦单元",
    reference="noel2021growing",
    window=TWO_PERIODS,
)
def gcu(x: Any) -> Any:
    """x cos(x); range (-inf, inf)."""
    return x * np.cos(x)


@activation(
    title="Amplifying sine unit",
    symbol="ASU",
    formula=r"x \sin(x)",
    reference="rahman2023amplifying",
    window=TWO_PERIODS,
)
def asu(x: Any) -> Any:
    """x sin(x); range (-inf, inf)."""
    return x * np.sin(x)


@activation(
    title="Cardinal sine (unnormalised)",
    formula=r"\frac{\sin(\omega x)}{\omega x}",
    aliases="torch.sinc(omega=3.141592653589793) jnp.sinc(omega=3.141592653589793) "
    "jax.numpy.sinc(omega=3.141592653589793) numpy.sinc(omega=3.141592653589793) "
    "scipy.special.sinc(omega=3.141592653589793)",
    plain="辛格函数",
    domain={"omega": "omega > 0"},
    reference="kunc2024three",
    window=(-15.0, 15.0),
    note="numpy, torch and JAX have sin(pi x) / (pi x), omega = pi",
)
def sinc(x: Any, *, omega: float = 1.0) -> Any:
    """sin(omega x) / (omega x), and 1 at 0; range [-0.217, 1]."""
    return special.sinc(x, omega)


def _dsu(x: Any, pi: Any) -> Any:
    near = 0.5 * (special.sinc(x - pi) - special.sinc(x + pi)) * pi
    far = np.sin(x) * (pi * pi) / ((-x + pi) * (x + pi))
    return np.where(np.abs(np.abs(x) - math.pi) < 1.5, near, far)


@activation(
    title="Decaying sine unit",
    symbol="DSU",
    formula=r"\frac{\pi^{2} \sin x}{\pi^{2} - x^{2}}",
    reference="noel2021biologically",
    window=(-15.0, 15.0),
)
@twofold_formula(lambda x: _dsu(x, twofold.PI))
@smooth
def dsu(x: Any) -> Any:
    """pi^2 sin(x) / (pi^2 - x^2), and pi/2 at pi; range [-1.636, 1.636]."""
    return _dsu(x, math.pi)


@activation(title="Cosid", formula=r"\cos(x) - x", reference="eger2018time", window=TWO_PERIODS)
def cosid(x: Any) -> Any:
    """cos(x) - x; range (-inf, inf)."""
    return np.cos(x) - x


@activation(title="SinP", formula=r"\sin(x) - a x", reference="kunc2024three", window=TWO_PERIODS)
def sinp(x: Any, *, a: float = 1.0) -> Any:
    """sin(x) - a x."""
    return np.sin(x) - a * x


@activation(
    title="FINER (variable-periodic sine)",
    formula=r"\sin(\omega\,(1 + |x|)\,x)",
    domain={"omega": "omega > 0"},
    spellings={"omega": "omega_0"},
    reference="liu2024finer",
    window=(-4.0, 4.0),
    note="the paper uses omega = 30; 1 is chosen for illustration",
)
def finer(x: Any, *, omega: float = 1.0) -> Any:
    """sin(omega (1 + |x|) x); range [-1, 1]. Beyond 1e154 the phase overflows: NaN."""
    return special.rising_wave(x, omega=omega)
