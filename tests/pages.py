"""The interactive page as somebody uses it: pointing, reading, saving, looking."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path

import numpy as np
from browser import Browser
from PIL import Image


def load(browser: Browser, path: Path, content: bytes) -> None:
    """Show an interactive page, which is written to a file."""
    path.write_bytes(content)
    browser.goto(path.as_uri())
    browser.wait("document.querySelector('.actplot').classList.contains('live')")


def readout(shown: Browser) -> str:
    return shown.run("document.querySelector('.read').textContent")


def hover(shown: Browser, across: float, up: float) -> str:
    left, top, width, height = shown.run(
        "(()=>{const r=document.querySelector('.plot svg').getBoundingClientRect();"
        "return [r.left,r.top,r.width,r.height]})()"
    )
    shown.call("Input.dispatchMouseEvent", type="mouseMoved", x=left + across * width,
               y=top + up * height)  # fmt: skip
    return readout(shown)


def values(text: str) -> tuple[float, str, list[float], list[float]]:
    """x, the name of the curve, its values on both sides, and those of its derivative."""
    first, second, *third = text.split("   ")

    def numbers(part: str) -> list[float]:
        return [float(each.replace("−", "-")) for each in part.split(" | ") if each != "–"]

    # What has an equals sign of its own is followed by a colon.
    name, _, heights = second.rpartition(": " if ": " in second else " = ")
    rise = numbers(third[0].partition(" = ")[2]) if third else []
    return numbers(first.partition(" = ")[2])[0], name, numbers(heights), rise


def saved(browser: Browser, name: str) -> bytes:
    """The content of a file that is being downloaded."""
    path = browser.downloads / name
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end, name
        time.sleep(0.05)
    time.sleep(0.2)
    data = path.read_bytes()
    path.unlink()
    return data


def shot(it: Browser) -> np.ndarray:
    data = it.call("Page.captureScreenshot", format="png")["data"]
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")).astype(int)
