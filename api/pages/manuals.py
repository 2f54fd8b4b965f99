"""Pages that explain: the SPARQL editor, the HTTP interface from its own OpenAPI document, the vocabulary, the method.

What goes in: the service's description of itself and the labels of the graph. What comes out: pages without a foreign request.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.pages.rendering import page, reading_languages, ui_of
from api.problems import TITLES
from api.reading import lists
from api.reading.questions import questions
from api.state import state
from graph_builder.iris import AC
from graph_builder.store import PREFIXES

router = APIRouter()
EXAMPLE = """SELECT ?statement ?force ?basis ?quote {
  ?statement a ac:Commitment ;
             ac:derivesFrom <https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06> ;
             ac:force ?force ;
             ac:evidence/oa:hasSelector/oa:exact ?quote .
  ?derivation ac:derived ?statement ;
              ac:ground <https://w3id.org/anticrime/id/instrument/osce/mc/dec/5-06> ;
              ac:basis ?basis .
}
ORDER BY ?statement"""


def editor_page(request: Request, query: str | None) -> Response:
    """The editor: a text area, runs in place with a script, as a plain form without."""
    here = state(request)
    ui = ui_of(request)
    examples = [{"title": q.titles[ui], "query": q.query} for q in questions()]
    return page(request, "sparql.html", query=query or EXAMPLE, examples=examples, prefixes=dict(PREFIXES), settings=here.settings, asked=query is not None)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Every address with its parameters, from `/openapi.json`."""
    described: dict[str, Any] = request.app.openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            entry = {
                "path": path,
                "method": method.upper(),
                "summary": operation.get("summary", ""),
                "text": operation.get("description", ""),
                "parameters": [
                    {"name": p["name"], "where": p["in"], "required": p.get("required", False), "text": p.get("description", "")}
                    for p in operation.get("parameters", ())
                ],
                "plain": method == "get" and "{" not in path and not any(p.get("required") for p in operation.get("parameters", ())),
            }
            groups.setdefault((operation.get("tags") or ["service"])[0], []).append(entry)
    return page(request, "docs.html", groups=groups)


@router.get("/docs/problems")
def problems(request: Request) -> Response:
    """The kinds of errors."""
    return page(request, "problems.html", titles=TITLES)


def vocabulary_page(request: Request, name: str) -> Response:
    """The terms with their definitions, and the scale of forces with the source of each row."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    terms = []
    for iri, entry in catalog.terms.items():
        definition = entry.properties.get("skos:definition") or entry.properties.get("rdfs:comment") or []
        from api.reading.catalog import pick

        terms.append({"name": iri[len(AC) :], "label": entry.label(languages), "definition": pick(definition, languages)})
    return page(request, "vocabulary.html", name=name, terms=terms, forces=lists.forces(catalog, languages))


@router.get("/about")
def about(request: Request) -> Response:
    """The method."""
    here = state(request)
    return page(request, f"about.{ui_of(request)}.html", forces=lists.forces(here.catalog, reading_languages(request)))
