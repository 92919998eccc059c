"""A small folder of specs with everything that pages must bear, and a reader of pages."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

HOSTILE = """<script>alert("a")</script> & 'b' </title>-->"""

SPECS = {
    "relu.yaml": "extends: base.yaml\ncurves: [relu, relu']\n",
    "gelu.yaml": "# 高斯误差线性单元\ncurves:\n  - gelu\n  - torch.nn.SiLU\n",
    "two parts/激活 #1.yaml": "x: [-2, 2]\ncurves: [tanh]\n",
    "two parts/hostile.yaml": f"""\
title: |-
  {HOSTILE}
alt: |-
  {HOSTILE} "激活"

  two lines
curves: [x^2]
""",
    "two parts/deep/extends.yaml": "extends: ../../base.yaml\ncurves: [elu(alpha=0.5)]\n",
    "base.yaml": "x: [-3, 3]\n",
}
"""Of these, base.yaml draws nothing."""

NAMES = ["gelu", "relu", "two parts/hostile", "two parts/激活 #1", "two parts/deep/extends"]

_VOID = {"meta", "img", "input", "link", "br"}


def write(folder: Path, specs: dict[str, str] = SPECS) -> Path:
    for name, text in specs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Page(HTMLParser):
    """What stands on a page: elements with their attributes, in order, and texts by element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.elements if attribute in a]
