"""How frameworks are imported: one name, many ways to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actplot.later import pattern

MEANT = {
    **dict.fromkeys(("torch.clamp", "torch.clip", "jnp.clip", "tf.clip_by_value"), "clip"),
    "F.": "torch.nn.functional.",
    "TF.": "torch.nn.functional.",
    "torch.nn.modules.activation.": "torch.nn.",
    "torch.special.": "scipy.special.",
    "torch.ops.aten.": "torch.nn.functional.",
    "torch.Tensor.": "torch.nn.functional.",
    "torch.": "torch.nn.functional.",
    "aten.": "torch.nn.functional.",
    "at.": "torch.nn.functional.",
    "oneflow.": "torch.",
    "jittor.": "torch.",
    "tf.keras.": "keras.",
    "tf_keras.": "keras.",
    "tensorflow.keras.": "keras.",
    "tensorflow.python.keras.": "keras.",
    "keras.src.": "keras.",
    "keras.layers.advanced_activations.": "keras.layers.",
    "keras.backend.": "keras.activations.",
    "keras.ops.": "keras.activations.",
    "K.": "keras.backend.",
    "tensorflow.": "tf.",
    "tf.compat.v1.": "tf.",
    "tf.math.": "tf.",
    "tf.nn.": "tf.math.",
    "tensorflow_addons.": "tfa.",
    "jax.numpy.": "jnp.",
    "jax.lax.": "jax.nn.",
    "jnn.": "jax.nn.",
    "flax.nnx.": "flax.linen.",
    "nnx.": "flax.linen.",
    "linen.": "flax.linen.",
    "haiku.": "jax.nn.",
    "hk.": "jax.nn.",
    "transformers.activations.": "hf.",
    "ACT2FN.": "hf.",
    "mlx.core.": "mlx.nn.",
    "mlx.": "mlx.nn.",
    "candle_nn.": "candle.",
    "mx.": "mxnet.",
    "mxnet.": "mxnet.gluon.nn.",
    "Flux.": "nnlib.",
    "Lux.": "nnlib.",
    "ms.": "mindspore.",
    "mindspore.mint.": "torch.",
    "jax.scipy.": "scipy.",
    "st.norm.": "scipy.stats.norm.",
    "stats.norm.": "scipy.stats.norm.",
    "norm.": "scipy.stats.norm.",
    "np.": "numpy.",
    "cp.": "numpy.",
    "cupy.": "numpy.",
    "P.": "paddle.",
    "onnxruntime.": "onnx.",
    "ort.": "onnx.",
}
"""What the first words of a name stand for; tried in this order, again and again."""

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
"""First words of names that belong to a framework, whatever stands between them and the last."""

_SUFFIX = pattern(r"_?(layer|activation_function|activation|function|op)$", re.IGNORECASE)


def dotted(name: str) -> str:
    """A name with points between its parts, as in `candle_nn.ops.silu` and `ggml.silu`."""
    return re.sub(r"^ggml_", "ggml.", name.replace("::", "."))


def candidates(name: str) -> Iterator[str]:
    """The ways to write a name, the likeliest first: as it stands, then as its framework has it."""
    name = dotted(name)
    yield name
    seen = {name}
    pending = [name]
    while pending:
        here = pending.pop(0)
        for start, meant in MEANT.items():
            grown = meant.startswith(start) and here.startswith(meant)
            if here.startswith(start) and not grown:
                other = meant + here.removeprefix(start)
                if other not in seen:
                    seen.add(other)
                    pending.append(other)
                    yield other


def framework(name: str) -> bool:
    """Whether a name is one of a framework: `nn.LeakyReLU`, `tf.keras.activations.elu`."""
    root, dot, _ = dotted(name).partition(".")
    return bool(dot) and root in ROOTS


def squashed(word: str) -> str:
    """A word without what separates its parts: `hard-swish`, `Hard Swish` and `HardSwish` alike."""
    return re.sub(r"[\s_-]", "", word.casefold())


def bare(word: str) -> Iterator[str]:
    """Squashed forms of a word, with and without what frameworks hang on, `h` for hard."""
    forms = [squashed(word)]
    short = _SUFFIX.sub("", word)
    if short != word:
        forms.append(squashed(short))
    for form in forms:
        yield form
        if form.startswith("h"):
            yield f"hard{form[1:]}"
