"""Laws that hold for every entry of the catalogue, and what it says about mistakes."""

from __future__ import annotations

import math
import pickle
import re
import textwrap

import mpmath as mp
import numpy as np
import pytest
from reference import exact
from reference_limits import LIMITS
from reference_settings import bound, joints, settings
from support import printed

from actplot import activations
from actplot.activations import (
    ParameterError,
    UnknownActivation,
    find,
    references,
    search,
)
from actplot.activations.collection import FAMILIES
from actplot.calculus.derivatives import derivatives, evaluate
from actplot.sampling.breaks import breaks

CATALOGUE = activations.catalogue()
CASES = [
    pytest.param(entry, setting, id=f"{entry.name}-{setting}")
    for entry in CATALOGUE.values()
    for setting in range(len(settings(entry)))
]
ENTRIES = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)
FRAMEWORKS = ("torch", "keras", "jax", "flax", "tf", "onnx", "nnlib", "paddle", "mxnet", "timm",
              "matlab", "hf")  # fmt: skip


@ENTRIES
def test_an_entry_says_what_one_wants_to_know(entry):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", entry.name)
    assert entry.title
    assert entry.formula.count("{") == entry.formula.count("}")
    assert entry.doc
    assert entry.doc.isascii()
    assert entry.window[0] < entry.window[1]
    assert entry.family in {family.__name__.rpartition(".")[2] for family in FAMILIES}
    assert CATALOGUE[entry.name] is entry
    for parameter in entry.parameters:
        assert re.search(rf"^(real|integer)|\b{parameter.name}\b", parameter.domain)
        assert (parameter.default is None) == parameter.vector


@ENTRIES
def test_an_entry_passes_through_pickle(entry):
    assert pickle.loads(pickle.dumps(entry)) is entry


@ENTRIES
def test_every_name_means_one_entry(entry):
    for alias in entry.aliases:
        name = alias.partition("(")[0]
        match = find(name)
        assert match.activation is entry, alias
        # The defaults that an alias brings are values that the entry takes.
        entry.settings(
            {**settings(entry)[0], **match.defaults} if match.defaults else settings(entry)[0]
        )
        assert find(name.upper()).activation.name == entry.name or "." not in name
    assert find(entry.name).activation is entry
    assert find(entry.name.replace("_", "-")).activation is entry
    assert find(entry.name.upper()).activation is entry


def test_names_do_not_collide():
    names = [alias.partition("(")[0] for entry in CATALOGUE.values() for alias in entry.aliases]
    assert len(names) == len(set(names))
    assert not set(names) & set(CATALOGUE)
    for framework in FRAMEWORKS:
        assert any(name.startswith(f"{framework}.") for name in names), framework


def test_a_word_with_several_meanings_is_the_entry_of_that_name():
    meanings: dict[str, set[str]] = {}
    for entry in CATALOGUE.values():
        for alias in entry.aliases:
            framework, _, word = alias.partition("(")[0].rpartition(".")
            if framework:
                meanings.setdefault(word, set()).add(entry.name)
    several = {word for word, names in meanings.items() if len(names) > 1}
    assert "gelu" in several
    for word in several:
        assert find(word).activation is CATALOGUE[word.lower()]
        assert CATALOGUE[word.lower()].note


@pytest.mark.parametrize(
    ("word", "name", "defaults"),
    [
        ("torch.nn.LeakyReLU", "leaky_relu", {}),
        ("keras.layers.LeakyReLU", "leaky_relu", {"alpha": 0.3}),
        ("tf.nn.leaky_relu", "leaky_relu", {"alpha": 0.2}),
        ("LeakyReLU", "leaky_relu", {}),
        ("Hardswish", "hard_swish", {}),
        ("torch.nn.GELU", "gelu", {}),
        ("jax.nn.gelu", "gelu_tanh", {}),
        ("flax.linen.gelu", "gelu_tanh", {}),
        ("keras.ops.gelu", "gelu_tanh", {}),
        ("keras.activations.gelu", "gelu", {}),
        ("NNlib.gelu", "gelu_tanh", {}),
        ("GELU", "gelu", {}),
        ("Leaky-ReLU", "leaky_relu", {}),
        ("onnx.HardSigmoid", "hard_sigmoid", {"slope": 0.2, "offset": 0.5}),
        ("Swish", "swish", {}),
        ("SiLU", "silu", {}),
        ("torch.sinc", "sinc", {"omega": math.pi}),
        ("σ", "sigmoid", {}),
    ],
)
def test_what_a_name_means(word, name, defaults):
    match = find(word)
    assert match.activation.name == name
    assert dict(match.defaults) == defaults


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("修正线性", {"relu", "leaky_relu", "prelu", "thresholded_relu"}),
        ("rectif", {"relu", "repu", "rehsec"}),
        ("torch.nn.SiLU", {"silu"}),
        ("Gaussian error", {"gelu"}),
        ("shrinkage", {"hard_shrink", "tanh_shrink"}),
        ("nothing of the kind", set()),
    ],
)
def test_search(word, names):
    hits = {entry.name for entry in search(word)}
    assert names <= hits
    assert bool(hits) == bool(names)


def test_an_unknown_name():
    with pytest.raises(UnknownActivation) as caught:
        find("gelo")
    assert caught.value.name == "gelo"
    assert caught.value.suggestions == ("gelu",)
    assert str(caught.value) == (
        "error: no activation is called 'gelo'\n"
        "  help: did you mean 'gelu'? `actplot list` shows all names"
    )
    with pytest.raises(UnknownActivation, match="no activation is called 'qqqq'"):
        find("qqqq")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.name, again.suggestions, str(again)) == ("gelo", ("gelu",), str(caught.value))


MISTAKES = """
mpelu beta=-1
    error: mpelu does not take beta = -1
      help: it must be: beta > 0
celu a=0
    error: celu does not take a = 0
      help: it must be: a != 0
elu beta=1
    error: elu has no parameter 'beta'
      help: its only parameter is alpha
elu alpa=1
    error: elu has no parameter 'alpa'
      help: did you mean 'alpha'?
gelu alpha=1
    error: gelu has no parameter 'alpha'
      help: gelu has no parameters
repu s=0.5
    error: repu does not take s = 0.5
      help: it must be: integer >= 1
repu s=0
    error: repu does not take s = 0
      help: it must be: integer >= 1
hard_tanh min_val=1
    error: hard_tanh does not take min_val = 1
      help: it must be: min_val < max_val, where max_val = 1
srs alpha=1 beta=3
    error: srs does not take beta = 3
      help: it must be: 0 < beta < e alpha, where alpha = 1
leaky_relu alpha=0.1 slope=0.2
    error: 'alpha' and 'slope' are the same parameter of leaky_relu
leaky_relu alpha=nan
    error: leaky_relu does not take alpha = nan
      help: it must be: a finite number
softmax 0 1 component=4
    error: softmax does not take component = 4
      help: it must be: integer, 1 <= component <= inputs, where inputs = 3
softmax 0 1 component=1.5
    error: softmax does not take component = 1.5
      help: it must be: integer, 1 <= component <= inputs, where inputs = 3
maxout
    error: maxout needs a value for 'w'
      help: for example maxout(x, w=[-1, 0.5], b=[0, 0])
maxout w=1 b=0
    error: 'w' of maxout takes a list of numbers
      help: for example maxout(x, w=[-1, 0.5], b=[0, 0])
maxout w=1,2 b=0,
    error: w and b of maxout must be equally long
      help: for example maxout(x, w=[-1, 0.5], b=[0, 0])
elu alpha=1,2
    error: 'alpha' of elu takes one number
"""


@pytest.mark.parametrize(
    ("call", "message"), re.findall(r"^(\S.*)\n((?:    .*\n)+)", MISTAKES, re.MULTILINE)
)
def test_a_mistake_is_explained(call, message):
    name, *words = call.split()
    inputs = [float(word) for word in words if "=" not in word]
    parameters = {}
    for word in words:
        key, equals, value = word.partition("=")
        numbers = tuple(float(item) for item in value.split(",") if item)
        if equals:
            parameters[key] = numbers if "," in value else numbers[0]
    with pytest.raises(ParameterError) as caught:
        CATALOGUE[name].settings(parameters, 1 + len(inputs))
    assert str(caught.value) == textwrap.dedent(message).rstrip()
    # An expression points at the parameter that was wrong.
    assert caught.value.parameter is None or caught.value.parameter in parameters
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(("entry", "setting"), CASES)
def test_spellings_are_the_same_parameter(entry, setting):
    values = settings(entry)[setting]
    x = np.array([-1.5, 0.5, 2.0])
    expected = evaluate(bound(entry, values), x)
    for parameter in entry.parameters:
        for spelling in parameter.spellings:
            others = {key: value for key, value in values.items() if key != parameter.name}
            renamed = bound(entry, others | {spelling: values[parameter.name]})
            np.testing.assert_array_equal(evaluate(renamed, x), expected)


@ENTRIES
def test_limits_at_infinity(entry):
    function = bound(entry, settings(entry)[0])
    ends = np.array([-np.inf, np.inf])
    limits = evaluate(function, ends)
    expected = [np.nan if limit is None else limit for limit in LIMITS[entry.name]]
    np.testing.assert_allclose(limits, expected, rtol=1e-15)


@pytest.mark.parametrize(("entry", "setting"), CASES)
def test_limits_of_derivatives(entry, setting):
    """What a derivative tends to is seen from two far points of the exact formula."""
    parameters = settings(entry)[setting]
    function = bound(entry, parameters)
    for end in (-1, 1):
        with mp.workdps(170):
            near, far = (
                exact(entry.name, end * mp.mpf(x), parameters, 170) for x in ("1e30", "1e45")
            )
        for order in range(4):
            a, b = near[order], far[order]
            limit = evaluate(function, end * np.inf, order)
            if mp.isnan(a) or mp.isnan(b):
                assert np.isnan(limit)
            elif abs(b) < mp.mpf("1e-14") and abs(b) <= abs(a):
                assert limit == 0.0
            elif abs(a - b) < abs(b) * mp.mpf("1e-14"):
                np.testing.assert_allclose(limit, float(b), rtol=1e-12)
            elif abs(b) > 1.3 * abs(a) and LIMITS[entry.name] != (None, None) and abs(a) > 100:
                assert np.isinf(limit) or entry.family == "periodic"
                assert np.isnan(limit) or (limit > 0.0) == (b > 0)


@pytest.mark.parametrize(("entry", "setting"), CASES)
def test_not_a_number_stays_so_and_nothing_else_becomes_it(entry, setting):
    parameters = settings(entry)[setting]
    function = bound(entry, parameters)
    x = np.array(
        [-1e306, -1e100, -700.0, -20.0, -1.0, -0.0, 0.0, 1e-300, 1.0, 20.0, 700.0, 1e100, 1e306]
    )
    low = -3.75 if entry.name == "soft_exponential" and parameters["alpha"] < 0.0 else -np.inf
    unknown = (x < low) | ((entry.name == "finer") & (np.abs(x) > 1e154))
    for order in range(4):
        assert np.isnan(evaluate(function, np.nan, order))
        np.testing.assert_array_equal(np.isnan(evaluate(function, x, order)), unknown)


@pytest.mark.parametrize(("entry", "setting"), CASES)
def test_corners_and_jumps_are_found(entry, setting):
    parameters = settings(entry)[setting]
    expected = []
    for joint in joints(entry, parameters):
        with mp.workdps(60):
            left, right = (
                exact(entry.name, mp.mpf(joint) + side * mp.mpf("1e-12"), parameters)
                for side in (-1, 1)
            )
        if abs(left[0] - right[0]) > 1e-5:
            expected.append((joint, "jump"))
        elif abs(left[1] - right[1]) > 1e-5 and entry.name != "signed_sqrt":
            expected.append((joint, "corner"))
    computed = breaks(bound(entry, parameters), -25.0, 25.0)
    kinds = [
        (each.x, each.kind) for each in computed if each.kind in ("jump", "corner", "pole", "hole")
    ]
    assert [kind for _, kind in kinds] == [kind for _, kind in expected]
    np.testing.assert_allclose([x for x, _ in kinds], [x for x, _ in expected], atol=1e-12)


@pytest.mark.parametrize(
    ("name", "at", "value", "slope"),
    [
        ("relu", 0.0, 0.0, 0.0),
        ("relu6", 6.0, 6.0, 0.0),
        ("leaky_relu", 0.0, 0.0, 0.01),
        ("hard_sigmoid", -3.0, 0.0, 0.0),
        ("hard_sigmoid", 3.0, 1.0, 0.0),
        ("hard_tanh", 1.0, 1.0, 0.0),
        ("hard_swish", -3.0, 0.0, 0.0),
        ("hard_swish", 3.0, 3.0, 1.0),
        ("hard_shrink", 0.5, 0.0, 0.0),
        ("soft_shrink", 0.5, 0.0, 0.0),
        ("absolute", 0.0, 0.0, 0.0),
        ("elu", 0.0, 0.0, 1.0),
        ("selu", 0.0, 0.0, 1.7580993408473766),
        ("binary_step", 0.0, 1.0, 0.0),
        ("sign", 0.0, 0.0, 0.0),
        ("thresholded_relu", 1.0, 0.0, 0.0),
    ],
)
def test_conventions_at_corners_are_those_of_pytorch(name, at, value, slope):
    values = derivatives(CATALOGUE[name], at, 1)
    np.testing.assert_allclose(values, [value, slope], rtol=1e-15)


@ENTRIES
def test_references(entry):
    if not entry.cites:
        assert entry.reference == ""
        assert entry.references == ()
        return
    assert entry.references[0] == entry.cites
    assert len(set(entry.references)) == len(entry.references)
    reference = references.find(entry.cites)
    assert reference.key == entry.cites
    assert entry.reference == str(reference)
    assert reference.fields["year"] in entry.reference
    assert "checked" not in reference.bibtex
    assert "formula" not in reference.bibtex
    assert not re.search(r"[{}\\]", entry.reference)


CHECKED = re.compile("compared with .|^not found in public sources$")


def test_every_reference_is_cited_and_well_formed():
    everything = references._all()
    assert set(everything) == {key for entry in CATALOGUE.values() for key in entry.references}
    assert list(everything) == sorted(everything)
    for key, reference in everything.items():
        assert re.fullmatch(rf"[a-z]+{reference.fields['year']}[a-z0-9]+", key)
        assert {"author", "title", "year", "checked"} <= reference.fields.keys()
        assert CHECKED.search(reference.fields["checked"]), key
        if reference.fields["checked"].startswith("no"):
            # Nobody found it: then no identifier is given that might lead elsewhere.
            assert not {"doi", "eprint"} & reference.fields.keys()


def test_importing_the_catalogue_needs_numpy_alone():
    code = """
import sys, numpy, numpy.lib.mixins
before = set(sys.modules)
import actplot.activations
actplot.activations.catalogue()
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(new & {"matplotlib", "yaml", "click", "mpmath"}))
"""
    assert printed(code).split() == []
