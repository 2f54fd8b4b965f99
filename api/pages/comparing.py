"""The page of what changed from one instrument to a later one.

What goes in: the parameters of `/api/v1/changes`. What comes out: a page with both sides of each change. The comparison is made in `api.routes.history`.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.pages.rendering import page, with_parameters
from api.routes.history import compared
from graph_builder.diff import KINDS

router = APIRouter()


@router.get("/changes")
def changes(request: Request) -> Response:
    """The form, and the changes where two instruments are named."""
    found = compared(request) if request.query_params.get("to") else None
    data = with_parameters("/api/v1/changes", [(name, value) for name, value in request.query_params.multi_items() if name != "ui"])
    return page(request, "changes.html", found=found, kinds=KINDS, data_url=data)
