"""From specs to files: what is drawn, what is left alone, and what happens to failures."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT, Cli

from actplot import metadata, records
from actplot.pipeline import fingerprint, typefaces
from actplot.pipeline.freshness import examine, ordered
from actplot.pipeline.orders import OutputOptions, named, prepare
from actplot.version import installed

SPEC = "x: [-4, 4]\ncurves: [sigmoid, sigmoid']\n"
BROKEN = "curves: [sigmiod]\n"


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "figure.yaml"
    path.write_text(SPEC)
    return path


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every figure in a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".pdf", ".svg", ".png")
    }


def events(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


# Where the files go


def test_all_three_formats_by_default_in_the_current_folder(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "figure.yaml").write_text(SPEC)
    ran = cli("render", "specs/figure.yaml")
    assert ran == (0, "", ran.err)
    assert set(digests(tmp_path)) == {"figure.pdf", "figure.svg", "figure.png"}
    first, last = ran.err.splitlines()
    assert first == "specs/figure.yaml: drawn to figure.pdf, figure.svg, figure.png"
    assert last.startswith("1 figure: 1 drawn in ")


@pytest.mark.usefixtures("spec")
@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["-o", "out/", "-f", "pdf", "-f", "svg"], {"out/figure.pdf", "out/figure.svg"}),
        (["-o", "out", "-f", "svg"], {"out/figure.svg"}),
        (["-o", "deep/er/other.svg"], {"deep/er/other.svg"}),
        (["-o", "other.svg", "-f", "svg", "-f", "pdf"], {"other.svg", "other.pdf"}),
        (["--set", "output=sub/name", "-f", "svg"], {"sub/name.svg"}),
        (["--set", "output=name", "--set", "formats=[svg]", "-o", "out"], {"out/name.svg"}),
    ],
)
def test_outputs(cli: Cli, tmp_path: Path, arguments: list[str], files: set[str]) -> None:
    assert cli("render", "figure.yaml", *arguments).status == 0
    assert set(digests(tmp_path)) == files


def test_standard_input_and_output(cli: Cli, tmp_path: Path) -> None:
    assert cli("render", "-", "-f", "svg", stdin=SPEC).status == 0
    assert set(digests(tmp_path)) == {"figure.svg"}
    ran = cli("render", "-", "-f", "svg", "-o", "-", stdin=SPEC)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (tmp_path / "figure.svg").read_text()


@pytest.mark.usefixtures("spec")
def test_standard_output_takes_one_figure(cli: Cli) -> None:
    ran = cli("render", "figure.yaml", "-o", "-")
    assert (ran.status, ran.out) == (2, "")
    assert "name it with -f" in ran.err


def test_two_specs_for_one_file_are_an_error_before_anything_is_drawn(
    cli: Cli, tmp_path: Path
) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{'same' if folder != 'c' else 'other'}.yaml").write_text(SPEC)
    ran = cli("render", "c/other.yaml", "a/same.yaml", "b/same.yaml", "-f", "svg")
    assert ran.status == 1
    assert ran.err == (
        "error: a/same.yaml and b/same.yaml would both be written to same.svg\n"
        "  help: give one of them another name with `output:`\n"
    )
    assert digests(tmp_path) == {}


# Up to date


@pytest.mark.usefixtures("spec")
def test_what_is_current_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    cli("render", "figure.yaml")
    files = [tmp_path / f"figure.{format}" for format in ("pdf", "svg", "png")]
    for path in files:
        os.utime(path, (1, 1))
    ran = cli("render", "figure.yaml")
    assert ran.status == 0
    assert ran.err.splitlines()[-1].startswith("1 figure: 1 up to date in ")
    assert all(path.stat().st_mtime == 1 for path in files)
    cli("render", "figure.yaml", "--touch")
    assert all(time.time() - path.stat().st_mtime < 60 for path in files)
    assert "1 drawn" in cli("render", "figure.yaml", "--force").err


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def replace(path: Path) -> None:
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


@pytest.mark.parametrize("change", [Path.unlink, damage, replace])
def test_a_missing_damaged_or_foreign_file_is_drawn_again(
    cli: Cli, tmp_path: Path, spec: Path, change: object
) -> None:
    cli("render", spec)
    before = digests(tmp_path)
    os.utime(tmp_path / "figure.pdf", (1, 1))
    assert callable(change)
    change(tmp_path / "figure.svg")
    assert "1 drawn" in cli("render", spec).err
    assert digests(tmp_path) == before
    assert (tmp_path / "figure.pdf").stat().st_mtime == 1, "what was current was drawn, too"


def test_each_reason_is_named(
    cli: Cli, tmp_path: Path, spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("title: one\n")
    spec.write_text("extends: base.yaml\n" + SPEC)
    preview = ("render", "figure.yaml", "-f", "svg", "--dry-run")
    assert cli(*preview).out == "figure.svg: the file does not exist yet\n"
    cli("render", "figure.yaml", "-f", "svg")
    assert cli(*preview) == (0, "", "")
    assert cli(*preview, "--set", "x=[0,1]").out == "figure.svg: --set changed\n"
    base.write_text("title: two\n")
    assert cli(*preview).out == "figure.svg: base.yaml changed\n"
    base.write_text("title: one\n")
    spec.write_text(spec.read_text() + "# more\n")
    monkeypatch.setattr(fingerprint, "__version__", "99")
    (reason,) = cli(*preview).out.splitlines()
    assert reason.startswith("figure.svg: spec changed, actplot is 99, was ")


@pytest.mark.parametrize(
    ("more", "formats", "output", "short"),
    [
        ("", (), None, True),
        ("", ("svg",), "out/", True),
        ("", (), "other.png", True),
        ("formats: [png, svg]\n", (), None, True),
        ("formats: [svg]\n", ("pdf", "svg"), "out/", True),
        ("size: nature\n", (), None, True),
        ("text: latex\n", (), None, True),
        ("text: latex\n", ("svg",), None, True),
        ("formats: [eps]\n", (), None, False),  # none of the usual files is there
        ("steps: curves\n", (), None, True),
        ("output: named\n", (), None, False),
        ("output: figure\n", (), None, False),
        ("output: named\n", (), "x.svg", False),
        ("extends: base.yaml\n", (), None, True),
    ],
)
def test_a_current_figure_tells_which_files_its_spec_becomes(
    cli: Cli, tmp_path: Path, more: str, formats: tuple[str, ...], output: str | None, short: bool
) -> None:
    spec, base = tmp_path / "figure.yaml", tmp_path / "base.yaml"
    base.write_text("formats: [svg, png]\n")
    spec.write_text(SPEC + "dpi: 30\n" + more)
    wanted = [word for name in formats for word in ("-f", name)]
    drawn = cli("render", "figure.yaml", *wanted, *(["-o", output] if output else []))
    assert drawn.status == 0, drawn.err
    source = named("figure.yaml")
    kept, whole = (way(source, OutputOptions(formats, output)) for way in (ordered, prepare))
    assert (kept.draft is None) is short
    assert kept == whole
    assert examine(kept) == examine(whole)
    assert not examine(kept).stale
    if more.startswith("extends"):
        base.write_text("formats: [pdf]\n")
        kept, whole = (way(source, OutputOptions(formats, output)) for way in (ordered, prepare))
        assert kept == whole
        assert kept.targets == {"pdf": Path("figure.pdf")}


@pytest.mark.parametrize("more", ["formats: [svg]\n", "steps: curves\n", "text: latex\n"])
def test_what_a_figure_remembers_is_no_reason_to_write_a_file(
    cli: Cli, tmp_path: Path, more: str
) -> None:
    """One that knows nothing of its spec's files, as those of before, is no guide to them."""
    (tmp_path / "figure.yaml").write_text(SPEC + "dpi: 30\n" + more)
    assert cli("render", "figure.yaml", "-f", "pdf").status == 0
    figure = tmp_path / "figure.pdf"
    carried = metadata.read(figure)
    assert carried is not None
    parts = dict(fingerprint.parse(carried.fingerprint) or {})
    assert parts.pop(fingerprint.WISHES)
    forgetful = records.replace(carried, fingerprint=fingerprint.text(parts))
    figure.write_bytes(metadata.seal(metadata.elements(forgetful).encode()))
    source = named("figure.yaml")
    assert ordered(source, OutputOptions(("pdf",))).draft is None  # it is current
    kept, whole = (way(source, OutputOptions()) for way in (ordered, prepare))
    assert kept == whole
    assert examine(kept) == examine(whole)


def test_a_folder_that_cannot_be_looked_into_fails_its_own_figure(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "figure.yaml").write_text(SPEC)
    for output in (f"{'x' * 300}/", "x" * 300, f"{'x' * 300}/figure.svg", f"{'x' * 300}.svg"):
        ran = cli("render", "figure.yaml", "-o", output, "--json")
        assert ran.status == 1
        figure, _ = map(json.loads, ran.out.splitlines())
        assert "file name too long" in figure["problems"][0]["message"]


def test_whoever_draws_a_figure_it_remembers_what_its_spec_asks_for(
    cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.yaml").write_text("curves: [relu]\nformats: [png]\ndpi: 30\n")
    assert cli("gallery", "specs", "-o", ".", "-f", "svg").status == 0
    source = named("specs/a.yaml")
    assert ordered(source, OutputOptions()) == prepare(source, OutputOptions())
    assert ordered(source, OutputOptions()).targets == {"png": Path("a.png")}


def test_versions_are_those_of_the_libraries() -> None:
    import matplotlib
    import numpy

    assert installed("numpy") == numpy.__version__
    assert installed("matplotlib") == matplotlib.__version__


# Failures


def test_a_broken_spec_leaves_its_old_figure_and_does_not_stop_the_others(
    cli: Cli, tmp_path: Path, spec: Path
) -> None:
    cli("render", spec, "-f", "svg")
    before = digests(tmp_path)
    spec.write_text(BROKEN)
    (tmp_path / "good.yaml").write_text(SPEC)
    ran = cli("render", "figure.yaml", "good.yaml", "-f", "svg", "-j", "2")
    assert ran.status == 1
    assert "figure.yaml:1:10: error:" in ran.err
    assert ran.err.splitlines()[-1].startswith("2 figures: 1 drawn, 1 failed in ")
    assert digests(tmp_path)["figure.svg"] == before["figure.svg"]
    assert "good.svg" in digests(tmp_path)


def test_diagnostics_come_last_and_by_file(cli: Cli, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_text(BROKEN * (number % 2) or SPEC)
    specs = [f"{number}.yaml" for number in range(6)]
    ran = cli("render", *specs, "-f", "svg", "-v", "-j", "2")
    lines = [line for line in ran.err.splitlines() if line.startswith(tuple("012345"))]
    names = [line.partition(": ")[0].partition(":")[0] for line in lines]
    assert names == ["0.yaml", "2.yaml", "4.yaml", "1.yaml", "3.yaml", "5.yaml"]
    assert ran.err.splitlines()[-1].startswith("6 figures: 3 drawn, 3 failed in ")


def test_events_for_programs(cli: Cli, tmp_path: Path, spec: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BROKEN)
    ran = cli("render", "figure.yaml", "bad.yaml", "-f", "svg", "--json")
    assert (ran.status, ran.err) == (1, "")
    good, bad, summary = events(ran.out)
    assert good["status"] == "drawn"
    assert good["files"] == ["figure.svg"]
    assert bad["status"] == "failed"
    assert bad["problems"][0]["line"] == 1  # type: ignore[index]
    assert {key: summary[key] for key in ("event", "figures", "drawn", "failed")} == {
        "event": "summary",
        "figures": 2,
        "drawn": 1,
        "failed": 1,
    }


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_file_that_cannot_be_written_is_a_failure_of_that_figure(
    cli: Cli, tmp_path: Path, spec: Path
) -> None:
    (tmp_path / "figure.svg").mkdir()
    ran = cli("render", spec, "-f", "svg", "-f", "pdf", "--force")
    assert ran.status == 1
    assert "figure.svg: is a directory" in ran.err
    assert set(os.listdir(tmp_path)) == {"figure.yaml", "figure.svg"}


# The same bytes


def test_the_same_bytes_in_every_folder_with_every_seed_and_any_number_of_jobs(
    tmp_path: Path,
) -> None:
    names = ("gelu", "maxout", "three-classics")
    outputs = []
    clocks = ({}, {"TZ": "Asia/Shanghai"}, {"TZ": "UTC", "LC_ALL": "C"})
    folders = ("one", "two/deep er", "三")
    for number, (folder, others) in enumerate(zip(folders, clocks, strict=True), 1):
        place = tmp_path / folder
        place.mkdir(parents=True)
        for name in names:
            shutil.copy(ROOT / "configs" / f"{name}.yaml", place)
        subprocess.run(
            [sys.executable, "-m", "actplot", "render", "-q", "-j", str(number)]
            + [f"{name}.yaml" for name in names],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(number)} | others,
            check=True,
        )
        outputs.append(digests(place))
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) == 9


# Kills and interrupts


class Run:
    """A run over 24 specs with two workers, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = [f"{number:02}.yaml" for number in range(24)]
        for name in self.names:
            (folder / name).write_text(f"curves: [gelu]\ntitle: number {name}\n")

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "actplot", "render", *self.names, "-f", "svg", "-j", "2"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for_the_first(self, drawing: subprocess.Popen[str]) -> None:
        while not digests(self.folder) and drawing.poll() is None:
            time.sleep(0.005)

    def check(self, figures: int) -> None:
        """So many figures are there, each of them whole."""
        names = list(digests(self.folder))
        assert len(names) == figures
        for name in names:
            record = metadata.read(self.folder / name)
            assert record is not None
            assert record.intact


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_what_stops_a_run_leaves_whole_files_and_the_next_run_completes(
    tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    run = Run(tmp_path)
    with run.start() as drawing:
        run.wait_for_the_first(drawing)
        drawing.send_signal(sent)
        assert drawing.wait(timeout=1) == status
    some = len(digests(tmp_path))
    assert 0 < some < 24
    run.check(some)
    with run.start() as drawing:
        _, stderr = drawing.communicate()
    assert f"24 figures: {24 - some} drawn, {some} up to date" in stderr
    run.check(24)
    assert len(os.listdir(tmp_path)) == 48, "something else was left behind"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_killed_worker_costs_no_figure(tmp_path: Path) -> None:
    run = Run(tmp_path)
    with run.start() as drawing:
        run.wait_for_the_first(drawing)
        children = Path(f"/proc/{drawing.pid}/task/{drawing.pid}/children").read_text().split()
        assert len(children) == 2
        os.kill(int(children[0]), signal.SIGKILL)
        _, stderr = drawing.communicate()
    assert drawing.returncode == 0
    assert "24 figures: 24 drawn in" in stderr
    run.check(24)


# Shares and dependencies


def test_shards_are_disjoint_and_complete(cli: Cli, tmp_path: Path) -> None:
    names = [f"{number}.yaml" for number in range(5)]
    for name in names:
        (tmp_path / name).write_text(SPEC)
    shares = [
        cli("render", *names, "-f", "svg", "--dry-run", "--shard", f"{k}/3").out.splitlines()
        for k in (1, 2, 3)
    ]
    assert sorted(line[0] for share in shares for line in share) == list("01234")
    assert [len(share) for share in shares] == [2, 2, 1]


def test_a_dependency_file_is_written_if_all_went_well(
    cli: Cli, tmp_path: Path, spec: Path
) -> None:
    (tmp_path / "base.yaml").write_text("title: one\n")
    spec.write_text("extends: base.yaml\n" + SPEC)
    arguments = ("render", "figure.yaml", "-f", "pdf", "-f", "svg", "--deps", "figure.d")
    expected = "figure.pdf figure.svg: \\\n figure.yaml \\\n base.yaml\nfigure.yaml:\nbase.yaml:\n"
    for _ in ("drawn", "up to date"):
        assert cli(*arguments).status == 0
        assert (tmp_path / "figure.d").read_text() == expected
    spec.write_text(BROKEN)
    assert cli(*arguments).status == 1
    assert (tmp_path / "figure.d").read_text() == expected


# Fonts


def bundled(name: str) -> Path:
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"{name}.ttf"


def test_another_font_makes_a_figure_stale_from_every_folder(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "specs"
    folder.mkdir()
    font = folder / "Own.ttf"
    shutil.copy(bundled("DejaVuSerif"), font)
    (folder / "figure.yaml").write_text("curves: [gelu]\nfont: {latin: Own.ttf}\n")
    assert cli("render", "specs/figure.yaml", "-f", "svg", "--deps", "a.d", "-q").status == 0
    assert "specs/Own.ttf" in (tmp_path / "a.d").read_text()
    for spec, output in (("specs/figure.yaml", "."), (folder / "figure.yaml", tmp_path)):
        assert cli("render", spec, "-f", "svg", "-n", "-o", output).out == ""
    shutil.copy(bundled("DejaVuSans"), font)
    (line,) = cli("render", "specs/figure.yaml", "-f", "svg", "-n").out.splitlines()
    assert line == "figure.svg: font Own.ttf is now DejaVu Sans, was DejaVu Serif"
    font.unlink()
    (line,) = cli("render", "specs/figure.yaml", "-f", "svg", "-n").out.splitlines()
    assert line == "figure.svg: font Own.ttf is now nothing, was DejaVu Serif"


def test_of_several_fonts_an_earlier_one_that_appears_is_a_reason(cli: Cli, tmp_path: Path) -> None:
    shutil.copy(bundled("DejaVuSans"), tmp_path / "later.ttf")
    (tmp_path / "a.yaml").write_text("curves: [gelu]\nfont: {latin: [first.ttf, later.ttf]}\n")
    assert cli("render", "a.yaml", "-f", "svg").status == 0
    assert "up to date" in cli("render", "a.yaml", "-f", "svg").err
    shutil.copy(bundled("DejaVuSerif"), tmp_path / "first.ttf")
    assert cli("render", "a.yaml", "-f", "svg", "-n").out == (
        "a.svg: font first.ttf, later.ttf is now DejaVu Serif, was DejaVu Sans\n"
    )


def test_a_font_that_serves_for_chinese_too_is_part_of_what_a_figure_is_made_from() -> None:
    asked = '{"latin": ["SimSun"], "lang": "", "serif": true}'
    named = '{"latin": ["Times New Roman"], "lang": "", "serif": true}'
    assert list(typefaces.parts(asked, Path())) == [
        "fonts", "font SimSun", "font SimSun for Chinese",
    ]  # fmt: skip
    assert list(typefaces.parts(named, Path())) == ["fonts", "font Times New Roman"]


def test_a_font_that_appears_is_a_reason() -> None:
    before = {"font Times New Roman": "Liberation Serif 0123"}
    now = {"font Times New Roman": "Times New Roman 4567"}
    assert fingerprint.changes(before, now) == [
        "font Times New Roman is now Times New Roman, was Liberation Serif"
    ]
    assert fingerprint.changes(before, before) == []


# Python files


def test_functions_of_one_s_own_run_only_if_allowed_and_are_watched(
    cli: Cli, tmp_path: Path
) -> None:
    own = tmp_path / "own.py"
    own.write_text("import numpy as np\n\ndef bump(x):\n    return np.exp(-x * x)\n")
    (tmp_path / "a.yaml").write_text("functions: own.py\ncurves: [bump, bump']\n")
    ran = cli("render", "a.yaml", "-f", "svg")
    assert ran.status == 1
    assert "--allow-python" in ran.err
    allowed = ("render", "a.yaml", "-f", "svg", "--allow-python")
    assert cli(*allowed, "--deps", "a.d").status == 0
    assert "own.py" in (tmp_path / "a.d").read_text()
    assert cli(*allowed, "-n").out == ""
    own.write_text(own.read_text().replace("-x * x", "-2 * x * x"))
    assert cli(*allowed, "-n").out == "a.svg: own.py changed\n"
    assert cli("check", "a.yaml", "--allow-python", "-q") == (0, "", "")
