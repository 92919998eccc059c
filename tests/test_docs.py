"""What README and the pages say is so: specs plan, Python runs, links lead somewhere."""

from __future__ import annotations

import html
import os
import re
import shlex
import warnings
from importlib import import_module
from pathlib import Path

import click
import examples
import pytest
import yaml
from examples import PAGES, follow, of, prose, skip_without_fonts
from support import ROOT, Cli

import actplot
from actplot.activations import builtin
from actplot.cli import main
from actplot.looks import styles, venues
from actplot.spec import key_docs, read

LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|(?:src|href)=\"(?P<other>[^\"]+)\"")
SHELL = re.compile(r"`(actplot [^`]+)`")


def anchors(path: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub and the site name them."""
    headings = re.findall(r"^#+ (.*)$", prose(path.relative_to(ROOT).as_posix()), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).strip().replace(" ", "-") for line in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_internal_link_leads_somewhere(page: str) -> None:
    for link in LINK.finditer(prose(page)):
        target = link["to"] or link["other"]
        if re.match(r"[a-z]+:", target):
            continue
        name, _, place = target.partition("#")
        path = (ROOT / page).parent / name if name else ROOT / page
        assert path.exists() or built_at(path), f"{page}: {target}"
        if place and path.suffix == ".md" and path.exists():
            assert place in anchors(path), f"{page}: {target}"


def built_at(path: Path) -> bool:
    """Whether a page is one of those that are built with the site, which only the site links to."""
    relative = os.path.relpath(path, ROOT / "docs")
    return relative in ("commands.md", "errors.md", "python.md", "spec/keys.md") or (
        relative.startswith(("catalogue/", "looks/"))
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_spec_can_be_drawn(page: str, cli: Cli) -> None:
    skip_without_fonts(page)
    for block in of(page, "python"):
        if block.title:
            Path(block.title).write_text(block.text, encoding="utf-8")
    for number, block in enumerate(of(page, "yaml")):
        path = Path(f"spec-{number}.yaml")
        path.write_text(block.text, encoding="utf-8")
        ran = cli("check", path, "--allow-python")
        # A note tells of what an example is about, such as transparency.
        assert (ran.status, ran.out) == (0, ""), f"{block}\n{ran.err}"
        assert "warning: " not in ran.err, f"{block}\n{ran.err}"


@pytest.mark.parametrize("page", [name for name in PAGES if name != "CONTRIBUTING.md"])
def test_every_example_of_python_gives_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {"__name__": "page"}  # CONTRIBUTING has a test of its own
    for block in of(page, "python"):
        follow(block, known)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_one(page: str) -> None:
    for line in shell(page):
        _, name, *arguments = shlex.split(line, comments=True)
        if name.startswith("-"):
            continue
        assert name in main.COMMANDS, f"{page}: {line}"
        command = import_module(f"actplot.cli.{name}").command
        assert isinstance(command, click.Command)
        known = {name for option in command.params for name in option.opts}
        for each in arguments:
            if each == "--":
                break
            if re.match(r"--?[a-z]", each):
                assert each.partition("=")[0] in known | {"-h", "--help"}, f"{page}: {line}"


def shell(page: str) -> list[str]:
    """The lines of a page that run actplot."""
    lines = [command.line for command in examples.shell(page) if command.program == "actplot"]
    return lines + [" ".join(line.split()) for line in SHELL.findall(prose(page))]


@pytest.fixture(scope="module")
def built() -> dict[str, str]:
    """The text of the generated pages."""
    from docs.generate.__main__ import pages

    return {page.path: page.text for page in pages()}


def test_every_key_is_documented_with_an_example(built: dict[str, str]) -> None:
    from docs.generate.page import words

    text = built["spec/keys.md"]
    for key in key_docs():
        *above, name = key.path.replace("[]", "").split(".")
        if not above:
            section = text.partition(f"\n## `{name}`\n")[2].partition("\n## ")[0]
            assert re.search(rf"\b{name}:", section.partition("```yaml\n")[2]), key.path
            assert "\nType: " in section
        row = re.compile(
            rf"^\| `{name}` \| .+ \| .* \| {re.escape(words(key.doc))} \| `.+` \|$", re.M
        )
        assert not above or row.search(text), key.path


def test_types_of_keys_are_in_words() -> None:
    from docs.generate.keys import kind

    word, text, number = {"enum": ["a", "b", "off"]}, {"type": "string"}, {"type": "number"}
    assert kind({"anyOf": [text, {"type": "array", "items": text}]}) == "a text, or a list of these"
    assert kind({"anyOf": [word, text, {"type": "object", "anyOf": []}]}) == (
        "`a`, `b`, a text or a mapping"
    )
    assert kind({"anyOf": [text, number, {"type": "array", "items": text}]}) == (
        "a text or a number, or a list of: a text"
    )
    words = [str(k) for k in range(100)]
    assert kind({"enum": words}).endswith(" or other words")


def test_the_examples_of_keys_are_right(tmp_path: Path, cli: Cli) -> None:
    from docs.generate.keys import EXAMPLES

    Path("own.py").write_text("def bump(x):\n    return x / (1 + x**2)\n", encoding="utf-8")
    for name, example in EXAMPLES.items():
        Path(f"{name}.yaml").write_text(yaml.safe_dump(example), encoding="utf-8")
        ran = cli("check", f"{name}.yaml", "--allow-python")
        assert ran.status == 0, ran.out


def test_every_spec_of_a_generated_page_can_be_read(built: dict[str, str]) -> None:
    """Those that need no file beside them, which configs/ has."""
    count = 0
    for path, text in built.items():
        for block in examples.examples(text, path):
            if block.language == "yaml" and not re.search("(extends|functions|file):", block.text):
                read(block.text)
                count += 1
    assert count > len(builtin())


def test_every_command_is_documented(built: dict[str, str]) -> None:
    for name in main.COMMANDS:
        assert f"\n## `actplot {name}`\n" in built["commands.md"]
        assert f"\nUsage: actplot {name} " in built["commands.md"]


def test_every_activation_style_venue_and_public_name_is_documented(built: dict[str, str]) -> None:
    for name, entry in builtin().items():
        page = built[f"catalogue/{name}.md"]
        assert page.startswith(f"# {entry.title}\n")
        for alias in entry.aliases:
            assert f"<code>{html.escape(alias.partition('(')[0])}" in page, alias
        assert f"]({name}.md)" in built["catalogue/index.md"]
    for name in styles.names():
        assert f"\n## `{name}`\n" in built["looks/styles.md"]
    for name, venue in venues.catalogue().items():
        assert f"\n## {name}\n" in built["looks/venues.md"]
        assert set(venue.sources.values()) <= set(
            re.findall(r"\| ([^|\n]+) \|$", built["looks/venues.md"], re.M)
        )
    for name in actplot.__all__:
        assert f"\n## `{name}`\n" in built["python.md"]


def test_the_examples_of_the_reference_run(
    built: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {"__name__": "page"}
    with warnings.catch_warnings():
        for block in examples.examples(built["python.md"], "python.md"):
            if block.language == "python":
                follow(block, known)


def test_links_of_the_site_lead_to_its_pages(built: dict[str, str]) -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in re.findall(r"([\w./-]+\.md)$", nav, re.M):
        assert path in built or (ROOT / "docs" / path).exists(), path
    for page in ROOT.glob("docs/**/*.md"):
        assert page.relative_to(ROOT / "docs").as_posix() in nav, page


def test_activations_with_a_parameter_have_a_slider(built: dict[str, str]) -> None:
    from docs.generate import catalogue

    pages = {page.path: page for page in catalogue.pages()}
    assert 'src="../figures/swish.html"' in built["catalogue/swish.md"]
    assert "iframe" not in built["catalogue/relu.md"]
    for path, page in pages.items():
        framed = re.findall(r'src="\.\./(figures/\w+\.html)"', page.text)
        assert [f"catalogue/{name}" for name in framed] == [
            name for name in page.figures if name.endswith(".html")
        ], path


def test_the_gallery_holds_what_its_page_and_the_readme_show() -> None:
    kept = {
        path.relative_to(ROOT / "gallery").as_posix()
        for path in (ROOT / "gallery").rglob("*")
        if path.is_file()
    }
    sheet = (ROOT / "gallery" / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r'<img src="([^"]+)"', sheet))
    for page in ("README.md", "README.zh.md"):
        shown |= set(re.findall('src="gallery/([^"]+)"', (ROOT / page).read_text(encoding="utf-8")))
    assert kept == shown | {"README.md", "index.html", "gallery.json"}
