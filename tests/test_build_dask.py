"""Figures drawn by the workers of a dask scheduler, one that really runs on this machine."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from examples import fits, shell
from support import ROOT, Cli

from actplot.cli import options
from actplot.errors import ActplotError
from actplot.formats import FORMATS
from actplot.pipeline import dask, drawing, executors, fingerprint, parcel
from actplot.pipeline.orders import OutputOptions, Reading, named, prepare

needs_distributed = pytest.mark.skipif(
    find_spec("distributed") is None, reason="distributed is not installed"
)
FONT = Path(find_spec("matplotlib").origin or "").parent / "mpl-data/fonts/ttf/cmr10.ttf"  # type: ignore[union-attr]


def project(folder: Path) -> list[str]:
    """Specs with all kinds of files that a spec can name."""
    for name in ("specs", "common"):
        (folder / name).mkdir()
    shutil.copy(FONT, folder / "common" / "own.ttf")
    (folder / "common/base.yaml").write_text("size: {width: 60 mm, height: 40 mm}\n")
    (folder / "common/own.toml").write_text("line_width = 2.0\n")
    (folder / "common/bump.py").write_text("def bump(x):\n    return 1 / (1 + x * x)\n")
    base = "extends: ../common/base.yaml\n"
    specs = {
        "plain": "curves: [relu]\n",
        "styled": base + "curves: [gelu]\nstyle: ../common/own.toml\n",
        "own": base + "curves: [bump, bump']\nfunctions: ../common/bump.py\n",
        "font": base + "curves: [tanh]\ntitle: T\nfont: {latin: ../common/own.ttf}\n",
    }
    for name, text in specs.items():
        (folder / f"specs/{name}.yaml").write_text(text)
    return [f"specs/{name}.yaml" for name in specs]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def task(spec: str, *formats: str, settings: tuple[str, ...] = ()) -> drawing.Task:
    order = prepare(
        named(spec, Reading(settings, allow_python=True)), OutputOptions(formats, "out/")
    )
    return drawing.Task(order, dict.fromkeys(order.targets, ()))


# Parcels


def test_a_parcel_needs_nothing_of_the_disk_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    tasks = [task(spec, "pdf", "svg", settings=("dpi=72",)) for spec in project(tmp_path)]
    here = [drawing.draw(each) for each in tasks]
    packed = [parcel.pack(each) for each in tasks]
    for name in ("specs", "common"):
        (tmp_path / name).rename(tmp_path / f"{name}-kept")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    there = [parcel.draw(each) for each in packed]
    assert "SOURCE_DATE_EPOCH" not in os.environ
    for name in ("specs", "common"):
        (tmp_path / f"{name}-kept").rename(tmp_path / name)
    accepted = [parcel.accept(*each, "w") for each in zip(tasks, there, strict=True)]
    assert accepted == here


def test_messages_name_files_as_they_are_called_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    Path("specs/box.yaml").write_text("extends: ../common/title.yaml\ncurves: [relu]\n")
    Path("common/title.yaml").write_text("title: 汉字\n")
    sent = task("specs/box.yaml", "svg")
    with pytest.raises(ActplotError) as here:
        drawing.draw(sent)
    with pytest.raises(ActplotError) as there:
        parcel.draw(parcel.pack(sent))
    assert str(there.value) == str(here.value)
    assert here.value.problems[0].place is not None
    assert here.value.problems[0].place.file == "common/title.yaml"


@pytest.mark.parametrize(
    "key", ["extends: {}/base.yaml", "style: {}/own.toml", "font: {{latin: {}/own.ttf}}"]
)
@pytest.mark.parametrize("whole", [True, False])
def test_whole_paths_in_a_spec_are_refused(
    key: str, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    spec = tmp_path / "specs/whole.yaml"
    spec.write_text(key.format(tmp_path / "common") + "\ncurves: [relu]\n")
    with pytest.raises(ActplotError, match="absolute path, which other machines do not have"):
        parcel.pack(task(str(spec) if whole else "specs/whole.yaml", "svg"))
    spec.write_text(key.format("../common") + "\ncurves: [relu]\n")
    parcel.pack(task(str(spec), "svg"))  # that the spec itself is so named is no matter


def test_what_other_libraries_drew_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    sent = task("specs/plain.yaml", "svg")
    with monkeypatch.context() as other:
        other.setattr(fingerprint, "installed", lambda library: "1.0")
        drawn = parcel.draw(parcel.pack(sent))
    with pytest.raises(ActplotError, match=r"w draws it differently: matplotlib is 1\.0 there"):
        parcel.accept(sent, drawn, "tcp://w")


def test_a_plug_in_is_compared_like_the_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    monkeypatch.setattr(drawing, "_plug_ins", lambda spec: ["click"])
    sent = task("specs/plain.yaml", "svg")
    drawn = parcel.draw(parcel.pack(sent))
    assert parcel.accept(sent, drawn, "tcp://w") == drawn
    monkeypatch.setattr(fingerprint, "_installed", lambda distribution: "0.1")
    with pytest.raises(ActplotError, match=r"plug-in click is .* there, 0\.1 here"):
        parcel.accept(sent, drawn, "tcp://w")


# A real scheduler


def wait_for(path: Path, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"there is no {path.name} after {seconds} s"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(
    running: ExitStack, folder: Path, where: str, workers: list[str]
) -> list[subprocess.Popen[bytes]]:
    """A scheduler and workers, which end with running; the scheduler comes first."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("SOURCE_DATE_EPOCH", None)
    worker = ["worker", where, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    commands = [
        ["scheduler", "--host", where, "--no-dashboard", "--dashboard-address", "127.0.0.1:0"],
        *([*worker, "--local-directory", str(folder / name)] for name in workers),
    ]
    log = running.enter_context((folder / "log").open("wb"))
    started = []
    for kind, *arguments in commands:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments],
            cwd=folder, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        running.enter_context(process)
        running.callback(process.kill)
        started.append(process)
    return started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler and two workers in a folder of their own."""
    where = f"tcp://127.0.0.1:{free_port()}"
    with ExitStack() as running:
        start(running, tmp_path_factory.mktemp("dask"), where, ["one", "two"])
        yield where


def actplot(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """A run to interfere with."""
    return subprocess.Popen(
        [sys.executable, "-m", "actplot", *arguments, "-f", "svg", "--allow-python"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def dask_of(address: str) -> tuple[str, ...]:
    return ("--executor", "dask", "--scheduler", address)


@needs_distributed
def test_the_files_are_those_of_local_workers(address: str, process: Cli, tmp_path: Path) -> None:
    specs = project(tmp_path)
    bad = tmp_path / "specs/bad.yaml"
    bad.write_text("curves: [gelo]\n")
    render = ("render", specs[0], "specs/bad.yaml", *specs[1:], "-f", "pdf", "-f", "svg", "-v")
    variables = {"SOURCE_DATE_EPOCH": "86400", "ACTPLOT_ALLOW_PYTHON": "1"}
    here = process(*render, "-o", "here/", "-j", "2", **variables)
    there = process(*render, "-o", "there/", *dask_of(address), **variables)
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")
    assert len(files_of(tmp_path / "there")) == 8
    assert (here.status, there.status) == (1, 1)
    last = there.err.splitlines()[-1]
    assert "5 figures: 4 drawn, 1 failed in" in last
    assert "bad.yaml:1:10: error: no activation is called 'gelo'" in there.err
    assert there.err.replace("there/", "here/").splitlines()[:-1] == here.err.splitlines()[:-1]


@needs_distributed
def test_every_format_is_that_of_local_workers(address: str, process: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("curves: ['elu(alpha=[0.5, 1])']\nsize: 60x40\ndpi: 60\n")
    (tmp_path / "b.yaml").write_text("curves: [relu, gelu]\nsteps: curves\ndpi: 60\n")
    wanted = [word for name in FORMATS for word in ("-f", name)]
    assert process("render", "a.yaml", "b.yaml", *wanted, "-o", "here/", "-j", "1").status == 0
    run = ("render", "a.yaml", "b.yaml", *wanted, "-o", "there/", *dask_of(address))
    assert process(*run).status == 0
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")
    for number in (1, 2):
        run = ("render", "a.yaml", "b.yaml", *wanted, "-o", "shards/", "--shard", f"{number}/2")
        assert process(*run, "-j", "2").status == 0
    assert files_of(tmp_path / "shards") == files_of(tmp_path / "here")
    assert len(files_of(tmp_path / "here")) > 2 * len(FORMATS)


@needs_distributed
def test_dask_prints_what_the_page_on_clusters_shows(
    address: str, process: Cli, tmp_path: Path
) -> None:
    (command,) = (each for each in shell("docs/how-to/cluster.md") if "dask " in each.bare)
    (tmp_path / "specs").mkdir()
    for name in "ab":
        (tmp_path / "specs" / f"{name}.yaml").write_text("curves: [relu]\ndpi: 60\n")
    line = command.bare.replace("tcp://10.0.0.1:8786", address)
    assert line.endswith(address)
    specs = ["specs/a.yaml", "specs/b.yaml"]
    words = [word for part in line.split()[1:] for word in (specs if "*" in part else [part])]
    ran = process(*words)
    assert ran.status == 0, ran.err
    assert fits(command.shown, ran.out + ran.err), ran.err
    assert len(files_of(tmp_path / "figures")) == 6


@needs_distributed
def test_a_gallery_is_that_of_local_workers(address: str, process: Cli, tmp_path: Path) -> None:
    project(tmp_path)
    gallery = ("gallery", "specs", "-f", "svg", "--exclude", "own.yaml")
    assert process(*gallery, "-o", "there", *dask_of(address)).status == 0
    assert process(*gallery, "-o", "there", "-v").err.count("up to date") == 4
    assert process(*gallery, "-o", "here").status == 0
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")


SLOW = """
import os, signal, sys, time
if "dask_worker" in sys.argv[0]:
    try:
        open({mark!r}, "x").close()
    except FileExistsError:
        pass
    else:
        {act}
def bump(x):
    return x
"""


def tell_worker(folder: Path, act: str) -> tuple[Path, list[str]]:
    """Specs of which the first to be drawn by a worker has it do something."""
    mark = folder / "mark"
    (folder / "slow.py").write_text(SLOW.format(mark=str(mark), act=act))
    names = [f"{number}.yaml" for number in range(4)]
    for name in names:
        (folder / name).write_text("functions: slow.py\ncurves: [bump]\n")
    return mark, names


@needs_distributed
def test_an_interrupt_leaves_at_once_and_leaves_nothing(address: str, tmp_path: Path) -> None:
    mark, names = tell_worker(tmp_path, "time.sleep(4)")
    with actplot(tmp_path, "render", *names, *dask_of(address)) as run:
        wait_for(mark)
        run.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, stderr = run.communicate(timeout=10)
    assert run.returncode == 130
    assert stderr.strip() == "interrupted"
    assert time.monotonic() - start < 3
    assert not list(tmp_path.glob(".actplot*"))


@needs_distributed
def test_a_lost_worker_costs_nothing(address: str, process: Cli, tmp_path: Path) -> None:
    mark, names = tell_worker(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    ran = process("render", *names, "-f", "svg", "--allow-python", *dask_of(address))
    assert mark.exists()
    assert ran.status == 0, ran.err
    assert "4 figures: 4 drawn in" in ran.err
    assert sorted(path.stem for path in tmp_path.glob("*.svg")) == list("0123")


@needs_distributed
def test_a_scheduler_that_goes_costs_its_tasks_and_no_traceback(tmp_path: Path) -> None:
    where = f"tcp://127.0.0.1:{free_port()}"
    mark, names = tell_worker(tmp_path, "time.sleep(20)")
    with ExitStack() as running:
        scheduler, _ = start(running, tmp_path, where, ["one"])
        run = running.enter_context(actplot(tmp_path, "render", *names, *dask_of(where)))
        wait_for(mark)
        scheduler.kill()
        _, stderr = run.communicate(timeout=20)
    assert run.returncode == 1
    assert stderr.count("died with the connection to the scheduler") == 4
    assert "Traceback" not in stderr
    assert stderr.splitlines()[-1].startswith("4 figures: 4 failed in")


# What is said


@needs_distributed
def test_a_scheduler_that_does_not_answer_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "_PATIENCE", 0.5)
    (tmp_path / "a.yaml").write_text("curves: [relu]\n")
    where = f"tcp://127.0.0.1:{free_port()}"
    ran = cli("render", "a.yaml", *dask_of(where))
    assert ran.status == 1
    assert f"error: no dask scheduler answers at {where}" in ran.err
    assert "help: `dask scheduler` starts one" in ran.err


def test_without_distributed_the_way_to_it_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask, "find_spec", lambda name: None)
    (tmp_path / "a.yaml").write_text("curves: [relu]\n")
    ran = cli("render", "a.yaml", *dask_of("tcp://127.0.0.1:1"))
    assert ran.status == 1
    assert ran.err == (
        "error: the executor dask needs distributed\n"
        "  help: install it: python -m pip install distributed (the extra actplot[dask])\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--executor", "dask"), "--executor dask needs --scheduler ADDRESS"),
        (("--scheduler", "tcp://h:1"), "--scheduler needs --executor dask"),
        (("--executor", "ray"), "'ray' is not one of"),
    ],
)
@pytest.mark.parametrize("command", [("render", "a.yaml"), ("gallery", ".", "-o", "out")])
def test_wrong_use_is_told(
    command: tuple[str, ...], arguments: tuple[str, ...], message: str, cli: Cli
) -> None:
    ran = cli(*command, *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_every_executor_has_its_name_in_the_help(cli: Cli) -> None:
    output = cli("render", "--help").out
    assert all(name in output for name in executors.EXECUTORS)
    assert set(executors.EXECUTORS) > executors.REMOTE


# Shares


@pytest.mark.parametrize("count", [1, 2, 3, 16])
def test_shares_partition_the_specs_whatever_their_order(count: int) -> None:
    names = [f"dir{number % 3}/{number}.yaml" for number in range(20)]
    shares = [options.share(names, (k, count)) for k in range(1, count + 1)]
    assert sorted(name for share in shares for name in share) == sorted(names)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
    shuffled = random.Random(1).sample(names, len(names)) + names[:3]
    for k, share in enumerate(shares, 1):
        again = options.share(shuffled, (k, count))
        assert set(again) == set(share)
        assert again == [name for name in dict.fromkeys(shuffled) if name in share]
