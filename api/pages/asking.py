"""The start page, the question box and the lists of results.

What goes in: a question or parameters. What comes out: pages. Reading the question is `api.reading.asking`, finding the answers `api.reading.statements`.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import Response

from api.pages.rendering import page, reading_languages, ui_of, with_parameters
from api.parameters import NAMES, read_filter, read_limit
from api.problems import Problem
from api.reading import lists
from api.reading.asking import Asked, understand
from api.reading.cards import instrument_card
from api.reading.nodes import rows
from api.reading.questions import questions
from api.reading.reasons import BASES, citing_instruments
from api.reading.statements import ACTS, find, items
from api.state import State, state
from api.web import read_cursor, write_cursor

router = APIRouter()
PAGE = 25


def totals(here: State) -> dict[str, int]:
    """The counts on the start page, of what was read."""
    ledger = lists.coverage(here.store)
    names = ("paragraphs", "statements", "commitments", "citations")
    found = {name: sum(row[name] for row in ledger) for name in names}
    if not ledger:
        for name, kind in (("statements", "Statement"), ("commitments", "Commitment"), ("citations", "Citation")):
            found[name] = int(rows(here.store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ac:{kind} }}")[0]["n"].value)
    return {"sources": len(ledger), "instruments": len(here.catalog.instruments), **found}


@router.get("/")
def start(request: Request) -> Response:
    """The question box, examples, the competency questions, what the graph holds."""
    here = state(request)
    ui = ui_of(request)
    asked = [{"key": q.key, "who": q.who, "title": q.titles[ui]} for q in questions()]
    languages = reading_languages(request)
    return page(request, "start.html", questions=asked, totals=totals(here), forces=lists.forces(here.catalog, languages), text="")


@router.get("/ask")
def ask(request: Request) -> Response:
    """A question in plain words: how it was understood, and the answer."""
    here = state(request)
    text = request.query_params.get("question", "").strip()[:500]
    if not text:
        return Response(status_code=303, headers={"Location": "/"})
    catalog = here.catalog
    asked = understand(text, catalog)
    if asked.unknown is not None:
        return page(request, "results.html", status=404, cached=False, **_frame(request, asked), **_nothing())
    cited = next((r.iri for r in asked.readings if r.parameter == "citing"), None)
    if cited is not None:
        languages = reading_languages(request)
        found = [c for c in citing_instruments(here.store, catalog, cited, languages) if asked.citing in ("cites", *c["relations"])]
        return page(
            request, "results.html", **_frame(request, asked), **{**_nothing(), "instruments": found, "ground": instrument_card(catalog, cited, languages)}
        )
    parameters = asked.parameters if asked.understood else [("q", text)]
    return _results(request, QueryParams(parameters), commitments=asked.commitments and asked.understood, asked=asked)


@router.get("/commitments")
def commitments(request: Request) -> Response:
    """Commitments by the parameters of the API."""
    return _results(request, request.query_params, commitments=True)


@router.get("/statements")
def statements(request: Request) -> Response:
    """All statements by the parameters of the API."""
    return _results(request, request.query_params, commitments=False)


def _frame(request: Request, asked: Asked | None) -> dict[str, Any]:
    catalog = state(request).catalog
    languages = reading_languages(request)
    readings = []
    for reading in asked.readings if asked else ():
        shown = reading.value
        if reading.iri:
            shown = catalog.label(reading.iri, languages)
        elif reading.parameter == "force" and reading.value in catalog.forces:
            shown = catalog.forces[reading.value].label(languages)
        readings.append({"parameter": reading.parameter, "words": reading.words, "value": shown, "title": _title(request, reading.iri)})
    return {"asked": asked, "readings": readings, "text": asked.text if asked else ""}


def _title(request: Request, iri: str | None) -> str | None:
    entry = state(request).catalog.instruments.get(iri or "")
    return entry.title(reading_languages(request)) if entry else None


def _nothing() -> dict[str, Any]:
    empty: list[Any] = []
    return {
        "commitments": True,
        "total": 0,
        "items": empty,
        "named": empty,
        "inferred": empty,
        "instruments": empty,
        "ground": None,
        "next_url": None,
        "chips": empty,
        "data_url": None,
        "choices": None,
        "said": {},
        "sparql_url": None,
    }


def _said(said: Any) -> str:
    """What a parameter was taken to mean, in words."""
    if isinstance(said, dict):
        return str(said["label"])
    if isinstance(said, list | tuple):
        return ", ".join(_said(part) for part in said)
    return str(said)


def _results(request: Request, parameters: QueryParams, *, commitments: bool, asked: Asked | None = None) -> Response:
    here = state(request)
    catalog = here.catalog
    languages = reading_languages(request)
    cleaned = QueryParams([(name, value) for name, value in parameters.multi_items() if value and name not in ("question",)])
    understood = read_filter(cleaned, catalog, languages, commitments=commitments)
    limit, at = read_limit(cleaned, PAGE), read_cursor(request.query_params.get("cursor"), catalog.build)
    found = here.remembered(catalog.build, repr(understood.filter))
    if found is None:
        found = find(here.store, catalog, understood.filter)
        here.remember(catalog.build, repr(understood.filter), found)
    ground = understood.filter.derives_from
    shown = items(here.store, catalog, found[at : at + limit], languages, ground)
    values: dict[str, Any] = {**_nothing(), "commitments": commitments, "total": len(found), "items": shown, "said": understood.said}
    if ground is not None:
        values["named"] = [item for item in shown if item["derives_from"]["named"]]
        values["inferred"] = [item for item in shown if not item["derives_from"]["named"]]
        values["instruments"] = citing_instruments(here.store, catalog, ground, languages)
        values["ground"] = instrument_card(catalog, ground, languages)
    kind = "commitments" if commitments else "statements"
    kept = [(name, value) for name, value in cleaned.multi_items() if name in NAMES and name not in ("cursor", "ui")]
    base = f"/{kind}"
    if at + limit < len(found):
        values["next_url"] = with_parameters(base, [*kept, ("cursor", write_cursor(catalog.build, at + limit))])
    values["chips"] = [
        {"name": name, "value": _said(said), "without": with_parameters(base, [(n, v) for n, v in kept if n != name])} for name, said in understood.said.items()
    ]
    values["data_url"] = with_parameters(f"/api/v1/{kind}", kept)
    values["permalink"] = with_parameters(base, kept)
    values["choices"] = {
        "force": [(key, entry.label(languages)) for key, entry in catalog.forces.items()],
        "act": [(key, entry.label(languages)) for key, entry in catalog.acts.items()] or [(key, key) for key in ACTS],
        "basis": [(key, key) for key in BASES],
        "topic": sorted(((key, entry.label(languages)) for key, entry in catalog.topics.items()), key=lambda pair: pair[1]),
        "now": dict(cleaned),
        "action": base,
    }
    return page(request, "results.html", **_frame(request, asked), **values)


@router.get("/instruments")
def instruments(request: Request) -> Response:
    """Instruments, those whose text was read first."""
    here = state(request)
    words = request.query_params.get("q", "").strip()
    found = lists.instruments(here.store, here.catalog, reading_languages(request), words=words or None)
    found.sort(key=lambda card: not card["texts"])
    at = read_cursor(request.query_params.get("cursor"), here.catalog.build)
    following = with_parameters("/instruments", [("q", words), ("cursor", write_cursor(here.catalog.build, at + 100))]) if at + 100 < len(found) else None
    return page(request, "instruments.html", items=found[at : at + 100], total=len(found), words=words, next_url=following)


@router.get("/actors")
def actors(request: Request) -> Response:
    """Actors, those called upon most often first."""
    here = state(request)
    words = request.query_params.get("q", "").strip()
    found = lists.actors(here.store, here.catalog, reading_languages(request), words=words or None)
    return page(request, "names.html", title="nav.actors", items=found[:400], total=len(found), words=words, action="/actors", lead="actor.note")


@router.get("/topics")
def topics(request: Request) -> Response:
    """Crime fields."""
    here = state(request)
    found = lists.topics(here.store, here.catalog, reading_languages(request))
    return page(request, "names.html", title="nav.topics", items=found, total=len(found), words="", action=None, lead=None)


@router.get("/search")
def search(request: Request) -> Response:
    """Words in the texts."""
    if not request.query_params.get("q"):
        raise Problem(400, "bad-parameter", "q is empty", hint="/search?q=victims", parameter="q")
    return _results(request, request.query_params, commitments=False)
