"""The language of a figure's texts, for readers that speak them."""

from __future__ import annotations

from actplot.fonts import characters

_TAGS = {"jp": "ja", "kr": "ko"}


def language(text: str) -> str:
    """The language tag (BCP 47) of text, as far as its writing shows it."""
    tag = _TAGS.get(characters.region([text]))
    if tag is None:
        tag = "zh" if any(map(characters.is_wide, text)) else "en"
    return tag
