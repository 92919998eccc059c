"""Writes tests/data/frameworks.npz: what the frameworks themselves compute, and its slope.

    python -m pip install torch transformers timm jax flax keras onnx scipy
    PYTHONPATH=. python tests/reference_frameworks.py

Every alias of the catalogue that names a function of a framework is called with the
framework's own defaults, in double precision where it has it. What cannot be imported keeps
the values that the file already has, so that one environment need not hold all of them. They
were made with PyTorch 2.13.0, Transformers 5.23.0, timm 1.0.31, JAX 0.10.2, Flax 0.12.8, Keras
3.15.1 (on JAX), ONNX 1.23.2, SciPy 1.17.1, TensorFlow 2.21.0 and Paddle 3.3.1; MXNet, NNlib and
MATLAB were not at hand.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from actplot.activations import catalogue

FILE = Path(__file__).parent / "data" / "frameworks.npz"
X = np.array([-20, -6, -3, -2.5, -2, -1, -0.5, -0.3, 0, 0.3, 0.5, 1, 2, 2.5, 3, 6, 20.0])
OTHERS = {
    **dict.fromkeys(("softmax", "softmin", "log_softmax", "sparsemax", "hardmax"), (0.0, 0.75)),
    **dict.fromkeys(("glu", "swiglu"), (0.75,)),
}
"""Values of the inputs besides x."""
UNBOUND = ("threshold", "maxout", "crelu")
"""Entries for which a framework has no defaults, or gives more than one output."""
ARGUMENTS = {
    "torch.heaviside": lambda f, x: f(x.detach(), x.detach() * 0 + 1),
    "torch.nn.functional.prelu": lambda f, x: f(x, x.new_tensor([0.25])),
    "paddle.nn.functional.prelu": lambda f, x: f(x, x[:1].detach() * 0 + 0.25),
    "paddle.nn.functional.rrelu": lambda f, x: f(x, training=False),
    "keras.layers.PReLU": lambda f, x: f(x[..., None])[..., 0],
}
OF_A_DIMENSION = {f"torch.nn.{name}" for name in ("GLU", "Softmax", "Softmin", "LogSoftmax")}


def called(name: str, implementation: Any) -> Callable[[Any], Any]:
    """The framework's function, or its module with the defaults, as a function of one array."""
    if inspect.isclass(implementation):
        implementation = implementation(dim=0) if name in OF_A_DIMENSION else implementation()
        for mode in ("double", "eval"):
            if hasattr(implementation, mode):
                getattr(implementation, mode)()
    if name in ARGUMENTS:
        return lambda x: ARGUMENTS[name](implementation, x)
    return implementation


def attribute(module: str, path: str) -> Any:
    value: Any = importlib.import_module(module)
    for word in path.split("."):
        if not hasattr(value, word):
            return importlib.import_module(f"{value.__name__}.{word}")
        value = getattr(value, word)
    return value


def in_torch(name: str, entry: str) -> tuple[Any, Any]:
    import torch

    framework, _, path = name.partition(".")
    if framework == "hf":
        from transformers.activations import ACT2FN

        implementation = ACT2FN[path]
        getattr(implementation, "double", lambda: None)()
    elif framework == "timm":
        layers = importlib.import_module("timm.layers")
        own = path == "StarReLU"  # no layer, but a part of a model
        implementation = (
            attribute("timm.models.metaformer", path) if own else layers.get_act_layer(path)
        )
    else:
        implementation = attribute("torch", path)
    function = called(name, implementation)
    x = torch.tensor(X, dtype=torch.float64, requires_grad=True)
    inputs = [x, *(torch.full_like(x, each) for each in OTHERS.get(entry, ()))]
    axis = {"dim": 0} if name.endswith(("softmax", "softmin", ".glu")) else {}
    if name.endswith("2d"):
        y = function(torch.stack(inputs)[:, :, None])[0, :, 0]
    else:
        y = function(torch.stack(inputs), **axis)[0] if len(inputs) > 1 else function(x)
    (slope,) = torch.autograd.grad(y.sum(), x, allow_unused=True) if y.requires_grad else (None,)
    return y.detach().numpy(), 0.0 * X if slope is None else slope.numpy()


def in_jax(name: str, entry: str) -> tuple[Any, Any]:
    os.environ["KERAS_BACKEND"] = "jax"
    import jax

    jax.config.update("jax_enable_x64", True)
    framework, _, path = name.partition(".")
    if framework == "keras":
        importlib.import_module("keras").config.set_floatx("float64")
    implementation = attribute({"jnp": "jax.numpy"}.get(framework, framework), path)
    if framework == "flax" and inspect.isclass(implementation):
        module = implementation()
        state = module.init(jax.random.PRNGKey(0), X)
        function = lambda x: module.apply(state, x)  # noqa: E731
    else:
        function = called(name, implementation)

    def whole(x: Any) -> Any:
        inputs = [x, *(jax.numpy.full_like(x, each) for each in OTHERS.get(entry, ()))]
        if len(inputs) == 1:
            return 1.0 * function(x)
        return function(jax.numpy.stack(inputs, axis=-1))[..., 0]

    y, back = jax.vjp(whole, jax.numpy.asarray(X))
    return y, back(jax.numpy.ones_like(y))[0]


def in_tensorflow(name: str, entry: str) -> tuple[Any, Any]:
    import tensorflow

    function, x = called(name, attribute("tensorflow", name[3:])), tensorflow.constant(X)
    with tensorflow.GradientTape() as tape:
        tape.watch(x)
        inputs = [x, *(each + 0 * x for each in OTHERS.get(entry, ()))]
        y = function(tensorflow.stack(inputs, -1))[..., 0] if len(inputs) > 1 else function(x)
    slope = tape.gradient(y, x)
    return y.numpy(), 0.0 * X if slope is None else slope.numpy()


def in_paddle(name: str, entry: str) -> tuple[Any, Any]:
    import paddle

    paddle.set_default_dtype("float64")
    function = called(name, attribute("paddle", name.partition(".")[2]))
    x = paddle.to_tensor(X, stop_gradient=False)
    inputs = [x, *(each + 0 * x for each in OTHERS.get(entry, ()))]
    if name.endswith("2D"):
        y = function(paddle.stack(inputs)[None, :, :, None])[0, 0, :, 0]
    else:
        y = function(paddle.stack(inputs, -1))[..., 0] if len(inputs) > 1 else function(x)
    return y.numpy(), paddle.grad(y.sum(), x)[0].numpy()


def in_numpy(name: str, entry: str) -> tuple[Any, Any]:
    framework, _, path = name.partition(".")
    function = attribute(framework, path)
    if entry in OTHERS:
        inputs = np.stack([X, *(each + 0 * X for each in OTHERS[entry])], axis=-1)
        return function(inputs, axis=-1)[..., 0], np.nan
    return function(X), np.nan


def in_onnx(name: str, entry: str) -> tuple[Any, Any]:
    from onnx import TensorProto, defs, helper
    from onnx.reference import ReferenceEvaluator

    inputs = {"X": X.astype(np.float32)}
    if len(defs.get_schema(name[5:]).inputs) > 1 and name != "onnx.Clip":
        inputs["Y"] = np.full_like(inputs["X"], 0.25 if entry == "prelu" else OTHERS[entry][0])
    elif entry in OTHERS:
        columns = [X, *(each + 0 * X for each in OTHERS[entry])]
        inputs["X"] = np.stack(columns, axis=-1).astype(np.float32)
    node = helper.make_node(name[5:], [*inputs], ["Z"])
    kinds = [
        helper.make_tensor_value_info(each, TensorProto.FLOAT, None) for each in (*inputs, "Z")
    ]
    graph = helper.make_graph([node], "graph", kinds[:-1], kinds[-1:])
    versions = [helper.make_opsetid("", defs.onnx_opset_version())]
    (y,) = ReferenceEvaluator(helper.make_model(graph, opset_imports=versions)).run(None, inputs)
    return (y[..., 0] if y.ndim > 1 else y), np.nan


BY = {
    "torch": in_torch, "hf": in_torch, "timm": in_torch, "jax": in_jax, "jnp": in_jax,
    "flax": in_jax, "keras": in_jax, "tf": in_tensorflow, "paddle": in_paddle,
    "scipy": in_numpy, "numpy": in_numpy, "onnx": in_onnx,
}  # fmt: skip


def main() -> None:
    known: dict[str, np.ndarray] = {}
    if FILE.exists():
        with np.load(FILE) as data:
            known = dict(zip(data["names"], data["values"], strict=True))
    for entry in catalogue().values():
        for alias in entry.aliases:
            name = alias.partition("(")[0]
            framework = name.partition(".")[0]
            if framework not in BY or framework == name or entry.name in UNBOUND:
                continue
            try:
                rows = BY[framework](name, entry.name)
                known[name] = np.array([np.broadcast_to(np.asarray(row), X.shape) for row in rows])
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {str(error)[:90]!r}")
    names = sorted(known)
    values = np.array([known[name] for name in names], dtype=np.float64)
    np.savez_compressed(FILE, names=names, x=X, values=values)


if __name__ == "__main__":
    main()
