"""Pages for auditors: coverage, validation, divergences, the competency questions.

What goes in: the store. What comes out: pages with denominators.
"""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.pages.rendering import page, reading_languages, ui_of, with_parameters
from api.problems import Problem
from api.reading import lists
from api.reading.cards import path_of
from api.reading.catalog import Catalog
from api.reading.nodes import short
from api.reading.questions import by_key, fill
from api.state import state
from api.web import read_cursor, write_cursor
from graph_builder.errors import AnticrimeError
from graph_builder.store import PREFIXES
from graph_builder.store.answers import read_rows

router = APIRouter()
SHOWN = 50


@router.get("/coverage")
def coverage(request: Request) -> Response:
    """The ledger."""
    here = state(request)
    ledger = lists.coverage(here.store)
    counts = [name for name in (ledger[0] if ledger else {}) if name not in ("file", "language", "instrument", "url")]
    return page(
        request,
        "coverage.html",
        ledger=ledger,
        sums={name: sum(row[name] for row in ledger) for name in counts},
        findings=lists.findings(here.store),
        unknown=lists.unknown_openings(here.store, 40),
    )


@router.get("/validation")
def validation(request: Request) -> Response:
    """The SHACL report."""
    try:
        here = state(request)
        report: dict[str, Any] | None = here.reports.get(here.store)
        fault = ""
    except (Problem, AnticrimeError) as error:
        report, fault = None, str(error)
    return page(request, "validation.html", cached=report is not None, report=report, fault=fault)


@router.get("/divergences")
def divergences(request: Request) -> Response:
    """Where versions differ."""
    here = state(request)
    build, kind = here.catalog.build, request.query_params.get("kind") or None
    at = read_cursor(request.query_params.get("cursor"), build)
    total, found = lists.divergences(here.store, here.catalog, reading_languages(request), kind=kind, offset=at, limit=SHOWN)
    following = with_parameters("/divergences", [("kind", kind or ""), ("cursor", write_cursor(build, at + SHOWN))]) if at + SHOWN < total else None
    return page(request, "divergences.html", items=found, total=total, next_url=following, kind=kind)


@router.get("/questions/{key}")
def question(request: Request, key: str) -> Response:
    """A competency question: its rows as a table, and its query."""
    here = state(request)
    chosen = by_key(key)
    if chosen is None:
        raise Problem(404, "not-found", f"no question is called {key!r}", hint="see the start page")
    ui, languages = ui_of(request), reading_languages(request)
    given = {name: value for name, value in request.query_params.items() if name != "ui"}
    query, _ = fill(chosen, here.catalog, given)
    answer = here.store.query(query, "application/sparql-results+json, text/turtle;q=0.9", cap=500)
    variables: list[str] = []
    table: list[list[dict[str, Any] | None]] = []
    text = ""
    if answer.form == "select":
        variables = json.loads(answer.body)["head"]["vars"]
        for row in read_rows(answer.body):
            cells: list[dict[str, Any] | None] = []
            for name in variables:
                term = row.get(name)
                if term is None:
                    cells.append(None)
                elif term.kind == "uri":
                    label = here.catalog.label(term.value, languages)
                    local = path_of(term.value)
                    cells.append(
                        {"text": short(term.value) if label == term.value else label, "url": local if local.startswith("/") else None, "language": None}
                    )
                else:
                    cells.append({"text": term.value, "url": None, "language": term.language})
            table.append(cells)
    else:
        text = answer.body.decode()
    return page(
        request,
        "question.html",
        said=chosen.notes.get(ui),
        title=chosen.titles[ui],
        key=chosen.key,
        query=query,
        fields=[
            {"name": p.name, "label": p.labels[ui], "value": given.get(p.name, ""), "default": _shown(here.catalog, p.default, languages)}
            for p in chosen.parameters
        ],
        variables=variables,
        table=table,
        text=text,
        rows=answer.rows,
        truncated=answer.truncated,
        editor=with_parameters("/sparql", {"query": query}),
        data_url=with_parameters(f"/api/v1/questions/{chosen.key}", given),
    )


def _shown(catalog: Catalog, default: str, languages: tuple[str, ...]) -> str:
    """A default value, in SPARQL syntax, as a reader would type it."""
    if default.startswith("<"):
        return catalog.label(default[1:-1], languages)
    if default.startswith('"'):
        return default.strip('"')
    prefix, _, local = default.partition(":")
    return catalog.label(PREFIXES[prefix] + local, languages) if prefix in PREFIXES else default
