"""Cards: how answers name an instrument, a force, an actor, and show words with their place in a source.

What goes in: nodes and the names of the build. What comes out: plain dictionaries in a fixed order. This module must not know HTTP, nor which things
are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.reading.catalog import Catalog
from api.reading.nodes import Node
from graph_builder.iris import AC, BASE, CONCEPT

QUOTES = ("ac:evidence", "ac:evidence/oa:hasSelector", "ac:evidence/oa:hasSource")
"""The paths from a node to its words in the sources."""


def evidence(nodes: Mapping[str, Node], iri: str) -> dict[str, Any] | None:
    """One evidence: the raw quote, its place, its repaired reading where they differ."""
    node = nodes.get(iri)
    if node is None:
        return None
    shown: dict[str, Any] = {"id": iri, "text": "", "repaired": node.one("ac:repairedText")}
    for selector in node.all("oa:hasSelector"):
        part = nodes.get(selector)
        if part is None:
            continue
        for name in ("exact", "prefix", "suffix"):
            if (text := part.one(f"oa:{name}")) is not None:
                shown["text" if name == "exact" else name] = text
        for name in ("start", "end"):
            if (place := part.integer(f"oa:{name}")) is not None:
                shown[name] = place
    shown["expression"] = node.one("ac:expression")
    language = (node.one("ac:expression") or "/").rsplit("/", 1)[-1].split("-")[0]
    shown["language"] = language or None
    source = nodes.get(node.one("oa:hasSource") or "")
    shown["source"] = node.one("oa:hasSource")
    shown["file"] = source.one("ac:fileName") if source else None
    if (page := node.integer("ac:page")) is not None:
        shown["page"] = page
    if (force := node.one("ac:force")) is not None:
        shown["force"] = force
    verbs = node.all("ac:operativeVerb")
    if verbs:
        shown["verb"] = verbs[0]
    return shown


def evidences(nodes: Mapping[str, Node], node: Node) -> list[dict[str, Any]]:
    """All evidence of a node, English first, then French, then by language tag."""
    found = [shown for iri in node.all("ac:evidence") if (shown := evidence(nodes, iri)) is not None]
    return sorted(found, key=lambda e: (e["language"] != "en", e["language"] != "fr", str(e["expression"])))


def path_of(iri: str) -> str:
    """Where the service shows a thing: `/id/…`, `/concept/…`."""
    if iri.startswith(BASE):
        return "/id/" + iri[len(BASE) :]
    if iri.startswith(CONCEPT):
        return "/concept/" + iri[len(CONCEPT) :]
    if iri.startswith(AC.rstrip("#")):
        return "/ontology" + iri[len(AC) - 1 :]
    return iri


def named(catalog: Catalog, iri: str, languages: Sequence[str]) -> dict[str, Any]:
    """A thing by IRI with its label and address."""
    return {"id": iri, "label": catalog.label(iri, languages), "url": path_of(iri)}


def instrument_card(catalog: Catalog, iri: str, languages: Sequence[str]) -> dict[str, Any]:
    """An instrument as answers name it."""
    entry = catalog.instruments.get(iri)
    if entry is None:
        return {"id": iri, "label": catalog.label(iri), "symbol": None, "title": None, "kind": None, "kind_label": None, "url": path_of(iri)}
    nature = entry.one("ac:legalNature")
    return {
        "id": iri,
        "label": entry.label(languages),
        "symbol": entry.symbol,
        "short_name": entry.one("ac:shortName"),
        "title": entry.title(languages),
        "kind": entry.kind,
        "kind_label": catalog.label(AC + entry.kind, languages),
        "date": entry.date,
        "legal_nature": named(catalog, nature, languages) if nature else None,
        "adopted_by": named(catalog, body, languages) if (body := entry.one("ac:adoptedBy")) else None,
        "status": entry.one("ac:verificationStatus"),
        "url": path_of(iri),
    }


def force_card(catalog: Catalog, iri: str | None, languages: Sequence[str]) -> dict[str, Any] | None:
    """A force with its strength and act type."""
    if iri is None:
        return None
    entry = catalog.concepts.get(iri)
    act = entry.one("ac:actType") if entry else None
    return {
        **named(catalog, iri, languages),
        "key": iri.rsplit("/", 1)[-1],
        "strength": catalog.strength(iri),
        "act_type": {**named(catalog, act, languages), "key": act.rsplit("/", 1)[-1]} if act else None,
    }
