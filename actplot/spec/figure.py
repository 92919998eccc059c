"""A draft checked in full: the model of a figure, or every problem in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError, Problem
from actplot.records import fields, replace
from actplot.spec.draft import Draft, SpecSource, load
from actplot.spec.keys import FIGURE, PANEL, SECTIONS
from actplot.spec.lettering import letters
from actplot.spec.merge import merged
from actplot.spec.model import FigureSpec, PanelSpec
from actplot.spec.sections import given, nothing
from actplot.spec.steps import TIMED
from actplot.spec.values.checks import Check, Context, Values, Wrong
from actplot.spec.values.lists import several
from actplot.spec.wording import LET
from actplot.spec.yaml.nodes import Dictionary, Node, Places, Scalar, items_of
from actplot.units import MM_PER_INCH

if TYPE_CHECKING:
    from actplot.activations import Activation

# Keys of panels that the figure may give for all of them.
_INHERITED = PANEL.keys.keys() - {"title", "curves", "name", "step"}
# Keys of panels that are read at the top as the figure's own, or refused there.
_FIGURES = ("title", "name", "step")
MAX_SIDE = 65_000
MAX_CURVES = 500
MAX_THINGS = 300


def read(
    source: SpecSource,
    *,
    name: str | None = None,
    file: str | None = None,
    overrides: Iterable[str] = (),
    base: str | os.PathLike[str] | None = None,
    allow_python: bool = False,
    functions: Mapping[str, Activation] | None = None,
) -> FigureSpec:
    """The checked spec of a file, a YAML text or a mapping.

    A text of one line that ends in .yaml or .yml is taken for a path. name: the figure's
    name (default: the file's, without suffix); file: what messages call the source; base:
    the folder from which paths in the spec start (default: the file's, or the current
    one); overrides: KEY=VALUE as from `--set`; functions: those that a program knows in
    addition to the catalogue. Raises ActplotError with every problem.
    """
    draft = load(source, name=name, file=file, overrides=overrides, base=base)
    return checked(draft, allow_python=allow_python, functions=functions)


def _follows(problem: Problem, refused: Sequence[Problem]) -> bool:
    """Whether a problem is only that what stands there, or a member of it, has been refused.

    The place of a value that a program gives is its path of keys.
    """
    if problem in refused:
        return False
    if problem.place and any(
        part.place
        and (part.place.file, part.place.line, part.place.column)
        == (problem.place.file, problem.place.line, problem.place.column)
        for part in refused
    ):
        return True
    places = [part.place.file for part in refused if part.place]
    path = problem.place and problem.place.file
    return any(place.rpartition(".")[0] == path and place[-1].isdigit() for place in places)


def checked(
    draft: Draft, *, allow_python: bool = False, functions: Mapping[str, Activation] | None = None
) -> FigureSpec:
    """The model of a draft. Raises ActplotError with every problem.

    functions: those that a program knows in addition to the catalogue.
    """
    root = draft.root
    context = Context(folder=draft.folder, sections=SECTIONS, functions=dict(functions or {}))
    for problem in draft.problems:
        context.report(problem)
    refused = tuple(context.problems)
    inputs = [*draft.inputs, *_load_functions(root, context, allow_python)]
    let = _define(root, context)
    others = PANEL.keys.keys() - _FIGURES | {"panels", "let"}
    values = FIGURE.values(root.filtered(lambda name: name not in others), context)
    panels = _panels(root, values, context)
    _check_pixels(values, root, context)
    _check_counts(panels, root, context)
    if "mosaic" in values and panels:
        panels = _named(panels, values, root, context)
    _take_caption(values, root, context)
    if any(problem.severity == "error" for problem in context.problems):
        problems = [problem for problem in context.problems if not _follows(problem, refused)]
        raise ActplotError(*_in_order(problems, draft.file))
    styles = (part for part in values.get("style", ()) if isinstance(part, str))
    inputs += [*context.inputs, *(part for part in styles if part.endswith((".mplstyle", ".toml")))]
    known = set(fields(FigureSpec))
    return FigureSpec(
        name=draft.name,
        panels=letters(panels, values.get("letters", "auto")),
        file=draft.file,
        source=draft.source,
        original=draft.original,
        inputs=tuple(dict.fromkeys(inputs)),
        let=let,
        places=Places(root),
        **{key: value for key, value in values.items() if key in known},
    )


def _define(root: Dictionary, context: Context) -> dict[str, Any]:
    """The numbers and functions of `let`, which join those that the context knows."""
    let = given(root, "let")
    if let is None:
        return {}
    if isinstance(let.value, Scalar) and let.value.empty:
        context.report(nothing(let, let.value))
        return {}
    known = context.attempt(FIGURE.keys["let"].check, let.value, "let")
    context.functions = known or context.functions
    keys = let.value.entries if isinstance(let.value, Dictionary) else ()
    names = {LET.same(key) for key in keys}
    return {name: own for name, own in context.functions.items() if name in names}


def activations(spec: FigureSpec, *, hidden: bool = False) -> list[Activation]:
    """Those that the curves of a figure are made of, each once; hidden: also what is not drawn."""
    entries = (
        activation
        for panel in spec.panels
        for entry in (panel.curves if hidden else panel.shown)
        for curve in entry.curves
        for activation in curve.activations
    )
    return list({entry.name: entry for entry in entries}.values())


def _take_caption(values: Values, root: Dictionary, context: Context) -> None:
    """The parts of a mapping under `caption:`; its label is that of the figure."""
    caption = values.pop("caption", None)
    if caption is None:
        return
    if caption.label is not None and "label" in values:
        where = root.entries["label"].key
        context.refuse("the caption has a label already", where, "delete one of them")
    values |= {"caption": caption.text, "captioned": caption}
    values.setdefault("label", caption.label)


def _load_functions(root: Dictionary, context: Context, allowed: bool) -> list[str]:
    """Join the functions of Python files to the catalogue for this spec, if that is allowed."""
    if given(root, "functions") is None:
        return []
    from actplot.spec.own import plugins

    key, node = root.entries["functions"].key, root.entries["functions"].value
    paths = context.attempt(FIGURE.keys["functions"].check, node, "functions") or ()
    functions: dict[str, Any] = {}
    for path, item in zip(paths, items_of(node), strict=False):
        try:
            if not allowed:
                raise ActplotError(replace(_FORBIDDEN, place=key.place()))
            functions |= plugins.functions_of(path)
        except ActplotError as error:
            problems = [
                replace(problem, place=problem.place or item.place()) for problem in error.problems
            ]
            for problem in problems:
                context.report(problem)
            # Why nothing is known of what the file defines.
            context.missing |= dict.fromkeys(plugins.declared(path), problems[0])
    context.functions = {**context.functions, **functions}
    return list(paths)


_FORBIDDEN = Problem(
    "this spec runs Python code, which is not allowed",
    help="allow it with --allow-python (from Python: allow_python=True) if you trust its author",
)


def _panels(root: Dictionary, values: Values, context: Context) -> tuple[PanelSpec, ...]:
    """Every panel, with the keys that the figure gives for all of them."""
    entry = given(root, "panels")
    if entry is None:
        return _only_panel(root, context)
    if given(root, "curves") is not None:
        help = "put these curves into an entry of `panels:`"
        curves = root.entries["curves"].key
        context.refuse("a spec cannot have both curves and panels", curves, help)
    shared = root.filtered(_INHERITED.__contains__)
    by_name = entry.value if isinstance(entry.value, Dictionary) else None
    if by_name and by_name.entries and by_name.entries.keys().isdisjoint(PANEL.keys):
        name = next(iter(by_name.entries))
        help = f"write each as '- name: {name}', with its other keys below"
        context.refuse("panels must be a list, not a mapping of names", by_name, help)
        return ()
    # Their own problems come first, so that none is reported at a panel that inherits it.
    legend = PANEL.values(shared, context).get("legend")
    if legend is not None:
        values["legend"] = legend

    def convert(node: Node, context: Context) -> Any:
        # A panel that is no mapping is refused by the conversion itself.
        whole = merged(shared, node, PANEL) if isinstance(node, Dictionary) else node
        return PANEL.convert(whole, context)

    check = several(Check(convert, {}), many=100)
    panels = list(context.attempt(check, entry.value, "panels") or ())
    if len(panels) == 1 and panels[0].title is None and "title" in values:
        panels[0] = replace(panels[0], title=values["title"])
    return tuple(panels)


def _only_panel(root: Dictionary, context: Context) -> tuple[PanelSpec, ...]:
    panel = root.filtered(lambda name: name in PANEL.keys and name not in ("name", "step"))
    if all(given(root, key) is None for key in ("curves", *PANEL.instead)):
        if not context.problems:
            help = "for example curves: [gelu, gelu']"
            context.refuse("a spec needs curves (or panels)", root, help)
        PANEL.values(panel, context)
        return ()
    try:
        made = PANEL.convert(panel, context)
    except Wrong as wrong:
        context.report(wrong.problem)
        return ()
    return () if made is None else (made,)


def _check_pixels(values: Values, root: Dictionary, context: Context) -> None:
    """Refuse a side that no format of pixels has; the area is checked with the plan."""
    size, dpi = values.get("size"), values.get("dpi")
    longest = max((size and size.width) or 0, (size and size.height) or 0)
    if dpi and longest / MM_PER_INCH * dpi > MAX_SIDE:
        message = f"{longest:g} mm at {dpi:g} dpi are more than {MAX_SIDE:,} pixels"
        context.refuse(message, root.entries["dpi"].value)


def _check_counts(panels: tuple[PanelSpec, ...], root: Dictionary, context: Context) -> None:
    """Refuse more curves, or more annotations, than can be told apart."""
    for key in TIMED:
        entries = [entry for panel in panels for entry in getattr(panel, key)]
        count, most, what = len(entries), MAX_THINGS, f"entries of `{key}:`"
        if key == "curves":
            count, most, what = sum(len(entry.curves) for entry in entries), MAX_CURVES, "curves"
        if count > most:
            where = root.entries.get(key) or root.entries["panels"]
            context.refuse(f"a figure has at most {most} {what}, not {count}", where.value)


def _named(
    panels: tuple[PanelSpec, ...], values: Values, root: Dictionary, context: Context
) -> tuple[PanelSpec, ...]:
    """The panels with the names that the mosaic calls them by: their own, else a, b, c, ..."""
    node: Node = root.entries["mosaic"].value
    wanted = list(dict.fromkeys(cell for row in values["mosaic"] for cell in row if cell))
    named = [
        replace(panel, name=panel.name or (chr(97 + index) if index < 26 else None))
        for index, panel in enumerate(panels)
    ]
    names = [panel.name for panel in named]
    for name in wanted:
        if names.count(name) != 1:
            how = "no panel is" if name not in names else "several panels are"
            called = ", ".join(label or "?" for label in names)
            help = f"they are called {called}; give them a `name:`"
            if name not in names and set(name.lower()) <= {*names, "."}:
                help = f"write a space between the panels: {' '.join(name.lower())}"
            context.refuse(f"{how} called '{name}'", node, help)
    for panel in named:
        if panel.name not in wanted:
            context.refuse(f"the panel '{panel.name}' is not in the mosaic", node)
    if given(root, "columns") is not None:
        columns = root.entries["columns"].key
        context.refuse("`columns` cannot be combined with a mosaic", columns)
    return tuple(named)


def _in_order(problems: Iterable[Problem], file: str) -> list[Problem]:
    """By line, the spec's own before those of what it extends."""

    def key(problem: Problem) -> tuple[bool, str, int, int]:
        place = problem.place
        if place is None:
            return (False, "", 0, 0)
        return (place.file != file, place.file, place.line, place.column)

    return sorted(problems, key=key)
