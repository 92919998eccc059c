"""Functions of the user's own: what they can do, and what is said about mistakes in them.

Each block of own_functions.txt is the title of a case, a Python file `own.py`, the curves if
they are not `[bump]`, and what is said. `ACTPLOT_UPDATE=1 pytest tests/test_own_functions.py`
writes the messages anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import numpy as np
import pytest
from support import Cli

import actplot
from actplot import spec
from actplot.errors import ActplotError, Problem

GOLDEN = Path(__file__).with_name("own_functions.txt")
BUMP = """\
import numpy as np

print("loading")

def bump(x, width=1.0):
    return np.exp(-((x / width) ** 2))
"""


def cases() -> dict[str, tuple[str, str, str]]:
    """The file, the curves and the message of each case by its title."""
    by_title = {}
    for block in re.split(r"^=== ", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, message = block.partition("---\n")
        title, _, file = head.partition("\n")
        curves = re.match(r"curves: .*\n", message)
        line = curves[0] if curves else "curves: [bump]\n"
        by_title[title] = file, line, message[curves.end() if curves else 0 :]
    return by_title


def complaint(folder: Path, file: str, curves: str) -> ActplotError:
    (folder / "own.py").write_text(file, encoding="utf-8")
    (folder / "a.yaml").write_text(f"functions: [own.py]\n{curves}", encoding="utf-8")
    with pytest.raises(ActplotError) as caught:
        spec.read(Path("a.yaml"), allow_python=True)
    return caught.value


@pytest.mark.parametrize("title", cases())
def test_says_exactly(title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file, curves, message = cases()[title]
    report = f"{complaint(tmp_path, file, curves)}\n"
    if os.environ.get("ACTPLOT_UPDATE"):
        text = GOLDEN.read_text(encoding="utf-8")
        head = f"=== {title}\n{file}---\n" + (curves if curves != "curves: [bump]\n" else "")
        GOLDEN.write_text(text.replace(head + message, head + report), encoding="utf-8")
        message = report
    assert report == message
    assert "Traceback" not in report


def functions(folder: Path, file: str, *curves: str) -> list[object]:
    """The functions of curves that use the functions of a file."""
    (folder / "own.py").write_text(file, encoding="utf-8")
    given = {"functions": str(folder / "own.py"), "curves": list(curves)}
    figure = spec.read(given, allow_python=True)
    return [curve.function for part in figure.panels[0].curves for curve in part.curves]


def test_values_and_derivatives(tmp_path: Path) -> None:
    x = np.linspace(-3, 3, 7)
    plain, prime, mixed, wide, narrow = functions(
        tmp_path, BUMP, "bump", "bump(width=2)'", "gelu(bump) + x", "bump(width=[2, 0.5])"
    )
    bump = np.exp(-x * x)
    np.testing.assert_allclose(plain(x), bump)
    np.testing.assert_allclose(prime(x), -x / 2 * np.exp(-x * x / 4))
    np.testing.assert_allclose(mixed(x), actplot.evaluate("gelu", bump) + x)
    np.testing.assert_allclose(wide(x), np.exp(-x * x / 4))
    np.testing.assert_allclose(narrow(x), np.exp(-4 * x * x))


@pytest.mark.parametrize(
    ("file", "curve", "expected"),
    [
        ("def f(x, *, a=2.0): return a * x", "f(a=3)", 4.5),
        ("def f(x, a=2.0, b=1): return a * x + b", "f(b=0)", 3.0),
        ("def f(x, /, a=2.0, *, b=1): return a * x + b", "f(a=1, b=2)", 3.5),
        ("def f(x=0.0): return 2 * x", "f'", 2.0),
        ("def f(x, y): return x * y", "f(x, 3)", 4.5),
        ("def f(x, *, w=(1.0, 2.0)): return w[0] * x + w[1]", "f(w=[2, -1])", 2.0),
        ("def f(x, *, a=None): return a * x", "f(a=2)", 3.0),
        ("f = lambda x: 2 * x", "f", 3.0),
        ("def g(x): return 2 * x\nf = g", "f + g", 6.0),
        ("def f(x): return 7", "f", 7.0),
        ("def f(x): return x > 1", "f", 1.0),
        ("def relu(x): return x + 1", "relu(relu)", 3.5),
        ("def 波(x): return 2 * x", "波", 3.0),
        ("a = 3.0\ndef f(x): return h(x) + a\ndef h(x): return x", "f", 4.5),
        (
            "from actplot.activations import activation\n"
            "@activation(title='Wave', formula='x', domain={'a': 'a > 0'}, aliases='w')\n"
            "def f(x, *, a=2.0): return a * x",
            "f(a=1)",
            1.5,
        ),
    ],
)
def test_kinds_of_functions(tmp_path: Path, file: str, curve: str, expected: float) -> None:
    (function,) = functions(tmp_path, file, curve)
    assert actplot.calculus.derivatives.evaluate(function, 1.5) == expected


def test_a_decorated_function_keeps_its_domain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = (
        "from actplot.activations import activation\n"
        "@activation(title='Wave', formula='x', domain={'a': 'a > 0'})\n"
        "def wave(x, *, a=2.0): return a * x\n"
    )
    (problem,) = complaint(tmp_path, file, "curves: [wave(a=-1)]\n").problems
    assert problem.message == "wave does not take a = -1"


def test_what_a_file_prints_is_no_result(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    functions(tmp_path, BUMP + "\ndef loud(x):\n    print('called')\n    return x\n", "loud")
    out, err = capfd.readouterr()
    assert (out, err.splitlines()[:2]) == ("", ["loading", "called"])


def test_a_mistake_that_a_call_meets_later_has_its_place(tmp_path: Path) -> None:
    file = "def f(x):\n    if x.shape == (3,):\n        return y\n    return x\n"
    (function,) = functions(tmp_path, file, "f")
    with pytest.raises(ActplotError) as caught:
        function(np.zeros(3))
    (problem,) = caught.value.problems
    assert isinstance(problem, Problem)
    assert (problem.place.line, problem.place.column) == (3, 16)
    assert problem.message == "f fails with NameError: name 'y' is not defined"


def test_functions_of_a_base_are_found_and_need_leave_too(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "own.py").write_text(BUMP)
    (tmp_path / "base" / "base.yaml").write_text("functions: own.py\n")
    path = tmp_path / "a.yaml"
    path.write_text("extends: base/base.yaml\ncurves: [bump, gelo]\n")
    with pytest.raises(ActplotError) as caught:
        spec.read(path)
    messages = [problem.message for problem in caught.value.problems]
    assert messages == [
        "no activation is called 'gelo'",
        "this spec runs Python code, which is not allowed",
    ]
    path.write_text("extends: base/base.yaml\ncurves: [bump]\n")
    figure = spec.read(path, allow_python=True)
    assert [Path(each).name for each in figure.inputs] == ["a.yaml", "base.yaml", "own.py"]
    assert Path(figure.inputs[-1]).samefile(tmp_path / "base" / "own.py")


def write(folder: Path) -> None:
    (folder / "lib").mkdir()
    (folder / "lib" / "own.py").write_text(BUMP)
    (folder / "a.yaml").write_text("functions: [lib/own.py]\ncurves: [bump, bump(width=2)']\n")


@pytest.mark.parametrize(
    "command",
    [
        ("render", "a.yaml", "-f", "svg"),
        ("plot", "bump", "--set", "functions=lib/own.py", "-o", "a.svg"),
        ("check", "a.yaml"),
        ("data", "a.yaml"),
        ("cite", "a.yaml"),
        ("show", "a.yaml", "--alt"),
    ],
    ids=lambda words: words[0],
)
def test_commands_run_functions_only_if_allowed(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    write(tmp_path)
    ran = cli(*command)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("error: this spec runs Python code, which is not allowed") == 1
    assert "loading" not in ran.err
    assert "no activation" not in ran.err
    assert not (tmp_path / "a.svg").exists()
    allowed = cli(*command, "--allow-python")
    assert allowed.status == 0
    assert "loading" in allowed.err
    assert "loading" not in allowed.out
    monkeypatch.setenv("ACTPLOT_ALLOW_PYTHON", "0")
    assert cli(*command).status == (0 if command[0] == "render" else 1)  # it is up to date
    monkeypatch.setenv("ACTPLOT_ALLOW_PYTHON", "1")
    assert cli(*command).status == 0


def test_a_file_named_on_the_command_line_is_meant(cli: Cli, tmp_path: Path) -> None:
    write(tmp_path)
    ran = cli("plot", "bump'", "--functions", "lib/own.py", "--spec")
    assert (ran.status, ran.out) == (0, "curves: [bump']\nfunctions: [lib/own.py]\n")
    assert cli("plot", "bump'", "--functions", "lib/own.py", "-o", "a.svg").status == 0


def test_figures_depend_on_the_functions_file(cli: Cli, tmp_path: Path) -> None:
    write(tmp_path)
    drawn = cli("render", "a.yaml", "-f", "svg", "--allow-python", "--deps", "-")
    assert drawn.status == 0
    assert "a.svg: \\\n a.yaml \\\n lib/own.py\n" in drawn.out
    assert cli("render", "a.yaml", "-f", "svg", "-n").out == ""
    with (tmp_path / "lib" / "own.py").open("a") as file:
        file.write("# changed\n")
    assert cli("render", "a.yaml", "-f", "svg", "-n").out == "a.svg: lib/own.py changed\n"


def test_figures_from_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    with pytest.raises(ActplotError, match="this spec runs Python code"):
        actplot.figure("a.yaml")
    with pytest.raises(ActplotError, match="this spec runs Python code"):
        actplot.render("a.yaml")
    assert actplot.figure("a.yaml", allow_python=True).axes
    (path,) = actplot.render("a.yaml", formats=["svg"], allow_python=True)
    assert "functions: " in path.read_text()


def test_a_mistake_inside_of_a_formula_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("def bump(x):\n    return None\n")
    (tmp_path / "a.yaml").write_text(
        "functions: [own.py]\nlet:\n  twice(x): 2 * bump(x)\ncurves: [twice]\n"
    )
    with pytest.raises(ActplotError, match="bump returns nothing"):
        spec.read(tmp_path / "a.yaml", allow_python=True)


def test_where_let_is_wrong_the_other_functions_are_still_known(tmp_path: Path) -> None:
    (tmp_path / "own.py").write_text("def bump(x):\n    return 0 * x\n")
    (tmp_path / "a.yaml").write_text("functions: [own.py]\nlet: [k]\ncurves: [bump]\n")
    with pytest.raises(ActplotError) as caught:
        spec.read(tmp_path / "a.yaml", allow_python=True)
    assert [problem.message for problem in caught.value.problems] == ["`let` is a mapping of names"]
