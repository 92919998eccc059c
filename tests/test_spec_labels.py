"""Labels in all their forms, and curves by their number, expression or label."""

from __future__ import annotations

import pytest

from actplot import spec
from actplot.spec.model import LabelSpec, PanelSpec

EVERYWHERE = (
    "curves: [{{expr: gelu, label: {0}}}]",
    "curves: gelu\nlines: [{{y: 1, label: {0}}}]",
    "curves: gelu\nfill: [{{x: [0, 1], label: {0}}}]",
    "curves: gelu\npoints: [{{curve: 1, x: 0, label: {0}}}]",
    "curves: gelu\ntangents: [{{x: 0, label: {0}}}]",
)


def panel(text: str) -> PanelSpec:
    (panel_spec,) = spec.read(text + "\n").panels
    return panel_spec


def label(text: str) -> LabelSpec | None:
    panel_spec = panel(text)
    beside = (*panel_spec.lines, *panel_spec.fill, *panel_spec.points, *panel_spec.tangents)
    return (*beside, *panel_spec.curves)[0].label


@pytest.mark.parametrize("form", EVERYWHERE)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SiLU 函数", LabelSpec("SiLU 函数")),
        ("auto", LabelSpec(None)),
        ("none", LabelSpec("")),
        ("off", LabelSpec("")),
        ("'off'", LabelSpec("off")),
        ('""', LabelSpec("")),
        ("~", None),
        ("{text: ELU, at: -2, sloped: on}", LabelSpec("ELU", -2.0, True)),
        ("{at: pi/2}", LabelSpec(None, 1.5707963267948966)),
        ("{at: end}", LabelSpec(None, "end")),
        ("{text: none}", LabelSpec("")),
    ],
)
def test_label_has_one_form_for_everything(form: str, written: str, meant: LabelSpec) -> None:
    assert label(form.format(written)) == meant


@pytest.mark.parametrize("axis", ["xlabel", "ylabel"])
@pytest.mark.parametrize(("written", "meant"), [("none", ""), ("off", ""), ("auto", None)])
def test_name_of_an_axis_can_be_left_out(axis: str, written: str, meant: str | None) -> None:
    assert getattr(panel(f"curves: gelu\n{axis}: {written}"), axis) == meant


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("1", 1), ("gelu'", 2), ("elu(alpha=0.5)", 3), ("fast", 5),
        ("torch.nn.GELU", 1), ("ELU(alpha=1)", 4), ("x**2", 6), ("x ^ 2", 6),
    ],
)  # fmt: skip
def test_curve_is_named_by_number_expression_or_label(wanted: str, number: int) -> None:
    text = (
        'curves: [gelu, "gelu\'", "elu(alpha=[0.5, 1])", {expr: silu, label: fast}, "x^2"]\n'
        f"notes: [{{text: here, x: 1, curve: {wanted}}}]"
    )
    assert panel(text).notes[0].curve == number


def test_set_reaches_into_a_label() -> None:
    figure = spec.read("curves: [{expr: gelu, label: A}]\n", overrides=["curves.0.label.at=end"])
    assert figure.panels[0].curves[0].label == LabelSpec("A", "end")
