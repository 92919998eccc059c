"""Keys of other tools: what is said to be written instead can be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from actplot import spec
from actplot.errors import ActplotError
from actplot.spec.habit_lines import ANYWHERE, BY_PLACE
from actplot.spec.habits import in_line
from actplot.spec.keys import SECTIONS
from actplot.spec.sections import MEANT

# What stands beside the unknown key, in which entry of which list or mapping.
ENTRIES = {
    "in an entry of `curves:`": ("curves", {"expr": "gelu"}),
    "in an entry of `notes:`": ("notes", {"text": "here", "at": [1, 2]}),
    "in an entry of `lines:`": ("lines", {"y": 1}),
    "in an entry of `points:`": ("points", {"x": 1, "y": 2}),
    "in an entry of `tangents:`": ("tangents", {"x": 1}),
    "in an entry of `fill:`": ("fill", {"between": ["gelu", "relu"]}),
    "in an entry of `panels:`": ("panels", {"curves": ["gelu"]}),
    "in an entry of `let:`": ("let", {"formula": "a * x"}),
    "under `label:`": ("label", {"text": "here"}),
    "under `axes:`": ("axes", {}),
    "under `legend:`": ("legend", {}),
    "under `numbers:`": ("numbers", {}),
    "under `labels:`": ("labels", {}),
    "under `caption:`": ("caption", {"text": "here"}),
    "under `font:`": ("font", {}),
    "under `size:`": ("size", {}),
    "under `inset:`": ("inset", {"x": [0, 1]}),
}  # fmt: skip
WORDS = [(where, word) for where, table in BY_PLACE.items() for word in table]
WORDS += [(where, word) for where in ENTRIES for word in ANYWHERE]
# In other sections what their keys may be depends on their neighbours.
ALONE = ("curves", "axes", "legend", "labels", "caption", "font", "size", "top")
WORDS += [
    (where, word) for where in (*BY_PLACE,) if any(a in where for a in ALONE) for word in MEANT
]
VALUES: list[Any] = [7, "dashed", [0, 1], True]


def written(where: str, values: dict[str, Any], above: dict[str, Any]) -> str:
    """A spec with values in a section, and others beside its curves."""
    whole: dict[str, Any] = {"curves": ["gelu", "relu"]}
    if where == "at the top of the spec":
        if "panels" in values:
            del whole["curves"]
        return yaml.safe_dump(whole | values | above)
    key, least = ENTRIES[where]
    entry = least | values
    if key == "let":
        whole["let"] = {"f(x, a=1)": entry}
    elif key == "label":
        whole["curves"] = [{"expr": "gelu", "label": entry}]
    elif where.startswith("under"):
        whole[key] = entry
    elif key == "panels":
        return yaml.safe_dump({"panels": [entry]} | above)
    else:
        whole[key] = [entry]
    return yaml.safe_dump(whole | above)


def helps(text: str, word: str) -> list[str]:
    with pytest.raises(ActplotError) as caught:
        spec.read(text)
    return [p.help or "" for p in caught.value.problems if f"'{word}'" in p.message]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "measured.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("value", VALUES, ids=str)
def test_what_is_said_to_be_written_can_be_written(value: Any) -> None:
    keys: dict[str, set[str]] = {}
    for section in SECTIONS:
        keys.setdefault(section.where, set()).update(section.keys)
    keys["in an entry of `let:`"] = {"formula", "title", "domain", "reference"}
    count = 0
    for where, word in dict.fromkeys(WORDS):
        if where not in keys or word in keys[where]:
            continue
        for help in helps(written(where, {word: value}, {}), word):
            line = in_line(help)
            if line is None or line.startswith(("'", "elu", "let")):
                continue
            values = yaml.safe_load(line)
            assert isinstance(values, dict), (where, word, help)
            own = {key: each for key, each in values.items() if key in keys[where]}
            above = {key: each for key, each in values.items() if key not in keys[where]}
            if line.startswith("{"):  # the whole entry
                own = dict.fromkeys(ENTRIES[where][1]) | own
            if own.get("error") == "dashed" or {"extends", "functions", "mosaic"} & values.keys():
                continue  # the name of a column a file or a panel, where there is one
            if "where" in own:
                own["between"] = ["gelu", "relu"]
            if where == "in an entry of `points:`" and "file" in own:
                own = {"x": None, "y": None} | own
            text = written(where, own, above)
            try:
                spec.read(text)
            except ActplotError as error:  # pragma: no cover
                pytest.fail(f"{where} {word}: {help}\n{text}\n{error}")
            count += 1
    assert count > 150


@pytest.mark.usefixtures("folder")
def test_no_similar_word_is_offered_for_a_key_of_another_tool() -> None:
    """Of words that are no slip of a key, none is offered as one."""
    for where in ENTRIES:
        for word in ("traces", "hue", "palette", "zorder", "kind", "shapes", "theme", "despine"):
            for help in helps(written(where, {word: 7}, {}), word):
                assert not help.startswith("did you mean"), (where, word, help)


@pytest.mark.parametrize("where", ENTRIES)
def test_a_key_that_is_null_is_not_given(where: str) -> None:
    (section,) = [each for each in SECTIONS if each.where == where] or [None]
    if section is None:
        return
    least = ENTRIES[where][1]
    plain = spec.read(written(where, {}, {}))
    for key in section.keys:
        if key not in least:
            assert spec.read(written(where, {key: None}, {})) == plain, key
