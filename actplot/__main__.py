"""`python -m actplot` and the console script."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from types import FunctionType

_ROOM = 40_000  # words

# What libraries import as a whole, and few runs use.
_LATER = (
    "bz2", "ctypes", "ipaddress", "linecache", "lzma", "numpy", "pickle", "platform", "plistlib",
    "selectors", "socket", "subprocess", "textwrap", "tokenize", "traceback", "uuid",
)  # fmt: skip

# What libraries import names from, of which no run makes use: click has a type for UUID, NumPy
# annotates a few results, and gives its functions their documentation.
_UNUSED: Mapping[str, Mapping[str, object]] = {
    "uuid": {"UUID": object},
    "numpy._typing": {"NDArray": list},
    "numpy.typing": {"NDArray": list, "ArrayLike": object},
    "numpy._core._add_newdocs": {},
    "numpy._core._add_newdocs_scalars": {},
}


def main() -> None:
    """Run the command line and leave the process."""
    _roomy(_run)()


def _roomy(function: Callable[[], None]) -> Callable[[], None]:
    """A function that does the same, in a frame with room for all frames above it.

    CPython takes memory for frames in blocks of 16 kB and gives a block back as soon as it is
    empty. Where the calls of a loop come to lie at the end of one, each asks the system for
    memory: 1,600 of them in a figure, 4 % of its time. A large frame gets a large block.
    """
    code = function.__code__.replace(co_stacksize=_ROOM)
    return FunctionType(code, function.__globals__)


def _run() -> None:
    # Nothing worth collecting is made while libraries are being imported, and
    # NumPy's threads would cost more to start than these small arrays take.
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from actplot.later import import_later, standing_in

    # What only lists the catalogue computes nothing; so families import modules of calculus
    # whole, not names out of them.
    import_later(*_LATER, "actplot.calculus.", "actplot.spec.habits", patterns=["yaml."])
    with standing_in(_UNUSED):
        from actplot.cli.main import run

        status = run(sys.argv[1:])
    leave(status)


def leave(status: int) -> None:
    """End the process as sys.exit does, but without taking the interpreter apart first."""
    import atexit

    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it any more
        status = status or 1
    os._exit(status)


if __name__ == "__main__":
    main()
