"""A figure for a LaTeX document: a file to \\input, with caption, label and citations.

With `text: latex` the PDF has the curves only, and the words are put over it by LaTeX itself, in
the fonts of the document. That is a picture environment, which every engine has; nothing is
needed but graphicx, and color or xcolor where words are coloured. (PGF would need its package,
and a LaTeX installation to draw with.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actplot.fonts.characters import is_wide
from actplot.formula.escape import escape
from actplot.layout.formulas import AXIS
from actplot.layout.scene import Scene, Words
from actplot.looks.colour.names import rgb
from actplot.metadata import Metadata, comments, seal
from actplot.paint.artists import mixed
from actplot.paint.formats import number
from actplot.plan.alt import heading
from actplot.plan.plans import FigurePlan
from actplot.plan.spoken import joined
from actplot.spec.figure import activations

# The document may lie in another folder than the file that it inputs (LaTeX of 2020 and later).
_STOPS = (".", "。", "．")
# Citations as they are written in a caption, with the space before them.
_GROUP = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_CITED = re.compile(rf"[~ ]?\\[Cc]ite[a-zA-Z]*\*?(?:\[(?:{_GROUP}|[^\]{{}}])*\])*{_GROUP}")
_FOLDER = r"""  \def\actplotfolder{}%
  \ifdefined\CurrentFilePath\ifx\CurrentFilePath\empty\else
    \IfFileExists{\CurrentFilePath/FILE}{\edef\actplotfolder{\CurrentFilePath/}}{}%
  \fi\fi"""
_WORDS = r"""  \providecommand{\color}[2][]{\GenericWarning{}{Load xcolor for the colours of FILE}}%
PROVIDED
  \setlength{\unitlength}{1bp}%"""
# What amsmath has for formulas: it is better, but nobody has to load it.
_PROVIDED = {
    r"\text": r"""\providecommand{\text}[1]{\mathchoice{\mbox{#1}}{\mbox{#1}}%
  {\mbox{\fontsize{\csname sf@size\endcsname}{0pt}\selectfont#1}}%
  {\mbox{\fontsize{\csname ssf@size\endcsname}{0pt}\selectfont#1}}}%""",
    r"\dfrac": r"\providecommand{\dfrac}[2]{{\displaystyle\frac{#1}{#2}}}%",
    r"\tfrac": r"\providecommand{\tfrac}[2]{{\textstyle\frac{#1}{#2}}}%",
    r"\operatorname": r"\providecommand{\operatorname}[1]{\mathop{\mathrm{#1}}\nolimits}%",
    r"\boldsymbol": r"\providecommand{\boldsymbol}[1]{\mathbf{#1}}%",
}
ANCHORS = {0.0: "l", 0.5: "c", 1.0: "r"}
LEADING = 1.2


def document(plan: FigurePlan, scene: Scene, stem: str, metadata: Metadata) -> bytes:
    """The file that is to be \\input; stem names the PDF beside it."""
    file = f"{stem}.pdf"
    placement = plan.spec.captioned.placement
    environment = "figure*" if plan.spec.size.columns == 2 else "figure"
    lines = [
        f"% \\input{{{stem}}} where the figure belongs; needs graphicx.",
        f"\\begin{{{environment}}}{f'[{placement}]' if placement else ''}",
        _FOLDER.replace("FILE", file),
        "  \\centering",
        *(
            _picture(scene, file, plan.steps)
            if plan.spec.text == "latex"
            else [_graphics("  ", file, plan.steps)]
        ),
        f"  \\ifdefined\\Description\\Description{{{escape(_one_line(metadata.alt))}}}\\fi",
        f"  \\caption{caption(plan)}",
        f"  \\label{{{plan.spec.label or f'fig:{stem}'}}}",
        f"\\end{{{environment}}}",
        comments(metadata),
    ]
    return seal("\n".join(lines).encode("utf-8") + b"\n")


def caption(plan: FigurePlan) -> str:
    """The caption as the arguments of \\caption, with the papers behind the curves cited.

    The list of figures has a form of its own where there are citations: those in it would count
    as the first of the document.
    """
    spec, how = plan.spec, plan.spec.captioned
    wording = (
        spec.caption or spec.title or (spec.panels[0].title if len(spec.panels) == 1 else None)
    )
    text = escape(_one_line(wording or _named(plan)), references=bool(spec.caption))
    keys = citations(plan) if how.cite is True else how.cite or ()
    whole = _cited(text, keys) if keys else text
    short = escape(_one_line(how.short), references=True) if how.short else None
    if short is None and whole != (plain := _CITED.sub("", text)):
        short = plain
    if short is None:
        return f"{{{whole}}}"
    return f"[{{{short}}}]{{{whole}}}" if re.search(r"[][]", short) else f"[{short}]{{{whole}}}"


def _cited(text: str, keys: Sequence[str]) -> str:
    """The text with citations before its last stop; close to Chinese, as it has no spaces."""
    body, stop = (text[:-1], text[-1]) if text.endswith(_STOPS) else (text, "")
    gap = "" if body and is_wide(body[-1]) else "~"
    return f"{body}{gap}\\cite{{{','.join(keys)}}}{stop}"


def _one_line(text: str) -> str:
    """A text without line ends, of which an empty line would end a paragraph."""
    return " ".join(text.split())


def citations(plan: FigurePlan) -> list[str]:
    """The keys of the papers behind the curves, in the order of the curves."""
    cited = (entry.cites for entry in activations(plan.spec))
    return list(dict.fromkeys(filter(None, cited)))


def _named(plan: FigurePlan) -> str:
    """The functions that are shown."""
    names = [
        curve.curve.family.title if curve.curve.family else curve.curve.math
        for panel in plan.panels
        for curve in panel.shown
    ]
    return joined(dict.fromkeys(names or [heading(plan)]))


def _graphics(indent: str, file: str, page: int) -> str:
    """The PDF; of one with steps the last, in which all is there."""
    options = f"[page={page}]" if page > 1 else ""
    return f"{indent}\\includegraphics{options}{{\\actplotfolder {file}}}"


def _picture(scene: Scene, file: str, page: int) -> Iterator[str]:
    """The PDF with every word at its place over it."""
    nodes = [_put(words, scene) for words in scene.words]
    needed = "\n".join(f"  {line}" for line in provided("\\text" + "".join(nodes)))
    yield _WORDS.replace("FILE", file).replace("PROVIDED", needed)
    yield f"  \\begin{{picture}}({number(scene.width)},{number(scene.height)})%"
    yield f"    \\put(0,0){{{_graphics('', file, page)}}}%"
    for node in nodes:
        yield f"    {node}%"
    yield "  \\end{picture}"


def _put(words: Words, scene: Scene) -> str:
    """A text held where it was placed, for in the document's font it is a little wider or not."""
    x, y = anchored(words)
    color = mixed(words.color, words.tint, scene)
    parts = ",".join(map(number, color))
    tint = "" if color == rgb(scene.foreground) == (0, 0, 0) else f"\\color[rgb]{{{parts}}}"
    weight = "\\bfseries" if words.weight == "bold" else ""
    size = font_size(words)
    side = ANCHORS[words.anchor]
    text = lines(escape(words.text).split("\n"), words.align[0])
    if r"\begin{array}" in text:
        # An array is in the middle of its line, here of its box.
        up = words.box.center[1] - words.y - AXIS * words.size
        text = f"\\raisebox{{{number(up)}bp}}{{{text}}}"
    box = f"\\makebox[0pt][{side}]{{{size}{weight}{tint} {text}}}"
    if words.upright:
        # Without height and depth, or the turned box would begin beside its place.
        box = f"\\rotatebox{{90}}{{\\smash{{{box}}}}}"
    elif words.angle:
        box = f"\\rotatebox{{{number(words.angle)}}}{{\\smash{{{box}}}}}"
    return f"\\put({number(x)},{number(y)}){{{box}}}"


def anchored(words: Words) -> tuple[float, float]:
    """Where the part of a text is by which it was placed."""
    if words.upright:
        return words.x, words.y + words.anchor * words.box.height
    return words.x + words.anchor * words.box.width, words.y


def font_size(words: Words) -> str:
    """The command for the size of a text and its lines."""
    return f"\\fontsize{{{number(words.size)}bp}}{{{number(LEADING * words.size)}bp}}\\selectfont"


def lines(texts: Sequence[str], align: str) -> str:
    """Lines of LaTeX as one box, on the baseline of the last."""
    if len(texts) == 1:
        return texts[0]
    rows = r"\\".join(texts)
    return f"\\begin{{tabular}}[b]{{@{{}}{align}@{{}}}}{rows}\\end{{tabular}}"


def provided(code: str) -> list[str]:
    """Definitions of what formulas in a piece of LaTeX need, where the document has none."""
    return [
        line
        for command, definition in _PROVIDED.items()
        if re.search(rf"{re.escape(command)}(?![a-zA-Z])", code)
        for line in definition.split("\n")
    ]
