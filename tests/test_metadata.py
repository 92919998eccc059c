"""What figures carry, read back from files as written and as other tools leave them."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import FIGURE_FORMATS

from actplot import metadata
from actplot.metadata import Metadata
from actplot.records import replace

TEXTS = st.text(max_size=40)


def svg(data: Metadata) -> bytes:
    start = f"<metadata xmlns:actplot='{metadata.NAMESPACE}'>"
    body = f"<svg>{start}{metadata.elements(data)}</metadata><path d='M 0 0'/></svg>"
    return metadata.seal(body.encode("utf-8", "replace"))


def png(data: Metadata) -> bytes:
    header = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return metadata.seal_png(chunks, data)


@pytest.mark.parametrize("write", [svg, png])
@given(title=TEXTS, alt=TEXTS, spec=TEXTS, fingerprint=TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(write, title: str, alt: str, spec: str, fingerprint: str) -> None:
    data = Metadata(title, alt, spec or "x", fingerprint)
    assert metadata.read(write(data)) == data
    if write is svg:
        ElementTree.fromstring(write(data))


@pytest.mark.parametrize("write", [svg, png])
def test_every_single_changed_byte_is_noticed(write) -> None:
    whole = write(Metadata("title", "alt", "curves: [gelu]\n", "mark"))
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        record = metadata.read(bytes(changed))
        assert record is None or not record.intact, place


@pytest.mark.parametrize("write", [svg, png])
@pytest.mark.parametrize("length", [0, 1, 8, 30, -1])
def test_a_file_cut_short_is_noticed(write, length: int) -> None:
    whole = write(Metadata("title", "alt", "curves: [gelu]\n", "mark"))
    record = metadata.read(whole[:length])
    assert record is None or not record.intact


def test_a_file_made_longer_is_noticed() -> None:
    whole = svg(Metadata(spec="curves: [gelu]"))
    record = metadata.read(whole + b"\n")
    assert record is not None
    assert record.spec == "curves: [gelu]"
    assert not record.intact


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4\n", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\x00" * 99, b"stream\n"]
)
def test_a_foreign_file_has_none(content: bytes) -> None:
    assert metadata.read(content) is None


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        metadata.read(tmp_path / "none.png")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small figure in each format."""
    from matplotlib.figure import Figure

    from actplot.paint import write
    from actplot.paint.live import FigurePainting

    figure = Figure(figsize=(2, 1))
    figure.text(0.1, 0.5, "text")
    painting = FigurePainting(figure)
    folder = tmp_path_factory.mktemp("written")
    paths = {}
    for name in FIGURE_FORMATS:
        paths[name] = folder / f"figure.{name}"
        paths[name].write_bytes(write.to_bytes(painting, name, dpi=100, metadata=DATA))
    return paths


DATA = Metadata(
    "图 1: ReLU", "ReLU rises <from> 0 & on", "curves: [relu]\ntitle: '图'\n", '{"a":1}'
)


@pytest.mark.parametrize("name", ["png", "pdf", "svg"])
def test_every_format_carries_it(written: dict[str, Path], name: str) -> None:
    assert metadata.read(written[name]) == DATA


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("pdf", ["qpdf", "--linearize", "IN", "OUT"]),
        ("pdf", ["qpdf", "--object-streams=generate", "--recompress-flate", "IN", "OUT"]),
        ("png", ["optipng", "-quiet", "-out", "OUT", "IN"]),
        ("svg", ["xmllint", "--format", "--output", "OUT", "IN"]),
    ],
)
def test_it_survives_other_tools(
    written: dict[str, Path], tmp_path: Path, name: str, command: list[str]
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    out = tmp_path / f"out.{name}"
    words = {"IN": str(written[name]), "OUT": str(out)}
    subprocess.run([words.get(word, word) for word in command], check=True)
    assert metadata.read(out) == replace(DATA, intact=False)


def test_compressed_metadata_in_a_pdf_is_found() -> None:
    content = zlib.compress(metadata.elements(DATA).encode())
    data = b"%PDF-1.5\n1 0 obj\n<< >>\nstream\n" + content + b"\nendstream\nendobj\n"
    assert metadata.read(data) == replace(DATA, intact=False)
