"""Columns of numbers from files of measurements: CSV and its relatives, and NumPy's own."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from actplot.errors import did_you_mean
from actplot.inputs import read_file
from actplot.records import Record
from actplot.spec.values.checks import Wrong
from actplot.spec.yaml.nodes import Node
from actplot.spec.yaml.source import cannot_read

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
SUFFIXES = (".csv", ".tsv", ".txt", ".dat", ".npy", ".npz")
_BINARY = (".npy", ".npz")
_DELIMITERS = (";", "\t", ",")


class Table(Record, frozen=False, eq=False):
    """The columns of a file in their order; names are empty where it gives none."""

    path: str
    columns: tuple[tuple[float, ...], ...]
    names: tuple[str, ...] = ()

    def column(self, wanted: str, node: Node) -> tuple[float, ...]:
        """A column by its name, or by its number from 1. Raises Wrong."""
        if wanted in self.names:
            return self.columns[self.names.index(wanted)]
        count = len(self.columns)
        if re.fullmatch(r"\d+", wanted):
            if 1 <= int(wanted) <= count:
                return self.columns[int(wanted) - 1]
            has = "has only 1 column" if count == 1 else f"has {count} columns"
            raise Wrong(f"{self.path} {has}", node, "columns are counted from 1")
        if not any(self.names):
            hint: str | None = f"write its number, from 1 to {count}"
            raise Wrong(f"the columns of {self.path} have no names", node, hint)
        named = f"its columns are {', '.join(name for name in self.names[:12] if name)}"
        hint = did_you_mean(wanted, self.names, named)
        raise Wrong(f"{self.path} has no column '{wanted}'", node, hint)


def table(path: str, node: Node) -> Table:
    """The columns of a file. Raises Wrong, which points at node, where it is no table."""
    if not path.lower().endswith(SUFFIXES):
        help = f"it must end in {', '.join(SUFFIXES)}"
        raise Wrong(f"{path} does not have the suffix of a table of numbers", node, help)
    try:
        data = read_file(path, MAX_BYTES)
    except OSError as error:
        problem = cannot_read(path, error, suffixes=SUFFIXES)
        raise Wrong(problem.message, node, problem.help) from None
    read = _of_numpy if path.lower().endswith(_BINARY) else _of_text
    numbers = read(path, data, node)
    if not numbers.columns or not numbers.columns[0]:
        raise Wrong(f"{path} has no numbers in it", node)
    if len(numbers.columns[0]) > MAX_ROWS:
        raise Wrong(f"{path} has more than {MAX_ROWS:,} rows", node, "draw fewer of them")
    return numbers


def _of_text(path: str, data: bytes, node: Node) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong(f"{path} is not UTF-8", node, "save the file as UTF-8") from None
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith(("#", "%"))
    ]
    if not lines:
        raise Wrong(f"{path} is empty", node)
    delimiter: str | None = next((mark for mark in _DELIMITERS if mark in lines[0][1]), None)
    # Where semicolons part the columns, a comma is the decimal mark.
    comma = delimiter == ";"
    names: tuple[str, ...] = ()
    first = _cells(lines[0][1], delimiter)
    if any(_number(cell, comma) is None for cell in first):
        names = tuple(cell.strip().strip("\"'").strip() for cell in first)
        lines = lines[1:]
    rows: list[list[float]] = []
    for number, line in lines[: MAX_ROWS + 1]:
        cells = _cells(line, delimiter)
        values = [_number(cell, comma) for cell in cells]
        if None in values:
            # The cell is not shown: it may be anything that whoever runs this can read.
            place = f"line {number}, column {values.index(None) + 1}"
            raise Wrong(f"{path} has no number in {place}", node)
        width = len(rows[0]) if rows else len(names) or len(values)
        if len(values) != width:
            raise Wrong(f"line {number} of {path} has {len(values)} of {width} columns", node)
        rows.append([value for value in values if value is not None])
    return Table(path, tuple(zip(*rows, strict=True)), names)


def _cells(line: str, delimiter: str | None) -> list[str]:
    return line.split() if delimiter is None else line.split(delimiter)


def _number(cell: str, comma: bool) -> float | None:
    """The number in a cell; an empty one is not known."""
    text = cell.strip().strip("\"'").strip().replace("\N{MINUS SIGN}", "-")
    if comma:
        text = text.replace(",", ".")
    if text.lower() in ("", "nan", "na", "n/a"):
        return float("nan")
    if "_" in text:  # float() would take it for a mark between digits
        return None
    try:
        return float(text)
    except ValueError:
        return None


def _of_numpy(path: str, data: bytes, node: Node) -> Table:
    import numpy as np

    try:
        # Pickled objects could run code of whoever made the file.
        loaded: Any = np.load(io.BytesIO(data), allow_pickle=False)
        arrays: Mapping[str, Any]
        arrays = {name: loaded[name] for name in loaded.files} if hasattr(loaded, "files") else {}
    except (ValueError, OSError, EOFError, KeyError, MemoryError, SyntaxError):
        raise Wrong(f"{path} is not a NumPy file of plain numbers", node) from None
    except Exception as error:  # zipfile raises exceptions of its own
        raise Wrong(f"{path} cannot be read: {type(error).__name__}", node) from None
    if not hasattr(loaded, "files"):
        arrays = {"": loaded}
        if loaded.dtype.names:
            arrays = {name: loaded[name] for name in loaded.dtype.names}
    columns: list[tuple[float, ...]] = []
    names: list[str] = []
    for name, array in arrays.items():
        if array.dtype.kind not in "iufb" or array.ndim not in (1, 2):
            raise Wrong(f"{path} does not contain columns of numbers", node)
        if len(array) > MAX_ROWS:
            raise Wrong(f"{path} has more than {MAX_ROWS:,} rows", node, "draw fewer of them")
        parts = [array] if array.ndim == 1 else list(array.T[:100])
        columns += [tuple(map(float, part)) for part in parts]
        names += [name if len(parts) == 1 else f"{name}{n}" for n in range(1, len(parts) + 1)]
    if len({len(column) for column in columns}) > 1:
        raise Wrong(f"the arrays of {path} have different lengths", node)
    return Table(path, tuple(columns), tuple(names) if any(names) and arrays.keys() != {""} else ())


def paired(columns: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Columns without the rows in which a number is not known."""
    rows = [row for row in zip(*columns, strict=True) if all(abs(v) < 1e300 for v in row)]
    return list(zip(*rows, strict=True)) if rows else [() for _ in columns]
