"""The page as a web application that only this machine reaches, and only who knows its address.

There are no paths of files in addresses: a figure is asked for by its number and format.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from actplot.formats import FORMATS, step_of
from actplot.live.board import PREVIEW, Board

LOOPBACK = "127.0.0.1"
# A line that nobody reads shows a proxy, or a laptop that slept, whether both ends are there.
_ALIVE_S = 15.0
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_PAGE_POLICY = (
    "default-src 'none'; img-src 'self'; connect-src 'self'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
# A figure may move by its own program, but knows nothing of the page.
_FIGURE_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; sandbox allow-scripts allow-downloads"
)


def application(board: Board, token: str, port: int) -> Starlette:
    """The application; every address begins with the token."""
    hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}

    def refused(request: Request) -> Response | None:
        """The answer to a request that is not from the page or its reader."""
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        # A name of another host that leads here is how a foreign page would reach it.
        if host not in hosts or (origin is not None and origin.partition("://")[2] not in hosts):
            return PlainTextResponse("this page is for this machine only", 403, _HEADERS)
        given = request.path_params["token"]
        if not secrets.compare_digest(given.encode(), token.encode()):
            return PlainTextResponse("not found", 404, _HEADERS)
        return None

    async def page(request: Request) -> Response:
        text = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
        headers = {**_HEADERS, "Content-Security-Policy": _PAGE_POLICY}
        return refused(request) or Response(text, 200, headers, "text/html")

    async def events(request: Request) -> Response:
        headers = {**_HEADERS, "Content-Security-Policy": _PAGE_POLICY}
        return refused(request) or StreamingResponse(
            _events(board), 200, headers, "text/event-stream"
        )

    async def figure(request: Request) -> Response:
        if (answer := refused(request)) is not None:
            return answer
        target = request.path_params["target"]
        content = await asyncio.to_thread(board.content, request.path_params["number"], target)
        if content is None:
            return PlainTextResponse("not found", 404, _HEADERS)
        row = FORMATS.get("svg" if target == PREVIEW else step_of(target)[0])
        headers = {**_HEADERS, "Content-Security-Policy": _FIGURE_POLICY}
        return Response(content, 200, headers, row.mime if row else "text/plain")

    async def nothing(request: Request) -> Response:
        request.path_params.setdefault("token", "")
        return refused(request) or PlainTextResponse("not found", 404, _HEADERS)

    return Starlette(
        routes=[
            Route("/{token}/", page),
            Route("/{token}/events", events),
            Route("/{token}/figure/{number:int}/{target}", figure),
            Route("/{other:path}", nothing),
        ]
    )


async def _events(board: Board) -> AsyncIterator[str]:
    """The state of the board at once and after each change, as server-sent events."""
    changed = asyncio.Event()
    board.listen(changed)
    try:
        yield "retry: 500\n"
        while True:
            changed.clear()
            yield f"data: {json.dumps(board.state())}\n\n"
            while not changed.is_set():
                try:
                    await asyncio.wait_for(changed.wait(), _ALIVE_S)
                except TimeoutError:
                    yield ": alive\n\n"
    finally:
        board.leave(changed)
