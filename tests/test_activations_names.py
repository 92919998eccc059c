"""What frameworks and papers call the activations: data/names.txt was gathered from their sources.

A line has a name, what it means, and the defaults that it brings as far as its source says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actplot import activations
from actplot.activations import UnknownActivation, find
from actplot.activations.frameworks import FRAMEWORKS, elsewhere
from actplot.expression import curves

UNBOUND = ("maxout", "paddle.nn.functional.maxout", "paddle.nn.Maxout")
NAMES = (Path(__file__).parent / "data" / "names.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", NAMES)
def test_a_name_means_what_its_framework_means(line: str) -> None:
    name, meant, *defaults = line.split()
    match = find(name)
    assert match.activation.name == meant
    given = dict(match.defaults)
    for default in defaults:
        key, _, value = default.partition("=")
        effective = given.get(key, match.activation.parameter(key).default)
        assert effective == pytest.approx(float(value), abs=1e-6)
    # Expressions understand it as the catalogue does.
    if match.activation.inputs[0] == 1 and name not in ("clip", "p-telu", *UNBOUND):
        (curve,) = curves(name)
        assert curve.activations == (match.activation,) or not curve.activations


def test_every_framework_is_there() -> None:
    first = {line.split()[0].partition(".")[0] for line in NAMES if "." in line.split()[0]}
    assert set(FRAMEWORKS) - {"jnp", "numpy"} <= first
    assert len(NAMES) > 400


@pytest.mark.parametrize(
    ("name", "meant", "defaults"),
    [
        ("nn.LeakyReLU", "leaky_relu", {}),
        ("layers.LeakyReLU", "leaky_relu", {"alpha": 0.3}),
        ("tf.keras.layers.LeakyReLU", "leaky_relu", {"alpha": 0.3}),
        ("tensorflow.nn.leaky_relu", "leaky_relu", {"alpha": 0.2}),
        ("F.gelu", "gelu", {}),
        ("F.hardsigmoid", "hard_sigmoid", {}),
        ("nn.functional.silu", "silu", {}),
        ("linen.gelu", "gelu_tanh", {}),
        ("jax.numpy.tanh", "tanh", {}),
        ("tf.math.tanh", "tanh", {}),
        ("tf.keras.ops.leaky_relu", "leaky_relu", {"alpha": 0.2}),
        ("keras.ops.leaky_relu", "leaky_relu", {"alpha": 0.2}),
        ("keras.ops.gelu", "gelu_tanh", {}),
        ("flax.nnx.gelu", "gelu_tanh", {}),
        ("flax.nnx.PReLU", "prelu", {"alpha": 0.01}),
        ("torch.celu", "celu", {}),
        ("torch.special.expit", "sigmoid", {}),
        # jax.nn and tf.nn mean different things by it: the entry of that name.
        ("nn.gelu", "gelu", {}),
        ("nn.Swish", "swish", {}),
    ],
)
def test_names_as_they_are_imported(name: str, meant: str, defaults: dict[str, float]) -> None:
    match = find(name)
    assert (match.activation.name, dict(match.defaults)) == (meant, defaults)


@pytest.mark.parametrize("name", ["F.gelo", "nn.", ".gelu", "torch.nn", "x.relu", "nn.functional"])
def test_half_a_name_means_nothing(name: str) -> None:
    with pytest.raises(UnknownActivation):
        find(name)


def test_words_with_several_meanings_are_told_from_both_sides() -> None:
    for entry in activations.catalogue().values():
        for other, names in elsewhere(entry).items():
            assert all(find(name).activation.name == other for name in names)
    assert set(elsewhere(find("gelu").activation)) == {"gelu_tanh"}
    assert "gelu" in elsewhere(find("gelu_tanh").activation)
    assert set(elsewhere(find("swish").activation)) == {"silu"}
    assert elsewhere(find("relu").activation) == {}


def test_different_defaults_are_different_curves() -> None:
    slopes = {
        name: curves(name)[0].text
        for name in (
            "torch.nn.LeakyReLU",
            "keras.layers.LeakyReLU",
            "tf.nn.leaky_relu",
            "mxnet.LeakyReLU",
            "keras.layers.PReLU",
            "torch.nn.PReLU",
            "onnx.HardSigmoid",
        )
    }
    assert slopes == {
        "torch.nn.LeakyReLU": "leaky_relu(alpha=0.01)",
        "keras.layers.LeakyReLU": "leaky_relu(alpha=0.3)",
        "tf.nn.leaky_relu": "leaky_relu(alpha=0.2)",
        "mxnet.LeakyReLU": "leaky_relu(alpha=0.25)",
        "keras.layers.PReLU": "prelu(alpha=0)",
        "torch.nn.PReLU": "prelu(alpha=0.25)",
        "onnx.HardSigmoid": "hard_sigmoid(slope=0.2, offset=0.5)",
    }
