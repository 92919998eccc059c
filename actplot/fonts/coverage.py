"""Whether each text of a figure can be set, said before anything is drawn.

`actplot check` and drawing ask here, so that both say the same. matplotlib is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import name

from actplot.errors import Place, Problem, Severity
from actplot.fonts import characters, finding, syntax
from actplot.fonts.candidates import CJK
from actplot.fonts.charmap import charmap
from actplot.fonts.choice import Choice
from actplot.formula.escape import wrong_references
from actplot.records import replace
from actplot.spec.yaml.nodes import part_of


def problems(choice: Choice, texts: Sequence[str], prose: Sequence[str] = ()) -> list[Problem]:
    """Formulas that cannot be set, and characters that no font has, of all texts at once.

    prose: texts that are left to a LaTeX document, such as the caption.
    """
    issues = []
    for text in texts:
        for fault in syntax.faults(text):
            place = part_of(text, fault.start, fault.length)
            message = fault.message if place else f"{fault.message}, in the text '{text}'"
            severity: Severity = "error" if fault.severe else "warning"
            issues.append(Problem(message, place, fault.help, severity))
    issues += absent(choice, texts, _missing(choice, texts))
    issues += [_apart(text, letter) for text in texts if (letter := characters.joining(text))]
    for text in prose:
        faults = [fault for fault in syntax.faults(text) if fault.severe]
        faults += [
            syntax.Fault(f"{name} needs a key", start, length, f"write {name}{{a-key}}")
            for start, length, name in wrong_references(text)
        ]
        issues += [Problem(f.message, part_of(text, f.start, f.length), f.help) for f in faults]
    return sorted(issues, key=_order)


def _order(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line, place.column) if place is not None else (0, 0)


def absent(choice: Choice, texts: Sequence[str], missing: frozenset[int]) -> list[Problem]:
    """One problem for each text with a character that is missing."""
    families = (choice.latin, choice.cjk, *choice.bundled)
    tried = ", ".join(dict.fromkeys(family.name for family in families if family))
    issues = []
    for text in texts if missing else ():
        here = [c for c in text if ord(c) in missing]
        start = text.index(here[0]) if here else 0
        if not here:
            here = [chr(code) for code in sorted(_drawn(text) & missing)]
        if not here:
            continue
        place = part_of(text, start, 1)
        spelt = characters.spelt(here[0])
        more = len(set(here)) - 1
        others = f" and {more} other{'s' if more > 1 else ''}" if more else ""
        if characters.is_wide(here[0]) and choice.cjk is None:
            issues.append(_no_cjk(choice, text, spelt, place))
            continue
        advice = "name a font that has it with `font: {cjk: ...}`"
        if choice.cjk is not None:
            advice = "`actplot fonts` lists others"
        message = f"no font has {spelt}{others}, in the text '{text}'"
        issues.append(Problem(message, place, f"tried {tried}; {advice}"))
    return issues


def _apart(text: str, letter: str) -> Problem:
    writing = name(letter).split()[0].capitalize()
    message = f"the letters of {writing} writing are drawn one by one, not joined: '{text}'"
    help = "with `text: latex` and `formats: pdf` the document sets them, and joins them"
    return Problem(message, part_of(text, text.index(letter), 1), help, "warning")


def _missing(choice: Choice, texts: Iterable[str]) -> frozenset[int]:
    """The code points that none of the families has in its regular face."""
    codes = frozenset[int]().union(*map(_drawn, texts))
    for family in (choice.latin, *choice.bundled, choice.cjk):
        if family is not None and codes:
            known = charmap(family.regular)
            # What cannot be known is left to drawing.
            codes = frozenset(code for code in codes if known is not None and code not in known)
    return codes


@lru_cache(maxsize=4096)
def _drawn(text: str) -> frozenset[int]:
    return frozenset(characters.drawn(text)) - {0x0A}


def _no_cjk(choice: Choice, text: str, spelt: str, place: Place | None) -> Problem:
    row = choice.row
    region = row.region if row else characters.region([text])
    writing = {"jp": "Japanese", "kr": "Korean"}.get(region, "Chinese")
    if row is None:
        row = next(row for row in CJK if row.region == (region or "sc") and row.serif)
        message = f"{spelt} needs a font for {writing}, and `font` names none: '{text}'"
        advice = f"add `font: {{cjk: {row.families[0]}}}`; {row.advice}"
        there, _ = finding.cjk("", region=row.region, serif=choice.serif)
        if there is not None and not _missing(replace(choice, cjk=there), [text]):
            advice = f"add `font: {{cjk: {there.name}}}`, which is installed"
    else:
        names = ", ".join(row.families)
        message = f"{spelt} needs a font for {writing}, and none is installed: '{text}'"
        advice = f"tried {names}; install one: {row.advice}; or give a file: `font: {{cjk: FILE}}`"
    return Problem(message, place, help=advice)
