"""Words that people know activations by: all are found, and what is misspelt is understood."""

from __future__ import annotations

import json

import pytest
from support import Cli

from actplot import activations
from actplot.activations import UnknownActivation, find, imports, known, meaning, search
from actplot.expression import ExpressionError, curves

CATALOGUE = activations.catalogue()
SPELT = [alias.partition("(")[0] for entry in CATALOGUE.values() for alias in entry.aliases]
WORDS = [(word, name) for name, words in meaning.words().items() for word in words]


@pytest.mark.parametrize("name", [*CATALOGUE, *SPELT])
def test_what_has_a_meaning_is_found(name: str) -> None:
    entry = find(name).activation
    for word in (name, name.upper(), name.replace("_", " "), name.replace(".", "::")):
        match = known(word)
        if match is not None:
            assert match.activation in search(word), word
    assert entry in search(name)


def test_words_of_other_languages_belong_to_entries() -> None:
    assert meaning.words().keys() <= CATALOGUE.keys()
    assert len(WORDS) > 300
    assert all("," not in word for word, _ in WORDS)


@pytest.mark.parametrize(("word", "name"), WORDS)
def test_a_word_of_another_language_finds_its_entry(word: str, name: str) -> None:
    entry = CATALOGUE[name]
    plain = word.replace("_", " ")
    for written in (word, plain, plain.upper(), plain.replace("ё", "е")):
        assert entry in search(written)


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("softmax函数", {"softmax"}), ("ReLU 函数", {"relu"}), ("tanh函數", {"tanh"}),
        ("S型激活函数", {"sigmoid"}), ("線性整流函數", {"relu"}), ("雙曲正切", {"tanh"}),
        ("階躍函數", {"binary_step"}), ("泄漏", {"leaky_relu"}), ("洩漏", {"leaky_relu"}),
        ("シグモイド関数", {"sigmoid"}), ("ランプ関数", {"relu"}),
        ("ステップ関数", {"binary_step"}),
        ("시그모이드 함수", {"sigmoid"}), ("계단함수", {"binary_step"}), ("렐루", {"relu"}),
        ("Sigmoidfunktion", {"sigmoid"}), ("Sigmoid-Funktion", {"sigmoid"}),
        ("Heaviside-Funktion", {"binary_step"}), ("Softmax-Funktion", {"softmax"}),
        ("fonction sigmoïde", {"sigmoid"}), ("fonction sigmoide", {"sigmoid"}),
        ("fonction de Heaviside", {"binary_step"}), ("función sigmoide", {"sigmoid"}),
        ("funcion escalon", {"binary_step"}), ("сигмоидальная функция", {"sigmoid"}),
        ("функция Хевисайда", {"binary_step"}), ("гиперболический тангенс", {"tanh"}),
        ("logistic function", {"sigmoid"}), ("the rectifier function", {"relu"}),
        ("激活函数", set(CATALOGUE)), ("activation functions", set(CATALOGUE)),
        ("Aktivierungsfunktion", set(CATALOGUE)), ("функция активации", set(CATALOGUE)),
        ("随机ReLU", {"rrelu"}), ("漏洩ReLU", {"leaky_relu"}), ("硬Sigmoid", {"hard_sigmoid"}),
        ("ヘヴィサイドの階段関数", {"binary_step"}), ("ReLU paramétrique", {"prelu"}),
        ("Gaußsche Glockenkurve", {"gaussian"}), ("unité exponentielle linéaire", {"elu"}),
        ("heaviside step function", {"binary_step"}), ("三角激活", {"tent"}),
        ("bounded relu", {"clipped_relu"}), ("ReLU^2", {"squared_relu"}),
        ("ReLU²", {"squared_relu"}), ("параметрический ReLU", {"prelu"}),
        ("mlx", {"relu", "gelu"}), ("MindSpore", {"leaky_relu"}), ("Burn", {"softmax1"}),
    ],
)  # fmt: skip
def test_words_as_they_are_typed(cli: Cli, word: str, names: set[str]) -> None:
    hits = [entry["name"] for entry in json.loads(cli("list", word, "--json").out)]
    assert names <= set(hits)


@pytest.mark.parametrize(
    ("name", "meant", "defaults"),
    [
        ("mlx.nn.gelu", "gelu", {}), ("mlx.nn.gelu_approx", "gelu_tanh", {}),
        ("mlx.core.tanh", "tanh", {}), ("burn::tensor::activation::gelu", "gelu", {}),
        ("burn.nn.HardSigmoid", "hard_sigmoid", {"slope": 0.2, "offset": 0.5}),
        ("candle_nn::ops::leaky_relu", "leaky_relu", {}), ("candle::Tensor::gelu", "gelu_tanh", {}),
        ("tinygrad.Tensor.gelu", "gelu_tanh", {}), ("Tensor.relu6", "relu6", {}),
        ("tfa.activations.gelu", "gelu_tanh", {}), ("tfa.activations.mish", "mish", {}),
        ("tensorflow_addons.activations.lisht", "lisht", {}), ("nnx.gelu", "gelu_tanh", {}),
        ("nnx.leaky_relu", "leaky_relu", {}),
        ("mindspore.nn.LeakyReLU", "leaky_relu", {"alpha": 0.2}),
        ("mindspore.nn.HSwish", "hard_swish", {}), ("mindspore.ops.relu6", "relu6", {}),
        ("NewGELUActivation", "gelu_tanh", {}), ("QuickGELUActivation", "quick_gelu", {}),
        ("transformers.activations.GELUActivation", "gelu", {}),
        ("ACT2FN.gelu_new", "gelu_tanh", {}),
        ("reluLayer", "relu", {}), ("leakyReluLayer", "leaky_relu", {}), ("eluLayer", "elu", {}),
        ("matlab.swishLayer", "silu", {}), ("elliot2sig", "elliott2", {}),
        ("torch.nn.modules.activation.LeakyReLU", "leaky_relu", {}), ("aten::silu", "silu", {}),
        ("torch.ops.aten.hardswish", "hard_swish", {}), ("K.elu", "elu", {}),
        ("tf.compat.v1.nn.leaky_relu", "leaky_relu", {"alpha": 0.2}),
        ("hk.leaky_relu", "leaky_relu", {}),
        ("tensorflow.keras.layers.LeakyReLU", "leaky_relu", {"alpha": 0.3}),
        ("mx.nd.softsign", "softsign", {}),
        ("h-swish", "hard_swish", {}), ("hswish", "hard_swish", {}),
        ("h_sigmoid", "hard_sigmoid", {}),
        ("Hard Swish", "hard_swish", {}), ("Exponential Linear Unit", "elu", {}),
        ("JumpReLU", "thresholded_relu", {}),
    ],
)  # fmt: skip
def test_names_of_more_frameworks(name: str, meant: str, defaults: dict[str, float]) -> None:
    match = find(name)
    assert (match.activation.name, dict(match.defaults)) == (meant, defaults)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("relu_derivative", "relu'"), ("sigmoid_prime", "sigmoid'"), ("d_tanh", "tanh'"),
        ("gelu_grad", "gelu'"), ("approx_gelu", "gelu_tanh"),
        ("leaky_relo", "leaky_relu"), ("gelo", "gelu"), ("jax.nn.swissh", "jax.nn.swish"),
        ("mlx.nn.gelo", "mlx.nn.gelu"), ("シグモイド", "sigmoid"), ("сигмоида", "sigmoid"),
        ("Rampenfunktion", "relu"), ("tangente_hyperbolique", "tanh"), ("双曲正切函数", "tanh"),
        ("sofmax", "softmax"), ("silu_hard", "hard_swish"), ("param_relu", "prelu"),
        ("random_relu", "rrelu"), ("exact_gelu", "gelu"), ("exp_linear_unit", "elu"),
        ("grad_silu", "silu'"), ("silu_backward", "silu'"), ("dgelu", "gelu'"),
        ("sq_relu", "squared_relu"), ("gumbel_softmax", "softmax"), ("noisy_sigmoid", "sigmoid"),
        ("swishglu", "swiglu"), ("penalised_tanh", "penalized_tanh"), ("star", "star_relu"),
    ],
)  # fmt: skip
def test_what_was_meant(word: str, meant: str) -> None:
    """A list of names and a formula say the same."""
    with pytest.raises(UnknownActivation) as caught:
        find(word)
    assert caught.value.suggestions[0] == meant
    if word.isidentifier():
        with pytest.raises(ExpressionError) as error:
            curves(word)
        assert f"you mean '{meant}'?" in (help := str(error.value.help)) or f"`{meant}`" in help


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_parts_of_a_title_may_stand_in_any_order(name: str) -> None:
    entry = CATALOGUE[name]
    words = entry.title.replace("(", " ").replace(")", " ").split()
    assert entry in search(" ".join(reversed(words)))


def test_a_single_letter_is_no_part_of_every_word() -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert len(search(letter)) < 10, letter


@pytest.mark.parametrize("stem", ["relu", "gelu", "swish", "sigmoid", "tanh", "softmax", "glu"])
@pytest.mark.parametrize("head", ["jumpy", "my", "x", "q", "super", "fast_", "noisy_", "dual_"])
def test_a_suggestion_is_a_variant_of_the_same_unit(head: str, stem: str) -> None:
    """Not whatever has similar letters."""
    for suggestion in meaning.suggestions(head + stem):
        assert imports.squashed(suggestion.rpartition(".")[2].rstrip("'")).endswith(stem)


def test_a_suggestion_is_no_other_frameworks_name() -> None:
    for name in ("mlx.nn.geluu", "torch.nn.SwishX", "nnx.gleu", "keras.layers.LekyReLU"):
        for suggestion in meaning.suggestions(name):
            assert "." not in suggestion or suggestion.startswith(name.partition(".")[0])


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("修正线性", "relu"), ("修正线性单元", "relu"), ("双曲正切", "tanh"),
        ("阶跃", "binary_step"),
        ("sigmoid", "sigmoid"), ("gelu", "gelu"), ("GELU function", "gelu"),
        ("softplus", "softplus"),
        ("relu", "relu"), ("elu", "elu"), ("leaky", "leaky_relu"), ("torch.nn.Si", "silu"),
        ("シグモイド関数", "sigmoid"), ("hyperbolic", "tanh"), ("heaviside", "binary_step"),
        ("softmax", "softmax"), ("gaussian", "gaussian"), ("glu", "glu"), ("正弦", "sine"),
        ("rectified linear", "relu"), ("shrink", "shrink"), ("linear", "identity"),
    ],
)  # fmt: skip
def test_what_a_word_says_most_likely_comes_first(word: str, first: str) -> None:
    assert search(word)[0].name == first


@pytest.mark.parametrize("name", CATALOGUE)
def test_nobody_stands_before_what_is_called_just_so(name: str) -> None:
    entry = CATALOGUE[name]
    assert search(name)[0] is entry
    for word in (entry.title, *entry.plain, *meaning.words().get(name, ())):
        first = search(word)[0]
        match = known(word)
        exact = {*meaning.forms(word)} & {*meaning._texts(first)}
        assert exact or (match is not None and match.activation is first), word


@pytest.mark.parametrize(
    "word", ["hard", "soft", "tanh", "sin", "leaky", "log", "指数", "修正线性"]
)
def test_what_begins_so_comes_by_its_length_before_what_only_contains_it(word: str) -> None:
    """The name whose letters are fewer comes first."""

    def shortest(entry: activations.Activation) -> float:
        texts = (entry.name, entry.title, *entry.plain, *meaning.words().get(entry.name, ()))
        texts = (*texts, *(alias.rpartition(".")[2] for alias in entry.aliases))
        begun = [len(text) for text in map(meaning._folded, texts) if text.startswith(word)]
        return min(begun, default=float("inf"))

    lengths = [shortest(entry) for entry in search(word)]
    assert lengths == sorted(lengths)
    assert min(lengths) < float("inf")


def test_members_of_a_framework_keep_the_order_of_the_catalogue() -> None:
    order = {name: place for place, name in enumerate(CATALOGUE)}
    for word in ("keras", "mlx", "paddle", "激活函数"):
        places = [order[entry.name] for entry in search(word)]
        assert len(places) > 5
        assert places == sorted(places), word
