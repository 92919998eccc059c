"""How exact the catalogue is: the worst error of every activation, order by order.

    python benchmarks/exactness.py [NAME...]

Against the values of tests/data/activations.npz, which mpmath computed. Orders 0 and 1 in units
in the last place on [-10, 10] and beyond, orders 2 and 3 as a share of the largest value of the
derivative on [-10, 10]. A mark stands where a bound is passed: 4 and 16 units for the value, 8
and 32 for the slope, 1e-12 for the others; beside a root of its own a function has few digits
to lose, so that the units of such a place are many though the error is small.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from reference_data import DATA, points
from reference_settings import bound, settings

from actplot.activations import catalogue
from actplot.calculus.jet import evaluate

BOUNDS = ((4.0, 16.0), (8.0, 32.0), (1e-12,), (1e-12,))
SMALLEST = np.finfo(float).tiny


class Worst(NamedTuple):
    """The largest error of each kind, in the order of the columns, and where it is."""

    errors: tuple[float, ...]
    places: tuple[float, ...]

    @property
    def passed(self) -> bool:
        bounds = [bound for order in BOUNDS for bound in order]
        return any(error > most for error, most in zip(self.errors, bounds, strict=True))


def worst(name: str, setting: int, true: np.ndarray) -> Worst:
    entry = catalogue()[name]
    x = points(name, setting)
    function = bound(entry, settings(entry)[setting])
    far = np.abs(x) > 10.0
    errors, places = [], []
    for order, bounds in enumerate(BOUNDS):
        found = evaluate(function, x, order)
        known = np.isfinite(true[order]) & np.isfinite(found) & (np.abs(true[order]) >= SMALLEST)
        off = np.where(known, np.abs(found - np.where(known, true[order], 0.0)), 0.0)
        if len(bounds) == 2:
            off /= np.spacing(np.abs(np.where(known, true[order], 1.0)))
            parts = [~far, far]
        else:
            off /= np.abs(true[order][known & ~far]).max(initial=SMALLEST)
            parts = [~far]
        for part in parts:
            at = int(np.argmax(np.where(part, off, -1.0)))
            errors.append(float(off[at]))
            places.append(float(x[at]))
    return Worst(tuple(errors), tuple(places))


def main() -> None:
    names = sys.argv[1:] or list(catalogue())
    with np.load(DATA / "activations.npz") as data:
        values = dict(data)
    head = ("f, ULP", "far", "f', ULP", "far", "f'', share", "f''', share")
    print(f"{'':30s}", *(f"{each:>11s}" for each in head))
    marked = total = 0
    for name in names:
        for setting in range(len(settings(catalogue()[name]))):
            if f"{name}/{setting}" not in values:
                continue
            found = worst(name, setting, values[f"{name}/{setting}"])
            mark = "*" if found.passed else " "
            print(f"{name + '/' + str(setting):28s}", mark, *(f"{e:11.2g}" for e in found.errors))
            marked, total = marked + found.passed, total + 1
    print(f"{total - marked} of {total} settings within every bound")


if __name__ == "__main__":
    main()
