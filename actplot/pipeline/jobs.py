"""Tasks one after another, or over worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from actplot.pipeline.tasks import Done, Result, Task, attempt


def run(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Done[Result]]:
    """Do work for each task, `jobs` at a time; yields in the order of completion.

    Stopping the iteration stops the workers at once. work must be a function of a module, and
    exceptions that it raises on purpose must survive pickling.
    """
    if jobs <= 1 or len(tasks) <= 1:
        for number, task in enumerate(tasks):
            yield attempt(work, number, task)
        return
    from actplot.pipeline.workers import Pool  # brings multiprocessing, which one task does without

    with Pool(work, min(jobs, len(tasks))) as pool:
        yield from pool.run(tasks)
