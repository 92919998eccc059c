"""How the time of the processor grows with curves, panels and specs, as an exponent.

    python benchmarks/growth.py [--rounds N]

Each size is drawn --rounds times in one process that has imported everything, and the least time
counts. The exponent of a size is that of the growth since the size before; where work grows in
proportion it is 1, and below where something is done once for all.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LIMIT = 1.05
CURVES = '{{title: "{n}", x: [-{left}, {right}], curves: [gelu, "gelu\'", elu(alpha={alpha:g})]}}'


def curves(count: int) -> Iterator[str]:
    members = ", ".join(f"elu(alpha={0.5 + n / 40:g})" for n in range(count))
    yield f"curves: [{members}]\n"


def panels(count: int) -> Iterator[str]:
    height = 45 * math.ceil(count / 4)
    yield "\n".join(
        (f"size: {{width: 180 mm, height: {height} mm}}", "columns: 4", "panels:",
         *(f"  - {each}" for each in _various(count)), "")
    )  # fmt: skip


def specs(count: int) -> Iterator[str]:
    yield from (each + "\n" for each in _various(count))


def _various(count: int) -> Iterator[str]:
    for n in range(count):
        yield CURVES.format(n=n, left=3 + n % 7, right=4 + n % 5, alpha=1 + n / 100)


GROWTHS: dict[Callable[[int], Iterator[str]], tuple[int, ...]] = {
    curves: (1, 10, 100),
    panels: (1, 4, 16, 64, 100),
    specs: (10, 100, 1000),
}


def drawn(texts: Iterator[str], rounds: int) -> float:
    """The least seconds of the processor that drawing specs takes."""
    from actplot.cli.main import run

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            paths.append(Path(folder, f"{number}.yaml"))
            paths[-1].write_text(text, encoding="utf-8")
        command = ["render", *map(str, paths), "-q", "--force", "-f", "svg", "-j", "1"]
        taken = []
        for _ in range(rounds):
            start = time.process_time()
            assert run([*command, "-o", str(Path(folder, "out"))]) == 0
            taken.append(time.process_time() - start)
        return min(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    sys.argv[0] = "actplot"  # as the program draws
    drawn(panels(1), 1)
    missed = 0
    print(f"{'':12} {'seconds':>8} {'each, ms':>9} {'exponent':>9} {'limit':>6}")
    for texts, sizes in GROWTHS.items():
        before = None
        for size in sizes:
            seconds = drawn(texts(size), rounds)
            print(
                f"{size:5} {texts.__name__:6} {seconds:8.2f} {1000 * seconds / size:9.1f}", end=""
            )
            if before is not None:
                exponent = math.log(seconds / before[1]) / math.log(size / before[0])
                slow = exponent > LIMIT
                missed += slow
                print(f" {exponent:9.2f} {LIMIT:6.2f}{'  too slow' if slow else ''}", end="")
            before = size, seconds
            print()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
