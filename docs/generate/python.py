"""The public names, as their docstrings explain them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import actplot
from docs.generate.page import Page, fenced

EXAMPLES = {
    "activation": '@actplot.activation\ndef bump(x, *, width=1.0):\n    """A bump."""\n'
    "    return np.exp(-((x / width) ** 2))\n\n\n"
    'actplot.evaluate("bump(width=2)", 0.5, derivative=1)  # -> -0.2348532657033...',
    "ActplotError": 'try:\n    actplot.figure("curves: [gelo]")\n'
    "except actplot.ActplotError as error:\n    print(error)\n"
    "# -> <spec>:1:10: error: no activation is called 'gelo'\n#    ...",
    "ActplotWarning": "import warnings\n\n"
    'warnings.simplefilter("error", actplot.ActplotWarning)  # makes them errors',
    "catalogue": 'gelu = actplot.catalogue["torch.nn.GELU"]\n'
    "gelu.title  # -> 'Gaussian error linear unit'\n"
    "gelu.names  # -> ('gelu', 'gelu_erf', ...)\n"
    "gelu.derivative(1)(0.5)  # -> 0.8674951246561...",
    "cite": 'print(actplot.cite("gelu", "elu"))\n'
    "# -> @inproceedings{clevert2016fast,\n#      author = {Clevert, D.-A. and ...},\n#    ...",
    "compare": 'print(actplot.compare(["relu", "gelu"], format="latex"))\n'
    "# -> % \\usepackage{booktabs}\n#    \\begin{tabular}{ll}\n#    ...",
    "curve": 'curve = actplot.curve("relu\'", (-4, 4))\nlen(curve.pieces)  # -> 2\n'
    "curve.jumps  # -> (CurveJump(x=0.0, left=0.0, right=1.0, value=0.0),)",
    "data": 'x, y = actplot.data("gelu", x=(-1, 1), points=3)["gelu"]\n'
    "y  # -> array([-0.15865525,  0.        ,  0.84134475])",
    "evaluate": 'actplot.evaluate("elu", np.linspace(-2, 2, 5), derivative=1, alpha=0.5)\n'
    "# -> array([0.06766764, 0.18393972, 0.5       , 1.        , 1.        ])\n"
    "actplot.evaluate(lambda x: np.tanh(x) ** 2, 0.3, derivative=3)  # -> -3.722485816613...",
    "figure": 'figure = actplot.figure("gelu", "gelu\'", x=(-4, 4), size="ieee")\n'
    "figure.axes[0].axvline(1)",
    "plot": "from matplotlib.figure import Figure\n\nax = Figure().subplots()\n"
    'actplot.plot("relu\'", "gelu", ax=ax, x=(-3, 3), lw=2)',
    "render": 'actplot.render("curves: [gelu]", output="gelu", formats=["pdf", "svg"])\n'
    "# -> [PosixPath('gelu.pdf'), PosixPath('gelu.svg')]",
    "style": 'import matplotlib.pyplot as plt\n\nwith plt.rc_context(actplot.style("thesis")):\n'
    "    ...",
}  # fmt: skip


def pages() -> Iterator[Page]:
    lines = [
        "# From Python\n",
        fenced("import numpy as np\n\nimport actplot", "python"),
        *_text(inspect.getdoc(actplot) or ""),
    ]
    for name in sorted(actplot.__all__, key=str.lower):
        thing = getattr(actplot, name)
        lines += [f"## `{name}`\n"]
        if inspect.isroutine(thing):
            lines += [fenced(f"actplot.{name}{_signature(thing)}", "text")]
        lines += [*_text(inspect.getdoc(thing) or ""), fenced(EXAMPLES[name], "python")]
        if not inspect.isroutine(thing) and not inspect.isclass(thing):
            lines += _methods(type(thing))
    lines += ["## What the functions return\n"]
    for kind in _results():
        lines += [f"### `{kind.__name__}`\n", *_text(inspect.getdoc(kind) or ""), *_methods(kind)]
    yield Page("python.md", "\n".join(lines))


def _results() -> list[type]:
    from actplot.api import catalogue, exact

    return [
        catalogue.CatalogueEntry, exact.ExactCurve, exact.CurvePiece, exact.CurvePlace,
        exact.CurveJump,
    ]  # fmt: skip


def _methods(kind: type) -> Iterator[str]:
    for name, thing in vars(kind).items():
        if not name.startswith("_") and (callable(thing) or isinstance(thing, property)):
            text = inspect.getdoc(thing)
            if text:
                yield f"- `{name}`: {' '.join(text.split())}"
    yield ""


def _signature(thing: Any) -> str:
    text = str(inspect.signature(thing))
    return re.sub(r"'([^']*)'", r"\1", text) if ": '" in text else text


def _text(text: str) -> Iterator[str]:
    """A docstring as Markdown: what is indented is code."""
    for part in text.split("\n\n"):
        if part.startswith("    "):
            yield fenced(inspect.cleandoc(part), "text")
        else:
            yield f"{part}\n"
