"""A figure for a LaTeX document: a file to \\input, with caption, label and citations.

With `text: latex` the PDF has the curves only, and the words are put over it by LaTeX itself, in
the fonts of the document. That is a picture environment, which every engine has; nothing is
needed but graphicx, and color or xcolor where words are coloured. (PGF would need its package,
and a LaTeX installation to draw with.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actplot.formula.escape import escape
from actplot.layout.scene import Scene, Words
from actplot.looks.colour import RGB, rgb
from actplot.metadata import Metadata, comments, seal
from actplot.paint.artists import mixed
from actplot.plan.alt import heading
from actplot.plan.plans import FigurePlan

# The document may lie in another folder than the file that it inputs (LaTeX of 2020 and later).
_FOLDER = r"""  \def\actplotfolder{}%
  \ifdefined\CurrentFilePath\ifx\CurrentFilePath\empty\else
    \IfFileExists{\CurrentFilePath/FILE}{\edef\actplotfolder{\CurrentFilePath/}}{}%
  \fi\fi"""
_WORDS = r"""  \providecommand{\color}[2][]{\GenericWarning{}{Load xcolor for the colours of FILE}}%
  % Text within formulas, in their size; amsmath has a better one.
  \providecommand{\text}[1]{\mathchoice{\mbox{#1}}{\mbox{#1}}%
    {\mbox{\fontsize{\csname sf@size\endcsname}{0pt}\selectfont#1}}%
    {\mbox{\fontsize{\csname ssf@size\endcsname}{0pt}\selectfont#1}}}%
  \setlength{\unitlength}{1bp}%"""
ANCHORS = {0.0: "l", 0.5: "c", 1.0: "r"}
LEADING = 1.2


def document(plan: FigurePlan, scene: Scene, stem: str, metadata: Metadata) -> bytes:
    """The file that is to be \\input; stem names the PDF beside it."""
    file = f"{stem}.pdf"
    environment = "figure*" if plan.spec.size.columns == 2 else "figure"
    lines = [
        f"% \\input{{{stem}}} where the figure belongs; needs graphicx.",
        f"\\begin{{{environment}}}",
        _FOLDER.replace("FILE", file),
        "  \\centering",
        *(_picture(scene, file) if plan.spec.text == "latex" else [_graphics("  ", file)]),
        f"  \\ifdefined\\Description\\Description{{{escape(metadata.alt)}}}\\fi",
        f"  \\caption{{{caption(plan)}}}",
        f"  \\label{{{plan.spec.label or f'fig:{stem}'}}}",
        f"\\end{{{environment}}}",
        comments(metadata),
    ]
    return seal("\n".join(lines).encode("utf-8") + b"\n")


def caption(plan: FigurePlan) -> str:
    """The caption as LaTeX, with the papers behind the curves cited."""
    spec = plan.spec
    said = spec.caption or spec.title or (spec.panels[0].title if len(spec.panels) == 1 else None)
    text = escape((said or _named(plan)).strip())
    keys = citations(plan)
    if not keys:
        return text
    body, stop = (text[:-1], ".") if text.endswith(".") else (text, "")
    return f"{body}~\\cite{{{','.join(keys)}}}{stop}"


def citations(plan: FigurePlan) -> list[str]:
    """The keys of the papers behind the curves, in the order of the curves."""
    entries = (
        entry
        for panel in plan.spec.panels
        for spec in panel.curves
        for curve in spec.curves
        for entry in curve.activations
    )
    return list(dict.fromkeys(entry.cites for entry in entries if entry.cites))


def _named(plan: FigurePlan) -> str:
    """The functions that are shown."""
    names = [
        curve.curve.family.title if curve.curve.family else curve.curve.math
        for panel in plan.panels
        for curve in panel.curves
    ]
    *first, last = dict.fromkeys(names or [heading(plan)])
    return f"{', '.join(first)} and {last}" if first else last


def _graphics(indent: str, file: str) -> str:
    return f"{indent}\\includegraphics{{\\actplotfolder {file}}}"


def _picture(scene: Scene, file: str) -> Iterator[str]:
    """The PDF with every word at its place over it."""
    yield _WORDS.replace("FILE", file)
    yield f"  \\begin{{picture}}({_number(scene.width)},{_number(scene.height)})%"
    yield f"    \\put(0,0){{\\includegraphics{{\\actplotfolder {file}}}}}%"
    for words in scene.words:
        yield f"    {_put(words, scene)}%"
    yield "  \\end{picture}"


def _put(words: Words, scene: Scene) -> str:
    """A text held where it was placed, for in the document's font it is a little wider or not."""
    along = words.anchor * (words.box.height if words.upright else words.box.width)
    x = words.x if words.upright else words.x + along
    y = words.y + along if words.upright else words.y
    color = mixed(words.color, words.tint, scene)
    tint = "" if color == rgb(scene.foreground) == (0, 0, 0) else f"\\color[rgb]{{{_rgb(color)}}}"
    weight = "\\bfseries" if words.weight == "bold" else ""
    size = f"\\fontsize{{{_number(words.size)}bp}}{{{_number(LEADING * words.size)}bp}}\\selectfont"
    side = ANCHORS[words.anchor]
    text = _lines(escape(words.text).split("\n"), words.align[0])
    box = f"\\makebox[0pt][{side}]{{{size}{weight}{tint} {text}}}"
    if words.upright:
        # Without height and depth, or the turned box would begin beside its place.
        box = f"\\rotatebox{{90}}{{\\smash{{{box}}}}}"
    return f"\\put({_number(x)},{_number(y)}){{{box}}}"


def _lines(lines: Sequence[str], align: str) -> str:
    if len(lines) == 1:
        return lines[0]
    rows = r"\\".join(lines)
    return f"\\begin{{tabular}}[b]{{@{{}}{align}@{{}}}}{rows}\\end{{tabular}}"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _rgb(color: RGB) -> str:
    return ",".join(_number(part) for part in color)
