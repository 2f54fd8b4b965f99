"""The quotes at both ends of a step.

What goes in: a store, and derivation nodes. What comes out: for each the words that show it: of what derives, of how it names its ground, of the ground.
A ground that is a whole instrument, or a text that is not held, has no words of its own: then none are given. This module must not know lineage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.history.days import CHUNK, Selects

ENDS = {
    "derived": "?d ac:derived/ac:evidence ?e .",
    "naming": "?d ac:byCitation/ac:evidence ?e .",
    "saying": "?d ac:byStatement/ac:evidence ?e .",
    "ground": "{ ?d ac:groundEvidence ?e } UNION { ?d ac:ground/ac:evidence ?e FILTER NOT EXISTS { ?d ac:groundEvidence ?any } }",
}
"""Whose words -> the pattern that leads from a derivation `?d` to their evidence `?e`."""
_QUERY = """SELECT ?d ?l ?x ?r ?file ?start {{ VALUES ?d {{ {nodes} }} {pattern}
  ?e oa:hasSelector ?words , ?place ; oa:hasSource/ac:fileName ?file . ?words oa:exact ?x . ?place oa:start ?start .
  OPTIONAL {{ ?e ac:repairedText ?r }} OPTIONAL {{ ?e ac:expression/ac:language ?l }} }}"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as written, with their place; `repaired` where a scan damaged them."""

    end: str
    language: str
    text: str
    repaired: str | None
    file: str
    start: int


def words(store: Selects, nodes: Iterable[str], *, language: str | None = None) -> Mapping[str, tuple[Quote, ...]]:
    """Derivation node -> its quotes in the order of `ENDS`; of each end the versions in `language` where there are any, else the first."""
    wanted = sorted(set(nodes))
    found: dict[str, dict[str, set[Quote]]] = {node: {} for node in wanted}
    for at in range(0, len(wanted), CHUNK):
        block = " ".join(f"<{node}>" for node in wanted[at : at + CHUNK])
        for end, pattern in ENDS.items():
            for row in store.select(_QUERY.format(nodes=block, pattern=pattern)):
                spoken = row["l"].value if "l" in row else ""
                repaired = row["r"].value if "r" in row else None
                quote = Quote(end, spoken, row["x"].value, repaired, row["file"].value, int(row["start"].value))
                found[row["d"].value].setdefault(end, set()).add(quote)
    return {node: tuple(_chosen(quotes, language) for end in ENDS if (quotes := ends.get(end))) for node, ends in found.items()}


def _chosen(quotes: set[Quote], language: str | None) -> Quote:
    return min(quotes, key=lambda q: (q.language != language, q.language != "en", q.language, q.file, q.start))


def symbols(store: Selects, instruments: Iterable[str]) -> Mapping[str, str]:
    """Instrument -> its symbol, the first of several; those without one are absent."""
    wanted = sorted(set(instruments))
    found: dict[str, str] = {}
    for at in range(0, len(wanted), CHUNK):
        block = " ".join(f"<{iri}>" for iri in wanted[at : at + CHUNK])
        for row in store.select(f"SELECT ?i (MIN(?s) AS ?symbol) {{ VALUES ?i {{ {block} }} ?i ac:symbol ?s }} GROUP BY ?i"):
            if "symbol" in row:
                found[row["i"].value] = row["symbol"].value
    return found
