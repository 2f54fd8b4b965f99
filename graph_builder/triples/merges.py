"""The log of merged titles as lines of the build graph.

What goes in: merges. What comes out: an `ac:Merge` for each, with both titles, the rule, how sure it is, and where each name was seen; and for the
merged name, so that it still answers, its title and what it is replaced by. This module must not know how titles are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_builder.concord.merging import Merge
from graph_builder.iris import graph_iri
from graph_builder.triples.build import BUILD
from graph_builder.triples.nquads import decimal, iri, line, literal
from graph_builder.triples.vocabulary import RDF_TYPE, term

MOST_SEEN = 50
"""Places written for each name of a merge: the others cite the kept name like these, and are found by it."""


def merge_lines(merges: Iterable[Merge]) -> Iterator[str]:
    """Lines of the build graph, by the order of merges."""
    g = iri(graph_iri("build"))
    for n, merge in enumerate(merges, 1):
        node, merged = iri(f"{BUILD}/merge/{n}"), iri(merge.merged)
        yield line(node, RDF_TYPE, term("ac:Merge"), g)
        yield line(node, term("ac:mergedFrom"), merged, g)
        yield line(node, term("ac:mergedInto"), iri(merge.kept), g)
        yield line(node, term("ac:mergedTitle"), literal(merge.merged_title, merge.language), g)
        yield line(node, term("ac:keptTitle"), literal(merge.kept_title, merge.language), g)
        yield line(node, term("ac:likeness"), decimal(merge.score), g)
        yield line(node, term("ac:rule"), literal(merge.rule), g)
        yield line(node, term("ac:confidence"), decimal(merge.confidence), g)
        for name, seen in (("ac:mergedSeenIn", merge.seen), ("ac:keptSeenIn", merge.kept_seen)):
            for place in seen[:MOST_SEEN]:
                yield line(node, term(name), iri(place), g)
        if merge.source:
            yield line(node, term("dcterms:source"), literal(merge.source), g)
        yield line(merged, term("dcterms:isReplacedBy"), iri(merge.kept), g)
        yield line(merged, term("dcterms:title"), literal(merge.merged_title, merge.language), g)
