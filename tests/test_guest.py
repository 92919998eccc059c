"""In a program of somebody else's, actplot changes nothing but what it imports."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support import ROOT

SONG = str(ROOT / "tests" / "fonts" / "song.ttf")
STATE = f"""
import gc, logging, os, sys, warnings
import matplotlib as mpl
from matplotlib import font_manager

def state():
    loggers = {{
        name: (logger.level, logger.disabled, logger.propagate, tuple(logger.handlers))
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger)
    }}
    return dict(
        rcParams=dict(dict.items(mpl.rcParams)),
        fonts=list(font_manager.fontManager.ttflist),
        environment=dict(os.environ),
        collector=(gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.get_debug()),
        logging=(logging.root.level, tuple(logging.root.handlers), logging.root.manager.disable),
        filters=list(warnings.filters),
        path=list(sys.path),
        recursion=sys.getrecursionlimit(),
        hooks=(sys.excepthook, sys.displayhook, sys.stdout, sys.stderr),
        folder=os.getcwd(),
    ), loggers

import actplot
spec = {{"curves": ["gelu", "gelu'"], "title": "激活", "font": {{"cjk": {SONG!r}}}}}
before, loggers = state()
modules = dict(sys.modules)
CALL
after, now = state()
for name, value in before.items():
    assert after[name] == value, name
assert {{name: now[name] for name in loggers}} == loggers
for name, module in modules.items():
    assert sys.modules.get(name) is module, name
for name in sys.modules.keys() - modules.keys():
    assert not type(sys.modules[name]).__module__.startswith("actplot"), name
assert "matplotlib.pyplot" not in sys.modules
"""
CALLS = {
    "evaluate": "actplot.evaluate('gelu', [1.0, 2.0], derivative=2)",
    "figure": "figure = actplot.figure(spec)",
    "savefig": "figure = actplot.figure(spec); figure.savefig('a.svg'); figure.savefig('a.pdf')",
    "relaid": "figure = actplot.figure(spec); figure.axes[0].set_xlim(-2, 2);"
    " figure.draw_without_rendering()",
    "render": "actplot.render(spec, 'a')",
    "plot": "from matplotlib.figure import Figure\n"
    'axes = Figure().add_subplot(); actplot.plot("relu\'", ax=axes)\n'
    "axes.figure.draw_without_rendering()",
    "shown": "actplot.figure(spec)._repr_mimebundle_()",
    "data": "actplot.data('gelu'); actplot.curve('relu'); actplot.cite('gelu')",
    "facts": "actplot.compare(['gelu']); actplot.style('thesis'); len(actplot.catalogue)",
    "refused": "try: actplot.render({'curves': ['gelo']}, 'a')\nexcept actplot.ActplotError: pass",
}


@pytest.mark.parametrize("call", CALLS)
def test_the_process_is_left_as_it_was(tmp_path: object, call: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", STATE.replace("CALL", CALLS[call])],
        cwd=str(tmp_path), env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


THREADS = f"""
import hashlib, tempfile, threading, warnings
from pathlib import Path
import actplot
warnings.simplefilter("error")
specs = [
    {{"curves": ["gelu", "gelu'"], "title": f"图 {{k}}", "font": {{"cjk": {SONG!r}}}}} if k % 2 else
    {{"curves": ["elu(alpha=[0.5, 1])"], "title": f"number {{k}}", "style": "slide"}}
    for k in range(4)
]
folder = Path(tempfile.mkdtemp())
def draw(k, name):
    for format in ("svg", "png", "pdf"):
        actplot.render(specs[k], folder / f"{{name}}-{{k}}.{{format}}", force=True)
def all_at_once():
    threads = [threading.Thread(target=draw, args=(k, "together")) for k in range(4)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
for k in range(4): draw(k, "alone")
all_at_once()
for each in sorted(folder.glob("alone-*")):
    other = each.with_name(each.name.replace("alone", "together"))
    print(each.read_bytes() == other.read_bytes())
"""


def test_threads_draw_what_one_draws() -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.stdout.split(), done.stderr) == (["True"] * 12, "")
