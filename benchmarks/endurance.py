"""Thousands of figures in one run: does it slow down, do its workers grow?

    python benchmarks/endurance.py [--figures N] [--jobs J] [--format svg]...

All figures differ, and every activation of one input has its turn. Printed are the figures per
second by the clock and per second of work of the processor, by thousand, and the largest memory
that a worker has ever had, after 100 figures and at the end. Linux only: read from /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SLOWER, LARGER = 0.9, 1.3
SEVERAL_INPUTS = {"gated", "vector"}
TICKS = os.sysconf("SC_CLK_TCK")


class State(NamedTuple):
    """Seconds by the clock, seconds of work, and the largest worker in MB."""

    clock: float
    work: float
    memory: float


def specs(folder: Path, figures: int, step: int) -> None:
    """Write that many specs, so many to each folder."""
    actplot = [sys.executable, "-m", "actplot", "list", "--json"]
    entries = json.loads(subprocess.run(actplot, check=True, capture_output=True).stdout)
    names = [e["name"] for e in entries if e["family"] not in SEVERAL_INPUTS]
    for number in range(figures):
        name = names[number % len(names)]
        spec = folder / f"{number // step:03}" / f"{number:06}.yaml"
        spec.parent.mkdir(parents=True, exist_ok=True)
        spec.write_text(
            f"x: [-5, {5 + number / figures}]\ncurves: [{name}, {name}']\n"
            f"size: {{width: 60 mm, height: 45 mm}}\ntitle: number {number}\n"
        )


def state(process: int, start: float) -> State:
    """How things stand with the workers of a process."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    work = memory = 0.0
    for child in (process, *map(int, children)):
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        work += (int(fields[11]) + int(fields[12])) / TICKS
        if child != process:
            lines = Path(f"/proc/{child}/status").read_text().splitlines()
            status = dict(line.split(":", 1) for line in lines)
            memory = max(memory, int(status["VmHWM"].split()[0]) / 1024)
    return State(time.perf_counter() - start, work, memory)


def follow(command: list[str], at: list[int]) -> list[State]:
    """Run a batch and look at its workers after so many figures."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seen = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as batch:
        assert batch.stdout is not None
        count, start = 0, 0.0
        for line in batch.stdout:
            event = json.loads(line)
            if event["event"] != "figure":
                continue
            if event["status"] != "drawn":
                raise SystemExit(f"not drawn: {line.decode()}")
            if not count:  # not what comes before the first figure
                start = time.perf_counter()
            count += 1
            if count in at:
                seen.append(state(batch.pid, start))
    return seen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--figures", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--format", action="append", default=[])
    options = parser.parse_args()
    step = min(1000, options.figures // 2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        specs(folder / "specs", options.figures, step)
        # The last figure is in no sample: its workers may have ended when it is reported.
        at = [100, *range(step, options.figures, step), options.figures - 1]
        seen = follow(
            [sys.executable, "-m", "actplot", "gallery", str(folder / "specs"), "--json"]
            + ["-o", str(folder / "out"), "-j", str(options.jobs)]
            + [f"--format={format}" for format in options.format],
            at,
        )
    print(f"{'figures':>8} {'per s':>7} {'per s of work':>14} {'largest worker, MB':>19}")
    rates, before, done = [], State(0.0, 0.0, 0.0), 0
    for count, now in zip(at, seen, strict=True):
        new = count - done
        rate = new / (now.clock - before.clock), new / (now.work - before.work)
        print(f"{count:8} {rate[0]:7.1f} {rate[1]:14.1f} {now.memory:19.1f}", flush=True)
        if count > 100:
            rates.append(rate)
            before, done = now, count
    speed = [last / first for first, last in zip(rates[0], rates[-1], strict=True)]
    growth = seen[-1].memory / seen[0].memory
    print(f"last to first: {speed[0]:.2f} by the clock, {speed[1]:.2f} by work, at least {SLOWER}")
    print(f"largest worker, end to 100 figures: {growth:.2f}, at most {LARGER}")
    return 0 if speed[1] >= SLOWER and growth <= LARGER else 1


if __name__ == "__main__":
    sys.exit(main())
