"""Preflight of figures that are not drawn yet, and the rules themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from actplot import preflight
from actplot.looks import venues
from actplot.looks.colour.names import hex_text, rgb
from actplot.looks.colour.vision import contrast, difference, lightness, simulated
from actplot.paint.figure import draw
from actplot.plan.figure import plan
from actplot.preflight import planned
from actplot.preflight.rules import RULES, judge
from actplot.preflight.sheet import Font, Image, InkStroke, SheetContents, Text
from actplot.records import replace
from actplot.spec import read

CONFIGS = Path(__file__).parents[1] / "configs"
BLACK, BLUE, GREEN = (0.0, 0.0, 0.0), rgb("#0b4a9b"), rgb("#2ca02c")

# Nothing is wrong with it, for whomever.
CLEAN = SheetContents(
    "pdf",
    width=89,
    height=60,
    formats=("pdf",),
    texts=(Text("GELU(x)", 7, BLACK, "ABCDEF+ArialMT"),),
    strokes=(
        InkStroke("one", 0.8, BLUE, curve=True),
        InkStroke("two", 0.8, GREEN, dash=(3, 2), curve=True),
    ),
    fonts=(Font("ABCDEF+ArialMT", "CID TrueType", True),),
    spaces=frozenset(["RGB"]),
    alt=True,
    size=10_000,
)
# A rule, the venue for which it speaks up, what is changed for it, and how bad that is.
FAULTS = {
    "width": ("nature", {"width": 200.0}, "refused"),
    "height": ("nature", {"height": 171.0}, "refused"),
    "pages": (None, {"pages": 2}, "warned"),
    "formats": ("plos", {}, "refused"),
    "resolution": ("ieee", {"origin": "png", "dpi": 300.0, "formats": ("png",)}, "refused"),
    "size": ("plos", {"size": 10_000_001}, "refused"),
    "sizes": ("nature", {"texts": (Text("x", 4.9, BLACK, "Arial"),)}, "refused"),
    "scripts": ("elsevier", {"texts": (Text("2", 5.9, BLACK, "Arial", script=True),)}, "warned"),
    "capitals": ("aps", {"texts": (Text("X", 8.5, BLACK, "Times"),)}, "refused"),
    "kinds": ("aaai", {"fonts": (Font("DejaVuSans", "Type 3", True),)}, "refused"),
    "families": ("plos", {"texts": (Text("x", 8, BLACK, "Garamond"),)}, "refused"),
    "lossy": (None, {"origin": "jpg"}, "warned"),
    "outlines": ("nature", {"texts": ()}, "refused"),
    "coloured": ("nature", {"texts": (Text("x", 7, BLUE, "Arial"),)}, "warned"),
    "titles": ("icml", {"texts": (Text("T", 9, BLACK, role="figure title"),)}, "refused"),
    "widths": ("nature", {"strokes": (InkStroke("axes", 0.2, BLACK),)}, "refused"),
    "grid": ("nature", {"grid": True}, "warned"),
    "spaces": (None, {"spaces": frozenset(["RGB", "CMYK"])}, "warned"),
    "transparency": (None, {"transparent": True}, "noted"),
    "alike": (
        None,
        {"strokes": (InkStroke("a", 1, BLUE, curve=True), InkStroke("b", 1, BLUE, curve=True))},
        "warned",
    ),
    "contrast": (None, {"strokes": (InkStroke("a", 1, (0.9, 0.9, 0.9), curve=True),)}, "warned"),
    "text_contrast": (None, {"texts": (Text("pale", 7, (0.9, 0.9, 0.9), "ArialMT"),)}, "warned"),
    "alternative": (None, {"alt": False}, "warned"),
    "office": (None, {"origin": "svg", "foreign": ("<text>",)}, "noted"),
}


def checked(text: str, venue: str | None = None) -> list[preflight.Finding]:
    planned = plan(read(text, name="figure"))
    return preflight.check_plan(planned, venues.find(venue) if venue else None)


def codes(findings: list[preflight.Finding]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_silent_where_nothing_is_wrong_and_speaks_up_for_its_fault(rule):
    name, changes, severity = FAULTS[rule.__name__]
    venue = venues.find(name) if name else None
    if changes and name != "aps":  # whose capitals are higher than Nature's
        assert list(rule(CLEAN, venue)) == []
    findings = list(rule(replace(CLEAN, **changes), venue))
    assert [finding.severity for finding in findings] == [severity]
    assert all(each.demand and each.source and each.found for each in findings)
    assert all(venue.title in each.demand for each in findings if severity == "refused")


RICH = (
    "{{curves: [gelu, gelu', 'elu(alpha=[0.5, 1, 2])'], size: {venue}, axes: {{grid: {grid}}},"
    " lines: [{{y: 1, label: one}}], notes: [{{curve: 1, x: -0.75, text: minimum}}],"
    " inset: {{x: [-1, 1], y: [-0.2, 0.2]}}, xlabel: input}}"
)


@pytest.mark.parametrize("venue", venues.catalogue().values(), ids=lambda venue: venue.name)
def test_a_figure_made_for_a_venue_meets_its_demands(venue):
    text = RICH.format(venue=venue.name, grid="off")
    left = {each.code for each in checked(text) if each.severity != "noted"}
    assert left == set()


@pytest.mark.parametrize(
    "venue",
    [venue for venue in venues.catalogue().values() if venue.min_line or venue.max_line],
    ids=lambda venue: venue.name,
)
def test_every_line_that_is_drawn_keeps_within_the_bounds_of_the_venue(venue):
    made = plan(read(RICH.format(venue=venue.name, grid="off"), name="figure"))
    widths = {shape.width for shape in draw(made).scene.shapes if shape.color and shape.width}
    assert min(widths) >= (venue.min_line or 0) - 0.005
    assert max(widths) <= (venue.max_line or 99) + 0.005


def test_a_style_with_a_grid_loses_it_where_grids_are_not_wanted():
    assert plan(read("{curves: [gelu], style: notebook}", name="figure")).panels[0].grid
    assert (
        not plan(read("{curves: [gelu], style: notebook, size: nature}", name="a")).panels[0].grid
    )


def test_too_small_text_is_named_with_its_size_the_rule_and_its_place():
    findings = checked("curves: [gelu]\nsize: nature\nfont: {size: 4}\n")
    labels = next(each for each in findings if "tick labels" in each.found)
    assert labels.severity == "refused"
    assert labels.code == "text-size"
    assert labels.found.startswith('the tick labels "−')
    assert labels.found.endswith("are 4.00 pt")
    assert labels.demand == "Nature asks for at least 5 pt"
    assert "Nature research figure guide" in labels.source
    assert labels.place is not None
    assert labels.place.line == 3
    assert labels.help == "write `font: {size: 5}` or more"
    assert "tick label" not in " ".join(
        each.found for each in checked("{curves: [gelu], size: nature}")
    )


def test_the_help_leads_to_the_demands_being_met():
    findings = checked("{curves: [gelu], size: nature, font: {size: 4}}")
    assert "text-size" in codes(findings)
    assert not codes(checked("{curves: [gelu], size: nature, font: {size: 5}}")) & {"text-size"}


def test_a_figure_for_nobody_is_judged_by_the_venue_that_is_asked():
    findings = checked("{curves: [gelu, gelu']}", "nature")
    assert {"page-width", "text-large", "line-thick", "coloured-text"} <= codes(findings)
    helps = {each.help for each in findings if each.code == "line-thick"}
    assert helps == {"write `size: nature`, and figures meet this by themselves"}
    assert codes(checked("{curves: [gelu, gelu']}")) == set()


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("curves: [{expr: gelu, width: 2}]", "line-thick"),
        ("curves: [{expr: gelu, width: 0.1}]", "line-thin"),
        ("{curves: [gelu], lines: [{y: 0.5, width: 0.1}]}", "line-thin"),
        ("{curves: [gelu], tangents: [{x: 0, width: 0.1}]}", "line-thin"),
        ("{curves: [{expr: floor(x), width: 0.3}], jumps: dotted}", "line-thin"),
        ("{curves: [gelu], axes: {grid: on}}", "grid"),
        ("{curves: [gelu], formats: [png]}", "format"),
        ("{curves: [gelu], notes: [{x: 0, y: 0, text: here, color: red}]}", "coloured-text"),
    ],
)
def test_what_the_spec_insists_on_is_reported_where_it_stands(what, code):
    text = what.replace("{curves", "{size: nature, curves") if what[0] == "{" else what
    text += "" if what[0] == "{" else "\nsize: nature"
    assert code in codes(checked(text))


@pytest.mark.parametrize(
    "mark",
    [
        "curves: [{expr: tanh, color: 'COLOR'}]",
        "curves: [tanh]\nlines: [{y: 0.5, color: 'COLOR'}]",
        "curves: [tanh]\npoints: [{x: 1, y: 0.5, color: 'COLOR'}]",
        "curves: [tanh]\ntangents: [{x: 0, color: 'COLOR'}]",
        "curves: [tanh]\nfill: [{x: [0, 1], color: 'COLOR', opacity: 1}]",
    ],
)
def test_whatever_is_seen_through_is_noted(mark):
    assert "transparency" in codes(checked(mark.replace("COLOR", "#1f77b480")))
    assert "transparency" not in codes(checked(mark.replace("COLOR", "#1f77b4ff")))


def test_a_title_inside_is_told_where_the_caption_is_to_say_it():
    findings = checked("{curves: [gelu], title: The GELU, size: icml}")
    assert codes(findings) == {"title"}
    assert findings[0].place is not None


RED_GREEN = "{curves: [{expr: relu, color: '#d62728'MORE}, {expr: gelu, color: '#6b8e23'MORE}]}"


def test_curves_that_only_their_colour_tells_apart_are_compared_with_numbers():
    (finding,) = checked(RED_GREEN.replace("MORE", ", line: solid"))
    red, green = rgb("#d62728"), rgb("#6b8e23")
    blind = difference(simulated(red, "deuteranopia"), simulated(green, "deuteranopia"))
    grey = abs(lightness(red) - lightness(green))
    assert finding.code == "colours-alike"
    assert f"{blind:.1f} in deuteranopia" in finding.found
    assert f"{grey:.1f} in lightness" in finding.found
    assert "protanopia" not in finding.found
    assert "relu and gelu" in finding.found


@pytest.mark.parametrize("more", ["", ", marker: o"])
def test_dashes_or_markers_tell_curves_apart(more):
    text = RED_GREEN.replace("MORE", "") if not more else RED_GREEN.replace("MORE", more, 1)
    assert codes(checked(text.replace("MORE", ", line: solid"))) == set()


def test_the_members_of_a_sweep_need_not_be_told_apart():
    assert codes(checked("curves: ['swish(beta=[0.1:10:20 log])']")) == set()


def test_ink_that_the_page_swallows_is_mended_by_another_ink():
    """Not by labels in the ink itself, which is what helps labels in the colour of a curve."""
    said = checked("{curves: [gelu], style: {background: '#101418'}}")
    (help,) = (finding.help for finding in said if finding.demand.startswith("text needs"))
    assert "`foreground`" in str(help)
    assert "label_color" not in str(help)


def test_a_pale_curve_is_told_with_its_contrast():
    (finding,) = checked("curves: [{expr: relu, color: gold, label: ''}]")
    ratio = contrast(rgb("gold"), (1, 1, 1))
    assert finding.code == "contrast"
    assert f"{ratio:.2f} to 1" in finding.found


@pytest.mark.parametrize(
    "config",
    ["gelu", *(f"options/{name}" for name in (
        "inset", "notes", "mosaic", "points", "tangents", "reference-lines", "fill-bands",
        "measurements", "jumps", "poles",
    ))],
)  # fmt: skip
def test_what_is_foreseen_is_what_is_drawn(config):
    """Every size and colour of text, and every width of a line, is known before it is drawn."""
    made = plan(read(CONFIGS / f"{config}.yaml"))
    sheet = planned.sheet(made)
    scene = draw(made).scene
    foreseen = {round(text.size, 6) for text in sheet.texts if not text.script}
    assert {round(words.size, 6) for words in scene.words} <= foreseen
    colors = {hex_text(text.color) for text in sheet.texts if text.color is not None}
    assert {words.color for words in scene.words if not words.hidden} <= colors
    curves = {round(shape.width, 6) for shape in scene.shapes if shape.role.startswith("curve-")}
    assert curves <= {round(stroke.width, 6) for stroke in sheet.strokes if stroke.curve}
    roles = ("curve-", "jump-", "tangent", "asymptote", "reference-line")
    lines = {round(shape.width, 6) for shape in scene.shapes if shape.role.startswith(roles)}
    assert lines - {0.0} <= {round(stroke.width, 6) for stroke in sheet.strokes}


@pytest.mark.parametrize("config", sorted(CONFIGS.glob("**/*.yaml")), ids=lambda path: path.stem)
def test_the_examples_pass(config):
    made = plan(read(config))
    left = [each for each in preflight.check_plan(made) if each.severity != "noted"]
    assert left == []


def test_findings_are_ordered_and_said_in_full():
    sheet = replace(CLEAN, width=300.0, alt=False, transparent=True)
    findings = judge(sheet, venues.find("ieee"))
    assert [each.severity for each in findings] == ["refused", "warned", "noted"]
    text = str(findings[0].problem("a.pdf"))
    message = "error: a.pdf: the page is 300.00 mm wide; IEEE allows at most 181.35 mm"
    assert text.startswith(message)
    assert "[page-width]" in text
    assert findings[0].as_json()["severity"] == "refused"


def test_pictures_of_few_pixels_are_told():
    sheet = replace(CLEAN, images=(Image(100, 50, 72.0, "RGB"),))
    assert codes(judge(sheet, venues.find("nature"))) == {"resolution"}
    assert codes(judge(replace(sheet, images=(Image(400, 200, 300.0, "RGB"),)), None)) == set()
