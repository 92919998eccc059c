"""BibTeX of the papers behind curves: that it is BibTeX, and that its keys stay what they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support import Cli

import actplot
from actplot import activations
from actplot.activations import references

CATALOGUE = activations.catalogue()
# Documents cite these keys: a key that has been given is not given up.
KEYS = dict(
    line.split()
    for line in (Path(__file__).parent / "data" / "citations.txt").read_text().splitlines()
)
# Formulas for which one source is all that was found beside their paper.
RARE = (
    "log_sqnl", "cloglog_m", "aranda_ordaz", "symlog", "hexpo", "smht", "dynamic_tanh",
    "laplace_mega", "srelu", "hard_elish", "blu", "flatten_t_swish", "smu1", "gaussian_a",
    "laplacian", "quadratic", "multi_quadratic", "multiquadric", "sq_rbf", "ricker", "dsu",
    "finer",
)  # fmt: skip


def entries(bibtex: str) -> dict[str, dict[str, str]]:
    """The fields of each entry, by a reader that takes nothing but well-formed entries."""
    by_key: dict[str, dict[str, str]] = {}
    at = 0
    while match := re.compile(r"\s*@(\w+)\{([a-z0-9]+),").match(bibtex, at):
        kind, key = match.groups()
        fields = {"": kind}
        at = match.end()
        while field := re.compile(r"\s*(\w+) = ").match(bibtex, at):
            end = closing(bibtex, field.end())
            assert field[1] not in fields
            fields[field[1]] = bibtex[field.end() + 1 : end - 1]
            at = end + (bibtex[end] == ",")
        assert re.compile(r"\s*\}").match(bibtex, at), bibtex[at : at + 80]
        at = re.compile(r"\s*\}").match(bibtex, at).end()  # type: ignore[union-attr]
        assert key not in by_key
        by_key[key] = fields
    assert not bibtex[at:].strip()
    return by_key


def closing(text: str, start: int) -> int:
    """Behind the brace that closes the one at start."""
    assert text[start] == "{"
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise AssertionError("a brace is not closed")


REQUIRED = {
    "article": {"journal"}, "inproceedings": {"booktitle"}, "techreport": {"institution"},
    "phdthesis": {"school"}, "mastersthesis": {"school"}, "book": {"publisher"}, "misc": set(),
    "incollection": {"booktitle"}, "unpublished": {"note"},
}  # fmt: skip


def test_all_papers_are_well_formed(cli: Cli) -> None:
    ran = cli("cite", *CATALOGUE)
    assert ran.status == 0
    papers = entries(ran.out)
    assert list(papers) == sorted({key for e in CATALOGUE.values() for key in e.references})
    for key, fields in papers.items():
        assert REQUIRED[fields[""]] | {"author", "title", "year"} <= fields.keys(), key
        assert re.fullmatch(r"\d{4}", fields["year"])
        assert all(value.strip() == value != "" for value in fields.values())
        assert "checked" not in fields
        assert "formula" not in fields
        if "eprint" in fields:
            assert fields["archiveprefix"] == "arXiv"
            assert re.fullmatch(r"\d{4}\.\d{4,5}", fields["eprint"])
        if "pages" in fields:
            assert re.fullmatch(r"\d+(--\d+)?", fields["pages"])
        if "doi" in fields:
            assert re.fullmatch(r"10\.\d{4,}/\S+", fields["doi"])


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="there is no bibtex here")
def test_bibtex_takes_them_without_a_warning(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "all.bib").write_text(cli("cite", *CATALOGUE).out, encoding="utf-8")
    (tmp_path / "a.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    ran = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout.count("Warning")) == (0, 0), ran.stdout


@pytest.mark.parametrize("name", KEYS)
def test_a_key_is_not_given_up(name: str) -> None:
    entry = CATALOGUE[name]
    assert (entry.cites or "-") == KEYS[name]


def test_keys_of_new_entries_are_kept_too() -> None:
    assert set(KEYS) == set(CATALOGUE), "add the new entries to data/citations.txt"


def test_a_paper_is_printed_once(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        'panels:\n  - curves: [gelu, "gelu_tanh\'"]\n  - curves: ["elu(gelu(x))", elu(alpha=2)]\n'
    )
    ran = cli("cite", "a.yaml", "gelu", "torch.nn.GELU", "jax.nn.gelu", "gelu(x) + elu(x)")
    assert (ran.status, ran.err) == (0, "")
    assert list(entries(ran.out)) == ["clevert2016fast", "hendrycks2016gaussian"]
    assert cli("cite", "-", stdin="curves: [mish]").out.startswith("@inproceedings{misra2020mish,")


def test_a_hidden_curve_is_not_cited(cli: Cli, tmp_path: Path) -> None:
    spec = "curves: [gelu, {expr: mish, hidden: on}]\n"
    (tmp_path / "a.yaml").write_text(spec)
    printed = cli("cite", "a.yaml").out
    assert list(entries(printed)) == ["hendrycks2016gaussian"]
    assert actplot.cite(spec) == printed.rstrip("\n")


def test_all_papers_of_an_entry_are_printed(cli: Cli) -> None:
    papers = entries(cli("cite", "telu").out)
    assert list(papers) == ["fernandez2024stable", "liu2020tanhexp"]
    assert list(entries(cli("cite", "relu").out)) == ["fukushima1969visual", "nair2010rectified"]


def test_without_a_paper_nothing_is_printed(cli: Cli) -> None:
    ran = cli("cite", "hardmax")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "warning: no paper is known for hardmax\n"
    assert cli("cite", "x^2 + 1") == (0, "", "")


def test_a_function_of_a_spec_cites_the_bibliography_of_its_author(
    cli: Cli, tmp_path: Path
) -> None:
    spec = tmp_path / "a.yaml"
    spec.write_text(
        "let:\n  gate(x): {formula: x * sigmoid(2 * x), reference: me2026}\n"
        "  other(x): x^2\ncurves: [gate, other, gelu]\n"
    )
    ran = cli("cite", spec)
    assert (ran.status, ran.out.count("@")) == (0, cli("cite", "gelu", "sigmoid").out.count("@"))
    expected = "warning: no paper is known for other\nnote: in your own bibliography: me2026\n"
    assert ran.err == expected
    assert cli("cite", spec, "-q").err == ""


def test_what_is_no_name_is_a_mistake(cli: Cli) -> None:
    ran = cli("cite", "gelo")
    assert (ran.status, ran.out) == (1, "")
    assert "no activation is called 'gelo'" in ran.err
    assert "did you mean 'gelu'" in ran.err


@pytest.mark.parametrize("name", RARE)
def test_rare_formulas_say_what_confirms_them(cli: Cli, name: str) -> None:
    reference = references.find(CATALOGUE[name].cites)
    assert reference is not None
    assert reference.fields["formula"]
    assert f"confirmed    {reference.fields['formula']}"[:60] in cli("show", name).out
