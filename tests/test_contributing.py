"""What CONTRIBUTING says of adding an activation, done to a copy of the package."""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

BLOCK = re.compile(r"```python\n(@activation\(.*?)```", re.DOTALL)


def test_an_activation_is_one_function_in_one_file(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "actplot", tmp_path / "actplot", ignore=shutil.ignore_patterns("__pycache__")
    )
    match = BLOCK.search((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert match is not None
    # The recipe shows an entry that there is: it gets a name, and spellings, that are not taken.
    entry = match[1].replace("def elu(", "def brand_new(")
    entry = re.sub(r'aliases="[^"]*"', 'aliases="torch.nn.BrandNew"', entry)
    family = tmp_path / "actplot" / "activations" / "elu.py"
    family.write_text(family.read_text(encoding="utf-8") + "\n\n" + entry, encoding="utf-8")

    code = (
        "import actplot, numpy as np\n"
        "x = np.array([-1.0, 2.0])\n"
        "print(actplot.evaluate('torch.nn.BrandNew(alpha=2)', x, derivative=1).tolist())\n"
    )
    below, above = json.loads(_run(tmp_path, "-c", code))
    assert below == pytest.approx(2 * math.exp(-1), rel=1e-15)
    assert above == 1
    assert "brand_new" in _run(tmp_path, "-m", "actplot", "list", "brand")
    assert "limits" in _run(tmp_path, "-m", "actplot", "show", "brand_new")
    _run(tmp_path, "-m", "actplot", "plot", "brand_new(alpha=2)'", "-o", "new.svg", "-q")
    assert (tmp_path / "new.svg").is_file()


def _run(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout
