"""Write the site's pages and draw their figures: python -m docs.generate FOLDER.

What has not changed is not touched, so that a second run is quick.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

from actplot.cli.main import run
from docs.generate import catalogue, commands, errors, keys, looks, python, written
from docs.generate.page import Page

DOCS = Path(__file__).parents[1]
STEP = re.compile(r"-\d+(?=\.svg$)")
KEPT = (".css", ".js", ".svg", ".png")


def pages() -> Iterator[Page]:
    """Those that follow from the project."""
    for module in (keys, commands, catalogue, looks, errors, python):
        yield from module.pages()


def write(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


Specs = dict[tuple[Path, str], list[Path]]


def gather(folder: Path) -> tuple[set[Path], Specs]:
    """Write all texts; the files of the site, and the specs of its figures by folder and suffix."""
    expected = set()
    for path in DOCS.rglob("*"):
        if path.suffix in KEPT and "generate" not in path.parts:
            target = folder / path.relative_to(DOCS)
            write(target, path.read_bytes())
            expected.add(target)
    specs: Specs = defaultdict(list)
    for page in (*written.pages(), *pages()):
        write(folder / page.path, page.text.encode())
        expected.add(folder / page.path)
        for name, spec in page.figures.items():
            target = folder / name
            if not isinstance(spec, Path):
                text = spec if isinstance(spec, str) else yaml.safe_dump(spec, allow_unicode=True)
                kind = "specs" if target.suffix == ".svg" else "pages"
                spec = folder.parent / kind / Path(name).with_suffix(".yaml")
                write(spec, text.encode())
            if spec not in specs[target.parent, target.suffix]:
                specs[target.parent, target.suffix].append(spec)
            expected.add(target)
    return expected, specs


def draw(specs: Specs) -> bool:
    """Draw what is out of date; whether all went well."""
    for (target, suffix), drawn in specs.items():
        target.mkdir(parents=True, exist_ok=True)
        if run(["render", *map(str, drawn), "-f", suffix[1:], "-o", str(target), "-q"]):
            return False
    return True


def main(folder: Path) -> int:
    expected, specs = gather(folder)
    if not draw(specs):
        return 1
    for path in folder.rglob("*"):
        # A figure with steps is a file a page.
        whole = path.with_name(STEP.sub("", path.name))
        if path.is_file() and not {path, whole} & expected:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
