"""The tables of keys: what is read from them agrees with the models and with real specs."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actplot import spec
from actplot.errors import ActplotError
from actplot.records import default, fields
from actplot.spec import keys as tables
from actplot.spec import model

CONFIGS = sorted((Path(__file__).parents[1] / "configs").glob("**/*.yaml"))
MODELS = {
    "FIGURE": model.FigureSpec, "PANEL": model.PanelSpec, "CURVE": model.CurveSpec,
    "LINE_": model.LineSpec, "NOTE": model.NoteSpec, "INSET": model.InsetSpec,
    "FILL": model.FillSpec, "AXES": model.AxesSpec, "LEGEND": model.LegendSpec,
    "POINT": model.PointSpec, "CAPTION": model.CaptionSpec, "TANGENT": model.TangentSpec,
    "FONT": model.FontSpec, "SIZE": model.SizeSpec,
}  # fmt: skip
# What a model knows beyond its keys, and keys that are used up while reading.
COMPUTED = {
    "path",
    "places",
    "file",
    "source",
    "original",
    "inputs",
    "letter",
    "texts",
    "condition",
    "feature",
    "errors",
    "sloped",
    "captioned",
}
USED_UP = {"extends", "file", "error"}
# Keys whose fields have another name.
RENAMED = {"LEGEND": {"at": "place"}}


def matches(value: Any, whole: dict[str, Any], part: dict[str, Any] | None = None) -> bool:
    """Whether a value is valid, for the part of JSON Schema that is used here."""
    schema = whole if part is None else part

    def fit(value: Any, part: dict[str, Any]) -> bool:
        return matches(value, whole, part)

    if "$ref" in schema:
        assert schema.keys() == {"$ref"}, "what stands beside a reference is not read"
        return fit(value, whole["definitions"][schema["$ref"].removeprefix("#/definitions/")])
    known = {
        "$schema", "$id", "definitions", "title", "description", "default", "type", "enum",
        "anyOf", "pattern", "items",
        "minimum", "maximum", "exclusiveMinimum", "minItems", "maxItems", "maxLength", "properties",
        "required", "additionalProperties", "allOf", "not", "minLength", "minProperties",
        "maxProperties", "propertyNames",
    }  # fmt: skip
    assert schema.keys() <= known, schema.keys() - known
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    names = {
        "string": isinstance(value, str), "number": number, "boolean": isinstance(value, bool),
        "integer": number and value == int(value), "array": isinstance(value, list),
        "object": isinstance(value, dict),
    }  # fmt: skip
    wanted = schema.get("type", list(names))
    fits = any(names[name] for name in ([wanted] if isinstance(wanted, str) else wanted))
    fits &= value in schema.get("enum", [value])
    fits &= "anyOf" not in schema or any(fit(value, each) for each in schema["anyOf"])
    fits &= all(fit(value, each) for each in schema.get("allOf", ()))
    fits &= "not" not in schema or not fit(value, schema["not"])
    if isinstance(value, str):
        fits &= len(value) >= schema.get("minLength", 0)
        fits &= re.search(schema.get("pattern", ""), value) is not None
        fits &= len(value) <= schema.get("maxLength", len(value))
    if number:
        fits &= schema.get("minimum", value) <= value <= schema.get("maximum", value)
        fits &= "exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"]
    if isinstance(value, list):
        fits &= schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
        fits &= all(fit(item, schema.get("items", {})) for item in value)
    if isinstance(value, dict):
        inner, others = schema.get("properties", {}), schema.get("additionalProperties", {})
        fits &= set(schema.get("required", ())) <= value.keys()
        least, most = schema.get("minProperties", 0), schema.get("maxProperties", len(value))
        fits &= least <= len(value) <= most
        fits &= all(fit(key, schema.get("propertyNames", {})) for key in value)
        for key, item in value.items():
            allowed = inner.get(key, others)
            fits &= fit(item, allowed) if isinstance(allowed, dict) else allowed
    return fits


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_specs_are_valid(path: Path) -> None:
    assert matches(yaml.safe_load(path.read_text(encoding="utf-8")), spec.schema())


@pytest.mark.parametrize(
    "text",
    [
        "curves: [gelu]\naxes: {grid: on, xticks: [0, pi], yticks: {0: a}, linthresh: 0.1}",
        "curves: gelu\nsize: {venue: ieee, width: 0.8 textwidth, aspect: 4/3}\nfont: {size: 五号}",
        "panels: [{curves: [{expr: gelu, color: '#fff', marker: 1, line: [4, 2]}]}]\nletters: off",
        "curves: []\nx: [0, 1]\ny: [0, 1]",
        "lines: [{y: 1, x: [0, 1]}, {slope: 1, through: [0, 0]}]\nx: [0, 2]\ny: [0, 2]",
        "points: {x: [1, 2], y: [3, 4], error: [0.1, [1, 2]], label: {text: a, at: end}}",
        "extends: base.yaml\nx: [-2pi, 2 pi]\nstyle: [paper, {line_width: 2}]\nlegend: none",
    ],
)
def test_what_may_be_said_is_valid(text: str) -> None:
    assert matches(yaml.safe_load(text), spec.schema())


@pytest.mark.parametrize(
    "text",
    ["x: [0, 1]", "curves: [gelu]\nxscale: log", "curves: [gelu]\nx: [0, 1, 2]",
     "curves: [{color: red}]", "curves: [gelu]\naxes: {frame: round}", "panels: [{title: a}]",
     "curves: [gelu]\nsize: {width: 84}", "curves: [gelu]\ndpi: 5"],
)  # fmt: skip
def test_what_may_not_be_said_is_not_valid(text: str) -> None:
    assert not matches(yaml.safe_load(text), spec.schema())


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(spec.schema())) == spec.schema()
    assert spec.schema()["$id"]
    assert spec.schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("name", MODELS)
def test_keys_are_the_fields_of_the_model(name: str) -> None:
    section = getattr(tables, name)
    model = MODELS[name]
    known = set(fields(model))
    renamed = RENAMED.get(name, {})
    own = {renamed.get(key.name, key.name) for key in section.keys.values() if not key.hidden}
    if name == "FIGURE":
        own -= set(tables.PANEL.keys) - {"title", "legend"}
    assert own - USED_UP <= known
    extra = {"name", "curves"} if name in ("FIGURE", "CURVE") else set()
    assert known - set(section.keys) <= COMPUTED | extra
    for key in section.keys.values():
        if key.hidden:
            continue
        value = default(model, key.name) if key.name in known else None
        if isinstance(value, (bool, int, float, str)):
            assert key.default == value, key.name
        else:
            assert key.default is None, key.name


def test_every_key_is_documented_on_a_line() -> None:
    docs = list(spec.key_docs())
    assert len({doc.path for doc in docs}) == len(docs)
    assert {"curves[].color", "axes.grid", "size.venue", "panels", "legend.at"} <= {
        doc.path for doc in docs
    }
    for doc in docs:
        assert 3 <= len(doc.doc) <= 80
        assert "\n" not in doc.doc


def test_words_meant_are_no_keys_but_mean_some() -> None:
    from actplot.spec.sections import MEANT

    every = {key for section in tables.SECTIONS for key in section.keys}
    for word, meant in MEANT.items():
        assert set(meant.split()) <= every, word
        homes = [section for section in tables.SECTIONS if set(meant.split()) & set(section.keys)]
        assert any(word not in section.keys for section in homes), word


# For each section in which keys exclude or need one another: sensible values of these keys.
TOGETHER: dict[str, tuple[str, dict[str, list[Any]]]] = {
    "LINE_": ("lines", {"x": [1, [0, 2]], "y": [1, [0, 2]], "slope": [1], "through": [[0, 1]]}),
    "NOTE": ("notes", {
        "text": ["a"], "x": [1], "y": [1], "curve": [1], "at": ["upper left", [1, 2]],
    }),
    "FILL": ("fill", {
        "between": [["x", "gelu"]], "x": [[0, 1]], "y": [[0, 1]], "where": ["x > 0"],
        "opacity": [0.5], "alpha": [0.5],
    }),
    "POINT": ("points", {
        "x": [1, [1, 2]], "y": [1, [1, 2]], "curve": [1], "error": [0.1], "size": [3],
    }),
    "SIZE": ("size", {
        "venue": ["ieee"], "columns": [1], "width": ["80 mm"], "height": ["60 mm"], "aspect": [2],
    }),
    "AXES": ("axes", {
        "equal": [True, "off"], "xscale": ["linear", "log"], "yscale": ["linear", "symlog"],
    }),
}  # fmt: skip


def accepted(whole: dict[str, Any]) -> bool:
    """Whether a mapping is a spec to the reader."""
    try:
        spec.read(whole)
    except ActplotError:
        return False
    return True


def subsets(values: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    """Every choice of keys, each with every one of its values."""
    for choice in itertools.product(*([None, *several] for several in values.values())):
        yield {key: value for key, value in zip(values, choice, strict=True) if value is not None}


@pytest.mark.parametrize("name", TOGETHER)
def test_which_keys_go_together_is_one_thing_to_reader_and_schema(name: str) -> None:
    key, values = TOGETHER[name]
    schema = spec.schema()
    for chosen in subsets(values):
        if not chosen or (name == "POINT" and isinstance(chosen.get("x"), list)
                          is not isinstance(chosen.get("y", chosen.get("x")), list)):  # fmt: skip
            continue  # lists of one length are more than a schema can ask for
        if name == "POINT" and "curve" in chosen and isinstance(chosen.get("x"), list):
            continue
        whole = {"curves": ["gelu"], "x": [0.1, 1], key: chosen}
        assert matches(whole, schema) == accepted(whole), whole


def test_axes_without_a_curve_are_one_thing_to_reader_and_schema() -> None:
    beside: dict[str, list[Any]] = {
        "x": [[0, 1]], "y": [[0, 1]], "points": [{"x": 1, "y": 2}], "lines": [{"y": 1}],
        "fill": [{"between": ["x", "gelu"]}], "notes": [{"text": "a", "at": [0, 0]}],
        "title": ["a"],
    }  # fmt: skip
    schema = spec.schema()
    for chosen in subsets(beside):
        whole = {"curves": [], **chosen}
        assert matches(whole, schema) == accepted(whole), whole


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("output", ["../a", "/a", "a/..", "a/../b", "a.pdf", "a.PNG", "a/", ".", "a\x07b"]),
        ("output", ["C:\\a", "\\a"]),
        ("output", ["a", "a.b", "a/b", "a b", "..a", "a..b", ".a", "中", 3]),
        ("label", ["a b", "a%b", "a{b", "fig:a", "图", 7, "a~b", ""]),
        ("mosaic", [[], "", " ", [[]], ["a"], "a", [["a"]]]),
        ("axes", [{"xticks": []}, {"xticks": {}}, {"xticks": [1]}, {"xticks": {1: "a"}},
                  {"xticks": list(range(201))}, {"xticks": {"a": "b"}}]),
        ("curves", [{"expr": "x", "line": each} for each in
                    ([], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [-1, 2], [1] * 14)]),
        ("axes", [{"xticks": each} for each in (0, -1, 0.5, "pi", "off")]),
        ("curves", ["", "x", "x+" * 1000 + "x"]),
        ("curves", [{"expr": "x", "label": each} for each in ({}, {"text": "a"}, "", "a")]),
        ("caption", [{}, {"text": "a"}, {"short": "a"}, "a"]),
        ("tangents", [{"curve": 1, "x": 0, "length": each} for each in
                      (0, -1, 0.5, "full", "20 mm", "")]),
        ("size", [{"width": "80 mm", "aspect": each} for each in (0, 0.01, 0.05, 1, 20, 21)]),
        ("let", [{name: "1"} for name in ("k", "x", "pi", "nan", "gelu", "relu6", "sin", "where",
                 "leaky_relu", "ReLU", "2k", "a.b", "a b", "a(", "α", "_k", "gelu_2", "a-b")]),
        ("let", [{name: "x"} for name in ("f(x)", "f(x, a=1)", " f ( x , a ) ", "f(y)", "f()",
                 "gelu(x)", "exp(x, a=1)", "f(x", "f(x) y", "f(x, a=(1 + 2) / 3)", "swish (x)")]),
        ("let", [{f"k{n}": 1 for n in range(count)} for count in (0, 100, 101)]),
        ("dpi", [-1, "-pi", "100", 300, 19, 2400, "-300", "1e3"]),
    ],
)  # fmt: skip
def test_what_a_value_may_be_is_one_thing_to_reader_and_schema(key: str, values: list[Any]) -> None:
    for value in values:
        whole = {"curves": ["gelu"], key: value}
        try:
            spec.read(whole)
            read = True
        except ActplotError as error:
            # Of names of panels a schema knows nothing, nor of functions that are no activations.
            read = (key == "mosaic" and "panel" in str(error)) or "where" in whole.get("let", {})
        assert matches(json.loads(json.dumps(whole)), spec.schema()) == read, whole


def test_names_are_completed_where_they_may_stand() -> None:
    from actplot import activations
    from actplot.looks import styles, venues

    schema = spec.schema()
    known = {
        "activation": list(activations.catalogue()),
        "style": styles.names(),
        "venue": venues.names(),
    }
    for name, names in known.items():
        assert schema["definitions"][name] == {"enum": names}

    def offered(part: Any) -> set[str]:
        """The words that an editor offers for a value."""
        if "$ref" in part:
            return offered(schema["definitions"][part["$ref"].removeprefix("#/definitions/")])
        lists = [*part.get("anyOf", ()), *([part["items"]] if "items" in part else [])]
        return {each for each in part.get("enum", ()) if isinstance(each, str)}.union(
            *map(offered, lists)
        )

    for key, name in {"curves": "activation", "style": "style", "size": "venue"}.items():
        assert set(known[name]) <= offered(schema["properties"][key]), key


def test_a_schema_says_nothing_long_twice() -> None:
    assert len(json.dumps(spec.schema())) < 150_000
