"""The process that workers are forked from: it holds the graph in memory once, and every worker shares its pages.

What goes in: on a control socket, one letter per wish: `f` (fork a worker). What comes out: one line of JSON when ready, then for each wish
the worker's number and, as passed file descriptors, the socket to talk to it and a handle to kill it. It is started as a program of its own
(`python -m graph_builder.store.template`), so that workers are forked from nothing that has threads.

A worker answers one query at a time: a frame of JSON in, a frame of JSON and a frame of bytes out. It can open no file and no connection
(its limit of descriptors is what it holds already), take only so much memory more than it began with, and dies with its socket.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph_builder.errors import AnticrimeError, QueryRefused
from graph_builder.store.evaluate import evaluate
from graph_builder.store.guard import Checked
from graph_builder.store.limits import limit

_LENGTH = struct.Struct("!Q")


def send_frame(channel: socket.socket, data: bytes) -> None:
    """Length, then bytes."""
    channel.sendall(_LENGTH.pack(len(data)) + data)


def receive(channel: socket.socket, size: int) -> bytes:
    """Exactly `size` bytes; EOFError where the other side is gone."""
    parts = bytearray()
    while len(parts) < size:
        block = channel.recv(min(size - len(parts), 1 << 20))
        if not block:
            raise EOFError
        parts += block
    return bytes(parts)


def receive_frame(channel: socket.socket) -> bytes:
    """The bytes of one frame."""
    return receive(channel, _LENGTH.unpack(receive(channel, _LENGTH.size))[0])


def _open(build: Path, in_memory: bool) -> ox.Store:
    if not in_memory:
        return ox.Store.read_only(str(build / "oxigraph"))
    store = ox.Store()
    store.bulk_load(path=str(build / "data.nq"), format=ox.RdfFormat.N_QUADS)
    return store


def _reply(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    query = Checked(request["text"], request["form"], request["dataset"])
    try:
        answer = evaluate(store, query, request["accept"], request["cap"])
    except AnticrimeError as error:
        place = {"line": error.line, "column": error.column} if isinstance(error, QueryRefused) else {}
        return {"error": error.message, "hint": error.hint, "code": error.code, **place}, b""
    except Exception as error:  # whatever the engine raises is an answer too: the worker lives on
        return {"error": f"the query failed: {error}", "hint": "write it otherwise", "code": "query-failed"}, b""
    return {"form": answer.form, "media_type": answer.media_type, "rows": answer.rows, "truncated": answer.truncated}, answer.body


def work(store: ox.Store, channel: socket.socket) -> None:
    """Answers until the other side closes."""
    while True:
        request = json.loads(receive_frame(channel))
        header, body = _reply(store, request)
        send_frame(channel, json.dumps(header).encode())
        send_frame(channel, body)


def _fork(store: ox.Store | None, build: Path, control: socket.socket, memory: int) -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        code = 0
        try:
            control.close()
            ours.close()
            sealed = store is not None
            own = store if store is not None else _open(build, False)
            silent = os.open(os.devnull, os.O_RDWR)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            limit(memory, sealed=sealed)
            work(own, theirs)
        except (EOFError, OSError):
            pass
        except BaseException:
            code = 1
        finally:
            os._exit(code)
    theirs.close()
    descriptors = [ours.fileno()]
    handle = -1
    if hasattr(os, "pidfd_open"):
        with contextlib.suppress(OSError):
            handle = os.pidfd_open(pid)
            descriptors.append(handle)
    socket.send_fds(control, [struct.pack("!Q", pid)], descriptors)
    ours.close()
    if handle >= 0:
        os.close(handle)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def main(descriptor: int, build: Path, *, in_memory: bool, memory: int) -> None:
    """Serves wishes until the control socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=descriptor)
    try:
        store = _open(build, in_memory)
        ready: dict[str, Any] = {"triples": len(store)}
    except (OSError, SyntaxError, ValueError) as error:
        send_frame(control, json.dumps({"error": str(error)}).encode())
        return
    held: ox.Store | None = store if in_memory else None
    del store
    gc.collect()
    gc.freeze()  # the collector would write into shared pages
    send_frame(control, json.dumps(ready).encode())
    while True:
        readable, _, _ = select.select([control], [], [], 5.0)
        _reap()
        if not readable:
            continue
        wish = control.recv(1)
        if not wish:
            return
        _fork(held, build, control, memory)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), in_memory=sys.argv[3] == "memory", memory=int(sys.argv[4]))
