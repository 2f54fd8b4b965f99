"""Health, and the documentation of the interface, without a foreign request.

What goes in: nothing. What comes out: whether the service lives and can answer; the documents of its routes.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.state import state

router = APIRouter(tags=["service"])


@router.get("/healthz", summary="Does the process live?")
def healthz() -> Response:
    """Always 200 while it does."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/readyz", summary="Does the store answer?")
def readyz(request: Request) -> Response:
    """200 with the build, or 503 problem+json."""
    here = state(request)
    here.store.ask("ASK { ?s ?p ?o }")
    return JSONResponse({"status": "ready", "build": here.catalog.build, "triples": here.store.triples()}, headers={"Cache-Control": "no-store"})
