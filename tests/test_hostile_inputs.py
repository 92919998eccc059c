"""Files without end, and files that are none of a spec's business."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import Cli

from actplot import inputs

SECRET = "hunter2"
# A file that a spec names, by what it is for.
NAMING = {
    "extends": "extends: NAME.yaml\ncurves: relu\n",
    "extends without suffix": "extends: NAME\ncurves: relu\n",
    "a list of extends": "extends: [NAME.yaml]\ncurves: relu\n",
    "style": "style: NAME.mplstyle\ncurves: relu\n",
    "toml": "style: [thesis, NAME.toml]\ncurves: relu\n",
    "functions": "functions: NAME.py\ncurves: own(x)\n",
    "font": "font: NAME.ttf\ncurves: relu\n",
    "cjk": "font: {cjk: NAME.otf}\ncurves: relu\n",
    "math": "font: {math: ./NAME.ttf}\ncurves: relu\n",
}
SUFFIXES = ("", ".yaml", ".mplstyle", ".toml", ".py", ".ttf", ".otf", ".svg", ".png", ".pdf")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


KINDS = [fifo, endless, folder, sparse]
if not hasattr(os, "mkfifo") or not Path("/dev/zero").exists():
    KINDS = [folder]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("use", NAMING)
def test_what_has_no_end_is_refused_at_once_wherever_a_spec_names_it(
    cli: Cli, tmp_path: Path, use: str, kind: object
) -> None:
    for suffix in SUFFIXES:
        kind(tmp_path / f"bad{suffix}")  # type: ignore[operator]
    path = tmp_path / "figure.yaml"
    path.write_text(NAMING[use].replace("NAME", "bad"))
    for command in (("check",), ("render", "-f", "svg", "-o", str(tmp_path / "out")), ("data",)):
        if command == ("data",) and use in ("font", "cjk", "math"):
            continue  # numbers have no font
        for more in ((), ("--allow-python",)) if use == "functions" else ((),):
            before = time.monotonic()
            ran = cli(command[0], str(path), *command[1:], *more)
            assert time.monotonic() - before < 3
            assert ran.status == 1, (command, ran)
            assert "error: " in ran.err
            assert "bad" in ran.err


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("command", ["check", "render", "data", "recover", "cite"])
def test_nor_does_a_command_wait_for_it(
    cli: Cli, tmp_path: Path, command: str, kind: object
) -> None:
    for suffix in SUFFIXES[1:2] + SUFFIXES[-3:]:
        path = tmp_path / f"bad{suffix}"
        kind(path)  # type: ignore[operator]
        if command == "recover" or suffix == ".yaml" or command == "check":
            before = time.monotonic()
            ran = cli(command, str(path))
            assert time.monotonic() - before < 3
            assert ran.status == 1, ran
            assert "error: " in ran.err
            assert "internal" not in ran.err


def test_standard_input_is_bounded() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("there is nothing endless here")
    with open("/dev/zero", "rb") as zero:
        ran = subprocess.run(
            [sys.executable, "-m", "actplot", "check", "-"],
            stdin=zero, capture_output=True, timeout=20, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert b"longer than the 4,000,000 bytes" in ran.stderr


def test_a_file_of_just_the_bound_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a" * 10)
    assert inputs.read_file(path, 10) == b"a" * 10
    with pytest.raises(OSError, match="longer than") as caught:
        inputs.read_file(path, 9)
    assert caught.value.filename == str(path)


@pytest.mark.parametrize(
    "content",
    [
        f"root:{SECRET}:0:0::/root:/bin/sh\n",
        f"{SECRET}\n",
        f"password = {SECRET}\n",
        f"apiVersion: v1\nkind: Secret\ndata:\n  password: {SECRET}\n",
        f"- {SECRET}\n- : {SECRET}\n",
        f"{{'{SECRET}': [\n",
        f"token: {SECRET}\n\tbad: {SECRET}\n",
        f"-----BEGIN KEY-----\n{SECRET}\n",
        f"\x00{SECRET}",
        f"{SECRET}\xff",
        f"&{SECRET} *{SECRET}\n",
    ],
)
@pytest.mark.parametrize("use", NAMING)
def test_nothing_of_a_file_that_is_no_spec_is_shown(
    cli: Cli, tmp_path: Path, use: str, content: str
) -> None:
    for suffix in SUFFIXES[:-3]:
        (tmp_path / f"bad{suffix}").write_bytes(content.encode("latin-1"))
    path = tmp_path / "figure.yaml"
    path.write_text(NAMING[use].replace("NAME", "bad"))
    for command in (("check",), ("check", "--json"), ("render", "-f", "svg", "-o", str(tmp_path))):
        ran = cli(command[0], str(path), *command[1:])
        assert SECRET not in ran.out + ran.err
        assert ran.status == (1 if "style" not in use else ran.status)


def test_a_mistake_in_a_spec_that_is_extended_is_still_shown(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "figure.yaml").write_text("extends: base.yaml\ncurves: relu\n")
    for text in ("xlabel: a\naxs: boxed\n", "style: [thesis\n", "x: [-4, 4]\ny: [a\n"):
        (tmp_path / "base.yaml").write_text(text)
        ran = cli("check", str(tmp_path / "figure.yaml"))
        assert "base.yaml:2:" in ran.err or "base.yaml:1:" in ran.err
        assert " | " in ran.err


@pytest.mark.parametrize("command", ["check", "render"])
@pytest.mark.parametrize(
    "data", [b"BM\x8a\x00\x00\x00\xda", b"PK\x03\x04\x00\xff\x00", b"\x00\xff"]
)
def test_what_is_no_text_is_told_so(cli: Cli, tmp_path: Path, command: str, data: bytes) -> None:
    (tmp_path / "figure.bmp").write_bytes(data)
    ran = cli(command, "figure.bmp")
    assert ran.status == 1
    assert "figure.bmp:1:1: error: this is not a text file" in ran.err
    assert "a spec is YAML" in ran.err
