"""Numbers, limits and points in words, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from actplot.expression.names import GREEK
from actplot.facts.chinese import say
from actplot.facts.numerals import number
from actplot.formula.equation import RAISED, plain

# As many points are listed; a sine has very many zeros.
MOST = 6
SIDES = ("-∞", "∞")
_SMOOTH = {
    -1: "discontinuous",
    0: "C⁰: continuous, the slope is not",
    1: "C¹: the slope is continuous, the second derivative is not",
    "inf": "C^∞: all derivatives are continuous",
}
_ORDERS = {2: "third", 3: "fourth", 4: "fifth", 5: "sixth", 6: "seventh", 7: "eighth"}
_POINTS = ("minima", "maxima", "saddles", "inflections", "corners", "jumps")


def summary(facts: Mapping[str, Any], lang: str = "en") -> Iterator[tuple[str, str]]:
    """What was computed of a function (see `facts.computed`), a term and a text at a time."""
    for term, text in (
        ("range", ranges(facts["range"]) or nowhere(facts["searched"], lang)),
        ("limits", limits(facts["limits"], lang)),
        ("asymptotes", asymptotes(facts["asymptotes"], lang)),
        ("slopes", limits(facts["slopes"], lang)),
        ("monotone", say(facts["monotone"] or "", lang, "monotone")),
        ("symmetry", say(facts["symmetry"] or "", lang, "symmetry")),
        ("smoothness", smoothness(facts["smoothness"], lang)),
        ("zeros", listed(facts["zeros"], lang)),
        *((name, points(facts[name], lang)) for name in _POINTS),
    ):
        yield say(term, lang), text


def ranges(parts: Sequence[Mapping[str, Any]], digits: int = 6) -> str:
    """`[-0.17, ∞)`, and `{0, 1}` for single values; "" if there are none."""
    if not parts:
        return ""
    single = [part for part in parts if part["low"] == part["high"]]
    if len(single) == len(parts):
        return "{" + ", ".join(limit(part["low"], digits) for part in parts) + "}"
    return " ∪ ".join(
        f"{{{limit(part['low'], digits)}}}"
        if part in single
        else f"{'[' if part['low_included'] else '('}{limit(part['low'], digits)}, "
        f"{limit(part['high'], digits)}{']' if part['high_included'] else ')'}"
        for part in parts
    )


def nowhere(x: Sequence[float], lang: str = "en") -> str:
    """What is said of a function that has no value between the ends of x."""
    low, high = x
    text = say("defined nowhere for {low} ≤ x ≤ {high}", lang)
    return text.format(low=number(low), high=number(high))


def limits(ends: Sequence[float | str | None], lang: str = "en") -> str:
    """What a function tends to on the left and on the right; None: there is no limit."""
    words = [say(limit(end), lang, "limits") for end in ends]
    return say(", ", lang).join(map(_toward(lang), words, SIDES))


def asymptotes(lines: Sequence[Mapping[str, float] | None], lang: str = "en") -> str:
    """`y = 0 for x → -∞, y = x for x → ∞`; "" if there are none."""
    words = ["" if line is None else _line(**line) for line in lines]
    if words[0] == words[1]:
        return words[0]
    there = [(word, side) for word, side in zip(words, SIDES, strict=True) if word]
    return say(", ", lang).join(_toward(lang)(*pair) for pair in there)


def _toward(lang: str) -> Callable[[str, str], str]:
    text = say("{value} for x → {side}", lang)
    return lambda value, side: text.format(value=value, side=side)


def smooth_class(order: int | str) -> str:
    """`C¹`, `C^∞`."""
    return "C^∞" if order == "inf" else f"C{str(order).translate(RAISED)}"


def letter(name: str) -> str:
    """`α` for alpha; other names as they are."""
    return GREEK[name][0] if name in GREEK else name


def letter_tex(name: str) -> str:
    r"""`\alpha` for alpha; a letter as it is, a word upright."""
    if name in GREEK:
        return f"\\{name}"
    return name if len(name) == 1 else rf"\mathrm{{{name}}}".replace("_", r"\_")


def smoothness(order: int | str | None, lang: str = "en") -> str:
    """`C¹: the slope is continuous, the second derivative is not`; "" for None."""
    if order is None:
        return ""
    if order in _SMOOTH:
        return say(_SMOOTH[order], lang)
    assert isinstance(order, int)
    words = {"class": smooth_class(order), "order": say(_ORDERS[order], lang)}
    return say("{class}: the {order} derivative is not continuous", lang).format_map(words)


def points(places: Sequence[Sequence[float]], lang: str = "en") -> str:
    """Those that are nearest to 0, if there are many."""
    text = say("{y} at x = {x}", lang)
    return _few(places, [text.format(x=number(x), y=number(y)) for x, y in places], lang)


def listed(items: Sequence[float], lang: str = "en") -> str:
    return _few([(item,) for item in items], [number(item) for item in items], lang)


def _few(places: Sequence[Sequence[float]], words: Sequence[str], lang: str) -> str:
    nearest = sorted(
        range(len(words)), key=lambda index: (abs(places[index][0]), -places[index][0])
    )
    kept = [words[index] for index in sorted(nearest[:MOST])]
    # How many more there are is unknown: they were looked for in a range.
    more = [say("and more", lang)] if len(words) > MOST else []
    return say(", ", lang).join(kept + more)


def formula(latex: str, lang: str = "en") -> str:
    """A formula as plain text: `{ x if x > 0; 0 otherwise }`."""
    text = plain(latex)
    for word in (" if ", " otherwise", " and ", "; "):
        text = text.replace(word, say(word, lang))
    return text


def domain(text: str, lang: str) -> str:
    """The condition on a parameter: `integer, 1 <= component <= inputs`."""
    return say(", ", lang).join(
        " ".join(say(word, lang) for word in clause.split(" ")) for clause in text.split(", ")
    )


def _line(slope: float, offset: float) -> str:
    if not slope:
        return f"y = {number(offset)}"
    rise = {1.0: "x", -1.0: "-x"}.get(slope, f"{number(slope)} x")
    return f"y = {rise}" + (
        f" {'-' if offset < 0 else '+'} {number(abs(offset))}" if offset else ""
    )


def limit(value: float | str | None, digits: int = 6) -> str:
    """A number, -∞, ∞, or none."""
    if value is None:
        return "none"
    return value.replace("inf", "∞") if isinstance(value, str) else number(value, digits)
