"""The page of anything that has an IRI: instruments with their text, actors, concepts, statements; everything else as a table.

What goes in: an IRI. What comes out: a page, or a Problem 404 with near symbols.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from api.pages.rendering import page, reading_languages, with_parameters
from api.parameters import read_limits
from api.problems import Problem
from api.reading import changes, lineage, lists, texts
from api.reading.cards import QUOTES, evidences, instrument_card, named, path_of
from api.reading.catalog import Catalog, instrument_of
from api.reading.nodes import Node, iri_ok, long, rows, short, tree
from api.reading.reasons import citing_instruments, reasons
from api.reading.statements import ACTS, Filter, find, items
from api.routes.linked import alternates
from api.state import state
from graph_builder.iris import AC, CONCEPT
from graph_builder.store import PREFIXES, Term

SHOWN = 50


def thing_page(request: Request, iri: str) -> Response:
    """The page of an IRI."""
    here = state(request)
    catalog = here.catalog
    if not iri_ok(iri):
        raise Problem(404, "not-found", "this is no IRI", hint="see /instruments")
    node = tree(here.store, [iri]).get(iri)
    if node is None and not _pointed_at(request, iri):
        near = list(catalog.find_instrument(iri.rsplit("/id/instrument/", 1)[-1]).near)
        raise Problem(404, "not-found", f"the graph says nothing of <{iri}>", hint="see /instruments, or ask on the start page", near=near)
    found = node or Node(iri, {})
    if iri in catalog.instruments:
        return instrument_page(request, iri)
    if "Statement" in found.types():
        return statement_page(request, iri)
    if iri in catalog.actors:
        return actor_page(request, iri)
    if iri.startswith(CONCEPT):
        return concept_page(request, iri)
    return other_page(request, found)


def _pointed_at(request: Request, iri: str) -> bool:
    return state(request).store.ask(f"ASK {{ ?s ?p <{iri}> }}")


def _links(path: str, iri: str) -> dict[str, str]:
    return {"Link": f'{alternates(path)}, <{iri}>; rel="canonical"'}


def _lineage(request: Request, iri: str) -> dict[str, Any]:
    """The lineage of a thing within the limits of the address, and where the same is had as data."""
    here = state(request)
    languages = reading_languages(request)
    limits = read_limits(request.query_params)
    found = lineage.answer(here.store, iri, limits)
    return lineage.shown(here.store, here.catalog, found, limits, languages, limit=SHOWN)


def _chain(request: Request, iri: str) -> list[dict[str, Any]]:
    """The comparisons with the instruments before and after this one in its chain."""
    here = state(request)
    older, newer = changes.neighbours(here.store, iri)
    pairs = [("older", other, other, iri) for other in older] + [("newer", other, iri, other) for other in newer]
    return [
        {**instrument_card(here.catalog, other, reading_languages(request)), "which": which, "compare": with_parameters("/changes", {"from": a, "to": b})}
        for which, other, a, b in pairs
    ]


def _lineage_url(request: Request, iri: str) -> str:
    kind = "statements" if "/statement/" in iri else "instruments"
    limits = {name: request.query_params.get(name) for name in ("as_of", "direction", "basis", "depth", "min_confidence")}
    return with_parameters(f"/api/v1/{kind}/{quote(path_of(iri).removeprefix('/id/'), safe='')}/lineage", limits)


def instrument_page(request: Request, iri: str) -> Response:
    """Facts, the text with its statements marked, and who names it."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    held = texts.versions(here.store, iri)
    wanted = request.query_params.get("text")
    chosen = next((v for v in held if v.tag == wanted), None) or next((v for v in held if v.language == languages[0]), None) or (held[0] if held else None)
    paragraphs, facts = texts.read(here.store, catalog, iri, chosen, languages) if chosen else ([], {})
    entry = catalog.instruments[iri]
    titles = {t.language or "": t.value for t in sorted(entry.properties.get("dcterms:title", ()), key=lambda t: (not t.value.isupper(), t.value))}
    return page(
        request,
        "instrument.html",
        headers=_links(request.url.path, iri),
        iri=iri,
        card=instrument_card(catalog, iri, languages),
        titles=titles,
        versions=held,
        chosen=chosen,
        paragraphs=paragraphs,
        facts=facts,
        acts=ACTS,
        derives=reasons(here.store, catalog, [iri], languages).get(iri, []),
        chain=_chain(request, iri),
        lineage=_lineage(request, iri) if "lineage" in request.query_params else None,
        lineage_url=_lineage_url(request, iri),
        named_by=citing_instruments(here.store, catalog, iri, languages),
        properties=_table(catalog, tree(here.store, [iri])[iri], languages),
    )


def statement_page(request: Request, iri: str) -> Response:
    """One statement with all its versions, reasons, and the rule that found it."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    item = items(here.store, catalog, [iri], languages)[0]
    provision = tree(here.store, [item["provision"]["id"]]) if item["provision"] else {}
    context = provision[item["provision"]["id"]].terms("ac:text") if provision else []
    later = rows(here.store, f"SELECT DISTINCT ?s {{ ?d ac:ground <{iri}> ; ac:derived ?s }} ORDER BY ?s LIMIT 50")
    return page(
        request,
        "statement.html",
        headers=_links(request.url.path, iri),
        iri=iri,
        item=item,
        context={t.language or "": t.value for t in context},
        thread=changes.thread(here.store, catalog, iri, languages),
        lineage=_lineage(request, iri),
        lineage_url=_lineage_url(request, iri),
        later=[named(catalog, row["s"].value, languages) for row in later],
        properties=_table(catalog, tree(here.store, [iri])[iri], languages),
    )


def actor_page(request: Request, iri: str) -> Response:
    """Names and what is asked of it."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    found = find(here.store, catalog, Filter(commitments=False, bearer=(iri,)))
    entry = catalog.actors[iri]
    return page(
        request,
        "actor.html",
        headers=_links(request.url.path, iri),
        iri=iri,
        name=entry.label(languages),
        kind=catalog.label(AC + entry.kind, languages),
        labels=[(t.language or "", t.value) for t in sorted(entry.properties.get("skos:prefLabel", ()), key=lambda t: (t.language or "", t.value))],
        items=items(here.store, catalog, found[:SHOWN], languages),
        total=len(found),
        more=f"/statements?bearer={entry.key}",
        properties=_table(catalog, tree(here.store, [iri])[iri], languages),
    )


def concept_page(request: Request, iri: str) -> Response:
    """A topic, a force, an act type."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    scheme = iri[len(CONCEPT) :].split("/")[0]
    key = iri.rsplit("/", 1)[-1]
    chosen = {
        "topic": Filter(commitments=False, topic=(iri,)),
        "force": Filter(commitments=False, force=(iri,)),
        "act-type": Filter(commitments=False, act=(iri,)),
    }.get(scheme)
    found = find(here.store, catalog, chosen) if chosen else []
    entry = catalog.concepts.get(iri)
    node = tree(here.store, [iri]).get(iri) or Node(iri, {})
    parameter = {"topic": "topic", "force": "force", "act-type": "act"}.get(scheme)
    return page(
        request,
        "concept.html",
        headers=_links(request.url.path, iri),
        iri=iri,
        name=catalog.label(iri, languages),
        scheme=scheme,
        labels=[(t.language or "", t.value) for t in sorted(entry.properties.get("skos:prefLabel", ()), key=lambda t: (t.language or "", t.value))]
        if entry
        else [],
        definition=_in_language(entry.properties.get("skos:definition", []), languages) if entry else None,
        source=entry.one("dcterms:source") if entry else None,
        strength=entry.one("ac:strength") if entry else None,
        items=items(here.store, catalog, found[:SHOWN], languages),
        total=len(found),
        more=f"/statements?{parameter}={key}" if parameter else None,
        properties=_table(catalog, node, languages),
    )


def _in_language(terms: list[Term], languages: tuple[str, ...]) -> str | None:
    from api.reading.catalog import pick

    return pick(terms, languages)


def other_page(request: Request, node: Node) -> Response:
    """A provision, a citation, a derivation, an evidence, a source: properties, words, what points at it."""
    here = state(request)
    catalog, languages = here.catalog, reading_languages(request)
    nodes = tree(here.store, [node.iri], (*QUOTES, "oa:hasSelector"))
    incoming = rows(here.store, f"SELECT ?s ?p {{ ?s ?p <{node.iri}> }} ORDER BY ?p ?s LIMIT 200")
    owner = instrument_of(node.iri)
    is_provision = "ac:parent" in node.properties
    inside: list[dict[str, Any]] = []
    if is_provision:
        found = rows(here.store, f"SELECT ?s {{ ?s ac:statedIn <{node.iri}> }} ORDER BY ?s")
        inside = items(here.store, catalog, [row["s"].value for row in found], languages)
    return page(
        request,
        "thing.html",
        headers=_links(request.url.path, node.iri),
        iri=node.iri,
        kinds=node.types(),
        name=catalog.label(node.iri, languages),
        owner=instrument_card(catalog, owner, languages) if owner in catalog.instruments and owner != node.iri else None,
        in_text=f"{path_of(owner)}#{texts.anchor(node.iri)}" if is_provision and owner in catalog.instruments else None,
        quotes=evidences(nodes, node),
        items=inside,
        properties=_table(catalog, node, languages),
        incoming=[{"property": _property(catalog, short(row["p"].value), languages), "value": _value(catalog, row["s"], languages)} for row in incoming],
    )


def _property(catalog: Catalog, name: str, languages: tuple[str, ...]) -> dict[str, Any]:
    iri = long(name) if name.split(":")[0] in PREFIXES else name
    entry = catalog.terms.get(iri)
    return {"id": iri, "name": name, "label": entry.label(languages) if entry else name, "url": path_of(iri) if name.startswith("ac:") else None}


def _value(catalog: Catalog, term: Term, languages: tuple[str, ...]) -> dict[str, Any]:
    if term.kind == "uri":
        local = path_of(term.value)
        outside = term.value.startswith(("http://", "https://")) and not local.startswith("/")
        label = catalog.label(term.value, languages)
        return {
            "text": short(term.value) if label == term.value else label,
            "url": local if local.startswith("/") or outside else None,
            "outside": outside,
            "language": None,
        }
    return {"text": term.value, "url": None, "outside": False, "language": term.language}


def _table(catalog: Catalog, node: Node, languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """The properties of a node for people: labelled, linked, in a fixed order."""
    order = sorted(node.properties, key=lambda name: (name != "rdf:type", not name.startswith("ac:"), name))
    return [
        {"property": _property(catalog, name, languages), "values": [_value(catalog, term, languages) for term in node.terms(name)[:100]]} for name in order
    ]


__all__ = ["lists", "thing_page"]
