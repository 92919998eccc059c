"""The files that a document needs: the package itself, and a configuration of latexmk."""

from __future__ import annotations

from pathlib import Path


def text(name: str) -> str:
    """The content of `actplot.sty` or `latexmkrc`."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
