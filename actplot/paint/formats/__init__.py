"""Writers of files, a module a format, each with a function `write`."""

from __future__ import annotations

from actplot.records import Record


class Options(Record):
    """dpi is for pixels; text, path or text, is how vector files hold their texts."""

    dpi: float = 300
    text: str = "path"
