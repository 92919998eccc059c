"""Drawing on the workers of a dask scheduler that runs already, on this machine or on others.

Workers need actplot, and no disk in common with this machine: files travel in the task, the
bytes of the figures travel back.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from actplot.errors import ActplotError, Problem, install
from actplot.pipeline import parcel
from actplot.pipeline.drawing import Drawn, Task
from actplot.pipeline.parcel import Parcel
from actplot.pipeline.tasks import Done, WorkerDiedError, WorkerError, attempt
from actplot.records import replace

_PATIENCE = 10  # seconds for a scheduler to answer
# So many tasks a thread are under way: workers never wait, and few parcels are in memory.
_AHEAD = 3
_LEAST = 16

_UNEQUAL = Problem(
    "the scheduler or a worker does not know this actplot",
    help="install the same version on all of them",
)


def run(tasks: Sequence[Task], address: str) -> Iterator[Done[Drawn]]:
    """Draw tasks on the workers of the scheduler at address, in the order of completion.

    A task whose worker is lost goes to another one. Leaving the iteration cancels what is not
    done. Raises ActplotError where no scheduler answers.
    """
    distributed = _library()
    with _connected(distributed, address) as client:
        yield from _Run(distributed, client, tasks).results()


class _Run:
    """Tasks under way, a few for each worker ahead of it."""

    def __init__(self, distributed: Any, client: Any, tasks: Sequence[Task]) -> None:
        self.distributed = distributed
        self.client = client
        self.tasks = tasks
        self.name = f"actplot-{os.urandom(8).hex()}"
        self.numbers: dict[str, int] = {}
        self.completed = distributed.as_completed(loop=client.loop)

    def results(self) -> Iterator[Done[Drawn]]:
        waiting = deque(range(len(self.tasks)))
        try:
            while waiting or self.numbers:
                while waiting and len(self.numbers) < self._room():
                    if (refused := self._send(waiting.popleft())) is not None:
                        yield refused
                if self.numbers:
                    yield self._receive(next(self.completed))
        finally:
            with suppress(Exception):  # the scheduler may be gone
                self.client.cancel(list(self.completed.futures), force=True)

    def _room(self) -> int:
        threads: int = sum(self.client.nthreads().values())
        return max(_LEAST, _AHEAD * threads)

    def _send(self, number: int) -> Done[Drawn] | None:
        """Send a task off; what became of it if it cannot be sent at all."""
        packed = attempt(parcel.pack, number, self.tasks[number])
        if packed.result is None:
            return Done(number, error=packed.error)
        key = f"{self.name}-{number}"
        self.numbers[key] = number
        self.completed.add(self.client.submit(_work, number, packed.result, key=key, pure=False))
        return None

    def _receive(self, future: Any) -> Done[Drawn]:
        number = self.numbers.pop(future.key)
        if future.status != "finished":
            return Done(number, error=self._error(future))
        worker: str
        done: Done[Drawn]
        worker, done = future.result()
        future.release()
        if done.result is None:
            return done
        drawn = done.result
        return attempt(lambda task: parcel.accept(task, drawn, worker), number, self.tasks[number])

    def _error(self, future: Any) -> BaseException:
        """Why a future has no result; an attempt always has one."""
        error: Any = future.exception() if future.status == "error" else None
        if error is None:
            return WorkerDiedError("with the connection to the scheduler")
        if isinstance(error, self.distributed.KilledWorker):
            return WorkerDiedError(f"on several workers, last on {error.last_worker.address}")
        # The scheduler looks into tasks, too, and has its own error for what it cannot read.
        if isinstance(error, ImportError) or "deserialization" in str(error):
            return ActplotError(_UNEQUAL)
        return WorkerError(f"{type(error).__name__}: {error}")


def _work(number: int, packed: Parcel) -> tuple[str, Done[Drawn]]:
    """What a worker does; with its address."""
    worker = import_module("distributed").get_worker()
    return worker.address, attempt(parcel.draw, number, packed)


@contextmanager
def _connected(distributed: Any, address: str) -> Iterator[Any]:
    with _silence():
        try:
            client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ActplotError(
                f"no dask scheduler answers at {address}: {str(error).partition(chr(10))[0]}",
                help="`dask scheduler` starts one and prints its address, such as "
                "tcp://127.0.0.1:8786",
            ) from None
        try:
            _check_workers(client)
            yield client
        finally:
            with suppress(Exception):  # the scheduler may be gone
                client.close(timeout=1)


def _check_workers(client: Any) -> None:
    """Raises ActplotError for workers without actplot: they die of the first task they get."""
    specs = client.run(find_spec, "actplot")
    without = sorted(worker for worker, spec in specs.items() if spec is None)
    if without:
        raise ActplotError(
            replace(_UNEQUAL, message=f"{', '.join(without)}: actplot is not installed")
        )


@contextmanager
def _silence() -> Iterator[None]:
    """What distributed logs, with tracebacks, the errors of tasks say as well."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _library() -> Any:
    if find_spec("distributed") is None:
        help = install("dask", "distributed")
        raise ActplotError("the executor dask needs distributed", help=help)
    return import_module("distributed")
