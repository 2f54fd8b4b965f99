"""`/api/v1/`: what is listed. Every list has an opaque cursor, `Link: rel="next"`, an ETag of the build and a JSON-LD `@context`.

What goes in: query parameters. What comes out: JSON. The queries stand in `api.reading`.
"""

from __future__ import annotations

import csv
import io
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.parameters import instrument, languages_of, read_filter, read_limit
from api.reading import lists
from api.reading.reasons import citing_instruments
from api.reading.statements import ADDRESSED, NOTE, find, items
from api.state import state
from api.web import address, etag, json_answer, read_cursor, write_cursor
from graph_builder.store.answers import negotiate

router = APIRouter(prefix="/api/v1", tags=["lists"])


def note(languages: tuple[str, ...]) -> str:
    """What every answer with forces says of them."""
    language = next((name for name in languages if name in NOTE), "en")
    return f"{NOTE[language]} {ADDRESSED[language]}"


def statements_answer(request: Request, *, commitments: bool) -> Response:
    """A page of statements or commitments."""
    here = state(request)
    catalog = here.catalog
    languages = languages_of(request)
    understood = read_filter(request.query_params, catalog, languages, commitments=commitments)
    limit, at = read_limit(request.query_params), read_cursor(request.query_params.get("cursor"), catalog.build)
    key = repr(understood.filter)
    found = here.remembered(catalog.build, key)
    if found is None:
        found = find(here.store, catalog, understood.filter)
        here.remember(catalog.build, key, found)
    ground = understood.filter.derives_from
    content: dict[str, Any] = {
        "query": understood.said,
        "note": note(languages),
        "total": len(found),
        "items": items(here.store, catalog, found[at : at + limit], languages, ground),
    }
    if ground is not None:
        content["instruments"] = citing_instruments(here.store, catalog, ground, languages)
        content["instruments_note"] = "instruments that name this one, or derive from it as a whole; no commitments"
    following = write_cursor(catalog.build, at + limit) if at + limit < len(found) else None
    if request.query_params.get("format") == "csv" or negotiate(request.headers.get("accept"), ("application/json", "text/csv")) == "text/csv":
        return _csv(request, catalog.build, content["items"], following)
    return json_answer(request, catalog.build, content, next_cursor=following, variant=languages[0])


COLUMNS = (
    "id", "symbol", "title", "date", "provision", "force", "strength", "act_type", "undertaking", "bearers", "counterparties", "quote", "repaired", "language",
    "file", "start", "end", "basis", "confidence", "citation",
)  # fmt: skip


def _csv(request: Request, build: str, items: list[dict[str, Any]], following: str | None) -> Response:
    """A page of statements as a table (RFC 4180): a row a statement."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for item in items:
        quote, card, why = item["quote"] or {}, item["instrument"], item.get("derives_from") or {}
        table.writerow(
            [
                item["id"],
                card["symbol"],
                card["title"],
                card.get("date"),
                item["provision"]["number"] if item["provision"] else None,
                item["force"]["key"] if item["force"] else None,
                item["strength"],
                item["act_type"]["key"] if item["act_type"] else None,
                str(item["undertaking"]).lower(),
                "; ".join(party["label"] for party in item["bearers"]),
                "; ".join(party["label"] for party in item["counterparties"]),
                quote.get("text"),
                quote.get("repaired"),
                quote.get("language"),
                quote.get("file"),
                quote.get("start"),
                quote.get("end"),
                why.get("basis"),
                why.get("confidence"),
                item["citation"],
            ]
        )
    headers = etag(request, build, "csv") | {"Content-Disposition": 'inline; filename="anticrime.csv"'}
    if following is not None:
        headers["Link"] = f'<{address(request, cursor=following)}>; rel="next"'
    return Response(out.getvalue(), headers=headers, media_type="text/csv")


class StatementParameters:
    """The parameters of statements and commitments, for the description of the interface; their values are read by `api.parameters.read_filter`."""

    def __init__(
        self,
        derives_from: str | None = None,
        basis: str | None = None,
        act: str | None = None,
        force: str | None = None,
        min_strength: str | None = None,
        bearer: str | None = None,
        counterparty: str | None = None,
        topic: str | None = None,
        instrument: str | None = None,
        adopted_from: str | None = None,
        adopted_to: str | None = None,
        q: str | None = None,
        lang: str | None = None,
        hl: str | None = None,
        limit: str | None = None,
        cursor: str | None = None,
    ) -> None:
        """`derives_from` and `instrument` take an IRI, a symbol in any usual spelling or a register key; several values are separated by commas."""


Described = Annotated[StatementParameters, Depends()]


@router.get("/commitments", summary="Commitments, by ground, force, bearer and more")
def commitments(request: Request, parameters: Described) -> Response:
    """`derives_from` and `instrument` take an IRI, a symbol in any usual spelling or a register key; `basis`, `act`, `force`, `topic`, `bearer`
    take several values separated by commas; `hl` is the language of labels, `lang` that of the texts."""
    return statements_answer(request, commitments=True)


@router.get("/statements", summary="All statements: the same filters")
def statements(request: Request, parameters: Described) -> Response:
    """As `/api/v1/commitments`, assertions included."""
    return statements_answer(request, commitments=False)


def _listed(request: Request, found: list[dict[str, Any]], **more: Any) -> Response:
    """A page of a list that is held whole."""
    build = state(request).catalog.build
    limit, at = read_limit(request.query_params, 100), read_cursor(request.query_params.get("cursor"), build)
    following = write_cursor(build, at + limit) if at + limit < len(found) else None
    content = {**more, "total": len(found), "items": found[at : at + limit]}
    return json_answer(request, build, content, next_cursor=following, variant=languages_of(request)[0])


@router.get("/instruments", summary="Instruments; q= by symbol or title")
def instruments(
    request: Request,
    q: str | None = None,
    symbol: str | None = None,
    kind: str | None = None,
    read: bool = False,
    status: str | None = None,
    limit: str | None = None,
    cursor: str | None = None,
) -> Response:
    """`symbol` takes any usual spelling (404 with near symbols); `read=true`: only those whose text was read; `status`: verified, unverified."""
    here = state(request)
    wanted = instrument(here.catalog, symbol, "symbol") if symbol else None
    found = lists.instruments(here.store, here.catalog, languages_of(request), words=q, kind=kind, only=wanted, read=read, status=status)
    return _listed(request, found)


@router.get("/provisions", summary="Provisions of an instrument in printed order, with their children")
def provisions(request: Request, instrument: str, limit: str | None = None, cursor: str | None = None) -> Response:
    """`instrument` as everywhere."""
    here = state(request)
    iri = _instrument(request, instrument)
    return _listed(request, lists.provisions(here.store, here.catalog, iri, languages_of(request)), instrument=iri)


def _instrument(request: Request, text: str) -> str:
    return instrument(state(request).catalog, text, "instrument")


@router.get("/citations", summary="Citations: who names what, resolved or not")
def citations(
    request: Request,
    cites: str | None = None,
    instrument: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    provision: str | None = None,
    limit: str | None = None,
    cursor: str | None = None,
) -> Response:
    """`cites`: the instrument cited; `provision`: its part (art/5); `instrument`: the one that cites; `status`:
    resolved, collective, generic, anaphoric, self, unresolved."""
    here = state(request)
    catalog = here.catalog
    limit_, at = read_limit(request.query_params, 100), read_cursor(cursor, catalog.build)
    cited = _instrument(request, cites) if cites else None
    citing = _instrument(request, instrument) if instrument else None
    total, found = lists.citations(
        here.store, catalog, languages_of(request), cited=cited, citing=citing, status=status, kind=kind, pin=provision, offset=at, limit=limit_
    )
    following = write_cursor(catalog.build, at + limit_) if at + limit_ < total else None
    return json_answer(request, catalog.build, {"total": total, "items": found}, next_cursor=following, variant=languages_of(request)[0])


@router.get("/actors", summary="Actors; q= by name in any language")
def actors(request: Request, q: str | None = None, kind: str | None = None, limit: str | None = None, cursor: str | None = None) -> Response:
    """With the number of statements whose bearer each is."""
    here = state(request)
    return _listed(request, lists.actors(here.store, here.catalog, languages_of(request), words=q, kind=kind))


@router.get("/topics", summary="Crime fields with the number of statements on each")
def topics(request: Request, limit: str | None = None, cursor: str | None = None) -> Response:
    """Concepts of concept/topic/."""
    here = state(request)
    return _listed(request, lists.topics(here.store, here.catalog, languages_of(request)))


@router.get("/forces", summary="The forces: strength, act type, source of each row")
def forces(request: Request, limit: str | None = None, cursor: str | None = None) -> Response:
    """Concepts of concept/force/, the strongest wording first."""
    here = state(request)
    return _listed(request, lists.forces(here.catalog, languages_of(request)), note=note(languages_of(request)))


@router.get("/divergences", summary="Where language versions differ in force, number or citations")
def divergences(request: Request, instrument: str | None = None, kind: str | None = None, limit: str | None = None, cursor: str | None = None) -> Response:
    """Shown, never resolved. `kind`: force, count, citation."""
    here = state(request)
    iri = _instrument(request, instrument) if instrument else None
    build, languages = here.catalog.build, languages_of(request)
    size, at = read_limit(request.query_params, 100), read_cursor(cursor, build)
    total, found = lists.divergences(here.store, here.catalog, languages, iri, kind, offset=at, limit=size)
    following = write_cursor(build, at + size) if at + size < total else None
    return json_answer(request, build, {"total": total, "items": found}, next_cursor=following, variant=languages[0])


@router.get("/search", summary="Words in statements, titles and names")
def search(request: Request, q: str, limit: str | None = None, cursor: str | None = None) -> Response:
    """All words must occur; statements are found in the raw and the repaired reading."""
    here = state(request)
    languages = languages_of(request)
    groups = lists.search(here.store, here.catalog, languages, q)
    return _listed(request, groups.pop("statements"), **groups)
