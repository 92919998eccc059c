"""Linear units."""

from __future__ import annotations

from typing import Any

from actplot.activations.entry import activation


@activation(
    title="Identity",
    formula=r"x",
    aliases="linear purelin torch.nn.Identity keras.activations.linear jax.nn.identity "
    "onnx.Identity timm.identity tf.identity matlab.purelin hf.linear "
    "transformers.activations.LinearActivation",
    plain="恒等函数 线性激活函数",
    reference="widrow1960adaptive",
)
def identity(x: Any) -> Any:
    """x; range (-inf, inf)."""
    return +x
