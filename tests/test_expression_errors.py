"""What is said about a mistake in an expression, word by word, in expression_errors.txt.

Each block there is a text behind `> ` and what is said about it. To write the file anew after
a change that is meant: `python tests/test_expression_errors.py`.
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from actplot.errors import ActplotError
from actplot.expression import ExpressionError, condition, curves, number

GOLDEN = Path(__file__).with_name("expression_errors.txt")
READERS = {"curve": curves, "number": number, "condition": condition}


def blocks() -> dict[str, str]:
    entries = GOLDEN.read_text(encoding="utf-8").split("\n\n")
    return dict(block.strip("\n").removeprefix("> ").split("\n", 1) for block in entries)


def message(written: str) -> str:
    """The whole message about a text; `number: 2x` is read as a number."""
    reader, _, rest = written.partition(": ")
    read, given = (READERS[reader], rest) if rest else (curves, written)
    try:
        read(given)
    except ExpressionError as error:
        return str(error)
    return "(no error)"


@pytest.mark.parametrize("written", blocks())
def test_message(written: str) -> None:
    assert message(written) == blocks()[written]


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("gelo + 1", "gelo"),
        ("x * (gelo' + 1)", "gelo"),
        ("elu(x, beta=2)", "beta"),
        ("isru(alpha=-1.5)", "-1.5"),
        ("isru(alpha=[1, -2, 3])", "-2"),
        ("1 + elu(x, 2)", "2"),
        ("2 * softmax(x)", "softmax(x)"),
        ("sin(x) + (x > 0)", "(x > 0)"),
        ("where(x + 1, 2, 3)", "x + 1"),
        ("elu(alpha=2 * x)", "x"),
        ("(x + 1", "("),
        ("x + 1)", ")"),
        ("x = 1", "="),
        ("x ? 1", "?"),
        ("2'", "'"),
        ("1/2x", "1/2x"),
        ("maxout(x, w=[1, 2], b=0)", "0"),
    ],
)
def test_error_points_at_the_characters(written: str, marked: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        curves(written)
    error = caught.value
    assert written[error.start : error.start + error.length] == marked
    (problem,) = error.problems
    assert problem.place is not None
    assert (problem.place.column, problem.place.length) == (error.start + 1, len(marked))


def test_error_on_a_later_line_shows_that_line() -> None:
    with pytest.raises(ExpressionError) as caught:
        curves("x +\n  gelo")
    assert caught.value.start == 6
    place = caught.value.problems[0].place
    assert place is not None
    assert (place.line, place.column, place.text) == (2, 3, "  gelo")


def test_error_is_the_common_one_and_travels_between_processes() -> None:
    with pytest.raises(ActplotError) as caught:
        curves("gelo")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert isinstance(copy, ExpressionError)
    assert str(copy) == str(caught.value)
    assert (copy.start, copy.length, copy.help) == (0, 4, caught.value.help)


if __name__ == "__main__":
    GOLDEN.write_text(
        "\n\n".join(f"> {written}\n{message(written)}" for written in blocks()) + "\n",
        encoding="utf-8",
    )
