"""HTML: one page, or a piece of one, in which a figure is read, moved and saved.

It holds all that it needs and asks for nothing else: a policy allows no script and no style but
its own, by their digests. What comes from a spec is text in it, never markup. Without scripts,
and in print, it shows the figure of the other formats.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import Any

from actplot.fonts.characters import language
from actplot.layout.scene import Scene, Words, union
from actplot.looks.colour.names import hex_text, rgb
from actplot.metadata import Metadata, elements, seal
from actplot.paint.embedding.installed import Fonts
from actplot.paint.formats import number
from actplot.paint.interactive import program
from actplot.paint.interactive.curves import TracedPanel, traced
from actplot.paint.interactive.drawing import drawing
from actplot.paint.interactive.styles import styles
from actplot.plan.alt import plain
from actplot.plan.numerals import numerals
from actplot.plan.plans import FigurePlan, Stroke, SweepPlan
from actplot.plan.sliders import Owner, Slider, families, sliders
from actplot.sampling.axis import SYMLOG_LINEAR, Axis
from actplot.units import MM_PER_INCH, PT_PER_INCH

_LONGEST_TITLE = 80
_WORDS = {
    "en": ("derivative", "Curves", "Steps", "Save as SVG", "Save as PNG", "interactive figure",
           "Description",
           "Point at a curve, or focus the figure and use the arrow keys, to read its values."),
    "zh": ("导数", "曲线", "步骤", "存为 SVG", "存为 PNG", "交互图", "说明",
           "指向曲线，或选中图后用方向键，读取其数值。"),
}  # fmt: skip


def write(plan: FigurePlan, scene: Scene, fonts: Fonts, metadata: Metadata) -> bytes:
    """The page, or with `html: fragment` the piece that goes into another one."""
    words = _WORDS["zh" if language(metadata.title + metadata.alt).startswith("zh") else "en"]
    name = "a" + hashlib.sha256(metadata.spec.encode("utf-8", "replace")).hexdigest()[:6]
    panels, controls = traced(plan, scene.areas), sliders(plan)
    entries = list(_entries(plan, panels, controls))
    swept = {
        (owner[0], member): owner
        for owner, sweep, _ in _in_legend(plan, scene)
        for member in sweep.numbers
    }
    picture = drawing(scene, fonts, panels, name, families(controls), swept)
    picture += "".join(_live(plan, scene))
    style = styles(plan, scene, picture, name, controls, panels)
    script = _script(
        _data(plan, scene, panels, controls, entries, words), *_needed(plan, panels, controls)
    )
    body = _body(plan, scene, metadata, picture, controls, entries, words, name)
    if plan.spec.html == "fragment":
        # As large as its other formats are there; less would be too narrow for what moves it.
        style += f"#{name}{{max-width:max({number(scene.width)}pt,20rem)}}"
        body = body.replace("<figure>", f"<style>{style}</style><figure>", 1)
    # It looks for the element around it, of which a page may have several.
    text = f"{body.removesuffix('</div>')}<script>{script}</script></div>\n"
    if plan.spec.html != "fragment":
        text = _page(text, style, script, metadata, _title(plan, metadata))
    return seal(text.encode("utf-8", "replace"))


def _needed(
    plan: FigurePlan, panels: list[TracedPanel], controls: tuple[Slider, ...]
) -> Iterator[str]:
    """The sections of the script that the figure needs."""
    curves = [curve for panel in panels for curve in panel.curves.values()]
    if controls:
        yield "sliders"
    if plan.steps > 1:
        yield "steps"
    if any("symlog" in (panel.x.axis.scale, panel.y.axis.scale) for panel in plan.panels):
        yield "symlog"
    if any(isinstance(curve.slope, tuple) for curve in curves):
        yield "slopes"
    # Also f' may jump, where f has a corner.
    if any("m" in path[1:] for curve in curves for path in curve.paths):
        yield "jumps"


def _page(body: str, style: str, script: str, metadata: Metadata, title: str) -> str:
    frame = ":root{color-scheme:light dark}body{margin:0;background:#fff}"
    frame += "main{max-width:60rem;margin:auto;padding:1rem}"
    frame += "h1{font-size:1.25rem;margin:0 0 .5rem}@media screen and (prefers-color-scheme:dark)"
    frame += "{body{background:#16191d;color:#e8e8e8}}@media print{h1{display:none}main{padding:0}}"
    whole = frame + style
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(whole)}'; "
        "img-src blob:; base-uri 'none'; form-action 'none'"
    )
    title = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language(metadata.title + metadata.alt)}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{whole}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )


def _title(plan: FigurePlan, metadata: Metadata) -> str:
    """What the page is called: as the figure, unless that names hundreds of curves."""
    return metadata.title if len(metadata.title) <= _LONGEST_TITLE else plan.spec.name


def _digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8", "replace")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _body(
    plan: FigurePlan,
    scene: Scene,
    metadata: Metadata,
    picture: str,
    controls: tuple[Slider, ...],
    entries: list[dict[str, Any]],
    words: tuple[str, ...],
    name: str,
) -> str:
    """The element of the figure with its controls."""
    _, curves, stages, as_svg, as_png, role, description, hint = words
    title = escape(_title(plan, metadata), quote=True)
    moved = "".join(
        f"<label>{escape(_name(slider))}"
        f'<input type="range" min="0" max="{len(slider.values) - 1}" value="{slider.start}">'
        '<output class="value"></output></label>'
        for slider in controls
    )
    switches = "".join(
        f'<button type="button" aria-pressed="true">{entry["k"]}{escape(entry["n"])}</button>'
        for entry in entries
    )
    pages = "".join(
        f'<button type="button" aria-pressed="false">{step}</button>'
        for step in range(1, plan.steps + 1)
        if plan.steps > 1
    )
    size = f'viewBox="0 0 {number(scene.width)} {number(scene.height)}"'
    ink = hex_text(rgb(scene.foreground))
    millimetres = f'width="{scene.width / PT_PER_INCH * MM_PER_INCH:.4f}mm"'
    return (
        f'<div class="actplot" id="{name}">'
        f'<figure>\n<div class="plot" tabindex="0" role="application" aria-label="{title}"'
        f' aria-roledescription="{role}" aria-describedby="{name}d">'
        f'<svg {size} {millimetres} fill="{ink}" stroke-linejoin="round" role="img"'
        f' aria-label="{title}">\n{picture}</svg></div>\n'
        f'<output class="read no" aria-live="polite">{escape(hint)}</output>\n'
        f"{_bar(moved)}{_bar(pages, 'steps', stages)}"
        f"{_bar(switches, 'keys', curves)}"
        f'<div class="bar no"><button type="button" class="svg">{as_svg}</button>'
        f'<button type="button" class="png">{as_png}</button></div>\n'
        f'<figcaption class="said no"><details><summary>{description}</summary>'
        f'<p id="{name}d">{escape(metadata.alt)}</p></details></figcaption>\n'
        f"</figure>\n<template>{elements(metadata)}</template></div>"
    )


def _bar(controls: str, kind: str = "", label: str = "") -> str:
    """Controls in a row, if there are any."""
    group = f' role="group" aria-label="{label}"' if label else ""
    return f'<div class="bar no {kind}"{group}>{controls}</div>\n' if controls else ""


def _name(slider: Slider) -> str:
    """What a slider is called: its parameter as a letter."""
    return plain(slider.values[0]).partition("=")[0].strip() or slider.name


def _entries(
    plan: FigurePlan, panels: list[TracedPanel], controls: tuple[Slider, ...]
) -> Iterator[dict[str, Any]]:
    """What a reader can switch off: an entry of `curves`, with its members."""
    for index, (panel, spec) in enumerate(zip(plan.panels, plan.spec.panels, strict=True)):
        numbers = {id(shown.curve): shown for shown in panel.shown}
        for entry in spec.curves:
            members = [numbers[id(curve)] for curve in entry.curves if id(curve) in numbers]
            if not members:
                continue
            first = members[0]
            family = first.curve.family
            title = family.title if family is not None else (first.label or first.curve.math)
            owners = tuple((index, member.number) for member in members)
            moved = [n for n, slider in enumerate(controls) if owners in slider.families]
            slopes = [panels[index].curves[member.number].slope for member in members]
            step = [s - member.number for s, member in zip(slopes, members, strict=True)
                    if isinstance(s, int)]  # fmt: skip
            stroke = first.stroke
            yield {
                "p": index,
                "f": first.number,
                "c": len(members),
                "s": moved[0] if moved else -1,
                "n": plain(title).replace("'", "′"),
                "d": first.number + step[0]
                if len(step) == len(members) and len(set(step)) == 1
                else [f"{index}-{s}" if isinstance(s, int) else s for s in slopes]
                if any(slope is not None for slope in slopes)
                else None,
                "k": _key(plan, stroke),
            }


def _key(plan: FigurePlan, stroke: Stroke) -> str:
    """A sample of a line on its switch."""
    dash = " ".join(number(length * 2) for length in stroke.dash)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    color = hex_text(rgb(stroke.color, plan.style.colors))
    return (
        f'<svg viewBox="0 0 30 8" aria-hidden="true"><path d="M0 4h30" stroke="{color}"'
        f' stroke-width="2"{dashed} fill="none"/></svg>'
    )


def _live(plan: FigurePlan, scene: Scene) -> Iterator[str]:
    """What the legend says of a long family, and what while one member of it is seen."""
    family = "STIX Two Text,Times New Roman,Times,serif" if plan.style.serif else "sans-serif"
    for (panel, owner), sweep, words in _in_legend(plan, scene):
        samples = [s.bounds for s in scene.shapes if (s.panel, s.owner) == (panel, owner)]
        if not samples:
            continue
        box, stroke = union(samples), sweep.strokes[0]
        text = (
            f'x="{number(words.x)}" y="{number(scene.height - words.y)}"'
            f' font-size="{number(words.size)}" font-family="{family}"'
        )
        # In other fonts it is as wide as it was laid out.
        wide = number(words.box.width)
        label = escape(plain(sweep.label).replace("'", "′"))
        middle = number(scene.height - samples[0].center[1])
        yield (
            f'<text class="o{panel}-{owner}" {text} textLength="{wide}"'
            f' lengthAdjust="spacingAndGlyphs">{label}</text>'
            f'<g class="l l{panel}{owner}"><path d="M{number(box.left)} {middle}'
            f'H{number(box.right)}" stroke="{hex_text(rgb(stroke.color, plan.style.colors))}"'
            f' stroke-width="{number(stroke.width)}" fill="none"/><text {text}></text></g>\n'
        )


def _in_legend(plan: FigurePlan, scene: Scene) -> Iterator[tuple[Owner, SweepPlan, Words]]:
    """The long families that a legend names, each with its label there."""
    for panel, plans in enumerate(plan.panels):
        for count, sweep in enumerate(plans.sweeps, 1):
            for words in scene.words:
                if (words.panel, words.owner) == (panel, -count):
                    yield (panel, -count), sweep, words
                    break


def _data(
    plan: FigurePlan,
    scene: Scene,
    panels: list[TracedPanel],
    controls: tuple[Slider, ...],
    entries: list[dict[str, Any]],
    words: tuple[str, ...],
) -> dict[str, Any]:
    """What the script has to know."""
    return {
        "name": plan.spec.name,
        "w": round(scene.width, 3),
        "h": round(scene.height, 3),
        "zoom": round(min(max(plan.dpi, 150), 600) / PT_PER_INCH, 6),
        "decimal": numerals(plan.spec.panels[0]).decimal if plan.spec.panels else ".",
        "derivative": words[0],
        "panels": [
            {
                "left": round(traced.area.left, 3),
                "top": round(scene.height - traced.area.top, 3),
                "w": round(traced.area.width, 3),
                "h": round(traced.area.height, 3),
                "unit": round(traced.unit, 6),
                "from": [round(share, 7) for share in traced.origin],
                "x": _axis(panel.x.axis),
                "y": _axis(panel.y.axis),
            }
            for traced, panel in zip(panels, plan.panels, strict=True)
        ],
        "sliders": [
            {"start": slider.start, "values": [plain(value) for value in slider.values]}
            for slider in controls
        ],
        "sweeps": list(_sweeps(plan, scene, controls, entries)),
        "entries": [{key: button[key] for key in "pfcsnd"} for button in entries],
    }


def _sweeps(
    plan: FigurePlan, scene: Scene, controls: tuple[Slider, ...], entries: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The long families: their words and samples in the legend, and the entries that move them."""
    for (panel, owner), sweep, _ in _in_legend(plan, scene):
        entry = next(
            n for n, button in enumerate(entries)
            if button["p"] == panel and button["f"] == sweep.numbers[0]
        )  # fmt: skip
        title = plain(sweep.label).partition("…")[0]
        members = plan.panels[panel].curves[sweep.numbers[0] - 1].curve.family
        first = plain(members.math if members is not None else "").strip()
        yield {
            "o": f"{panel}-{owner}",
            "l": f"l{panel}{owner}",
            "f": families(controls).index(tuple((panel, member) for member in sweep.numbers)),
            "e": entry,
            "s": entries[entry]["s"],
            "n": title.rpartition(first)[0].replace("'", "′"),
        }


def _axis(axis: Axis) -> list[object]:
    turn = [axis.linthresh, SYMLOG_LINEAR] if axis.scale == "symlog" else []
    return [axis.low, axis.high, axis.scale, *turn]


def _script(data: dict[str, Any], *needed: str) -> str:
    """The program of the page and its data, in which nothing ends the element."""
    literal = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        literal = literal.replace(character, f"\\u{ord(character):04x}")
    start = f"const me=document.currentScript.parentElement,data={literal};"
    return f'"use strict";(()=>{{{start}\n{program.script(*needed)}}})()'
