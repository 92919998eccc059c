"""Whatever a user writes is a spec or has problems with places; it is never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actplot import spec
from actplot.errors import ActplotError
from actplot.spec.keys import SECTIONS
from actplot.spec.yaml.compose import compose
from actplot.spec.yaml.emit import emit
from actplot.spec.yaml.nodes import Dictionary, Node, Scalar, SequenceNode
from actplot.spec.yaml.python import Converter
from actplot.spec.yaml.source import Source, decode

KEYS = sorted({key for section in SECTIONS for key in section.keys})
WORDS = [
    "gelu", "gelu'", "x", "x*(", "elu(alpha=[1, 2])", "softmax(x, 0, 1)", "log", "symlog", "pi",
    "-2pi", "1e-3", "1e999", ".inf", "nan", "0", "-1", "on", "off", "null", "~", "", "84 mm", "84",
    "ieee", "ieee-full", "0.8 textwidth", "4/3", "1/0", "thesis", "boxed", "box", "upper left",
    "#fff", "C0", "0.5", "--", "*", "a", ".", "a a", "$\\alpha$", "图", "(a)", "a\nb", " ", "\t",
    "<<", "=", "2026-01-01", "1:30", "0x10", "1_000", "é", "\u2028", "'", '"', "9" * 400,
]  # fmt: skip
PIECES = [
    *WORDS, "\n", "\n  ", "\n- ", "\n  - ", ": ", ":", ", ", "[", "]", "{", "}", "# ", "#", "&a ",
    "*a", "!x ", "!!python/none ", "|\n", ">-\n", "---\n", "...\n", "%YAML 1.2\n", "? ", "\\", "\r",
    "\x00", "\x85", "\ufeff", "，", "：", *(f"{key}: " for key in KEYS),
    *(f"\n{key}: " for key in KEYS),
]  # fmt: skip

leaves = st.one_of(
    st.sampled_from(WORDS),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
)
keys = st.one_of(st.sampled_from(KEYS), st.sampled_from(KEYS), st.text(max_size=5))
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4)
)
mappings = st.dictionaries(keys, values, max_size=6)


def read_or_complain(source: Any, **options: Any) -> None:
    try:
        spec.read(source, **options)
    except ActplotError as error:
        check(error)


def check(error: ActplotError) -> None:
    assert error.problems
    for problem in error.problems:
        assert problem.place is not None, problem
        assert problem.place.column <= len(problem.place.text) + 1
        assert str(problem)


@settings(max_examples=100, deadline=None)
@given(mappings)
@example({"alpha": None, "curve": {"alpha": {}, "tangents": []}})  # a hint within a hint
def test_any_mapping(value: dict[str, Any]) -> None:
    read_or_complain(value)


@settings(max_examples=60, deadline=None)
@given(mappings, mappings)
def test_any_mapping_beside_curves(value: dict[str, Any], panel: dict[str, Any]) -> None:
    read_or_complain({**value, "panels": [{**panel, "curves": ["gelu"]}]})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("%")
@example("? ")
@example("a: &a\n  *a : *a")
@example("[" * 3000)
@example("- " * 2000)
@example(f"%YAML 1.{'1' * 5000}\n---\ncurves: [gelu]")
@example('curves: ["\\U00110000"]')
def test_any_text(text: str) -> None:
    read_or_complain(text + "\n")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=40))
def test_any_bytes(data: bytes) -> None:
    try:
        text = decode(data, "junk.yaml")
    except ActplotError as error:
        check(error)
    else:
        read_or_complain(text + "\n")


GOOD = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[1] / "configs").glob("**/*.yaml"))
]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_any_slip_in_a_good_spec(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(GOOD))
    at = data.draw(st.integers(0, len(text)))
    width = data.draw(st.integers(0, 3))
    piece = data.draw(st.sampled_from(["", *PIECES]))
    read_or_complain(f"{text[:at]}{piece}{text[at + width :]}\n")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, ".", "=", "0"]), max_size=6).map("".join))
def test_any_setting(setting: str) -> None:
    read_or_complain("curves: [gelu]\naxes: boxed\n", overrides=[setting])


def plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return None if node.null else node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key: plain(entry.value) for key, entry in node.entries.items()}


texts = st.one_of(st.sampled_from(WORDS), st.text(max_size=10))
trees = st.dictionaries(
    texts,
    st.recursive(
        texts | st.none(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=3),
    ),
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(trees)
@example({"a": "$x$\n\\theta\tb", "b": "$x$\nu"})
@example({"a": 'it\'s "so"', "b": ["- x", "-x", "a: b", "a #b", "null", "~", "", "...", "---"]})
def test_canonical_text_reads_back(tree: dict[str, Any]) -> None:
    converter = Converter()
    node = converter.mapping(tree)
    if converter.problems:
        return
    text = emit(node)
    again, problems = compose(Source("text", text))
    assert not problems, (text, problems[0])
    if not node.entries:
        assert again is None
        return
    assert isinstance(again, Dictionary)
    assert plain(again) == plain(node)
    assert emit(again) == text


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="ab('\"\\ \n#:图é+,-x", min_size=1, max_size=60).filter(str.strip),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.integers(5, 40),
    st.booleans(),
)
def test_every_character_of_a_value_is_found_in_the_file(
    value: str, style: str | None, width: int, unicode: bool
) -> None:
    text = yaml.dump({"k": [value]}, default_style=style, width=width, allow_unicode=unicode)
    root, _ = compose(Source("text", text))
    if root is None:
        return
    assert isinstance(root, Dictionary)
    (entry,) = root.entries.values()
    assert isinstance(entry.value, SequenceNode)
    (scalar,) = entry.value.items
    assert isinstance(scalar, Scalar)
    lines = text.split("\n")
    for index, character in enumerate(scalar.text):
        place = scalar.part(index, 1)
        shown = lines[place.line - 1][place.column - 1 :]
        if character not in " \n" and not shown.startswith("\\"):
            assert shown[0] == character
    whole = scalar.part(0, len(scalar.text))
    assert whole.line >= 1


@pytest.mark.parametrize(
    "name", ["junk.yaml", "no/such/folder.yaml", "a\x00b.yaml", "x" * 300 + ".yaml"]
)
def test_any_path(name: str) -> None:
    with pytest.raises(ActplotError):
        spec.read(Path(name))
