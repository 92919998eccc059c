"""How frameworks are imported: one name, many ways to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actplot.later import pattern

_MEANT = """
    torch.nn.functional.: F. TF. torch.ops.aten. torch.Tensor. torch. aten. at.
    torch.nn.: torch.nn.modules.activation.
    torch.: oneflow. jittor. mindspore.mint.
    scipy.: jax.scipy.
    scipy.special.: torch.special.
    scipy.stats.norm.: st.norm. stats.norm. norm.
    keras.: tf.keras. tf_keras. tensorflow.keras. tensorflow.python.keras. keras.src.
    keras.layers.: keras.layers.advanced_activations.
    keras.activations.: keras.backend. keras.ops.
    keras.backend.: K.
    tf.: tensorflow. tf.compat.v1. tf.math.
    tf.math.: tf.nn.
    tfa.: tensorflow_addons.
    jnp.: jax.numpy.
    jax.nn.: jax.lax. jnn. haiku. hk.
    flax.linen.: flax.nnx. nnx. linen.
    hf.: transformers.activations. ACT2FN.
    mlx.nn.: mlx.core. mlx.
    candle.: candle_nn.
    mxnet.: mx.
    mxnet.gluon.nn.: mxnet.
    nnlib.: Flux. Lux.
    mindspore.: ms.
    numpy.: np. cp. cupy.
    paddle.: P.
    onnx.: onnxruntime. ort.
    clip: torch.clamp torch.clip jnp.clip tf.clip_by_value
"""
MEANT = {
    start: meant
    for meant, _, starts in (line.strip().partition(": ") for line in _MEANT.strip().splitlines())
    for start in starts.split()
}
"""What the first words of a name mean; tried in this order, again and again."""

ROOTS = frozenset({
    "torch", "nn", "F", "TF", "K", "functional", "keras", "tf", "tensorflow", "tf_keras",
    "layers", "activations", "activation", "ops", "jax", "jnn", "jnp", "flax", "linen", "nnx",
    "haiku", "hk", "equinox", "eqx", "hf", "transformers", "ACT2FN", "timm", "onnx", "paddle",
    "P", "mxnet", "mx", "gluon", "nnlib", "Flux", "Lux", "NNlib", "matlab", "scipy", "numpy",
    "np", "cupy", "cp", "mlx", "burn", "candle", "candle_nn", "tinygrad", "Tensor", "tfa",
    "tensorflow_addons", "mindspore", "ms", "mint", "chainer", "theano", "lasagne", "oneflow",
    "jittor", "megengine", "aten", "at", "tch", "dlib", "ggml", "caffe", "Activation",
    "torchtune", "optax", "sklearn", "torchvision", "mmcv", "monai", "fastai", "vllm", "megatron",
    "speechbrain", "cntk", "tflearn", "stats", "st",
})  # fmt: skip
"""First words of names that belong to a framework, whatever the words between them and the last."""

_SUFFIX = pattern(r"_?(layer|activation_function|activation|function|op)$", re.IGNORECASE)


def dotted(name: str) -> str:
    """A name with points between its parts, as in `candle_nn.ops.silu` and `ggml.silu`."""
    return re.sub(r"^ggml_", "ggml.", name.replace("::", "."))


def candidates(name: str) -> Iterator[str]:
    """The ways to write a name, the likeliest first: as it is, then as its framework has it."""
    names = [dotted(name)]
    for here in names:  # which grows meanwhile
        yield here
        for start, meant in MEANT.items():
            grown = meant.startswith(start) and here.startswith(meant)
            if here.startswith(start) and not grown:
                other = meant + here.removeprefix(start)
                if other not in names:
                    names.append(other)


def framework(name: str) -> bool:
    """Whether a name is one of a framework: `nn.LeakyReLU`, `tf.keras.activations.elu`."""
    root, dot, _ = dotted(name).partition(".")
    return bool(dot) and root in ROOTS


def squashed(word: str) -> str:
    """A word without what separates its parts: `hard-swish`, `Hard Swish` and `HardSwish` alike."""
    return re.sub(r"[\s_-]", "", word.casefold())


def bare(word: str) -> Iterator[str]:
    """Squashed forms of a word, with and without what frameworks append, `h` for hard."""
    for form in (squashed(word), squashed(_SUFFIX.sub("", word))):
        yield form
        if form.startswith("h"):
            yield f"hard{form[1:]}"
