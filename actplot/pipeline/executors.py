"""Where figures are drawn: the table of executors, each a function of tasks.

A new one is a function here, and the module that it imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from actplot.records import Record

if TYPE_CHECKING:
    from actplot.pipeline.drawing import Drawn, Task
    from actplot.pipeline.tasks import Done

LOCAL = "local"


class Where(Record):
    """Where to draw: the name of an executor, and its options.

    jobs: how many figures this machine draws at a time. scheduler: the address of one that runs
    already.
    """

    executor: str = LOCAL
    jobs: int = 1
    scheduler: str = ""


HERE = Where()

Executor = Callable[[Sequence["Task"], Where], Iterator["Done[Drawn]"]]


def draw(tasks: Sequence[Task], where: Where) -> Iterator[Done[Drawn]]:
    """Draw every task, in the order of completion; nothing is written.

    Stopping the iteration stops what is being drawn. Raises ActplotError where there is nothing
    to draw with.
    """
    return EXECUTORS[where.executor](tasks, where)


def _local(tasks: Sequence[Task], where: Where) -> Iterator[Done[Drawn]]:
    import gc

    from actplot.pipeline import drawing
    from actplot.pipeline.jobs import run

    if len(tasks) > 1:
        drawing.load({format for task in tasks for format in task.formats})
        # What is loaded by now stays: not scanned again here, and shared with the workers.
        gc.freeze()
        gc.enable()
    return run(drawing.draw, tasks, where.jobs)


def _dask(tasks: Sequence[Task], where: Where) -> Iterator[Done[Drawn]]:
    from actplot.pipeline import dask

    return dask.run(tasks, where.scheduler)


EXECUTORS: Mapping[str, Executor] = {LOCAL: _local, "dask": _dask}
REMOTE = frozenset(EXECUTORS) - {LOCAL}
"""Those that want the address of a scheduler."""
