"""A headless Chromium, driven through the pipe of its debugging protocol; needs no package.

axe-core is used where it is: in node_modules/ (`npm install axe-core`), or where AXE_CORE says.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--remote-debugging-pipe",
)
SECONDS = 30.0
AXE = Path(
    os.environ.get("AXE_CORE")
    or Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
)
NEEDS_AXE = pytest.mark.skipif(not AXE.is_file(), reason="there is no axe-core here")

_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowUp": 38,
         "ArrowRight": 39, "ArrowDown": 40}  # fmt: skip


class Browser:
    """One page of a browser, with a folder of its own; a context that ends its process."""

    def __init__(self, folder: Path) -> None:
        self.downloads = folder / "downloads"
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # The protocol is spoken on descriptors 3 and 4.
        script = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                script,
                "-",
                PROGRAM,
                *FLAGS,
                f"--user-data-dir={folder / 'profile'}",
                "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._number = 0
        self._buffer = b""
        self._session: str | None = None
        self.requests: list[str] = []
        self.errors: list[str] = []
        pages = self.call("Target.getTargets")["targetInfos"]
        target = next(page["targetId"] for page in pages if page["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network"):
            self.call(f"{domain}.enable")
        # Else the page is told that somebody works in another window.
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        self.call(
            "Browser.grantPermissions",
            permissions=["clipboardReadWrite", "clipboardSanitizedWrite"],
        )

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *exception: object) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.kill()
        self._process.wait()

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol; events that come meanwhile are noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None and not method.startswith(("Browser.", "Target.")):
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            reply = self._receive()
            if reply.get("id") == self._number:
                assert "error" not in reply, reply
                return dict(reply["result"])
            self._note(reply)

    def goto(self, address: str) -> None:
        """Load a page anew, whatever is shown now."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> Any:
        """The value of an expression, or of the promise that it gives."""
        reply = self.call(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in reply, reply["exceptionDetails"]
        return reply["result"].get("value")

    def resize(self, width: int, height: int = 900) -> None:
        """The size of the window, in pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)  # fmt: skip

    def prefer(self, scheme: str) -> None:
        """What the reader prefers: light or dark."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", features=features)

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Nothing goes wrong in a page meanwhile, nor is anything asked of the network."""
        self.requests.clear()
        self.errors.clear()
        yield
        assert self.errors == []
        assert all(each.startswith(("file:", "blob:", "about:")) for each in self.requests)

    def wait(self, condition: str) -> None:
        """Until an expression is true."""
        end = time.monotonic() + SECONDS
        while not self.run(condition):
            assert time.monotonic() < end, condition
            time.sleep(0.02)

    def complaints(self) -> Any:
        """What axe-core finds wrong with the page: rule and elements."""
        self.run(AXE.read_text(encoding="utf-8"))
        # What is fading in yet has less contrast.
        self.run("Promise.all(document.getAnimations().map((each) => each.finished))")
        return self.run(
            "axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"
        )

    def press(self, key: str, **more: Any) -> None:
        """A key of the keyboard; other than named ones it is typed."""
        if key in _KEYS:
            code = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key], **more}
            text = {"text": "\r"} if key == "Enter" else {}
            kind = "keyDown" if text else "rawKeyDown"
            self.call("Input.dispatchKeyEvent", type=kind, **code, **text)
            self.call("Input.dispatchKeyEvent", type="keyUp", **code)
        else:
            self.call("Input.insertText", text=key)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], SECONDS)
            data = os.read(self._in, 1 << 20) if ready else b""
            assert data, "the browser is silent"
            self._buffer += data
        text, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(text))

    def _note(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])
        if event.get("method") == "Runtime.exceptionThrown":
            self.errors.append(str(event["params"]["exceptionDetails"]))
