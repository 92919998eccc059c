"""Files of the user's, read to their end: regular ones only, and no more than a bound.

A pipe or a device may have no end, or nobody at the other; a spec that somebody else wrote may
name one.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from functools import lru_cache
from typing import IO

TEXT = 4_000_000
"""The most bytes of a spec, a style or a Python file."""
FIGURE = 100_000_000
"""The most bytes of a figure."""


SMALL = 200_000
"""Files up to this many bytes are remembered, so that a base of many specs is opened once."""
SETTLED = 50_000_000
"""So many ns after a change the next one is sure to show in the time of the file."""


def read_file(path: str | os.PathLike[str], most: int = TEXT) -> bytes:
    """The content of a regular file of at most so many bytes.

    Raises OSError with the file's name, also for what is no regular file or is longer.
    """
    name = os.fspath(path)
    try:
        status = os.stat(path)
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.EINVAL, str(error), name) from None
    small = stat.S_ISREG(status.st_mode) and status.st_size <= min(SMALL, most)
    if small and time.time_ns() - status.st_mtime_ns > SETTLED:
        return _known(name, status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size)
    return _read(name, most)


@lru_cache(maxsize=64)
def _known(name: str, _device: int, _inode: int, _time: int, _size: int) -> bytes:
    return _read(name, SMALL)


def _read(name: str, most: int) -> bytes:
    # Opening a pipe must not wait for somebody to write to it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(name, flags)
    try:
        status = os.fstat(descriptor)
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file", name)
        if status.st_size > most:
            raise _too_long(most, name)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return read_stream(file, most, name)
    finally:
        os.close(descriptor)


def read_stream(file: IO[bytes], most: int, name: str) -> bytes:
    """What a stream such as standard input holds, at most so many bytes. Raises OSError."""
    data = file.read(most + 1)
    if len(data) > most:
        raise _too_long(most, name)
    return data


def _too_long(most: int, name: str) -> OSError:
    return OSError(errno.EFBIG, f"longer than the {most:,} bytes that are read", name)
