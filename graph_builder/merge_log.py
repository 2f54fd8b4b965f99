"""The log of merged titles, read back from a store.

What goes in: an opened store. What comes out: frozen rows, the least sure first. This module must not know how titles are compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from graph_builder.store import Term

MERGES = """SELECT ?m ?kept ?merged ?keptTitle ?mergedTitle ?likeness ?rule ?confidence ?source {
  ?m a ac:Merge ; ac:mergedInto ?kept ; ac:mergedFrom ?merged ; ac:keptTitle ?keptTitle ; ac:mergedTitle ?mergedTitle ;
    ac:likeness ?likeness ; ac:rule ?rule ; ac:confidence ?confidence .
  OPTIONAL { ?m dcterms:source ?source }
} ORDER BY ?confidence ?likeness ?merged"""
SEEN = "SELECT ?m ?p ?place { ?m a ac:Merge ; ?p ?place . FILTER(?p IN (ac:mergedSeenIn, ac:keptSeenIn)) } ORDER BY ?m ?p ?place"


class Selects(Protocol):
    """The part of a store that is needed here."""

    def select(self, sparql: str) -> Iterable[dict[str, Term]]: ...


@dataclass(frozen=True, slots=True)
class Logged:
    """A merge as the log has it; `merged_seen`, `kept_seen`: provisions (IRIs) that cite the instrument under each name."""

    kept: str
    merged: str
    kept_title: str
    merged_title: str
    likeness: float
    rule: str
    confidence: float
    merged_seen: tuple[str, ...] = ()
    kept_seen: tuple[str, ...] = ()
    source: str = ""


def merged(store: Selects) -> list[Logged]:
    """Every merge of a build, the least sure first."""
    seen: dict[tuple[str, str], list[str]] = {}
    for row in store.select(SEEN):
        seen.setdefault((row["m"].value, row["p"].value.rpartition("#")[2]), []).append(row["place"].value)
    return [
        Logged(
            row["kept"].value,
            row["merged"].value,
            row["keptTitle"].value,
            row["mergedTitle"].value,
            float(row["likeness"].value),
            row["rule"].value,
            float(row["confidence"].value),
            tuple(seen.get((row["m"].value, "mergedSeenIn"), ())),
            tuple(seen.get((row["m"].value, "keptSeenIn"), ())),
            row["source"].value if "source" in row else "",
        )
        for row in store.select(MERGES)
    ]


__all__ = ["Logged", "merged"]
