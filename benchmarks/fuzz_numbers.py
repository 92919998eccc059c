"""Random expressions against mpmath, in value and four derivatives, for as long as one says.

    python benchmarks/fuzz_numbers.py [--seconds N] [--seed S] [--count N]

Prints each expression whose derivative is off, or that has a value where there is none, and
ends with status 1 if there was one.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import mpmath as mp
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from random_expressions import ORDERS, Expression, expressions

from actplot.calculus.derivatives import evaluate
from actplot.expression import curves

PLACES = 8


def wrong(expression: Expression, seed: int) -> Iterator[str]:
    """What of an expression does not agree, at places chosen by the seed."""
    rng = random.Random(seed)
    x = np.array([rng.uniform(-4.0, 4.0) for _ in range(PLACES)])
    function = curves(expression.text)[0].function
    rows = [evaluate(function, x, order) for order in range(ORDERS)]
    for k, place in enumerate(x.tolist()):
        judged = expression.at(place)
        if not judged.sure:
            continue
        for order, (true, allowed) in enumerate(zip(judged.true, judged.allowed, strict=True)):
            computed = float(rows[order][k])
            same = not np.isfinite(computed) if mp.isnan(true) else abs(computed - true) <= allowed
            if not same and (mp.isnan(true) or abs(true) < 1e250):
                digits = mp.nstr(true, 17)
                where = f"({expression.text}), order {order}, at {place!r}"
                yield f"{where}: {computed!r}, not {digits}"
                break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=0, help="stop after so many, not by time")
    options = parser.parse_args()
    end, tried, bad = time.monotonic() + options.seconds, 0, 0
    for number, expression in enumerate(expressions(options.seed)):
        if (number >= options.count) if options.count else (time.monotonic() > end):
            break
        tried += 1
        for message in wrong(expression, number):
            bad += 1
            print(message, flush=True)
    print(f"{tried} expressions, {bad} places that disagree (seed {options.seed})")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
