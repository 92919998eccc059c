"""Problems as text: the shape of compilers, marks below what they point at."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actplot.errors import ActplotError, Place, Problem, closest, did_you_mean, install


def test_a_problem_has_the_shape_that_compilers_use():
    place = Place("configs/bad.yaml", 4, 5, 4, "  - gelo")
    problem = Problem("no activation is called 'gelo'", place, "did you mean 'gelu'?")
    assert str(problem) == (
        "configs/bad.yaml:4:5: error: no activation is called 'gelo'\n"
        "    4 |   - gelo\n"
        "      |     ^^^^\n"
        "  help: did you mean 'gelu'?"
    )


def test_wide_characters_take_two_cells_of_the_mark():
    lines = str(Problem("bad", Place("a", 1, 8, 2, "title: 激活函数"))).splitlines()
    assert lines[2] == "      |        ^^^^"


@given(st.text(alphabet="ab c激", min_size=1, max_size=400), st.data())
def test_the_mark_stands_below_what_it_points_at_also_on_long_lines(text, data):
    column = data.draw(st.integers(1, len(text)))
    length = data.draw(st.integers(1, len(text) - column + 1))
    problem = Problem("bad", Place("a", 1, column, length, text))
    _, shown, marked = str(problem).split("\n")
    assert len(shown) <= 140
    at = marked.index("^") - len("      | ")
    cells = 0
    for character in shown[len("    1 | ") :]:
        if cells == at:
            break
        cells += 2 if character == "激" else 1
    else:
        character = " "  # the mark stands below trailing white space
    assert character == text[column - 1] or text[column - 1 :].isspace()


def test_errors_travel_between_processes():
    error = ActplotError(Problem("bad", Place("a", 1, 2)), "plain")
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_suggestions():
    assert closest("Gelo", ["gelu", "relu", "silu"]) == "gelu"
    assert closest("xyz", ["gelu"]) is None
    assert did_you_mean("xyz", ["gelu"], "see the list") == "see the list"


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/me/.venv", "python -m pip install a b"),
        ("/home/me/.local/pipx/venvs/actplot", "pipx inject actplot a b"),
        ("/home/me/.cache/uv/archive-v0/x7Yz", "uvx --with a --with b actplot"),
        ("C:\\Users\\me\\pipx\\venvs\\actplot", "pipx inject actplot a b"),
        ("/home/me/.local/share/uv/tools/actplot", "uv tool install actplot --with a --with b"),
    ],
)
def test_a_package_is_installed_where_the_program_is(
    monkeypatch: pytest.MonkeyPatch, prefix: str, command: str
) -> None:
    monkeypatch.setattr("sys.prefix", prefix)
    assert install("c", "a", "b") == f"install it: {command} (the extra actplot[c])"
