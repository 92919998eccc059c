"""A page for each activation, and one that lists them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from actplot.activations import Activation, builtin, find
from actplot.errors import ActplotError
from actplot.expression import curves as parse
from actplot.facts.facts import computed, curve_of
from actplot.formula.equation import latex, plain
from actplot.gallery import entries
from actplot.gallery.markup import Markup, element
from docs.generate.page import GROUND, Page, code, fenced, table

STEPS = (0.25, 0.5, 1, 1.5, 2)
HEAD = """# The catalogue

Every activation has a page: figure, formula, derivative, properties, names in frameworks, paper.
Any of its names can be written in a spec, and a framework's name brings that framework's defaults.
`actplot list WORD` searches the same from the command line, `actplot show NAME` shows it.
"""


def pages() -> Iterator[Page]:
    yield Page("catalogue/index.md", "\n".join(_index()))
    for entry in builtin().values():
        yield _page(entry)


def _index() -> Iterator[str]:
    yield HEAD
    families: dict[str, list[Activation]] = {}
    for entry in builtin().values():
        families.setdefault(entry.family, []).append(entry)
    for family, members in families.items():
        yield f"## {family}"
        rows = (
            (
                f"[`{each.name}`]({each.name}.md)",
                each.title,
                " ".join(each.plain),
                plain(each.formula),
            )
            for each in members
        )
        yield from table(("name", "title", "in Chinese", "formula"), rows)


def _page(entry: Activation) -> Page:
    match = find(entry.name)
    text = curve_of(match).text
    curves = [text, f"{text}'"]
    symbols = entries.symbols([entry])
    shown = entries.about(entry, symbols, computed(curve_of(match)))
    symbol = element("svg", Markup(symbols.definitions()), class_="symbols", aria_hidden="true")
    picture = f"figures/{entry.name}.svg"
    figures = {f"catalogue/{picture}": {"curves": curves, **GROUND}}
    moved = _family(entry)
    if moved is not None:
        figures[f"catalogue/figures/{entry.name}.html"] = {"curves": [moved, f"{moved}'"], **GROUND}
    lines = [
        f"# {entry.title}\n",
        f"{code(entry.name)}, of the family {code(entry.family)}.\n",
        f"![{entry.title} and its derivative]({picture})\n",
        fenced(yaml.safe_dump({"curves": curves}, default_flow_style=None, width=200), "yaml"),
        *([] if moved is None else [_frame(entry)]),
        f'<div class="activation" markdown="0">{symbol}{_apart(shown)}</div>\n',
        "In LaTeX:\n",
        fenced(latex(entry), "latex"),
    ]
    return Page(f"catalogue/{entry.name}.md", "\n".join(lines), figures)


def _apart(shown: str) -> str:
    """Lines for terms and texts, which the search would run together."""
    return re.sub("(?=<(?:dt|dd)>)", "\n", shown)


def _family(entry: Activation) -> str | None:
    """The first parameter with a number in values around it, which become a slider."""
    for parameter in entry.parameters:
        default = parameter.default
        if entry.example != entry.name or not isinstance(default, int | float) or not default:
            continue
        text = f"{entry.name}({parameter.name}=[{', '.join(f'{default * k:g}' for k in STEPS)}])"
        with suppress(ActplotError):  # values that the parameter may not have
            parse(text)
            return text
    return None


def _frame(entry: Activation) -> str:
    title = f"{entry.title}: move the slider"
    return f'<iframe src="../figures/{entry.name}.html" title="{title}" loading="lazy"></iframe>\n'
