"""The pages that people write, with a picture below each spec."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from actplot.errors import ActplotError
from actplot.plan.alt import alternative
from actplot.plan.figure import plan
from actplot.spec import read, steps
from docs.generate.page import Page, paged

DOCS = Path(__file__).parents[1]
PROJECT = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# A file of the repository, which the site has not.
OUTSIDE = re.compile(r"\]\((?:\.\./)+([A-Z]+\.md)\)")
SPEC = re.compile(r"^```yaml[^\n]*\n(.*?)^```\n", re.M | re.S)


def pages() -> Iterator[Page]:
    for path in sorted(DOCS.rglob("*.md")):
        yield _page(path)


def _page(path: Path) -> Page:
    name = path.relative_to(DOCS).as_posix()
    figures: dict[str, str] = {}

    def shown(match: re.Match[str]) -> str:
        known = _known(match[1])
        if known is None:
            return match[0]
        alt, last = known
        spec = f"drawn/{path.stem}-{len(figures) + 1}"
        figures[(Path(name).parent / f"{spec}.svg").as_posix()] = match[1]
        return f"{match[0]}\n![{alt}]({paged(spec, last)})\n"

    text = SPEC.sub(shown, path.read_text(encoding="utf-8"))
    text = OUTSIDE.sub(rf"]({PROJECT['urls']['Source']}/blob/main/\1)", text)
    return Page(name, text, figures)


def _known(text: str) -> tuple[str, int] | None:
    """The figure in words, and how many pages it has; None if it needs a file, or other fonts."""
    if re.search(r"^functions:|file:", text, re.M):
        return None
    try:
        spec = read(text)
        alt = " ".join(alternative(plan(spec)).split())
    except ActplotError:
        return None
    return alt.replace("[", "(").replace("]", ")"), steps.count(spec)
