"""What is said of formulas before mathtext is asked agrees with what mathtext then does."""

from __future__ import annotations

import logging
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import _mathtext
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser
from support import RECENT

from actplot.activations import catalogue
from actplot.errors import ActplotError
from actplot.fonts import examine
from actplot.fonts.characters import drawn
from actplot.fonts.syntax import Fault, faults
from actplot.formula import commands
from actplot.formula.commands import usual
from actplot.formula.equation import plain
from actplot.paint.embedding.setting import resolve
from actplot.paint.figure import setting as fonts_in_force
from actplot.paint.text import measure

SIZE = FontProperties(size=10)
PIECES = (
    r"x y 1 2 3.5 + - = < | ( ) [ ] . , ' ′ 激 { } { } { } _ ^ _ ^ ~ # % & \" \foo \\ "
    r"\frac \frac{1}{2} \dfrac{1}{1+e^{-x}} \binom{a}{b} \sqrt \sqrt[3]{x} \sqrt{} \left( \right) "
    r"\left \right \middle| \left. \alpha \beta \infty \sum \int \prime \leq \rightarrow \sin \max "
    r"\hat \vec{x} \bar \'e \^ \mathrm{ab} \mathrm \mathbf{x} \mathbb{R} \mathcal{L} \rm "
    r"\text{a} \text \operatorname{relu} \boldsymbol{x} \overline{x} \overset{a}{b} \phantom{} "
    r"\underline{} \substack{a} \qquad{} \, \; \! \hspace{1} \hspace \% \{ \} \_ \textbf{x} "
)


def can_be_set(text: str) -> bool:
    logging.disable(logging.ERROR)  # of missing glyphs
    try:
        MathTextParser("path").parse(text, 72, SIZE)
    except ValueError:
        return False
    finally:
        logging.disable(logging.NOTSET)
    return True


def severe(text: str) -> list[Fault]:
    return [fault for fault in faults(text) if fault.severe]


@RECENT
@given(st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=8), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_formula_is_refused_if_and_only_if_mathtext_refuses_it(
    pieces: list[str], apart: bool
) -> None:
    # A space behind ^ is a superscript for mathtext; here it is passed over as in LaTeX.
    content = "".join(p + " " * (apart and p not in ("_", "^")) for p in pieces).strip()
    if content.endswith("\\"):
        content += "x"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert can_be_set(f"${content}$") == (not severe(f"${content}$"))


@given(st.text("abc${}\\^_' \n激", max_size=20))
@settings(max_examples=300, deadline=None)
def test_every_fault_has_a_place_inside_its_text(text: str) -> None:
    for fault in faults(text):
        assert 0 <= fault.start < len(text)
        assert 1 <= fault.length <= len(text) - fault.start
        assert "\n" not in text[fault.start : fault.start + fault.length]


@pytest.mark.parametrize("name", catalogue())
def test_formulas_of_the_catalogue_are_right(name: str) -> None:
    formula = catalogue()[name].formula
    if "cases" not in formula:
        assert faults(f"${formula}$") == []


@pytest.mark.parametrize(
    ("text", "part", "says", "help"),
    [
        (r"a $\frac{1$", "{", "not closed", "add the }"),
        ("$x^$ y", "^", "empty superscript", "x^{2}"),
        ("$x^2^3$", "^", "double superscript", "{x^a}^b"),
        (r"$\alhpa$", r"\alhpa", "no command is called", r"'\alpha'"),
        (r"$\textbf{a}$", r"\textbf", "no command is called", r"\mathbf"),
        (r"$\left( x$", r"\left", r"without \right", r"\right)"),
        (r"$x \right)$", r"\right", r"has no \left", r"\left("),
        (r"$\left( {x \right) } $", r"\right", "in other braces", "same braces"),
        (r"$\left x$", r"\left", "needs a delimiter", r"\left("),
        (r"$\frac12$", r"\frac", "needs two groups", r"\frac{1}{x}"),
        (r"$\frac{}{x}$", r"\frac", "not empty", r"\frac{1}{x}"),
        (r"$\mathrm x$", r"\mathrm", "needs a group", r"\mathrm{x}"),
        (r"$\hat$", r"\hat", "needs a letter", r"\hat{x}"),
        ("$a}$", "}", "unmatched", r"\}"),
        ("$100%$", "%", "is not allowed", r"\%"),
        ("$$", "$$", "empty", r"\$"),
        ("line\n$ $", "$ $", "empty", r"\$"),
        (r"$x$ and $\frac{1}{2}", "$", "no closing $", "both ends"),
        (r"\alpha and $x$", r"\alpha", "outside a formula", r"$\alpha$"),
        ("${" + "{" * 40 + "x" + "}" * 41 + "$", "{", "nested too deeply", ""),
    ],
)
def test_faults(text: str, part: str, says: str, help: str) -> None:
    (fault,) = faults(text)
    assert text[fault.start : fault.start + fault.length] == part
    assert says in fault.message
    assert help in (fault.help or "")


@pytest.mark.parametrize("text", ["costs $5", r"\$5 to \$6", "C:\\dir", "a_b ^", "", "{", "$x$ 5"])
def test_what_is_no_formula_is_left_alone(text: str) -> None:
    assert faults(text) == []


# The tables of commands


def test_symbols_are_those_of_mathtext() -> None:
    named = {name: code for name, code in _mathtext.tex2uni.items() if name.isalpha()}
    assert commands.symbols() == named


@RECENT
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (commands.FUNCTIONS, _mathtext.Parser._function_names),
        (commands.FONTS, _mathtext.Parser._fontnames),
        (commands.DELIMITERS, _mathtext.Parser._delims),
        (
            commands.ACCENTS | commands.ACCENT_MARKS,
            {*_mathtext.Parser._accent_map, *_mathtext.Parser._wide_accents},
        ),
        (
            {f"\\{name}" for name in commands.SPACES | commands.SPACE_MARKS} | {"~"},
            _mathtext.Parser._space_widths,
        ),
    ],
)
def test_commands_are_those_of_mathtext(ours: frozenset[str], theirs: object) -> None:
    assert set(ours) == set(theirs)  # type: ignore[call-overload]


@pytest.mark.parametrize("serif", [True, False])
@pytest.mark.parametrize("name", commands.OTHERS)
def test_other_names_are_set_as_the_usual_one(name: str, serif: bool) -> None:
    sign = commands.OTHERS[name]
    groups = "{1}{2}" * (commands.ARGUMENTS.get(sign[1:], 0) == 2)
    text, other = (f"$a {command}{groups} b$" for command in (f"\\{name}", sign))
    assert name not in _mathtext.tex2uni
    assert faults(text) == faults(other) == []
    assert commands.symbols().get(sign[1:], ord("a")) in drawn(text)
    with fonts_in_force(resolve(None, serif=serif, texts=[text])):
        assert measure(text, 10) == measure(other, 10)


def test_other_names_for_delimiters() -> None:
    text = r"$\left\lVert \frac{1}{x} \right\rVert + \left\lvert x \right\rvert$"
    assert faults(text) == []
    assert usual(text) == r"$\left\| \frac{1}{x} \right\| + \left| x \right|$"
    assert plain(r"|x| \le 1") == "|x| ≤ 1"


@pytest.mark.parametrize(
    "text", [r"\leq \left \leftarrow \gets_x \getsx", r"\\le", "le", r"\tfraction"]
)
def test_longer_names_are_no_others(text: str) -> None:
    assert usual(text) == text.replace(r"\gets_", r"\leftarrow_")


def test_what_stands_in_for_a_command_is_known() -> None:
    known = commands.known()
    for name, help in commands.INSTEAD.items():
        assert name not in known
        for word in help.split("\\")[1:]:
            assert word.split("{")[0].split()[0].strip(";,") in known


def test_environments_outside_of_a_formula_are_told_with_the_line_to_write() -> None:
    text = r"\begin{cases} a \\ b \end{cases}"
    (fault,) = faults(text)
    assert not fault.severe
    assert fault.help == f"write ${text}$, with text: latex"


def test_letters_that_would_have_to_join_are_said() -> None:
    """Drawn one by one they are no words, which nobody sees who cannot read them."""
    _, said = examine(None, serif=True, texts=["دالة", "Übersicht", "функция", "פונקציה", "x + 1"])
    assert [problem.severity for problem in said] == ["warning"]
    assert "Arabic" in said[0].message
    with pytest.raises(ActplotError, match="Devanagari"):
        examine(None, serif=True, texts=["सक्रियण"])
