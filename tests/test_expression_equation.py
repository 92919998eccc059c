"""The formulas of the catalogue: that they say what is computed, and that LaTeX takes them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from support import typeset

from actplot.activations import Activation, activation, catalogue
from actplot.calculus import special
from actplot.calculus.derivatives import evaluate
from actplot.expression import curves
from actplot.expression.names import GREEK
from actplot.formula.equation import latex, plain

ENTRIES = list(catalogue().values())

# What no single value of x decides: an index, or a threshold that is only described.
INDEXED = [entry.name for entry in ENTRIES if "_k" in entry.formula or "_j" in entry.formula]
TWO = ["crelu"]


@pytest.mark.parametrize("inner", ["x", "-x", "-x - 1", "-1/x", "x^2", "sqrt(-x)", "abs(-x)"])
@pytest.mark.parametrize(
    ("name", "opening"),
    {"sqrt": "√", "cbrt": "∛", "abs": "|", "floor": "⌊", "ceil": "⌈", "exp": "e^"}.items(),
)
def test_plain_text_has_no_sign_of_latex_left_and_loses_nothing(
    name: str, opening: str, inner: str
) -> None:
    text = plain(curves(f"2 + {name}({inner}) + 7")[0].math.strip("$"))
    assert text.startswith(f"2 + {opening}")
    assert text.endswith(" + 7")
    assert not set(text) & set("{}[]\\")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\frac{1}{1 + e^{-x}}", "1 / (1 + e^(−x))"),
        (r"\frac{x}{2} \left(1 + \mathrm{erf}\,\frac{x}{\sqrt{2}}\right)",
         "(x / 2) (1 + erf (x / (√2)))"),
        (r"\begin{cases} x & x > 0 \\ \alpha\,(e^{x} - 1) & x \leq 0 \end{cases}",
         "{ x if x > 0; α (e^x − 1) if x ≤ 0 }"),
        (r"\min(\max(x, a), b),\ a = \mathrm{min\_val}", "min(max(x, a), b), a = min_val"),
        (r"\frac{a}{b}\,x", "(a / b) x"),
        (r"\ln\frac{1 + e^{x}}{2}", "ln ((1 + e^x) / 2)"),
        (r"-\frac{a}{b} + \sin^{2} x", "−a / b + sin² x"),
        (r"{\frac{a}{b}} x + {-y} z", "(a / b) x + −y z"),
    ],
)  # fmt: skip
def test_plain_text(formula: str, text: str) -> None:
    assert plain(formula) == text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_plain_text_is_free_of_latex(entry: Activation) -> None:
    text = plain(entry.formula)
    assert not re.search(r"[\\&]|  ", text)
    for pair in ("()", "{}"):
        assert text.count(pair[0]) == text.count(pair[1])


@pytest.mark.parametrize(
    "entry",
    [entry for entry in ENTRIES if entry.name not in (*INDEXED, *TWO)],
    ids=lambda entry: entry.name,
)
def test_the_formula_says_what_is_computed(entry: Activation) -> None:
    """At places that meet every piece, for the defaults; y is 0.8 where there is one."""
    settings = entry.settings({})
    # Formulas with a rounded constant say so by their sign.
    tolerance = 1e-4 if r"\approx" in entry.formula else 1e-12
    for x in (-7.3, -2.0, -1.5, -0.6, -0.04, 0.3, 0.5, 0.97, 1.0, 2.6, 8.1):
        computed = evaluate(lambda at: entry(at, *(0.8,) * (entry.inputs[1] - 1), **settings), x)
        from_formula = value(plain(entry.formula), x, settings)
        assert from_formula == pytest.approx(float(computed), rel=tolerance, abs=1e-13)


def test_an_equation_names_the_function() -> None:
    assert latex(catalogue()["sigmoid"]) == r"\mathrm{Sigmoid}(x) = \frac{1}{1 + e^{-x}}"
    assert latex(catalogue()["glu"]).startswith(r"\mathrm{GLU}(x, y) = ")
    assert latex(catalogue()["softmax"]).startswith(r"\mathrm{Softmax}_k(x_1, x_2, \ldots) = ")
    assert latex(catalogue()["tanh"]) == r"\tanh(x)"


def test_an_equation_of_an_own_function() -> None:
    own = activation(title="Wavy thing", formula="x + x^{2}")(wavy)
    assert latex(own) == r"\mathrm{Wavy}(x) = x + x^{2}"


def wavy(x: float) -> float:
    return x + x**2


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex here")
def test_latex_takes_every_equation(tmp_path: Path) -> None:
    lines = [rf"\[ {latex(entry)} \]" for entry in ENTRIES]
    (tmp_path / "all.tex").write_text(
        "\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n"
        + "\n".join(lines)
        + "\n\\end{document}\n"
    )
    ran = typeset("pdflatex", tmp_path / "all.tex", "-halt-on-error")
    assert ran.returncode == 0, ran.stdout[-2000:]
    assert (tmp_path / "all.pdf").exists()


KNOWN = {
    "erf": special.erf, "Φ": special.normal_cdf, "sgn": np.sign, "ln": np.log, "sqrt": np.sqrt,
    "abs": np.abs, "min": min, "max": max, "arsinh": np.arcsinh, "arctan": np.arctan,
    **{name: getattr(np, name) for name in ("sin", "cos", "tanh", "sinh", "cosh")},
}  # fmt: skip
NAMES = {"e": np.e, "π": np.pi}


def value(text: str, x: float, settings: dict[str, object]) -> float:
    """The value of a plain formula, computed by Python and not by actplot's own parser."""
    names = {**NAMES, **KNOWN, "x": x, "y": 0.8}
    for name, given in settings.items():
        names |= dict.fromkeys((name, *GREEK.get(name, "")), given)
        names[re.sub(r"(?<=[a-z])([0-9lrpnc])$", r"_\1", name)] = given
        head, _, tail = name.rpartition("_")
        names |= {f"{letter}_{tail}": given for letter in GREEK.get(head, "")}
    body, *definitions = split(text)
    for definition in definitions:
        left, _, right = definition.partition(re.search("[=≈]", definition)[0])
        if left.strip().endswith("(x)"):
            names[left.strip()[:-3]] = lambda at, right=right: run(right, {**names, "x": at})
        else:
            names[left.strip()] = run(right, names)
    if " = " in body and "{" not in body:
        body = body.partition(" = ")[2]
    return run(body, names)


def split(text: str) -> list[str]:
    """At the commas outside all brackets."""
    depth, parts = 0, [""]
    for character in text:
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def run(text: str, names: dict[str, object]) -> float:
    if "{" in text:
        before, _, rest = text.partition("{")
        rows = [row.split(" if ") for row in rest.partition("}")[0].split(";")]
        conditions = [python(c.replace(",", " or "), names) for _, c in rows]
        (chosen, *_) = [v for (v, _), c in zip(rows, conditions, strict=True) if eval(c, names)]
        return run(before, names) * run(chosen, names) if before.strip() else run(chosen, names)
    with np.errstate(all="ignore"):
        return float(eval(python(text, names), dict(names)))


def python(text: str, names: dict[str, object]) -> str:
    """A plain formula as Python: signs that it leaves out are put in."""
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text)
    text = re.sub(r"√(\w)", r"sqrt(\1)", text).replace("√", "sqrt")
    text = re.sub("(sin)²([(].*?[)])", r"(\1\2)^2", text)
    text = re.sub("[²³]", lambda match: f"^{'²³'.index(match[0]) + 2}", text)
    for sign, written in {"−": "-", "≤": "<=", "≥": ">=", "^": "**"}.items():
        text = text.replace(sign, written)
    text = re.sub(r"(?<![<>=])=(?!=)", "==", text)
    tokens = re.findall(r"[\d.]+|or\b|[^\W\d]\w*|\*\*|[<>=]=|\S", text)
    written = ""
    for before, token in zip(["", *tokens], tokens, strict=False):
        called = callable(names.get(before))
        if "or" not in (before, token) and not called:
            written += " * " if re.match(r"[\w)]", before) and re.match(r"[\w(]", token) else ""
        written += f"({token})" if called and token != "(" else f" {token} "
    return written
