"""The store on disk, asked from this process: what the command line uses.

What goes in: the folder of a store. What comes out: answers. A query with a deadline runs in a forked child that is killed at it; a
server, which answers many at once, uses `pool` instead. Not for use in a process with several threads.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import select
import signal
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import AnticrimeError, QueryTimeout, StoreError
from graph_builder.store.answers import Answer
from graph_builder.store.evaluate import evaluate
from graph_builder.store.folder import FolderStore
from graph_builder.store.guard import Checked, check
from graph_builder.store.layout import find_build, names
from graph_builder.store.limits import limit

MEMORY = 4 << 30
"""Bytes that a query with a deadline may take."""


class EmbeddedStore(FolderStore):
    """The build that `folder/current` points at when this is made."""

    def __init__(self, folder: Path | str) -> None:
        self.location = str(folder)
        self.path, self.meta = find_build(Path(folder))
        self.build = str(self.meta["build"])

    @cached_property
    def oxigraph(self) -> ox.Store:
        """The opened store, read-only."""
        try:
            return ox.Store.read_only(str(self.path / "oxigraph"))
        except (OSError, ValueError) as error:
            raise StoreError(f"cannot be opened ({error})", place=self.location, hint="build the store again") from error

    def query(self, sparql: str | Checked, accept: str | None = None, *, timeout: float | None = None, cap: int | None = None, public: bool = False) -> Answer:
        checked = sparql if isinstance(sparql, Checked) else check(sparql, self.graphs())
        if timeout is None or not hasattr(os, "fork"):
            return evaluate(self.oxigraph, checked, accept, cap)
        return self._in_child(checked, accept, timeout, cap)

    def _in_child(self, checked: Checked, accept: str | None, timeout: float, cap: int | None) -> Answer:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reader)
                result: object
                limit(MEMORY, sealed=False)
                silent = os.open(os.devnull, os.O_RDWR)
                faulthandler.disable()
                os.dup2(silent, 2)  # where memory ends, the engine prints a trace
                try:
                    store = EmbeddedStore(self.location)
                    store.path = self.path
                    result = evaluate(store.oxigraph, checked, accept, cap)
                except AnticrimeError as error:
                    result = error
                with os.fdopen(writer, "wb") as out:
                    pickle.dump(result, out)
            finally:
                os._exit(0)
        os.close(writer)
        parts: list[bytes] = []
        try:
            clock = _Deadline(timeout)
            while True:
                if not select.select([reader], [], [], clock.left())[0]:
                    os.kill(child, signal.SIGKILL)
                    raise QueryTimeout(f"the query was stopped after {timeout:g} s", hint="add a LIMIT, name more terms, or raise --timeout")
                block = os.read(reader, 1 << 20)
                if not block:
                    break
                parts.append(block)
        except BaseException:
            os.kill(child, signal.SIGKILL)
            raise
        finally:
            os.close(reader)
            os.waitpid(child, 0)
        if not parts:
            raise QueryTimeout("the query ended its process: it took too much memory, or is nested too deeply", hint="add a LIMIT, or write it more simply")
        result = pickle.loads(b"".join(parts))
        if isinstance(result, AnticrimeError):
            raise result
        assert isinstance(result, Answer)
        return result

    def graphs(self) -> frozenset[str]:
        return names(self.meta.get("graphs", ()))

    def close(self) -> None:
        self.__dict__.pop("oxigraph", None)


class _Deadline:
    """Seconds left until a deadline; never negative."""

    def __init__(self, seconds: float) -> None:
        import time

        self._now = time.monotonic
        self._end = self._now() + seconds

    def left(self) -> float:
        return max(0.0, self._end - self._now())
