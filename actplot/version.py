"""The versions of actplot and of the libraries that it draws with."""

from __future__ import annotations

import os
import re
import sys
from functools import cache

__version__ = "0.2.0"


@cache
def installed(library: str) -> str:
    """The version of an installed distribution, without importing it.

    importlib.metadata would take as long as the rest of the run; the name of the
    folder beside the package says the same.
    """
    pattern = re.compile(rf"{library}-([^-]+)\.(?:dist|egg)-info", re.IGNORECASE)
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        if library in names:
            for name in names:
                if match := pattern.fullmatch(name):
                    return match[1]
            break
    from importlib import metadata

    return metadata.version(library)
