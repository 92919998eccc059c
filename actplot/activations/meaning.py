"""What a word may mean: by any name, in any language, misspelt or shortened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from os.path import dirname, join
from unicodedata import combining, normalize

from actplot.activations import imports
from actplot.activations.collection import catalogue, known, spelt
from actplot.activations.entry import Activation
from actplot.errors import closest
from actplot.later import pattern

_FUNCTION = pattern(
    r"激活函数|激励函数|传递函数|激活|活性化函数|函数|活性化関数|関数|활성화 ?함수|함수|"
    r"функци[яию]( активации)?|активации|"
    r"(aktivierungs?|transfer)?[ -]?funktion(en)?\b|(activation|transfer)?[ -]?functions?\b|"
    r"\b(fonction|funcion|funcao|funzione|functie|funkcja)s?\b"
    r"( (d'activation|de activacion|de ativacao|di attivazione))?|"
    r"^(the|der|die|das|la|le|el) |\b(de|di|of|the|da) "
)
"""What says no more than that a function is meant."""
_SIMPLIFIED = str.maketrans(
    "狀數線單階躍雙曲絕對值飽邏輯帶洩漏參數軟硬縮擴關閘門誤恆徑類銳階嘗試導幾機隨連續徵勵傳遞壓縮歸餘徑樣動態",
    "状数线单阶跃双曲绝对值饱逻辑带泄漏参数软硬缩扩关闸门误恒径类锐阶尝试导几机随连续征励传递压缩归余径样动态",
) | {ord("ё"): "е"}
"""Traditional characters of the words for activations, and their simplified forms; ё as е."""
_SCRIPTS = pattern(r"[a-z0-9]+|[\u3041-\u309f]+|[\u30a0-\u30ff]+|[^\W\u3041-\u30ffa-z0-9]+")
"""Stretches of one script: words of texts that have no blanks between them."""
_PARTICLES = "のとが的之의"
_DERIVATIVE = pattern(
    r"^(?:(?:d_?|(?:grad|gradient|deriv|derivative)_(?:of_)?)(\w+)|"
    r"(\w+?)_?(?:prime|derivative|deriv|grad|gradient|backward|bwd))$",
    re.IGNORECASE,
)
INSTEAD: Mapping[str, str] = {
    "probit": "formulas know `probit(x)`, the inverse of `normal_cdf`",
    "logit": "formulas know `logit(x)`, the inverse of `sigmoid`",
    "erfinv": "write `probit((x + 1) / 2) / sqrt(2)`",
    "ppf": "the inverse of the normal distribution function is called `probit`",
    "icdf": "the inverse of the normal distribution function is called `probit`",
    **{
        form(word): "a formula has numbers, functions and x"
        for word in ("true", "false", "none", "null", "yes", "no", "on", "off")
        for form in (str.lower, str.upper, str.title)
    },
    "netinv": "write `1/x`",
    "reciprocal": "write `1/x`",
    "logsumexp": "write `log(exp(x) + 1)` with the other inputs as numbers",
    "gelu_10": "write `clip(gelu, -10, 10)`",
    "ClippedGELUActivation": "write `clip(gelu, -10, 10)`",
}
"""What to write instead of names that programs know, by their last word."""
_SHORT = {
    **dict.fromkeys(("exact", "true", "plain", "standard", "std", "vanilla", "normal"), ""),
    "h": "hard", "l": "leaky", "p": "parametric", "param": "parametric", "exp": "exponential",
    "sq": "squared", "quad": "squared", "approx": "tanh", "approximate": "tanh", "quick": "quick",
    "fast": "quick", "rand": "randomized", "random": "randomized", "clip": "clipped",
    "clamped": "clipped", "bounded": "clipped", "capped": "clipped", "thresh": "thresholded",
    "threshold": "thresholded", "soft": "soft", "smooth": "smooth", "param_": "parametric",
}  # fmt: skip
"""Parts of names as programs shorten them."""
_STEMS = (
    "softmax", "softplus", "softsign", "sigmoid", "swish", "shrink", "gelu", "silu", "selu", "celu",
    "relu", "elu", "mish", "tanh", "glu", "step",
)  # fmt: skip
"""What units are variants of; a suggestion is a variant of the same."""


def search(word: str) -> list[Activation]:
    """The entries that a word names, and those in whose names or words it occurs; nearest first.

    What is called just so comes before what only begins so, that before what has the word
    elsewhere, each by how much longer it is, and a family or framework of that name last.
    """
    wanted = forms(word)
    matches = [known(form) for form in (word, *wanted)]
    named = [match.activation for match in matches if match is not None]
    parts = _phrase(word)
    ranked = []
    for entry in catalogue().values():
        rank = _nearness(entry, wanted)
        if entry in named:
            ranked.append(((-1, named.index(entry), 0), entry))
        elif rank is not None:
            ranked.append((rank, entry))
        elif parts and all(any(part in text for text in _texts(entry)) for part in parts):
            ranked.append(((2, 0, 0), entry))
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def _nearness(entry: Activation, wanted: tuple[str, ...]) -> tuple[int, int, int] | None:
    """How well an entry fits, less for better; None if a word occurs in none of its texts.

    Whether only its family or framework is called so; whether a text is the word (0), begins with
    it or contains it; how many letters it has besides.
    """
    if wanted == ("",):  # fits all alike
        return 0, 0, 0
    ranks = [
        _compared(form, text, text in _groups(entry))
        for form in wanted
        for text in _texts(entry)
        # A single letter occurs in nearly all texts.
        if (form == text if len(form) == 1 and form.isascii() else form in text)
    ]
    return min(ranks, default=None)


def _compared(form: str, text: str, shared: bool) -> tuple[int, int, int]:
    """See _nearness. Of `torch.nn.GELU` the last word is its own."""
    last = text.rpartition(".")[2]
    if form in last:
        text = last
    elif shared or ("." not in form and "." in text):
        return 1, 0, 0
    part = 0 if form == text else 1 if text.startswith(form) else 2
    return int(shared), part, len(text) - len(form)


def _phrase(word: str) -> list[str]:
    """The parts of several words, in whatever order: 随机ReLU, heaviside step."""
    parts = [_folded(part) for part in _SCRIPTS.findall(_FUNCTION.sub(" ", _plain(word)))]
    parts = [part for part in parts if len(part) > 1 or not (part.isascii() or part in _PARTICLES)]
    return parts if len(parts) > 1 else []


@cache
def forms(word: str) -> tuple[str, ...]:
    """A word as texts are compared: folded, and without what only says "function".

    What says nothing else fits everything.
    """
    short = _folded(_FUNCTION.sub(" ", _plain(word).replace("_", " ")))
    return (_folded(word), short) if short else ("",)


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """The names of entries in other languages, by their own."""
    with open(join(dirname(__file__), "words.txt"), encoding="utf-8") as file:
        lines = [line for line in file.read().splitlines() if line and line[0] != "#"]
    names: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if line[0] != " ":
            name = line
        else:
            names[name] = (*names.get(name, ()), *line.split())
    return names


ALIKE = 0.8
"""How much of two words is the same if one is the other misspelt, by difflib."""


def suggestions(name: str) -> tuple[str, ...]:
    """The names that an unknown one was most likely meant to be, best first."""
    root, dot, _ = name.replace("::", ".").partition(".")
    word = name.replace("::", ".").rpartition(".")[2]
    guesses = list(meant(word))
    if dot:
        own = [spelling for spelling in spelt() if spelling.startswith(f"{root}.")]
        nearest = closest(name, own)
        if nearest is not None and _akin(word, nearest.rpartition(".")[2]):
            guesses.insert(0, nearest)
    if not guesses:
        akin = [spelling for spelling in spelt() if "." not in spelling and _akin(word, spelling)]
        # Of an unknown variant at least the stem is known.
        nearest = closest(word, akin, ALIKE) or _stem(word) or closest(word, akin)
        guesses = [nearest] if nearest else []
    return tuple(dict.fromkeys(guesses))


def meant(word: str) -> tuple[str, ...]:
    """What a word says by its parts or in another language, whatever its letters come near to."""
    return tuple(dict.fromkeys([*_derived(word), *_named(word), *_alike(word)]))


def _derived(word: str) -> Iterator[str]:
    """`relu'` for `relu_derivative`."""
    match = _DERIVATIVE.match(word)
    stem = next((group for group in match.groups() if group), "") if match else ""
    meant = known(stem) if stem else None
    if meant is not None:
        yield f"{meant.activation.name}'"


def _named(word: str) -> Iterator[str]:
    """What the word is called in another language, or in full."""
    wanted = forms(word)
    if wanted == ("",):  # a word for functions of all kinds
        return
    for form in wanted:
        match = known(form)
        if match is not None:
            yield match.activation.name
    for name in catalogue():
        if any(_folded(translation) in wanted for translation in words().get(name, ())):
            yield name
    if not word.isascii():
        yield from (entry.name for entry in search(word))


def _alike(word: str) -> Iterator[str]:
    """The entry with most parts of the name, if it has at least half of all."""
    parts = _parts(word)
    best, share = "", 0.51
    if len(parts) == 1:
        with_it = [entry.name for entry in catalogue().values() if parts <= _parts(entry.name)]
        if with_it and len(word) > 3:
            yield min(with_it, key=lambda name: len(_parts(name)))
    entries = catalogue().values()
    own = [(text, entry) for entry in entries for text in (entry.name, entry.title)]
    aliases = [(text, entry) for entry in entries for text in entry.aliases]
    for text, entry in (*own, *aliases) if len(parts) > 1 else ():
        other = _parts(re.sub(r"\s?\(.*|.*\.", "", text))
        common = len(parts & other) / len(parts | other)
        if common > share and _akin(word, text):
            best, share = entry.name, common
    if best:
        yield best


def _parts(word: str) -> frozenset[str]:
    """`Leaky ReLU`, `leaky_relu`, `LeakyReLU` and `lrelu` alike as {leaky, relu}."""
    parts: set[str] = set()
    for part in re.split(r"[\s_-]+", word.casefold()):
        stem = _ending(part)
        head = part.removesuffix(stem)
        parts |= {piece for piece in (stem, _SHORT.get(head, head)) if piece}
    return frozenset(parts)


def _akin(word: str, other: str) -> bool:
    """Whether both are variants of the same unit, or one of none."""
    stems = {_stem(word), _stem(other)}
    return len(stems) == 1 or "" in stems


def _stem(word: str) -> str:
    return _ending(imports.squashed(word))


def _ending(word: str) -> str:
    return next((stem for stem in _STEMS if word.endswith(stem)), "")


@cache
def _texts(entry: Activation) -> tuple[str, ...]:
    """All texts of an entry, normalized for comparing words."""
    own = (entry.name, entry.title, *entry.aliases, *entry.plain, *words().get(entry.name, ()))
    return (*map(_folded, own), *_groups(entry))


@cache
def _groups(entry: Activation) -> tuple[str, ...]:
    """What it shares with others: its family, the frameworks that have it."""
    from actplot.activations.frameworks import grouped

    return tuple(map(_folded, (entry.family, *grouped(entry))))


_RAISED = pattern(r"[²³]|\^\d")


def _plain(text: str) -> str:
    """Lower case, without accents, in simplified characters; kana and hangul keep their marks."""
    plain = normalize("NFKC", text.casefold().replace("^", "")) if _RAISED.search(text) else text
    folded = normalize("NFC", plain.casefold()).translate(_SIMPLIFIED)
    return "".join(
        normalize("NFD", character)[0]
        if ord(character) < 0x250 and not combining(character)
        else character
        for character in folded
    )


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", _plain(text).strip())
