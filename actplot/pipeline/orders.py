"""From what the user asks for to orders: one spec each, and the files it is to become."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from actplot.errors import ActplotError, Place, Problem, reason
from actplot.formats import LATEX, in_steps, instead, of_suffix, step_of
from actplot.inputs import TEXT, read_file, read_stream
from actplot.later import pattern
from actplot.pipeline.wishes import Wishes, usual
from actplot.records import Record, field

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.metadata import Metadata
    from actplot.spec import Draft, FigureSpec

STDIN = "-"
NAMELESS = "figure"
# What means something else to TeX than itself, or ends a name.
_NOT_IN_LATEX = pattern(r"[\x00-\x1f\x7f-\x9f\\{}%#~$^&\"'`|,\u2028\u2029]")

Output = str | os.PathLike[str] | None


class Reading(Record):
    """How specs are read.

    settings: KEY=VALUE. allow_python: they may run Python files. functions: those that a program
    knows besides the catalogue.
    """

    settings: tuple[str, ...] = ()
    allow_python: bool = False
    functions: Mapping[str, Activation] = field(default_factory=dict, compare=False)


PLAIN = Reading()


class OutputOptions(Record):
    """What the user says of the files of a spec, which overrides what the spec says of them.

    formats: those to be drawn; none: what the spec asks for. output: a file, whose suffix is its
    format, or a folder. stem: the name of the files without a suffix. latex: a file for a LaTeX
    document belongs to them, and the PDF that this includes.
    """

    formats: Sequence[str] = ()
    output: Output = None
    stem: str | None = None
    latex: bool = False


class SpecInput(Record):
    """A spec as it was given.

    label: what messages call it. given: what `spec.read` takes. folder: where its relative paths
    start. content: its bytes, None for a mapping.
    """

    label: str
    name: str
    given: Path | str | Mapping[str, Any]
    folder: Path
    content: bytes | None = None
    reading: Reading = Reading()


class Order(Record):
    """A spec and the file it is to become in each format.

    Plain data, so that it can be sent to a worker. problems: why there can be no file at all.
    draft: the spec as far as it was read to know its files; it stays in this process.
    carried: fingerprints of its files, as far as they were read for the same.
    below: the folder that the files must lie in, None where the command line names them. chosen:
    whether the spec itself chose their name; place: where it did.
    """

    source: SpecInput
    targets: Mapping[str, Path] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    draft: Draft | None = field(default=None, compare=False)
    carried: Mapping[Path, Mapping[str, str]] = field(default_factory=dict, compare=False)
    below: Path | None = None
    chosen: bool = False
    place: Place | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"draft": None, "carried": {}}


def read(source: SpecInput, draft: Draft | None = None) -> FigureSpec:
    """The checked spec, from its draft if there is one. Raises ActplotError with every problem."""
    from actplot.spec import checked

    reading = source.reading
    return checked(
        draft or _draft(source), allow_python=reading.allow_python, functions=reading.functions
    )


def _draft(source: SpecInput) -> Draft:
    from actplot.spec import load

    return load(
        source.given,
        name=source.name,
        file=source.label,
        overrides=source.reading.settings,
        base=source.folder,
        content=source.content,
    )


def named(argument: str, reading: Reading = PLAIN, output: Output = None) -> SpecInput:
    """The spec that a command line names: a file, or `-` for stdin. Raises ActplotError."""
    if argument == STDIN:
        content, text = _stdin()
        return SpecInput("<stdin>", name_of(output), text, Path(), content, reading)
    path = Path(argument)
    if of_suffix(path.suffix):
        spec = carried(path).spec
        return SpecInput(str(path), path.stem, spec, path.parent, spec.encode(), reading)
    try:
        return SpecInput(argument, path.stem, path, path.parent, read_file(path), reading)
    except OSError as error:
        raise ActplotError(f"{argument}: {reason(error)}") from None


def carried(path: Path) -> Metadata:
    """What a figure carries: its spec and more. Raises ActplotError."""
    from actplot import metadata

    try:
        record = metadata.read(path)
    except OSError as error:
        raise ActplotError(f"{path}: {reason(error)}") from None
    if record is None:
        help = "it was not drawn by actplot, or another program removed the metadata"
        raise ActplotError(f"{path}: contains no spec", help=help)
    return record


def of_python(
    spec: str | os.PathLike[str] | Mapping[str, Any], reading: Reading = PLAIN
) -> SpecInput:
    """The spec that a program gives: a mapping, a path, or YAML text."""
    if isinstance(spec, Mapping):
        from actplot.spec import load

        content = load(spec).source.encode()
        return SpecInput("<spec>", NAMELESS, spec, Path(), content, reading)
    if isinstance(spec, str) and not spec.endswith((".yaml", ".yml")):
        return SpecInput("<spec>", NAMELESS, spec, Path(), spec.encode(), reading)
    return named(os.fspath(spec), reading)


def prepare(source: SpecInput, options: OutputOptions) -> Order:
    """The order for a spec."""
    try:
        draft = _draft(source)
        paths = files(source, _wishes(source, draft), options)
    except ActplotError as error:
        return Order(source, problems=error.problems)
    open_name = options.stem is None and is_folder(options.output)
    choice = draft.choice("output") if open_name else None
    if choice is None:
        return Order(source, paths, draft=draft)
    below = Path(options.output or "")
    return Order(source, paths, draft=draft, below=below, chosen=True, place=choice)


def _check_includable(path: Path) -> None:
    """Raises ActplotError for a name of a PDF that a LaTeX document cannot include."""
    bad = _NOT_IN_LATEX.search(path.stem)
    if bad:
        raise ActplotError(
            f"LaTeX cannot include a file whose name has '{bad[0]}' in it: {path}",
            help="rename it: letters, digits, - and _ are safe",
        )


def _wishes(source: SpecInput, draft: Draft) -> Wishes:
    """What a spec asks for, read without checking all the rest.

    That would need NumPy and the catalogue, which a run that draws nothing does without.
    """
    from actplot.spec import steps

    # Values that are wrong are None here; reading the spec in full reports them with the rest.
    formats = tuple(dict.fromkeys(draft.value("formats") or ())) or usual(draft.value("size"))
    # Only the whole spec shows how many curves there are.
    many = steps.count(read(source, draft)) if steps.mentioned(draft.root) else 1
    return Wishes(draft.value("output"), formats, draft.value("text") == "latex", many)


def files(source: SpecInput, wishes: Wishes, options: OutputOptions) -> dict[str, Path]:
    """The file of each format. Raises ActplotError."""
    wanted = tuple(options.formats) or _from_suffix(options.output) or wishes.formats
    if options.latex or (wishes.latex and "pdf" in wanted):
        wanted = tuple(dict.fromkeys((*wanted, "pdf", LATEX)))
    stem = options.stem or wishes.stem or source.name
    paths = targets(stem, tuple(in_steps(wanted, wishes.steps)), options.output)
    if LATEX in paths:
        _check_includable(paths["pdf"])
    return paths


def targets(stem: str, formats: Sequence[str], output: Output) -> dict[str, Path]:
    """The file of each format, or of each step of one: `svg:2` is stem-2.svg.

    output is a file, whose suffix is its format, or a folder; the folders that a spec's `output:`
    may have of its own are kept below it.
    """
    if output is None or is_folder(output):
        return {name: Path(output or "", _file(stem, name)) for name in formats}
    path = Path(output)
    named = of_suffix(path.suffix)
    names = dict.fromkeys(step_of(name)[0] for name in formats)
    if named not in names:
        wanted = " and ".join(names)
        raise ActplotError(f"output {path} conflicts with --format {wanted}")
    return {
        name: path if name == named else path.with_name(_file(path.stem, name, path.suffix))
        for name in formats
    }


def _file(stem: str, target: str, suffix: str = "") -> str:
    """The name of a target's file; one of the format of a suffix ends in it as it is written."""
    name, step = step_of(target)
    ending = suffix if suffix and of_suffix(suffix) == name else f".{name}"
    return f"{stem}-{step}{ending}" if step else f"{stem}{ending}"


def name_of(output: Output) -> str:
    """What a figure is called whose spec is in no file: as the file that it becomes."""
    return NAMELESS if output is None or is_folder(output) else Path(output).stem


def is_folder(output: Output) -> bool:
    """Whether an output is meant as a folder and not as a file; None is the current folder.

    Raises ActplotError for a suffix that no format has, and for one without a name before it:
    these are hardly meant as the name of a folder, and such a folder ends with a slash.
    """
    name = os.fspath(output or "")
    path = Path(name)
    if name.endswith(("/", os.sep)) or os.path.isdir(path):
        return True
    if path.name.startswith(".") and of_suffix(path.name):
        help = f"write {path.with_name(f'{NAMELESS}{path.name}')}; a folder's name ends with /"
        raise ActplotError(f"{path}: a file needs a name before its suffix", help=help)
    if not path.suffix:
        return True
    if of_suffix(path.suffix) is None:
        help = f"{instead(path.suffix)}; a folder's name ends with /"
        raise ActplotError(f"{path}: '{path.suffix}' is not a supported format", help=help)
    return False


def _from_suffix(output: Output) -> tuple[str, ...]:
    """The format that an output's suffix asks for."""
    if output is None or is_folder(output):
        return ()
    return (of_suffix(Path(output).suffix) or "",)


def check_unique(orders: Iterable[Order]) -> None:
    """Raises ActplotError where two orders would write the same file."""
    writers: dict[str, Order] = {}
    problems = []
    for order in orders:
        for path in order.targets.values():
            first = writers.setdefault(_identity(path), order)
            if first is not order:
                both = f"{first.source.label} and {order.source.label}"
                help = "give one of them another name with `output:`"
                problems.append(Problem(f"{both} would both be written to {path}", help=help))
    if problems:
        raise ActplotError(*problems)


def _identity(path: Path) -> str:
    """The file that a path leads to, be it there already or not."""
    real = os.path.realpath(path)
    return normalize("NFC", real).casefold() if _folds(os.path.dirname(real)) else real


@cache
def _folds(folder: str) -> bool:
    """Whether a folder takes names that differ in case for the same, as far as can be seen."""
    other = folder.swapcase()
    try:
        return other != folder and os.path.samefile(folder, other)
    except OSError:
        return False


def _stdin() -> tuple[bytes, str]:
    """What standard input holds, and as text. Raises ActplotError."""
    try:
        content = read_stream(sys.stdin.buffer, TEXT, "<stdin>")
        return content, content.decode("utf-8-sig")
    except OSError as error:
        raise ActplotError(f"<stdin>: {reason(error)}") from None
    except UnicodeDecodeError as error:
        message = f"<stdin>: byte {error.start + 1} is not UTF-8"
        raise ActplotError(message, help="convert it to UTF-8") from None
