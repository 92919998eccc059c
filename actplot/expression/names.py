"""What the names in an expression mean: elementary functions and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import reduce
from math import pi
from typing import Any
from unicodedata import normalize

import numpy as np

from actplot import activations
from actplot.activations import Activation, UnknownActivation, imports, meaning
from actplot.activations.entry import WINDOW
from actplot.activations.parameter import Value
from actplot.calculus import quantiles, special
from actplot.errors import closest
from actplot.formats import of_suffix
from actplot.records import Record, field

Names = Mapping[str, Activation | float]
"""Activations and numbers by the names under which a spec, or a program, has them."""
Window = tuple[float, float]


class Known(Record):
    """The meaning of a name: a function.

    least, most: how many inputs it takes (most None: any number). tex: its upright name in
    TeX, or a pattern in which #1 is the input. spoken: its name in plain text. given: the
    parameters that an alias brings. entry: its place in the catalogue, None for elementary
    functions. condition: the first input is a condition. repeats: its graph repeats over x.
    """

    name: str
    function: Callable[..., Any]
    least: int
    most: int | None
    tex: str
    spoken: str
    window: Window = WINDOW
    given: Mapping[str, Value] = field(default_factory=dict)
    entry: Activation | None = None
    condition: bool = False
    repeats: bool = False


def _minimum(*values: Any) -> Any:
    return reduce(np.minimum, values)


def _maximum(*values: Any) -> Any:
    return reduce(np.maximum, values)


def _unary(
    name: str,
    function: Callable[..., Any],
    tex: str,
    window: Window = WINDOW,
    repeats: bool = False,
) -> Known:
    return Known(name, function, 1, 1, tex, name, window, repeats=repeats)


_RIGHT = (0.0, 5.0)
_SHARES = (0.0, 1.0)
_PERIODS = (-2 * pi, 2 * pi)
_TABLE = (
    _unary("exp", np.exp, "e^{#1}", (-4.0, 2.0)),
    _unary("expm1", np.expm1, "e^{#1} - 1", (-4.0, 2.0)),
    _unary("log", np.log, r"\ln", _RIGHT),
    _unary("log2", np.log2, r"\log_{2}", _RIGHT),
    _unary("log10", np.log10, r"\log_{10}", _RIGHT),
    _unary("log1p", np.log1p, r"\ln", (-1.0, 5.0)),
    _unary("sqrt", np.sqrt, r"\sqrt{#1}", _RIGHT),
    _unary("cbrt", np.cbrt, r"\sqrt[3]{#1}"),
    _unary("abs", np.abs, "|#1|"),
    _unary("sign", np.sign, r"\mathrm{sgn}"),
    _unary("floor", np.floor, r"\left\lfloor #1 \right\rfloor"),
    _unary("ceil", np.ceil, r"\left\lceil #1 \right\rceil"),
    _unary("sin", np.sin, r"\sin", _PERIODS, repeats=True),
    _unary("cos", np.cos, r"\cos", _PERIODS, repeats=True),
    _unary("tan", np.tan, r"\tan", _PERIODS, repeats=True),
    _unary("asin", np.arcsin, r"\arcsin", (-1.25, 1.25)),
    _unary("acos", np.arccos, r"\arccos", (-1.25, 1.25)),
    _unary("atan", np.arctan, r"\arctan"),
    _unary("sinh", np.sinh, r"\sinh", (-3.0, 3.0)),
    _unary("cosh", np.cosh, r"\cosh", (-3.0, 3.0)),
    _unary("tanh", np.tanh, r"\tanh"),
    _unary("sech", special.sech, r"\mathrm{sech}"),
    _unary("asinh", np.arcsinh, r"\mathrm{arsinh}"),
    _unary("acosh", np.arccosh, r"\mathrm{arcosh}", _RIGHT),
    _unary("atanh", np.arctanh, r"\mathrm{artanh}", (-1.25, 1.25)),
    _unary("erf", special.erf, r"\mathrm{erf}", (-3.0, 3.0)),
    _unary("erfc", special.erfc, r"\mathrm{erfc}", (-3.0, 3.0)),
    _unary("Phi", special.normal_cdf, r"\Phi", (-4.0, 4.0)),
    _unary("phi", special.normal_pdf, r"\varphi", (-4.0, 4.0)),
    _unary("logit", quantiles.logit, r"\mathrm{logit}", _SHARES),
    _unary("probit", quantiles.probit, r"\mathrm{probit}", _SHARES),
    Known("min", _minimum, 2, None, r"\min", "min"),
    Known("max", _maximum, 2, None, r"\max", "max"),
    Known("clip", np.clip, 3, 3, r"\mathrm{clip}", "clip"),
    Known("where", np.where, 3, 3, r"\mathrm{where}", "where", condition=True),
)
ELEMENTARY: Mapping[str, Known] = {known.name: known for known in _TABLE}
SPELLINGS: Mapping[str, str] = {
    "ln": "log", "absolute": "abs", "fabs": "abs", "sgn": "sign", "tg": "tan", "arcsin": "asin",
    "arccos": "acos", "arctan": "atan", "arctg": "atan", "arcsinh": "asinh", "arsinh": "asinh",
    "arccosh": "acosh", "arcosh": "acosh", "arctanh": "atanh", "artanh": "atanh",
    "minimum": "min", "maximum": "max", "ndtri": "probit", "Φ": "Phi", "φ": "phi", "ϕ": "phi",
    **dict.fromkeys(
        ("norm.ppf", "st.norm.ppf", "stats.norm.ppf", "scipy.stats.norm.ppf"), "probit"
    ),
}  # fmt: skip
"""Other names of elementary functions, as papers and NumPy write them."""
INSTEAD: Mapping[str, str] = {
    **meaning.INSTEAD,
    **dict.fromkeys(("pow", "power"), "write `x^2`"),
    "step": "it is called `heaviside`, and sets the value at 0 to 1",
    "inf": "use a finite number",
    **dict.fromkeys(
        ("d", "diff", "grad", "derivative", "dx"), "write a derivative with a prime: `gelu'`"
    ),
    **dict.fromkeys(("round", "rint"), "write `floor(x + 0.5)`"),
    **dict.fromkeys(("mod", "fmod"), "write `x - floor(x)` for the remainder by 1"),
    **dict.fromkeys(("piecewise", "cond"), "write `where(x > 0, x, 0)`"),
    "sec": "write `1/cos(x)`",
    "csc": "write `1/sin(x)`",
    **dict.fromkeys(("cot", "ctg"), "write `1/tan(x)`"),
    "sigma": "the logistic function is called `sigmoid`",
}
"""What to write instead of names that other programs know."""
GREEK: Mapping[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "εϵ", "eta": "η",
    "theta": "θϑ", "kappa": "κ", "lambda": "λ", "lambd": "λ", "lam": "λ", "mu": "μµ", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φϕ", "omega": "ω",
}  # fmt: skip
"""Parameters as programs spell them, and the letters that papers print."""
_MODULES = ("np.", "numpy.", "math.")


def find(name: str, functions: Names) -> Known | None:
    """The meaning of a name; functions take precedence over the catalogue.

    The catalogue's own names go before elementary functions, those before its aliases:
    `tanh` is the activation, `exp` the elementary function.
    """
    own = functions.get(name)
    if isinstance(own, Activation):
        return _activation(name, own)
    if activations.named(name) is not None:
        return _catalogued(name)
    known = _elementary(name) or _catalogued(name) or _elementary(name.lower())
    if known is None and imports.framework(name):
        return _elementary(name.rpartition(".")[2])  # torch.where, jnp.maximum
    return known


def is_file(name: str) -> bool:
    """Whether an unknown name is that of a spec or of a figure."""
    _, dot, suffix = name.rpartition(".")
    return bool(dot) and (suffix in ("yaml", "yml") or of_suffix(suffix) is not None)


def suggestion(name: str, functions: Names) -> str | None:
    """The known name that comes nearest to an unknown one."""
    plain = normalize("NFKC", name)
    if plain != name and find(plain, functions) is not None:
        return plain
    stem = re.sub(r"_?(prime|derivative|deriv|grad|gradient)$", "", name, flags=re.IGNORECASE)
    if stem != name and find(stem, functions) is not None:
        return f"{stem}'"
    similar: tuple[str, ...] = ()
    try:
        activations.find(name)
    except UnknownActivation as unknown:
        similar = unknown.suggestions
    if name.isidentifier() and closest(name, functions) is None:
        for word in meaning.meant(name)[:1]:
            return word
    every = (*functions, *activations.catalogue(), *similar, *ELEMENTARY, *SPELLINGS)
    nearest = closest(name, every, meaning.ALIKE) or next(iter(similar), None)
    nearest = nearest or closest(name, every)
    if nearest in similar and "." not in nearest:
        return activations.find(nearest).activation.name
    return nearest


def _elementary(name: str) -> Known | None:
    for module in _MODULES:
        name = name.removeprefix(module)
    return ELEMENTARY.get(SPELLINGS.get(name, name))


def _catalogued(name: str) -> Known | None:
    match = activations.known(name)
    if match is None:
        return None
    entry, given = match.activation, dict(match.defaults)
    for parameter in entry.parameters:
        if parameter.name in entry.shown and parameter.default is not None:
            given.setdefault(parameter.name, parameter.default)
    if "." in name:
        # A framework's name says whose default it is where frameworks differ.
        for parameter in entry.parameters:
            given_elsewhere = (
                activations.find(alias.partition("(")[0]).defaults.get(parameter.name)
                for alias in entry.aliases
                if f"{parameter.name}=" in alias
            )
            differs = any(value != parameter.default for value in given_elsewhere)
            if differs and parameter.default is not None:
                given.setdefault(parameter.name, parameter.default)
    word = name.casefold().replace("-", "_")
    called = word.replace("_", " ").capitalize() if word in entry.called else ""
    return _activation(entry.name, entry, given, called)


def _activation(
    name: str, entry: Activation, given: Mapping[str, Value] | None = None, called: str = ""
) -> Known:
    """called: what formulas call it, if not by its symbol."""
    symbol = called or entry.symbol
    spoken, tex = re.sub("[_-]", " ", symbol), entry.tex or _tex(symbol)
    elementary = ELEMENTARY.get(name) or ELEMENTARY.get(SPELLINGS.get(name, ""))
    if elementary is not None and not called:
        spoken, tex = name, elementary.tex
    least, most = entry.inputs
    return Known(name, entry.function, least, most, tex, spoken, entry.window, given or {}, entry)


def _tex(symbol: str) -> str:
    r"""`\mathrm{Leaky\ ReLU}`, `\mathrm{GELU}_{\mathrm{tanh}}`."""
    name, _, index = symbol.partition("_")
    # A hyphen would be a minus sign.
    upright = re.sub("[ -]", r"\\ ", name)
    if index and not index.isdigit():
        index = rf"\mathrm{{{index}}}"  # \tanh would keep its distance from what follows
    return rf"\mathrm{{{upright}}}" + (f"_{{{index}}}" if index else "")
