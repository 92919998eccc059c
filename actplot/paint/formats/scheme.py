"""One SVG for light and dark pages: it follows what its reader prefers.

The figure is drawn in both looks, which differ in their colours alone. The light ones stay as
they are, for programs that know no media queries; a class for each dark one lays it over them.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(\w+)([^<>]*?)(/?)>")
STYLE = re.compile(r' style="([^"]*)"')
_COLOUR = re.compile(r"(fill|stroke): ?(#[0-9a-fA-F]{3,8}|none)")


def schemed(light: str, dark: str) -> str:
    """The light drawing with the colours of the dark one under `prefers-color-scheme`.

    Both are bodies of SVG files that differ in colours only.
    """
    others = _TAG.findall(dark)
    tags = _TAG.findall(light)
    assert [tag for tag, _, _ in tags] == [tag for tag, _, _ in others], "they are two drawings"
    rules: dict[str, str] = {}
    places = iter(others)

    def both(match: re.Match[str]) -> str:
        tag, attributes, end = match.groups()
        changes = _changes(attributes, next(places)[1])
        if not changes:
            return match[0]
        # Named by what it does, so that figures on one page do not get in each other's way.
        name = "dark-" + "-".join(f"{key}-{value.lstrip('#')}" for key, value in changes.items())
        rules[name] = ";".join(f"{key}:{value}!important" for key, value in changes.items())
        if 'class="' in attributes:
            attributes = attributes.replace('class="', f'class="{name} ', 1)
        else:
            attributes += f' class="{name}"'
        return f"<{tag}{attributes}{end}>"

    body = _TAG.sub(both, light)
    listed = "".join(f".{name}{{{rule}}}" for name, rule in sorted(rules.items()))
    return f"<style>@media (prefers-color-scheme:dark){{{listed}}}</style>{body}"


def _changes(light: str, dark: str) -> dict[str, str]:
    """The colours of one element that are others in the dark."""
    before, after = _colours(light), _colours(dark)
    # What is black needs not be said in SVG.
    before, after = (
        {key: colours.get(key, "#000000") for key in after | before} for colours in (before, after)
    )
    return {key: value for key, value in after.items() if before[key] != value}


def _colours(attributes: str) -> dict[str, str]:
    style = STYLE.search(attributes)
    return dict(_COLOUR.findall(style[1])) if style else {}
