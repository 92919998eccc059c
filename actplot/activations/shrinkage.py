"""Shrinkage functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from actplot.activations.entry import activation
from actplot.calculus import special


@activation(
    title="Hard shrinkage",
    formula=r"\begin{cases} x & |x| > \lambda \\ 0 & |x| \leq \lambda \end{cases}",
    aliases="hardshrink hard_threshold torch.nn.Hardshrink torch.nn.functional.hardshrink "
    "keras.activations.hard_shrink paddle.nn.functional.hardshrink paddle.nn.Hardshrink "
    "mindspore.nn.HShrink mlx.nn.hard_shrink tfa.activations.hardshrink",
    plain="硬收缩函数 硬阈值函数",
    spellings={"lambd": "threshold lam"},
    reference="donoho1994ideal",
    window=(-2.0, 2.0),
)
def hard_shrink(x: Any, *, lambd: float = 0.5) -> Any:
    """x for |x| > lambd, else 0. At the jumps the value is 0."""
    return np.where(np.abs(x) > lambd, x, 0.0)


@activation(
    title="Soft shrinkage",
    formula=r"\begin{cases} x - \lambda & x > \lambda \\ x + \lambda & x < -\lambda \\ "
    r"0 & |x| \leq \lambda \end{cases}",
    aliases="softshrink soft_threshold torch.nn.Softshrink torch.nn.functional.softshrink "
    "keras.activations.soft_shrink nnlib.softshrink paddle.nn.functional.softshrink "
    "paddle.nn.Softshrink",
    plain="软收缩函数 软阈值函数",
    domain={"lambd": "lambd >= 0"},
    spellings={"lambd": "threshold lam λ"},
    reference="donoho1994ideal",
    window=(-2.0, 2.0),
)
def soft_shrink(x: Any, *, lambd: float = 0.5) -> Any:
    """sign(x) max(|x| - lambd, 0); range (-inf, inf). At the corners the derivative is 0."""
    return np.where(x > lambd, x - lambd, np.where(x < -lambd, x + lambd, 0.0))


@activation(
    title="Shrink (ONNX)",
    formula=r"\begin{cases} x + b & x < -\lambda \\ x - b & x > \lambda \\ "
    r"0 & |x| \leq \lambda \end{cases},\ b = \mathrm{bias}",
    aliases="onnx.Shrink",
    plain="收缩函数",
    spellings={"lambd": "threshold lam"},
    reference="onnx2018shrink",
    window=(-2.0, 2.0),
    note="bias = 0 is hard_shrink, bias = lambd is soft_shrink",
)
def shrink(x: Any, *, lambd: float = 0.5, bias: float = 0.0) -> Any:
    """x + bias below -lambd, x - bias above lambd, else 0. At the jumps the value is 0."""
    return np.where(x < -lambd, x + bias, np.where(x > lambd, x - bias, 0.0))


@activation(
    title="Tanh shrinkage",
    formula=r"x - \tanh(x)",
    aliases="tanhshrink torch.nn.Tanhshrink torch.nn.functional.tanhshrink "
    "keras.activations.tanh_shrink nnlib.tanhshrink paddle.nn.functional.tanhshrink "
    "paddle.nn.Tanhshrink",
    plain="双曲正切收缩函数",
    reference="pytorch2016tanhshrink",
)
def tanh_shrink(x: Any) -> Any:
    """x - tanh(x); range (-inf, inf)."""
    return special.tanh_shrink(x)
