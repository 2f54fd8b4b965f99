"""A store for servers: warm worker processes that can be killed, so that no query outlives its deadline or takes the machine.

What goes in: the folder of a store and limits. What comes out: answers, from any thread. Oxigraph cannot stop a query inside its process
(DESIGN, "The engine"); here a query that reaches its deadline loses its worker, and a fresh one is forked in its place.

`public` queries (other people's SPARQL) may take all workers but one: the API's own questions always find one free.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_builder.errors import QueryRefused, QueryTimeout, StoreError
from graph_builder.store.answers import Answer
from graph_builder.store.folder import FolderStore
from graph_builder.store.guard import Checked, check
from graph_builder.store.layout import find_build, names
from graph_builder.store.template import receive, receive_frame, send_frame

BYTES_PER_TRIPLE = 350
"""What Oxigraph takes in memory (measured)."""
SLOW = 1.0
"""Seconds after which a query gives way to the others."""
AT_ONCE = 0.1
"""Seconds within which a worker that ends is taken to have been dead already."""
QUEUE = 12
"""Public queries that may wait for a worker."""


class StoreBusy(StoreError):
    """All workers are at work, and none came free in time."""

    code = "store-busy"


@dataclass(frozen=True)
class Limits:
    """What one query may take. `in_memory`: the largest graph, in triples, that is held in memory; larger ones are read from disk."""

    deadline: float = 10.0
    wait: float = 5.0
    memory: int = 1 << 30
    workers: int = 4
    in_memory: int = 12_000_000


class _Worker:
    """One worker process, seen from the server."""

    def __init__(self, pid: int, channel: socket.socket, handle: int | None) -> None:
        self.pid = pid
        self.channel = channel
        self.handle = handle

    def run(self, request: bytes, deadline: float) -> tuple[dict[str, Any], bytes]:
        end = time.monotonic() + deadline
        send_frame(self.channel, request)
        self.channel.settimeout(min(SLOW, deadline))
        try:
            size = receive(self.channel, 1)
        except TimeoutError:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, 10)
            self.channel.settimeout(max(0.001, end - time.monotonic()))
            size = receive(self.channel, 1)
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, 0)
        self.channel.settimeout(max(1.0, end - time.monotonic()))
        size += receive(self.channel, 7)
        header = json.loads(receive(self.channel, struct.unpack("!Q", size)[0]))
        return header, receive_frame(self.channel)

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            if self.handle is not None:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        self.channel.close()
        if self.handle is not None:
            with contextlib.suppress(OSError):
                os.close(self.handle)
            self.handle = None


class WorkerPool:
    """Workers forked from one template that holds the build at `path`."""

    def __init__(self, path: Path, limits: Limits, *, in_memory: bool) -> None:
        self.limits = limits
        self._lock = threading.Lock()
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._lane = threading.BoundedSemaphore(max(1, limits.workers - 1))
        self._waiting = 0
        self._closed = False
        self.broken = False
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])]), "RUST_BACKTRACE": "0"}
        command = [sys.executable, "-m", "graph_builder.store.template", str(theirs.fileno()), str(path)]
        command += ["memory" if in_memory else "disk", str(limits.memory)]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
        theirs.close()
        self._control = ours
        try:
            ready = json.loads(receive_frame(ours))
        except (EOFError, OSError) as error:
            raise StoreError("the process that holds the graph ended", place=str(path), hint="is there enough memory? see the log") from error
        if "error" in ready:
            raise StoreError(f"cannot be opened ({ready['error']})", place=str(path), hint="build the store again")
        self.triples = int(ready["triples"])
        for _ in range(max(1, limits.workers)):
            self._idle.put(self._spawn())

    def _spawn(self) -> _Worker:
        try:
            with self._lock:
                self._control.sendall(b"f")
                data, descriptors, _, _ = socket.recv_fds(self._control, 8, 2)
        except OSError:
            data, descriptors = b"", []
        if len(data) < 8:
            self.broken = True
            raise StoreError("the process that holds the graph ended", hint="it is started again; ask again in a moment")
        return _Worker(struct.unpack("!Q", data)[0], socket.socket(fileno=descriptors[0]), descriptors[1] if len(descriptors) > 1 else None)

    def run(self, query: Checked, accept: str | None, *, deadline: float, cap: int | None, public: bool) -> Answer:
        """One answer. QueryTimeout at the deadline or memory limit, StoreBusy where no worker came free."""
        end = time.monotonic() + self.limits.wait
        if public:
            self._enter()
        try:
            try:
                worker = self._idle.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty as error:
                raise StoreBusy("all workers are busy", hint="ask again in a moment") from error
            return self._run_on(worker, query, accept, deadline, cap)
        finally:
            if public:
                self._lane.release()

    def _enter(self) -> None:
        """A place among the public queries. More than `QUEUE` may not wait for one: their threads would be missing elsewhere."""
        if self._lane.acquire(blocking=False):
            return
        with self._lock:
            crowded = self._waiting >= QUEUE
            self._waiting += not crowded
        try:
            if crowded or not self._lane.acquire(timeout=self.limits.wait):
                raise StoreBusy("all workers are busy", hint="ask again in a moment")
        finally:
            if not crowded:
                with self._lock:
                    self._waiting -= 1

    def _run_on(self, worker: _Worker, query: Checked, accept: str | None, deadline: float, cap: int | None, *, again: bool = True) -> Answer:
        request = json.dumps({"text": query.text, "form": query.form, "dataset": query.dataset, "accept": accept, "cap": cap}).encode()
        started = time.monotonic()
        try:
            header, body = worker.run(request, deadline)
        except TimeoutError as error:
            self._replace(worker)
            raise QueryTimeout(f"the query was stopped after {deadline:g} s", hint="add a LIMIT, or name more terms in the pattern") from error
        except (EOFError, OSError) as error:
            if again and time.monotonic() - started < AT_ONCE:  # it may have been dead before it was asked
                worker.kill()
                return self._run_on(self._spawn(), query, accept, deadline, cap, again=False)
            self._replace(worker)
            limit = self.limits.memory >> 20
            message = f"the query was stopped: it took more than {limit} MB of memory, or is nested too deeply"
            raise QueryTimeout(message, hint="add a LIMIT, or write it more simply") from error
        except BaseException:
            self._replace(worker)
            raise
        self._idle.put(worker)
        if "error" in header:
            if header["code"] == "query-failed":
                raise StoreError(header["error"], hint=header["hint"])
            refused = QueryRefused(header["error"], hint=header["hint"], line=header.get("line"), column=header.get("column"))
            refused.code = header["code"]
            raise refused
        return Answer(header["form"], header["media_type"], body, header["rows"], header["truncated"])

    def _replace(self, worker: _Worker) -> None:
        worker.kill()
        if not self._closed:
            self._idle.put(self._spawn())

    def close(self) -> None:
        """Ends all workers and the template."""
        self._closed = True
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().kill()
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class PooledStore(FolderStore):
    """The store in a folder, for a server. When a new build is swapped in, the next look (at most every `watch` seconds) moves to it."""

    def __init__(self, folder: Path | str, limits: Limits | None = None, *, watch: float = 2.0) -> None:
        self.location = str(folder)
        self.limits = limits or Limits()
        self._folder = Path(folder)
        self._watch = watch
        self._looked = time.monotonic()
        self._turn = threading.Lock()
        self._pool: WorkerPool
        self._move()

    def _move(self) -> None:
        path, meta = find_build(self._folder)
        pool = WorkerPool(path, self.limits, in_memory=int(meta["triples"]) <= self.limits.in_memory)
        before = getattr(self, "_pool", None)
        self.path, self.meta, self._pool, self.build = path, meta, pool, str(meta["build"])
        self._graphs = names(meta.get("graphs", ()))
        if before is not None:  # queries under way end there
            last = threading.Timer(self.limits.deadline + self.limits.wait + 1.0, before.close)
            last.daemon = True
            last.start()

    def refresh(self) -> None:
        """Moves to a build that was swapped in since. What cannot be opened is left alone: the old one goes on answering."""
        now = time.monotonic()
        if now - self._looked < self._watch or not self._turn.acquire(blocking=False):
            return
        try:
            self._looked = now
            if find_build(self._folder)[0] != self.path:
                self._move()
        except StoreError:
            pass
        finally:
            self._turn.release()

    def _mend(self) -> None:
        """Starts the process that holds the graph again, once, whoever notices first."""
        with self._turn:
            if self._pool.broken:
                self._move()

    def query(self, sparql: str | Checked, accept: str | None = None, *, timeout: float | None = None, cap: int | None = None, public: bool = False) -> Answer:
        checked = sparql if isinstance(sparql, Checked) else check(sparql, self._graphs)
        if self._pool.broken:
            self._mend()
        return self._pool.run(checked, accept, deadline=timeout or self.limits.deadline, cap=cap, public=public)

    def graphs(self) -> frozenset[str]:
        return self._graphs

    def close(self) -> None:
        self._pool.close()
