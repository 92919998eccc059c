"""The server of the page, in a thread of its own."""

from __future__ import annotations

import secrets
import socket
import threading

import uvicorn

from actplot.errors import ActplotError, reason
from actplot.live.board import Board
from actplot.live.site import LOOPBACK, application


def serve(board: Board, port: int) -> str:
    """Serve the page until the program ends; its address. Port 0 is any that is free."""
    listening = _listening(port)
    port = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    config = uvicorn.Config(
        application(board, token, port),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="actplot-serve", daemon=True
    ).start()
    return f"http://{LOOPBACK}:{port}/{token}/"


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen(64)
    except OSError as error:
        listener.close()
        help = "the port is in use; --port 0 picks a free one"
        message = f"port {port}: {reason(error)}"
        raise ActplotError(message, help=help) from None
    return listener
