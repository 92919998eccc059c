"""Calls as programs write them: `nn.LeakyReLU(0.2)`, `F.gelu(x, approximate='tanh')`.

The arguments of a framework's class are parameters, in the framework's order; so is what follows
the inputs of a framework's function. What does not change a curve is left out, and where a value
chooses another function, that one is meant: `jax.nn.gelu(x, approximate=False)` is gelu.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from actplot import activations
from actplot.activations import Activation, imports
from actplot.expression import names
from actplot.expression.cursor import is_program
from actplot.expression.error import at
from actplot.expression.nodes import (
    Apply,
    Binary,
    Derivative,
    Function,
    Given,
    Node,
    Number,
    Quoted,
    Variable,
    span_of,
    unnamed,
    walk,
)
from actplot.expression.variants import (
    APPROXIMATE,
    RELU,
    clipped,
    is_clip,
    last_of,
    varied,
    word_of,
)
from actplot.records import replace

IGNORED = frozenset({
    "inplace", "dim", "axis", "dtype", "device", "name", "training", "num_parameters", "channel",
    "channels", "in_features", "num_features", "data_format", "weight", "shared_axes", "out", "key",
    "rngs", "trainable", "mask", "where", "initial", "groups", "stream", "ctx",
})  # fmt: skip
"""Parameters of programs that change nothing in a curve."""
INPUTS = frozenset({"x", "input", "inputs", "features", "logits", "data", "tensor", "X", "xs"})
"""What programs call the input."""
_ORDERS = {
    "relu": RELU,
    "ReLU": ("max_value", "negative_slope", "threshold"),
    "selu": ("lam", "alpha"),
    "scaled_tanh": ("b", "a"),
    "softplus": ("beta", "threshold"),
    "silu": ("beta",),
    "gelu": ("approximate",),
    "gelu_tanh": ("approximate",),
    "prelu": ("num_parameters", "alpha"),
    "binary_step": ("values",),
    **dict.fromkeys(
        ("softmax", "softmin", "log_softmax", "softmax1", "sparsemax", "hardmax", "glu"), ("dim",)
    ),
}
"""In which order frameworks take parameters, where it is not that of the entry."""
_CHOOSERS = ("Activation", "get", "get_activation", "deserialize", "ACT2FN", "get_act_fn")
"""Functions of programs that are given the name of an activation."""
_CHOSEN_FROM = {
    **dict.fromkeys(
        ("keras.", "tf.", "layers.", "activations.", "tensorflow."), "keras.activations."
    ),
    **dict.fromkeys(("transformers.", "hf.", "get_activation"), "hf."),
}
"""Where a chooser looks a name up."""
_OPERATORS = {
    "pow": "^", "power": "^", "mul": "*", "multiply": "*", "add": "+", "sub": "-", "subtract": "-",
    "div": "/", "divide": "/", "true_divide": "/",
}  # fmt: skip
"""Functions of programs for which there are signs."""
_LEAKY = {"leaky": "leaky_relu", "elu": "elu", "prelu": "prelu", "rrelu": "rrelu"}
_MXNET_SLOPE = 0.25
_GATE_FIRST = ("swiglu",)  # of which frameworks take the gate's input first


def understood(node: Node, own: Mapping[str, object]) -> Node:
    """The node as an expression has it; own: names that are no framework's.

    Raises ExpressionError.
    """
    match node:
        case Derivative(operand, order):
            inner = understood(operand, own)
            if isinstance(inner, Function):
                return replace(inner, order=inner.order + order, end=node.end)
            return node if inner is operand else replace(node, operand=inner)
        case Function(name=name) if name not in own:
            return _call(node, list(node.parameters), [])
        case Apply(function, arguments) if function.name not in own:
            call = _call(function, list(function.parameters), list(arguments), node)
            inside = any(call is argument for argument in arguments)  # x.detach().numpy()
            return understood(call, own) if inside else call
    return node


def _call(
    function: Function, given: list[Given], inputs: list[Node], applied: Apply | None = None
) -> Node:
    node: Node = applied or function
    if function.name.startswith("x.") and (applied or given):  # x.relu() of a tensor
        function = replace(function, name=f"torch.{function.name[2:]}")
        inputs = [Variable(start=function.start, end=function.start + 1), *inputs]
    chosen = _chosen(function, inputs) or _chosen_by(function, given, inputs)
    if chosen is not None:
        function, given, inputs = chosen
    if (simple := _simple(node, function, inputs)) is not None:
        return simple
    known = names.find(function.name, {})
    entry = None if known is None else known.entry
    if known is not None and (known.name == "clip" or is_clip(function.name, entry)):
        return clipped(node, function, given, inputs)
    if not (given or inputs):
        made = applied is not None and is_program(function.name)  # nn.GELU()
        return function if made or chosen is not None else node
    if entry is None:
        return node
    last = last_of(function.name)
    program = imports.framework(function.name) or last in _classes() or last.endswith("Layer")
    given = [replace(setting, value=_bare(setting.value)) for setting in given]
    inputs = [*_named_inputs(given, entry), *map(_bare, inputs)]
    positional = [setting for setting in given if not setting.name]
    given = [setting for setting in given if setting.name and not _is_idle(setting, entry)]
    if program and inputs and _is_class(function.name) and all(map(_is_constant, inputs)):
        if entry.parameters or entry.name in _ORDERS or "." in function.name:
            positional, inputs = [*map(unnamed, inputs)], []
    elif program and entry.inputs[1] is not None and len(inputs) > entry.inputs[1] > 0:
        first = entry.inputs[1]
        positional, inputs = [*map(unnamed, inputs[first:])], inputs[:first]
    if entry.name in _GATE_FIRST and "." in function.name and len(inputs) == 2:
        inputs.reverse()
    given = [*_placed(function, entry, positional), *given]
    return varied(node, function, entry, given, inputs)


def _simple(node: Node, function: Function, inputs: list[Node]) -> Node | None:
    """The input, number or operation that a call of a program's is; None if it is none."""
    last = last_of(function.name)
    own = "." not in function.name and last not in ("tensor", "array", "float")
    if last in _BOXES and inputs and not own:
        return inputs[0]
    if last in _FILLED and inputs:
        return replace(_FILLED[last], **span_of(node))
    if last == "full_like" and len(inputs) == 2:
        return inputs[1]
    if last in _OPERATORS and imports.framework(function.name) and len(inputs) == 2:
        return Binary(_OPERATORS[last], inputs[0], inputs[1], **span_of(node))
    return None


Call = tuple[Function, list[Given], list[Node]]
"""A function, the parameters that it is given, and its inputs."""


def _chosen(function: Function, inputs: list[Node]) -> Call | None:
    """The function whose name is given as a text: `keras.layers.Activation('relu')`."""
    if last_of(function.name) not in _CHOOSERS:
        return None
    places = [*(setting.value for setting in function.parameters), *inputs]
    place = next((part for part in places if isinstance(part, (Quoted, Function))), None)
    if place is None:
        return None
    rest = [part for part in inputs if part is not place]
    if isinstance(place, Function):  # Activation(tf.nn.silu)
        return replace(place, order=place.order + function.order), list(place.parameters), rest
    name = place.value
    for prefix, root in _CHOSEN_FROM.items():
        if function.name.startswith(prefix) and activations.known(f"{root}{name}") is not None:
            name = f"{root}{name}"
    named = Function(name, start=place.start, end=function.end, name_end=place.end)
    return replace(named, order=function.order), [], rest


def _chosen_by(function: Function, given: list[Given], inputs: list[Node]) -> Call | None:
    """MXNet's LeakyReLU is several functions, by its act_type."""
    for setting in given:
        if setting.name == "act_type" and isinstance(setting.value, Quoted):
            rest = [other for other in given if other is not setting]
            meant = _LEAKY.get(setting.value.value, setting.value.value)
            if meant in ("leaky_relu", "elu"):
                slopes = [replace(other, name="alpha") for other in rest if other.name == "slope"]
                rest = slopes or [Given("alpha", Number(_MXNET_SLOPE))]
            return replace(function, name=meant), rest, inputs
    return None


def _named_inputs(given: list[Given], entry: Activation) -> list[Node]:
    """The inputs that are given by name, which are taken out of given."""
    named = [s for s in given if s.name in INPUTS and not _has(entry, s.name)]
    given[:] = [s for s in given if s not in named]
    return [s.value for s in named]


def _placed(function: Function, entry: Activation, positional: list[Given]) -> list[Given]:
    """Positional parameters under their names."""
    flags = entry.name in ("gelu", "gelu_tanh")
    values = [s for s in positional if flags or word_of(s.value) not in ("true", "false")]
    key = last_of(function.name) if last_of(function.name) in _ORDERS else entry.name
    order = _ORDERS.get(key, tuple(parameter.name for parameter in entry.parameters))
    if entry.name == "prelu" and len(values) == 1 and not _is_count(values[0].value):
        order = ("alpha",)
    if len(values) > len(order):
        extra, most = values[len(order)], len(order)
        count = f"at most {most} parameter{'s' * (most > 1)}" if most else "no parameters"
        raise at(extra, f"{function.name} takes {count}")
    named = [replace(setting, name=name) for setting, name in zip(values, order, strict=False)]
    return [s for s in named if s.name not in IGNORED and word_of(s.value) != "none"]


def _is_idle(given: Given, entry: Activation) -> bool:
    """Whether a parameter changes nothing."""
    return not _has(entry, given.name) and (
        given.name in IGNORED or (word_of(given.value) == "none" and given.name not in APPROXIMATE)
    )


def _bare(node: Node) -> Node:
    """The number in `torch.tensor(0.1)` and `keras.initializers.Constant(0.25)`."""
    match node:
        case Apply(Function(name=name), (value,)) if last_of(name) in _BOXES:
            return value
        case Quoted(value=word) if word.casefold() in _TEXTS:
            return Number(_TEXTS[word.casefold()], **span_of(node))
    return node


_BOXES = frozenset({
    "tensor", "as_tensor", "Tensor", "array", "asarray", "constant", "Constant",
    "convert_to_tensor", "float", "float32", "float64", "double", "half", "bfloat16",
    "detach", "clone", "contiguous",
    "cpu", "cuda", "numpy", "item",
})  # fmt: skip
"""Functions and methods of programs that leave a value what it is."""
_FILLED = {"zeros_like": Number(0.0), "ones_like": Number(1.0)}
_TEXTS = {"zeros": 0.0, "zero": 0.0, "ones": 1.0, "one": 1.0}
"""Initial values that Keras knows by name."""


def _has(entry: Activation, name: str) -> bool:
    return any(name == p.name or name in p.spellings for p in entry.parameters)


def _is_constant(node: Node) -> bool:
    words = (part for part in walk(node) if isinstance(part, (Variable, Function)))
    return all(word_of(part) in ("true", "false", "none") for part in words)


def _is_count(node: Node) -> bool:
    return isinstance(node, Number) and node.value == int(node.value) >= 1.0


def _is_class(name: str) -> bool:
    return last_of(name)[:1].isupper() or last_of(name).endswith("Layer")


@cache
def _classes() -> frozenset[str]:
    """The names of classes that frameworks have for activations."""
    entries = activations.catalogue().values()
    names = (name for entry in entries for name in entry.other_names)
    return frozenset(last_of(name) for name in names if "." in name and _is_class(name))
