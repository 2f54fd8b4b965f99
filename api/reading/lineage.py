"""Lineage for people and programs: the paths of `graph_builder.history`, with names, addresses and the words at both ends.

What goes in: the IRI of a statement, provision or instrument, and limits. What comes out: plain dictionaries. This module must not know HTTP.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from api.reading.cards import instrument_card, path_of
from api.reading.catalog import Catalog
from api.reading.reasons import NAMED
from graph_builder.history.lineage import Limits, Line, Lineage, instrument_of, whole
from graph_builder.history.lineage import lineage as find
from graph_builder.history.notes import lineage_notes
from graph_builder.history.words import Quote, words
from graph_builder.store import Asking


def answer(store: Asking, thing: str, limits: Limits) -> Lineage:
    """The paths, without names or words."""
    return find(store, thing, limits)


def shown(
    store: Asking, catalog: Catalog, found: Lineage, limits: Limits, languages: Sequence[str], *, offset: int = 0, limit: int | None = None
) -> dict[str, Any]:
    """What an answer shows: a page of the paths with their steps and quotes, and what must be said aloud."""
    page = found.lines[offset : offset + limit if limit is not None else None]
    quotes = words(store, (edge.node for line in page for edge in line.steps), language=languages[0])
    counted = {direction: sum(line.direction == direction for line in found.lines) for direction in ("ancestors", "descendants")}
    return {
        "thing": place(catalog, found, found.thing, languages),
        "asked": {
            "direction": limits.direction,
            "depth": limits.depth,
            "basis": list(limits.basis),
            "min_confidence": limits.least,
            "as_of": str(limits.as_of) if limits.as_of else None,
        },
        "standing": found.standing,
        "notes": lineage_notes(found, limits, next((name for name in languages if name in ("en", "fr")), "en")),
        "total": len(found.lines),
        "counted": counted,
        "left_out": dict(found.left_out),
        "cycles": [[place(catalog, found, member, languages) for member in group] for group in found.cycles],
        "items": [_line(catalog, found, line, quotes, languages) for line in page],
    }


def place(catalog: Catalog, found: Lineage, iri: str, languages: Sequence[str]) -> dict[str, Any]:
    """An end of a step: what it is, where it stands, when it was adopted, by what it was replaced."""
    owner = whole(iri)
    dates = found.dates.get(owner)
    card = instrument_card(catalog, owner, languages)
    told: dict[str, Any] = {"id": iri, "url": path_of(iri), "part": iri[len(owner) + 1 :] or None}
    told["kind"] = "statement" if "/statement/" in iri else "provision" if instrument_of(iri) is not None else "instrument"
    told["instrument"] = {name: card[name] for name in ("id", "label", "symbol", "title", "url")}
    told["adopted"] = {"from": dates.first, "to": dates.last} if dates and dates.first else None
    told["entry_into_force"] = dates.in_force if dates else None
    told["replaced_by"] = [instrument_card(catalog, newer, languages)["label"] for newer in found.replaced.get(owner, ())]
    return told


def _line(catalog: Catalog, found: Lineage, line: Line, quotes: Mapping[str, Sequence[Quote]], languages: Sequence[str]) -> dict[str, Any]:
    return {
        "direction": line.direction,
        "derived": place(catalog, found, line.derived, languages),
        "ground": place(catalog, found, line.ground, languages),
        "basis": line.basis,
        "confidence": line.confidence,
        "named": line.basis in NAMED,
        "standing": line.standing,
        "steps": [
            {
                "id": edge.node,
                "url": path_of(edge.node),
                "derived": place(catalog, found, edge.derived, languages),
                "ground": place(catalog, found, edge.ground, languages),
                "basis": edge.basis,
                "confidence": edge.confidence,
                "named": edge.basis in NAMED,
                "quotes": [asdict(quote) for quote in quotes.get(edge.node, ())],
            }
            for edge in line.steps
        ],
    }
