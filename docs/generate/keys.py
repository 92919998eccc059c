"""The keys of a spec: type, default and example, from the table of keys and from configs/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from actplot.spec import read, steps
from actplot.spec.keys import FIGURE, PANEL
from actplot.spec.let import LetSection
from actplot.spec.sections import Key, Section
from docs.generate.page import Page, code, fenced, paged, table, words

CONFIGS = Path(__file__).parents[2] / "configs"
HEAD = """# Every key

A spec is a mapping of these keys; `curves`, or `panels`, is all it needs. What a value may be is
checked, and a mistake is told with its line and a hint. `--set KEY=VALUE` sets any key from the
command line, nested ones as `--set axes.grid=on`; `actplot schema` gives the table to editors.

Unless a default is named, a key that is not given is left to actplot, or to the style.
"""


def pages() -> Iterator[Page]:
    lines, figures = [HEAD], {}
    for key in _shown(FIGURE):
        lines += [f"## `{key.name}`\n", _sentence(key)]
        text, path = example(key.name)
        lines += ["", fenced(text, "yaml")]
        if path is not None:
            name = path.relative_to(CONFIGS).with_suffix("").as_posix()
            picture = paged(f"figures/{name}", steps.count(read(path)))
            lines += [f"![{name}]({picture})\n"]
            figures[f"spec/figures/{name}.svg"] = path
        if key.name != "panels":
            lines += nested(key)
    yield Page("spec/keys.md", "\n".join(lines), figures)


def nested(key: Key, before: str = "") -> Iterator[str]:
    """The keys below a key, and those below them."""
    section = key.check.section
    if isinstance(section, LetSection):
        section = section.entry
    if section is None:
        return
    path = f"{before}{key.name}"
    yield "\n" + f"Keys of {'an entry of ' if _listed(key, section) else ''}`{path}`:"
    rows = (
        (
            code(each.name),
            kind(each.check.schema),
            _default(each),
            _sentence(each, False),
            _value(each, key),
        )
        for each in _shown(section)
    )
    yield from table(("key", "type", "default", "what it does", "example"), rows)
    for each in _shown(section):
        yield from nested(each, f"{path}.")


def _shown(section: Section) -> list[Key]:
    return [key for key in section.keys.values() if not key.hidden]


def _listed(key: Key, section: Section) -> bool:
    return section.convert != key.check.convert


def _sentence(key: Key, full: bool = True) -> str:
    if not full:
        return words(key.doc)
    default = f" Default: {_default(key)}." if key.default is not None else ""
    where = " Of a figure or a panel." if key.name in PANEL.keys else " Of the figure."
    sentence = f"{key.doc[0].upper()}{words(key.doc[1:])}.{where}"
    return f"{sentence}\n\nType: {kind(key.check.schema)}.{default}"


def _default(key: Key) -> str:
    if key.default is None:
        return ""
    return code({True: "on", False: "off"}.get(key.default, key.default))


# A longer list of words is shortened.
MOST = 12


def kind(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words: `a text or a mapping, or a list of these`."""
    kinds = list(dict.fromkeys(_kinds(schema)))
    single = [each for each in kinds if not each.startswith(("a list of: ", "two values"))]
    these = f"a list of: {_or(single)}"
    others = ["a list of these" if each == these else each for each in kinds if each not in single]
    return ", or ".join(filter(None, (_or(single), *others)))


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return [f"{'an' if name[0] in 'aeiou' else 'a'} {name}"]
    if "enum" in schema:
        switches = ("off", "on", "yes", "no", "false", "true")
        words = [code(word) for word in schema["enum"] if word not in switches]
        if len(words) > MOST:
            words = [*words[: MOST - 1], "other words"]
        return words or ["on or off"]
    if "anyOf" in schema and "type" not in schema:
        kinds = [each for one in schema["anyOf"] for each in _kinds(one)]
        if kinds[:3] == ["an activation", "a text", "a number"]:
            kinds = ["an expression", *kinds[3:]]
        return kinds
    types = schema.get("type", "string")
    if types == "string" and "0-9eEpi" in schema.get("pattern", ""):
        return ["a number"]  # with pi, as a text
    if types == "array" and schema.get("minItems") == schema.get("maxItems") == 2:
        return [f"two values in brackets, each {kind(schema['items'])}"]
    if types == "array":
        return [f"a list of: {kind(schema['items'])}" if "items" in schema else "a list"]
    named = {"boolean": "on or off", "integer": "a whole number", "number": "a number",
             "object": "a mapping", "string": "a text", "array": "a list"}  # fmt: skip
    if isinstance(types, list):
        return ["a text"] if "boolean" in types else [named[each] for each in types]
    return [named[types]]


def _or(words: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _specs() -> dict[str, dict[str, Any]]:
    paths = sorted(CONFIGS.rglob("*.yaml"), key=lambda path: (path.stat().st_size, path.name))
    return {
        path.relative_to(CONFIGS).with_suffix("").as_posix(): yaml.load(
            path.read_text(encoding="utf-8"), yaml.BaseLoader
        )
        for path in paths
        if path.parent.name != "bases"
    }


SPECS = _specs()
EXAMPLES = yaml.load(
    Path(__file__).with_name("examples.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
# Where a figure says more of a key than the smallest spec that has it.
SHOWN = {
    "curves": "swish", "x": "sigmoid", "y": "relu", "axes": "options/frame-boxed",
    "labels": "options/labels-symbols", "label": "options/in-latex", "title": "gelu",
}  # fmt: skip


def example(key: str) -> tuple[str, Path | None]:
    """A spec that uses a key, and its file where it is one of configs/."""
    users = [name for name, spec in SPECS.items() if key in spec]
    if name := SHOWN.get(key) or (users[0] if users else None):
        path = CONFIGS / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        return re.sub(r"\A# yaml-language-server.*\n", "", text), path
    spec = next((spec for spec in EXAMPLES.values() if key in spec), {})
    return yaml.safe_dump(spec, allow_unicode=True, sort_keys=False), None


def _value(key: Key, above: Key) -> str:
    """A value of a nested key, as some spec of configs/ has it."""
    for spec in (*SPECS.values(), *EXAMPLES.values()):
        for mapping in _mappings(spec, above.name):
            if mapping.get(key.name):
                return code(_flow({key.name: mapping[key.name]}))
    return ""


def _mappings(spec: Any, name: str) -> Iterator[Mapping[str, Any]]:
    """The mappings that stand under a key, at the top, in panels or further down.

    Those of `let` stand under the names that they define.
    """
    if isinstance(spec, list):
        for each in spec:
            yield from _mappings(each, name)
    elif isinstance(spec, dict):
        value = spec.get(name)
        if name == "let" and isinstance(value, dict):
            value = list(value.values())
        yield from (
            each
            for each in (value if isinstance(value, list) else [value])
            if isinstance(each, dict)
        )
        for each in spec.values():
            yield from _mappings(each, name)


def _flow(value: Any) -> str:
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return text.strip().removeprefix("{").removesuffix("}").replace("'", "")
