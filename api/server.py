"""Runs the application on a port.

What goes in: a store, an address. What comes out: a server that answers until it is stopped. A port in use is one clear error, before anything is loaded.
"""

from __future__ import annotations

import errno
import logging
import socket
import sys

import uvicorn

from api.app import create_app
from api.settings import Settings
from graph_builder.errors import StoreError


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. StoreError where the port is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # with the protocol named, asyncio sets TCP_NODELAY on what it accepts: without it every answer waits 40 ms for an acknowledgement
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        place = f"{host}:{port}"
        if error.errno == errno.EADDRINUSE:
            raise StoreError("the port is in use", place=place, hint="stop the program that has it, or choose another: --port 8001") from error
        if error.errno == errno.EACCES:
            raise StoreError("this port is not allowed", place=place, hint="choose one above 1023") from error
        raise StoreError(f"cannot listen here ({error.strerror or error})", place=place, hint="check --host and --port") from error
    return listener


def serve(store: str, *, host: str, port: int) -> None:
    """Answers until stopped; says where on standard error."""
    listener = listen(host, port)
    try:
        app = create_app(store, Settings.from_environment())
        place = f"[{host}]" if ":" in host else host
        print(f"anticrime answers on http://{place}:{listener.getsockname()[1]}/ (stop: Ctrl-C)", file=sys.stderr, flush=True)
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        listener.close()
