"""No text of a spec becomes TeX code that its author did not see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from figure_files import drawn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import Cli, typeset

from actplot import spec
from actplot.errors import ActplotError
from actplot.formula import commands
from actplot.formula.escape import REFERENCES, escape
from actplot.spec.yaml.emit import emit
from actplot.spec.yaml.python import Converter

# What writes a file, reads one, or changes what TeX means.
CODE = [
    r"\immediate\openout15=pwned.txt\immediate\write15{owned}\immediate\closeout15 ",
    r"\immediate\write18{touch pwned}",
    r"\input{secret}",
    r"\catcode`\@=11 ",
    r"\def\x{y}\x",
    r"\csname input\endcsname secret ",
    r"^^5cinput{secret}",
    r"\begin{filecontents*}{pwned.txt}owned\end{filecontents*}",
    r"\directlua{os.execute('touch pwned')}",
    r"\usepackage{secret}",
    r"}\input{secret}{",
    r"%" + "\n" + r"\input{secret}",
    r"\end{figure}\input{secret}\begin{figure}",
    r"\expandafter\input\string{secret}",
    r"\openin5=secret \read5 to\x \x",
    r"\newwrite\w\immediate\openout\w=pwned.txt\immediate\write\w{owned}\immediate\closeout\w ",
]
WRAPS = [
    "{}", "${}$", "$x {} y$", r"$\text{{{}}}$", r"$\mathrm{{{}}}$", r"$\substack{{{}}}$",
    r"$\operatorname{{{}}}$", "$x^{{{}}}$", r"\ref{{{}}}", r"\cite[{}]{{a}}", r"\cite{{{}}}",
    r"$\hspace{{{}}}$", r"\$ {} \$", "$ {}", r"$a\$ {} $", r"$\\{}$", "a\n\n{}", r"\label{{{}}}",
]  # fmt: skip
KNOWN = {
    *commands.symbols(), *commands.FUNCTIONS, *commands.ACCENTS, *commands.ARGUMENTS,
    *commands.SPACES, *commands.FONTS, *(f"math{font}" for font in commands.FONTS),
    "left", "right", "middle", "text", "substack", "genfrac", "hspace", "ensuremath",
    "textbackslash", "textasciitilde", "textasciicircum",
}  # fmt: skip


def check(latex: str, *, references: bool) -> None:
    """That LaTeX keeps within known commands, closed braces and no signs with a meaning."""
    allowed = KNOWN | (REFERENCES if references else set())
    for command in re.finditer(r"\\([A-Za-z]+|.|$)", latex, re.DOTALL):
        name = command[1]
        assert (
            name in allowed if name.isalpha() and name.isascii() else name in r"&%#_{}$,/>:;! |\ "
        )
    bare = re.sub(r"\\([A-Za-z]+|.)", "", latex, flags=re.DOTALL)
    assert "^^" not in latex  # not in `bare`: what stands between two of them keeps them apart
    assert not set(bare) & set("%#&\x00\x7f\x85")
    assert bare.count("$") % 2 == 0
    depth = 0
    for character in bare:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("code", CODE)
def test_code_is_quoted(code: str, wrap: str) -> None:
    text = wrap.format(code)
    for references in (False, True):
        check(escape(text, references=references), references=references)


pieces = st.sampled_from(
    [
        *"$$$$\\\\\\{}{}[]^^_%#&~'\"`- ax1,.|\n\x00\x07\x7f\x85é图′α−²",
        r"\input", r"\def", r"\frac", r"\-",
        r"\alpha", r"\text", r"\hspace", r"\cite", r"\ref", r"\label", r"\left(", r"\right)",
        r"\mathrm", r"\begin", "^^5c", "^^M", r"\$", r"\\", r"\^", r"\[", r"\]", r"\(", r"\)",
        "{a}", "{a,b}", "[p. 3]", "\u2028", "\ud800", r"\É", r"\图",
    ]
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@example("$^}^$", False)
@given(st.lists(pieces, max_size=12).map("".join), st.booleans())
def test_whatever_a_text_is_latex_gets_no_command_but_those_of_formulas(
    text: str, references: bool
) -> None:
    check(escape(text, references=references), references=references)


@pytest.mark.parametrize("key", ["caption", "alt"])
@pytest.mark.parametrize("code", CODE[:6])
def test_check_and_render_refuse_code_in_a_formula(
    cli: Cli, tmp_path: Path, key: str, code: str
) -> None:
    value = Converter().mapping({"curves": ["relu"], key: f"Harmless $x {code} y$"})
    path = tmp_path / "figure.yaml"
    path.write_text(emit(value))
    for command in (("check",), ("render", "--latex", "-o", str(tmp_path))):
        ran = cli(command[0], str(path), *command[1:])
        assert ran.status == 1, ran
        assert re.search(r"figure.yaml:\d+:\d+: error: no command is called", ran.err)
    assert not list(tmp_path.glob("*.tex"))


@pytest.mark.parametrize("name", sorted(REFERENCES))
def test_references_are_commands_in_captions(name: str) -> None:
    caption = rf"As in Fig.~\{name}{{fig:one, fig:two_b}}, 50 %."
    assert escape(caption, references=True) == rf"As in Fig.~\{name}{{fig:one,fig:two_b}}, 50 \%."
    assert rf"\textbackslash{{}}{name}" in escape(caption)
    note = escape(rf"see \{name}[p. 3 & 4][x_1]{{a}}", references=True)
    assert note == rf"see \{name}[{{p. 3 \& 4}}][{{x\_1}}]{{a}}"
    for wrong in ("{a%b}", "{}", "{a,}", "", "{a\\b}", "{a{b}}", r"{\input{x}}"):
        assert rf"\{name}" not in escape(rf"x \{name}{wrong} y", references=True).replace(
            rf"\textbackslash{{}}{name}", ""
        )


def test_a_reference_without_a_key_is_an_error(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "figure.yaml"
    path.write_text("curves: relu\ncaption: 'see \\ref{a%b}'\n")
    ran = cli("check", str(path))
    assert ran.status == 1
    assert "figure.yaml:2:15: error: \\ref needs a key" in ran.err
    path.write_text("curves: relu\ncaption: 'see~\\cref{fig:a} and \\citep[p.~3]{b2020}'\n")
    assert cli("check", str(path)).status == 0
    assert cli("render", str(path), "--latex", "-o", str(tmp_path)).status == 0
    written = (tmp_path / "figure.tex").read_text()
    assert r"\caption[see~\cref{fig:a} and]{see~\cref{fig:a} and \citep[{p." in written


@pytest.mark.parametrize("name", ["o}x", "a%b", "a#b", "a$b", "a&b", "a^b", "a~b", "a\\b", "a,b",
                                  r"o}\input{secret}\def\x{"])  # fmt: skip
def test_a_name_that_latex_cannot_include_is_refused(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("figure.yaml").write_text(emit(Converter().mapping({"curves": ["x"], "output": name})))
    Path(f"{name}.yaml".replace("/", "")).write_text("curves: relu\n")
    for spec_file in ("figure.yaml", f"{name}.yaml".replace("/", "")):
        ran = cli("render", spec_file, "--latex")
        assert ran.status == 1
        assert "LaTeX cannot include" in ran.err
    assert not list(tmp_path.rglob("*.tex"))


def test_a_label_has_no_code() -> None:
    for label in ("a}b", "a\\b", "a%b", "a#b", "a b", "a^^b", "a\x07b"):
        with pytest.raises(ActplotError):
            spec.read({"curves": ["relu"], "label": label})


@pytest.mark.parametrize("engine", ["pdflatex", "lualatex"])
def test_no_engine_runs_what_a_spec_says(tmp_path: Path, engine: str) -> None:
    (tmp_path / "secret.tex").write_text("SECRET\\immediate\\write-1{READ}")
    inputs = []
    for number, wrap in enumerate(WRAPS):
        # As the figure's own check would refuse most, the escaper stands alone here.
        for at, code in enumerate(CODE):
            inputs.append(f"\\noindent {number}.{at} {escape(wrap.format(code))}\n\n")
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\n\\usepackage{amsmath,amssymb}\n\\begin{document}\n"
        + "".join(inputs)
        + "\\end{document}\n"
    )
    typeset(engine, tmp_path / "paper.tex")
    assert "READ" not in (tmp_path / "paper.log").read_text(errors="replace")
    assert not list(tmp_path.glob("pwned*"))


def test_a_figure_of_many_signs_compiles(tmp_path: Path) -> None:
    text = "A_b & C#1, 50 % {y} ~ x^2 \\ z < > | \" ' ` $\\text{a_b % #}$ $x\\,\\%$ \\input{secret}"
    made = drawn(
        {
            "curves": [{"expr": "relu", "label": text}, "gelu"], "text": "latex", "title": text,
            "caption": text + "\n\n" + r"see~\ref{fig:figure} and \cite[p. 3]{a}",
            "alt": text + "\n\n" + text, "size": {"width": "160 mm", "height": "90 mm"},
        },
        "pdf", "tex",
    )  # fmt: skip
    for suffix, content in made.items():
        (tmp_path / f"figure.{suffix}").write_bytes(content)
    (tmp_path / "secret.tex").write_text("SECRET")
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\\usepackage{graphicx,xcolor}\\def\\Description#1{\\typeout{#1}}"
        "\\begin{document}\\input{figure}\\end{document}\n"
    )
    ran = typeset("pdflatex", tmp_path / "paper.tex")
    assert ran.returncode == 0, ran.stdout[-3000:]
    assert "SECRET" not in ran.stdout
