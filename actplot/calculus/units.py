"""Units of the form x times gate whose slope keeps its digits at its root.

There gate and x times the slope of the gate cancel, and of their digits few are left: near
the root the slope is its own Taylor polynomial, about the root as the sum of two floats.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from actplot.arrays import Series
from actplot.calculus import gates, series, special
from actplot.calculus.jet import Function, Jet
from actplot.calculus.primitive import by_rule
from actplot.calculus.taylor import variable
from actplot.calculus.trace import Watch

# So near to the root the polynomials are exact to the last digits.
_NEAR = 0.5


class Turn(NamedTuple):
    """Where a slope changes sign: at + rest, and the slope's Taylor coefficients from t on."""

    at: float
    rest: float
    coefficients: tuple[float, ...]


_SILU = Turn(-1.2784645427610737, -1.0946994183093437e-16, (
    0.2178117057198001, 0.1466487969969469, 0.018874814223782312, -0.015222655223188032,
    -0.006606589138356696, 0.000126627410081122, 0.0007985218818397998,
    0.00018570724361186496, -4.090534237428612e-05, -2.9733542213263917e-05,
    -2.942631888842464e-06, 2.346029682463866e-06, 8.599695028268575e-07,
    -3.051244750055421e-08, -9.266646309267441e-08, -1.8877622907727957e-08,
    4.619379769031606e-09, 2.9177603026903803e-09, 2.3648315053103244e-10,
    -2.251366201881081e-10, -7.50344609385287e-11, 3.998547874723996e-12,
    8.04274075537398e-12, 1.4842855116792256e-12, -4.1428341124873365e-13,
))  # fmt: skip
_GELU = Turn(-0.7517915246935645, 1.4956759177009883e-17, (
    0.4314939923140469, 0.388284982990552, -0.018199676398671087, -0.1140082332972217,
    -0.014771522148244337, 0.019421679838189067, 0.004539228379125415, -0.002239538068073497,
    -0.0007448268386746817, 0.00018633974623233514, 8.615947861116571e-05,
    -1.121438018842664e-05, -7.74846130700372e-06, 4.3284506257392273e-07,
    5.702764979242107e-07, -1.6044265494246427e-09, -3.5459866461783865e-08,
    -1.396942086426202e-09, 1.90319840501314e-09, 1.4506418938779426e-10,
    -8.950037692726255e-11, -9.950340824808053e-12, 3.725967039270119e-12,
    5.482292964742324e-13, -1.3820118240601056e-13,
))  # fmt: skip
_GELU_TANH = Turn(-0.7524614220710163, 3.635560509207687e-17, (
    0.4304000910248585, 0.38751844613578895, -0.01578285352184803, -0.11394448308095899,
    -0.01661932834305256, 0.019682309459833118, 0.005261059254921912, -0.0024227318458750974,
    -0.0009274420230205449, 0.00026392764052681053, 0.00012425227802639782,
    -3.4956171694436116e-05, -1.5950896871645105e-05, 5.918611710894005e-06,
    2.4335516344299543e-06, -9.898647747433667e-07, -4.3102482988029016e-07,
    1.4157556987729473e-07, 7.520740909289922e-08, -1.6978217459781023e-08,
    -1.196180847972441e-08, 1.7637802707907564e-09, 1.744987137846621e-09,
    -1.708811216951738e-10, -2.433873557833449e-10,
))  # fmt: skip
_MISH = Turn(-1.1924312145154952, -4.8484829848031044e-17, (
    0.2669479140495345, 0.20473126408010586, 0.04190782104360987, -0.020271822716684245,
    -0.01582112656173338, -0.0033606849270232685, 0.0010924055409445854,
    0.0009898181021289196, 0.00025412936386191073, -4.1961496031696126e-05,
    -5.582891567360688e-05, -1.72992708103044e-05, 9.427361327376651e-07,
    2.9088199364912223e-06, 1.071676702702074e-06, 2.6879417855557728e-08,
    -1.4117255919499382e-07, -6.174424363104907e-08, -5.460186173028381e-09,
    6.3895954615089855e-09, 3.3604012383661332e-09, 4.817646300218697e-10,
    -2.6751871594311224e-10, -1.7442209713382678e-10, -3.3904729895707114e-11,
))  # fmt: skip


def _unit(gate: Function, turn: Turn) -> Function:
    """x gate(x)."""

    def unit(u: Series, watch: Watch | None = None) -> Series:
        x = variable(u[0], len(u) - 1)
        opened: Jet = gate(x)
        rows = series.product(x.coefficients, opened.coefficients)
        if len(u) == 1:
            return rows
        if watch is not None and len(u) > 2:
            terms = series.product(np.abs(x.coefficients), np.abs(opened.coefficients))
            watch.summed(rows[2:], terms[2:])
        distance = (u[0] - turn.at) - turn.rest
        near = np.abs(distance) < _NEAR
        if near.any():
            slope = np.zeros_like(distance)
            for coefficient in reversed(turn.coefficients):
                slope = coefficient + distance * slope
            rows[1] = np.where(near, distance * slope, rows[1])
        if (u[1] == 1.0).all() and not u[2:].any():
            return rows
        return series.composed(rows, u)

    return by_rule(lambda u: u * gate(u), watched=True)(unit)


silu: Any = _unit(special.sigmoid, _SILU)
"""x sigmoid(x)."""

gelu: Any = _unit(special.normal_cdf, _GELU)
"""x Phi(x)."""

gelu_tanh: Any = _unit(gates.gelu_tanh_gate, _GELU_TANH)
"""x sigmoid(sqrt(8/pi) (x + 0.044715 x^3))."""

mish: Any = _unit(gates.mish_gate, _MISH)
"""x tanh(softplus(x))."""
