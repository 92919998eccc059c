"""What MkDocs does to each page beyond its theme."""

from __future__ import annotations

from typing import Any


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """A page that is written in Chinese says so."""
    if not page.file.src_uri.endswith(".zh.md"):
        return output
    return output.replace('<html lang="en"', '<html lang="zh"', 1)
