"""What is known of functions: papers, comparisons, styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError, did_you_mean

if TYPE_CHECKING:
    from actplot.api.given import CurveLike, SpecLike
    from actplot.facts.compare import ComparisonTable

StylePart = str | PathLike[str] | Mapping[str, Any]


class ComparisonText(str):
    """A comparison as a text in the format that was asked for; notebooks show it as a table."""

    table: ComparisonTable

    def __new__(cls, text: str, table: ComparisonTable) -> ComparisonText:
        made = super().__new__(cls, text)
        made.table = table
        return made

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {**self.table._repr_mimebundle_(), "text/plain": str(self)}


def compare(
    functions: Sequence[CurveLike],
    *,
    format: str = "markdown",
    columns: Sequence[str] = (),
    transpose: bool = False,
    lang: str = "en",
) -> ComparisonText:
    """A comparison of functions as text, which notebooks display as a table.

    `functions` are names, expressions, functions written with NumPy or entries of the catalogue.
    `format` is markdown, latex (booktabs), csv, html or json. `columns` are by default all:
    formula, derivative, range, limits, monotonicity, smoothness and others. `transpose` makes one
    column per function. `lang` (en or zh) is the language of headings. Raises ActplotError.
    """
    from actplot.api.given import Names
    from actplot.facts import compare as comparing
    from actplot.facts.chinese import LANGUAGES
    from actplot.facts.subjects import subjects
    from actplot.facts.tables import FORMATS

    if format not in FORMATS:
        help = did_you_mean(format, FORMATS, f"it must be one of {', '.join(FORMATS)}")
        raise ActplotError(f"no format of comparisons is called '{format}'", help=help)
    if lang not in LANGUAGES:
        raise ActplotError(f"unsupported language '{lang}': it is {' or '.join(LANGUAGES)}")
    names = Names()
    chosen = [functions] if isinstance(functions, str) or callable(functions) else functions
    texts = [names.plain(function) for function in chosen]
    compared = [subject for text in texts for subject in subjects(text, names.functions)]
    table = comparing.compare(compared, columns, transpose=transpose, lang=lang)
    return ComparisonText(FORMATS[format](table), table)


def cite(*what: SpecLike, allow_python: bool = False) -> str:
    """BibTeX of the papers behind curves or a spec, each once, sorted by key.

    `what` and `allow_python` are as in `figure`. The text is empty if no paper is known.
    Raises ActplotError.
    """
    from actplot.activations import references
    from actplot.api.given import spec_of
    from actplot.spec import activations

    read = spec_of(what, {}).read(allow_python=allow_python)
    keys = [key for entry in activations(read) for key in entry.references]
    papers = map(references.find, keys)
    texts = {paper.key: paper.bibtex for paper in papers if paper is not None}
    return "\n\n".join(texts[key] for key in sorted(texts))


def style(*parts: StylePart) -> dict[str, Any]:
    """The rcParams of a style, for matplotlib's own axes: `plt.rc_context(style("thesis"))`.

    `parts` are names of styles, paths of .mplstyle files, or mappings of single settings; later
    ones win. The default is the style `thesis`. Sizes are in pt, figure sizes in inches.
    Raises ActplotError.
    """
    from actplot.looks.styles import load
    from actplot.paint import startup

    loaded = load([part if isinstance(part, (str, Mapping)) else str(part) for part in parts])
    startup.require()
    from actplot.paint.rc import rc_params

    return rc_params(loaded)
