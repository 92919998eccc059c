"""A schema in which what occurs repeatedly is defined once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

# Shorter schemas are no longer than a reference to them.
_LONG = 160
_LISTS, _MAPPINGS = ("anyOf", "allOf"), ("properties",)
_SINGLE = ("items", "additionalProperties", "not", "propertyNames")


def shared(schema: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with definitions: those that have names already, and what occurs repeatedly."""
    counts = Counter(map(_key, _walk(schema)))
    definitions: dict[str, Any] = dict(named)
    names: dict[str, str] = {}

    def moved(part: Any, name: str) -> Any:
        key = _key(part)
        if not isinstance(part, Mapping) or counts[key] < 2 or len(key) < _LONG:
            return inside(part, name)
        if key not in names:
            names[key] = _free(name, definitions)
            definitions[names[key]] = {}  # so that nothing inside of it takes its name
            definitions[names[key]] = inside(part, name)
        return {"$ref": f"#/definitions/{names[key]}"}

    def inside(part: Any, name: str) -> Any:
        if not isinstance(part, Mapping):
            return part
        schema = dict(part)
        for word, value in part.items():
            if word in _LISTS:
                schema[word] = [moved(element, name) for element in value]
            elif word in _MAPPINGS:
                schema[word] = {key: moved(element, key) for key, element in value.items()}
            elif word in _SINGLE:
                schema[word] = moved(value, name)
        return schema

    return {**inside(schema, "spec"), "definitions": definitions}


def _walk(schema: Any) -> Iterator[Mapping[str, Any]]:
    """Every schema in a schema, itself first."""
    if not isinstance(schema, Mapping):
        return
    yield schema
    for word in _LISTS:
        for subschema in schema.get(word, ()):
            yield from _walk(subschema)
    for word in _MAPPINGS:
        for subschema in schema.get(word, {}).values():
            yield from _walk(subschema)
    for word in _SINGLE:
        yield from _walk(schema.get(word))


def _key(schema: Any) -> str:
    return json.dumps(schema, sort_keys=True)


def _free(name: str, taken: Mapping[str, Any]) -> str:
    """A name that is not taken: label, label2, and so on."""
    number = 1
    while (candidate := name if number == 1 else f"{name}{number}") in taken:
        number += 1
    return candidate
