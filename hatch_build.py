"""The description of the package: README.md, whose links and pictures lead outside, too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r'(?P<before>\]\(|(?:src|href)=")(?P<path>(?![a-z]+:|#|/)[^)"\s]+)')
PICTURES = (".svg", ".png")


def absolute(text: str, repository: str) -> str:
    """A Markdown text whose relative links start from the main branch of a repository."""
    raw = repository.replace("//github.com/", "//raw.githubusercontent.com/")

    def link(found: re.Match[str]) -> str:
        path = found["path"]
        start = f"{raw}/main" if path.endswith(PICTURES) else f"{repository}/blob/main"
        return f"{found['before']}{start}/{path}"

    return LINK.sub(link, text)


class CustomMetadataHook(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": absolute(text, metadata["urls"]["Source"]),
        }
