"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX, _SUFFIX = ".actplot-", ".tmp"


def write(contents: Mapping[Path, bytes]) -> None:
    """Write files so that every reader, at any moment, sees the old or the new content.

    Each content goes to a temporary file beside its target and is synced to the disk; only when
    all are complete do they take their targets' names. A target that exists keeps its mode, a
    symbolic link stays one. Raises OSError with the target's name; then every target is as it
    was, or the error says which are new.
    """
    staged: list[_Staged] = []
    try:
        for path, content in contents.items():
            with _naming(path):
                target = Path(os.path.realpath(path))
                if _is_device(target):
                    target.write_bytes(content)
                else:
                    staged.append(_stage(target, content))
        _settle(staged)
    finally:
        for file in staged:
            file.discard()


def _settle(staged: Sequence[_Staged]) -> None:
    """Give all files their targets' names, or none as far as that can be undone."""
    settled: list[_Staged] = []
    try:
        for file in staged:
            with _naming(file.target):
                file.settle(keep=len(staged) > 1)
            settled.append(file)
    except OSError as error:
        new = [str(file.target) for file in settled if not file.undo()]
        if new:
            error.strerror = f"{error.strerror}; {' and '.join(new)} had been replaced already"
        raise


def touch(path: Path) -> None:
    """Give a file the present time."""
    with _naming(path):
        os.utime(path)


def sweep(folder: Path) -> None:
    """Remove the temporary files that a killed run left in folder; others' are kept."""
    if sys.platform == "win32" or not os.path.isdir(folder):
        return
    for left in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError), left.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its writer lives
            left.unlink()


class _Staged:
    """A complete file under a temporary name, waiting to take its target's.

    It stays open, and so locked, until then: another run's sweep must not take it.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.settled = False
        self.replaces = False
        self.former: Path | None = None  # what the target was, under another name
        self.temporary, self.descriptor = _create(target.parent)

    def fill(self, content: bytes, mode: int | None) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(self.descriptor, rest) :]
        if mode is not None:
            os.chmod(self.temporary, mode)
        os.fsync(self.descriptor)

    def settle(self, *, keep: bool) -> None:
        """Take the target's name; keep: so that it can be undone."""
        if keep and self.target.exists():
            former = self.target.parent / _name()
            with suppress(OSError):  # some file systems know no second name of a file
                os.link(self.target, former)
                self.former = former
        if sys.platform == "win32":  # where an open file cannot be renamed
            self._close()
        self.replaces = self.target.exists()
        os.replace(self.temporary, self.target)
        self.settled = True
        self._close()

    def undo(self) -> bool:
        """Make the target what it was before it settled; whether that is done."""
        try:
            if self.former is not None:
                os.replace(self.former, self.target)
                self.former = None
            elif not self.replaces:
                self.target.unlink()
            else:
                return False
        except OSError:
            return False
        return True

    def discard(self) -> None:
        """Close it, remove it if it has not settled, and what the target was."""
        self._close()
        for left in (self.former, None if self.settled else self.temporary):
            if left is not None:
                with suppress(OSError):
                    left.unlink()

    def _close(self) -> None:
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)


def _stage(target: Path, content: bytes) -> _Staged:
    mode = _mode(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    file = _Staged(target)
    try:
        file.fill(content, mode)
    except BaseException:
        file.discard()
        raise
    return file


def _create(folder: Path) -> tuple[Path, int]:
    """A new file in folder, locked for as long as it is open."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    while True:
        temporary = folder / _name()
        # 0o666 less the umask is what any other program would give a new file.
        descriptor = os.open(temporary, flags, 0o666)
        if sys.platform == "win32":
            return temporary, descriptor
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return temporary, descriptor
        os.close(descriptor)  # a sweep came between creating and locking


def _name() -> str:
    """A name that no file has, independent of the target's, which may be as long as can be."""
    return f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"


def _mode(target: Path) -> int | None:
    """The mode of an existing target; raises what writing to it directly would raise."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    os.close(os.open(target, os.O_WRONLY))
    return stat.S_IMODE(status.st_mode)


def _is_device(target: Path) -> bool:
    """Whether target is something like /dev/stdout or a pipe, which cannot be replaced."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Errors name the file the user asked for, not a temporary one."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = os.fspath(path), None
        raise
