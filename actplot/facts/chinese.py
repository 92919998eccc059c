"""The words of comparisons, `show` and the pages of galleries in another language: Chinese.

`chinese.toml` has them; what it does not have stays English.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from actplot.later import pattern

if TYPE_CHECKING:
    from actplot.activations import Activation
    from actplot.plan.plans import FigurePlan

LANGUAGES = ("en", "zh")
_BLANK = pattern("(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """English to Chinese, by where the texts stand."""
    import tomllib

    path = Path(__file__).with_name("chinese.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, str]:
    return {text: translation for table in tables().values() for text, translation in table.items()}


def say(text: str, lang: str, of: str = "") -> str:
    """A text in a language; of: what it says something of, where that changes the word."""
    if lang == "en":
        return text
    words = _words()
    return words.get(f"{of}: {text}") or words.get(text, text)


def alternative(figure: FigurePlan, lang: str) -> str:
    """The alt text of a figure: its author's, else one in a language."""
    from actplot.plan.alt import alternative

    if lang == "en" or figure.spec.alt:
        return alternative(figure)
    # Chinese has blanks next to Latin letters only.
    return _BLANK.sub("", alternative(figure, lambda text: say(text, lang)))


def title(entry: Activation, lang: str) -> str:
    """What an activation is called: `高斯误差线性单元（Gaussian error linear unit）`."""
    names = [name for name in entry.plain if not name.isascii()]
    if lang == "en" or not names:
        return entry.title
    name = names[0].replace("_", " ")
    return say("{title} ({other})", lang).format(title=name, other=entry.title)
