"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from actplot.pipeline import files

OLD, NEW = b"old", b"new" * 1000


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_writes_new_files_and_replaces_old_ones(tmp_path: Path) -> None:
    old, new = tmp_path / "old.svg", tmp_path / "deep" / "er" / "new.svg"
    old.write_bytes(OLD)
    files.write({old: NEW, new: NEW})
    assert old.read_bytes() == new.read_bytes() == NEW
    assert names(tmp_path) == {"old.svg", "deep"}


def test_a_new_file_has_the_mode_of_the_umask_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_bytes(OLD)
    old.chmod(0o604)
    before = os.umask(0o027)
    try:
        files.write({new: NEW, old: NEW})
    finally:
        os.umask(before)
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert stat.S_IMODE(old.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(OLD)
    link.symlink_to("target")
    files.write({link: NEW})
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        files.write({pipe: NEW})
        assert reader.communicate()[0] == NEW
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("function", ["write", "fsync", "replace", "open"])
def test_a_failure_leaves_the_old_files_and_names_the_target(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.svg"
    first.write_bytes(OLD)
    second.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "a temporary name")

    monkeypatch.setattr(files.os, function, full)
    with pytest.raises(OSError, match="No space left on device") as caught:
        files.write({first: NEW, second: NEW})
    monkeypatch.undo()
    assert caught.value.filename == str(first)
    assert first.read_bytes() == second.read_bytes() == OLD
    assert names(tmp_path) == {"first.pdf", "second.svg"}


def test_the_first_file_waits_for_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.svg"
    first.write_bytes(OLD)
    calls = []

    def full_at_the_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full_at_the_second)
    with pytest.raises(OSError, match="No space") as caught:
        files.write({first: NEW, second: NEW})
    assert caught.value.filename == str(second)
    assert first.read_bytes() == OLD
    assert names(tmp_path) == {"first.pdf"}


def test_a_folder_in_the_way_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "figure.svg"
    folder.mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        files.write({folder: NEW})
    assert caught.value.filename == str(folder)
    assert names(tmp_path) == {"figure.svg"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write it")
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        files.write({path: NEW})
    assert path.read_bytes() == OLD


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".svg")
    files.write({path: NEW})
    assert path.read_bytes() == NEW


KILLED = """
import os, sys, time
from pathlib import Path
from actplot.pipeline import files

def stall(descriptor):
    print("syncing", flush=True)
    time.sleep(60)

os.fsync = stall
files.write({Path(sys.argv[1]): b"half"})
"""


def test_a_killed_writer_leaves_the_old_file_and_the_next_run_sweeps_after_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "figure.svg"
    path.write_bytes(OLD)
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"syncing\n"
        files.sweep(tmp_path)
        assert len(names(tmp_path)) == 2, "a living writer's file was swept"
        writer.send_signal(signal.SIGKILL)
    assert path.read_bytes() == OLD
    files.sweep(tmp_path)
    assert names(tmp_path) == {"figure.svg"}


def test_touch_gives_the_present_time(tmp_path: Path) -> None:
    path = tmp_path / "figure.svg"
    path.write_bytes(OLD)
    os.utime(path, (1, 1))
    files.touch(path)
    assert time.time() - path.stat().st_mtime < 60
