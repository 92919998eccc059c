"""The figures of a document: drawn where they are not up to date, framed where they cannot be."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from actplot.errors import ActplotError, Place, Problem
from actplot.formula.escape import escape
from actplot.pipeline import files
from actplot.pipeline.executors import HERE, Where
from actplot.pipeline.orders import Order, Reading, SpecInput, named
from actplot.pipeline.render import Outcome, render
from actplot.records import replace
from actplot.tex.requests import FOLDER, Request, names


def draw(
    document: Path,
    asked: Sequence[Request],
    reading: Reading,
    *,
    where: Where = HERE,
    force: bool = False,
) -> Iterator[Outcome]:
    """Draw what is not up to date; every problem names the line of the document."""
    folder = document.parent / FOLDER
    folder.mkdir(exist_ok=True)
    orders = [_order(request, document, reading) for request in asked]
    for request, outcome in zip(asked, render(orders, where=where, force=force), strict=True):
        problems = tuple(_in_document(problem, request) for problem in outcome.problems)
        _frame(folder / f"{request.name}.tex", problems if outcome.status == "failed" else ())
        yield replace(outcome, problems=problems)


def unused(document: Path, asked: Sequence[Request]) -> list[Path]:
    """The figures beside a document that its last run did not ask for."""
    known = {request.name for request in asked}
    folder = document.parent / FOLDER
    return [folder / f"{name}.pdf" for name in names(folder) if name not in known]


def _order(request: Request, document: Path, reading: Reading) -> Order:
    targets = {"pdf": document.parent / FOLDER / f"{request.name}.pdf"}
    own = replace(reading, settings=(*reading.settings, *request.settings))
    label = f"{request.at.file}:{request.at.line}"
    if not request.is_file:
        text = json.dumps({"curves": request.curves}, ensure_ascii=False)
        source = SpecInput(label, request.name, text, document.parent, text.encode(), own)
        return Order(source, targets)
    try:
        source = named(os.path.join(document.parent, request.spec), own)
    except ActplotError as error:
        broken = SpecInput(label, request.name, "", document.parent, reading=own)
        return Order(broken, problems=error.problems)
    return Order(source, targets)


def _in_document(problem: Problem, request: Request) -> Problem:
    """A problem at its place in the document; one in a spec file stays there."""
    place = problem.place
    if request.is_file and place is not None and Path(place.file).name == Path(request.spec).name:
        return problem
    if place is None or not place.text:
        return Problem(_bare(problem.message, request), request.at, problem.help, problem.severity)
    return Problem(problem.message, _in_line(place, request.at), problem.help, problem.severity)


def _bare(message: str, request: Request) -> str:
    """A message without the name of the spec, which the place says."""
    return message.removeprefix(f"{request.at.file}:{request.at.line}: ")


def _in_line(place: Place, at: Place) -> Place:
    """What a place marks, found in the line of the document that asks for the figure.

    Options are before the curves, and may be written in another way: then their key is marked.
    """
    marked = place.marked.strip()
    for begin in (at.column - 1, 0):
        start = at.text.find(marked, begin) if marked else -1
        if start >= 0:
            return replace(at, column=start + 1, length=len(marked))
    key, equals, _ = (part.strip() for part in place.text.partition("="))
    option = re.search(rf"(?<![\w.]){re.escape(key)}(?=\s*=)", at.text) if equals else None
    return at if option is None else replace(at, column=option.start() + 1, length=len(key))


def _frame(path: Path, problems: Sequence[Problem]) -> None:
    """The text in the place of a figure with errors; none where there are none."""
    if not problems:
        path.unlink(missing_ok=True)
        return
    lines = [escape(problem.message) for problem in problems]
    lines += [escape(problem.help) for problem in problems if problem.help]
    content = "% actplot: what is wrong with this figure\n" + "\\par\n".join(lines) + "\n"
    files.write({path: content.encode()})
