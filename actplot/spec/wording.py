"""Keys of texts and numbers: labels, definitions, and how numbers are printed."""

from __future__ import annotations

from actplot.spec.let import DOMAIN, FORMULA, LetEntry, LetSection
from actplot.spec.model import LabelSpec, LabelsSpec, NumbersSpec
from actplot.spec.sections import Key, Section, made, table
from actplot.spec.values.checks import FALSE, FLAG, TEXT, Context, Values, Wrong, word
from actplot.spec.values.terms import ALONG, NAME
from actplot.spec.yaml.nodes import Dictionary, Node, child

_LABELS = word(
    "kind of labels", "names", "symbols", "formulas", "none",
    also=dict.fromkeys(("auto", "on", "name"), "names") | dict.fromkeys(FALSE, "none")
    | {"symbol": "symbols", "formula": "formulas"},
)  # fmt: skip
DECIMAL = word("decimal mark", ".", ",", also={"point": ".", "dot": ".", "comma": ","})
_GROUP = word(
    "digit separator", "thin", "comma", "none",
    also={"space": "thin", ",": "comma"} | dict.fromkeys(FALSE, "none"),
)  # fmt: skip


def within_label(node: Dictionary, key: str) -> Node:
    """The value of a key of an entry's label, or the label, for messages about it."""
    label = node.entries["label"].value
    return child(label, key) or label


def _numbers(values: Values, node: Dictionary, context: Context) -> NumbersSpec:
    if values.get("decimal") == "," and values.get("group") == "comma":
        message = "the comma cannot be both decimal mark and digit separator"
        raise Wrong(message, node, "write group: thin")
    return NumbersSpec(**values)


LET = LetSection(
    "`let`", "in an entry of `let:`", {}, lambda values, node, context: values,
    entry=Section(
        "a definition", "in an entry of `let:`",
        table(
            Key("formula", FORMULA, "a formula of x and its parameters; a number without x"),
            Key("title", TEXT, "what it is called in labels"),
            Key("domain", DOMAIN, "conditions on its parameters: {beta: beta > 0}"),
            Key("reference", TEXT, "the key of the paper behind it, for captions"),
        ),
        made(LetEntry), short="formula", needs=("formula",),
    ),
    replaced=True,
)  # fmt: skip

LABEL = Section(
    "a label", "under `label:`",
    table(
        Key("text", NAME, "its text: auto, none, or a text"),
        Key("at", ALONG, "the x at which it is placed, or start or end; default: where it fits"),
        Key("sloped", FLAG, "on: it follows the slope of its curve"),
    ),
    made(LabelSpec), short="text", text=True,
)  # fmt: skip

LABELS = Section(
    "labels", "under `labels:`",
    table(
        Key("text", _LABELS, "names, symbols (σ(x), σ′(x)), formulas, or none"),
        Key("at", ALONG, "the x at which they are placed, or start or end"),
        Key("sloped", FLAG, "on: they follow the slopes of their curves"),
    ),
    made(LabelsSpec), short="text",
    hint="label one curve with {expr: gelu, label: GELU}, all of them with labels: names",
)  # fmt: skip

NUMBERS = Section(
    "numbers", "under `numbers:`",
    table(
        Key("decimal", DECIMAL, "the decimal mark: . or ,"),
        Key("group", _GROUP, "what separates the digits from 10,000 on: thin, comma, none"),
    ),
    _numbers, short="decimal",
)  # fmt: skip
