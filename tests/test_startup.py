"""The savings at start-up apply to the matplotlib that is installed and change no output.

When one of these fails after an update of matplotlib, look into `actplot.paint.startup`: runs are
slower until it is mended, but right.
"""

from __future__ import annotations

import ast
import gc
import io
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib.backends.backend_pdf
import matplotlib.colors
import matplotlib.dates
import pytest
from matplotlib.artist import Artist
from matplotlib.backends import _backend_pdf_ps, backend_agg, backend_ps, backend_svg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from pypdf import PdfReader
from support import FIGURE_FORMATS, RECENT, printed

from actplot.formats import FORMATS
from actplot.metadata import Metadata
from actplot.paint import startup, write
from actplot.paint.live import FigurePainting

ROOT = Path(__file__).parent.parent
DRAW = r"""
import hashlib, sys
import actplot.paint.startup as startup
startup.load(program=PROGRAM)
import matplotlib as mpl
from matplotlib.figure import Figure
from actplot.paint.embedding import setting as fonts
from actplot.paint import write
from actplot.paint.live import FigurePainting
from actplot.paint.label import Label
from actplot.metadata import Metadata
texts = ["Sigmoid", r"$\sigma'(x)=\frac{1}{2}$"]
with mpl.rc_context(fonts.resolve(None, serif=True, texts=texts).rc):
    page = Figure(figsize=(2, 1))
    for number, text in enumerate(texts):
        page.add_artist(Label(0.1, 0.2 + 0.4 * number, text, transform=page.transFigure))
    for name in NAMES:
        data = write.to_bytes(FigurePainting(page), name, dpi=100, metadata=Metadata())
        print(name, hashlib.sha256(data).hexdigest())
""".replace("NAMES", repr(tuple(FIGURE_FORMATS)))


def run(code: str) -> str:
    return printed(code, "-W", "error")


@RECENT
def test_this_matplotlib_is_known() -> None:
    assert startup.known()


@RECENT
def test_matplotlib_imports_names_that_figures_of_ours_do_not_use() -> None:
    uses = {
        "Figure": (matplotlib.backends.backend_pdf, ["PdfPages"]),
        "UTC": (matplotlib.backends.backend_pdf, ["_create_pdf_info_dict"]),
        "PngInfo": (matplotlib.colors, ["Colormap", "MultivarColormap", "BivarColormap"]),
        "TestCase": (import_module("pyparsing.testing"), ["pyparsing_test"]),
    }
    names = {name: value for unused in startup._UNUSED.values() for name, value in unused.items()}
    assert names.keys() == uses.keys()
    for name, (module, owners) in uses.items():
        source = ast.parse(Path(module.__file__).read_text("utf-8"))
        for part in source.body:
            for node in ast.walk(part):
                if name in (getattr(node, "id", None), getattr(node, "attr", None)):
                    assert getattr(part, "name", None) in owners, ast.unparse(part)
    assert names["UTC"] is matplotlib.dates.UTC


@pytest.mark.parametrize("name", FORMATS)
def test_modules_that_stood_in_are_gone(name: str) -> None:
    code = (
        f"import sys; import actplot.paint.startup as s; s.load([{name!r}], program=True)\n"
        "from matplotlib.figure import Figure; from PIL.PngImagePlugin import PngInfo\n"
        "from unittest import TestCase; from PIL import Image; import matplotlib.colors as c\n"
        "from matplotlib.dates import UTC, DateFormatter; from matplotlib.widgets import Slider\n"
        "Figure(); PngInfo().add_text('a', 'b'); TestCase(); Image.new('L', (1, 1))\n"
        "c.Image.new('L', (1, 1)).tobytes()\n"
        "print([name for name in s._UNUSED if isinstance(sys.modules.get(name), s.StandIn)])"
    )
    assert run(code) == "[]\n"


@RECENT
def test_artists_do_without_their_docstrings() -> None:
    original = vars(Artist)["_update_set_signature_and_docstring"]
    with startup.without_signatures() as applies:
        assert applies

        class Plain(Line2D):
            pass

        assert not hasattr(Plain.set, "__signature__")
        line = Plain([], [])
        line.set(linewidth=3)
        assert line.get_linewidth() == 3
    assert vars(Artist)["_update_set_signature_and_docstring"] is original


@RECENT
def test_docstrings_stay_as_they_stand() -> None:
    from matplotlib import _docstring

    def documented() -> None:
        "%(Line2D:kwdoc)s"

    with startup.without_docstrings() as applies:
        assert applies
        assert _docstring.interpd(documented).__doc__ == "%(Line2D:kwdoc)s"
        assert _docstring.Substitution(a="b")(documented) is documented
    assert "linewidth" in (_docstring.interpd(documented).__doc__ or "")


@RECENT
@pytest.mark.parametrize(
    ("replaced", "module", "name"),
    [
        (startup.fast_subsets, _backend_pdf_ps, "get_glyphs_subset"),
        (startup.type42_fonts, backend_ps, "_font_to_ps_type42"),
    ],
)
def test_fonts_are_cut_down_and_written_here(replaced: Any, module: Any, name: str) -> None:
    original = getattr(module, name)
    with replaced() as applies:
        assert applies
        assert getattr(module, name) is not original
    assert getattr(module, name) is original


def test_matplotlib_can_still_write_an_eps_of_its_own() -> None:
    code = (
        "import io, actplot.paint.startup as s; s.load()\n"
        "from matplotlib.figure import Figure\n"
        "page = Figure(); page.text(0.1, 0.5, 'Sigmoid'); page.savefig(io.BytesIO(), format='eps')"
    )
    run(code.replace("format='eps'", "format='eps', metadata={}"))


@RECENT
def test_formulas_are_shared() -> None:
    parser = object()
    for renderer in (
        backend_agg.RendererAgg(10, 10, 72),
        backend_svg.RendererSVG(10, 10, io.StringIO()),
    ):
        with startup.shared_formulas(renderer, parser) as applies:
            assert applies


def test_without_the_savings_everything_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "known", lambda: False)
    page = Figure(figsize=(2, 1))
    page.text(0.1, 0.5, "Sigmoid")
    with startup.fast_subsets() as applies:
        assert not applies
    with startup.type42_fonts() as applies:
        assert not applies
    painting = FigurePainting(page)
    assert b"/FontType 42" in write.to_bytes(painting, "eps", dpi=100, metadata=Metadata())
    data = write.to_bytes(painting, "pdf", dpi=100, metadata=Metadata())
    (sheet,) = PdfReader(io.BytesIO(data)).pages
    assert "Sigmoid" in sheet.extract_text()
    (font,) = sheet["/Resources"]["/Font"].values()
    (below,) = font["/DescendantFonts"]
    assert below.get_object()["/Subtype"] == "/CIDFontType2"


def test_attributes_that_are_gone_are_left_alone() -> None:
    class Changed:
        pass

    with startup._replaced(Changed, "moved", 1) as applies:
        assert not applies
        assert not hasattr(Changed, "moved")
    with startup.shared_formulas(Changed(), 1) as applies:
        assert not applies


def test_the_short_way_draws_the_same() -> None:
    short, long = (run(DRAW.replace("PROGRAM", str(program))) for program in (True, False))
    assert short == long
    assert short.count("\n") == len(FIGURE_FORMATS)


@RECENT
def test_what_is_not_needed_is_not_imported() -> None:
    code = DRAW.replace("PROGRAM", "True") + (
        "really = [name for name in sys.modules if not isinstance(sys.modules[name],"
        " startup.StandIn)]\n"
        "print(*{'matplotlib.pyplot', 'fontTools.subset', 'fontTools.agl', 'fontTools.ttLib'}"
        " & set(really))"
    )
    assert run(code).splitlines()[len(FIGURE_FORMATS) :] == [""]


def test_what_comes_later_comes_when_it_is_asked_for() -> None:
    code = (
        "import actplot.paint.startup as s; s.load()\n"
        "from fontTools import subset; import fontTools.subset, sys\n"
        "print(subset.Options().hinting, fontTools.subset.Options.__name__)\n"
        "print(type(sys.modules['fontTools.subset']).__name__, hasattr(subset, '__nothing__'))"
    )
    assert run(code).split() == ["True", "Options", "module", "False"]


@pytest.mark.parametrize("program", [True, False])
def test_the_command_knows_the_bundled_fonts_and_those_of_specs(program: bool) -> None:
    song = ROOT / "tests" / "fonts" / "song.ttf"
    code = (
        f"import actplot.paint.startup as s; s.load(program={program})\n"
        "from matplotlib import font_manager as m, get_data_path\n"
        "others = [e.fname for e in m.fontManager.ttflist if get_data_path() not in e.fname]\n"
        "m.findfont('STIXGeneral:bold', fallback_to_default=False)\n"
        "m.findfont('DejaVu Sans:italic', fallback_to_default=False)\n"
        "from actplot.paint.embedding import setting as fonts\n"
        "from actplot.spec.model import FontSpec\n"
        f"made = fonts.resolve(FontSpec(cjk=({str(song)!r},)), serif=True, texts=['激'])\n"
        "from actplot.paint.figure import setting\n"
        "with setting(made):\n"
        "    m.findfont(made.rc['font.family'][0], fallback_to_default=False)\n"
        "print(len(others))"
    )
    others = int(run(code))
    assert others == 0 if program else others >= 0


def test_no_fonts_are_left_behind_by_workers(tmp_path: Path) -> None:
    specs = [tmp_path / f"{name}.yaml" for name in "ab"]
    for number, spec in enumerate(specs):
        font = f"font: {{cjk: {ROOT / 'tests' / 'fonts' / 'song.ttf'}}}"
        spec.write_text(f"{{curves: [relu], title: '图 {number}', formats: [svg], {font}}}")
    (tmp_path / "temporary").mkdir()
    subprocess.run(
        [sys.executable, "-m", "actplot", "render", "-q", "-j", "2", "-o", tmp_path, *specs],
        check=True, cwd=ROOT, env=os.environ | {"TMPDIR": str(tmp_path / "temporary")},
    )  # fmt: skip
    assert (tmp_path / "b.svg").exists()
    assert not list((tmp_path / "temporary").iterdir())


@pytest.mark.parametrize("enabled", [True, False])
def test_loading_leaves_the_garbage_collector_as_it_was(enabled: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        startup.load()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


@pytest.mark.parametrize(
    ("script", "program"),
    [("/usr/bin/actplot", True), ("x/actplot.exe", True), ("a/actplot/__main__.py", True),
     ("/usr/bin/jupyter", False), ("my_actplot.py", False), ("", False), ("-c", False)],
)  # fmt: skip
def test_only_the_command_takes_the_short_way(
    monkeypatch: pytest.MonkeyPatch, script: str, program: bool
) -> None:
    monkeypatch.setattr(sys, "argv", [script])
    assert startup.is_program() is program


@RECENT
@pytest.mark.parametrize("program", [True, False])
def test_in_a_session_matplotlib_keeps_its_documentation(program: bool) -> None:
    code = (
        f"import actplot.paint.startup as s; s.load(program={program})\n"
        "from matplotlib.lines import Line2D; from matplotlib.patches import Rectangle\n"
        "print(hasattr(Line2D.set, '__signature__'),"
        " '%(Patch:kwdoc)s' in Rectangle.__init__.__doc__)"
    )
    assert run(code).split() == [str(not program), str(program)]


def test_patterns_of_a_library_wait_for_their_use(tmp_path: Path) -> None:
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "part.py").write_text("import re\nWORD = re.compile('[a-z]+', re.I)\n")
    code = (
        f"import re, sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "before = re.compile\n"
        "from actplot.later import import_later; import_later(patterns=['some.'])\n"
        "import some.part as part\n"
        "waits = not isinstance(part.WORD, re.Pattern)\n"
        "print(waits, part.WORD.match('Ab1')[0], part.WORD.flags == re.I | re.U,"
        " re.compile is before, type(part.__loader__).__name__)"
    )
    assert run(code).split() == ["True", "Ab", "True", "True", "SourceFileLoader"]


def test_a_spec_is_read_with_few_patterns_of_its_library(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: [relu]\n")
    code = (
        "import re, sys; compiled = []; kept = re._compiler.compile\n"
        "def compile(text, flags=0):\n"
        "    compiled.append(text); return kept(text, flags)\n"
        "re._compiler.compile = compile\n"
        "import actplot.__main__ as program\n"
        "def leave(status):\n"
        "    import yaml.reader as reader\n"
        "    print(status, reader.Reader.NON_PRINTABLE.pattern in compiled)\n"
        "program.leave = leave\n"
        f"sys.argv = ['actplot', 'check', {str(tmp_path / 'a.yaml')!r}]; program.main()"
    )
    assert run(code).split() == ["0", "False"]
