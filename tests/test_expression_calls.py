"""Calls as they stand in programs: each draws what the framework computes."""

from __future__ import annotations

import numpy as np
import pytest

from actplot import activations, evaluate
from actplot.calculus import derivatives
from actplot.errors import ActplotError
from actplot.expression import ExpressionError, curves

CATALOGUE = activations.catalogue()
X = np.array([-7.0, -2.5, -1.0, -0.3, 0.0, 0.4, 1.0, 2.5, 7.0])
CLASSES = sorted(
    {
        (alias.partition("(")[0], entry.name)
        for entry in CATALOGUE.values()
        for alias in entry.aliases
        if alias.startswith(("torch.nn.", "keras.layers.", "paddle.nn.", "mindspore.nn."))
        and alias.partition("(")[0].rpartition(".")[2][0].isupper()
        and entry.inputs[0] == 1
        and not any(each.vector for each in entry.parameters)
    }
)
FUNCTIONS = sorted(
    {
        (alias.partition("(")[0], entry.name)
        for entry in CATALOGUE.values()
        for alias in entry.aliases
        if "." in alias
        and entry.inputs == (1, 1)
        and not any(each.vector for each in entry.parameters)
        and not alias.partition("(")[0].endswith("Clip")
    }
)


def one(text: str) -> str:
    (curve,) = curves(text)
    return curve.text


def same(one: str, other: str) -> None:
    np.testing.assert_allclose(evaluate(one, X), evaluate(other, X), rtol=1e-14, atol=1e-15)


@pytest.mark.parametrize(("name", "entry"), CLASSES)
def test_a_class_is_called_with_nothing(name: str, entry: str) -> None:
    same(f"{name}()", name)
    same(f"{name}()(x)", name)
    same(f"{name}(inplace=True)", name)
    same(f"{name}()'", f"{name}'")
    same(f"{name}()(sigmoid(x) - 0.5)", f"{name}(sigmoid(x) - 0.5)")


@pytest.mark.parametrize(("name", "entry"), FUNCTIONS)
def test_a_function_takes_what_changes_nothing(name: str, entry: str) -> None:
    for ignored in ("inplace=True", "name='a'", "name=None", "dtype=None", "training=False"):
        same(f"{name}(x, {ignored})", name)
    same(f"{name}(input=x)", name)


@pytest.mark.parametrize(("name", "entry"), CLASSES)
def test_what_a_class_is_given_is_no_input(name: str, entry: str) -> None:
    """`nn.ELU(0.5)` is never a constant line."""
    if CATALOGUE[entry].parameters or entry == "relu":
        (curve,) = curves(f"{name}(0.25)" if entry != "threshold" else f"{name}(0.25, 1)")
        assert not curve.constant
    elif entry not in ("gelu", "gelu_tanh", "softmax", "silu"):
        with pytest.raises(ExpressionError, match="takes no parameters"):
            curves(f"{name}(0.25)")


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("nn.LeakyReLU(0.2)", "leaky_relu(alpha=0.2)"),
        ("nn.LeakyReLU(0.2, inplace=True)", "leaky_relu(alpha=0.2)"),
        ("nn.LeakyReLU(0.2)(x)", "leaky_relu(alpha=0.2)"),
        ("nn.ELU(0.5)", "elu(alpha=0.5)"), ("ELU(0.5)", "elu(alpha=0.5)"),
        ("nn.Softplus(2)", "softplus(beta=2)"), ("nn.CELU(2.0)", "celu(alpha=2)"),
        ("nn.PReLU(0.1)", "prelu(alpha=0.1)"), ("nn.PReLU(1, 0.1)", "prelu(alpha=0.1)"),
        ("nn.PReLU(num_parameters=3, init=0.1)", "prelu(alpha=0.1)"),
        ("nn.Softshrink(0.7)", "soft_shrink(lambd=0.7)"),
        ("nn.Hardtanh(-2, 2)", "clip(x, -2, 2)"), ("nn.Threshold(0, 0.5)", "where(x > 0, x, 0.5)"),
        ("nn.RReLU(0.1, 0.3)", "leaky_relu(alpha=0.2)"), ("nn.GELU('tanh')", "gelu_tanh"),
        ('nn.GELU(approximate="tanh")', "gelu_tanh"), ("nn.GELU(approximate='none')", "gelu"),
        ("nn.GELU(approximate=“tanh”)", "gelu_tanh"),
        ("F.gelu(x, approximate='tanh')", "gelu_tanh"), ("F.gelu(x, 'tanh')", "gelu_tanh"),
        ("jax.nn.gelu(x, approximate=False)", "gelu"), ("jax.nn.gelu(x, False)", "gelu"),
        ("jax.nn.gelu(x, approximate=True)", "gelu_tanh"), ("tf.nn.gelu(x, True)", "gelu_tanh"),
        ("keras.activations.gelu(x, approximate=True)", "gelu_tanh"),
        ("mlx.nn.GELU(approx='fast')", "quick_gelu"),
        ("geluLayer(Approximation='tanh')", "gelu_tanh"),
        ("keras.layers.ReLU(max_value=6)", "relu6"), ("keras.layers.ReLU(6.)", "relu6"),
        ("keras.layers.ReLU(max_value=None, negative_slope=0.1)", "leaky_relu(alpha=0.1)"),
        ("keras.activations.relu(x, negative_slope=0.1)", "leaky_relu(alpha=0.1)"),
        ("keras.activations.relu(x, 0.1)", "leaky_relu(alpha=0.1)"),
        ("keras.activations.relu(x, threshold=1.0)", "thresholded_relu(theta=1)"),
        ("keras.activations.relu(x, alpha=0.1, max_value=3, threshold=0.5)",
         "where(x > 0.5, min(x, 3), 0.1 * (x - 0.5))"),
        ("K.relu(x, alpha=0.1)", "leaky_relu(alpha=0.1)"),
        ("torch.nn.functional.elu(x, alpha=0.5)", "elu(alpha=0.5)"),
        ("F.leaky_relu(x, 0.2, True)", "leaky_relu(alpha=0.2)"),
        ("F.softplus(x, 2, 20)", "softplus(beta=2)"),
        ("F.softplus(x, beta=2, threshold=1)", "where(2 * x > 1, x, softplus(x, beta=2))"),
        ("F.hardtanh(x, min_val=-2., max_val=2.)", "clip(x, -2, 2)"),
        ("F.threshold(x, 0.1, 20)", "where(x > 0.1, x, 20)"), ("F.relu(input=x)", "relu"),
        ("tf.nn.leaky_relu(features=x, alpha=0.1)", "leaky_relu(alpha=0.1)"),
        ("tf.nn.leaky_relu(x)", "leaky_relu(alpha=0.2)"),
        ("tf.nn.silu(x, beta=2.0)", "swish(beta=2)"), ("tf.nn.swish(x, 2)", "swish(beta=2)"),
        ("tf.keras.layers.LeakyReLU()", "leaky_relu(alpha=0.3)"),
        ("tf.keras.layers.LeakyReLU(alpha=0.1)", "leaky_relu(alpha=0.1)"),
        ("tf.keras.layers.Activation('relu')", "relu"),
        ("keras.layers.Activation('gelu')(x)", "gelu"),
        ("keras.activations.get('swish')", "swish"), ('ACT2FN["gelu_new"]', "gelu_tanh"),
        ("keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25))", "prelu"),
        ("F.prelu(x, torch.tensor(0.1))", "prelu(alpha=0.1)"),
        ("torch.clamp(x, -1, 1)", "hard_tanh"), ("torch.clamp(x, min=0)", "relu"),
        ("torch.clamp(x, min=0, max=6)", "relu6"), ("np.clip(x, a_min=0, a_max=6)", "relu6"),
        ("tf.clip_by_value(x, 0, 6)", "relu6"), ("np.clip(x, None, 2)", "min(x, 2)"),
        ("onnx.Clip", "x"), ("onnx.Clip(min=-1, max=1)", "hard_tanh"),
        ("onnx.HardSigmoid(alpha=0.5, beta=0.1)", "clip(0.5 * x + 0.1, 0, 1)"),
        ("onnx.Selu(alpha=1.0, gamma=2.0)", "2 * elu"), ("onnx.Elu(alpha=-2)", "elu(alpha=-2)"),
        ("paddle.nn.functional.selu(x, 2, 1)", "2 * elu"),
        ("paddle.stanh(x, 0.5, 2)", "2 * tanh(x / 2)"),
        ("mx.nd.LeakyReLU(x, act_type='elu', slope=0.3)", "elu(alpha=0.3)"),
        ("mx.nd.LeakyReLU(x, act_type='leaky')", "leaky_relu(alpha=0.25)"),
        ("mx.nd.LeakyReLU(x)", "leaky_relu(alpha=0.25)"),
        ("mx.sym.hard_sigmoid(x)", "clip(0.2 * x + 0.5, 0, 1)"),
        ("chainer.functions.leaky_relu(x)", "leaky_relu(alpha=0.2)"),
        ("chainer.functions.hard_sigmoid(x)", "clip(0.2 * x + 0.5, 0, 1)"),
        ("chainer.functions.clipped_relu(x, z=6.0)", "relu6"),
        ("theano.tensor.nnet.hard_sigmoid(x)", "clip(0.2 * x + 0.5, 0, 1)"),
        ("keras.backend.hard_sigmoid(x)", "clip(0.2 * x + 0.5, 0, 1)"),
        ("K.hard_sigmoid(x)", "clip(0.2 * x + 0.5, 0, 1)"),
        ("lasagne.nonlinearities.rectify(x)", "relu"),
        ("lasagne.nonlinearities.very_leaky_rectify", "leaky_relu(alpha=1/3)"),
        ("lasagne.nonlinearities.ScaledTanH(scale_in=0.5, scale_out=2)", "2 * tanh(x / 2)"),
        ("mindspore.mint.nn.functional.leaky_relu(x)", "leaky_relu"),
        ("mindspore.mint.nn.GELU()", "gelu"), ("mindspore.nn.GELU()", "gelu_tanh"),
        ("ggml_gelu(x)", "gelu_tanh"), ("ggml_gelu_quick(x)", "quick_gelu"),
        ("ggml.gelu_erf", "gelu"), ("ggml_leaky_relu(x, 0.1)", "leaky_relu(alpha=0.1)"),
        ("ggml_hardswish(x)", "hard_swish"), ("ggml_sgn(x)", "sign(x)"),
        ("hardlims(x)", "bipolar_step(x)"), ("matlab.hardlims()", "bipolar_step"),
        ("mlx.nn.step(x, threshold=1)", "where(x < 1, 0, 1)"),
        ("F.prelu(x, weight=torch.tensor(0.3))", "prelu(alpha=0.3)"),
        ("keras.layers.PReLU(alpha_initializer='zeros')", "relu"),
        ("keras.activations.get('leaky_relu')", "leaky_relu(alpha=0.2)"),
        ("keras.layers.Activation(keras.activations.relu)", "relu"),
        ("tf.keras.layers.Activation(tf.nn.silu)(x)", "silu"),
        ("F.relu(x).square()", "relu^2"), ("F.relu(x).pow(2)", "relu^2"),
        ("(x + 1).relu()", "relu(x + 1)"), ("F.softplus(x).tanh() * x", "mish"),
        ("torch.sigmoid(x).mul(x)", "silu"), ("F.relu(x).detach().numpy()", "relu"),
        ("torch.max(x, torch.zeros_like(x))", "relu"),
        ("torch.maximum(x, torch.tensor(0.0))", "relu"),
        ("x * scipy.stats.norm.cdf(x)", "gelu"), ("x * norm.cdf(x)", "gelu"),
        ("torch.logit(sigmoid(x))", "x"), ("scipy.special.ndtri(sigmoid(x))", "probit(sigmoid(x))"),
        ("norm.ppf(sigmoid(x))", "probit(sigmoid(x))"),
        ("torch.heaviside(x, 0.5)", "where(x < 0, 0, where(x > 0, 1, 0.5))"),
        ("leakyReluLayer(0.1)", "leaky_relu(alpha=0.1)"), ("clippedReluLayer(6)", "relu6"),
        ("eluLayer(2)", "elu(alpha=2)"), ("tfa.activations.gelu(x, approximate=False)", "gelu"),
        ("tfa.activations.snake(x, frequency=2)", "snake(a=2)"),
        ("candle_nn::ops::leaky_relu(x, 0.1)", "leaky_relu(alpha=0.1)"),
        ("jax.nn.squareplus(x, 1)", "squareplus(b=1)"), ("jnp.maximum(x, 0)", "relu"),
        ("torch.where(x > 0, x, 0.1 * x)", "leaky_relu(alpha=0.1)"),
        ("0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * torch.pow(x, 3))))",
         "gelu_tanh"),
        ("x * torch.sigmoid(1.702 * x)", "quick_gelu"),
        ("nn.SiLU()(nn.ELU(0.5)(x))", "silu(elu(x, alpha=0.5))"),
        ("nn.LeakyReLU(0.2)'", "leaky_relu(alpha=0.2)'"),
        ("nn.Softplus(2)''", "softplus(beta=2)''"),
        ("onnx.SwiGLU(x, 2)", "2 * silu(x)"), ("swiglu(2, x)", "2 * silu(x)"),
        ("paddle.nn.functional.swiglu(x, -1)", "-silu(x)"), ("swiglu(x, 1)", "x * silu(1)"),
        ("x.relu()", "relu"), ("x.leaky_relu(0.2)", "leaky_relu(alpha=0.2)"),
        ("x.leaky_relu(negative_slope=0.2)", "leaky_relu(alpha=0.2)"), ("x.clamp(0, 6)", "relu6"),
        ("x.clamp(min=0)", "relu"), ("x * x.sigmoid()", "silu"), ("x.pow(3)", "cube"),
        ("tfa.activations.hardshrink(x, lower=-0.3, upper=0.3)", "hard_shrink(lambd=0.3)"),
        ("mx.nd.Activation(x, act_type='softrelu')", "softplus"),
        ("relu(x, inplace=True)", "relu"), ("gelu(approximate=True)", "gelu_tanh"),
    ],
)  # fmt: skip
def test_what_a_call_means(call: str, meant: str) -> None:
    same(call, meant)


@pytest.mark.parametrize("call", ["glu(x, [-2, 0, 2])", "glu(x, [-2:2:3])"])
def test_a_list_of_inputs_is_a_family(call: str) -> None:
    members = curves(call)
    assert [curve.text for curve in members] == ["glu(x, -2)", "glu(x, 0)", "glu(x, 2)"]
    families = [curve.family for curve in members]
    assert [family and family.math for family in families] == ["$y = -2$", "$y = 0$", "$y = 2$"]
    assert {family and family.title for family in families} == {r"$\mathrm{GLU}(x, y)$"}


@pytest.mark.parametrize("entry", [e for e in CATALOGUE.values() if e.inputs[0] > 1], ids=str)
def test_a_function_of_several_inputs_takes_a_list_for_each(entry: activations.Activation) -> None:
    for call in (f"{entry.name}(x, [0.5, 1, 2])", f"{entry.name}([0.5, 1, 2], x)"):
        members = curves(call)
        assert len(members) == 3
        assert len({curve.math for curve in members}) == 3
        for curve, value in zip(members, ("0.5", "1", "2"), strict=True):
            fixed = call.replace("[0.5, 1, 2]", value)
            np.testing.assert_array_equal(
                derivatives.evaluate(curve.function, X), evaluate(fixed, X)
            )
            assert curve.family is not None
            assert curve.family.value == float(value)


def test_lists_of_inputs_and_parameters_go_together() -> None:
    texts = [curve.text for curve in curves("softmax(x, [0, 1], temperature=[1, 2])")]
    assert texts == ["softmax(x, 0, temperature=1)", "softmax(x, 1, temperature=2)"]
    assert [curve.text for curve in curves("max(x, [0, 1])'")] == ["max(x, 0)'", "max(x, 1)'"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("glu", "takes 2 inputs"), ("nn.GLU()", "takes 2 inputs"), ("swiglu(x)", "takes 2 inputs"),
        ("F.glu(x, dim=-1)", "takes 2 inputs"), ("nn.Softmax(dim=1)", "at least 2 inputs"),
        ("F.relu(input)", "the variable is x"), ("x.foo()", "no activation is called 'x.foo'"),
        ("nn.GELU('foo')", "approximation"), ("nn.ReLU('a')", "not a number"),
        ("nn.Sigmoid(0)", "no parameters"), ("nn.ELU(1, 2)", "at most 1 parameter"),
        ("nn.GELU(alpha=1)", "no parameter 'alpha'"), ("gelu([1, 2])", "a list"),
        ("glu(x, [1, [2]])", "a single number"), ("glu(x, [x, 1])", "cannot depend on x"),
        ("elu('a')", "texts in quotes are not supported"), ("x + gelu()", "takes one input"),
        ("glu(x, 1, 2)", "takes 2 inputs, not 3"),
    ],
)  # fmt: skip
def test_calls_that_mean_nothing(call: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        curves(call)


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("erfinv", "probit"), ("torch.erfinv", "probit"), ("netinv", "1/x"),
        ("torch.logsumexp", "log"), ("hf.gelu_10", "clip"),
    ],
)  # fmt: skip
def test_what_has_no_entry_is_written_otherwise(name: str, help: str) -> None:
    for read in (lambda: curves(f"{name}(x)"), lambda: activations.find(name)):
        with pytest.raises(ActplotError, match=help):
            read()


def test_a_default_that_nobody_uses_stands_in_the_label() -> None:
    assert one("smu") == "smu(mu=1)"
    assert one("smu(mu=2)") == "smu(mu=2)"
    for entry in CATALOGUE.values():
        assert set(entry.shown) <= {parameter.name for parameter in entry.parameters}
        assert not entry.shown or entry.note
