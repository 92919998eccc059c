"""What the package offers: one page of names, all documented, all typed, cheap to import."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from support import ROOT, printed

import actplot


def test_the_public_names_are_those_of_the_page() -> None:
    assert actplot.__doc__ is not None
    assert set(re.findall(r"actplot\.([A-Za-z]+)", actplot.__doc__)) == set(actplot.__all__)
    public = {name for name in dir(actplot) if not name.startswith("_")}
    loaded = {name for name in public if inspect.ismodule(getattr(actplot, name))}
    helpers = {"TYPE_CHECKING", "annotations", "import_module", "load_ipython_extension"}
    assert public - loaded - helpers == set(actplot.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'evalute'"):
        actplot.evalute  # noqa: B018


@pytest.mark.parametrize("name", [*actplot.__all__, "load_ipython_extension"])
def test_every_name_says_what_it_takes_gives_and_raises(name: str) -> None:
    member = getattr(actplot, name)
    text = inspect.getdoc(member)
    assert text
    assert text[0].isupper()
    if inspect.isfunction(member) and name != "load_ipython_extension":
        assert "Raises ActplotError" in text
        for parameter in inspect.signature(member).parameters.values():
            assert parameter.annotation is not inspect.Parameter.empty
            assert re.search(rf"\b{parameter.name}\b", text), parameter.name


def test_a_typical_program_is_typed(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api", reason="types are checked with mypy")
    out, err, status = api.run(
        ["--strict", "--no-incremental", "--cache-dir", str(tmp_path),
         str(ROOT / "tests" / "typed_use.py")]
    )  # fmt: skip
    assert status == 0, out + err


def test_importing_costs_less_than_15_ms() -> None:
    code = "import time; t = time.process_time(); import actplot; print(time.process_time() - t)"
    assert min(float(printed(code)) for _ in range(5)) < 0.015
