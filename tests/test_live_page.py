"""The page of `actplot watch --serve`: what it shows as one saves, and to whom."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browser import Browser
from support import ROOT, Cli

from actplot import metadata
from actplot.live.board import Board
from actplot.pipeline.orders import OutputOptions, named, prepare
from actplot.pipeline.render import render

for package in ("watchfiles", "starlette", "uvicorn"):
    if find_spec(package) is None:
        pytest.skip(f"no {package} here", allow_module_level=True)


class Served:
    """`actplot watch --serve` over two specs, and requests to its page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with (folder / "stderr.txt").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "actplot", "watch", "one.yaml", "two.yaml", "-o", "out/",
                 "-f", "svg", "-f", "pdf", "--serve", "--port", "0"],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=log,
            )  # fmt: skip
        self.address = self._logged(r"http://127\.0\.0\.1:(\d+)/([\w-]{20,})/")
        match = re.search(r":(\d+)/([\w-]+)/", self.address)
        assert match
        self.port, self.token = int(match[1]), match[2]

    def _logged(self, pattern: str) -> str:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if match := re.search(pattern, (self.folder / "stderr.txt").read_text()):
                return match[0]
            time.sleep(0.02)
        raise AssertionError((self.folder / "stderr.txt").read_text())

    def get(self, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        """A request with a path as it stands, not tidied up as browsers do."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.capitalize(): value for name, value in headers.items()}
        connection.putrequest("GET", path, skip_host="Host" in named)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as answer:
            content = (
                b"" if "event-stream" in (answer.headers["Content-Type"] or "") else answer.read()
            )
            status, fields = answer.status, answer.headers
        connection.close()
        return status, content, fields

    def state(self) -> list[dict[str, Any]]:
        """The figures, as the page is told of them."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            host = f"127.0.0.1:{self.port}"
            connection.sendall(
                f"GET /{self.token}/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
            )
            received = b""
            while not (match := re.search(rb"data: (\{.*\})\n", received)):
                data = connection.recv(1 << 16)
                assert data
                received += data
        return list(json.loads(match[1])["figures"])

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "one.yaml").write_text("curves: [gelu]\nsize: 60x40\n")
    (tmp_path / "two.yaml").write_text("curves: [tanh]\nsize: 60x40\n")
    (tmp_path / "secret.txt").write_text("nobody's business")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "other.svg").write_text("<svg/>")
    server = Served(tmp_path)
    yield server
    server.close()


def until(served: Served, *statuses: str) -> list[dict[str, Any]]:
    end = time.monotonic() + 30
    while True:
        state = served.state()
        if [each["status"] for each in state] == list(statuses):
            return state
        assert time.monotonic() < end, state
        time.sleep(0.02)


def test_only_figures_are_served_and_only_to_who_knows_the_address(served: Served) -> None:
    one, two = until(served, "drawn", "drawn")
    at = f"/{served.token}"
    for figure, name in ((one, "one"), (two, "two")):
        assert figure["problems"] == []
        assert [link["text"] for link in figure["links"]] == [f"{name}.svg", f"{name}.pdf"]
        for link in figure["links"]:
            status, content, headers = served.get(f"{at}/{link['address']}")
            assert status == 200
            assert content == (served.folder / "out" / link["text"]).read_bytes()
            assert "sandbox" in headers["Content-Security-Policy"]
            assert headers["X-Content-Type-Options"] == "nosniff"
    status, page, headers = served.get(f"{at}/")
    assert status == 200
    assert b"<!DOCTYPE html>" in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]

    for path in (
        "/", "/figure/0/svg", "/wrong/", "/wrong/events", "/wrong/figure/0/svg", at, f"{at}x/",
        f"{at}/figure/2/svg", f"{at}/figure/-1/svg", f"{at}/figure/0/png", f"{at}/figure/0/tex",
        f"{at}/figure/0/../../secret.txt", f"{at}/../secret.txt", f"{at}/secret.txt",
        f"{at}/figure/0/%2e%2e%2f%2e%2e%2fsecret.txt", f"{at}/%2e%2e/%2e%2e/secret.txt",
        f"{at}/figure/0/other.svg", f"{at}/figure/0//etc/passwd", "/../../../../etc/passwd",
        f"{at}/out/other.svg", f"{at}/figure/0/svg%00", f"{at}/one.yaml", f"{at}/page.html",
    ):  # fmt: skip
        status, content, _ = served.get(path)
        assert status == 404, path
        assert content == b"not found"


def test_requests_of_other_hosts_are_refused(served: Served) -> None:
    until(served, "drawn", "drawn")
    paths = ["", "events", "figure/0/svg"]
    for path in paths:
        for host in ("evil.example", f"evil.example:{served.port}", "127.0.0.1", "localhost:1", ""):
            assert served.get(f"/{served.token}/{path}", host=host)[0] in (400, 403), host
        for origin in ("http://evil.example", "null", f"http://127.0.0.1:{served.port}.evil"):
            assert served.get(f"/{served.token}/{path}", origin=origin)[0] == 403, origin
        own = f"127.0.0.1:{served.port}"
        assert served.get(f"/{served.token}/{path}", host=own, origin=f"http://{own}")[0] == 200
        named = f"localhost:{served.port}"
        assert served.get(f"/{served.token}/{path}", host=named)[0] == 200
    # Nothing listens but on this machine's own address.
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex((_address(), served.port)) != 0


def _address() -> str:
    """An address of this machine by which others reach it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no other address")
        return str(probe.getsockname()[0])


@pytest.mark.parametrize("formats", [("pdf",), ("tikz", "eps"), ("png",), ("pdf", "svg")])
def test_every_figure_has_a_picture(formats: tuple[str, ...], tmp_path: Path) -> None:
    spec = tmp_path / "one.yaml"
    spec.write_text("curves: [gelu]\nsize: 60x40\n")
    board = Board(["one.yaml"])
    order = prepare(named(str(spec)), OutputOptions(formats, tmp_path))
    board.show(("one.yaml", outcome) for outcome in render([order]))
    (figure,) = board.state()["figures"]
    assert [link["text"] for link in figure["links"]] == [f"one.{each}" for each in formats]
    (address,) = figure["pictures"]
    target = address.partition("?")[0].rpartition("/")[2]
    content = board.content(0, target)
    assert content is not None
    assert content.startswith((b"<?xml", b"<svg", b"\x89PNG"))
    (tmp_path / f"one.{formats[0]}").unlink()
    assert board.content(0, formats[0]) is None


def test_a_port_that_is_taken_is_told_of(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("curves: [gelu]\n")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = cli("watch", "one.yaml", "--serve", "--port", port)
    assert ran.status == 1
    assert f"port {port}: address already in use" in ran.err
    assert "--port 0" in ran.err
    assert cli("watch", "one.yaml", "--port", "1").status == 2


def test_what_is_missing_is_told_of(cli: Cli, tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "one.yaml").write_text("curves: [gelu]\n")
    real = find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec", lambda name: None if name == "uvicorn" else real(name)
    )
    ran = cli("watch", "one.yaml", "--serve")
    assert ran.status == 1
    assert "watch --serve needs starlette, uvicorn and watchfiles" in ran.err
    assert "pip install starlette uvicorn watchfiles (the extra actplot[serve])" in ran.err


def test_the_page_follows_what_is_saved(served: Served, browser: Browser) -> None:
    image = "document.querySelectorAll('section')[0].querySelector('img')"
    first = "document.querySelectorAll('section')[0]"
    problems = f"{first}.querySelector('.problems').textContent"
    spec = served.folder / "one.yaml"
    until(served, "drawn", "drawn")
    browser.goto(served.address)
    browser.wait("document.querySelectorAll('section img').length === 2")
    assert browser.run("document.getElementById('connection').textContent") == "connected"
    assert browser.run(f"{first}.querySelector('h2').textContent") == "one.yaml"
    good = browser.run(f"{image}.src")

    # Break: the errors lie over the last good figure.
    spec.write_text("curves: [gelo]\nsize: 60x40\n")
    began = time.monotonic()
    browser.wait(f"{first}.classList.contains('failed')")
    broken = time.monotonic() - began
    assert "no activation is called 'gelo'" in browser.run(problems)
    assert browser.run(f"{image}.src") == good
    assert browser.run("document.title") == "(1) actplot"
    over = f"({first}.querySelector('.problems').getBoundingClientRect())"
    below = f"({image}.getBoundingClientRect())"
    assert browser.run(f"{over}.top <= {below}.top && {over}.bottom > {below}.top")

    # Mend.
    spec.write_text("curves: [mish]\nsize: 60x40\n")
    began = time.monotonic()
    browser.wait(f"{image}.src !== {json.dumps(good)}")
    mended = time.monotonic() - began
    print(f"broken {broken:.2f} s, mended {mended:.2f} s after saving")
    assert browser.run(problems) == ""
    assert browser.run("document.title") == "actplot"

    # Rename, and delete: the figure stays, and the page says why.
    after = browser.run(f"{image}.src")
    spec.rename(served.folder / "elsewhere.yaml")
    browser.wait(f"{first}.classList.contains('failed')")
    assert "no such file" in browser.run(problems)
    assert browser.run(f"{image}.src") == after
    (served.folder / "elsewhere.yaml").rename(spec)
    browser.wait(f"!{first}.classList.contains('failed')")
    (served.folder / "two.yaml").unlink()
    browser.wait("document.querySelectorAll('section.failed').length === 1")

    # Real size: 60 mm are 226.8 of CSS's pixels.
    browser.run("document.querySelector('[data-zoom=\"1\"]').click()")
    assert browser.run(f"{image}.getBoundingClientRect().width") == pytest.approx(226.8, abs=1)
    browser.run("document.querySelector('[data-zoom=\"4\"]').click()")
    assert browser.run(f"{image}.getBoundingClientRect().width") == pytest.approx(907, abs=4)
    links = f"[...{first}.querySelectorAll('.links a')].map((each) => each.textContent)"
    assert browser.run(links) == ["one.svg", "one.pdf"]

    assert not browser.errors
    assert all(each.startswith(served.address) for each in browser.requests
               if each != "about:blank" and not each.endswith("/favicon.ico"))  # fmt: skip

    # The server goes: the page says so, and goes on trying.
    served.close()
    browser.wait("document.getElementById('connection').className === 'lost'")
    count = len(browser.requests)
    time.sleep(1.5)
    browser.run("1")
    assert len(browser.requests) > count

    carried = metadata.read(served.folder / "out" / "one.svg")
    assert carried is not None
    assert "mish" in carried.spec
