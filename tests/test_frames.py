"""Figures that move: sliders, frames of one layout, and the animations made of them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from figure_files import drawn
from PIL import Image, ImageSequence, features
from planned import planned

import actplot
from actplot.formats import FORMATS
from actplot.layout.frames import at, frames
from actplot.paint.artists import ScenePainting
from actplot.paint.figure import draw, setting
from actplot.paint.formats import gif
from actplot.paint.formats.png import drawn as pixels
from actplot.plan.sliders import sliders, unseen

MOVING = [name for name, row in FORMATS.items() if row.moves]
FAMILIES = {
    "few": "{curves: ['elu(alpha=[0.5, 1, 2])', relu], size: 84x60}",
    "many": "{curves: ['swish(beta=[0.5:4:9])', \"swish'(beta=[0.5:4:9])\"], size: 84x60}",
    "two": "{curves: ['elu(alpha=[0.5, 2])', 'swish(beta=[1, 3])'], size: 84x60}",
    "pairs": "{curves: ['selu(alpha=[1, 2], scale=[1, 1.5])'], size: 84x60}",
    "marked": "{curves: [{expr: 'swish(beta=[1, 3])', mark: minimum}], size: 84x60}",
    "panels": "{panels: [{curves: ['elu(alpha=[1, 2])']}, {curves: [\"elu'(alpha=[1, 2])\"]}]}",
}


def test_lists_of_the_same_name_and_values_are_one_slider() -> None:
    (one,) = sliders(planned(FAMILIES["panels"]))
    assert one.families == (((0, 1), (0, 2)), ((1, 1), (1, 2)))
    assert [slider.name for slider in sliders(planned(FAMILIES["two"]))] == ["alpha", "beta"]
    (both,) = sliders(planned(FAMILIES["pairs"]))
    assert len(both.values) == 2
    assert sliders(planned("{curves: [gelu]}")) == ()


def test_a_slider_begins_at_the_default() -> None:
    (few,) = sliders(planned(FAMILIES["few"]))
    assert few.values[few.start] == "$\\alpha = 1$"
    (slider,) = sliders(planned("{curves: ['leaky_relu(alpha=[0.3, 0.1, 0.02])']}"))
    assert slider.values[slider.start] == "$\\alpha = 0.02$"


@pytest.mark.parametrize("name", FAMILIES)
def test_at_every_position_one_member_of_each_family_is_seen(name: str) -> None:
    made = planned(FAMILIES[name])
    scene, controls = draw(made).scene, sliders(made)
    for positions in np.ndindex(*(len(slider.values) for slider in controls)):
        every = {owner for slider in controls for family in slider.families for owner in family}
        seen = every - unseen(controls, positions)
        assert all(
            len(set(family) & seen) == 1 for slider in controls for family in slider.families
        )
        frame = at(made, scene, positions)
        curves = {(s.panel, s.owner) for s in frame.shapes if s.role.startswith("curve-")}
        assert curves & every == seen
        assert all((words.panel, words.owner) not in every - seen for words in frame.words)


@pytest.mark.parametrize("name", FAMILIES)
def test_from_frame_to_frame_only_what_belongs_to_a_family_changes(name: str) -> None:
    made = planned(FAMILIES[name])
    still: set[tuple[tuple[str, str, bytes], ...]] = set()
    for frame in frames(made, draw(made).scene):
        moving = {owner for one in sliders(made) for family in one.families for owner in family}
        still.add(
            tuple(
                (shape.role, shape.color, shape.points.tobytes())
                for shape in frame.scene.shapes
                if (shape.panel, shape.owner) not in moving and shape.owner >= 0
            )
        )
    assert len(still) == 1


@pytest.mark.parametrize("format", MOVING)
def test_an_animation_has_a_frame_a_value_and_comes_back(format: str) -> None:
    data = drawn(FAMILIES["many"], format)[format]
    image = Image.open(io.BytesIO(data))
    assert image.n_frames == 9 + 7
    assert image.info["loop"] == 0
    pages = [np.asarray(each.convert("RGB")).astype(int) for each in ImageSequence.Iterator(image)]
    assert all((there == back).all() for there, back in zip(pages[1:8], pages[:8:-1], strict=True))
    made = planned(FAMILIES["many"])
    scene = draw(made).scene
    (area,), (height, width) = scene.areas, pages[0].shape[:2]
    changed = np.any([(page != pages[0]).any(axis=2) for page in pages], axis=0)
    assert changed.any()
    # Beside the plot, only the values in the legend change.
    left, right = (int(x / scene.width * width) for x in (area.left - 2, area.right + 2))
    top, bottom = (int((1 - y / scene.height) * height) for y in (area.top + 2, area.bottom - 2))
    changed[max(top, 0) : bottom + 1, max(left, 0) : right + 1] = False
    for words in scene.words:
        if words.role == "legend-label":
            box = words.box.grown(2)
            across = slice(int(box.left / scene.width * width), None)
            up = slice(int((1 - box.top / scene.height) * height),
                       int((1 - box.bottom / scene.height) * height) + 1)  # fmt: skip
            changed[up, across] = False
    assert changed.sum() == 0


def test_a_pale_region_of_a_gif_stays_apart_from_the_page() -> None:
    frames = [np.full((200, 200, 3), 255, dtype=np.uint8) for _ in range(2)]
    for number, frame in enumerate(frames):
        frame[50:150, 50:150] = 253
        frame[:20, :20, 0] = np.arange(400).reshape(20, 20) % 240
        frame[:20, :20, 1] = np.arange(400).reshape(20, 20) % 7 + number
    palette = gif._palette(frames)
    image = np.asarray(gif._indexed(frames[0], palette).convert("RGB"))
    assert (image[50:150, 50:150] == 253).all()
    assert (image[150:] == 255).all()


@pytest.mark.parametrize("format", [name for name in MOVING if name != "gif"])
def test_animations_without_loss_show_what_a_png_does(format: str) -> None:
    """Also where the page has no ground; the first frame is that of the first value."""
    for ground in ("white", "none"):
        text = (
            f"{{curves: ['swish(beta=[1, 3])'], size: 84x60, dpi: 72, y: [-1, 4],"
            f" x: [-4, 4], style: {{background: {ground}}}}}"
        )
        image = Image.open(io.BytesIO(drawn(text, format)[format]))
        made = planned(text)
        drawing = draw(made)
        for number, frame in enumerate(frames(made, drawing.scene)):
            image.seek(number)
            page = np.asarray(image.convert("RGBA")).astype(int)
            with setting(drawing.fonts):
                true = pixels(ScenePainting(frame.scene), 72).astype(int)
            shown = true[:, :, 3] > 0
            assert (page[:, :, 3] == true[:, :, 3]).all()
            assert (page[shown] == true[shown]).all()


@pytest.mark.parametrize("format", MOVING)
def test_what_cannot_move_is_refused(format: str) -> None:
    with pytest.raises(actplot.ActplotError, match="needs something to animate"):
        drawn("{curves: [gelu]}", format)


def test_without_webp_in_pillow_other_formats_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: False)
    with pytest.raises(actplot.ActplotError, match="this Pillow cannot write WebP") as raised:
        drawn(FAMILIES["few"], "webp")
    assert "draw an APNG or a GIF" in str(raised.value.problems[0].help)
