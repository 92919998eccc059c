"""How exact the catalogue is: the worst error of every activation, order by order.

    python benchmarks/exactness.py [NAME...]

Against the values of tests/data/activations.npz, which mpmath computed. Orders 0 and 1 in units
in the last place on [-10, 10] and beyond, also beside their roots, orders 2 to 4 as a share of
the largest value of the derivative on [-10, 10]. A mark stands where a bound is passed: 4 and
16 units for the value, 8 and 32 for the slope, 1e-12 for the others. Ends with status 1 if there
was one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from errors_of_values import worst
from reference_data import DATA
from reference_settings import settings

from actplot.activations import catalogue


def main() -> None:
    names = sys.argv[1:] or list(catalogue())
    with np.load(DATA / "activations.npz") as data:
        values = dict(data)
    head = ("f, ULP", "far", "f', ULP", "far", "f'', share", "f''', share", "f'''', share")
    print(f"{'':30s}", *(f"{each:>12s}" for each in head))
    marked = total = 0
    for name in names:
        for setting in range(len(settings(catalogue()[name]))):
            if f"{name}/{setting}" not in values:
                continue
            largest = worst(name, setting, values[f"{name}/{setting}"])
            mark = "*" if largest.passed else " "
            print(f"{name + '/' + str(setting):28s}", mark, *(f"{e:12.2g}" for e in largest.errors))
            marked, total = marked + largest.passed, total + 1
    print(f"{total - marked} of {total} settings within every bound")
    sys.exit(1 if marked else 0)


if __name__ == "__main__":
    main()
