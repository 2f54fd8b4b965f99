"""`/api/v1/`: what is asked over time: lineage as of a date, and what changed from one instrument to the next.

What goes in: addresses and parameters. What comes out: JSON. The answers are made in `api.reading.lineage` and `api.reading.changes`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.parameters import instrument as find_instrument
from api.parameters import languages_of, read_limit, read_limits
from api.reading import lineage as reading
from api.reading.statements import items
from api.routes.details import statement_of
from api.routes.lists import note
from api.state import state
from api.web import json_answer, read_cursor, write_cursor

router = APIRouter(prefix="/api/v1", tags=["history"])


class LineageParameters:
    """The limits of a lineage, for the description of the interface; their values are read by `api.parameters.read_limits`."""

    def __init__(
        self,
        direction: str | None = None,
        depth: str | None = None,
        basis: str | None = None,
        as_of: str | None = None,
        min_confidence: str | None = None,
        hl: str | None = None,
        limit: str | None = None,
        cursor: str | None = None,
    ) -> None:
        """`direction`: ancestors, descendants, both; `depth`: steps of the longest path; `as_of`: 2006, 2006-12 or 2006-12-05."""


Described = Annotated[LineageParameters, Depends()]


def _lineage(request: Request, find: Callable[[], str]) -> Response:
    """`find` gives the thing: it is looked for when the parameters are known to be right."""
    here = state(request)
    catalog, languages = here.catalog, languages_of(request)
    limits = read_limits(request.query_params)
    size, at = read_limit(request.query_params, 100), read_cursor(request.query_params.get("cursor"), catalog.build)
    iri = find()
    found = reading.answer(here.store, iri, limits)
    following = write_cursor(catalog.build, at + size) if at + size < len(found.lines) else None
    content: dict[str, Any] = reading.shown(here.store, catalog, found, limits, languages, offset=at, limit=size)
    if "/statement/" in iri:
        content["item"] = items(here.store, catalog, [iri], languages)[0]
        content["derives_from"] = content["item"].pop("derivations")
    return json_answer(request, catalog.build, {"note": note(languages), **content}, next_cursor=following, variant=languages[0])


@router.get("/commitments/{id:path}/lineage", summary="What a commitment derives from and what derives from it, path by path, as of a date")
@router.get("/statements/{id:path}/lineage", summary="The same for any statement")
def statement_lineage(request: Request, id: str, parameters: Described) -> Response:  # noqa: A002 - the name in the address
    """`id`: the IRI's path after `id/`, percent-encoded. Each path shows its weakest basis, the product of its confidences and its steps with the words
    at both ends; `as_of` leaves out what was adopted later, and says where a date is uncertain."""
    return _lineage(request, lambda: statement_of(request, id))


@router.get("/instruments/{name:path}/lineage", summary="What an instrument and its commitments derive from, and what derives from it, as of a date")
def instrument_lineage(request: Request, name: str, parameters: Described) -> Response:
    """`name` in any usual spelling. Its ancestors are its own and those of its commitments: each path says where it begins."""
    return _lineage(request, lambda: find_instrument(state(request).catalog, unquote(name), "name"))
