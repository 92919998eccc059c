"""What made a figure, in the figure itself, so that a later run knows whether it is current.

A fingerprint is a mapping from the name of a part ("spec", "input base.yaml", "numpy") to its
digest or version. It is compared part by part, which shows why a figure is to be drawn again.
Nothing here imports a library only to ask for its version: that alone would take longer than
everything else a run does when all is up to date.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from actplot.inputs import FIGURE, read_file
from actplot.pipeline import typefaces
from actplot.version import __version__, installed

if TYPE_CHECKING:
    from actplot.pipeline.orders import SpecInput

Parts = Mapping[str, str]

_LIBRARIES = ("matplotlib", "numpy")
_INPUT = "input "
WISHES = "files"
_PLUG_IN = "plug-in "


def parts(
    source: SpecInput, inputs: Iterable[str], fonts: str, plug_ins: Iterable[str], wishes: str
) -> Parts:
    """The parts of a spec's fingerprint.

    inputs are the other files that the spec uses, by path relative to its folder. fonts is what
    `typefaces.request` gives. A file that is gone has the digest "". plug_ins are the
    distributions that bring some of its activations. wishes is what `wishes.text` gives: it
    follows from the other parts, and saves reading the spec.
    """
    spec, folder = source.content or b"", source.folder
    values = {"actplot": __version__, "spec": _digest(spec), "name": source.name}
    values |= {library: installed(library) for library in _LIBRARIES}
    if source.reading.settings:
        values["--set"] = _digest("\n".join(source.reading.settings).encode())
    if fonts:
        values |= typefaces.parts(fonts, folder)
    if wishes:
        values[WISHES] = wishes
    values |= {_PLUG_IN + plug_in: _installed(plug_in) for plug_in in plug_ins}
    for path in inputs:
        values[_INPUT + path.replace(os.sep, "/")] = _digest_of(os.path.join(folder, path))
    return values


def renewed(before: Parts, source: SpecInput) -> Parts:
    """The fingerprint that a figure of source with this one would have if it were drawn now.

    A spec that has not changed still names the same files, so these are the ones to look at.
    """
    request, wishes = before.get(typefaces.REQUEST, ""), before.get(WISHES, "")
    plug_ins = [name.removeprefix(_PLUG_IN) for name in before if name.startswith(_PLUG_IN)]
    return parts(source, inputs(before), request, plug_ins, wishes)


def text(parts: Parts) -> str:
    """A fingerprint as the figure carries it: one line, the same for the same parts."""
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def parse(text: str) -> Parts | None:
    """The parts of a fingerprint that a figure carries; None if it is none of ours."""
    try:
        values = json.loads(text)
    except ValueError:
        return None
    if isinstance(values, dict) and all(isinstance(value, str) for value in values.values()):
        return values
    return None


def inputs(parts: Parts) -> list[str]:
    """The paths of the other files that the spec uses, relative to its folder."""
    return [name.removeprefix(_INPUT) for name in parts if name.startswith(_INPUT)]


def changes(before: Parts, now: Parts) -> list[str]:
    """Why a figure with one fingerprint is out of date for another, a phrase a part."""
    names = sorted({*before, *now}, key=lambda name: (name != "spec", name))
    return [
        _phrase(name, before.get(name), now.get(name))
        for name in names
        if before.get(name) != now.get(name)
    ]


def _phrase(name: str, before: str | None, now: str | None) -> str:
    subject = name.removeprefix(_INPUT)
    if name in ("actplot", "name", *_LIBRARIES):
        return f"{subject} is {now}, was {before}"
    if name.startswith("font "):
        old, new = ((version or "").rpartition(" ")[0] or "nothing" for version in (before, now))
        return f"{subject} changed" if old == new else f"{subject} is now {new}, was {old}"
    if now == "":
        return f"{subject} is gone"
    return f"{subject} changed"


def _installed(distribution: str) -> str:
    """The version of a distribution, "" where it is gone."""
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _digest(content: bytes) -> str:
    # Half of a SHA-256 still leaves collisions out of reach, and the figure small.
    return hashlib.sha256(content).hexdigest()[:32]


def _digest_of(path: str) -> str:
    """The digest of a file's content, "" if there is none."""
    try:
        return _digest(read_file(path, FIGURE))
    except OSError:
        return ""
