"""The service: SPARQL protocol, JSON API, linked-data pages, web pages. Read-only; bounded in time, memory and rows.

serve(store, host, port)         answers until stopped
create_app(store, settings)      the ASGI application, for any server and for tests
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.settings import Settings

__all__ = ["create_app", "serve"]


def serve(store: str, *, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves a store (folder or endpoint address). StoreError where there is no store, or the port is in use."""
    from api.server import serve as run

    run(store, host=host, port=port)


def create_app(store: str, settings: Settings | None = None) -> FastAPI:
    """The application over a store."""
    from api.app import create_app as create

    return create(store, settings)
