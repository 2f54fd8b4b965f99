"""The graph of the build itself: what ran, on which inputs, what was found and missed.

What goes in: coverage rows and findings. What comes out: lines of the build graph (PROV-O, W3C 2013). No clock: a build is known by its
inputs, not by its hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from graph_builder.iris import BASE, graph_iri, source_iri
from graph_builder.model import Finding
from graph_builder.triples.nquads import integer, iri, line, literal
from graph_builder.triples.vocabulary import RDF_TYPE, term

BUILD = f"{BASE}build"


@dataclass(frozen=True)
class Coverage:
    """One row of the coverage ledger: what was read of one source, with denominators."""

    file_name: str
    language: str
    instrument: str
    characters: int
    provisions: int
    paragraphs: int
    """Provisions that can hold a statement: all but divisions, annexes and footnotes."""
    paragraphs_without_statement: int
    statements: int
    commitments: int
    citations: int
    citations_resolved: int
    citations_unresolved: int
    derivations: int
    edits: int


COUNTS = {
    "characters": "ac:charactersRead",
    "provisions": "ac:provisionsRead",
    "paragraphs": "ac:paragraphsRead",
    "paragraphs_without_statement": "ac:paragraphsWithoutStatement",
    "statements": "ac:statementsTyped",
    "commitments": "ac:commitmentsFound",
    "citations": "ac:citationsFound",
    "citations_resolved": "ac:citationsResolved",
    "citations_unresolved": "ac:citationsUnresolved",
    "derivations": "ac:derivationsFound",
    "edits": "ac:editsMade",
}


def build_lines(
    coverage: Iterable[Coverage], findings: Iterable[Finding], versions: Mapping[str, str], unknown: Mapping[tuple[str, str], int]
) -> Iterator[str]:
    """Lines of the build graph. `versions`: tool -> version; `unknown`: (language, opening words) -> how often no lexicon row knew them."""
    g = iri(graph_iri("build"))
    build = iri(BUILD)
    yield line(build, RDF_TYPE, term("prov:Activity"), g)
    for tool, version in sorted(versions.items()):
        agent = iri(f"{BUILD}/tool/{tool}")
        yield line(build, term("prov:wasAssociatedWith"), agent, g)
        yield line(agent, RDF_TYPE, term("prov:SoftwareAgent"), g)
        yield line(agent, term("rdfs:label"), literal(f"{tool} {version}"), g)
    for n, row in enumerate(sorted(coverage, key=lambda r: r.file_name), 1):
        node = iri(f"{BUILD}/coverage/{n}")
        source = iri(source_iri(row.file_name))
        yield line(build, term("prov:used"), source, g)
        yield line(node, RDF_TYPE, term("ac:Coverage"), g)
        yield line(node, term("ac:coverageOf"), source, g)
        yield line(node, term("ac:fileName"), literal(row.file_name), g)
        yield line(node, term("ac:language"), literal(row.language), g)
        yield line(node, term("ac:coverageInstrument"), iri(row.instrument), g)
        for field in fields(row):
            if field.name in COUNTS:
                yield line(node, term(COUNTS[field.name]), integer(getattr(row, field.name)), g)
    for n, finding in enumerate(sorted(set(findings), key=lambda f: (f.place, f.code, f.message)), 1):
        node = iri(f"{BUILD}/finding/{n}")
        yield line(node, RDF_TYPE, term("ac:Finding"), g)
        yield line(node, term("ac:findingCode"), literal(finding.code), g)
        yield line(node, term("ac:findingSeverity"), literal(finding.severity), g)
        yield line(node, term("ac:findingPlace"), literal(finding.place), g)
        yield line(node, term("ac:findingMessage"), literal(finding.message), g)
        if finding.hint:
            yield line(node, term("ac:findingHint"), literal(finding.hint), g)
    for n, ((language, words), times) in enumerate(sorted(unknown.items(), key=lambda item: (-item[1], item[0])), 1):
        node = iri(f"{BUILD}/unknown/{n}")
        yield line(node, RDF_TYPE, term("ac:UnknownOpening"), g)
        yield line(node, term("ac:language"), literal(language), g)
        yield line(node, term("ac:openingWords"), literal(words), g)
        yield line(node, term("ac:occurrences"), integer(times), g)


def hash_lines(build_hash: str) -> Iterator[str]:
    """The name of the build in its own graph, so that a remote endpoint can be asked for it."""
    yield line(iri(BUILD), term("ac:buildHash"), literal(build_hash), iri(graph_iri("build")))
