"""The net below: whatever is drawn without a glyph is an error, never a box on the page."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from actplot.errors import ActplotError
from actplot.fonts.characters import spelt

_NO_GLYPH = re.compile(r"Glyph (\d+)|\[U\+([0-9a-f]+)\]")


@contextmanager
def every_glyph(texts: Iterable[str]) -> Iterator[None]:
    """A context in which a character that no font has raises ActplotError at its end.

    texts are those in which it is looked for, to name one.
    """
    handler = _Missing()
    logger = logging.getLogger("matplotlib.mathtext")
    logger.addHandler(handler)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    finally:
        logger.removeHandler(handler)
    for warning in caught:
        if match := _NO_GLYPH.match(str(warning.message)):
            handler.missing.append(chr(int(match[1])))
        else:
            warnings.warn_explicit(
                warning.message, warning.category, warning.filename, warning.lineno
            )
    if handler.missing:
        character = handler.missing[0]
        text = next((text for text in texts if character in text), "")
        raise ActplotError(
            f"no font has {spelt(character)}" + (f", in the text '{text}'" if text else ""),
            help="`actplot fonts` shows which fonts are used for what",
        )


class _Missing(logging.Handler):
    """Collects the characters for which mathtext has nothing but a substitute."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if match := _NO_GLYPH.search(record.getMessage()):
            self.missing.append(chr(int(match[2], 16)))
