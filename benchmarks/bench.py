"""Times against a plain pyplot script that draws the same figure, as ratios.

    python benchmarks/bench.py [--rounds N] [--batch | --gallery]

Every round runs each case once, in an order of its own, and the ratio of a case is the median of
its ratios to the script of the same round that writes the same formats (to that of an SVG where
nothing is written): so what slows the machine down slows both. With --gallery what is compared
is a gallery in which all is up to date with drawing one figure.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
SCRIPT = "pyplot script, SVG"
FORMATS = ("svg", "png", "pdf")
BATCH = 48
GALLERY = 500
SPEC = "x: [-5, 5]\ncurves: [sigmoid, sigmoid']\nsize: {width: 101.6 mm, height: 76.2 mm}\n"


class Case(NamedTuple):
    """A command, what it is compared with, and the ratio that it may have at most.

    times: for how many runs one counts. also: a further case that it is compared with, and the
    ratio to that at most.
    """

    name: str
    command: Sequence[str]
    limit: float | None = None
    against: str = SCRIPT
    times: int = 1
    also: tuple[str, float] | None = None


def script(folder: Path, *formats: str) -> list[str]:
    """The pyplot script that writes these formats."""
    files = [str(folder / f"plain.{format}") for format in formats]
    return [sys.executable, str(HERE / "pyplot_script.py"), *files]


def cases(folder: Path) -> list[Case]:
    spec = folder / "sigmoid.yaml"
    spec.write_text(SPEC)
    actplot = [sys.executable, "-m", "actplot"]
    current = [*actplot, "render", str(spec), "-q", "-f", "svg", "-o", str(folder / "current")]
    subprocess.run(current, check=True, env=environment())
    drawn = [*actplot, "render", str(spec), "-q", "--force", "-o", str(folder / "drawn")]
    return [
        Case(SCRIPT, script(folder, "svg")),
        Case("pyplot script, PNG", script(folder, "png")),
        Case("pyplot script, PDF", script(folder, "pdf")),
        Case("pyplot script, all three", script(folder, *FORMATS)),
        Case("actplot --help", [*actplot, "--help"], 0.07),
        Case("actplot list", [*actplot, "list"], 0.12),
        Case("actplot check", [*actplot, "check", str(spec)], 0.27),
        Case("actplot render, up to date", current, 0.12),
        Case("actplot render, SVG", [*drawn, "-f", "svg"], 0.60),
        Case("actplot render, PNG", [*drawn, "-f", "png"], 0.60, "pyplot script, PNG"),
        Case("actplot render, PDF", [*drawn, "-f", "pdf"], 0.58, "pyplot script, PDF"),
        Case("actplot render, all three", drawn, 0.50, "pyplot script, all three"),
    ]


def batch_cases(folder: Path) -> list[Case]:
    """48 specs in three formats, against the script for 48 figures one after another."""
    specs = [folder / f"{number:02}.yaml" for number in range(BATCH)]
    for number, spec in enumerate(specs):
        spec.write_text(f"{SPEC}title: number {number}\n")
    drawn = [sys.executable, "-m", "actplot", "render", *map(str, specs)]
    drawn += ["-q", "--force", "-o", str(folder / "out")]
    plain = "48 pyplot scripts, all three"
    return [
        Case(plain, script(folder, *FORMATS), against=plain, times=BATCH),
        Case("48 specs, -j 1", [*drawn, "-j", "1"], 0.09, plain),
        Case("48 specs, -j 2", [*drawn, "-j", "2"], 0.05, plain, also=("48 specs, -j 1", 0.55)),
    ]


def gallery_cases(folder: Path) -> list[Case]:
    """500 figures that are up to date, against drawing a single one."""
    specs = folder / "specs"
    specs.mkdir()
    for number in range(GALLERY):
        (specs / f"{number:03}.yaml").write_text(f"x: [-5, {5 + number / 100}]\n{SPEC[11:]}")
    actplot = [sys.executable, "-m", "actplot"]
    gallery = [*actplot, "gallery", str(specs), "-o", str(folder / "out"), "-q"]
    subprocess.run(gallery, check=True, env=environment())
    one = [*actplot, "render", str(specs / "000.yaml"), "-q", "--force", "-o", str(folder / "one")]
    drawn = "actplot render, one figure"
    return [
        Case(drawn, one, against=drawn),
        Case("actplot gallery, up to date", gallery, 0.5, drawn),
    ]


def environment() -> dict[str, str]:
    """The environment of every run: byte code is kept, as after any first run."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONHASHSEED": "0"}


class Time(NamedTuple):
    """Seconds by the clock on the wall, and of work of the processor."""

    wall: float
    work: float


def run(command: Sequence[str]) -> Time:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, check=True, env=environment(), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Time(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def measure(all_cases: Sequence[Case], rounds: int) -> dict[str, list[Time]]:
    """Times of each case, a round an entry."""
    for case in all_cases:  # byte code and font caches
        run(case.command)
    times: dict[str, list[Time]] = {case.name: [] for case in all_cases}
    shuffle = random.Random(0).shuffle
    for _ in range(rounds):
        order = list(all_cases)
        shuffle(order)
        for case in order:
            times[case.name].append(run(case.command))
    return times


def compare(case: Case, other: Case, limit: float | None, times: Mapping[str, list[Time]]) -> bool:
    """Print the rest of a line; whether the limit is missed."""
    pairs = list(zip(times[case.name], times[other.name], strict=True))
    once = case.times / other.times
    ratio = once * median(mine.wall / theirs.wall for mine, theirs in pairs)
    work = once * median(mine.work / theirs.work for mine, theirs in pairs)
    missed = limit is not None and ratio > limit
    shown = "" if limit is None else f"{limit:.2f}"
    print(f"{ratio:6.2f} {shown:>6} {work:8.2f}{'  too slow' if missed else ''}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    mode = parser.add_mutually_exclusive_group()
    for name, prepare, help in (
        ("--batch", batch_cases, "48 figures at a time"),
        ("--gallery", gallery_cases, "500 figures that are up to date"),
    ):
        mode.add_argument(
            name, dest="prepare", action="store_const", const=prepare, default=cases, help=help
        )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        all_cases = options.prepare(Path(folder))
        times = measure(all_cases, options.rounds)
    missed = 0
    print(f"{'':30} {'ms':>6} {'ratio':>6} {'limit':>6} {'of work':>8}")
    named = {case.name: case for case in all_cases}
    for case in all_cases:
        milliseconds = 1000 * case.times * median(time.wall for time in times[case.name])
        print(f"{case.name:30} {milliseconds:6.0f} ", end="")
        missed += compare(case, named[case.against], case.limit, times)
        if case.also is not None:
            print(f"{'  to ' + case.also[0]:37} ", end="")
            missed += compare(case, named[case.also[0]], case.also[1], times)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
