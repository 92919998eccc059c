"""What a run costs, in numbers that are the same on every machine.

Seconds are measured by `make bench`; here are modules, files and instructions.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import RECENT, ROOT

import actplot.__main__ as program

SPEC = "x: [-5, 5]\ncurves: [sigmoid, sigmoid']\nsize: {width: 101.6 mm, height: 76.2 mm}\n"
CURRENT = ("render", "a.yaml", "-q", "-f", "svg")
DRAWN = ("render", "a.yaml", "-q", "--force")
DRAWING = {"yaml", "numpy", "matplotlib", "PIL", "fontTools"}
LIBRARIES = {*DRAWING, "matplotlib.figure", "matplotlib.pyplot", "asyncio", "multiprocessing"}

# Runs the command, and prints at its end which modules it has executed, and which files opened.
COUNTED = """
import sys
import actplot.__main__ as program
files = []
sys.addaudithook(lambda event, args: event == "open" and files.append(str(args[0])))
def leave(status):
    done = [n for n, m in list(sys.modules.items()) if type(m).__name__ not in ("Later", "StandIn")]
    from pathlib import Path
    Path("counted").write_text("\\n".join(done) + "\\n\\n" + "\\n".join(files))
    sys.exit(status)
program.leave = leave
sys.argv = ["actplot", *sys.argv[1:]]
program.main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a spec and its figure, and byte code of all that is imported."""
    (tmp_path / "a.yaml").write_text(SPEC)
    command = [sys.executable, "-m", "actplot", *CURRENT]
    subprocess.run(command, cwd=tmp_path, env=environment(), check=True)
    return tmp_path


def environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}


def counted(folder: Path, *arguments: str) -> tuple[set[str], list[str]]:
    """The modules that a command executes, and the files that it opens."""
    subprocess.run(
        [sys.executable, "-c", COUNTED, *arguments],
        cwd=folder, env=environment(), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    modules, _, files = (folder / "counted").read_text().partition("\n\n")
    return set(modules.split()), files.split("\n")


@pytest.mark.parametrize(
    ("arguments", "most", "libraries"),
    [
        (("--help",), 10, set()),
        (("list",), 55, set()),
        (("list", "--json"), 45, set()),
        (("completion", "bash"), 12, set()),
        (("schema",), 105, {"yaml"}),
        (CURRENT, 85, {"yaml"}),
        (("check", "a.yaml"), 210, {"yaml", "numpy"}),
        ((*DRAWN, "-f", "svg"), 270, DRAWING),
        ((*DRAWN, "-f", "png"), 270, DRAWING),
        # Only of a matplotlib that is known is it sure that its PdfPages alone needs Figure.
        pytest.param((*DRAWN, "-f", "pdf"), 270, DRAWING, marks=RECENT),
    ],
)
def test_modules(folder: Path, arguments: tuple[str, ...], most: int, libraries: set[str]) -> None:
    """So many of actplot's own, and no other library."""
    modules, _ = counted(folder, *arguments)
    assert len([name for name in modules if name.partition(".")[0] == "actplot"]) <= most
    assert modules & LIBRARIES <= libraries


# matplotlib and pyparsing make use of these while they are imported.
BY_DRAWING = {"linecache", "textwrap", "tokenize", "traceback"}


@RECENT
@pytest.mark.parametrize(
    ("arguments", "executed"),
    [
        (("list",), set()),
        (("check", "a.yaml"), {"numpy"}),
        ((*DRAWN, "-f", "svg"), {"numpy", *BY_DRAWING}),
        ((*DRAWN, "-f", "png"), {"numpy", *BY_DRAWING}),
        ((*DRAWN, "-f", "pdf"), {"numpy", *BY_DRAWING}),
    ],
)
def test_modules_that_wait(folder: Path, arguments: tuple[str, ...], executed: set[str]) -> None:
    modules, _ = counted(folder, *arguments)
    assert modules & {*program._LATER, *program._UNUSED} <= executed


@RECENT
def test_numpy_without_its_documentation() -> None:
    """What it offers is the same, and other names of its types are there when asked for."""
    code = (
        "import sys; from actplot.later import standing_in\n"
        "import actplot.__main__ as program\n"
        "with standing_in(program._UNUSED if sys.argv[1] == 'without' else {}):\n"
        "    import numpy as np, numpy.linalg, numpy.ma, numpy.polynomial\n"
        "    print(np.zeros.__doc__ is None, file=sys.stderr)\n"
        "    for module in (np, np.linalg, np.ma, np.ndarray, np.float64):\n"
        "        print(module.__name__, *sorted({*dir(module)} - {'typing', '_typing'}))\n"
        "    print(np.linalg.eigh([[2.0, 0.0], [0.0, 1.0]]))\n"
        "    from numpy.typing import DTypeLike\n"
        "    print(DTypeLike)"
    )
    with_it, without = (
        subprocess.run(
            [sys.executable, "-W", "error", "-c", code, which],
            env=environment(), check=True, capture_output=True, text=True,
        )
        for which in ("with", "without")
    )  # fmt: skip
    assert (with_it.stderr, without.stderr) == ("False\n", "True\n")
    assert with_it.stdout == without.stdout


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        (("--help",), []),
        (("list",), []),
        (CURRENT, ["a.svg", "a.yaml"]),
        (("check", "a.yaml"), ["a.yaml", "thesis.toml"]),
        ((*DRAWN, "-f", "png", "-o", "new.png"), ["a.yaml", "thesis.toml"]),
    ],
)
def test_files(folder: Path, arguments: tuple[str, ...], read: list[str]) -> None:
    """Specs, figures and data are each opened once."""
    _, files = counted(folder, *arguments)
    wanted = [Path(name).name for name in files if name.endswith((".yaml", ".svg", ".toml"))]
    assert sorted(wanted) == read


# Calls in a loop, at every depth of the stack in turn; prints how often the system was asked for
# memory at the worst.
LOOPS = """
import resource, sys
import actplot.__main__ as program
def asked():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
def leaf(): pass
leaf.__code__ = leaf.__code__.replace(co_stacksize=50)  # that of a function of some lines
def loop(depth):
    if depth:
        return loop(depth - 1)
    before = asked()
    for _ in range(1000):
        leaf()
    return asked() - before
def run():
    for _ in range(2):
        worst = max(map(loop, range(600)))
    print(worst)
program._roomy(run)() if sys.argv[1] == "roomy" else run()
"""


@pytest.mark.parametrize(("frame", "fits"), [("roomy", True), ("usual", False)])
def test_frames_fit(folder: Path, frame: str, fits: bool) -> None:
    """The frame of the program has room for those above it; in another, a loop may have none.

    If the second fails, Python keeps its blocks, and the program does without such a frame.
    """
    ran = subprocess.run(
        [sys.executable, "-c", LOOPS, frame],
        cwd=folder, env=environment(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    worst = int(ran.stdout)
    assert worst < 100 if fits else worst >= 1000, worst


@RECENT
@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind counts the instructions")
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("formats", "limits"),
    [
        (("svg",), {("--help",): 0.07, ("list",): 0.09, CURRENT: 0.12, ("check", "a.yaml"): 0.27,
                    (*DRAWN, "-f", "svg"): 0.60}),
        (("png",), {(*DRAWN, "-f", "png"): 0.58}),
        (("pdf",), {(*DRAWN, "-f", "pdf"): 0.58}),
        (("svg", "png", "pdf"), {DRAWN: 0.50}),
    ],
)  # fmt: skip
def test_instructions(
    folder: Path, formats: tuple[str, ...], limits: dict[tuple[str, ...], float]
) -> None:
    """As a share of those of the pyplot script that writes the same formats."""
    script = str(ROOT / "benchmarks" / "pyplot_script.py")
    plain = instructions(folder, script, *(f"plain.{format}" for format in formats))
    for arguments, limit in limits.items():
        assert instructions(folder, "-m", "actplot", *arguments) <= limit * plain, arguments


def instructions(folder: Path, *arguments: str) -> int:
    """How many a run of Python takes when everything is compiled."""
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    # Without a cache to simulate it is the quickest of valgrind's tools that count.
    counting = ["valgrind", "--tool=cachegrind", "--cache-sim=no"]
    counting.append("--cachegrind-out-file=/dev/null")
    ran = subprocess.run(
        [*counting, *command], cwd=folder, env=environment(), capture_output=True, check=True
    )
    counts = re.findall(rb"I\s+refs:\s+([\d,]+)", ran.stderr)
    return int(counts[-1].replace(b",", b""))
