"""Functions that a program's call means by the values of its parameters.

`gelu(x, approximate='tanh')` is another function than gelu, and keras' relu with a slope another
than relu.
"""

from __future__ import annotations

from actplot.activations import Activation, imports
from actplot.expression import arithmetic
from actplot.expression.error import at
from actplot.expression.nodes import (
    Apply,
    Binary,
    Comparison,
    Derivative,
    Function,
    Given,
    Node,
    Number,
    Quoted,
    Variable,
    span_of,
)
from actplot.records import replace

APPROXIMATE = ("approximate", "approximation", "approx")

_FORMS = {
    "tanh": "gelu_tanh", "true": "gelu_tanh", "precise": "gelu_tanh", "1": "gelu_tanh",
    "none": "gelu", "false": "gelu", "erf": "gelu", "0": "gelu", "fast": "quick_gelu",
    "sigmoid": "quick_gelu",
}  # fmt: skip
"""Which GELU the value of `approximate` means."""

_EXACT_FROM = 20.0  # the threshold of softplus from which no figure shows it
RELU = ("negative_slope", "max_value", "threshold")
"""The parameters of relu in Keras."""


def varied(
    node: Node, function: Function, entry: Activation, given: list[Given], inputs: list[Node]
) -> Node:
    """The call, or that of another function that it means."""
    settings = {setting.name: setting for setting in given}
    if entry.name in ("gelu", "gelu_tanh"):
        for key in APPROXIMATE:
            form = next((setting for setting in given if setting.name.casefold() == key), None)
            if form is not None:
                given.remove(form)
                meant = _FORMS.get(word_of(form.value))
                if meant is None:
                    help = "approximate must be none or tanh"
                    raise at(form.value, "unknown approximation of GELU", help)
                function = replace(function, name=meant)
    elif entry.name == "relu" and given:
        return _keras_relu(function, given, inputs)
    elif entry.name == "silu" and "beta" in settings:
        function = replace(function, name="swish")
    elif entry.name in ("hard_shrink", "soft_shrink") and {"lower", "upper"} <= settings.keys():
        low, high = (settings[key].value for key in ("lower", "upper"))
        if arithmetic.value(low) != -arithmetic.value(high):
            raise at(low, f"the bounds of {entry.name} must be -c and c")
        given = [Given("lambd", high, **span_of(high))]
    elif entry.name == "binary_step" and {"values", "h0"} & settings.keys():
        return _step(given[0].value, inputs)
    elif entry.name == "binary_step" and "threshold" in settings:
        x = inputs[0] if inputs else Variable()
        return _applied(function, [], [Binary("-", x, settings["threshold"].value)], node)
    elif entry.name == "softplus" and "threshold" in settings:
        given.remove(settings["threshold"])
        limit = settings["threshold"].value
        if arithmetic.value(limit) < _EXACT_FROM:
            return _straightened(function, given, inputs, limit)
    return _applied(function, given, inputs, node)


def _keras_relu(function: Function, given: list[Given], inputs: list[Node]) -> Node:
    """relu(x, negative_slope=0, max_value=None, threshold=0)."""
    settings: dict[str, Node] = {}
    for setting in given:
        key = {"alpha": "negative_slope", "slope": "negative_slope", "theta": "threshold"}
        name = key.get(setting.name, setting.name)
        if name not in RELU:
            return _applied(function, given, inputs)
        if name == "max_value" or not _is_zero(setting.value):
            settings[name] = setting.value
    if not settings:
        return _applied(function, [], inputs)
    if len(settings) == 1:
        ((name, value),) = settings.items()
        other, parameter = {
            "negative_slope": ("leaky_relu", "alpha"),
            "max_value": ("clipped_relu", "n"),
            "threshold": ("thresholded_relu", "theta"),
        }[name]
        setting = Given(parameter, value, **span_of(value))
        return _applied(replace(function, name=other), [setting], inputs)
    x = inputs[0] if inputs else Variable()
    threshold = settings.get("threshold", Number(0.0))
    high = settings.get("max_value")
    above = x if high is None else _of("min", x, high)
    slope = settings.get("negative_slope", Number(0.0))
    below = Binary("*", slope, x if _is_zero(threshold) else Binary("-", x, threshold))
    return _differentiated(function, _of("where", Comparison((">",), (x, threshold)), above, below))


def _step(at_zero: Node, inputs: list[Node]) -> Node:
    """heaviside(x, value at 0)."""
    x = inputs[0] if inputs else Variable()
    zero = Number(0.0)
    beyond = _of("where", Comparison((">",), (x, zero)), Number(1.0), at_zero)
    return _of("where", Comparison(("<",), (x, zero)), zero, beyond)


def _straightened(function: Function, given: list[Given], inputs: list[Node], limit: Node) -> Node:
    """torch's softplus, which is x itself where beta x exceeds the threshold."""
    x = inputs[0] if inputs else Variable()
    beta = next((setting.value for setting in given if setting.name == "beta"), Number(1.0))
    scaled = x if beta == Number(1.0) else Binary("*", beta, x)
    smooth = Apply(replace(function, order=0, parameters=tuple(given)), (x,))
    whole = _of("where", Comparison((">",), (scaled, limit)), x, smooth)
    return _differentiated(function, whole)


def is_clip(name: str, entry: Activation | None) -> bool:
    """Whether a name is that of a function whose bounds are given, or are none."""
    clips = ("clip", "clamp", "clip_by_value")
    return entry is not None and entry.name == "hard_tanh" and last_of(name).casefold() in clips


_LOW = ("min", "a_min", "clip_value_min", "min_val", "min_value", "low")
_HIGH = ("max", "a_max", "clip_value_max", "max_val", "max_value", "high")


def clipped(node: Node, function: Function, given: list[Given], inputs: list[Node]) -> Node:
    """clip(x, low, high), either of which may be missing."""
    bounds = {setting.name: setting.value for setting in given if word_of(setting.value) != "none"}
    low = next((bounds.pop(key) for key in _LOW if key in bounds), None)
    high = next((bounds.pop(key) for key in _HIGH if key in bounds), None)
    inputs = [*(bounds.pop(key) for key in ("x", "input", "a", "t") if key in bounds), *inputs]
    if bounds or not (given or imports.framework(function.name)) or len(inputs) > 3:
        return node
    x, *rest = inputs or [Variable()]
    values = [None if word_of(bound) == "none" else bound for bound in rest]
    if low is None and values:
        low = values.pop(0)
    if high is None and values:
        high = values.pop(0)
    if low is not None and high is not None:
        edges = [Given("min_val", low, **span_of(low)), Given("max_val", high, **span_of(high))]
        return _applied(replace(function, name="hard_tanh"), edges, inputs[:1])
    if low is not None:
        x = _of("max", x, low)
    if high is not None:
        x = _of("min", x, high)
    return _differentiated(function, x)


def _applied(
    function: Function, given: list[Given], inputs: list[Node], node: Node | None = None
) -> Node:
    called = replace(function, parameters=tuple(given))
    if not inputs:
        return called
    span = span_of(node if isinstance(node, Apply) else function)
    return Apply(called, tuple(inputs), **span)


def _differentiated(function: Function, node: Node) -> Node:
    node = replace(node, **span_of(function))
    return Derivative(node, function.order, **span_of(function)) if function.order else node


def _of(name: str, *inputs: Node) -> Node:
    return Apply(Function(name), inputs)


def word_of(node: Node) -> str:
    """A text, a word of Python, or a number, in small letters."""
    if isinstance(node, Quoted):
        return node.value.casefold()
    if isinstance(node, Function) and node.name in ("True", "False", "None", "true", "false"):
        return node.name.casefold()
    if isinstance(node, Number) and node.value in (0.0, 1.0):
        return str(int(node.value))
    return ""


def _is_zero(node: Node) -> bool:
    return isinstance(node, Number) and node.value == 0.0


def last_of(name: str) -> str:
    return name.replace("::", ".").rpartition(".")[2]
