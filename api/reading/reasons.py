"""Reasons: why a statement or an instrument derives from another, with the words that show it.

What goes in: IRIs of what derives. What comes out: its derivations and paths, the surest first. This module must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.reading.cards import QUOTES, evidence, evidences, instrument_card, path_of
from api.reading.catalog import Catalog, instrument_of
from api.reading.nodes import Node, rows, tree, values
from graph_builder.iris import AC
from graph_builder.store import Asking

NAMED = ("explicit", "anaphoric", "register")
"""Grounds that the text or the register names; the others are inferred."""
BASES = ("explicit", "anaphoric", "register", "tasked", "restated", "contextual")
_WHY = (
    *QUOTES,
    "ac:byCitation|ac:byRelation|ac:byStatement|ac:step|ac:groundEvidence",
    "(ac:byCitation|ac:byStatement|ac:step)/ac:evidence",
    "(ac:byCitation|ac:byStatement|ac:step)/ac:evidence/oa:hasSelector",
    "ac:groundEvidence/oa:hasSelector",
    "ac:step/(ac:byCitation|ac:byRelation)",
    "ac:step/ac:byCitation/ac:evidence",
    "ac:step/ac:byCitation/ac:evidence/oa:hasSelector",
)


def reason(catalog: Catalog, nodes: Mapping[str, Node], node: Node, languages: Sequence[str]) -> dict[str, Any]:
    """One derivation or path: ground, basis, confidence, and the words that show it."""
    ground = node.one("ac:ground") or ""
    shown: dict[str, Any] = {
        "id": node.iri,
        "ground": instrument_card(catalog, instrument_of(ground), languages),
        "ground_id": ground,
        "basis": node.one("ac:basis"),
        "confidence": node.number("ac:confidence"),
        "named": node.one("ac:basis") in NAMED,
        "rule": node.one("ac:rule"),
        "quotes": evidences(nodes, node),
    }
    citation = nodes.get(node.one("ac:byCitation") or "")
    if citation is not None:
        shown["citation"] = {"id": citation.iri, "kind": citation.one("ac:citationKind"), "url": path_of(citation.iri), "quotes": evidences(nodes, citation)}
    statement = nodes.get(node.one("ac:byStatement") or "")
    if statement is not None:
        shown["by_statement"] = {"id": statement.iri, "url": path_of(statement.iri), "quotes": evidences(nodes, statement)}
    ground_words = [words for iri in node.all("ac:groundEvidence") if (words := evidence(nodes, iri)) is not None]
    if ground_words:
        shown["ground_quotes"] = ground_words
    relation = nodes.get(node.one("ac:byRelation") or "")
    if relation is not None:
        shown["relation"] = {
            "id": relation.iri,
            "kind": relation.one("ac:relationKind"),
            "source": relation.one("dcterms:source"),
            "url": path_of(relation.iri),
        }
    steps = [reason(catalog, nodes, nodes[iri], languages) | {"derived": nodes[iri].one("ac:derived")} for iri in node.all("ac:step") if iri in nodes]
    if steps:
        shown["steps"] = _in_order(steps, node.one("ac:derived") or "")
    return shown


def _in_order(steps: list[dict[str, Any]], start: str) -> list[dict[str, Any]]:
    """Steps from the commitment on: each begins where the one before ended."""
    left, ordered, at = list(steps), [], start
    while left:
        following = next((s for s in left if s["derived"] == at or s["derived"] == instrument_of(at)), left[0])
        left.remove(following)
        ordered.append(following)
        at = following["ground_id"]
    return ordered


def reasons(store: Asking, catalog: Catalog, iris: Sequence[str], languages: Sequence[str], ground: str | None = None) -> dict[str, list[dict[str, Any]]]:
    """Derivations and paths of each statement or instrument, the surest first; with a `ground`, those that lead to it or to a part of it."""
    if not iris:
        return {}
    where = f'?d ac:ground ?g . FILTER(?g = <{ground}> || STRSTARTS(STR(?g), "{ground}/"))' if ground else ""
    found = [(row["d"].value, row["s"].value) for row in rows(store, f"SELECT DISTINCT ?s ?d {{ VALUES ?s {{ {values(iris)} }} ?d ac:derived ?s . {where} }}")]
    nodes = tree(store, [d for d, _ in found], _WHY)
    grouped: dict[str, list[dict[str, Any]]] = {}
    for d, derived in found:
        if (node := nodes.get(d)) is not None:
            grouped.setdefault(derived, []).append(reason(catalog, nodes, node, languages))
    for members in grouped.values():
        members.sort(key=lambda r: (len(r.get("steps", ())), BASES.index(r["basis"]) if r["basis"] in BASES else 9, -(r["confidence"] or 0), r["id"]))
    return grouped


CITING = (
    "recalls",
    "reaffirms",
    "welcomes",
    "notes",
    "implements",
    "supplements",
    "amends",
    "replaces",
    "pursuantTo",
    "cites",
    "corrects",
    "endorses",
    "followsUp",
)


def citing_instruments(store: Asking, catalog: Catalog, ground: str, languages: Sequence[str]) -> list[dict[str, Any]]:
    """Instruments that name a ground or derive from it as a whole: given apart from commitments."""
    links = " ".join(f"ac:{name}" for name in (*CITING, "derivesFrom"))
    found: dict[str, set[str]] = {}
    for row in rows(store, f"SELECT DISTINCT ?i ?p {{ VALUES ?p {{ {links} }} ?i ?p <{ground}> . ?i a ac:Instrument }}"):
        found.setdefault(row["i"].value, set()).add(row["p"].value[len(AC) :])
    cards = []
    for iri in sorted(found, key=lambda i: ((entry.date or "") if (entry := catalog.instruments.get(i)) else "", i)):
        ways = found[iri] - {"cites"} or {"cites"}
        cards.append({**instrument_card(catalog, iri, languages), "relations": sorted(ways)})
    return cards
