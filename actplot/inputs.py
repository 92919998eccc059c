"""Files of the user's, read to their end: regular ones only, and no more than a bound.

A pipe or a device may have no end, or nobody at the other; a spec that somebody else wrote may
name one.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import IO

TEXT = 4_000_000
"""The most bytes of a spec, a style or a Python file."""
FIGURE = 500_000_000
"""The most bytes of a figure."""


def read_file(path: str | os.PathLike[str], most: int = TEXT) -> bytes:
    """The content of a regular file of at most so many bytes.

    Raises OSError with the file's name, also for what is no regular file or is longer.
    """
    name = os.fspath(path)
    # Opening a pipe must not wait for somebody to write to it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError as error:  # a NUL in the name
        raise OSError(errno.EINVAL, str(error), name) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file", name)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return read_stream(file, most, name)
    finally:
        os.close(descriptor)


def read_stream(file: IO[bytes], most: int, name: str) -> bytes:
    """What a stream such as standard input holds, at most so many bytes. Raises OSError."""
    data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"longer than the {most:,} bytes that are read", name)
    return data
