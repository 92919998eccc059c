"""A draft checked in full: the model of a figure, or every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from actplot.errors import ActplotError, Problem
from actplot.records import Record, fields, replace
from actplot.spec.draft import Draft
from actplot.spec.keys import FIGURE, PANEL, SECTIONS
from actplot.spec.lettering import letters
from actplot.spec.merge import merged
from actplot.spec.model import FigureSpec, PanelSpec
from actplot.spec.sections import given, nothing
from actplot.spec.values.checks import Check, Context, Wrong
from actplot.spec.values.lists import several
from actplot.spec.yaml.nodes import Dictionary, Node, Places, Scalar, SequenceNode

if TYPE_CHECKING:
    from actplot.activations import Activation

# What belongs to one panel alone even if the figure has it.
_NOT_INHERITED = frozenset(("title", "curves", "name", "step"))
_INHERITED = tuple(key for key in PANEL.keys if key not in _NOT_INHERITED)
MAX_SIDE = 65_000
MAX_CURVES = 500
MAX_THINGS = 300


def checked(
    draft: Draft, *, allow_python: bool = False, functions: Mapping[str, Activation] | None = None
) -> FigureSpec:
    """The model of a draft. Raises ActplotError with every problem.

    functions: those that a program knows beside the catalogue.
    """
    root = draft.root
    context = Context(folder=draft.folder, sections=SECTIONS)
    context.functions = dict(functions or {})
    for problem in draft.problems:
        context.report(problem)
    inputs = list(draft.inputs)
    if given(root, "functions") is not None:
        inputs += _load_functions(root, context, allow_python)
    if (
        (let := given(root, "let")) is not None
        and isinstance(let.value, Scalar)
        and let.value.empty
    ):
        context.report(nothing(let, let.value))
        let = None
    if let is not None:
        context.functions = context.attempt(FIGURE.keys["let"].check, let.value, "let") or {}
    own = {
        name: entry
        for name, entry in root.entries.items()
        if name not in ("panels", "let")
        and (name not in PANEL.keys or name in ("title", "name", "step"))
    }
    values = FIGURE.values(replace(root, entries=own), context)
    panels = _panels(root, values, context)
    _check_pixels(values, root, context)
    _check_figure(panels, root, context)
    caption = values.get("caption")
    if caption is not None and caption.label is not None and "label" in values:
        where = root.entries["label"].key.place()
        context.report(Problem("the caption has a label already", where, "delete one of them"))
    if "mosaic" in values and panels:
        panels = _named(panels, values, root, context)
    if any(problem.severity == "error" for problem in context.problems):
        raise ActplotError(*_in_order(context.problems, draft.file))
    panels = letters(panels, values.get("letters", "auto"))
    inputs += context.inputs
    inputs += [
        style for style in values.get("style", ()) if isinstance(style, str) and _is_file(style)
    ]
    _take_caption(values)
    values["formats"] = _once(values.get("formats"))
    values["share"] = _once(values.get("share")) or ()
    known = set(fields(FigureSpec))
    return FigureSpec(
        name=draft.name,
        panels=panels,
        file=draft.file,
        source=draft.source,
        original=draft.original,
        inputs=tuple(dict.fromkeys(inputs)),
        let={n: e for n, e in context.functions.items() if let and n in _stems(let.value)},
        places=Places(root),
        **{key: value for key, value in values.items() if key in known},
    )


def _stems(let: Node) -> set[str]:
    from actplot.expression.let import stem

    return {stem(key) for key in let.entries} if isinstance(let, Dictionary) else set()


def _take_caption(values: dict[str, Any]) -> None:
    """The parts of a mapping under `caption:`; its label is that of the figure."""
    caption = values.pop("caption", None)
    if caption is not None:
        values |= {"caption": caption.text, "captioned": caption}
        values.setdefault("label", caption.label)


def _is_file(style: str) -> bool:
    return style.endswith((".mplstyle", ".toml"))


def _once(values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    return None if values is None else tuple(dict.fromkeys(values))


def _load_functions(root: Dictionary, context: Context, allowed: bool) -> list[str]:
    """Join the functions of Python files to the catalogue for this spec, if that is allowed."""
    from actplot.spec.own import plugins

    key, node = root.entries["functions"].key, root.entries["functions"].value
    paths = context.attempt(FIGURE.keys["functions"].check, node, "functions") or ()
    items = node.items if isinstance(node, SequenceNode) else [node]
    functions: dict[str, Any] = {}
    for path, item in zip(paths, items, strict=False):
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


def _panels(root: Dictionary, values: dict[str, Any], context: Context) -> tuple[PanelSpec, ...]:
    """Every panel, with what the figure says for all of them."""
    entry = given(root, "panels")
    if entry is None:
        return _only_panel(root, context)
    if given(root, "curves") is not None:
        context.report(
            Problem(
                "a spec cannot have both curves and panels",
                root.entries["curves"].key.place(),
                "put these curves into an entry of `panels:`",
            )
        )
    shared = Dictionary(
        root.source, root.start, root.end,
        {name: root.entries[name] for name in _INHERITED if name in root.entries},
    )  # fmt: skip
    by_name = entry.value if isinstance(entry.value, Dictionary) else None
    if by_name and by_name.entries and by_name.entries.keys().isdisjoint(PANEL.keys):
        name = next(iter(by_name.entries))
        context.report(
            Problem(
                "panels must be a list, not a mapping of names",
                by_name.place(),
                f"write each as '- name: {name}', with its other keys below",
            )
        )
        return ()
    # Their own problems come first, so that none is reported at a panel that inherits it.
    legend = PANEL.values(shared, context).get("legend")
    if legend is not None:
        values["legend"] = legend

    def convert(node: Node, context: Context) -> PanelSpec | None:
        # A panel that is no mapping is refused by the conversion itself.
        whole = merged(shared, node, PANEL) if isinstance(node, Dictionary) else node
        made: PanelSpec | None = PANEL.convert(whole, context)
        return made

    check = several(Check(convert, {}), many=100)
    panels = list(context.attempt(check, entry.value, "panels") or ())
    if len(panels) == 1 and panels[0].title is None and "title" in values:
        panels[0] = replace(panels[0], title=values["title"])
    return tuple(panels)


def _only_panel(root: Dictionary, context: Context) -> tuple[PanelSpec, ...]:
    mine = {name: entry for name, entry in root.entries.items() if name in PANEL.keys}
    mine.pop("name", None)
    mine.pop("step", None)
    missing = all(given(root, key) is None for key in ("curves", *PANEL.instead))
    if missing and not context.problems:
        context.report(
            Problem(
                "a spec needs curves (or panels)", root.place(), "for example curves: [gelu, gelu']"
            )
        )
    if missing:
        PANEL.values(replace(root, entries=mine), context)
        return ()
    try:
        made = PANEL.convert(replace(root, entries=mine), context)
    except Wrong as wrong:
        context.report(wrong.problem)
        return ()
    return () if made is None else (made,)


def _check_pixels(values: dict[str, Any], root: Dictionary, context: Context) -> None:
    """Note a side that no format of pixels has; their area is that of the whole plan."""
    size, dpi = values.get("size"), values.get("dpi")
    longest = max((size and size.width) or 0, (size and size.height) or 0)
    if dpi and longest / 25.4 * dpi > MAX_SIDE:
        context.report(
            Problem(
                f"{longest:g} mm at {dpi:g} dpi are more than {MAX_SIDE:,} pixels",
                root.entries["dpi"].value.place(),
            )
        )


def _check_figure(panels: tuple[PanelSpec, ...], root: Dictionary, context: Context) -> None:
    """Note a figure of more curves, or of more beside them, than can be told apart."""
    curves = sum(len(entry.curves) for panel in panels for entry in panel.curves)
    if curves > MAX_CURVES:
        message = f"a figure has at most {MAX_CURVES} curves, not {curves}"
        context.report(Problem(message, _entry(root, "panels", "curves").place()))
    for key in fields(PanelSpec):
        values = [getattr(panel, key) for panel in panels if key != "curves"]
        several = sum(
            isinstance(entry, Record)
            for value in values
            if isinstance(value, tuple)
            for entry in value
        )
        if several > MAX_THINGS:
            message = f"a figure has at most {MAX_THINGS} entries of `{key}:`, not {several}"
            context.report(Problem(message, _entry(root, key, "panels").place()))


def _entry(root: Dictionary, *keys: str) -> Node:
    """The value of the first of keys that is given."""
    return next((root.entries[key].value for key in keys if key in root.entries), root)


def _named(
    panels: tuple[PanelSpec, ...], values: dict[str, Any], root: Dictionary, context: Context
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
            context.report(Problem(f"{how} called '{name}'", node.place(), help))
    for panel in named:
        if panel.name not in wanted:
            context.report(Problem(f"the panel '{panel.name}' is not in the mosaic", node.place()))
    if given(root, "columns") is not None:
        context.report(
            Problem(
                "`columns` cannot be combined with a mosaic", root.entries["columns"].key.place()
            )
        )
    return tuple(named)


def _in_order(problems: Iterable[Problem], file: str) -> list[Problem]:
    """By line, the spec's own before those of what it extends."""

    def key(problem: Problem) -> tuple[bool, str, int, int]:
        place = problem.place
        if place is None:
            return (False, "", 0, 0)
        return (place.file != file, place.file, place.line, place.column)

    return sorted(problems, key=key)
