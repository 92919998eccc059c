"""The named fonts of a figure, as parts of its fingerprint.

Which file is used for a name depends on what is installed, so a font that appears, goes or
changes makes the figures that ask for it stale. Fonts that come with matplotlib have its version.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from actplot.errors import ActplotError

if TYPE_CHECKING:
    from actplot.fonts.choice import Choice
    from actplot.fonts.finding import FontFamily
    from actplot.plan.plans import FigurePlan

# Where a font lists its tables with a checksum of each.
_HEAD = 65536

REQUEST = "fonts"
ROLES = ("latin", "cjk", "math")


def request(plan: FigurePlan, texts: Iterable[str], folder: Path) -> str:
    """What a figure asks for, from which its fonts can be found again; "" if it names none.

    Fonts given as files are named by their path from folder, the spec's own.
    """
    from actplot.fonts import characters, finding

    named = {
        role: [os.path.relpath(name, folder) if finding.is_path(name) else name for name in names]
        for role in ROLES
        if (names := getattr(plan.font, role))
    }
    if not named:
        return ""
    lang = plan.font.lang or characters.region(texts)
    return json.dumps({**named, "lang": lang, "serif": plan.style.serif}, ensure_ascii=False)


def parts(asked: str, folder: Path) -> dict[str, str]:
    """The request itself, and for each name in it the family that is used for it."""
    choice = _choice(asked, folder)
    names = json.loads(asked)
    families = {
        f"font {', '.join(names[role])}": _identity(
            None if choice is None else getattr(choice, role)
        )
        for role in ROLES
        if role in names
    }
    if "cjk" not in names and choice is not None and choice.row is not None:
        # One named for Latin letters serves for Chinese.
        families[f"font {', '.join(names['latin'])} for Chinese"] = _identity(choice.cjk)
    return {REQUEST: asked, **families}


def files(asked: str, folder: Path) -> tuple[str, ...]:
    """The font files outside matplotlib that a request leads to."""
    choice = _choice(asked, folder) if asked else None
    return () if choice is None else choice.files


def _choice(asked: str, folder: Path) -> Choice | None:
    """The families of a request; None where a font is given as a file that is none, or is gone."""
    from actplot.fonts import choose, finding
    from actplot.spec.model import FontSpec

    wanted = json.loads(asked)

    def names(role: str) -> tuple[str, ...]:
        return tuple(
            os.path.join(folder, name) if finding.is_path(name) else name
            for name in wanted.get(role, ())
        )

    font = FontSpec(latin=names("latin"), cjk=names("cjk"), math=names("math"))
    try:
        return choose(font, serif=wanted["serif"], texts=(), lang=wanted["lang"])
    except ActplotError:
        return None


def _identity(family: FontFamily | str | None) -> str:
    """The family's name and a digest of its files; no paths, which differ between machines."""
    if family is None or isinstance(family, str):
        return family or ""
    digest = hashlib.sha256()
    for path in sorted({face.path for face in family.faces.values()}):
        with open(path, "rb") as file:
            digest.update(f"{os.path.getsize(path)} {file.read(_HEAD).hex()}".encode())
    return f"{family.name} {digest.hexdigest()[:16]}"
