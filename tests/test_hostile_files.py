"""A spec writes below the folder that it is drawn to, and nothing over what others made."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Cli

import actplot
from actplot import metadata
from actplot.errors import ActplotError
from actplot.formats import FORMATS, LATEX
from actplot.pipeline import files
from actplot.pipeline.orders import Order, OutputOptions, SpecInput, check_unique, prepare
from actplot.pipeline.permission import lies_below

FOREIGN = b"MY THESIS\n"
FAMILY = "curves: elu(alpha=[0.5, 1])\n"
"""Every format draws it, those that move as well."""
ALL = [*FORMATS, LATEX]
DRAWN = [name for name, row in FORMATS.items()]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with somebody's files, and in it the one where actplot runs."""
    home = tmp_path / "home"
    (home / "run" / "sub").mkdir(parents=True)
    for name in ("main", "notes"):
        for suffix in ALL:
            for folder in (home, home / "run", home / "run" / "sub"):
                (folder / f"{name}.{suffix}").write_bytes(FOREIGN)
    (home / "run" / "out").symlink_to(home)
    (home / "run" / "link.svg").symlink_to(home / "elsewhere.svg")
    (home / "run" / "dangling").symlink_to(home / "nowhere")
    monkeypatch.chdir(home / "run")
    return home


AWAY = [
    "../main", "../new", "sub/../../main", "../run/../main", "./../main", "..\\main", "out/main",
    "out/new", "../../main", "sub/../../../new", "dangling/new", "link",
]  # fmt: skip


@pytest.mark.parametrize("where", [(), ("-o", "sub"), ("-o", "sub/"), ("-o", "new/deep/")])
@pytest.mark.parametrize("away", [*AWAY, "ABSOLUTE/main", "ABSOLUTE/new"])
def test_no_output_leads_out_of_the_folder(
    cli: Cli, tree: Path, away: str, where: tuple[str, ...]
) -> None:
    name = away.replace("ABSOLUTE", str(tree))
    Path("figure.yaml").write_text(f"curves: relu\noutput: '{name}'\nformats: [svg, pdf]\n")
    before = everything(tree)
    if where and away in ("out/main", "out/new", "link", "dangling/new"):
        Path("sub/out").symlink_to(tree)
        Path("sub/dangling").symlink_to(tree / "nowhere")
        Path("sub/link.svg").symlink_to(tree / "elsewhere.svg")
        if where[1] == "new/deep/":
            return
    for force in ((), ("--force",)):
        ran = cli("render", "figure.yaml", *where, *force)
        assert ran.status == 1
        assert "is outside" in ran.err
        assert "figure.yaml:2:" in ran.err
        assert everything(tree) == before
    with pytest.raises(ActplotError, match=r"is outside"):
        actplot.render("figure.yaml", *where[1:])
    with pytest.raises(ActplotError, match=r"is outside"):
        actplot.render({"curves": ["relu"], "output": name, "formats": ["svg", "pdf"]}, *where[1:])
    assert everything(tree) == before


@pytest.mark.parametrize("format", DRAWN)
@pytest.mark.parametrize("name", ["main", "notes", "sub/main"])
def test_no_output_replaces_what_others_made(cli: Cli, tree: Path, name: str, format: str) -> None:
    Path("figure.yaml").write_text(f"{FAMILY}output: {name}\n")
    before = everything(tree)
    ran = cli("render", "figure.yaml", "-f", format)
    assert ran.status == 1
    assert f"{name}.{format} exists and was not written by actplot" in ran.err
    assert "--force" in ran.err
    with pytest.raises(ActplotError, match="was not written by actplot"):
        actplot.render("figure.yaml", formats=format)
    assert everything(tree) == before
    assert cli("render", "figure.yaml", "-f", format, "--force").status == 0
    assert metadata.read(Path(f"{name}.{format}")) is not None
    # What actplot made it may make anew.
    Path("figure.yaml").write_text(f"{FAMILY}title: anew\noutput: {name}\n")
    assert cli("render", "figure.yaml", "-f", format).status == 0
    carried = metadata.read(Path(f"{name}.{format}"))
    assert carried is not None
    assert "anew" in carried.spec


@pytest.mark.parametrize("format", DRAWN)
def test_what_the_command_line_names_is_replaced(cli: Cli, tree: Path, format: str) -> None:
    for name in ("main.yaml", "other.yaml"):
        Path(name).write_text(FAMILY)
    Path("chosen.yaml").write_text(f"{FAMILY}output: ../away\n")
    for arguments, path in (
        (("render", "main.yaml", "-f", format), f"main.{format}"),
        (("render", "other.yaml", "-o", f"notes.{format}"), f"notes.{format}"),
        (("render", "other.yaml", "-o", f"../main.{format}"), f"../main.{format}"),
        (("render", "other.yaml", "--set", "output=../notes", "-f", format), f"../notes.{format}"),
        (("plot", "elu(alpha=[0.5, 1])", "-o", f"sub/main.{format}"), f"sub/main.{format}"),
    ):
        ran = cli(*arguments)
        assert ran.status == 0, ran.err
        assert Path(path).read_bytes() != FOREIGN


def test_a_tex_file_replaces_only_what_actplot_wrote(cli: Cli, tree: Path) -> None:
    Path("main.yaml").write_text(FAMILY)
    Path("notes.yaml").write_text("curves: relu\ntext: latex\nformats: pdf\n")
    before = everything(tree)
    for arguments in (("main.yaml", "--latex"), ("notes.yaml",), ("main.yaml", "--latex", "-o",
                      "notes.pdf")):  # fmt: skip
        ran = cli("render", *arguments)
        assert ran.status == 1
        assert "was not written by actplot" in ran.err
        assert everything(tree) == before
    assert cli("render", "main.yaml", "--latex", "--force").status == 0
    assert cli("render", "main.yaml", "--latex", "--set", "title=A").status == 0
    edited = Path("main.tex").read_text() + "% mine\n"
    Path("main.tex").write_text(edited)
    ran = cli("render", "main.yaml", "--latex", "--set", "title=B")
    assert ran.status == 1
    assert "was changed after actplot wrote it" in ran.err
    assert Path("main.tex").read_text() == edited


def test_a_gallery_stays_below_its_folder(cli: Cli, tree: Path) -> None:
    Path("specs/sub").mkdir(parents=True)
    Path("specs/sub/main.yaml").write_text("curves: relu\noutput: ../../../main\n")
    Path("specs/other.yaml").write_text(FAMILY)
    Path("page").mkdir()
    Path("page/sub").symlink_to(tree)
    before = everything(tree)
    ran = cli("gallery", "specs", "-o", "page", "-f", "svg")
    assert ran.status == 1
    after = everything(tree)
    assert {path: after[path] for path in before} == before
    assert all(path in before or path.startswith("run/page/") for path in after)


words = st.sampled_from(["a", "sub", "..", ".", "out", "/", "//", "\\", "C:", "~", "main", "link"])


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=5).map("/".join))
def test_whatever_an_output_is_its_files_lie_below(output: str) -> None:
    source = SpecInput("f.yaml", "f", json.dumps({"curves": ["relu"], "output": output}), Path())
    for folder in (None, "build/"):
        order = prepare(source, OutputOptions(("svg",), folder))
        for path in order.targets.values():
            assert lies_below(path, Path(folder or ""))


def test_two_names_that_a_file_system_takes_for_one_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from actplot.pipeline import orders

    (tmp_path / "link").symlink_to(tmp_path)
    source = SpecInput("f.yaml", "f", FAMILY, Path())
    one, other = (
        Order(source, {"svg": tmp_path / "a.svg"}),
        Order(source, {"svg": tmp_path / "link" / "a.svg"}),
    )
    with pytest.raises(ActplotError, match="would both be written to"):
        check_unique([one, other])
    upper = Order(source, {"svg": tmp_path / "A.svg"})
    check_unique([one, upper])
    monkeypatch.setattr(orders, "_folds", lambda folder: True)
    with pytest.raises(ActplotError, match="would both be written to"):
        check_unique([one, upper])


# Every call by which files.write changes the disk, the how-manieth fails, and how.
CALLS = ("open", "write", "fsync", "replace", "link", "chmod")
FAULTS = [
    (call, number, code)
    for call in CALLS
    for number in range(1, len(ALL) + 1)
    for code in (errno.ENOSPC, errno.EIO)
]


@pytest.fixture(scope="module")
def drawn() -> Iterator[dict[str, tuple[bytes, bytes]]]:
    """An old and a new file of each format."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        before = os.getcwd()
        os.chdir(folder)
        try:
            runs: list[dict[str, bytes]] = []
            for text in (FAMILY, f"{FAMILY}title: anew\n"):
                Path("figure.yaml").write_text(text)
                from actplot.cli.main import run

                formats = [word for name in DRAWN for word in ("-f", name)]
                assert run(["render", "figure.yaml", "--latex", "-q", *formats]) == 0
                runs.append({name: Path(f"figure.{name}").read_bytes() for name in ALL})
            yield {name: (runs[0][name], runs[1][name]) for name in ALL}
        finally:
            os.chdir(before)


@pytest.mark.parametrize(("call", "number", "code"), FAULTS)
def test_a_fault_at_any_write_leaves_all_formats_as_they_were(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    drawn: dict[str, tuple[bytes, bytes]],
    call: str,
    number: int,
    code: int,
) -> None:
    # Those of odd places are new, the others replace something.
    before = {name: old for at, (name, (old, _)) in enumerate(drawn.items()) if at % 2}
    for name, old in before.items():
        (tmp_path / f"figure.{name}").write_bytes(old)
    real, calls = getattr(os, call), []

    def fault(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        if len(calls) == number:
            raise OSError(code, os.strerror(code), "a temporary name")
        return real(*arguments, **options)

    monkeypatch.setattr(files.os, call, fault)
    failed = None
    try:
        files.write({tmp_path / f"figure.{name}": new for name, (_, new) in drawn.items()})
    except OSError as error:
        failed = error
    monkeypatch.undo()
    after = {path.name.partition(".")[2]: path.read_bytes() for path in tmp_path.iterdir()}
    if failed is None:  # there were fewer such calls, or one that files can do without
        assert len(calls) < number or call == "link"
        assert after == {name: new for name, (_, new) in drawn.items()}
    else:
        assert after == before, "not all formats are as they were"
        assert str(tmp_path / "figure") in str(failed.filename)


def test_where_undoing_fails_too_it_is_said_which_are_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{number}" for number in range(3)]
    for path in paths:
        path.write_bytes(b"old")
    real, calls = os.replace, []

    def broken(*arguments: str) -> None:
        calls.append(arguments)
        if len(calls) > 2:
            raise OSError(errno.EIO, "Input/output error")
        real(*arguments)

    monkeypatch.setattr(files.os, "replace", broken)
    with pytest.raises(OSError, match="had been replaced already") as caught:
        files.write(dict.fromkeys(paths, b"new"))
    monkeypatch.undo()
    assert f"{paths[0]} and {paths[1]} had" in str(caught.value)
    assert [path.read_bytes() for path in paths] == [b"new", b"new", b"old"]
    assert sorted(tmp_path.iterdir()) == paths


KILLED = """
import os, sys, signal
from actplot.pipeline import files
call, number = sys.argv[1], int(sys.argv[2])
real, calls = getattr(os, call), []

def dying(*arguments, **options):
    calls.append(arguments)
    if len(calls) == number:
        if call == "write":
            real(arguments[0], bytes(arguments[1])[:3])
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*arguments, **options)

setattr(os, call, dying)
from pathlib import Path
files.write({Path(name): b"new of " + name.encode() for name in sys.argv[3:]})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", range(1, len(ALL) + 1))
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_kill_at_any_write_leaves_each_file_old_or_new_and_the_next_run_sweeps(
    tmp_path: Path, call: str, number: int
) -> None:
    paths = [tmp_path / f"figure.{name}" for name in ALL]
    for path in paths[::2]:
        path.write_bytes(b"old")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, call, str(number), *map(str, paths)], check=False
    )
    assert ran.returncode == -signal.SIGKILL
    files.sweep(tmp_path)
    contents = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(paths[::2]) <= contents.keys() <= set(paths)
    for path, content in contents.items():
        assert content in (b"old", b"new of " + str(path).encode())
