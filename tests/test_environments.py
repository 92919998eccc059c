"""Environments and Chinese in texts that LaTeX sets; a figure of its own fonts refuses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import typeset

from actplot import spec
from actplot.errors import ActplotError
from actplot.formula.environments import NAMES, first, stand_in
from actplot.formula.escape import escape
from actplot.paint import render
from actplot.plan.figure import plan

CASES = r"$f(x) = \begin{cases} x & x > 0 \\ \alpha(e^x - 1) & x \leq 0 \end{cases}$"
TEXT = f"""
curves: [elu]
text: latex
formats: [pdf]
title: 指数线性单元
notes: {{text: '{CASES}', at: upper left}}
"""


def test_an_environment_is_taken_apart() -> None:
    one = first(CASES.strip("$"))
    assert one is not None
    assert one.name == "cases"
    assert one.rows == (("x", "x > 0"), (r"\alpha(e^x - 1)", r"x \leq 0"))
    assert one.before.strip() == "f(x) ="
    assert first("x + 1") is None
    assert first(r"\begin{verbatim} a \end{verbatim}") is None


@pytest.mark.parametrize("name", NAMES)
def test_each_becomes_an_array_and_no_other_command_comes_through(name: str) -> None:
    columns = "{ll}" if name == "array" else ""
    body = r"a & \input{/etc/passwd} \\ \write18{x} & d"
    text = escape(rf"$\begin{{{name}}}{columns}{body}\end{{{name}}}$")
    assert r"\begin{array}" in text
    assert text.count(r"\begin") == text.count(r"\end") == 1
    assert r"\input" not in text
    assert r"\write" not in text


def test_environments_within_each_other_are_shown_by_their_names() -> None:
    text = escape(r"$\begin{cases}\begin{cases} a \end{cases}\end{cases}$")
    assert text.count(r"\begin{array}") <= 1
    assert r"\begin{cases}" not in text


def test_what_stands_in_for_a_text_is_about_as_large() -> None:
    assert stand_in("plain $x$") == "plain $x$"
    assert stand_in("Größe функция") == "Größe функция"
    assert stand_in("दर x") == "nn x"  # LaTeX has a font for it, the figure may have none
    assert stand_in(CASES).count("\n") == 1
    assert len(stand_in("指数 x")) == len("指数 x")


def test_latex_sets_what_the_figure_could_not() -> None:
    files = render(plan(spec.read(TEXT)), ["pdf", "tex"], stem="a").files
    written = files["tex"].decode()
    assert "指数线性单元" in written
    assert r"\left\{\begin{array}" in written
    for formats in (["svg"], ["pdf", "svg", "tex"]):
        with pytest.raises(ActplotError, match="font for Chinese"):
            render(plan(spec.read(TEXT)), formats, stem="a")


def test_a_document_with_it_can_be_set(tmp_path: Path) -> None:
    files = render(plan(spec.read(TEXT.replace("指数线性单元", "ELU"))), ["pdf", "tex"], stem="a")
    (tmp_path / "a.pdf").write_bytes(files.files["pdf"])
    (tmp_path / "a.tex").write_bytes(files.files["tex"])
    document = r"\documentclass{article}\usepackage{graphicx,xcolor}\begin{document}\input{a}"
    (tmp_path / "d.tex").write_text(document + r"\end{document}", encoding="utf-8")
    ran = typeset("xelatex", tmp_path / "d.tex", "-halt-on-error")
    assert ran.returncode == 0, ran.stdout[-2000:]
