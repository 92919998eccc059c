"""Types of NumPy arrays, as signatures name them; a docstring says the shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]
Series = Floats
"""Taylor coefficients in rows, as `actplot.calculus.series` has them: (order + 1, *shape)."""
