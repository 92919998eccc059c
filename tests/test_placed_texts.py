"""What the spec puts at a place: it stands clear there or beside it, or a warning names it."""

from __future__ import annotations

import numpy as np
import pytest
import yaml
from figure_laws import TOUCH, rects, strikes, words_of
from hypothesis import given, settings
from hypothesis import strategies as st

from actplot.layout.axes import PlacedPanel
from actplot.layout.notes import ASIDE
from actplot.layout.scene import Scene, Words
from actplot.paint.figure import Drawing, draw
from actplot.plan.figure import plan
from actplot.plan.plans import FigurePlan
from actplot.spec import read

CURVES = ("relu", "tanh", "sigmoid'", "sin(3*x)", "x", "floor(x)", "1/x", "elu(alpha=[0.5, 1, 2])")
TEXTS = ("note", "a longer note", "$x^2$", "two\nlines")
x_values = st.floats(-4, 4).map(lambda value: round(value, 2))
PLACED = {"note", "line-label", "tangent-label", "point-label"}


def drawn(spec: object) -> tuple[FigurePlan, Drawing]:
    planned = plan(read(yaml.safe_dump(spec), name="figure"))
    return planned, draw(planned)


def unreported(drawing: Drawing, planned: FigurePlan) -> list[str]:
    """The placed texts that something strikes, and of which no warning speaks."""
    scene = drawing.scene
    warning_text = " ".join(" ".join(note.message for note in drawing.notes).split())
    asked = {f"label-{c.number}" for c in planned.panels[0].curves if c.label_at is not None}
    struck = {id(words): shape.role for shape, words in strikes(scene)}
    messages = []
    for words in (words for words in scene.words if words.role in PLACED | asked):
        if is_reported(words, warning_text):
            continue
        # Of two texts on each other, one is spoken of.
        over = [w for w in scene.words if w is not words and overlapping(w, words)]
        stood_on = [each.text for each in over if not is_reported(each, warning_text)]
        if id(words) in struck:
            stood_on.append(struck[id(words)])
        if stood_on:
            messages.append(f"{words.text!r} stands on {stood_on}")
    return messages


def is_reported(words: Words, warning_text: str) -> bool:
    return f"'{' '.join(words.text.split())}'" in warning_text


def overlapping(one: Words, other: Words) -> bool:
    if one.angle or other.angle:
        return False
    return one.box.grown(-TOUCH).overlaps(other.box.grown(-TOUCH))


@given(
    curves=st.lists(st.sampled_from(CURVES), min_size=1, max_size=3, unique=True),
    notes=st.lists(st.tuples(st.sampled_from(TEXTS), x_values, x_values), min_size=1, max_size=3),
    line=st.none() | x_values,
    point=st.none() | st.tuples(x_values, x_values),
    label=st.none() | x_values,
    sloped=st.booleans(),
    frame=st.sampled_from(["centred", "boxed"]),
)
@settings(max_examples=40, deadline=None)
def test_nothing_that_has_a_place_is_struck_without_a_word(
    curves, notes, line, point, label, sloped, frame
):
    spec: dict[str, object] = {
        "x": [-4, 4], "y": [-4, 4], "axes": frame, "curves": list(curves),
        "notes": [{"text": text, "at": [x, y]} for text, x, y in notes],
        "size": {"width": "84 mm", "height": "60 mm"},
    }  # fmt: skip
    if line is not None:
        spec["lines"] = [{"y": line, "label": "threshold"}]
    if point is not None:
        spec["points"] = [{"x": point[0], "y": point[1], "label": "measured"}]
    if label is not None:
        asked = {"text": "asked", "at": label, "sloped": sloped}
        spec["curves"] = [{"expr": "softsign", "label": asked}, *curves]
    planned, drawing = drawn(spec)
    assert unreported(drawing, planned) == []


def note_of(at: tuple[float, float], text: str = "note") -> tuple[Scene, Words, list[str], float]:
    """A note beside ReLU: the scene, the note, what is said of it, and how far it stands aside."""
    spec = {"x": [-4, 4], "curves": ["relu"], "notes": [{"text": text, "at": list(at)}]}
    planned, drawing = drawn(spec)
    (words,) = words_of(drawing.scene, "note")
    place = PlacedPanel(planned.panels[0], drawing.scene.areas[0])
    away = np.hypot(*np.subtract(words.box.center, (place.x(at[0]), place.y(at[1]))))
    messages = [note.message for note in drawing.notes]
    return drawing.scene, words, messages, float(away) / words.size


@given(x=x_values, y=st.floats(-0.4, 3.9).map(lambda value: round(value, 2)))
@settings(max_examples=25, deadline=None)
def test_a_note_stands_where_it_was_put_or_a_little_aside(x, y):
    scene, words, messages, away = note_of((x, y))
    struck = [shape for shape, other in strikes(scene) if other is words]
    assert away <= ASIDE + 1e-9
    assert messages or not struck
    # With a halo it can be read even where it stands on something.
    assert not struck or any(words.box.within(halo) for halo in rects(scene, "halo"))


@pytest.mark.parametrize("at", [(-2, 2), (-3, 1), (3, 1)])
def test_a_note_at_a_free_place_stands_exactly_there(at):
    *_, messages, away = note_of(at)
    assert (messages, away) == ([], pytest.approx(0.0, abs=1e-9))


@pytest.mark.parametrize("at", [(-2, 0), (-4, 2), (0, 3), (1, 1)])
def test_a_note_on_something_steps_aside_without_a_word(at):
    scene, words, messages, away = note_of(at)
    assert messages == []
    assert away > 0.1
    assert words.box.within(scene.paper)
    assert all(other is not words for _, other in strikes(scene))


def test_a_note_that_cannot_step_aside_stays_with_a_halo_and_is_told():
    scene, words, (message,), away = note_of((2, 2), "a note of a certain length")
    assert message.startswith("there is no free room for the note 'a note of a certain length'")
    assert away == pytest.approx(0.0, abs=1e-9)
    assert any(words.box.within(halo) for halo in rects(scene, "halo"))


@pytest.mark.parametrize(("at", "free"), [((-2.5, 2), True), ((-2.5, 0.1), True), ((2, 2), False)])
def test_formulas_at_a_place_step_aside_or_are_told(at, free):
    spec = {
        "x": [-4, 4], "curves": ["relu"],
        "notes": [{"curve": 1, "formula": "on", "at": list(at)}],
    }  # fmt: skip
    _, drawing = drawn(spec)
    scene, messages = drawing.scene, [note.message for note in drawing.notes]
    struck = [words for _, words in strikes(scene) if words.role == "formula"]
    assert (not struck) is free
    assert (messages == []) is free


def test_a_warning_shows_coordinates_as_one_writes_them():
    point = {"curve": 1, "x": "minimum", "label": "auto"}
    _, drawing = drawn({"x": [-20, 20], "curves": ["sin(x)/x", "cos(x)"], "points": [point]})
    messages = [note.message for note in drawing.notes]
    assert any("the label '$(-17.2, -0.058)$'" in message for message in messages)
    assert not any("{-}" in message for message in messages)
