"""From chosen families to the settings under which matplotlib draws with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.font_manager import FontEntry

from actplot.errors import ActplotError
from actplot.fonts import characters, examine, finding
from actplot.fonts.choice import Choice
from actplot.fonts.coverage import absent
from actplot.fonts.finding import FontFamily
from actplot.layout.scene import HATCH_WIDTH
from actplot.paint.embedding.installed import Fonts, in_force
from actplot.paint.embedding.merge import Merged, Sources, merge
from actplot.paint.embedding.outlines import outlines
from actplot.paint.text import problems

if TYPE_CHECKING:
    from actplot.spec.model import FontSpec

# What a matplotlibrc of the user's own could change in a figure.
_LOOKS = (
    "agg.", "figure.", "font.", "hatch.", "image.", "lines.", "markers.", "mathtext.",
    "patch.", "path.", "pdf.", "ps.", "savefig.", "svg.", "text.",
)  # fmt: skip
_COMMON: dict[Any, Any] = {
    "text.usetex": False,
    "text.hinting": "no_hinting",
    "text.parse_math": True,
    "axes.unicode_minus": True,
    "hatch.linewidth": HATCH_WIDTH,
    # Type 42 keeps characters as they are only if both say so.
    "pdf.fonttype": 42,
    "ps.fonttype": 42,
}
# A font with symbols only: letters of these styles then come from the STIX fallback.
_NONE = "STIXSizeOneSym"
_LATIN = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, "−×·′…–"))
_BOLD = re.compile(r"\\(?:mathbf|mathbfit|boldsymbol|bf)\b")
_MATH_FAMILIES = {"stix": "STIXGeneral", "dejavusans": "DejaVu Sans", "dejavuserif": "DejaVu Serif"}


def resolve(
    font: FontSpec | None = None,
    *,
    serif: bool,
    texts: Iterable[str] = (),
    bold: Iterable[str] = (),
    lang: str | None = None,
) -> Fonts:
    """The fonts for texts, those in bold among them; serif holds where the spec names none.

    Raises ActplotError for characters that no font has, all of them at once, and for texts that
    cannot be set.
    """
    bold = tuple(bold)
    every = (*texts, *bold)
    choice, remarks = examine(font, serif=serif, texts=every, lang=lang)
    distinct = tuple(dict.fromkeys(every))
    rc, notes, faces = _settings(choice, distinct, bold)
    with in_force(rc, faces):
        errors = problems(distinct)
    if errors:
        raise ActplotError(*errors)
    return Fonts(rc, notes, tuple(map(Path, choice.files)), remarks, faces)


def _settings(
    choice: Choice, texts: Sequence[str], bold: tuple[str, ...]
) -> tuple[dict[Any, Any], tuple[str, ...], tuple[FontEntry, ...]]:
    """The rcParams, what there is to say about the fonts, and those made for the figure."""
    rc = _neutral() | _COMMON
    if choice.size is not None:
        rc["font.size"] = choice.size
    generic = "serif" if choice.serif else "sans-serif"
    rc[f"font.{generic}"] = [*choice.css]
    codes = _LATIN.union(*map(_drawn, texts))
    plain = choice.latin is None and choice.cjk is None and not isinstance(choice.math, FontFamily)
    bundled = choice.bundled[0]
    if plain and _covered(bundled, codes):
        rc["font.family"] = [bundled.name]
        rc["mathtext.fontset"] = choice.math or _usual(choice)
        return rc, (), ()
    use_bold = bool(bold) or any(_BOLD.search(text) for text in texts)
    use_math = any(map(characters.is_math, "\n".join(texts).split("\n")))
    pairs = frozenset(characters.neighbours(texts))
    sources = Sources(choice.latin, choice.cjk, choice.bundled)
    merged = merge(sources, codes, pairs, italic=use_math, bold=use_bold)
    if merged.missing:
        raise ActplotError(*absent(choice, texts, merged.missing))
    rc["font.family"] = [merged.name]
    math, faces = _math(choice, texts, codes, pairs, merged, use_bold)
    notes = (*choice.notes, *_style_notes(choice, texts, bold))
    return rc | math, notes, (*merged.faces, *faces)


def _neutral() -> dict[Any, Any]:
    """matplotlib's defaults for what is set otherwise on this machine."""
    own: Mapping[Any, Any] = mpl.rcParams
    defaults: Mapping[Any, Any] = mpl.rcParamsDefault
    return {
        key: defaults[key]
        for key in defaults
        if key.startswith(_LOOKS) and own[key] != defaults[key]
    }


@lru_cache(maxsize=256)
def _drawn(text: str) -> frozenset[int]:
    return frozenset(characters.drawn(text))


def _covered(family: FontFamily, codes: frozenset[int]) -> bool:
    font = outlines(family.regular)
    return all(code in font for code in codes)


def _usual(choice: Choice) -> str:
    """matplotlib's set of fonts for mathematics that goes with its text fonts."""
    return "stix" if choice.serif else "dejavusans"


def _math(
    choice: Choice,
    texts: Sequence[str],
    codes: frozenset[int],
    pairs: frozenset[tuple[int, int]],
    merged: Merged,
    bold: bool,
) -> tuple[dict[Any, Any], tuple[FontEntry, ...]]:
    """Mathematics: a set of fonts as it is, unless there is Chinese in a formula.

    Then its letters and the Chinese ones are merged, and symbols come from the set.
    """
    fallback = "stix" if choice.serif else "stixsans"
    fontset = choice.math
    if fontset is None and choice.latin is None:
        fontset = _usual(choice)
    if isinstance(fontset, FontFamily):
        sources = Sources(fontset, choice.cjk, choice.bundled)
        made = merge(sources, codes, pairs, bold=bold)
    elif fontset is None:
        made = merged
    else:
        if not any(map(characters.is_wide, "".join(map(characters.in_math, texts)))):
            return {"mathtext.fontset": fontset}, ()
        if fontset in _MATH_FAMILIES:
            family = finding.bundled(_MATH_FAMILIES[fontset])
            made = merge(Sources(family, choice.cjk, choice.bundled), codes, pairs, bold=bold)
        else:
            # Without Latin letters in the way, these come from the fallback itself.
            wide = frozenset(code for code in codes if characters.is_wide(chr(code)))
            cjk = Sources(None, choice.cjk, choice.bundled)
            made = merge(cjk, wide | {0x20}, frozenset(), bold=bold)
            fallback = fontset
    return _custom(made.name, fallback, bold), made.faces


def _custom(name: str, fallback: str, bold: bool) -> dict[Any, Any]:
    """Mathematics in a family of its own; symbols that it lacks come from a set of fonts."""
    return {
        "mathtext.fontset": "custom",
        "mathtext.fallback": fallback,
        "mathtext.rm": name,
        "mathtext.it": f"{name}:italic",
        # Asking for a style that was not made would be reported by matplotlib.
        "mathtext.bf": f"{name}:bold" if bold else name,
        "mathtext.bfit": f"{name}:italic:bold" if bold else f"{name}:italic",
        "mathtext.cal": _NONE,
        "mathtext.tt": _NONE,
        "mathtext.sf": _NONE,
    }


def _style_notes(choice: Choice, texts: Sequence[str], bold: tuple[str, ...]) -> list[str]:
    """Which styles are not to be had as such."""
    notes = []
    strong = "".join((*bold, *re.findall(r"\\(?:mathbf|boldsymbol)\{([^{}]*)\}", "".join(texts))))
    slanted = "".join(re.findall(r"\\(?:mathit|mathbfit)\{([^{}]*)\}", "".join(texts)))
    if choice.cjk is not None:
        name = choice.cjk.name
        if choice.cjk.bold is None and any(map(characters.is_wide, strong)):
            notes.append(f"font '{name}' has no bold face; its regular one is used")
        if any(map(characters.is_wide, slanted)):
            notes.append(f"font '{name}' has no italic face; its regular one is used")
    latin = choice.latin
    if latin is not None:
        if latin.bold is None and strong:
            notes.append(f"font '{latin.name}' has no bold face; its regular one is used")
        if latin.italic is None and any(map(characters.is_math, texts)):
            notes.append(f"font '{latin.name}' has no italic face; its regular one is slanted")
    return notes
