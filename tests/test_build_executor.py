"""Tasks over worker processes: what happens to one costs nothing but its task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actplot.errors import ActplotError, Problem
from actplot.pipeline import jobs as executor
from actplot.pipeline import tasks


def square(number: int) -> int:
    return number * number


def fail_on_three(number: int) -> int:
    if number == 3:
        raise ActplotError(Problem("three", help="take four"))
    return number


def break_on_three(number: int) -> int:
    return number // (number - 3)


def die_once(path: str) -> str:
    """Kills its process at the first sight of a path."""
    try:
        with open(path, "x"):
            pass
    except FileExistsError:
        return path
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_is_done_once(jobs: int) -> None:
    done = list(executor.run(square, range(20), jobs))
    assert sorted((each.number, each.result) for each in done) == [(n, n * n) for n in range(20)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_the_user_comes_back_whole(jobs: int) -> None:
    done = {each.number: each for each in executor.run(fail_on_three, range(5), jobs)}
    error = done[3].error
    assert isinstance(error, ActplotError)
    assert error.problems == (Problem("three", help="take four"),)
    assert [done[n].result for n in (0, 1, 2, 4)] == [0, 1, 2, 4]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_mistake_of_ours_comes_back_with_its_traceback(jobs: int) -> None:
    done = {each.number: each for each in executor.run(break_on_three, range(5), jobs)}
    assert isinstance(done[3].error, tasks.WorkerError)
    assert "ZeroDivisionError" in str(done[3].error)
    assert "break_on_three" in str(done[3].error)


def test_a_killed_worker_costs_nothing(tmp_path: Path) -> None:
    paths = [str(tmp_path / str(number)) for number in range(6)]
    done = list(executor.run(die_once, paths, 2))
    assert sorted(each.result or "" for each in done) == sorted(paths)


def test_a_task_that_kills_twice_is_reported() -> None:
    done = {each.number: each for each in executor.run(die_on_three, range(6), 2)}
    assert isinstance(done[3].error, tasks.WorkerDiedError)
    assert "SIGKILL" in str(done[3].error)
    assert [done[n].result for n in (0, 1, 2, 4, 5)] == [0, 1, 2, 4, 5]


SLOW = """
import os, sys, time
from actplot.pipeline import jobs as executor

def slow(number):
    os.write(1, f"{os.getpid()}\\n".encode())  # in one piece, whoever else writes
    time.sleep(60)

try:
    for done in executor.run(slow, range(4), 2):
        pass
except KeyboardInterrupt:
    sys.exit(130)
"""


def start_slow() -> tuple[subprocess.Popen[bytes], list[int]]:
    process = subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE)
    assert process.stdout is not None
    return process, [int(process.stdout.readline()) for _ in range(2)]


def gone(worker: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_an_interrupt_stops_all_within_a_second() -> None:
    process, workers = start_slow()
    with process:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=1) == 130
    assert all(gone(worker, 0.1) for worker in workers)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_an_idle_worker_follows_its_killed_parent() -> None:
    source = SLOW.replace("time.sleep(60)", "time.sleep(0.2)").replace("range(4)", "range(100)")
    process = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        workers = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
    assert all(gone(worker, 10) for worker in workers)
