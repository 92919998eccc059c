"""What frameworks call the activations, and which defaults they give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from actplot.activations.collection import catalogue, known
from actplot.activations.entry import Activation
from actplot.activations.parameter import Value

FRAMEWORKS = {
    "torch": "PyTorch", "keras": "Keras", "jax": "JAX", "jnp": "JAX", "flax": "Flax",
    "tf": "TensorFlow", "onnx": "ONNX", "paddle": "Paddle", "mxnet": "MXNet", "timm": "timm",
    "hf": "Hugging Face", "nnlib": "NNlib", "matlab": "MATLAB", "scipy": "SciPy",
    "numpy": "NumPy", "mlx": "MLX", "burn": "Burn", "candle": "Candle", "tinygrad": "tinygrad",
    "tfa": "TensorFlow Addons", "mindspore": "MindSpore",
    "chainer": "Chainer", "theano": "Theano", "lasagne": "Lasagne", "ggml": "ggml",
    "transformers": "Hugging Face",
}  # fmt: skip
"""By the first word of an alias."""


class Spelling(NamedTuple):
    """A framework's name of an activation, and the parameters that it brings."""

    framework: str
    name: str
    defaults: Mapping[str, Value]


def spellings(entry: Activation) -> tuple[Spelling, ...]:
    """The names that frameworks have for an entry."""
    meant = ((name, known(name)) for name in entry.other_names if "." in name)
    return tuple(
        Spelling(FRAMEWORKS[name.partition(".")[0]], name, match.defaults)
        for name, match in meant
        if match is not None
    )


def grouped(entry: Activation) -> dict[str, tuple[str, ...]]:
    """The names of an entry besides its own: those of a framework together, others under ''."""
    groups: dict[str, tuple[str, ...]] = {"": ()}
    for name in entry.other_names:
        framework = FRAMEWORKS[name.partition(".")[0]] if "." in name else ""
        groups[framework] = (*groups.get(framework, ()), name)
    return {framework: names for framework, names in groups.items() if names}


def defaults(entry: Activation, parameter: str) -> dict[Value, tuple[str, ...]]:
    """Which frameworks give a parameter which value; {} where all give its default.

    A framework whose names bring different values is given by these names.
    """
    own = entry.parameter(parameter).default
    names = spellings(entry)
    values = {spelling.name: spelling.defaults.get(parameter, own) for spelling in names}
    if own is None or len({*values.values(), own}) == 1:
        return {}
    sources: dict[Value, dict[str, None]] = {}
    for spelling in names:
        same = {values[other.name] for other in names if other.framework == spelling.framework}
        value = values[spelling.name]
        assert value is not None
        sources.setdefault(value, {})[spelling.framework if len(same) == 1 else spelling.name] = (
            None
        )
    return {value: tuple(who) for value, who in sources.items()}


def elsewhere(entry: Activation) -> dict[str, tuple[str, ...]]:
    """Frameworks' names that sound like this entry and mean others, by what they mean."""
    sounds = {entry.name, *map(_last, entry.other_names)}
    homonyms: dict[str, tuple[str, ...]] = {}
    for other in catalogue().values():
        names = tuple(name for name in other.other_names if "." in name and _last(name) in sounds)
        if other is not entry and names:
            homonyms[other.name] = names
    return homonyms


def _last(name: str) -> str:
    return name.rpartition(".")[2].casefold()
