"""The script and the styles of a page: what a figure needs of them, without what only people need.

They are written to be read, and a page is to be small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from string import ascii_letters

_FOLDER = Path(__file__).parent
_SECTION = re.compile(r"^ *// --- only with (\w+)\n(.*?)^ *// --- end\n", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r'("[^"\n]*"|`[^`]*`)')

# What the script names itself: by a declaration, or as the parameter of a function.
_GLOBAL = (r"^(?:const|let|function) ([\w, ]+)",)
_OWN = (r"\b(?:const|let) ([\w,. [\]]+?) (?:=|of) ", r"\(([\w,.= [\]]*)\) =>")
# Words that mean something to others: properties, keys, and both in one, as in {x, y}.
_OTHERS = (r"(?<!\.)\.(\w+)", r"(\w+) ?:", r"\{([\w, ]*)\}")
_WORD = re.compile(r'("[^"\n]*")|(`[^`]*`)|(?<![\w$])(?<![^.]\.)[A-Za-z]\w\w+')


@cache
def script(*needed: str) -> str:
    """The script with the sections that are needed."""
    text = (_FOLDER / "page.js").read_text(encoding="utf-8")
    text = _SECTION.sub(lambda match: match[2] if match[1] in needed else "", text)
    text = re.sub(r"^ *//.*\n", "", text, flags=re.MULTILINE)
    # A statement of the outermost scope begins at the margin.
    text = "\n".join(_shortened(re.split(r"\n(?=[^\s)}\]])", text)))
    text = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    pieces = _QUOTED.split(text)
    pieces[::2] = [_tight(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _shortened(statements: list[str]) -> Iterator[str]:
    """The statements with short words for those that only the script uses.

    A word is replaced wherever a statement has it, whatever it means there, so that the scopes
    inside do not matter; words of different statements may get the same one.
    """
    code = "\n".join(statements)
    known = _words(_GLOBAL, code)
    own = (known | _words(_OWN, code)) - _words(_OTHERS, code)
    used = [re.findall(r"\w+", statement) for statement in statements]
    everywhere = [word for words in used for word in words]
    several = known | {word for word in own if sum(word in words for words in used) > 1}
    names = _names(own & several, everywhere, {*everywhere})
    for statement, words in zip(statements, used, strict=True):
        taken = {*words, *(names.get(word, "") for word in words)}
        yield _renamed(statement, names | _names(own & {*words} - several, words, taken))


def _words(patterns: Iterable[str], code: str) -> set[str]:
    texts = (text for pattern in patterns for text in re.findall(pattern, code, re.MULTILINE))
    return {word for text in texts for word in re.findall(r"\w+", text)}


def _names(words: set[str], used: list[str], taken: set[str]) -> dict[str, str]:
    """A name for each word, the shortest for the commonest."""
    letters = (*ascii_letters, *map("".join, product(ascii_letters, repeat=2)))
    free = (name for name in letters if name not in taken)
    return dict(zip(sorted(words, key=lambda word: (-used.count(word), word)), free, strict=False))


def _renamed(code: str, names: dict[str, str]) -> str:
    def name(match: re.Match[str]) -> str:
        if match[2]:  # a text with expressions in it
            return re.sub(r"(?<=\$\{)[^}]*", lambda inner: _renamed(inner[0], names), match[2])
        return names.get(match[0], match[0])

    return _WORD.sub(name, code)


def _tight(code: str) -> str:
    """Code without spaces and ends of lines that separate nothing."""
    code = re.sub(r" ?([-=+*/<>?:|&,;{}()!%]) ?", r"\1", code)
    return re.sub(r"\n(?=[}\])?:.&|])|(?<=[{},;(\[])\n", "", code)


@cache
def styles() -> str:
    """The styles that do not depend on the figure."""
    text = (_FOLDER / "page.css").read_text(encoding="utf-8")
    text = re.sub(r"\s*([{};:,])\s+", r"\1", text.replace("\n", " "))
    return text.replace(" {", "{").replace(";}", "}").strip()
