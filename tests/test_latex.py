"""Texts for LaTeX, and the file that puts a figure into a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from figure_files import drawn
from hypothesis import given
from hypothesis import strategies as st

from actplot import activations, metadata, spec
from actplot.activations import references
from actplot.formula.escape import escape


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50% of A_b & C#1", r"50\% of A\_b \& C\#1"),
        ("{y} ~ x^2 \\ z", r"\{y\} \textasciitilde{} x\textasciicircum{}2 \textbackslash{} z"),
        ("$x_1$ & $y$", r"$x_1$ \& $y$"),
        (r"\$5 for $x$", r"\$5 for $x$"),
        ("a $ b", r"a \$ b"),
        ("−0.5", "$-$0.5"),
        ("GELU′(x), α = 0.5", r"GELU$'$(x), $\alpha$ = 0.5"),
        ("x²", "x${}^{2}$"),
        ("$α x − β$", r"$\alpha  x - \beta $"),
        ("a < b", r"a \ensuremath{<} b"),
        ("图 2-1 函数 $\\sigma(x)$", r"图 2-1 函数 $\sigma(x)$"),
        ("$y_{\\mathrm{激活}}$", r"$y_{\text{激活}}$"),
        ("$激活 x$", r"$\text{激活} x$"),
        ("$\\mathrm{GELU}'(x)$", r"$\mathrm{GELU}'(x)$"),
        ("$0{,}5$", "$0{,}5$"),
    ],
)
def test_texts(text, latex):
    assert escape(text) == latex


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="$\\")))
def test_nothing_special_is_left_outside_mathematics(text):
    plain = re.sub(r"\$[^$]*\$", "", escape(text))
    bare = re.sub(r"\\[a-z]+\{[<>|]?\}|\\[&%#_{}$]", "", plain)
    assert not set(bare) & set("&%#_{}^\\$")
    assert bare.count("~") == text.count("\N{NO-BREAK SPACE}")


@given(st.text(alphabet="abcäé中文 .,;:!?()[]0123456789/*+='\"-"))
def test_text_that_means_nothing_to_latex_is_left_alone(text):
    assert escape(text) == text


def tex(spec: str) -> str:
    return drawn(spec, "tex")["tex"].decode()


def test_the_environment_has_all_that_a_figure_needs():
    text = tex("{curves: [gelu, gelu', relu], caption: 'GELU & ReLU, 50 %.', label: fig:one}")
    assert r"\begin{figure}" in text
    assert r"\includegraphics{\actplotfolder figure.pdf}" in text
    keys = [activations.find(name).activation.cites for name in ("gelu", "relu")]
    # The list of figures cites nothing, or these papers would be the first of the document.
    short = r"[GELU \& ReLU, 50 \%.]"
    assert rf"\caption{short}{{GELU \& ReLU, 50 \%~\cite{{{','.join(keys)}}}.}}" in text
    assert r"\label{fig:one}" in text
    assert r"\Description{" in text
    assert all(references.find(key) for key in keys)


@pytest.mark.parametrize(
    ("spec", "caption"),
    [
        ("{curves: [sin(x)], title: The sine}", "The sine"),
        ("{curves: [sin(x), cos(x)]}", r"$\sin x$ and $\cos x$"),
        (
            "{panels: [{curves: [sin(x)], title: one}, {curves: [cos(x)]}]}",
            r"$\sin x$ and $\cos x$",
        ),
    ],
)
def test_a_caption_is_found_where_none_is_given(spec, caption):
    assert rf"\caption{{{caption}}}" in tex(spec)
    assert r"\label{fig:figure}" in tex(spec)
    assert r"\cite" not in tex(spec)


def test_a_figure_over_two_columns_is_a_starred_one():
    assert r"\begin{figure*}" in tex("{curves: [gelu], size: ieee-full}")


def test_the_words_of_a_figure_are_left_to_latex():
    spec = "{curves: [gelu], text: latex, xlabel: 50 % of it, size: {width: 80 mm, height: 60 mm}}"
    files = drawn(spec, "pdf", "tex", "svg")
    text = files["tex"].decode()
    assert r"\begin{picture}(226.772,170.079)" in text
    assert r"\setlength{\unitlength}{1bp}" in text
    assert r"50 \% of it" in text
    assert b"FontFile" not in files["pdf"]
    assert b"<use" in files["svg"]


def test_the_file_knows_what_it_was_made_from():
    content = drawn("{curves: [gelu], caption: 图}", "tex")["tex"]
    record = metadata.read(content)
    assert record is not None
    assert record.intact
    assert "curves: [gelu]" in record.spec
    changed = metadata.read(content.replace(b"figure.pdf", b"other.pdf"))
    assert changed is not None
    assert not changed.intact


def test_the_same_spec_gives_the_same_file():
    assert tex("{curves: [gelu], text: latex}") == tex("{curves: [gelu], text: latex}")


def test_the_command_writes_it_beside_the_pdf(cli, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("curves: [gelu]\n")
    assert cli("render", "one.yaml", "--latex", "-f", "svg", "-o", "out").status == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "one.pdf", "one.svg", "one.tex",
    ]  # fmt: skip
    assert "{\\actplotfolder one.pdf}" in (tmp_path / "out/one.tex").read_text()
    again = cli("render", "one.yaml", "--latex", "-f", "svg", "-o", "out")
    assert "up to date" in again.err
    (tmp_path / "out/one.tex").write_text("changed by hand")
    assert "up to date" not in cli("render", "one.yaml", "--latex", "-o", "out").err


def test_a_spec_that_leaves_its_text_to_latex_gets_the_file_by_itself(cli, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("curves: [gelu]\ntext: latex\nformats: [pdf]\n")
    assert cli("render", "one.yaml").status == 0
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".pdf", ".tex", ".yaml"]


def test_another_name_is_known_inside(cli, tmp_path: Path):
    (tmp_path / "one.yaml").write_text("curves: [gelu]\n")
    assert cli("render", "one.yaml", "--latex", "-o", "two.pdf").status == 0
    text = (tmp_path / "two.tex").read_text()
    assert "two.pdf" in text
    assert r"\label{fig:two}" in text


@pytest.mark.parametrize(
    ("caption", "written"),
    [
        ("{text: Mine., cite: off}", r"\caption{Mine.}"),
        ("{text: Mine., cite: off, short: Short}", r"\caption[Short]{Mine.}"),
        ("{text: Mine., cite: [me2026, you]}", r"\caption[Mine.]{Mine~\cite{me2026,you}.}"),
        ("{text: 激活函数。, cite: me2026}", r"\caption[激活函数。]{激活函数\cite{me2026}。}"),
        ("{text: Mine, cite: a, short: 50 %}", r"\caption[50 \%]{Mine~\cite{a}}"),
        (r"{text: 'As in \cite{b}, see \ref{c}.', cite: off}",
         r"\caption[As in, see \ref{c}.]{As in \cite{b}, see \ref{c}.}"),
        (r"{text: 'a [b]', cite: k}", r"\caption[{a [b]}]{a [b]~\cite{k}}"),
        ("{text: Mine, cite: off, placement: htbp}", "\\begin{figure}[htbp]\n"),
        ("{text: Mine, label: fig:mine}", r"\label{fig:mine}"),
    ],
)  # fmt: skip
def test_a_caption_is_written_as_it_is_asked_for(caption: str, written: str) -> None:
    assert written in tex(f"{{curves: [gelu], caption: {caption}}}")


def test_a_caption_may_be_changed_by_a_setting() -> None:
    figure = spec.read("curves: [gelu]\ncaption: One.", overrides=["caption.cite=off"])
    assert figure.caption == "One."
    assert figure.captioned.cite is False
