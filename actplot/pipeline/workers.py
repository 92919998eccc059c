"""Worker processes that inherit what this process has loaded.

A worker gets one task at a time and sends its result back; it writes no file. So
whatever happens to it costs the task it was at, which is tried once more.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Generic

from actplot.pipeline.tasks import Done, Result, Task, WorkerDiedError, attempt
from actplot.records import Record

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

_TRIES = 2


class _Worker(Record, Generic[Task], frozen=False):
    process: BaseProcess
    connection: Connection
    task: int | None = None


class Pool(Generic[Task, Result]):
    """So many workers for one kind of work; leaving the context ends them at once."""

    def __init__(self, work: Callable[[Task], Result], size: int) -> None:
        # Forked workers share the imported libraries; where there is no fork they
        # import them anew.
        self.forks = "fork" in multiprocessing.get_all_start_methods()
        self.context: ForkContext | SpawnContext = (
            multiprocessing.get_context("fork")
            if self.forks
            else multiprocessing.get_context("spawn")
        )
        self.work = work
        self.workers: list[_Worker[Task]] = []
        self.size = size

    def __enter__(self) -> Pool[Task, Result]:
        return self

    def __exit__(self, *exception: object) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()
            worker.connection.close()

    def run(self, tasks: Sequence[Task]) -> Iterator[Done[Result]]:
        waiting = deque(range(len(tasks)))
        tries = [0] * len(tasks)

        def give(worker: _Worker[Task]) -> None:
            if worker.task is None and waiting:
                worker.task = waiting.popleft()
                tries[worker.task] += 1
                with suppress(OSError):  # it died while idle: noticed below
                    worker.connection.send((worker.task, tasks[worker.task]))

        for _ in range(self.size):
            self._start()
        while waiting or any(worker.task is not None for worker in self.workers):
            for worker in self.workers:
                give(worker)
            ready = wait([worker.connection for worker in self.workers])
            for worker in [worker for worker in self.workers if worker.connection in ready]:
                number = worker.task
                done = self._receive(worker)
                if done is not None:
                    worker.task = None
                    give(worker)  # before our caller takes its time over the result
                    yield done
                elif number is not None and tries[number] < _TRIES:
                    waiting.appendleft(number)
                elif number is not None:
                    yield Done(number, error=WorkerDiedError(f"twice: {_end(worker.process)}"))
                if done is None and waiting:
                    self._start()

    def _start(self) -> None:
        ours, theirs = self.context.Pipe()
        inherited = [ours, *(worker.connection for worker in self.workers)] if self.forks else []
        process = self.context.Process(
            target=_serve, args=(self.work, theirs, inherited), daemon=True
        )
        with _interrupts_held():
            process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours))

    def _receive(self, worker: _Worker[Task]) -> Done[Result] | None:
        """What the worker sends, or None if it has died; then it is taken off the list."""
        try:
            done: Done[Result] = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join()
            worker.connection.close()
            self.workers.remove(worker)
            return None
        return done


def _serve(
    work: Callable[[Task], Result], connection: Connection, inherited: list[Connection]
) -> None:
    """A worker's life: it ends when the other end of its connection is closed."""
    # Ctrl-C reaches the whole group of processes; the parent alone sees to it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An inherited end held open here would hide the parent's death from its worker.
    for other in inherited:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            number, task = connection.recv()
            connection.send(attempt(work, number, task))
    os._exit(0)  # the parent's atexit functions are not ours to run


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits, so that none reaches a new process before it ignores them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(process: BaseProcess) -> str:
    """How a process ended, in words."""
    code = process.exitcode
    if code is not None and code < 0:
        try:
            return f"killed by {signal.Signals(-code).name}"
        except ValueError:
            return f"killed by signal {-code}"
    return f"exit status {code}"
