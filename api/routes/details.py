"""`/api/v1/`: one thing, the competency questions, validation, coverage, builds.

What goes in: addresses. What comes out: JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.parameters import instrument as find_instrument
from api.parameters import languages_of
from api.problems import Problem
from api.reading import lists
from api.reading.cards import instrument_card
from api.reading.nodes import iri_ok, rows, tree
from api.reading.questions import Question, by_key, fill, questions
from api.reading.reasons import citing_instruments, reasons
from api.reading.statements import items
from api.routes.lists import note
from api.state import state
from api.web import json_answer
from graph_builder.iris import BASE
from graph_builder.merge_log import merged
from graph_builder.store import PREFIXES

router = APIRouter(prefix="/api/v1", tags=["details"])


@router.get("/context.jsonld", summary="The JSON-LD context of the answers")
def context(request: Request) -> Response:
    """Maps the members of answers to the terms of the vocabulary."""
    terms: dict[str, Any] = {**PREFIXES, "id": "@id", "type": {"@id": "@type"}, "@vocab": PREFIXES["ac"]}
    terms |= {"force": {"@id": "ac:force"}, "bearers": {"@id": "ac:bearer"}, "counterparties": {"@id": "ac:counterparty"}, "topics": {"@id": "ac:topic"}}
    terms |= {"act_type": {"@id": "ac:actType"}, "provision": {"@id": "ac:statedIn"}, "versions": {"@id": "ac:evidence"}, "text": {"@id": "oa:exact"}}
    terms |= {
        "start": {"@id": "oa:start"},
        "end": {"@id": "oa:end"},
        "label": {"@id": "rdfs:label"},
        "title": {"@id": "dcterms:title"},
        "url": None,
        "note": None,
    }
    body = json.dumps({"@context": terms}, ensure_ascii=False, indent=1)
    return Response(body, media_type="application/ld+json", headers={"Cache-Control": "public, max-age=3600"})


def iri_of(path: str) -> str:
    """The IRI of the path after `id/`, percent-encoded or not."""
    text = unquote(path).strip("/")
    return text if text.startswith(("http://", "https://")) else BASE + text.removeprefix("id/")


def statement_of(request: Request, path: str) -> str:
    """The IRI of a statement. Problem 404 where it is none."""
    iri = iri_of(path)
    if iri_ok(iri):
        node = tree(state(request).store, [iri]).get(iri)
        if node is not None and "Statement" in node.types():
            return iri
    raise Problem(404, "not-found", f"no statement has the IRI {iri}", hint="take ids from /api/v1/statements")


@router.get("/commitments/{id:path}", summary="One commitment")
@router.get("/statements/{id:path}", summary="One statement")
def statement(request: Request, id: str) -> Response:  # noqa: A002
    """Everything a list shows of it, and its derivations."""
    here = state(request)
    catalog, languages = here.catalog, languages_of(request)
    shown = items(here.store, catalog, [statement_of(request, id)], languages)[0]
    return json_answer(request, catalog.build, {"note": note(languages), **shown}, variant=languages[0])


@router.get("/instruments/{name:path}", summary="One instrument, by any name")
def instrument(request: Request, name: str) -> Response:
    """With facets of force and act type over its statements, and the instruments that name it."""
    here = state(request)
    catalog, languages = here.catalog, languages_of(request)
    iri = find_instrument(catalog, unquote(name), "name")
    counted = rows(
        here.store,
        f'SELECT ?f (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ac:Statement ; ac:force ?f . FILTER(STRSTARTS(STR(?s), "{iri}/")) }} GROUP BY ?f ORDER BY ?f',
    )
    node = tree(here.store, [iri]).get(iri)
    content = {
        **instrument_card(catalog, iri, languages),
        "texts": lists.texts_read(here.store).get(iri, []),
        "titles": {t.language: t.value for t in sorted(catalog.instruments[iri].properties.get("dcterms:title", ()))},
        "properties": {name: [t.value for t in terms] for name, terms in sorted(node.properties.items())} if node else {},
        "forces": [{"id": row["f"].value, "label": catalog.label(row["f"].value, languages), "statements": int(row["n"].value)} for row in counted],
        "named_by": citing_instruments(here.store, catalog, iri, languages),
        "derives_from": reasons(here.store, catalog, [iri], languages).get(iri, []),
    }
    return json_answer(request, catalog.build, content, variant=languages[0])


@router.get("/questions", summary="The competency questions")
def question_list(request: Request) -> Response:
    """Each is an endpoint: `/api/v1/questions/{key}`, with its parameters."""
    build = state(request).catalog.build
    found = [_question(question) for question in questions()]
    return json_answer(request, build, {"total": len(found), "items": found})


def _question(question: Question) -> dict[str, Any]:
    parameters = [{"name": p.name, "kind": p.kind, "labels": dict(p.labels), "default": p.default} for p in question.parameters]
    facts = {"number": question.number, "titles": dict(question.titles), "who": question.who, "level": question.level, "notes": dict(question.notes)}
    return {"id": question.key, **facts, "parameters": parameters, "query": question.query, "url": f"/api/v1/questions/{question.key}"}


@router.get("/questions/{key}", summary="The answer to one competency question")
def question(request: Request, key: str) -> Response:
    """The query, and its rows as SPARQL JSON results. `key`: the name, or the number; the question's own parameters take any name of a thing."""
    here = state(request)
    chosen = by_key(key)
    if chosen is None:
        raise Problem(404, "not-found", f"no question is called {key!r}", hint="see /api/v1/questions", near=[q.key for q in questions()][:10])
    given = {name: value for name, value in request.query_params.items() if name != "hl"}
    query, values = fill(chosen, here.catalog, given)
    found = here.store.query(query, "application/sparql-results+json, application/ld+json;q=0.9", cap=here.settings.rows)
    content = {**_question(chosen), "query": query, "values": values, "rows": found.rows, "truncated": found.truncated, "results": json.loads(found.body)}
    return json_answer(request, here.catalog.build, content)


@router.get("/merges", summary="Titles that were taken for one instrument, and how to undo it")
def merges(request: Request) -> Response:
    """The least sure first: both titles, how like they are, the rule, and where each was seen. `register/merges.csv` undoes or forces one."""
    here = state(request)
    found = [asdict(merge) for merge in merged(here.store)]
    return json_answer(request, here.catalog.build, {"total": len(found), "items": found})


@router.get("/validation", summary="The SHACL report: what was checked how often, and what fails")
def validation(request: Request) -> Response:
    """Each result points at the sentence. Made once a build, in a process of its own: 503 with Retry-After while it is."""
    here = state(request)
    build = here.catalog.build
    return json_answer(request, build, {"report": here.reports.get(here.store)})


@router.get("/coverage", summary="The coverage ledger, with denominators")
def coverage(request: Request) -> Response:
    """Paragraphs read, statements typed, citations found, resolved and not, per source and language; what the build noted; openings that no rule knew."""
    here = state(request)
    ledger = lists.coverage(here.store)
    counts = [name for name in (ledger[0] if ledger else {}) if name not in ("file", "language", "instrument", "url")]
    by_language: dict[str, dict[str, int]] = {}
    for row in ledger:
        sums = by_language.setdefault(str(row["language"]), {"sources": 0, **dict.fromkeys(counts, 0)})
        sums["sources"] += 1
        for name in counts:
            sums[name] += row[name]
    content = {
        "total": len(ledger),
        "totals": {name: sum(row[name] for row in ledger) for name in counts},
        "by_language": dict(sorted(by_language.items())),
        "items": ledger,
        "findings": lists.findings(here.store),
        "unknown_openings": lists.unknown_openings(here.store),
    }
    return json_answer(request, here.catalog.build, content)


@router.get("/builds", summary="The build that answers")
def builds(request: Request) -> Response:
    """Its hash, its counts, the tools that made it."""
    here = state(request)
    catalog = here.catalog
    meta = {name: value for name, value in here.store.meta.items() if name not in ("coverage", "findings", "graphs", "validation")}
    tools = [row["l"].value for row in rows(here.store, "SELECT DISTINCT ?l { ?b prov:wasAssociatedWith ?a . ?a rdfs:label ?l } ORDER BY ?l")]
    current = {**meta, "build": catalog.build, "triples": here.store.triples(), "graphs": len(here.store.graphs()), "tools": tools}
    current |= {"instruments": len(catalog.instruments), "actors": len(catalog.actors)}
    return json_answer(request, catalog.build, {"total": 1, "items": [current]})
