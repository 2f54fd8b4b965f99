"""What the routes share: the store, the names of its build, the settings.

What goes in: where the store is. What comes out: `State`, safe to use from many threads. When a new build is swapped in, the names are read anew.
"""

from __future__ import annotations

import threading
from typing import cast

from fastapi import Request

from api.reading.catalog import Catalog
from api.settings import Settings
from api.validation import Reports
from graph_builder.store import Asking, is_address, open_store
from graph_builder.store.pool import PooledStore


class State:
    """One open store. StoreError where there is none."""

    def __init__(self, location: str, settings: Settings) -> None:
        self.settings = settings
        self.location = location
        self._lock = threading.Lock()
        self._catalog: Catalog | None = None
        self._lists: dict[tuple[str, str], list[str]] = {}
        self.reports = Reports()
        self.store = cast("PooledStore", open_store(location)) if is_address(location) else PooledStore(location, settings.limits)
        self._catalog = Catalog(self.store)

    @property
    def catalog(self) -> Catalog:
        """The names of the build that answers now."""
        if isinstance(self.store, PooledStore):
            self.store.refresh()
        catalog = self._catalog
        if catalog is None or catalog.build != self.store.build:
            with self._lock:
                if self._catalog is None or self._catalog.build != self.store.build:
                    self._catalog = Catalog(self.store)
                    self._lists.clear()
                catalog = self._catalog
        return catalog

    def remembered(self, build: str, key: str) -> list[str] | None:
        """A sorted list found before in this build: the pages of a list ask once."""
        return self._lists.get((build, key))

    def remember(self, build: str, key: str, found: list[str]) -> None:
        with self._lock:
            if len(self._lists) > 256:
                self._lists.clear()
            self._lists[build, key] = found

    def close(self) -> None:
        self.store.close()


def state(request: Request) -> State:
    """The state of the application that a request is for."""
    return cast(State, request.app.state.anticrime)


def store_of(request: Request) -> Asking:
    return state(request).store
