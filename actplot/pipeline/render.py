"""The way of all figures: read, plan, draw, write."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from actplot.errors import ActplotError, Problem, from_os, labelled
from actplot.pipeline import executors, files
from actplot.pipeline.drawing import Drawn, Task
from actplot.pipeline.executors import HERE, Where
from actplot.pipeline.freshness import Freshness, examine, ordered
from actplot.pipeline.orders import (
    Order,
    OutputOptions,
    SpecInput,
    check_unique,
    is_folder,
    prepare,
)
from actplot.pipeline.permission import refusals
from actplot.records import Record, replace

if TYPE_CHECKING:
    from actplot.pipeline.tasks import Done


class Outcome(Record):
    """What became of an order.

    files: what was written or is up to date. inputs: the files it was made from, the spec first.
    reasons: why it was drawn. problems: errors if it failed, else warnings.
    """

    order: Order
    status: Literal["drawn", "current", "failed"]
    files: tuple[Path, ...] = ()
    inputs: tuple[Path, ...] = ()
    reasons: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def render(
    orders: Sequence[Order],
    *,
    where: Where = HERE,
    force: bool = False,
    touch: bool = False,
    overwrite: bool | None = None,
) -> Iterator[Outcome]:
    """Read, plan, draw, write: every order whose files are not up to date.

    Yields in the order of `orders` wherever they are drawn. Files are written by this process
    alone, and only when all formats of their spec are drawn; `touch` gives those that are up to
    date the present time. Raises ActplotError, before anything is drawn, where two orders would
    write the same file. force: what is up to date, too. overwrite: also what a spec alone may
    not, default as force.
    """
    check_unique(orders)
    overwrite = force if overwrite is None else overwrite
    states = [examine(order, force=force) for order in orders]
    orders = [
        replace(order, problems=(*order.problems, *refusals(order, state.stale, force=overwrite)))
        for order, state in zip(orders, states, strict=True)
    ]
    tasks = {
        number: Task(order, state.stale)
        for number, (order, state) in enumerate(zip(orders, states, strict=True))
        if state.stale and not order.problems
    }
    drawn = _drawn(tasks, where)
    early: dict[int, Outcome] = {}
    for number, (order, state) in enumerate(zip(orders, states, strict=True)):
        if number not in tasks:
            yield _kept(order, state, touch)
            continue
        while number not in early:
            other, outcome = next(drawn)
            early[other] = outcome
        yield early.pop(number)


def single(
    source: SpecInput,
    output: str | os.PathLike[str] | None,
    formats: Sequence[str],
    *,
    force: bool = False,
    overwrite: bool = False,
) -> Outcome:
    """Draw one spec now, see `render`; output may be a stem, too. Raises ActplotError."""
    stem = None
    if output is not None and not _exists_as_folder(output) and is_folder(output):
        stem, output = os.fspath(output), None
    order = ordered(source, OutputOptions(formats, output, stem))
    (outcome,) = render([order], force=force, overwrite=overwrite)
    if outcome.status == "failed":
        raise ActplotError(*outcome.problems)
    return outcome


def drawn(source: SpecInput, format: str) -> Drawn:
    """The bytes of one spec in one format; nothing is written to a file. Raises ActplotError."""
    order = prepare(source, OutputOptions((format,)))
    if order.problems:
        raise ActplotError(*order.problems)
    (done,) = executors.draw([Task(order, {format: ("it was asked for",)})], HERE)
    if done.result is None:
        raise ActplotError(*_problems(order, done.error))
    return done.result


def _exists_as_folder(output: str | os.PathLike[str]) -> bool:
    return os.fspath(output).endswith(("/", os.sep)) or os.path.isdir(output)


def _drawn(tasks: Mapping[int, Task], where: Where) -> Iterator[tuple[int, Outcome]]:
    """Draw and write; outcomes with their numbers, as they come about."""
    if not tasks:
        return
    for folder in {path.parent for task in tasks.values() for path in task.files}:
        files.sweep(folder)
    numbers = list(tasks)
    for done in executors.draw(list(tasks.values()), where):
        number = numbers[done.number]
        yield number, _written(tasks[number], done)


def _written(task: Task, done: Done[Drawn]) -> Outcome:
    """The outcome of a task: its files are written here."""
    order = task.order
    if done.result is None:
        return Outcome(order, "failed", problems=_problems(order, done.error))
    drawn = done.result
    try:
        files.write({order.targets[format]: content for format, content in drawn.contents.items()})
    except OSError as error:
        return Outcome(order, "failed", problems=(from_os(error),))
    reasons = dict.fromkeys(reason for group in task.stale.values() for reason in group)
    return Outcome(
        order,
        "drawn",
        tuple(order.targets.values()),
        _inputs(order, drawn.inputs, drawn.fonts),
        tuple(reasons),
        labelled(order.source.label, drawn.warnings),
    )


def _kept(order: Order, state: Freshness, touch: bool) -> Outcome:
    """The outcome of an order for which there is nothing to draw."""
    if order.problems:
        return Outcome(order, "failed", problems=order.problems)
    try:
        for path in order.targets.values() if touch else ():
            files.touch(path)
    except OSError as error:
        return Outcome(order, "failed", problems=(from_os(error),))
    return Outcome(
        order, "current", tuple(order.targets.values()), _inputs(order, state.inputs, state.fonts)
    )


def _inputs(order: Order, others: Sequence[str], fonts: Sequence[str]) -> tuple[Path, ...]:
    """The files an order is made from: the spec, unless it is no file, the others, the fonts."""
    source = order.source
    own = (source.given,) if isinstance(source.given, Path) else ()
    paths = (Path(os.path.normpath(source.folder / other)) for other in others)
    return (*own, *paths, *map(Path, fonts))


def _problems(order: Order, error: BaseException | None) -> tuple[Problem, ...]:
    """What to say of an error that came instead of a figure."""
    from actplot.pipeline.tasks import WorkerDiedError

    label = order.source.label
    match error:
        case ActplotError():
            return labelled(label, error.problems)
        case OSError():
            return (from_os(error),)
        case WorkerDiedError():
            return (Problem(f"{label}: the process that drew it died {error}"),)
    text = str(error).rstrip()
    if "failed to map segment" in text or "Cannot allocate memory" in text:
        return (Problem(f"{label}: not enough memory"),)
    return (
        Problem(
            f"{label}: internal error: {text.rpartition(chr(10))[2]}",
            help="this is a bug in actplot, not in the spec; please report it with the spec "
            "and what ACTPLOT_DEBUG=1 prints"
            + (f"\n{text}" if os.environ.get("ACTPLOT_DEBUG") else ""),
        ),
    )
