"""The application: routes, errors, headers, put together.

What goes in: where the store is, settings. What comes out: an ASGI application.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from api import mcp, pages, problems
from api.routes import details, history, linked, lists, service, sparql
from api.settings import Settings
from api.state import State
from api.web import NotModified, SecureHeaders, on_not_modified

STATIC = Path(__file__).resolve().parent / "static"
ABOUT = (
    "Who promised what, to whom, how strongly, in which words, on the basis of which earlier promise. Errors are problem+json (RFC 9457); lists have an opaque "
    "cursor and Link: rel=next; the ETag is the build's hash. Strength orders wording: a convention of this project, no measure of legal effect."
)


def _version() -> str:
    try:
        return version("anticrime")
    except PackageNotFoundError:
        return "0"


def create_app(store: str, settings: Settings | None = None) -> FastAPI:
    """The application over a store (folder or endpoint address). StoreError where there is none."""
    chosen = settings or Settings.from_environment()
    opened = State(store, chosen)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        async with tools.running():
            yield
        opened.close()

    app = FastAPI(title="anticrime", version=_version(), description=ABOUT, docs_url=None, redoc_url=None, lifespan=life)
    app.state.anticrime = opened
    tools = mcp.Endpoint(app, _version())
    problems.install(app)
    app.add_exception_handler(NotModified, on_not_modified)
    app.add_middleware(GZipMiddleware, minimum_size=4096, compresslevel=4)
    app.add_middleware(SecureHeaders, body_bytes=chosen.body_bytes)
    for routes in (sparql, lists, history, details, linked, service):  # history before details, whose addresses end in anything
        app.include_router(routes.router)
    app.include_router(pages.router)
    app.router.routes.append(Route(mcp.PATH, endpoint=tools))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
