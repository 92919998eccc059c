"""A task that needs no disk of this machine: it carries the content of every file it names.

On the machine that draws, the files are laid out below a folder of their own just as they lie
here, so that relative paths lead where they should. What comes back is compared with what would
have been drawn here; a figure made from anything else is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from actplot.errors import ActplotError, Problem
from actplot.fonts import finding
from actplot.inputs import FIGURE, read_file
from actplot.pipeline import drawing, fingerprint, typefaces
from actplot.pipeline.drawing import Drawn, Task
from actplot.pipeline.orders import SpecInput, read
from actplot.records import Record, replace
from actplot.spec import FigureSpec

_EPOCH = "SOURCE_DATE_EPOCH"

# Neither matplotlib nor the environment is for several threads at once.
_one_at_a_time = Lock()


class Parcel(Record):
    """A task on its way, with the files it needs by their whole paths here.

    names: the paths as messages are to give them. epoch: SOURCE_DATE_EPOCH.
    """

    task: Task
    folder: str
    files: dict[str, bytes]
    names: dict[str, str]
    epoch: str | None


def pack(task: Task) -> Parcel:
    """Read the spec and all that belongs to it. Raises ActplotError with what is wrong in it."""
    source = _relative(task.order.source)
    spec = read(source)
    names = {os.path.abspath(path): path for path in _files(spec)}
    files = {path: read_file(path, FIGURE) for path in names}
    if isinstance(source.given, Path) and source.content is not None:
        files[os.path.abspath(source.given)] = source.content
    return Parcel(
        replace(task, order=replace(task.order, source=source, draft=None)),
        os.path.abspath(source.folder),
        files,
        names,
        os.environ.get(_EPOCH),
    )


def draw(parcel: Parcel) -> Drawn:
    """Draw where the parcel has arrived. Raises ActplotError, its paths those of the sender."""
    with (
        _one_at_a_time,
        _environment(_EPOCH, parcel.epoch),
        TemporaryDirectory(prefix="actplot-") as folder,
    ):
        root = os.path.realpath(folder)
        for path, content in parcel.files.items():
            target = Path(_below(root, path))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        Path(_below(root, parcel.folder)).mkdir(parents=True, exist_ok=True)
        try:
            drawn = drawing.draw(_moved(parcel, root))
        except ActplotError as error:
            problems = [_at_home(problem, parcel, root) for problem in error.problems]
            raise ActplotError(*problems) from None
        warnings = tuple(_at_home(warning, parcel, root) for warning in drawn.warnings)
        return replace(drawn, warnings=warnings)


def accept(task: Task, drawn: Drawn, where: str) -> Drawn:
    """What was drawn elsewhere, if it is what would have been drawn here.

    Raises ActplotError where libraries, fonts or files are others there.
    """
    there = fingerprint.parse(drawn.fingerprint) or {}
    source = task.order.source
    here = dict(fingerprint.renewed(there, source))
    if source.content is None:  # what was sent is what was drawn
        here["spec"] = there.get("spec", "")
    differences = [
        f"{name} is {there.get(name) or 'missing'} there, {here.get(name) or 'missing'} here"
        for name in sorted({*there, *here})
        if there.get(name) != here.get(name)
    ]
    if differences:
        raise ActplotError(
            f"{source.label}: {where} draws it differently: {'; '.join(differences)}",
            help="install the same on every worker; fonts travel when `font:` gives their files",
        )
    fonts = typefaces.files(there.get(typefaces.REQUEST, ""), source.folder)
    return replace(drawn, fonts=fonts)


def _relative(source: SpecInput) -> SpecInput:
    """The source by paths from the current folder: absolute ones are then of the spec itself."""
    given = source.given
    return replace(
        source,
        given=Path(os.path.relpath(given)) if isinstance(given, Path) else given,
        folder=Path(os.path.relpath(source.folder)),
    )


def _files(spec: FigureSpec) -> Iterator[str]:
    """Every file that is needed. Raises ActplotError for one given by its whole path."""
    yield from map(_portable, spec.inputs)
    for role in typefaces.ROLES:
        for name in getattr(spec.font, role):
            if finding.is_path(name) and os.path.exists(_portable(name)):
                # The other styles of a family are in the same folder.
                family = finding.open_path(name, spec.font.lang or "")
                yield from {os.path.relpath(face.path) for face in family.faces.values()}


def _portable(path: str) -> str:
    if os.path.isabs(os.path.expanduser(path)):
        raise ActplotError(
            f"{path} is given by an absolute path, which other machines do not have",
            help="give its path relative to the folder of the spec, so that it is sent along",
        )
    return path


def _moved(parcel: Parcel, root: str) -> Task:
    """The task with its files below root."""
    order, folder = parcel.task.order, Path(_below(root, parcel.folder))
    given = order.source.given
    if isinstance(given, Path):
        given = folder / given.name
    source = replace(order.source, given=given, folder=folder)
    return replace(parcel.task, order=replace(order, source=source))


def _below(root: str, path: str) -> str:
    return root + os.path.splitdrive(path)[1]


def _at_home(problem: Problem, parcel: Parcel, root: str) -> Problem:
    """A problem with the names of files as the sender knows them."""

    def renamed(text: str) -> str:
        for path, name in parcel.names.items():
            text = text.replace(_below(root, path), name)
        return text.replace(root, "")

    place = problem.place
    return replace(
        problem,
        message=renamed(problem.message),
        help=renamed(problem.help) if problem.help else None,
        place=replace(place, file=renamed(place.file)) if place else None,
    )


@contextmanager
def _environment(name: str, value: str | None) -> Iterator[None]:
    """A variable as it is at the sender's; None: unset."""
    before = os.environ.pop(name, None)
    os.environ.update({} if value is None else {name: value})
    try:
        yield
    finally:
        os.environ.pop(name, None)
        os.environ.update({} if before is None else {name: before})
